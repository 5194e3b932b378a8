//! What keeps a new name from doing harm: it must be a label, and mean one person only.

use std::collections::HashSet;
use std::sync::Arc;

use super::name::Name;
use super::subject::{Kind, Person};
use super::{Change, Refusal, Renamed};
use crate::model::cast::Roster;
use crate::model::label_form::LabelForm;
use crate::model::segment::{Label, Part};
use crate::model::vocabulary::fold;
use crate::{Analysis, Cancel, Cancelled, Text};

/// What was typed, without white space around it, if it can be what it is meant for.
pub fn typed<'a>(kind: &Kind, new: &'a str) -> Result<&'a str, Refusal> {
    let new = new.trim();
    let refuse = |why: &str| Err(Refusal(why.to_owned()));
    if let Kind::Note(_) = kind {
        let bare = new
            .strip_prefix("[^")
            .and_then(|new| new.strip_suffix(']'))
            .unwrap_or(new);
        let is_other = |c: char| c.is_whitespace() || "[]()（）^\\".contains(c);
        if bare.is_empty() || bare.chars().count() > MAX_NOTE || bare.contains(is_other) {
            return refuse(
                "A note is called by 1 to 32 characters without white space, brackets, “^” and “\\”.",
            );
        }
        return Ok(bare);
    }
    if fold(new).is_empty() {
        return refuse("A name with a letter in it is needed.");
    }
    if new.contains(|c: char| c.is_control() || ":：{}\\@\u{2028}\u{2029}".contains(c)) {
        return Err(Refusal(format!(
            "“{new}” can’t stand in a label, which is on one line and has no colon, brace, “@” or “\\” in it."
        )));
    }
    let is_name = matches!(kind, Kind::Name { .. });
    if is_name && new.contains(|c: char| "()[]（）,，、;".contains(c)) {
        return refuse(
            "A name has no brackets and commas; title and outlet are renamed by themselves.",
        );
    }
    let label = Label {
        range: 0..new.len(),
        text: new.to_owned(),
        name: Part {
            range: 0..new.len(),
            text: new.to_owned(),
        },
        affiliation: None,
        manner: None,
        unclosed: false,
        explicit: false,
    };
    if LabelForm::of(&label).generic.is_some() {
        return Err(Refusal(format!(
            "“{new}” is a label that names nobody; nobody can be called that."
        )));
    }
    Ok(new)
}

/// Characters of a note's name at most.
const MAX_NOTE: usize = 32;

/// Looks at the document as it would be: every label is still one, and nobody has become somebody else.
pub fn check(
    analysis: &Analysis,
    renamed: &Renamed,
    people: &[Person],
    cancel: &Cancel,
) -> Result<Result<(), Refusal>, Cancelled> {
    let mut text = analysis.text().clone();
    text.apply_all(&renamed.edits);
    let mut settings = analysis.settings().clone();
    if let Some(roster) = settings
        .roster
        .as_ref()
        .filter(|_| !renamed.roster.is_empty())
    {
        let mut text = Text::new(&roster.text);
        text.apply_all(&renamed.roster);
        settings.roster = Some(Arc::new(Roster::parse(&roster.name, &text.to_string()).0));
    }
    let after = Analysis::new(text, Arc::new(settings), cancel)?;
    if !same_labels(analysis, &after) || !same_problems(analysis, &after) {
        return Ok(Err(Refusal(
            "This can’t be a label, or not in all places where the old one stands; nothing was changed.".to_owned(),
        )));
    }
    let Change::Name(change, _) = &renamed.change else {
        return Ok(Ok(()));
    };
    let speakers = people.iter().filter_map(|person| person.speaker);
    for speaker in speakers {
        if let Some(other) = confused(analysis, &after, speaker, &change.new) {
            return Ok(Err(Refusal(format!(
                "“{}” could not be told from “{other}” in all labels; a label with a surname alone may mean either.",
                change.new.text
            ))));
        }
    }
    Ok(Ok(()))
}

/// Whether the same lines have a label.
fn same_labels(before: &Analysis, after: &Analysis) -> bool {
    let labels = |analysis: &Analysis| {
        let segments = analysis.model().segments.iter();
        let lines = segments.filter_map(|placed| placed.segment.speaker_line());
        lines
            .map(|line| line.label.as_ref().map(|label| label.unclosed))
            .collect::<Vec<_>>()
    };
    labels(before) == labels(after)
}

/// Whether the front matter is as right as it was.
fn same_problems(before: &Analysis, after: &Analysis) -> bool {
    let problems = |analysis: &Analysis| {
        let context = &analysis.model().context;
        (
            context.front_matter.problems.len(),
            context.cast.problems.len(),
        )
    };
    problems(before) == problems(after)
}

/// Who else is meant by a label that was the speaker's, or might be. Somebody with the same full name is no such person: a
/// misspelt name becomes the right one.
fn confused(before: &Analysis, after: &Analysis, speaker: usize, new: &Name) -> Option<String> {
    let model = before.model();
    let of = |id: usize| {
        let turns = model.speakers[id].turns.iter();
        let alone = turns.filter(|&&turn| model.turns[turn].others.is_empty());
        alone
            .filter_map(|&turn| after.model().turns[turn].speaker)
            .collect::<HashSet<usize>>()
    };
    let here = of(speaker);
    let person = |id| Person {
        speaker: Some(id),
        entry: None,
    };
    let ids = model.speakers.iter().map(|one| one.id);
    let mut others = ids.filter(|&id| id != speaker);
    others.find_map(|id| {
        let name = person(id).name(model)?;
        let other = Name::of(name);
        if other.is_same(new) || other.surname() != new.surname() {
            return None;
        }
        let mixed = here.len() > 1 || !here.is_disjoint(&of(id));
        mixed.then(|| name.to_owned())
    })
}
