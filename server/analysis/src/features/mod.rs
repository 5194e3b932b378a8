//! What an editor shows: one feature a file, each a pure function over an [`Analysis`](crate::Analysis).

pub mod code_action;
pub mod document_symbol;
pub mod folding_range;
pub mod formatting;
pub mod hover;
