//! Timestamps.

pub mod backwards;
pub mod malformed;
pub mod no_media;
mod stamps;
