//! Typed views of the syntax tree.
