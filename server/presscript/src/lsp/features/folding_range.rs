//! `textDocument/foldingRange`. Folds are whole lines, so that clients which fold nothing else need no other answer.

use presscript_analysis::features::folding_range::{self, FoldKind};
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind};

use crate::lsp::convert::View;

/// All folds, as many as the client wants.
pub fn folding_ranges(view: &View) -> Vec<FoldingRange> {
    let folds = folding_range::folding_ranges(&view.analysis, view.editor.fold_limit);
    let folds = folds.into_iter().filter_map(|fold| {
        Some(FoldingRange {
            start_line: u32::try_from(*fold.lines.start()).ok()?,
            end_line: u32::try_from(*fold.lines.end()).ok()?,
            kind: match fold.kind {
                FoldKind::Comment => Some(FoldingRangeKind::Comment),
                FoldKind::Section => Some(FoldingRangeKind::Region),
                FoldKind::FrontMatter | FoldKind::Opening | FoldKind::Exchange | FoldKind::Turn => {
                    None
                }
            },
            collapsed_text: fold.collapsed.filter(|_| view.editor.shows_collapsed_text),
            ..Default::default()
        })
    });
    folds.collect()
}
