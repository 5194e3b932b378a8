//! Fingerprints of what may come back, by which rules find it again.

use std::ops::RangeInclusive;

use super::checked::Checked;
use crate::model::Segments;

/// A fingerprint, below the number of the rule that wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Print(u64);

impl Print {
    /// A rule's fingerprint.
    pub fn new(rule: usize, print: u64) -> Self {
        Self(u64::from(number(rule)) << 56 | print >> 8)
    }

    /// All that a rule may want.
    pub fn all(rule: usize) -> RangeInclusive<Self> {
        Self::new(rule, 0)..=Self::new(rule, u64::MAX)
    }

    /// What is kept of the fingerprint; as a fingerprint it is the same one.
    pub fn print(self) -> u64 {
        self.0 << 8
    }
}

/// A rule's number, as it is stored.
pub fn number(rule: usize) -> u8 {
    u8::try_from(rule).expect("there are not that many rules")
}

/// The fingerprints that a rule took in a document.
#[derive(Debug)]
pub struct Prints<'a> {
    of: &'a Checked,
    segments: &'a Segments,
    rule: usize,
    times: usize,
}

impl<'a> Prints<'a> {
    /// The fingerprints that a rule took in these segments, where it asks for those that are there so often.
    pub(super) fn new(of: &'a Checked, segments: &'a Segments, rule: usize, times: usize) -> Self {
        Self {
            of,
            segments,
            rule,
            times,
        }
    }

    /// Those of a segment, in the order in which they were taken.
    pub fn of(&self, segment: usize) -> impl Iterator<Item = u64> + '_ {
        self.of.prints(self.rule, self.segments, segment)
    }

    /// Whether one is there as often as the rule asks for.
    pub fn come_back(&self, print: u64) -> bool {
        !self.of.is_rarer(self.rule, print, self.times)
    }
}
