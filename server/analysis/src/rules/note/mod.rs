//! Annotations and parentheses.

pub mod glued;
pub mod unbalanced;
