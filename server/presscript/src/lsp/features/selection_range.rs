//! `textDocument/selectionRange`: one chain of ranges for each cursor.

use presscript_analysis::features::selection_range;
use tower_lsp::ls_types::{Position, SelectionRange};

use crate::lsp::convert::View;

/// What each cursor selects, step by step.
pub fn selection_ranges(view: &View, positions: &[Position]) -> Vec<SelectionRange> {
    let offsets: Vec<usize> = positions.iter().map(|&at| view.offset(at)).collect();
    let chains = selection_range::selection_ranges(&view.analysis, &offsets);
    let chains = chains.into_iter().map(|ranges| {
        let outer_first = ranges.iter().rev();
        let chain = outer_first.fold(None, |parent, range| {
            Some(SelectionRange {
                range: view.range(range),
                parent: parent.map(Box::new),
            })
        });
        chain.expect("the document is always a step")
    });
    chains.collect()
}
