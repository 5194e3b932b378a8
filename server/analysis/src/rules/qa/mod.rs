//! Questions and answers as a sequence.

pub mod consecutive_questions;
pub mod handoff_empty;
pub mod handoff_mismatch;
pub mod no_resume_label;
pub mod opening_unattributed;
pub mod principal_asks;
pub mod same_speaker_twice;
pub mod unanswered;
