//! What the cursor is at, as far as it can be renamed.

use std::ops::Range;

use super::Refusal;
use super::name::{Name, without_honorific};
use super::parts::{Part, PartKind, fields, parts, without_article};
use crate::Analysis;
use crate::features::target::{Target, call, shifted, target_at, touches};
use crate::model::label_form::Generic;
use crate::model::placeholder::{is_numbered_placeholder, is_placeholder};
use crate::model::segment::Part as LabelPart;
use crate::model::vocabulary::fold;
use crate::model::{Model, is_called};

/// What is renamed.
#[derive(Debug)]
pub struct Subject {
    /// What a new name is typed over, in bytes.
    pub range: Range<usize>,
    /// What it is called now.
    pub placeholder: String,
    /// What it is.
    pub kind: Kind,
}

/// What can be renamed.
#[derive(Debug)]
pub enum Kind {
    /// A person, by a name that has this form at the cursor, with this honorific.
    Name {
        person: Person,
        shown: String,
        honorific: Option<String>,
    },
    /// A person's title, as it is at the cursor.
    Title { person: Person, shown: String },
    /// An outlet, as it is at the cursor.
    Outlet { shown: String },
    /// A label that stands in for a name, folded.
    Placeholder(String),
    /// A note, by its reference: `[^1]`.
    Note(String),
}

/// A person, by what is known: the id of the speaker, that of the cast's entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub speaker: Option<usize>,
    pub entry: Option<usize>,
}

impl Person {
    /// The person of a cast entry.
    pub fn of_entry(analysis: &Analysis, entry: usize) -> Self {
        Self {
            speaker: analysis.model().declared_as(entry),
            entry: Some(entry),
        }
    }

    fn of_speaker(model: &Model, speaker: usize) -> Self {
        Self {
            speaker: Some(speaker),
            entry: model.speakers[speaker].cast,
        }
    }

    /// The fullest form of the name, without a honorific.
    pub fn name<'a>(&self, model: &'a Model) -> Option<&'a str> {
        let declared = || model.context.cast.entries[self.entry?].form.name.as_deref();
        let known = self
            .speaker
            .and_then(|id| model.speakers[id].name.as_deref());
        known
            .or_else(declared)
            .map(|name| without_honorific(name).1)
    }
}

/// What is at the byte `offset`.
pub fn subject(analysis: &Analysis, offset: usize) -> Result<Subject, Refusal> {
    let model = analysis.model();
    let cast = &model.context.cast;
    let own = cast.own_entries().iter();
    if let Some(entry) = own.clone().position(|entry| touches(&entry.range, offset)) {
        return in_cast(analysis, entry, offset);
    }
    let segment = model.segment_at(offset);
    if let Some(turn) = segment.and_then(|segment| model.turn_of_segment(segment)) {
        if touches(&model.label_range(turn), offset) {
            return in_label(analysis, turn, offset);
        }
        if let Some((range, question)) =
            call(model, turn).filter(|(range, _)| touches(range, offset))
        {
            return called(analysis, range, question);
        }
    }
    match target_at(analysis, offset) {
        Some((range, Target::Note(note))) => Ok(Subject {
            range: range.start + 2..range.end - 1,
            placeholder: note[2..note.len() - 1].to_owned(),
            kind: Kind::Note(note),
        }),
        _ => Err(Refusal(
            "There is nothing to rename here; labels, entries of the cast and notes can be renamed.".to_owned(),
        )),
    }
}

/// The parts of a turn's label, in bytes of its text, each with whom it belongs to.
pub fn label_parts(analysis: &Analysis, turn: usize) -> Vec<(Part, Option<usize>)> {
    let model = analysis.model();
    let turn_of = &model.turns[turn];
    let (Some(label), Some(form)) = (model.turn_segment(turn).segment.label(), &turn_of.form)
    else {
        return Vec::new();
    };
    let mut found = parts(&label.text, form);
    let name = turn_of
        .speaker
        .and_then(|id| model.speakers[id].name.as_deref());
    // A surname that looked like the end of a title: `Minister of Examples Mustername`.
    if let (
        Some(name),
        [
            Part {
                kind: PartKind::Title,
                range,
                ..
            },
        ],
    ) = (name, &mut found[..])
        && form.name.is_none()
        && let Some(title) = label.text[range.clone()].strip_suffix(name)
        && title.ends_with(char::is_whitespace)
    {
        let name = range.start + title.len()..range.end;
        range.end = range.start + title.trim_end().len();
        found.push(Part {
            kind: PartKind::Name,
            range: name,
            person: 0,
        });
    }
    let ids: Vec<usize> = turn_of
        .speaker
        .iter()
        .chain(&turn_of.others)
        .copied()
        .collect();
    let whose = |part: &Part| {
        if form.several.is_empty() || form.several.len() == ids.len() {
            return ids.get(part.person).copied();
        }
        // One of them is nobody, or two are one person.
        let surname = Name::of(form.several[part.person].name.as_deref()?).surname();
        let mut ids = ids.iter().copied();
        ids.find(|&id| Name::of(model.speakers[id].display_name()).surname() == surname)
    };
    let found = found.into_iter();
    found
        .map(|part| {
            let id = whose(&part);
            (part, id)
        })
        .collect()
}

fn in_label(analysis: &Analysis, turn: usize, offset: usize) -> Result<Subject, Refusal> {
    let model = analysis.model();
    let placed = model.turn_segment(turn);
    let (Some(label), Some(form)) = (placed.segment.label(), &model.turns[turn].form) else {
        return Err(Refusal(
            "This line has no label, so that nobody can be renamed.".to_owned(),
        ));
    };
    let name = &label.name.text;
    match form.generic {
        Some(Generic::Metadata) => {
            return Err(Refusal(format!(
                "“{name}” is no speaker but heads a line of metadata; nobody has that name."
            )));
        }
        Some(_) => {
            return Err(Refusal(format!(
                "“{name}” stands for whoever asks or answers and is nobody’s name; change the label of each turn by itself."
            )));
        }
        None => {}
    }
    if is_numbered_placeholder(&form.folded) {
        return Ok(Subject {
            range: shifted(&label.name.range, placed.start),
            placeholder: name.clone(),
            kind: Kind::Placeholder(form.folded.clone()),
        });
    }
    if is_placeholder(&form.folded) {
        return Err(Refusal(format!(
            "“{name}” can stand for a different person in each turn; change the label of each turn by itself."
        )));
    }
    let manner = label.manner.as_ref();
    if manner.is_some_and(|manner| touches(&shifted(&manner.range, placed.start), offset)) {
        return Err(Refusal(
            "This says how it was said, and not who said it.".to_owned(),
        ));
    }
    let start = placed.start + label.range.end - label.text.len();
    let parts = label_parts(analysis, turn);
    let Some((part, id)) = nearest(&parts, offset.saturating_sub(start), |(part, _)| {
        &part.range
    }) else {
        return Err(unknown(&label.text));
    };
    let text_of = |part: &Part| label.text[part.range.clone()].to_owned();
    let of_kind = |kind| {
        let same = |other: &&(Part, _)| other.0.kind == kind && other.0.person == part.person;
        parts.iter().find(same).map(|(part, _)| part)
    };
    let part = match part.kind {
        PartKind::Honorific => of_kind(PartKind::Name).unwrap_or(part),
        _ => part,
    };
    let honorific = of_kind(PartKind::Honorific).map(text_of);
    let range = shifted(&part.range, start);
    let person = id.map(|id| Person::of_speaker(model, id));
    of_part(model, person, part.kind, range, text_of(part), honorific)
        .ok_or_else(|| unknown(&label.text))
}

fn in_cast(analysis: &Analysis, entry: usize, offset: usize) -> Result<Subject, Refusal> {
    let model = analysis.model();
    let person = Person::of_entry(analysis, entry);
    let entry = &model.context.cast.entries[entry];
    let source = |range: Range<usize>| analysis.slice(range);
    let list = model.context.front_matter.get("cast");
    let fields = list.map_or(Vec::new(), |list| fields(list, entry, &source));
    let written = analysis.slice(entry.range.clone());
    let others = || {
        Refusal(
            "Names, titles and outlets of the cast can be renamed; the rest of an entry can’t."
                .to_owned(),
        )
    };
    let Some(field) = fields
        .iter()
        .find(|field| touches(&field.value.range, offset))
    else {
        return Err(others());
    };
    // Where escapes hide the text's place, all of the value stands for it.
    let start = field.value.verbatim;
    let at = start.map_or(0, |start| offset.saturating_sub(start));
    let in_braces = field.text.rfind('{').is_some_and(|brace| brace < at);
    let part = nearest(&field.parts, at, |part| &part.range).filter(|_| !in_braces);
    let Some(part) = part else {
        return Err(others());
    };
    let text_of = |part: &Part| field.text[part.range.clone()].to_owned();
    let name = field.parts.iter().find(|part| part.kind == PartKind::Name);
    let honorific = field
        .parts
        .iter()
        .find(|part| part.kind == PartKind::Honorific);
    let part = match part.kind {
        PartKind::Honorific => name.unwrap_or(part),
        _ => part,
    };
    let range = start.map_or(field.value.range.clone(), |start| {
        shifted(&part.range, start)
    });
    of_part(
        model,
        Some(person),
        part.kind,
        range,
        text_of(part),
        honorific.map(text_of),
    )
    .ok_or_else(|| unknown(&written))
}

/// Whoever puts the question that a hand-off calls.
fn called(analysis: &Analysis, range: Range<usize>, question: usize) -> Result<Subject, Refusal> {
    let model = analysis.model();
    let text = analysis.slice(range.clone()).into_owned();
    let Some(id) = model.turns[question].speaker else {
        return Err(Refusal(
            "The question that this calls has a label without a name.".to_owned(),
        ));
    };
    let person = Person::of_speaker(model, id);
    let words = LabelPart {
        range: range.clone(),
        text,
    };
    if let Some(name) = person.name(model)
        && is_called(&words, &fold(name), None)
    {
        let shown = name.to_owned();
        return of_part(model, Some(person), PartKind::Name, range, shown, None)
            .ok_or_else(|| unknown(&words.text));
    }
    match &model.speakers[id].affiliation {
        Some(outlet) => of_part(model, None, PartKind::Outlet, range, outlet.clone(), None)
            .ok_or_else(|| unknown(&words.text)),
        None => Err(unknown(&words.text)),
    }
}

fn of_part(
    model: &Model,
    person: Option<Person>,
    kind: PartKind,
    range: Range<usize>,
    shown: String,
    honorific: Option<String>,
) -> Option<Subject> {
    Some(match kind {
        PartKind::Name => {
            let person = person?;
            Subject {
                range,
                placeholder: person.name(model)?.to_owned(),
                kind: Kind::Name {
                    person,
                    shown,
                    honorific,
                },
            }
        }
        PartKind::Title => Subject {
            range,
            placeholder: shown.clone(),
            kind: Kind::Title {
                person: person?,
                shown: without_article(&shown).to_owned(),
            },
        },
        PartKind::Outlet => Subject {
            range,
            placeholder: shown.clone(),
            kind: Kind::Outlet { shown },
        },
        PartKind::Honorific => return None,
    })
}

fn unknown(text: &str) -> Refusal {
    Refusal(format!(
        "It is not certain who is meant by “{}”.",
        text.trim()
    ))
}

/// The item that is nearest to a byte.
fn nearest<T>(items: &[T], at: usize, range: impl Fn(&T) -> &Range<usize>) -> Option<&T> {
    let distance = |item: &&T| {
        let range = range(item);
        range
            .start
            .saturating_sub(at)
            .max(at.saturating_sub(range.end))
    };
    items.iter().min_by_key(distance)
}
