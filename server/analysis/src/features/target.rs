//! What stands under the cursor and has a place of its own elsewhere: the person of a label, a note, whoever is called.

use std::ops::Range;

use crate::Analysis;
use crate::model::cast::CastEntry;
use crate::model::segment::{LineKind, MarkKind};
use crate::model::vocabulary::fold;
use crate::model::{Model, Placed, TurnKind};

/// What a place in the text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A person who speaks, as an id in [`Model::speakers`].
    Person(usize),
    /// A declared person who doesn't speak, as an index into the cast.
    Silent(usize),
    /// The question that a hand-off calls, as an index into [`Model::turns`].
    Question(usize),
    /// A note, by its reference: `[^1]`.
    Note(String),
}

/// What the byte `offset` means, and the words that mean it. A cursor behind the last letter is still at the words.
pub fn target_at(analysis: &Analysis, offset: usize) -> Option<(Range<usize>, Target)> {
    let model = analysis.model();
    if let Some(found) = in_cast(model, offset) {
        return Some(found);
    }
    let segment = model.segment_at(offset)?;
    let placed = model.segments.at(segment);
    if let Some(turn) = model.turn_of_segment(segment) {
        let label = model.label_range(turn);
        if touches(&label, offset) {
            let text = analysis.slice(label.clone());
            let speaker = speaker_at(model, turn, &text, offset - label.start)?;
            return Some((label, Target::Person(speaker)));
        }
        if let Some((called, question)) = call(model, turn)
            && touches(&called, offset)
        {
            return Some((called, Target::Question(question)));
        }
    }
    note_at(analysis, placed, offset)
}

/// The turn that introduces a speaker: the first of those with the fullest label of one person. Nothing for somebody without turns.
pub fn introduction(model: &Model, speaker: usize) -> Option<usize> {
    let fullness = |turn: usize| {
        let form = model.turns[turn].form.as_ref();
        let form = form.filter(|form| form.several.is_empty());
        form.map_or((0, false, false), |form| {
            let letters = form.name_words.iter().map(|word| word.chars().count());
            (
                letters.sum(),
                form.title.is_some(),
                form.affiliation.is_some(),
            )
        })
    };
    let mut fullest: Option<(usize, (usize, bool, bool))> = None;
    for &turn in &model.speakers[speaker].turns {
        let fullness = fullness(turn);
        if fullest.is_none_or(|(_, known)| known < fullness) {
            fullest = Some((turn, fullness));
        }
    }
    fullest.map(|(turn, _)| turn)
}

/// Where a cast entry names the person, within its own range.
pub fn name_in(entry: &CastEntry, text: &str) -> Range<usize> {
    let name = entry.form.name.as_ref().or(entry.form.title.as_ref());
    let found = name.and_then(|name| Some((text.find(name.as_str())?, name.len())));
    found.map_or(entry.range.clone(), |(at, len)| {
        entry.range.start + at..entry.range.start + at + len
    })
}

/// The reference that a note definition's line begins with: `[^1]` of `[^1]: text`.
pub fn note_of(line: &str) -> Option<&str> {
    let end = line.find(']')? + 1;
    Some(line[..end].trim_start()).filter(|note| note.starts_with("[^"))
}

/// Whom a turn calls, and the question that answers to it.
pub fn call(model: &Model, turn: usize) -> Option<(Range<usize>, usize)> {
    if model.turns[turn].kind != TurnKind::HandOff {
        return None;
    }
    let placed = model.turn_segment(turn);
    let called = &placed.segment.speech.calls.as_ref()?.range;
    let exchange = &model.exchanges[model.turns[turn].exchange?];
    let question = *exchange
        .questions
        .iter()
        .find(|&&question| question > turn)?;
    Some((shifted(called, placed.start), question))
}

/// Where `words` stand in `text`, whatever the white space between them; in scripts without spaces also within a word.
pub fn find_words(text: &str, words: &str) -> impl DoubleEndedIterator<Item = Range<usize>> {
    let written: Vec<&str> = text.split_whitespace().collect();
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let runs = written.windows(wanted.len().max(1));
    let mut found: Vec<Range<usize>> = runs
        .filter(|run| **run == wanted)
        .filter_map(|run| Some(offset(run.first()?)..offset(run.last()?) + run.last()?.len()))
        .collect();
    if found.is_empty() && !words.is_empty() {
        found.extend(
            text.match_indices(words)
                .map(|(at, words)| at..at + words.len()),
        );
    }
    found.into_iter()
}

/// A range of a segment as one of the document.
pub fn shifted(range: &Range<usize>, start: usize) -> Range<usize> {
    range.start + start..range.end + start
}

/// Whether a byte is in a range or right behind it.
pub fn touches(range: &Range<usize>, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}

/// Who is meant at a byte of a turn's label; where it names several, the one whose surname ends next.
fn speaker_at(model: &Model, turn: usize, label: &str, at: usize) -> Option<usize> {
    let turn = &model.turns[turn];
    let speaker = turn.speaker?;
    let start = |word: &str| word.as_ptr() as usize - label.as_ptr() as usize;
    let words = label.split_whitespace();
    let ahead = words.filter(|word| start(word) + word.len() >= at);
    for word in ahead.map(fold) {
        let is_surname = |id: &&usize| {
            let name = fold(model.speakers[**id].display_name());
            name.rsplit(' ').next() == Some(&word)
        };
        if let Some(&other) = turn.others.iter().chain([&speaker]).find(is_surname) {
            return Some(other);
        }
    }
    Some(speaker)
}

fn in_cast(model: &Model, offset: usize) -> Option<(Range<usize>, Target)> {
    let cast = &model.context.cast;
    let own = cast.own_entries();
    let entry = own.iter().position(|entry| touches(&entry.range, offset))?;
    let speaker = model.declared_as(entry);
    let target = speaker.map_or(Target::Silent(entry), Target::Person);
    Some((own[entry].range.clone(), target))
}

fn note_at(
    analysis: &Analysis,
    placed: Placed<'_>,
    offset: usize,
) -> Option<(Range<usize>, Target)> {
    let segment = &placed.segment;
    let at = offset - placed.start;
    let after = segment.marks.partition_point(|mark| mark.range.start <= at);
    let reference = segment.marks[..after]
        .last()
        .filter(|mark| mark.kind == MarkKind::NoteReference && touches(&mark.range, at));
    if let Some(mark) = reference {
        let range = shifted(&mark.range, placed.start);
        let note = analysis.slice(range.clone()).into_owned();
        return Some((range, Target::Note(note)));
    }
    let line = segment.lines.partition_point(|line| line.range.start <= at);
    let line = segment.lines[..line].last()?;
    if line.kind != LineKind::NoteDefinition {
        return None;
    }
    let (range, note) = note_defined(analysis, &shifted(&line.range, placed.start))?;
    touches(&range, offset).then_some((range, Target::Note(note)))
}

/// The note that a line defines, and where it names it.
pub fn note_defined(analysis: &Analysis, line: &Range<usize>) -> Option<(Range<usize>, String)> {
    let text = analysis.slice(line.clone());
    let note = note_of(&text)?;
    let start = line.start + (text.len() - text.trim_start().len());
    Some((start..start + note.len(), note.to_owned()))
}
