//! The note definitions `[^1]: text` of a document, and the references `[^1]` to them.

use std::ops::Range;

use crate::model::segment::{LineKind, MarkKind};
use crate::rules::{DocumentView, each_segment};

/// A definition or a reference.
#[derive(Debug)]
pub struct Footnote {
    /// What stands between `[^` and `]`.
    pub id: String,
    /// The reference, or the whole line of the definition without its line break, in bytes of the document.
    pub range: Range<usize>,
}

/// All definitions and all references, each in the order of the document.
#[derive(Debug, Default)]
pub struct Footnotes {
    /// The definitions.
    pub definitions: Vec<Footnote>,
    /// The references.
    pub references: Vec<Footnote>,
}

impl Footnotes {
    /// Collects those of a document.
    pub fn of(document: &DocumentView<'_>) -> Self {
        let mut notes = Self::default();
        each_segment(document.analysis, |start, view| {
            let note = |range: &Range<usize>| {
                let id = view
                    .slice(range)
                    .trim_start()
                    .strip_prefix("[^")?
                    .split(']')
                    .next()?;
                Some(Footnote {
                    id: id.to_owned(),
                    range: start + range.start..start + range.end,
                })
            };
            let lines = view.segment.lines.iter();
            let defining = lines.filter(|line| line.kind == LineKind::NoteDefinition);
            notes
                .definitions
                .extend(defining.filter_map(|line| note(&line.range)));
            let marks = view.segment.marks.iter();
            let referring = marks.filter(|mark| mark.kind == MarkKind::NoteReference);
            notes
                .references
                .extend(referring.filter_map(|mark| note(&mark.range)));
        });
        notes
    }
}
