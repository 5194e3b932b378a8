//! What a rule counts in each segment, and what that comes to in the whole document.

use std::ops::Range;

/// How many kinds of places, and how many other things, a rule can count.
const KINDS: usize = 6;

/// What a rule counts in one segment.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Places that may be faults, in order.
    spots: Vec<Spot>,
    /// How often other things are there.
    counts: [u32; KINDS],
}

/// A place that may be a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    kind: u8,
    start: u32,
    len: u32,
}

impl Spot {
    /// Its kind, as the rule numbers them.
    pub fn kind(&self) -> usize {
        usize::from(self.kind)
    }

    /// Where it is, in bytes from the segment's start.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }
}

/// What all segments of a document come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    spots: [u32; KINDS],
    counts: [u32; KINDS],
}

impl Tally {
    /// Adds a place that may be a fault.
    pub fn spot(&mut self, kind: usize, range: Range<usize>) {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.spots.push(Spot {
            kind: u8::try_from(kind).unwrap_or(u8::MAX),
            start: small(range.start),
            len: small(range.len()),
        });
    }

    /// Counts something.
    pub fn count(&mut self, kind: usize) {
        self.counts[kind] += 1;
    }

    /// The places, in order.
    pub fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.spots.is_empty() && self.counts == [0; KINDS]
    }
}

impl Totals {
    /// How many places of a kind there are.
    pub fn spots(&self, kind: usize) -> usize {
        self.spots[kind] as usize
    }

    /// How often something is there.
    pub fn count(&self, kind: usize) -> usize {
        self.counts[kind] as usize
    }

    /// Adds what a segment has.
    pub fn add(&mut self, tally: &Tally) {
        for spot in &tally.spots {
            self.spots[spot.kind()] += 1;
        }
        for (sum, count) in self.counts.iter_mut().zip(tally.counts) {
            *sum += count;
        }
    }

    /// Adds what other segments come to.
    pub fn join(&mut self, other: &Self) {
        for (sum, count) in self.spots.iter_mut().zip(other.spots) {
            *sum += count;
        }
        for (sum, count) in self.counts.iter_mut().zip(other.counts) {
            *sum += count;
        }
    }
}
