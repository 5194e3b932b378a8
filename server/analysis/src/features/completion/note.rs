//! What stands in brackets within speech: annotations in the spelling of the document and the house, and references to notes.

use std::collections::BTreeMap;

use super::cursor::{Cursor, Slot};
use super::{About, Completion, CompletionKind};
use crate::features::target::note_defined;
use crate::model::segment::{LineKind, MarkKind, SegmentKind};
use crate::model::vocabulary::{NoteKind, fold};
use crate::profile::Brackets;

/// So many segments before and behind the cursor show which annotations the document uses.
const NEAR: usize = 200;

/// Annotations of documents and houses that have none yet, by language.
const COMMON: &[(&str, &[&str])] = &[
    ("en", &["inaudible", "laughter", "applause", "crosstalk"]),
    ("de", &["unverständlich", "Heiterkeit", "Beifall", "Zuruf"]),
    ("fr", &["inaudible", "rires", "applaudissements"]),
    ("es", &["ininteligible", "risas", "aplausos"]),
    ("it", &["inudibile", "risate", "applausi"]),
    ("ru", &["неразборчиво", "смех", "аплодисменты"]),
    ("zh", &["听不清", "笑", "掌声"]),
    ("ja", &["聞き取れず", "笑", "拍手"]),
];

/// What a bracket before the cursor can hold; `None` where none is open.
pub fn completions(cursor: &Cursor<'_>) -> Option<Vec<Completion>> {
    let speech = matches!(
        cursor.kind(),
        Some(LineKind::Speaker | LineKind::Text | LineKind::Stage | LineKind::NoteDefinition)
    );
    let before = cursor.before();
    let open = before.rfind(['[', '('])?;
    let inside = &before[open + 1..];
    let escaped = before[..open].ends_with('\\');
    if !speech || escaped || inside.contains([']', ')']) || inside.len() > MAX_NOTE {
        return None;
    }
    if before[open..].starts_with("[^") {
        return Some(references(cursor, open));
    }
    let brackets = match &before[open..=open] {
        "[" => Brackets::Square,
        _ => Brackets::Round,
    };
    Some(annotations(cursor, open, brackets))
}

/// Annotations are not longer, in bytes.
const MAX_NOTE: usize = 100;

fn annotations(cursor: &Cursor<'_>, open: usize, brackets: Brackets) -> Vec<Completion> {
    let close = brackets.pair().1;
    let slot = slot(cursor, open + 1, close);
    let found = spellings(cursor, open, brackets);
    let annotations = found.into_iter().map(|(words, kind)| Completion {
        label: words.clone(),
        text: format!("{words}{close}"),
        ..cursor.plain(
            slot,
            CompletionKind::Annotation,
            &words,
            Some(About::Told(kind.meaning().to_owned())),
        )
    });
    annotations.collect()
}

/// The spellings of annotations: those of the document, the most frequent first, then those of the house; where
/// neither has any, the common ones.
fn spellings(cursor: &Cursor<'_>, open: usize, brackets: Brackets) -> Vec<(String, NoteKind)> {
    let analysis = cursor.analysis;
    let context = &analysis.model().context;
    let (used, used_others) = used(cursor, open, brackets);
    let mut found = used;
    let due = analysis.brackets().or(context.profile.brackets);
    if due.is_none_or(|due| due == brackets) {
        for words in &*context.profile.notes {
            if !found.iter().any(|(known, _)| fold(known) == fold(words)) {
                found.push((words.to_string(), NoteKind::of_annotation(words, true)));
            }
        }
    }
    // Much stands in round brackets that was spoken.
    let hardly = brackets == Brackets::Round && used_others;
    if !found.is_empty() || hardly || due.is_some_and(|due| due != brackets) {
        return found;
    }
    let lang = COMMON.iter().find(|(lang, _)| context.is_in(lang));
    let (_, common) = lang.unwrap_or(&COMMON[0]);
    let common = common.iter();
    common
        .map(|words| ((*words).to_owned(), NoteKind::of_annotation(words, true)))
        .collect()
}

/// The annotations that stand near the cursor in such brackets, and whether any stand in the others.
fn used(cursor: &Cursor<'_>, open: usize, brackets: Brackets) -> (Vec<(String, NoteKind)>, bool) {
    let analysis = cursor.analysis;
    let segments = &analysis.model().segments;
    let here = cursor.segment().map_or(0, |(at, _)| at);
    let near = here.saturating_sub(NEAR)..segments.len().min(here + NEAR);
    let mut times: BTreeMap<String, (usize, NoteKind)> = BTreeMap::new();
    let mut others = false;
    for placed in segments.range(near) {
        let body = placed.segment.speaker_line().map_or(0, |line| line.body);
        for mark in &placed.segment.marks {
            let of = match mark.kind {
                MarkKind::Annotation => Brackets::Square,
                MarkKind::Parenthetical => Brackets::Round,
                _ => continue,
            };
            let range = placed.start + mark.range.start..placed.start + mark.range.end;
            if mark.range.start < body
                || mark.range.len() > MAX_NOTE
                || range.start == cursor.line_start + open
            {
                continue;
            }
            let written = analysis.slice(range);
            let words = written.trim_matches(['[', ']', '(', ')', '（', '）', ' ']);
            let kind = NoteKind::of_annotation(words, false);
            if kind.is_spoken() || fold(words).is_empty() {
                continue;
            }
            others |= of != brackets;
            if of == brackets {
                times.entry(words.to_owned()).or_insert((0, kind)).0 += 1;
            }
        }
    }
    let mut times: Vec<_> = times.into_iter().collect();
    times.sort_by_key(|(_, (times, _))| std::cmp::Reverse(*times));
    (
        times
            .into_iter()
            .map(|(words, (_, kind))| (words, kind))
            .collect(),
        others,
    )
}

/// The notes that are defined, in the order of the document.
fn references(cursor: &Cursor<'_>, open: usize) -> Vec<Completion> {
    let analysis = cursor.analysis;
    let slot = slot(cursor, open, ']');
    let segments = analysis.model().segments.iter();
    let speech =
        segments.filter(|placed| !matches!(placed.segment.kind, SegmentKind::FrontMatter(_)));
    let lines = speech.flat_map(|placed| {
        placed
            .segment
            .lines
            .iter()
            .map(move |line| (placed.start, line))
    });
    let mut found: Vec<Completion> = Vec::new();
    for (start, line) in lines.filter(|(_, line)| line.kind == LineKind::NoteDefinition) {
        let range = start + line.range.start..start + line.range.end;
        let Some((place, note)) = note_defined(analysis, &range) else {
            continue;
        };
        let text = analysis.slice(place.end..range.end);
        let text = text.trim_start_matches(':').trim().to_owned();
        if !found.iter().any(|one| one.label == note) {
            let about = Some(About::Told(text));
            found.push(cursor.plain(slot, CompletionKind::NoteReference, &note, about));
        }
    }
    found
}

/// From a byte of the line to the end of what is in the bracket, and the closing bracket if it is there.
fn slot(cursor: &Cursor<'_>, start: usize, close: char) -> Slot {
    let word = cursor.word_end(char::is_alphanumeric);
    let behind = cursor.behind();
    let end = match behind.split_once([close, '[', '(', '.', ':', '?', '!']) {
        Some((words, rest))
            if behind[words.len()..].starts_with(close) && words.len() <= MAX_NOTE =>
        {
            cursor.text.len() - rest.len()
        }
        _ => word,
    };
    Slot { start, end }
}
