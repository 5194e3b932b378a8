//! Transcripts in other formats, made from the model.

pub mod html;
pub mod json;
mod metadata;
