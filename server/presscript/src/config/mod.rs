//! `presscript.toml`: how the transcripts in and below its folder are treated.
//!
//! - [`options`] and [`profile`] say what may stand in it; the JSON schema comes from them ([`schema`]).
//! - [`validate`] compares a file with that schema and names every slip at its place, [`file`] reads it,
//!   with its roster, checks what a schema cannot, and makes [`Settings`](presscript_analysis::Settings) of it.
//! - [`search`] says which folders may hold the file of a transcript, [`editorconfig`] reads `.editorconfig`.
//! - [`user`] is what somebody sets in the editor for themselves.
//! - [`store`] puts it together: the settings of a transcript, with every file read once.

mod editorconfig;
mod file;
mod finding;
mod options;
mod profile;
pub mod schema;
mod search;
mod store;
pub mod user;
mod validate;

pub use file::{FILE_NAME, read_text};
pub use finding::{CODES, DOC_URL, FileFindings, UNREADABLE, doc_url};
pub use search::Bounds;
pub use store::{Configs, Lookup, Resolved, today};

#[cfg(test)]
mod tests;
