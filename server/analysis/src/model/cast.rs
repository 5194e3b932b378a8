//! Who is declared to speak: the `cast` of the front matter, and the roster that transcripts share.

use std::ops::Range;
use std::sync::Arc;

use super::label_form::LabelForm;
use super::segment::Part;
use super::speakers::Role;

/// The declared people of a document: its own first, then those of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// The people.
    pub entries: Vec<CastEntry>,
    /// How many of the entries are the document's own.
    pub own: usize,
}

/// One declared person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CastEntry {
    /// The whole entry: in bytes of the document, or of the roster's file when it is the roster's.
    pub range: Range<usize>,
    /// What a label in the entry's own form says: name, title, outlet.
    pub form: Arc<LabelForm>,
    /// Other names, in the form of labels or outlets: `aka: [Polish TV]`.
    pub aka: Vec<Part>,
    /// The declared role.
    pub role: Option<Role>,
    /// Whether the unattributed opening is this person's.
    pub opening: bool,
}

/// A file of people that several transcripts share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// The file, named so that the user finds it.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Its people; their ranges are bytes of `text`.
    pub entries: Vec<CastEntry>,
}
