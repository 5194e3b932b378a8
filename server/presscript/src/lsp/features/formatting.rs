//! `textDocument/formatting`, `rangeFormatting`, `rangesFormatting` and `onTypeFormatting`. The client's options are about indentation, of
//! which a transcript has none, and about the ends of lines, which are the project's matter.

use presscript_analysis::features::formatting;
use serde::Deserialize;
use tower_lsp::ls_types::{DocumentOnTypeFormattingParams, Range, TextEdit};

use crate::lsp::convert::View;

/// What `textDocument/rangesFormatting` asks for; the protocol has it since version 3.18.
#[derive(Deserialize)]
pub struct RangesParams {
    /// What the user has selected.
    pub ranges: Vec<Range>,
}

/// The edits that format the document.
pub fn format(view: &View) -> Vec<TextEdit> {
    view.edits(&formatting::format(&view.analysis))
}

/// Those of them that touch the lines of these ranges.
pub fn format_ranges(view: &View, ranges: &[Range]) -> Vec<TextEdit> {
    let ranges: Vec<_> = ranges.iter().map(|range| view.bytes(*range)).collect();
    view.edits(&formatting::format_ranges(&view.analysis, &ranges))
}

/// The edits that are due after a character that was just typed.
pub fn format_on_type(view: &View, params: &DocumentOnTypeFormattingParams) -> Vec<TextEdit> {
    let cursor = view.offset(params.text_document_position.position);
    let Some(typed) = params.ch.chars().next() else {
        return Vec::new();
    };
    view.edits(&formatting::format_on_type(&view.analysis, cursor, typed))
}
