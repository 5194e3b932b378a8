//! Where a speaker label may begin: at a line's start, and in a label that stands there already.

use std::collections::HashSet;
use std::ops::Range;

use super::cursor::{Cursor, Slot, filter};
use super::label::Labels;
use super::next_speaker::{Candidate, Gap, called, candidates};
use super::{About, Completion, CompletionKind, Completions};
use crate::Analysis;
use crate::model::label_form::Generic;
use crate::model::outlet::same_outlet;
use crate::model::segment::{LineKind, SpeakerLine};
use crate::model::vocabulary::fold;
use crate::model::{Model, Role};

/// Labels, and outlets within their brackets; `None` where no label may stand.
pub fn completions(cursor: &Cursor<'_>, typed: Option<char>) -> Option<Completions> {
    if matches!(typed, Some('[' | '{' | '^' | '/')) {
        return None;
    }
    let place = Place::of(cursor)?;
    if typed == Some('\n') && !place.is_new_turn(cursor) {
        return Some(Vec::new().into());
    }
    let written = &cursor.text[place.slot.start..cursor.at];
    let labels = Labels::at(cursor.analysis, place.gap);
    let mut found = speakers(cursor, &place, &labels, written);
    if let Some(open) = written.rfind(['(', '（']) {
        let inside = place.slot.start + open;
        if !written[open..].contains([')', '）']) {
            found.all.extend(outlets(cursor, &place, &labels, inside));
        }
    }
    // Behind a bracket that is typed in running text, notes may follow.
    let in_words = !place.in_label && !written.trim().is_empty();
    (!(found.all.is_empty() && in_words)).then_some(found)
}

/// A place for a label.
struct Place {
    /// What a label replaces.
    slot: Slot,
    gap: Gap,
    /// Whether a label stands there already.
    in_label: bool,
}

impl Place {
    fn of(cursor: &Cursor<'_>) -> Option<Self> {
        let model = cursor.analysis.model();
        let before = model.turns_up_to(cursor.line_start);
        let line_start = cursor.line_start;
        let (line, gap) = match speaker_line(cursor) {
            Some(found) => {
                let before = before.checked_sub(1)?;
                (
                    Some(found),
                    Gap {
                        before,
                        after: before + 1,
                        line_start,
                    },
                )
            }
            None => (
                None,
                Gap {
                    before,
                    after: before,
                    line_start,
                },
            ),
        };
        match line {
            Some((start, line)) => {
                let in_line = |range: &Range<usize>| {
                    let shift = |at: usize| (start + at).saturating_sub(cursor.line_start);
                    shift(range.start)..shift(range.end)
                };
                let label = line.label.as_ref().map(|label| in_line(&label.range));
                let delimiter = line.delimiter.as_ref().map(|mark| in_line(&mark.range));
                let explicit = line.label.as_ref().is_some_and(|label| label.explicit);
                let start = label.as_ref().or(delimiter.as_ref())?.start;
                let start = match explicit && cursor.text[..start].ends_with('@') {
                    true => start - 1,
                    false => start,
                };
                let last = delimiter.as_ref().or(label.as_ref())?.end;
                let behind = &cursor.text[last..];
                let end = last + (behind.len() - behind.trim_start_matches([' ', '\t']).len());
                let inside = start <= cursor.at && cursor.at <= last;
                inside.then_some(Self {
                    slot: Slot { start, end },
                    gap,
                    in_label: true,
                })
            }
            None => {
                let start = text_start(&cursor.text);
                let words = match cursor.kind() {
                    None | Some(LineKind::Blank | LineKind::Text) => true,
                    Some(LineKind::Stage) => cursor.text[start..].is_empty(),
                    Some(_) => false,
                };
                let start = start.min(cursor.at);
                let written = &cursor.text[start..cursor.at];
                let sentence = written.contains([':', '：', '?', '!', ';', '"', '“', '”', '…']);
                let short = written.len() <= MAX_LABEL && !sentence;
                (words && short).then(|| Self {
                    slot: Slot {
                        start,
                        end: match written.trim().is_empty() {
                            true => cursor.at,
                            false => cursor.word_end(char::is_alphanumeric),
                        },
                    },
                    gap,
                    in_label: false,
                })
            }
        }
    }

    /// Whether a new turn probably begins here: on an empty line that is below another one.
    fn is_new_turn(&self, cursor: &Cursor<'_>) -> bool {
        let text = cursor.analysis.text();
        let above = cursor.line.checked_sub(1).map(|line| text.line_range(line));
        let blank = |range: Range<usize>| cursor.analysis.slice(range).trim().is_empty();
        cursor.text.trim().is_empty() && above.is_some_and(blank)
    }
}

/// No label is longer, in bytes.
const MAX_LABEL: usize = 300;

/// The line that starts a turn, if the cursor is in one, and where its segment starts.
fn speaker_line<'a>(cursor: &Cursor<'a>) -> Option<(usize, &'a SpeakerLine)> {
    if !matches!(cursor.kind(), Some(LineKind::Speaker)) {
        return None;
    }
    let (_, placed) = cursor.segment()?;
    Some((placed.start, placed.segment.speaker_line()?))
}

/// Where the words of a line start, behind white space and a time in brackets.
fn text_start(line: &str) -> usize {
    let words = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let start = line.len() - words.len();
    let time = words
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "));
    match time {
        Some((time, rest)) if time.chars().all(|c| c.is_ascii_digit() || ":.".contains(c)) => {
            line.len() - rest.trim_start().len()
        }
        _ => start,
    }
}

/// So many labels are enough; who types on gets others.
const ENOUGH: usize = 50;

/// The labels of those who may speak, the likeliest next one first.
fn speakers(cursor: &Cursor<'_>, place: &Place, labels: &Labels<'_>, written: &str) -> Completions {
    let model = cursor.analysis.model();
    let known = candidates(cursor.analysis, place.gap, written);
    let of_people = known.all.iter().filter_map(|candidate| {
        let offered = labels.of(candidate)?;
        Some((offered, Some(candidate)))
    });
    let of_house = labels.of_house().map(|offered| (offered, None));
    let mut found: Vec<Completion> = Vec::new();
    let mut is_complete = known.is_complete;
    for (offered, candidate) in of_people.chain(of_house) {
        let label = &*offered.label;
        let (filter, fits) = filter(std::iter::once(label).chain(offered.names), written);
        let is_new = (fits || place.in_label) && found.iter().all(|one| one.label != label);
        if !is_new {
            continue;
        }
        if found.len() == ENOUGH {
            is_complete = false;
            break;
        }
        let role = offered.role.filter(|role| *role != Role::Unknown);
        found.push(Completion {
            detail: role.map(|role| role.name().to_owned()),
            text: [label, &offered.delimiter].concat(),
            filter,
            about: candidate.and_then(|candidate| about(model, candidate)),
            label: offered.label.into_owned(),
            ..cursor.blank(place.slot, CompletionKind::Speaker)
        });
    }
    Completions {
        all: found,
        is_complete,
    }
}

fn about(model: &Model, candidate: &Candidate) -> Option<About> {
    match *candidate {
        Candidate::Person(id) => Some(About::Person(model.speakers[id].display_name().to_owned())),
        Candidate::Silent(entry) => {
            let form = &model.context.cast.entries[entry].form;
            form.name
                .clone()
                .or(form.title.clone())
                .map(About::Declared)
        }
        Candidate::Unnamed(turn) => {
            let asks = model.turns[turn].form.as_ref()?.generic == Some(Generic::Question);
            let what = if asks {
                "Somebody asks"
            } else {
                "Somebody answers"
            };
            Some(About::Told(format!("{what}; the label does not say who.")))
        }
    }
}

/// The outlets of all speakers and declared people, behind the bracket at a byte of the line; first that of whoever is
/// named before it, then the one that the turn above calls.
fn outlets(
    cursor: &Cursor<'_>,
    place: &Place,
    labels: &Labels<'_>,
    open: usize,
) -> Vec<Completion> {
    let model = cursor.analysis.model();
    let name = fold(&cursor.text[place.slot.start..open]);
    let (open_mark, close) = match cursor.text[open..].starts_with('（') {
        true => ('（', '）'),
        false => ('(', ')'),
    };
    let start = open + open_mark.len_utf8();
    if name.is_empty() || !is_like_a_name(&cursor.text[place.slot.start..open]) {
        return Vec::new();
    }
    let mut slot = Slot {
        start,
        ..place.slot
    };
    if !place.in_label && cursor.text[slot.end..].starts_with(close) {
        slot.end += close.len_utf8();
    }
    let speakers = model
        .speakers
        .iter()
        .map(|one| (one.name.as_deref(), one.affiliation.as_deref()));
    let declared = model.context.cast.entries.iter();
    let declared = declared.map(|one| (one.form.name.as_deref(), one.form.affiliation.as_deref()));
    let (mut own, mut others): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for (of, outlet) in speakers.chain(declared) {
        let Some(outlet) = outlet else { continue };
        match of.is_some_and(|of| fold(of) == name) {
            true => own.push(outlet),
            false => others.push(outlet),
        }
    }
    others.sort_unstable();
    let called = called_outlet(cursor.analysis, place.gap, &name);
    let called = called.as_deref().map(|called| {
        let known = others.iter().find(|outlet| same_outlet(outlet, called));
        known.copied().unwrap_or(called)
    });
    let mut seen: HashSet<&str> = HashSet::new();
    let all = own.into_iter().chain(called).chain(others.iter().copied());
    let delimiter = labels.delimiter();
    let outlets = all
        .filter(|outlet| seen.insert(outlet))
        .map(|outlet| Completion {
            text: format!("{outlet}{close}{delimiter}"),
            ..cursor.plain(slot, CompletionKind::Outlet, outlet, None)
        });
    outlets.collect()
}

/// The outlet that the moderator has called right before a place; `None` where somebody was called by a name, perhaps
/// the one that stands there.
fn called_outlet(analysis: &Analysis, gap: Gap, name: &str) -> Option<String> {
    let model = analysis.model();
    let turn = gap.before.checked_sub(1)?;
    let speaker = &model.speakers[model.turns[turn].speaker?];
    let called = called(analysis, turn, gap).filter(|_| speaker.role == Role::Moderator)?;
    let words = fold(&called);
    let is_in = |name: &str| {
        let mut parts = words.split(' ');
        parts.any(|word| word.len() > 2 && name.split(' ').any(|other| other == word))
    };
    let mut names = model.speakers.iter().filter_map(|one| one.name.as_deref());
    let by_name = is_in(name) || names.any(|one| is_in(&fold(one)));
    (!by_name).then_some(called)
}

/// Whether every word begins as those of a name do, but for short ones between.
fn is_like_a_name(words: &str) -> bool {
    let like = |word: &str| {
        let first = word.chars().next();
        first.is_some_and(|first| !first.is_lowercase()) || word.chars().count() <= 3
    };
    let first = words.trim_start_matches('@').chars().next();
    first.is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase())
        && words.split_whitespace().count() <= MAX_NAME
        && words.split_whitespace().all(like)
}

/// A name has no more words, nor a title and a name.
const MAX_NAME: usize = 8;
