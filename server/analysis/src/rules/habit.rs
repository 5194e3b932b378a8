//! What a file does as a rule: house styles differ, so only an exception from a file's own habit is an error.

pub use crate::model::habits::is_exception;
