//! The features as LSP has them: each file converts in, asks `presscript_analysis::features`, and converts out.

pub mod code_action;
pub mod diagnostic;
pub mod document_symbol;
pub mod folding_range;
pub mod formatting;
pub mod hover;
