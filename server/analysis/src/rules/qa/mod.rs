//! Questions and answers as a sequence.

pub mod handoff_mismatch;
pub mod opening_unattributed;
pub mod unanswered;
