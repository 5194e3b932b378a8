//! Tests of the grammar: every input has a tree, that tree is right, and the generated files are current.

mod generated;
mod incremental;
mod inputs;
mod linear;
mod spec;
mod speed;
mod support;
mod totality;
mod unicode;
