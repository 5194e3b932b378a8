//! What an editor shows: one feature a file, each a pure function over an [`Analysis`](crate::Analysis).

pub mod call_hierarchy;
pub mod code_action;
pub mod code_lens;
pub mod completion;
pub mod definition;
pub mod document_highlight;
pub mod document_link;
pub mod document_symbol;
pub mod folding_range;
pub mod formatting;
pub mod hover;
pub mod inlay_hint;
pub mod jump;
pub mod linked_editing_range;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_tokens;
pub mod statistics;
pub mod status;
pub mod target;
pub mod workspace_symbol;

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;
    use crate::text::SLICED;
    use crate::{Analysis, Cancel};

    /// A text that is analysed, and the byte where its `$0` stood.
    pub fn opened(text: &str) -> (Analysis, usize) {
        let offset = text.find("$0").expect("a cursor");
        (Analysis::of(&text.replacen("$0", "", 1)), offset)
    }

    /// A place for a test to show: line and column (from 1, in bytes) and the text there.
    pub fn shown(analysis: &Analysis, range: &Range<usize>) -> String {
        let text = analysis.text();
        let line = text.line_of(range.start);
        let column = range.start - text.line_start(line) + 1;
        format!("{}:{column} {}", line + 1, text.slice(range.clone()))
    }

    /// How many bytes of the text are read for an answer.
    fn sliced<T>(answer: impl FnOnce() -> T) -> usize {
        let before = SLICED.get();
        answer();
        SLICED.get() - before
    }

    /// What the ways through a text of so many exchanges read: at one place, at many places, and for all of it.
    fn cost(exchanges: usize) -> [usize; 3] {
        let exchange = "## Bread\n\nAnna Example (FBC): Why?[^1] See https://example.org.\n\nMinister Mustername: So. And so on.\n\n";
        let analysis = Analysis::of(&exchange.repeat(exchanges));
        let middle = analysis.text().len() / 2 / exchange.len() * exchange.len() + 12;
        let person = 0;
        let one = sliced(|| {
            definition::definition(&analysis, middle);
            document_highlight::document_highlights(&analysis, middle);
            selection_range::selection_ranges(&analysis, &[middle + 30]);
            call_hierarchy::prepare(&analysis, middle);
            completion::completions(&analysis, middle, None);
            rename::prepare(&analysis, middle).is_ok()
        });
        let every = analysis.text().len() / 1_000;
        let places: Vec<usize> = (0..1_000).map(|at| at * every).collect();
        let many = sliced(|| selection_range::selection_ranges(&analysis, &places));
        let all = sliced(|| {
            references::notes(&analysis, "[^1]");
            document_link::document_links(&analysis);
            workspace_symbol::symbols(&analysis);
            let cancel = Cancel::default();
            let renamed = rename::rename(&analysis, middle, "Anne Sample", &cancel);
            assert!(
                renamed.is_ok_and(|renamed| renamed.is_ok()),
                "a person is there"
            );
            call_hierarchy::incoming(&analysis, person);
            call_hierarchy::outgoing(&analysis, person);
        });
        [one, many, all]
    }

    #[test]
    fn ten_megabytes_cost_no_more_than_their_share() {
        let (small, large) = (cost(10_000), cost(100_000));
        assert!(
            large[0] <= small[0] + 100,
            "one place costs the same: {small:?} {large:?}"
        );
        assert!(
            large[1] <= small[1] * 11 / 10,
            "so do many places: {small:?} {large:?}"
        );
        assert!(
            large[2] <= small[2] * 11,
            "all grows with the text: {small:?} {large:?}"
        );
    }
}
