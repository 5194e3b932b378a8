//! What an editor shows: one feature a file, each a pure function over an [`Analysis`](crate::Analysis).

pub mod call_hierarchy;
pub mod code_action;
pub mod code_lens;
pub mod definition;
pub mod document_highlight;
pub mod document_link;
pub mod document_symbol;
pub mod folding_range;
pub mod formatting;
pub mod hover;
pub mod inlay_hint;
pub mod linked_editing_range;
pub mod references;
pub mod selection_range;
pub mod semantic_tokens;
pub mod statistics;
pub mod target;
pub mod turn_of_person;
pub mod workspace_symbol;

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use crate::Analysis;

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
}
