//! Renaming: a person in every form that labels have of the name, a title, an outlet, a placeholder, a note.
//!
//! [`subject`] says what the cursor is at, [`name`] how forms of a name follow it, and [`parts`] where labels and the cast
//! say it. Only labels, the cast and notes change: what was said stays as it was said.

mod check;
mod name;
mod parts;
mod subject;

use std::borrow::Cow;
use std::ops::Range;

use super::definition::declared;
use super::references::notes;
use super::target::shifted;
use crate::model::cast::CastEntry;
use crate::model::front_matter::{Value, ValueKind};
use crate::model::vocabulary::fold;
use crate::model::yaml;
use crate::{Analysis, Cancel, Cancelled, Edit};
use check::{check, typed};
use name::{Name, NewName, is_in_capitals, like, without_honorific};
use parts::{Field, Part, PartKind, fields};
use subject::{Kind, Person, Subject, label_parts, subject};

/// Why something can't be renamed, for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// What a new name is typed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// What is renamed; of a person the fullest form of the name, whichever form is at the cursor.
    pub placeholder: String,
}

/// What changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// In the document, in order.
    pub edits: Vec<Edit>,
    /// In the roster's file, in order.
    pub roster: Vec<Edit>,
    /// The first bytes of the names in the roster's file of the people concerned. Where other transcripts name them,
    /// [`in_other`] says what changes there.
    pub shared: Vec<usize>,
    change: Change,
    /// The entries of these people.
    entries: Vec<Range<usize>>,
}

/// One text for another.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    /// A person's name, and the honorific where that was typed over as well: folded as it was, and as it is to be.
    Name(NewName, Option<(String, String)>),
    /// A person's title, or an outlet.
    Words(PartKind, NewWords),
    /// A label that stands in for a name, folded, and what becomes of it.
    Placeholder(String, String),
    /// A note's reference, `[^1]`.
    Note(String, String),
}

/// Words that have one form but for capitals.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NewWords {
    /// What they were, as they are at the cursor.
    old: String,
    /// What they become.
    new: String,
}

/// What would be renamed at the byte `offset`.
///
/// # Errors
/// [`Refusal`] where nothing can be renamed.
pub fn prepare(analysis: &Analysis, offset: usize) -> Result<Prepared, Refusal> {
    let Subject {
        range, placeholder, ..
    } = subject(analysis, offset)?;
    Ok(Prepared { range, placeholder })
}

/// Renames what is at the byte `offset`.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done; [`Refusal`] where nothing can be renamed, or not so.
pub fn rename(
    analysis: &Analysis,
    offset: usize,
    new: &str,
    cancel: &Cancel,
) -> Result<Result<Renamed, Refusal>, Cancelled> {
    let planned = subject(analysis, offset).and_then(|subject| planned(analysis, &subject, new));
    let (people, change) = match planned {
        Ok(planned) => planned,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let cast = &analysis.model().context.cast;
    let declared_shared = people.iter().filter_map(|person| person.entry);
    let shared: Vec<usize> = declared_shared.filter(|&entry| entry >= cast.own).collect();
    let name_of = |&entry: &usize| declared(analysis, Some(entry)).map(|(_, name)| name.start);
    let renamed = Renamed {
        edits: edits(analysis, &change, &people),
        shared: shared.iter().filter_map(name_of).collect(),
        entries: shared
            .iter()
            .map(|&entry| cast.entries[entry].range.clone())
            .collect(),
        roster: roster_edits(
            analysis,
            &change,
            shared.iter().map(|&entry| &cast.entries[entry]),
        ),
        change,
    };
    let checked = check(analysis, &renamed, &people, cancel)?;
    Ok(checked.map(|()| renamed))
}

/// What changes in another transcript that names the same people of the roster, in order.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done; [`Refusal`] where the new name can't be used there.
pub fn in_other(
    analysis: &Analysis,
    renamed: &Renamed,
    cancel: &Cancel,
) -> Result<Result<Vec<Edit>, Refusal>, Cancelled> {
    let cast = &analysis.model().context.cast;
    let mut shared = cast.entries.iter().enumerate().skip(cast.own);
    let people = renamed.entries.iter().filter_map(|range| {
        let (entry, _) = shared.find(|(_, entry)| entry.range == *range)?;
        Some(Person::of_entry(analysis, entry))
    });
    let people: Vec<Person> = people.collect();
    let here = Renamed {
        edits: edits(analysis, &renamed.change, &people),
        ..renamed.clone()
    };
    let checked = check(analysis, &here, &people, cancel)?;
    Ok(checked.map(|()| here.edits))
}

/// Who is concerned, and what changes.
fn planned(
    analysis: &Analysis,
    subject: &Subject,
    new: &str,
) -> Result<(Vec<Person>, Change), Refusal> {
    let new = typed(&subject.kind, new)?;
    let words = |shown: &str| NewWords {
        old: shown.to_owned(),
        new: new.to_owned(),
    };
    Ok(match &subject.kind {
        Kind::Name {
            person,
            shown,
            honorific,
        } => {
            let old = Name::of(&subject.placeholder);
            let (typed_honorific, bare) = match honorific {
                Some(_) => without_honorific(new),
                None => (None, new),
            };
            let typed_honorific = typed_honorific.map(|range| new[range].to_owned());
            let honorifics = honorific.as_deref().map(fold).zip(typed_honorific);
            let honorifics = honorifics.filter(|(old, new)| *old != fold(new));
            let change = NewName {
                new: old.typed_over(shown, bare),
                from_capitals: is_in_capitals(shown) || is_in_capitals(&old.text),
                old,
            };
            (vec![person.clone()], Change::Name(change, honorifics))
        }
        Kind::Title { person, shown } => (
            vec![person.clone()],
            Change::Words(PartKind::Title, words(shown)),
        ),
        Kind::Outlet { shown } => {
            let change = words(shown);
            let entries = analysis.model().context.cast.entries.iter().enumerate();
            let is_of_outlet = |entry: &CastEntry| {
                entry
                    .form
                    .affiliation
                    .as_deref()
                    .is_some_and(|outlet| change.in_place_of(outlet).is_some())
            };
            let of_outlet = entries.filter(|(_, entry)| is_of_outlet(entry));
            let people = of_outlet
                .map(|(entry, _)| Person::of_entry(analysis, entry))
                .collect();
            (people, Change::Words(PartKind::Outlet, change))
        }
        Kind::Placeholder(folded) => (
            Vec::new(),
            Change::Placeholder(folded.clone(), new.to_owned()),
        ),
        Kind::Note(note) => {
            let new = format!("[^{new}]");
            let taken = notes(analysis, &new);
            if new != *note && !(taken.references.is_empty() && taken.definitions.is_empty()) {
                return Err(Refusal(format!(
                    "There is another note “{new}” in this transcript."
                )));
            }
            (Vec::new(), Change::Note(note.clone(), new))
        }
    })
}

/// What changes in the document.
fn edits(analysis: &Analysis, change: &Change, people: &[Person]) -> Vec<Edit> {
    let model = analysis.model();
    if let Change::Note(old, new) = change {
        let notes = notes(analysis, old);
        let defined = notes.definitions.into_iter().map(|(_, name)| name);
        let mut places: Vec<_> = notes.references.into_iter().chain(defined).collect();
        places.sort_by_key(|place| place.start);
        let edit = |range| Edit {
            range,
            text: new.clone(),
        };
        return places.into_iter().map(edit).collect();
    }
    let own = people.iter().filter_map(|person| person.entry);
    let own = own.filter(|&entry| entry < model.context.cast.own);
    let own = own.map(|entry| &model.context.cast.entries[entry]);
    let source = |range: Range<usize>| analysis.slice(range);
    let list = model.context.front_matter.get("cast");
    let mut edits = list.map_or(Vec::new(), |list| cast_edits(list, own, change, &source));
    let mut turns: Vec<usize> = match change {
        Change::Name(..) | Change::Words(PartKind::Title, _) => {
            let speakers = people.iter().filter_map(|person| person.speaker);
            speakers
                .flat_map(|id| model.speakers[id].turns.iter().copied())
                .collect()
        }
        _ => (0..model.turns.len()).collect(),
    };
    turns.sort_unstable();
    turns.dedup();
    for turn in turns {
        let placed = model.turn_segment(turn);
        let (Some(label), Some(form)) = (placed.segment.label(), &model.turns[turn].form) else {
            continue;
        };
        let start = placed.start + label.range.end - label.text.len();
        if let Change::Placeholder(folded, new) = change {
            if form.folded == *folded {
                let range = shifted(&label.name.range, placed.start);
                edits.push(Edit {
                    range,
                    text: new.clone(),
                });
            }
            continue;
        }
        let mut in_label: Vec<(Range<usize>, String)> = Vec::new();
        for (part, speaker) in label_parts(analysis, turn) {
            let everybody = matches!(change, Change::Words(PartKind::Outlet, _));
            if everybody || people.iter().any(|person| person.speaker == speaker) {
                in_label.extend(change.in_part(&part, &label.text));
            }
        }
        in_label.sort_by_key(|(range, _)| range.start);
        edits.extend(in_label.into_iter().map(|(range, text)| Edit {
            range: shifted(&range, start),
            text,
        }));
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits.retain(|edit| *analysis.slice(edit.range.clone()) != *edit.text);
    edits
}

/// What changes in the roster's file.
fn roster_edits<'a>(
    analysis: &Analysis,
    change: &Change,
    entries: impl Iterator<Item = &'a CastEntry>,
) -> Vec<Edit> {
    let Some(roster) = &analysis.settings().roster else {
        return Vec::new();
    };
    let (value, _) = yaml::parse(&roster.text, 0);
    let cast = match &value.kind {
        ValueKind::Mapping(keys) => keys
            .iter()
            .find(|key| key.name == "cast")
            .map(|key| &key.value),
        _ => Some(&value),
    };
    let source = |range: Range<usize>| Cow::from(&roster.text[range]);
    let mut edits = cast.map_or(Vec::new(), |list| {
        cast_edits(list, entries, change, &source)
    });
    edits.sort_by_key(|edit| edit.range.start);
    edits.retain(|edit| roster.text[edit.range.clone()] != edit.text);
    edits
}

fn cast_edits<'a, 'b>(
    list: &'a Value,
    entries: impl Iterator<Item = &'b CastEntry>,
    change: &Change,
    source: &dyn Fn(Range<usize>) -> Cow<'a, str>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for entry in entries {
        for field in fields(list, entry, source) {
            let in_field = change.in_field(&field);
            if !in_field.is_empty() {
                edits.push(field.edit(&source(field.value.range.clone()), &in_field));
            }
        }
    }
    edits
}

impl Change {
    /// What changes in a part of a label or field, in bytes of its text.
    fn in_part(&self, part: &Part, text: &str) -> Vec<(Range<usize>, String)> {
        let written = &text[part.range.clone()];
        match (self, part.kind) {
            (Self::Name(change, _), PartKind::Name) => {
                let edits = change.edits(written).into_iter();
                edits
                    .map(|(range, new)| (shifted(&range, part.range.start), new))
                    .collect()
            }
            (Self::Name(_, Some((old, new))), PartKind::Honorific) if fold(written) == *old => {
                let bare = new.trim_end_matches('.');
                let dot = if written.ends_with('.') { "." } else { "" };
                let in_capitals = !written.contains(char::is_lowercase);
                let new = like(bare, in_capitals, !in_capitals) + dot;
                vec![(part.range.clone(), new)]
            }
            (Self::Words(kind, change), _) if *kind == part.kind => {
                let new = change.in_place_of(written).into_iter();
                new.map(|new| (part.range.clone(), new)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What changes in a text of the cast.
    fn in_field(&self, field: &Field<'_>) -> Vec<(Range<usize>, String)> {
        let text = field.text;
        if field.aka {
            let kind = match self {
                Self::Words(kind, _) => *kind,
                _ => PartKind::Name,
            };
            let (_, bare) = without_honorific(text);
            let range = match kind {
                PartKind::Name => text.len() - bare.len()..text.len(),
                _ => 0..text.len(),
            };
            return self.in_part(
                &Part {
                    kind,
                    range,
                    person: 0,
                },
                text,
            );
        }
        let mut edits: Vec<_> = field
            .parts
            .iter()
            .flat_map(|part| self.in_part(part, text))
            .collect();
        edits.sort_by_key(|(range, _)| range.start);
        edits
    }
}

impl NewWords {
    /// The new words, where the old ones are written so.
    fn in_place_of(&self, written: &str) -> Option<String> {
        if fold(written) != fold(&self.old) {
            return None;
        }
        let [in_capitals, from_capitals] = [written, &self.old].map(is_in_capitals);
        Some(if in_capitals == from_capitals {
            self.new.clone()
        } else {
            like(&self.new, in_capitals, from_capitals)
        })
    }
}

#[cfg(test)]
mod tests;
