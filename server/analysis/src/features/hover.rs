//! What is known of the thing under the cursor: a speaker, an annotation, a timestamp, a question.

use std::ops::Range;

use crate::Analysis;

/// A hover's text and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What the text is about, in bytes.
    pub range: Range<usize>,
    /// The text, in Markdown.
    pub markdown: String,
}

/// What to show at the byte `offset`.
pub fn hover(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let _ = (analysis, offset);
    None
}
