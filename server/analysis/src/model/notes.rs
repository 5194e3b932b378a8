//! The notes whose form is a matter of house style: `(Laughter.)`, `[inaudible]`.

use std::ops::Range;

use super::note_kind;
use super::segment::{LineKind, MarkKind, Segment};
use super::vocabulary::{NoteKind, fold};
use crate::profile::{Brackets, Profile};

/// A note of a known kind; its ranges count from the segment's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// All of it.
    pub range: Range<usize>,
    /// What stands between the brackets.
    pub words: Range<usize>,
    /// The same, [folded](fold).
    pub folded: String,
    /// Its brackets.
    pub brackets: Brackets,
    /// What it is about.
    pub kind: NoteKind,
    /// How it stands to the sentences around it.
    pub place: NotePlace,
}

/// How a note stands to the sentences around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotePlace {
    /// Between sentences, or alone.
    Apart,
    /// Within one.
    Within,
    /// At the start of a line that may go on with a sentence.
    Unclear,
}

/// A note of more words says more than what happened.
const MAX_WORDS: usize = 4;

/// The notes in the speech of a segment with this text.
pub fn notes(segment: &Segment, text: &str) -> Vec<Note> {
    let body = segment.speaker_line().map_or(0, |line| line.body);
    let mut lines = segment.lines.iter().peekable();
    let mut goes_on = false;
    let mut notes = Vec::new();
    for mark in &segment.marks {
        while let Some(line) = lines.next_if(|line| line.range.end <= mark.range.start) {
            goes_on = matches!(line.kind, LineKind::Text | LineKind::Speaker);
        }
        let Some(line) = lines.peek() else { break };
        let speech = matches!(
            line.kind,
            LineKind::Text | LineKind::Speaker | LineKind::Stage
        );
        let brackets = match mark.kind {
            MarkKind::Annotation => Brackets::Square,
            MarkKind::Parenthetical => Brackets::Round,
            _ => continue,
        };
        let words = mark.range.start + 1..mark.range.end.saturating_sub(1);
        let kind = note_kind(text, mark, line.kind == LineKind::Stage);
        let Some(said) = text.get(words.clone()) else {
            continue;
        };
        let folded = fold(said);
        if !speech
            || mark.range.start < body
            || !has_house_form(kind)
            || folded.split(' ').count() > MAX_WORDS
        {
            continue;
        }
        let from = line.range.start.max(body).min(mark.range.start);
        let before = text[from..mark.range.start].trim_end().chars().next_back();
        let place = match before {
            None if line.kind == LineKind::Text && goes_on => NotePlace::Unclear,
            None => NotePlace::Apart,
            Some('.' | '?' | '!' | '…' | '"' | '”' | ')' | ']') => NotePlace::Apart,
            Some(_) => NotePlace::Within,
        };
        notes.push(Note {
            range: mark.range.clone(),
            words,
            folded,
            brackets,
            kind,
            place,
        });
    }
    notes
}

fn has_house_form(kind: NoteKind) -> bool {
    use NoteKind::{Applause, Crosstalk, Inaudible, Laughter, Pause, UnheardQuestion};
    matches!(
        kind,
        Applause | Crosstalk | Inaudible | Laughter | Pause | UnheardQuestion
    )
}

impl Note {
    /// The house's spelling of these words, for a note that stands apart.
    pub fn of_house<'a>(&self, profile: &'a Profile) -> Option<&'a str> {
        let own = profile.notes.iter().find(|note| fold(note) == self.folded);
        own.filter(|_| self.place == NotePlace::Apart)
            .map(AsRef::as_ref)
    }
}
