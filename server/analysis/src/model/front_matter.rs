//! The front matter: its keys and values with their places, and what is wrong with it.

use std::ops::Range;

use super::segment::Part;

/// A document's front matter; empty when it has none. All ranges are bytes of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Its top-level keys, in order; those before the problem where there is one.
    pub keys: Vec<Key>,
    /// What makes it no YAML mapping.
    pub problems: Vec<Problem>,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// Where the name is.
    pub range: Range<usize>,
    /// Its value.
    pub value: Value,
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Where it is, quotation marks and brackets included.
    pub range: Range<usize>,
    /// Where the text of a scalar starts, when it stands there as it is: on one line and without escapes.
    pub verbatim: Option<usize>,
    /// What it is.
    pub kind: ValueKind,
}

/// The kinds of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Text, a number or a date, as written, quotes and escapes resolved; empty for nothing at all.
    Scalar(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping.
    Mapping(Vec<Key>),
}

/// Something wrong with the YAML itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub range: Range<usize>,
    /// What is wrong and what is expected, as one sentence.
    pub message: String,
}

/// A key that Presscript knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownKey {
    /// Its name.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub doc: &'static str,
    /// What its value is.
    pub kind: KeyKind,
    /// Whether it is Presscript's own, and not one that front matter of any kind has.
    pub own: bool,
    /// Other words for it.
    pub also: &'static [&'static str],
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Any text.
    Text,
    /// An ISO 8601 date.
    Date,
    /// One of [`STATUSES`].
    Status,
    /// The name of a house profile.
    Profile,
    /// A language tag, or a list of them.
    Lang,
    /// The people.
    Cast,
}

/// The keys that Presscript knows.
pub const KEYS: &[KnownKey] = &[
    KnownKey {
        name: "title",
        doc: "What the transcript is called.",
        kind: KeyKind::Text,
        own: false,
        also: &["headline", "subject", "name"],
    },
    KnownKey {
        name: "date",
        doc: "The day on which it was said, as in `2022-03-04`; while the status is `embargoed`, the day of publication.",
        kind: KeyKind::Date,
        own: false,
        also: &["day"],
    },
    KnownKey {
        name: "location",
        doc: "Where it was said.",
        kind: KeyKind::Text,
        own: true,
        also: &["place", "venue", "city"],
    },
    KnownKey {
        name: "status",
        doc: "How final the text is: `as-delivered`, `check-against-delivery`, `provisional` or `embargoed`.",
        kind: KeyKind::Status,
        own: true,
        also: &["state"],
    },
    KnownKey {
        name: "profile",
        doc: "The house whose style the transcript is in, such as `white-house`.",
        kind: KeyKind::Profile,
        own: true,
        also: &["house", "style"],
    },
    KnownKey {
        name: "lang",
        doc: "The language, as a tag such as `en-GB`; a list, the main one first, where several are spoken.",
        kind: KeyKind::Lang,
        own: true,
        also: &["language", "languages", "langs", "locale"],
    },
    KnownKey {
        name: "media",
        doc: "The recording: a file or an address.",
        kind: KeyKind::Text,
        own: false,
        also: &["audio", "video", "recording"],
    },
    KnownKey {
        name: "cast",
        doc: "Who speaks: a list of people, each written as in a label, with the role in braces.",
        kind: KeyKind::Cast,
        own: true,
        also: &["speakers", "people", "participants"],
    },
];

/// The values of `status`.
pub const STATUSES: &[&str] = &[
    "as-delivered",
    "check-against-delivery",
    "provisional",
    "embargoed",
];

impl FrontMatter {
    /// Reads the YAML of a document that stands `start` bytes after its beginning.
    pub fn of(yaml: &str, start: usize) -> Self {
        let (value, problem) = super::yaml::parse(yaml, start);
        let mut problems = Vec::from_iter(problem);
        let keys = match value.kind {
            ValueKind::Mapping(keys) => keys,
            ValueKind::Scalar(text) if text.is_empty() => Vec::new(),
            _ => {
                if problems.is_empty() {
                    problems.push(Problem {
                        range: value.range,
                        message: "The front matter must be keys with values, such as `title: …`."
                            .to_owned(),
                    });
                }
                Vec::new()
            }
        };
        Self { keys, problems }
    }

    /// The first top-level key of that name.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The value of a top-level key.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.key(name).map(|key| &key.value)
    }

    /// The text of a top-level key that has one.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    /// The languages, the main one first: `lang` is one tag or a list.
    pub fn langs(&self) -> impl Iterator<Item = Part> + '_ {
        let value = self.get("lang");
        let values = match value.map(|value| &value.kind) {
            Some(ValueKind::List(values)) => values.as_slice(),
            _ => value.map_or(&[][..], std::slice::from_ref),
        };
        values.iter().filter_map(|value| {
            Some(Part {
                range: value.range.clone(),
                text: value.text()?.to_owned(),
            })
        })
    }
}

impl Value {
    /// Its text, if it is a scalar that has one.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::Scalar(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Whether it is nothing at all.
    pub fn is_nothing(&self) -> bool {
        matches!(&self.kind, ValueKind::Scalar(text) if text.is_empty())
    }
}
