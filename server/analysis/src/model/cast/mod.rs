//! Who is declared to speak: the `cast` of the front matter, and the roster that transcripts share.

mod aliases;
mod entry;

use std::ops::Range;
use std::sync::Arc;

use super::front_matter::{FrontMatter, Problem, Value, ValueKind};
use super::label_form::LabelForm;
use super::segment::Part;
use super::speakers::Role;
use super::yaml;
use aliases::Aliases;
pub use entry::KEYS as ENTRY_KEYS;

/// The declared people of a document: its own first, then those of the roster that it doesn't declare itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// The people.
    pub entries: Vec<CastEntry>,
    /// How many of the entries are the document's own.
    pub own: usize,
    /// What is wrong with the document's own entries.
    pub problems: Vec<Problem>,
    /// Words in its own entries that stand where a role does and are none.
    pub unknown_roles: Vec<UnknownRole>,
    aliases: Aliases,
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

/// A word in the place of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRole {
    /// The word and its place.
    pub word: Part,
    /// Whether it is an attribute, where `opening` may stand as well.
    pub attribute: bool,
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

impl Cast {
    /// The cast of a document: what its front matter says, then the roster.
    pub fn new(front_matter: &FrontMatter, roster: Option<&Roster>) -> Self {
        let own = front_matter.get("cast").map(entry::read);
        let own = own.unwrap_or_default();
        let mut cast = Self {
            own: own.entries.len(),
            aliases: Aliases::of(&own.entries),
            entries: own.entries,
            problems: own.problems,
            unknown_roles: own.unknown_roles,
        };
        let shared = roster.map_or(&[][..], |roster| &roster.entries);
        let known = |entry: &CastEntry| cast.find(&entry.form).is_some();
        let further: Vec<CastEntry> = shared
            .iter()
            .filter(|entry| !known(entry))
            .cloned()
            .collect();
        if !further.is_empty() {
            cast.entries.extend(further);
            cast.aliases = Aliases::of(&cast.entries);
        }
        cast
    }

    /// The only entry that a label can mean; none when several fit, since a guess would be worse than none.
    pub fn find(&self, form: &LabelForm) -> Option<usize> {
        match self.candidates(form).as_slice() {
            &[only] => Some(only),
            _ => None,
        }
    }

    /// The entries that a label can mean: those of which it is the full form, else the name, a part of the name or the
    /// title; outlets and honorifics agree.
    pub fn candidates(&self, form: &LabelForm) -> Vec<usize> {
        self.aliases.candidates(&self.entries, form)
    }

    /// The entries of which a [folded](crate::model::vocabulary::fold) text is the whole name, the title or another name.
    pub fn named(&self, folded: &str) -> &[usize] {
        self.aliases.named(folded)
    }

    /// The document's own entries.
    pub fn own_entries(&self) -> &[CastEntry] {
        &self.entries[..self.own]
    }
}

impl Roster {
    /// Reads a roster: a YAML list of entries, or a mapping with the list under `cast:`. What is wrong with it has its
    /// place in `text`.
    pub fn parse(name: &str, text: &str) -> (Self, Vec<Problem>) {
        let (value, problem) = yaml::parse(text, 0);
        let mut problems = Vec::from_iter(problem);
        let list = match value.kind {
            ValueKind::Mapping(keys) => {
                let cast = keys.into_iter().find(|key| key.name == "cast");
                if cast.is_none() && problems.is_empty() {
                    problems.push(Problem {
                        range: value.range,
                        message: "A roster is a list of people, or has one under `cast:`."
                            .to_owned(),
                    });
                }
                cast.map(|key| key.value)
            }
            _ => Some(value),
        };
        let read = list.as_ref().map(entry::read).unwrap_or_default();
        problems.extend(read.problems);
        problems.extend(read.unknown_roles.iter().map(UnknownRole::problem));
        problems.sort_by_key(|problem| problem.range.start);
        let roster = Self {
            name: name.to_owned(),
            text: text.to_owned(),
            entries: read.entries,
        };
        (roster, problems)
    }
}

impl UnknownRole {
    /// What is wrong, for the user.
    pub fn problem(&self) -> Problem {
        let more = if self.attribute { ", opening" } else { "" };
        Problem {
            range: self.word.range.clone(),
            message: format!(
                "“{}” is no role; a cast entry can have {}{more}.",
                self.word.text,
                Role::DECLARED.map(Role::name).join(", ")
            ),
        }
    }
}

#[cfg(test)]
mod tests;
