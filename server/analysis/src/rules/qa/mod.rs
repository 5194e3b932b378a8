//! Questions and answers as a sequence.

pub mod unanswered;
