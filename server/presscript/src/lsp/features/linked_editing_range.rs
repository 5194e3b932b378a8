//! `textDocument/linkedEditingRange`.

use presscript_analysis::features::linked_editing_range;
use tower_lsp::ls_types::{LinkedEditingRangeParams, LinkedEditingRanges};

use crate::lsp::convert::View;

/// A label may become anything but a line with a colon or a bracket.
const WORD_PATTERN: &str = r"[^:\r\n()\[\]{}]+";

/// The labels that are edited together with that at the cursor.
pub fn linked_editing_ranges(
    view: &View,
    params: &LinkedEditingRangeParams,
) -> Option<LinkedEditingRanges> {
    let offset = view.offset(params.text_document_position_params.position);
    let ranges = linked_editing_range::linked_editing_ranges(&view.analysis, offset)?;
    Some(LinkedEditingRanges {
        ranges: ranges.iter().map(|range| view.range(range)).collect(),
        word_pattern: Some(WORD_PATTERN.to_owned()),
    })
}
