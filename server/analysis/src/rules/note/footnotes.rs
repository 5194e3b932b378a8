//! The note definitions `[^1]: text` of a document, and the references `[^1]` to them.

use std::ops::Range;

use crate::model::segment::{LineKind, MarkKind, Segment};
use crate::rules::{DocumentView, Gathered, SegmentView, Tally};

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
    /// Collects those of a document that were noted.
    pub fn of(document: &DocumentView<'_>, noted: &Gathered<'_>) -> Self {
        let mut notes = Self::default();
        let analysis = document.analysis;
        for placed in noted.segments() {
            let text = |range: Range<usize>| analysis.slice(range).into_owned();
            notes.collect(placed.segment, placed.start, text);
        }
        notes
    }

    /// Adds those of a segment that starts at the byte `start`; `text` gives the text of a range that counts from where
    /// `start` does.
    fn collect(&mut self, segment: &Segment, start: usize, text: impl Fn(Range<usize>) -> String) {
        let note = |range: &Range<usize>| {
            let range = start + range.start..start + range.end;
            let text = text(range.clone());
            let id = text.trim_start().strip_prefix("[^")?.split(']').next()?;
            Some(Footnote {
                id: id.to_owned(),
                range,
            })
        };
        let lines = segment.lines.iter();
        let defining = lines.filter(|line| line.kind == LineKind::NoteDefinition);
        let defining = defining.filter_map(|line| note(&line.range));
        self.definitions.extend(defining);
        let marks = segment.marks.iter();
        let referring = marks.filter(|mark| mark.kind == MarkKind::NoteReference);
        let referring = referring.filter_map(|mark| note(&mark.range));
        self.references.extend(referring);
    }
}

/// Notes definitions and references.
pub fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let lines = view.segment.lines.iter();
    for line in lines.filter(|line| line.kind == LineKind::NoteDefinition) {
        tally.spot(0, line.range.clone());
    }
    let marks = view.segment.marks.iter();
    for mark in marks.filter(|mark| mark.kind == MarkKind::NoteReference) {
        tally.spot(1, mark.range.clone());
    }
}
