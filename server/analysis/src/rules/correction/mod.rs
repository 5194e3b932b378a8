//! Corrections that the publisher marks.

pub mod unmatched;
