//! Reading the entries of a cast: texts in a label's own form, and mappings.

use std::ops::Range;
use std::sync::Arc;

use super::{CastEntry, UnknownRole, Value, ValueKind};
use crate::model::front_matter::{Key, Problem};
use crate::model::label_form::LabelForm;
use crate::model::segment::{Label, Part, Segment};
use crate::model::speakers::Role;
use crate::model::vocabulary::fold;
use crate::model::{Segments, segments};
use crate::{Cancel, Text};

/// The keys of an entry that is a mapping.
pub const KEYS: &[&str] = &[
    "name",
    "title",
    "outlet",
    "honorific",
    "aka",
    "role",
    "opening",
];

/// What a list of entries says.
#[derive(Debug, Default)]
pub struct Entries {
    pub entries: Vec<CastEntry>,
    pub problems: Vec<Problem>,
    pub unknown_roles: Vec<UnknownRole>,
}

/// Reads the value of `cast`. A wrong part of an entry costs that part only; an entry without a name isn't one.
pub fn read(value: &Value) -> Entries {
    let mut read = Entries::default();
    let values = match &value.kind {
        ValueKind::List(values) => values,
        _ if value.is_nothing() => return read,
        _ => {
            let message = "The cast is a list: each person stands on a line of its own behind a hyphen, or all of them in [ ] with commas between.";
            read.problem(&value.range, message);
            return read;
        }
    };
    let labels = Labels::of(values);
    for (value, label) in values.iter().zip(&labels.segments) {
        match &value.kind {
            ValueKind::Scalar(text) if text.trim().is_empty() => {
                read.problem(
                    &value.range,
                    "This entry names nobody; a name or a title is expected.",
                );
            }
            ValueKind::Scalar(text) => read.text(value, text, label.as_ref()),
            ValueKind::Mapping(keys) => read.mapping(value, keys, label.as_ref()),
            ValueKind::List(_) => {
                read.problem(&value.range, "An entry is one person: a text such as `Anna Example (FBC)`, or keys such as `name: …`, but no list.");
            }
        }
    }
    read
}

impl Entries {
    fn problem(&mut self, range: &Range<usize>, message: impl Into<String>) {
        self.problems.push(Problem {
            range: range.clone(),
            message: message.into(),
        });
    }

    /// `Jens Example, Harbour Secretary General {principal opening}`.
    fn text(&mut self, value: &Value, text: &str, line: Option<&Line>) {
        let Some(label) = self.label(&value.range, text, line) else {
            return;
        };
        let mut entry = CastEntry {
            range: value.range.clone(),
            form: Arc::new(LabelForm::of(label)),
            aka: Vec::new(),
            role: None,
            opening: false,
        };
        let line = line.expect("a label comes from a line");
        if line.rest(text).is_some() {
            self.problem(&value.range, "Behind the name, braces with words such as {principal opening} are expected, and nothing else.");
        }
        for attribute in line
            .segment
            .speaker_line()
            .into_iter()
            .flat_map(|line| &line.attributes)
        {
            let place = |range: &Range<usize>| line.place(value, range);
            let key_end = attribute.range.start + attribute.name.len();
            let value_range = match &attribute.value {
                Some(written) => attribute.range.end - written.len()..attribute.range.end,
                None => attribute.range.start..key_end,
            };
            match (attribute.name.as_str(), &attribute.value) {
                ("opening", None) => entry.opening = true,
                ("role", Some(role)) => self.role(&mut entry, role, place(&value_range), false),
                ("aka", Some(aka)) => entry.aka.push(Part {
                    range: place(&attribute.range),
                    text: aka.clone(),
                }),
                (role, None) => self.role(&mut entry, role, place(&attribute.range), true),
                (name, Some(_)) => self.problem(
                    &place(&attribute.range),
                    format!(
                        "“{name}” is no attribute of a cast entry; a role, opening and aka=… are."
                    ),
                ),
            }
        }
        self.entries.push(entry);
    }

    /// `name: …`, `outlet: …` and so on.
    fn mapping(&mut self, value: &Value, keys: &[Key], line: Option<&Line>) {
        let named = keys
            .iter()
            .find(|key| key.name == "name" && !key.value.is_nothing());
        let named = named.or_else(|| keys.iter().find(|key| key.name == "title"));
        let Some((key, name)) = named.and_then(|key| Some((key, key.value.text()?))) else {
            if self.known(keys) {
                let range = keys.first().map_or(&value.range, |key| &key.range);
                let message =
                    "This entry names nobody; it needs a `name:` or a `title:` with a text.";
                self.problem(range, message);
            }
            return;
        };
        let Some(label) = self.label(&key.value.range, name, line) else {
            return;
        };
        let mut entry = CastEntry {
            range: value.range.clone(),
            form: Arc::new(LabelForm::of(label)),
            aka: Vec::new(),
            role: None,
            opening: false,
        };
        self.known(keys);
        if key.name == "title" {
            let form = Arc::make_mut(&mut entry.form);
            form.title = Some(name.to_owned());
            form.name = None;
            form.name_words.clear();
        }
        for key in keys {
            match key.name.as_str() {
                "title" => {
                    if let Some(title) = self.string(key) {
                        Arc::make_mut(&mut entry.form).title = Some(title);
                    }
                }
                "outlet" => {
                    let outlet = self.string(key);
                    let form = Arc::make_mut(&mut entry.form);
                    form.affiliation = outlet.or(form.affiliation.take());
                }
                "honorific" => {
                    let honorific = self.string(key).map(|text| fold(&text));
                    let form = Arc::make_mut(&mut entry.form);
                    form.honorific = honorific.or(form.honorific.take());
                }
                "aka" => self.aka(&mut entry, &key.value),
                "role" => {
                    if let Some(role) = self.string(key) {
                        self.role(&mut entry, &role, key.value.range.clone(), false);
                    }
                }
                "opening" => match key.value.text() {
                    Some("true" | "yes") => entry.opening = true,
                    Some("false" | "no") => {}
                    _ => self.problem(or_key(key), "“opening” is true or false."),
                },
                _ => {}
            }
        }
        self.entries.push(entry);
    }

    /// The label of a name; says what is wrong where it is none.
    fn label<'a>(
        &mut self,
        range: &Range<usize>,
        text: &str,
        line: Option<&'a Line>,
    ) -> Option<&'a Label> {
        let label = line.and_then(|line| line.segment.label());
        match label {
            None if text.contains(['(', '[', '（']) => {
                self.problem(range, "A bracket is not closed in this name.");
            }
            None => self.problem(
                range,
                "This can’t be a label: at most 250 characters without a backslash are expected.",
            ),
            Some(label) if label.text.contains(['{', '}']) => {
                self.problem(
                    range,
                    "Braces hold a person’s role, and stand behind the name and the outlet.",
                );
            }
            Some(label) if label.unclosed => {
                self.problem(range, "A bracket is not closed in this name.")
            }
            Some(label) if fold(&label.name.text).is_empty() => {
                self.problem(
                    range,
                    "This entry names nobody; a name or a title is expected.",
                );
            }
            label => return label,
        }
        None
    }

    /// Reports keys that an entry doesn't have, and those that it has twice; whether there are none.
    fn known(&mut self, keys: &[Key]) -> bool {
        let before = self.problems.len();
        for (at, key) in keys.iter().enumerate() {
            if !KEYS.contains(&key.name.as_str()) {
                let message = if keys.len() == 1 {
                    format!(
                        "“{}” is read as a key here; put an entry with a colon in it in quotation marks.",
                        key.name
                    )
                } else {
                    format!(
                        "“{}” is no key of a cast entry; it can have {}.",
                        key.name,
                        KEYS.join(", ")
                    )
                };
                self.problem(&key.range, message);
            } else if keys[..at].iter().any(|earlier| earlier.name == key.name) {
                self.problem(
                    &key.range,
                    format!("“{}” stands here twice; one person has it once.", key.name),
                );
            }
        }
        self.problems.len() == before
    }

    fn string(&mut self, key: &Key) -> Option<String> {
        if let Some(text) = key.value.text() {
            return Some(text.to_owned());
        }
        if !key.value.is_nothing() {
            self.problem(
                &key.value.range,
                format!("“{}” is one text, but no list.", key.name),
            );
        }
        None
    }

    fn aka(&mut self, entry: &mut CastEntry, value: &Value) {
        let values = match &value.kind {
            ValueKind::List(values) => values.as_slice(),
            _ => std::slice::from_ref(value),
        };
        for value in values {
            match value.text() {
                Some(text) => entry.aka.push(Part {
                    range: value.range.clone(),
                    text: text.to_owned(),
                }),
                None if value.is_nothing() => {}
                None => self.problem(&value.range, "“aka” is another name, or a list of them."),
            }
        }
    }

    fn role(&mut self, entry: &mut CastEntry, name: &str, range: Range<usize>, attribute: bool) {
        match Role::DECLARED.into_iter().find(|role| role.name() == name) {
            Some(role) if entry.role.is_some_and(|known| known != role) => {
                self.problem(&range, "One person has one role; this is the second.");
            }
            Some(role) => entry.role = Some(role),
            None => self.unknown_roles.push(UnknownRole {
                word: Part {
                    range,
                    text: name.to_owned(),
                },
                attribute,
            }),
        }
    }
}

/// The value's place, or the key's where there is no value.
fn or_key(key: &Key) -> &Range<usize> {
    if key.value.range.is_empty() {
        &key.range
    } else {
        &key.value.range
    }
}

/// The names of all entries as labels: a document with one `@label: {attributes}` for each, read like any other.
struct Labels {
    segments: Vec<Option<Line>>,
}

/// One entry as a speaker line.
struct Line {
    segment: Arc<Segment>,
    /// Where the entry's text begins in what was read, and how many bytes of it are the name.
    indent: usize,
    name: usize,
}

impl Labels {
    fn of(values: &[Value]) -> Self {
        let mut document = String::new();
        let mut starts = Vec::new();
        for value in values {
            let text = match &value.kind {
                ValueKind::Scalar(text) => text.as_str(),
                ValueKind::Mapping(keys) => {
                    let named = |name: &str| keys.iter().find(|key| key.name == name)?.value.text();
                    named("name").or_else(|| named("title")).unwrap_or_default()
                }
                ValueKind::List(_) => "",
            };
            starts.push((document.len(), line(text, &mut document)));
        }
        let document = Text::new(&document);
        let lowered = segments(&document, 0..document.len(), &Cancel::default());
        let lowered = lowered.expect("nobody else holds the flag");
        let placed = Segments::new(lowered);
        let at = |start: usize| {
            let index = placed.index_at(start)?;
            (placed.at(index).start == start).then_some(index)
        };
        let segments = starts
            .into_iter()
            .map(|(start, (indent, name))| {
                let segment = placed.shared(at(start)?).clone();
                Some(Line {
                    segment,
                    indent,
                    name,
                })
            })
            .collect();
        Self { segments }
    }
}

/// Writes an entry as a speaker line; gives the bytes before its name, and those of the name.
fn line(text: &str, document: &mut String) -> (usize, usize) {
    let indent = text.len() - text.trim_start().len();
    let at = usize::from(text[indent..].starts_with('@'));
    let entry = &text[indent + at..];
    let name = match entry.rfind('{') {
        Some(brace) if entry.trim_end().ends_with('}') => entry[..brace].trim_end(),
        _ => entry.trim_end(),
    };
    let one_line = |text: &str| text.replace(['\n', '\r'], " ");
    document.push('@');
    document.push_str(&one_line(name));
    document.push(':');
    document.push_str(&one_line(&entry[name.len()..]));
    document.push('\n');
    (indent + at, name.len())
}

impl Line {
    /// What stands behind the name beside attributes.
    fn rest<'a>(&self, text: &'a str) -> Option<&'a str> {
        let line = self.segment.speaker_line()?;
        let rest = text.get(self.offset(line.body)?..)?.trim();
        (!rest.is_empty()).then_some(rest)
    }

    /// A byte of the line as one of the entry's text.
    fn offset(&self, at: usize) -> Option<usize> {
        let at = if at > self.name + 1 {
            at.checked_sub(2)?
        } else {
            at.checked_sub(1)?
        };
        Some(at + self.indent)
    }

    /// A range of the line in the document; all of the entry where escapes or line breaks hide it.
    fn place(&self, value: &Value, range: &Range<usize>) -> Range<usize> {
        let place = || {
            let start = value.verbatim?;
            Some(start + self.offset(range.start)?..start + self.offset(range.end)?)
        };
        place().unwrap_or_else(|| value.range.clone())
    }
}
