//! `textDocument/documentHighlight`: what introduces a name is written, what uses it is read.

use presscript_analysis::features::document_highlight;
use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, Position};

use crate::lsp::convert::View;

/// The places that name what the cursor is at.
pub fn document_highlights(view: &View, position: Position) -> Vec<DocumentHighlight> {
    let found = document_highlight::document_highlights(&view.analysis, view.offset(position));
    let highlights = found.iter().map(|highlight| DocumentHighlight {
        range: view.range(&highlight.range),
        kind: Some(if highlight.declares {
            DocumentHighlightKind::WRITE
        } else {
            DocumentHighlightKind::READ
        }),
    });
    highlights.collect()
}
