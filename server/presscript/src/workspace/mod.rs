//! Many transcripts at once: which files are some, what is in those that no editor has open, and the search over all.
//!
//! - [`files`] finds transcripts in folders, [`read`](mod@read) reads them.
//! - [`index`] keeps a [`summary`] of each, and renews those of the files that have changed.
//! - [`reports`] keeps what was found in each, as long as it is true.
//! - [`search`] finds symbols by what the user types.

pub mod files;
pub mod index;
pub mod read;
pub mod reports;
pub mod search;
pub mod summary;
