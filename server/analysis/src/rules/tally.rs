//! What a rule notes in each segment, and what that comes to in the whole document.

use std::ops::Range;

/// How many kinds of places, and how many other things, a rule can count.
const KINDS: usize = 6;

/// What a rule notes in one segment.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Places that may be faults, in order.
    spots: Vec<Spot>,
    /// How often other things are there.
    counts: [u32; KINDS],
}

/// A place that may be a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        self.count_all(kind, 1);
    }

    /// Counts something that is there so often.
    pub fn count_all(&mut self, kind: usize, times: usize) {
        self.counts[kind] += u32::try_from(times).unwrap_or(u32::MAX);
    }
}

impl Totals {
    /// How many places of a kind there are.
    pub fn spots(&self, kind: usize) -> usize {
        self.spots[kind] as usize
    }

    /// Whether there is any place.
    pub fn has_spots(&self) -> bool {
        self.spots != [0; KINDS]
    }

    /// How often something is there.
    pub fn count(&self, kind: usize) -> usize {
        self.counts[kind] as usize
    }
}

/// What all rules noted in one segment, each known by a number.
#[derive(Debug, Default)]
pub struct Tallies {
    /// In the order of the rules, and of each in the order of the text.
    spots: Box<[(u8, Spot)]>,
    /// Rule, kind, and how often.
    counts: Box<[(u8, u8, u32)]>,
}

impl Tallies {
    /// What a segment has for each of some rules, known by their numbers; `collect` fills the tally of one.
    pub fn of(rules: &[usize], mut collect: impl FnMut(usize, &mut Tally)) -> Self {
        let (mut spots, mut counts) = (Vec::new(), Vec::new());
        let mut tally = Tally::default();
        for &rule in rules {
            collect(rule, &mut tally);
            if tally.spots.is_empty() && tally.counts == [0; KINDS] {
                continue;
            }
            let number = u8::try_from(rule).expect("there are not that many rules");
            spots.extend(tally.spots.drain(..).map(|spot| (number, spot)));
            for (kind, times) in tally.counts.iter_mut().enumerate().filter(|(_, n)| **n > 0) {
                counts.push((number, kind as u8, std::mem::take(times)));
            }
        }
        Self {
            spots: spots.into(),
            counts: counts.into(),
        }
    }

    /// The places of a rule, in order.
    pub fn spots(&self, rule: usize) -> impl ExactSizeIterator<Item = Spot> + Clone + '_ {
        let first = self
            .spots
            .partition_point(|(of, _)| usize::from(*of) < rule);
        let own = &self.spots[first..];
        let own = &own[..own.partition_point(|(of, _)| usize::from(*of) == rule)];
        own.iter().map(|(_, spot)| *spot)
    }

    /// Whether a rule counted the same in two segments.
    pub fn has_same_counts(&self, other: &Self, rule: usize) -> bool {
        let [own, others] = [self, other].map(|tallies| {
            let counts = tallies.counts.iter();
            counts.filter(|(of, ..)| usize::from(*of) == rule)
        });
        own.eq(others)
    }

    /// The rules that have places, each once.
    pub fn rules(&self) -> impl Iterator<Item = u8> + '_ {
        let rules = self.spots.chunk_by(|(one, _), (other, _)| one == other);
        rules.map(|own| own[0].0)
    }

    /// Adds it to what a document has for each rule.
    pub fn add_to(&self, totals: &mut [Totals]) {
        self.sum(totals, |sum, times| *sum = sum.wrapping_add(times));
    }

    /// Takes it out of that again.
    pub fn take_from(&self, totals: &mut [Totals]) {
        self.sum(totals, |sum, times| *sum = sum.wrapping_sub(times));
    }

    fn sum(&self, totals: &mut [Totals], change: impl Fn(&mut u32, u32)) {
        for (rule, spot) in &self.spots {
            change(&mut totals[usize::from(*rule)].spots[spot.kind()], 1);
        }
        for &(rule, kind, times) in &self.counts {
            let own = &mut totals[usize::from(rule)].counts;
            change(&mut own[usize::from(kind)], times);
        }
    }
}
