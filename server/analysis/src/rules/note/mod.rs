//! Annotations and parentheses, and the notes that a text refers to.

pub mod bracket_kind;
mod footnotes;
pub mod glued;
pub mod unbalanced;
pub mod undefined;
pub mod unknown;
pub mod unused;
pub mod variant;
