//! Where labels and cast entries say what: the name, the title, the outlet of each person.

use std::borrow::Cow;
use std::ops::Range;

use super::name::without_honorific;
use crate::Edit;
use crate::features::target::find_words;
use crate::model::cast::CastEntry;
use crate::model::front_matter::{Value, ValueKind};
use crate::model::label_form::LabelForm;
use crate::model::vocabulary::fold;
use crate::model::yaml::scalar;

/// What a part of a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// `Mr.`
    Honorific,
    /// `Anna Example`, without a honorific.
    Name,
    /// `Council Chair`, without an article.
    Title,
    /// `Daily Sample`
    Outlet,
}

/// A part of a label or of a text in the cast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it says.
    pub kind: PartKind,
    /// Where it is in the text.
    pub range: Range<usize>,
    /// Whose it is, where a label names several: the number of the person.
    pub person: usize,
}

/// The parts of a label, in no order.
pub fn parts(text: &str, form: &LabelForm) -> Vec<Part> {
    if form.several.is_empty() {
        return parts_of_one(text, form, 0, 0);
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for (person, form) in form.several.iter().enumerate() {
        let end = form
            .name
            .iter()
            .find_map(|name| find_words(&text[start..], name).next());
        let end = end.map_or(text.len(), |name| start + name.end);
        parts.extend(parts_of_one(&text[start..end], form, start, person));
        start = end;
    }
    parts
}

fn parts_of_one(text: &str, form: &LabelForm, start: usize, person: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    if form.generic.is_some() {
        return parts;
    }
    let part = |kind, range: Range<usize>| Part {
        kind,
        range: start + range.start..start + range.end,
        person,
    };
    let brackets = text.find(['(', '[', '（']).unwrap_or(text.len());
    let last = |words: &String| {
        let head = find_words(&text[..brackets], words).next_back();
        head.or_else(|| find_words(text, words).next_back())
    };
    if let Some(name) = form.name.as_ref().and_then(last) {
        let (honorific, bare) = match &form.honorific {
            Some(_) => without_honorific(&text[name.clone()]),
            None => (None, &text[name.clone()]),
        };
        parts.extend(honorific.map(|at| {
            part(
                PartKind::Honorific,
                name.start + at.start..name.start + at.end,
            )
        }));
        parts.push(part(PartKind::Name, name.end - bare.len()..name.end));
    }
    let free = |parts: &[Part], range: &Range<usize>| {
        parts.iter().all(|part| {
            part.range.end <= start + range.start || start + range.end <= part.range.start
        })
    };
    if let Some(outlet) = &form.affiliation {
        let found = find_words(text, outlet).rfind(|range| free(&parts, range));
        parts.extend(found.map(|range| part(PartKind::Outlet, range)));
    }
    if let Some(title) = &form.title {
        let found = find_words(text, title).find(|range| free(&parts, range));
        parts.extend(found.map(|range| {
            let bare = without_article(&text[range.clone()]);
            part(PartKind::Title, range.end - bare.len()..range.end)
        }));
    }
    parts
}

/// A title without the article that it begins with.
pub fn without_article(title: &str) -> &str {
    match title.split_once(char::is_whitespace) {
        Some((first, rest)) if fold(first) == "the" => rest.trim_start(),
        _ => title,
    }
}

/// A text of a cast entry: one that says several things in the form of a label, or one thing alone.
pub struct Field<'a> {
    /// The text and its place in the file.
    pub value: &'a Value,
    /// The text.
    pub text: &'a str,
    /// What it says.
    pub parts: Vec<Part>,
    /// Whether it is another name or outlet of the person.
    pub aka: bool,
    /// Whether it stands between brackets or braces.
    in_flow: bool,
}

/// The texts of an entry in `list`, the value of `cast`. `source` gives the text of a range.
pub fn fields<'a>(
    list: &'a Value,
    entry: &CastEntry,
    source: &dyn Fn(Range<usize>) -> Cow<'a, str>,
) -> Vec<Field<'a>> {
    let ValueKind::List(values) = &list.kind else {
        return Vec::new();
    };
    let Some(value) = values.iter().find(|value| value.range == entry.range) else {
        return Vec::new();
    };
    let begins_with = |value: &Value, mark: &str| {
        let start = value.range.start;
        *source(start..start + 1) == *mark
    };
    let in_flow = begins_with(list, "[");
    let keys = match &value.kind {
        ValueKind::Scalar(text) => {
            let name = match text.rfind('{') {
                Some(brace) if text.trim_end().ends_with('}') => &text[..brace],
                _ => text,
            };
            return vec![Field {
                value,
                text,
                parts: parts(name, &entry.form),
                aka: false,
                in_flow,
            }];
        }
        ValueKind::Mapping(keys) => keys,
        ValueKind::List(_) => return Vec::new(),
    };
    let in_flow = in_flow || begins_with(value, "{");
    let mut fields = Vec::new();
    for key in keys {
        let value = &key.value;
        let alone = |text: &str, kind| {
            let range = 0..text.len();
            vec![Part {
                kind,
                range,
                person: 0,
            }]
        };
        match (key.name.as_str(), &value.kind) {
            ("aka", ValueKind::List(values)) => {
                let in_flow = in_flow || begins_with(value, "[");
                fields.extend(values.iter().filter_map(|value| {
                    Some(Field {
                        value,
                        text: value.text()?,
                        parts: Vec::new(),
                        aka: true,
                        in_flow,
                    })
                }));
            }
            (name @ ("name" | "title" | "outlet" | "aka"), ValueKind::Scalar(text)) => {
                fields.push(Field {
                    value,
                    text,
                    parts: match name {
                        "name" => parts(text, &entry.form),
                        "title" => alone(text, PartKind::Title),
                        "outlet" => alone(text, PartKind::Outlet),
                        _ => Vec::new(),
                    },
                    aka: name == "aka",
                    in_flow,
                });
            }
            _ => {}
        }
    }
    fields
}

impl Field<'_> {
    /// The field with some of its bytes replaced, as YAML that says so. `written` is how it is written now.
    pub fn edit(&self, written: &str, edits: &[(Range<usize>, String)]) -> Edit {
        let mut text = self.text.to_owned();
        for (range, new) in edits.iter().rev() {
            text.replace_range(range.clone(), new);
        }
        let quote = written
            .chars()
            .next()
            .filter(|mark| matches!(mark, '"' | '\''));
        let text = match quote.filter(|_| self.value.verbatim.is_some()) {
            Some(mark) if !text.contains([mark, '\\']) => format!("{mark}{text}{mark}"),
            _ => scalar(&text, self.in_flow),
        };
        Edit {
            range: self.value.range.clone(),
            text,
        }
    }
}
