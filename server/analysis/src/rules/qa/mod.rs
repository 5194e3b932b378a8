//! Questions and answers as a sequence.

pub mod handoff_mismatch;
pub mod no_resume_label;
pub mod opening_unattributed;
pub mod unanswered;
