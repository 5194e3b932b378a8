//! Many transcripts at once: which files are some, what is in those that no editor has open, and the search over all.
//!
//! - [`files`] finds transcripts in folders.
//! - [`index`] keeps a [`summary`] of each, and renews those of the files that have changed.
//! - [`search`] finds symbols by what the user types.

pub mod files;
pub mod index;
pub mod search;
pub mod summary;
