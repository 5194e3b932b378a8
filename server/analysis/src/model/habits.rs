//! What a transcript does again and again, and what is due in it: the style of its house, or the one that its own lines show.
//!
//! Rules report what differs and the formatter mends it; both ask here, and neither has a taste of its own.

use std::ops::Range;

use super::segment::{DelimiterKind, LineKind, SegmentKind};
use super::{Context, Segments};
use crate::profile::{BeforeColon, Profile};

/// What is due in one document. A profile that is named goes first, then what most turns have, then a profile that was
/// only inferred, then the common form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// Spaces between a label's colon and the text: 1, or 2 in the style of the White House.
    pub spaces_after_colon: Habit<usize>,
    /// White space before a label's colon, as in French.
    pub space_before_colon: Habit<bool>,
    /// A blank line before every turn.
    pub blank_before_turn: bool,
}

/// What is due at one sort of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habit<T> {
    /// The form that is due.
    pub due: T,
    /// How sure that is.
    pub from: Source,
}

/// Where a habit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A profile that somebody named: whatever differs is wrong.
    House,
    /// The document's lines, clearly: what is needlessly more is an exception.
    Document,
    /// Nothing is clear: what differs is no fault.
    Default,
}

impl Habits {
    /// What is due in a document that does this so often.
    pub fn of(counts: Counts, context: &Context) -> Self {
        let named = context.named();
        Self {
            spaces_after_colon: counts.spaces_after_colon(named, &context.profile),
            space_before_colon: counts.space_before_colon(named, context.is_in("fr")),
            blank_before_turn: counts.blank >= counts.close || counts.close < 2,
        }
    }
}

/// How often a document does what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Colons with one space, two, and more behind them.
    after: [usize; 3],
    /// Colons with white space before them.
    pub spaced: usize,
    /// Colons right behind their labels.
    pub tight: usize,
    /// Turns below a blank line.
    blank: usize,
    /// Turns right below another line.
    close: usize,
}

impl Counts {
    /// Counts in all turns.
    pub fn of(segments: &Segments) -> Self {
        let mut counts = Self::default();
        counts.add(segments, 0..segments.len(), |sum| *sum += 1);
        counts
    }

    /// The counts of a later version.
    pub fn changed(mut self, old: &Segments, new: &Segments) -> Self {
        let (before, after) = old.difference(new);
        // How a turn stands to what is above it shows in the segment above.
        self.add(old, before.start..old.len().min(before.end + 1), |sum| {
            *sum -= 1
        });
        self.add(new, after.start..new.len().min(after.end + 1), |sum| {
            *sum += 1
        });
        self
    }

    fn add(&mut self, segments: &Segments, range: Range<usize>, count: impl Fn(&mut usize)) {
        let mut before = range
            .start
            .checked_sub(1)
            .map(|above| segments.at(above).segment);
        for placed in segments.range(range) {
            let segment = placed.segment;
            if let SegmentKind::Turn(line) = &segment.kind {
                match line.delimiter.as_ref().map(|delimiter| delimiter.kind) {
                    Some(DelimiterKind::Spaced) => count(&mut self.spaced),
                    Some(_) => count(&mut self.tight),
                    None => {}
                }
                if let Some(spaces @ 1..) = line.spaces {
                    count(&mut self.after[spaces.min(3) - 1]);
                }
                let above = before.and_then(|before| before.lines.last());
                match above.map(|line| &line.kind) {
                    Some(LineKind::Blank) => count(&mut self.blank),
                    Some(LineKind::Speaker | LineKind::Text | LineKind::Stage) => {
                        count(&mut self.close);
                    }
                    _ => {}
                }
            }
            before = Some(segment);
        }
    }

    /// Whether two spaces are usual behind colons.
    pub fn has_two_spaces(&self) -> bool {
        let [one, two, _] = self.after;
        two > one && two > 2
    }

    /// Whether white space is usual before colons.
    pub fn has_spaced_colons(&self) -> bool {
        self.spaced > self.tight && self.spaced > 1
    }

    fn spaces_after_colon(&self, named: Option<&Profile>, profile: &Profile) -> Habit<usize> {
        if let Some(due) = named.and_then(|named| named.spaces_after_colon) {
            return Habit {
                due,
                from: Source::House,
            };
        }
        let [one, two, more] = self.after;
        let two_in_house = profile.spaces_after_colon == Some(2) && one == 0;
        let (due, usual, wider) = match self.has_two_spaces() || two_in_house {
            true => (2, two, more),
            false => (1, one, two + more),
        };
        if is_exception(wider, usual) {
            return Habit {
                due,
                from: Source::Document,
            };
        }
        Habit {
            due,
            from: Source::Default,
        }
    }

    fn space_before_colon(&self, named: Option<&Profile>, french: bool) -> Habit<bool> {
        if let Some(before) = named.and_then(|named| named.before_colon) {
            return Habit {
                due: before == BeforeColon::Space,
                from: Source::House,
            };
        }
        Habit {
            due: french || self.has_spaced_colons(),
            from: match is_exception(self.spaced, self.tight) && !french {
                true => Source::Document,
                false => Source::Default,
            },
        }
    }
}

/// More spaces than these between words are columns, not a slip.
pub const MAX_SLIP: usize = 3;

/// Whether a form that occurs `rare` times is an exception where the better form occurs `usual` times.
///
/// Once is never a habit. A short file shows its habit by a majority, a long one by far more than that.
pub fn is_exception(rare: usize, usual: usize) -> bool {
    match rare {
        0 => false,
        1 => true,
        _ if rare + usual < 10 => usual > rare,
        _ => usual >= 4 * rare,
    }
}
