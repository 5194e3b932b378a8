//! `textDocument/formatting`. The client's options are about indentation, of which a transcript has none.

use presscript_analysis::features::formatting;
use tower_lsp::ls_types::TextEdit;

use crate::lsp::convert::View;

/// The edits that format the document.
pub fn format(view: &View) -> Vec<TextEdit> {
    view.edits(&formatting::format(&view.analysis))
}
