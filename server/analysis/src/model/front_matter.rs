//! The front matter: its keys and values with their places, and what is wrong with it.

use std::ops::Range;

/// A document's front matter; empty when it has none. All ranges are bytes of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Its top-level keys, in order.
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
    /// Where it is.
    pub range: Range<usize>,
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

impl FrontMatter {
    /// Reads the YAML of a document that stands `start` bytes after its beginning.
    pub fn of(yaml: &str, start: usize) -> Self {
        match super::yaml::parse(yaml, start) {
            Ok(value) => match value.kind {
                ValueKind::Mapping(keys) => Self {
                    keys,
                    problems: Vec::new(),
                },
                ValueKind::Scalar(text) if text.is_empty() => Self::default(),
                _ => Self {
                    keys: Vec::new(),
                    problems: vec![Problem {
                        range: value.range,
                        message: "The front matter must be a list of keys, such as `title: …`."
                            .to_owned(),
                    }],
                },
            },
            Err(problem) => Self {
                keys: Vec::new(),
                problems: vec![problem],
            },
        }
    }

    /// The value of a top-level key.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let key = self.keys.iter().find(|key| key.name == name);
        key.map(|key| &key.value)
    }

    /// The text of a top-level key that has one.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.get(name)?.kind {
            ValueKind::Scalar(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }
}
