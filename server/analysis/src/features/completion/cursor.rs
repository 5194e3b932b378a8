//! The line that the cursor is in, and what a completion replaces there.

use std::borrow::Cow;

use super::{About, Completion, CompletionKind};
use crate::Analysis;
use crate::model::Placed;
use crate::model::segment::{Line, LineKind};
use crate::model::vocabulary::{begins_folded, fold, with_fold, word_starts};

/// A place in a document.
pub struct Cursor<'a> {
    pub analysis: &'a Analysis,
    /// The byte in the document.
    pub offset: usize,
    /// The number of its line, from 0.
    pub line: usize,
    /// Where the line starts.
    pub line_start: usize,
    /// The line without its break.
    pub text: Cow<'a, str>,
    /// The byte in the line.
    pub at: usize,
}

/// What completions replace, in bytes of the line.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub start: usize,
    pub end: usize,
}

impl<'a> Cursor<'a> {
    pub fn at(analysis: &'a Analysis, offset: usize) -> Self {
        let text = analysis.text();
        let offset = text.floor(offset.min(text.len()));
        let line = text.line_of(offset);
        let range = text.line_range(line);
        let offset = offset.min(range.end);
        Self {
            analysis,
            offset,
            line,
            line_start: range.start,
            at: offset - range.start,
            text: analysis.slice(range),
        }
    }

    /// The line up to the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.at]
    }

    /// The line behind the cursor.
    pub fn behind(&self) -> &str {
        &self.text[self.at..]
    }

    /// Where the word around the cursor ends, in bytes of the line: before what `is_part` is not true of.
    pub fn word_end(&self, is_part: impl Fn(char) -> bool) -> usize {
        let behind = self.behind();
        self.at + behind.find(|c| !is_part(c)).unwrap_or(behind.len())
    }

    /// The segment of the line; none in an empty document.
    pub fn segment(&self) -> Option<(usize, Placed<'a>)> {
        let model = self.analysis.model();
        let at = model.segment_at(self.line_start)?;
        Some((at, model.segments.at(at)))
    }

    /// What the line is; none in an empty document and behind the last line break.
    pub fn kind(&self) -> Option<&'a LineKind> {
        let (_, placed) = self.segment()?;
        let at = self.line_start - placed.start;
        let lines: &[Line] = &placed.segment.lines;
        let found = lines.partition_point(|line| line.range.start < at);
        let line = lines.get(found).filter(|line| line.range.start == at)?;
        Some(&line.kind)
    }

    /// A completion that writes its own name.
    pub fn plain(
        &self,
        slot: Slot,
        kind: CompletionKind,
        name: &str,
        about: Option<About>,
    ) -> Completion {
        Completion {
            label: name.to_owned(),
            text: name.to_owned(),
            filter: name.to_owned(),
            about,
            ..self.blank(slot, kind)
        }
    }

    /// A completion that writes nothing.
    pub fn blank(&self, slot: Slot, kind: CompletionKind) -> Completion {
        Completion {
            label: String::new(),
            detail: None,
            kind,
            replace: self.line_start + slot.start..self.line_start + slot.end,
            insert: self.line_start + slot.start..self.line_start + self.insert_end(slot),
            text: String::new(),
            filter: String::new(),
            about: None,
        }
    }

    /// Up to the cursor; or to the slot's end where no word stands between, so that no mark is written twice.
    fn insert_end(&self, slot: Slot) -> usize {
        let rest = self.text.get(self.at..slot.end).unwrap_or_default();
        match rest.contains(char::is_alphanumeric) {
            true => self.at,
            false => slot.end.max(self.at),
        }
    }
}

/// A text to find something by under each of its names, which begins with what is typed where that begins one of its
/// words; and whether it does so.
pub fn filter<'a>(names: impl IntoIterator<Item = &'a str>, typed: &str) -> (String, bool) {
    let mut filter = String::new();
    for name in names {
        let says_nothing = || !name.contains(|c: char| c.is_alphanumeric() || c == '#');
        let is_in = |filter: &str| with_fold(name, |name| fold(filter).contains(name));
        if filter.is_empty() && !says_nothing() {
            filter.push_str(name);
        } else if !(filter.contains(name) || says_nothing() || is_in(&filter)) {
            filter.extend([" ", name]);
        }
    }
    let begins = with_fold(typed, |sought| match sought.is_empty() {
        true => typed.trim().is_empty().then_some(0),
        false => word_starts(&filter).find(|&at| begins_folded(&filter[at..], sought)),
    });
    match begins {
        None => (filter, false),
        Some(0) => (filter, true),
        Some(at) => {
            let (before, from) = filter.split_at(at);
            (format!("{from} {}", before.trim_end()), true)
        }
    }
}
