//! Tests of the grammar: every input has a tree, that tree is right, and the generated files are current.

mod labels;
mod support;
