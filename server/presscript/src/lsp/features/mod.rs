//! The features as LSP has them: each file converts in, asks `presscript_analysis::features`, and converts out.

pub mod call_hierarchy;
pub mod code_action;
pub mod code_lens;
pub mod completion;
pub mod config_file;
pub mod definition;
pub mod diagnostic;
pub mod document_highlight;
pub mod document_link;
pub mod document_symbol;
pub mod execute_command;
pub mod folding_range;
pub mod formatting;
pub mod hover;
pub mod inlay_hint;
pub mod linked_editing_range;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_tokens;
pub mod workspace_diagnostic;
pub mod workspace_symbol;
