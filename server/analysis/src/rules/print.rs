//! Fingerprints of what may come back, by which rules find it again.

use std::ops::RangeInclusive;

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
