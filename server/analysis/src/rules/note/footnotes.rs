//! The note definitions `[^1]: text` of a document, and the references `[^1]` to them.

use std::ops::Range;

use crate::model::segment::{LineKind, MarkKind};
use crate::rules::DocumentView;

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
        for placed in &document.analysis.model().segments {
            let note = |range: &Range<usize>| {
                let range = placed.start + range.start..placed.start + range.end;
                let text = document.analysis.slice(range.clone());
                let id = text.trim_start().strip_prefix("[^")?.split(']').next()?;
                Some(Footnote {
                    id: id.to_owned(),
                    range,
                })
            };
            let lines = placed.segment.lines.iter();
            let defining = lines.filter(|line| line.kind == LineKind::NoteDefinition);
            let defining = defining.filter_map(|line| note(&line.range));
            notes.definitions.extend(defining);
            let marks = placed.segment.marks.iter();
            let referring = marks.filter(|mark| mark.kind == MarkKind::NoteReference);
            let referring = referring.filter_map(|mark| note(&mark.range));
            notes.references.extend(referring);
        }
        notes
    }
}
