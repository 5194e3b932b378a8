//! Transcripts in other formats, made from the model.

pub mod json;
mod metadata;
