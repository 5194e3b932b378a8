//! What an edit costs: only the segments that it touches are parsed and lowered again.
//!
//! Each line is what it is by itself, so a part of the document that begins with a segment's unchanged first line
//! has the same segments alone as it has in the whole. Front matter alone spans lines; where it may open or close,
//! as much is read as it may have.

use std::ops::Range;
use std::sync::Arc;

use super::segment::{LineKind, Segment, SegmentKind};
use super::segments;
use super::segments::Segments;
use crate::changes::{Change, Changes};
use crate::{Cancel, Cancelled, Text};

/// The segments of a text, and what it took to know them.
#[derive(Debug)]
pub struct Lowered {
    /// The segments.
    pub segments: Segments,
    /// How many were lowered.
    pub lowered: usize,
    /// How many bytes were parsed.
    pub parsed: usize,
}

/// The segments of `text`, given those of the text before some changes.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn relower(
    old: &Segments,
    changes: &Changes,
    text: &Text,
    cancel: &Cancel,
) -> Result<Lowered, Cancelled> {
    let mut result = Lowered {
        segments: old.clone(),
        lowered: 0,
        parsed: 0,
    };
    // From the last to the first, so that what stands before a part is still where it was.
    for part in parts(old, changes, text).into_iter().rev() {
        part.replace(&mut result, old, text, cancel)?;
    }
    Ok(result)
}

/// A part of the document that has to be read again.
struct Part {
    /// Its old segments, by index.
    indexes: Range<usize>,
    /// Where it starts in the new text.
    start: usize,
    /// How much longer it is than it was.
    grown: isize,
    /// What of the old text is unchanged in it, at its start and at its end, in bytes.
    kept: (usize, usize),
    /// Whether the segment before what was touched is one of its own.
    is_widened: bool,
}

/// The parts to be read again, in order, with at least a segment between them.
fn parts(old: &Segments, changes: &Changes, text: &Text) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let may_open = opens_front_matter(text)
        && !matches!(old.first(), Some(first) if is_front_matter(first.segment));
    for change in changes.iter() {
        let mut indexes = touched(old, change);
        let shift = change.new.start as isize - change.old.start as isize;
        let grown = change.new.len() as isize - change.old.len() as isize;
        let before = || text.slice(0..change.new.start.min(FAR));
        if may_open && !is_past_front_matter(&before()) {
            indexes.start = 0;
        }
        let end = old.start_of(indexes.end);
        match parts.last_mut() {
            Some(last) if last.indexes.end >= indexes.start => {
                last.indexes.start = last.indexes.start.min(indexes.start);
                last.indexes.end = last.indexes.end.max(indexes.end);
                last.grown += grown;
                last.kept.1 = end - change.old.end;
            }
            _ => {
                let start = old.get(indexes.start).map_or(0, |first| first.start);
                parts.push(Part {
                    indexes,
                    start: start.wrapping_add_signed(shift),
                    grown,
                    kept: (change.old.start - start, end - change.old.end),
                    is_widened: false,
                });
            }
        }
    }
    parts
}

/// The segments whose lines a change touches, and text without a speaker behind them, which may follow a turn now.
fn touched(old: &Segments, change: &Change) -> Range<usize> {
    let Some(first) = old.index_at(change.old.start) else {
        return 0..old.len();
    };
    let last = old.index_at(change.old.end).unwrap_or(first);
    let follows = old.get(last + 1);
    let follows = follows.is_some_and(|next| next.segment.kind == SegmentKind::Unattributed);
    first..last + 1 + usize::from(follows)
}

impl Part {
    fn replace(
        mut self,
        result: &mut Lowered,
        old: &Segments,
        text: &Text,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        let before = |index: usize| old.start_of(index);
        let mut end = self.indexes.end;
        let len = before(end) - before(self.indexes.start);
        let mut len = len.wrapping_add_signed(self.grown);
        loop {
            cancel.check_length(result.parsed + len)?;
            let new = segments(text, self.start..self.start + len, cancel)?;
            result.lowered += new.len();
            result.parsed += len;
            let begins = new.first().is_some_and(|first| begins_by_itself(first));
            if self.indexes.start > 0 && !begins && !self.is_widened {
                // What begins here may belong to the segment before now.
                let placed = old.at(self.indexes.start - 1);
                self.is_widened = true;
                self.indexes.start -= 1;
                self.start -= placed.segment.len;
                self.kept.0 += placed.segment.len;
                len += placed.segment.len;
                continue;
            }
            let open = self.indexes.start == 0 && is_open(&new, &text.slice(0..len));
            let longer = if open { 2 * len } else { 0 };
            if open && end < result.segments.len() {
                self.kept.1 = 0;
                // Twice as much: what may close is far away.
                while let Some(next) = result.segments.get(end)
                    && (len <= longer || next.segment.kind == SegmentKind::Unattributed)
                {
                    len += next.segment.len;
                    end += 1;
                }
                continue;
            }
            let new = self.with_unchanged(new, old);
            result.segments = result.segments.spliced(self.indexes.start..end, new);
            return Ok(());
        }
    }

    /// The new segments, with those that nothing changed in shared with the version before.
    fn with_unchanged(&self, mut new: Vec<Arc<Segment>>, old: &Segments) -> Vec<Arc<Segment>> {
        let mut left = self.kept.0;
        let before = self.indexes.clone().map(|index| old.shared(index));
        for (new, old) in new.iter_mut().zip(before.clone()) {
            if old.len > left || new != old {
                break;
            }
            left -= old.len;
            *new = old.clone();
        }
        let mut left = self.kept.1;
        for (new, old) in new.iter_mut().rev().zip(before.rev()) {
            if old.len > left || new != old {
                break;
            }
            left -= old.len;
            *new = old.clone();
        }
        new
    }
}

/// Whether the first segments of the document can't be told from this start of it: nothing but blank lines, which
/// belong to what follows; or front matter that may be closed further down.
fn is_open(new: &[Arc<Segment>], slice: &str) -> bool {
    let Some(first) = new.first() else {
        return true;
    };
    let text = slice[..first.len].trim_start_matches(BYTE_ORDER_MARK);
    let blank = text.trim().is_empty() || first.content_lines().next().is_none();
    let unclosed = slice.trim_start_matches(BYTE_ORDER_MARK).starts_with(FENCE)
        && !is_front_matter(first)
        && !is_past_front_matter(slice);
    blank || unclosed
}

/// Whether a segment's first line begins one, whatever stands above it.
pub(super) fn begins_by_itself(segment: &Segment) -> bool {
    let first = segment.lines.first();
    first.is_some_and(|line| matches!(line.kind, LineKind::Speaker | LineKind::Heading))
}

const FENCE: &str = "---";
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Front matter closes within so many characters, or not at all; white space on the lines between may not count.
const FRONT_MATTER_CHARS: usize = 65_536;

/// Further down than this, in bytes, nothing closes front matter but in the strangest texts.
const FAR: usize = 1 << 20;

fn opens_front_matter(text: &Text) -> bool {
    let start = text.slice(0..BYTE_ORDER_MARK.len_utf8() + FENCE.len());
    start.trim_start_matches(BYTE_ORDER_MARK).starts_with(FENCE)
}

fn is_front_matter(segment: &Segment) -> bool {
    matches!(segment.kind, SegmentKind::FrontMatter(_))
}

/// Whether front matter that begins a text would have to be closed before its end.
fn is_past_front_matter(text: &str) -> bool {
    let marks = text.chars().filter(|c| !c.is_whitespace());
    let lines = || text.matches(['\n', '\r']);
    // Three hyphens or full stops that begin a line, and the spaces behind them, are looked at at once.
    marks.take(3 * FRONT_MATTER_CHARS).count() == 3 * FRONT_MATTER_CHARS
        || lines().take(2 * FRONT_MATTER_CHARS).count() == 2 * FRONT_MATTER_CHARS
}
