//! Errors put into real transcripts on purpose: which of them are found.
//!
//! Into every transcript that has a label six times goes one error of each kind, at a place that its name decides.
//! What the rules find there in the untouched transcript does not count.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use presscript_analysis::model::segment::{DelimiterKind, MarkKind};
use presscript_analysis::model::vocabulary::NoteKind;
use presscript_analysis::model::{Placed, note_kind};
use presscript_analysis::rules::RULES;
use presscript_analysis::{Analysis, Cancel, Edit, Text};
use presscript_tests::say;
use rayon::prelude::*;

use crate::archive::{Transcript, archive};
use crate::judgements::hash;
use crate::labels::has_convention;

/// A kind of error: its name, the rule that finds it, and how it is made; not everywhere can it be.
struct Kind {
    name: &'static str,
    code: &'static str,
    make: fn(&Analysis, usize) -> Option<Edit>,
}

/// Each makes its error in the label of a turn, or near it.
const KINDS: &[Kind] = &[
    Kind {
        name: "two letters of a label swapped",
        code: "label/near-miss",
        make: misspelt,
    },
    Kind {
        name: "`MR.` for `MS.`, or the reverse",
        code: "label/honorific-conflict",
        make: wrong_honorific,
    },
    Kind {
        name: "a label in the paragraph before it",
        code: "label/embedded",
        make: embedded,
    },
    Kind {
        name: "a label lost",
        code: "label/orphan-colon",
        make: orphan_colon,
    },
    Kind {
        name: "a colon lost",
        code: "label/missing-colon",
        make: missing_colon,
    },
    Kind {
        name: "`;` for a colon",
        code: "label/wrong-delimiter",
        make: wrong_delimiter,
    },
    Kind {
        name: "the space behind a colon lost",
        code: "label/no-space",
        make: no_space,
    },
    Kind {
        name: "`Q` before a label",
        code: "label/duplicated-prefix",
        make: duplicated_prefix,
    },
    Kind {
        name: "a note's bracket lost",
        code: "note/unbalanced",
        make: unclosed_note,
    },
    Kind {
        name: "a note glued to a word",
        code: "note/glued",
        make: glued_note,
    },
];

/// How many errors of a kind were found, and how many put in, by kind and source.
pub fn injected() -> &'static Counts {
    static INJECTED: LazyLock<Counts> = LazyLock::new(count);
    &INJECTED
}

/// Found and put in, by kind and source.
type Counts = BTreeMap<(&'static str, &'static str), (usize, usize)>;

fn count() -> Counts {
    let transcripts = archive().par_iter();
    let tried: Vec<_> = transcripts
        .filter(|transcript| has_convention(&transcript.source))
        .flat_map_iter(|transcript| KINDS.iter().map(move |kind| (transcript, kind)))
        .filter_map(|(transcript, kind)| Some((transcript, kind, is_found(transcript, kind)?)))
        .collect();
    let mut counts = BTreeMap::new();
    for (transcript, kind, is_found) in tried {
        let (found, all) = counts
            .entry((kind.name, transcript.source.as_str()))
            .or_insert((0, 0));
        *found += usize::from(is_found);
        *all += 1;
    }
    counts
}

/// Whether the rule finds the error; `None` where none of the kind can be made.
fn is_found(transcript: &Transcript, kind: &Kind) -> Option<bool> {
    RULES.iter().find(|rule| rule.code == kind.code)?;
    let analysis = &transcript.analysis;
    let turns = usual_turns(analysis);
    let first =
        usize::try_from(hash(&format!("{} {}", transcript.name, kind.name)) % 1_000).ok()?;
    let order = (0..turns.len()).map(|at| turns[(first + at) % turns.len()]);
    let edit = order
        .take(50)
        .find_map(|turn| (kind.make)(analysis, turn))?;
    let mut text: Text = analysis.text().clone();
    text.apply(&edit);
    let with_error =
        Analysis::new(text, Arc::default(), &Cancel::default()).expect("nobody cancels");
    let place =
        edit.range.start.saturating_sub(AROUND)..edit.range.start + edit.text.len() + AROUND;
    let finds = |analysis: &Analysis| {
        let found = analysis.diagnostics().iter();
        found
            .filter(|found| found.code == kind.code && place.contains(&found.range.start))
            .count()
    };
    Some(finds(&with_error) > finds(analysis))
}

/// How far from the error a finding may be, in bytes: a rule may point at the label, its colon or the text.
const AROUND: usize = 60;

/// The turns whose label comes six times or more.
fn usual_turns(analysis: &Analysis) -> Vec<usize> {
    let model = analysis.model();
    let mut turns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in 0..model.turns.len() {
        if let Some(label) = model.turn_segment(at).segment.label() {
            turns.entry(&label.text).or_default().push(at);
        }
    }
    let mut usual: Vec<usize> = turns
        .into_values()
        .filter(|turns| turns.len() >= 6)
        .flat_map(|turns| turns.into_iter().skip(1))
        .collect();
    usual.sort_unstable();
    usual
}

/// A turn's label in the document, when a plain colon follows it.
fn label(analysis: &Analysis, turn: usize) -> Option<(Range<usize>, Range<usize>)> {
    let placed: Placed<'_> = analysis.model().turn_segment(turn);
    let line = placed.segment.speaker_line()?;
    let delimiter = line.delimiter.as_ref()?;
    let label = line.label.as_ref()?;
    let shift = |range: &Range<usize>| placed.start + range.start..placed.start + range.end;
    let plain = delimiter.kind == DelimiterKind::Regular && label.text.len() > 2;
    plain.then(|| (shift(&label.range), shift(&delimiter.range)))
}

fn edit(range: Range<usize>, text: impl Into<String>) -> Option<Edit> {
    Some(Edit {
        range,
        text: text.into(),
    })
}

fn misspelt(analysis: &Analysis, turn: usize) -> Option<Edit> {
    let (label, _) = label(analysis, turn)?;
    let text = analysis.slice(label.clone());
    let word = text
        .split_whitespace()
        .filter(|word| word.chars().all(char::is_alphabetic))
        .max_by_key(|word| word.len())
        .filter(|word| word.chars().count() >= 6)?;
    let mut chars: Vec<char> = word.chars().collect();
    let at = (2..chars.len() - 1).find(|&at| chars[at] != chars[at + 1])?;
    chars.swap(at, at + 1);
    let start = label.start + (word.as_ptr() as usize - text.as_ptr() as usize);
    edit(start..start + word.len(), chars.iter().collect::<String>())
}

fn wrong_honorific(analysis: &Analysis, turn: usize) -> Option<Edit> {
    let (label, _) = label(analysis, turn)?;
    let text = analysis.slice(label.clone());
    let swapped = [
        ("MR.", "MS."),
        ("MS.", "MR."),
        ("MR ", "MS "),
        ("MS ", "MR "),
    ];
    let (from, to) = swapped.iter().find(|(from, _)| text.starts_with(from))?;
    edit(label.start..label.start + from.len(), *to)
}

fn embedded(analysis: &Analysis, turn: usize) -> Option<Edit> {
    let (label, _) = label(analysis, turn)?;
    let before = analysis.model().turn_range(turn.checked_sub(1)?).end;
    let gap = analysis.slice(before..label.start);
    let ended = analysis
        .slice(before.checked_sub(1)?..before)
        .ends_with(['.', '?', '!']);
    let apart = ended && gap.chars().all(char::is_whitespace);
    apart.then(|| edit(before..label.start, " ")).flatten()
}

fn orphan_colon(analysis: &Analysis, turn: usize) -> Option<Edit> {
    edit(label(analysis, turn)?.0, "")
}

fn missing_colon(analysis: &Analysis, turn: usize) -> Option<Edit> {
    edit(label(analysis, turn)?.1, "")
}

fn wrong_delimiter(analysis: &Analysis, turn: usize) -> Option<Edit> {
    edit(label(analysis, turn)?.1, ";")
}

fn no_space(analysis: &Analysis, turn: usize) -> Option<Edit> {
    let (_, colon) = label(analysis, turn)?;
    let rest = analysis.slice(colon.end..colon.end + 8);
    let text = rest.trim_start_matches(' ');
    let spaces = rest.len() - text.len();
    let letter = text.starts_with(char::is_alphabetic);
    (spaces > 0 && letter)
        .then(|| edit(colon.end..colon.end + spaces, ""))
        .flatten()
}

fn duplicated_prefix(analysis: &Analysis, turn: usize) -> Option<Edit> {
    let (label, _) = label(analysis, turn)?;
    let text = analysis.slice(label.clone());
    let honorific = text.starts_with("MR. ") || text.starts_with("MS. ");
    honorific
        .then(|| edit(label.start..label.start, "Q"))
        .flatten()
}

/// A known note in brackets within the turn, and not alone on its line.
fn note(analysis: &Analysis, turn: usize) -> Option<Range<usize>> {
    let placed = analysis.model().turn_segment(turn);
    let text = analysis.slice(placed.start..placed.start + placed.segment.len);
    let mark = placed.segment.marks.iter().find(|mark| {
        let brackets = matches!(mark.kind, MarkKind::Annotation | MarkKind::Parenthetical);
        let inside = text[..mark.range.start].ends_with(' ')
            && text[..mark.range.start]
                .trim_end_matches(' ')
                .ends_with(char::is_alphanumeric);
        brackets
            && inside
            && !matches!(
                note_kind(&text, mark, false),
                NoteKind::Insertion | NoteKind::Spoken
            )
    })?;
    Some(placed.start + mark.range.start..placed.start + mark.range.end)
}

fn unclosed_note(analysis: &Analysis, turn: usize) -> Option<Edit> {
    let note = note(analysis, turn)?;
    edit(note.end - 1..note.end, "")
}

fn glued_note(analysis: &Analysis, turn: usize) -> Option<Edit> {
    let note = note(analysis, turn)?;
    edit(note.start - 1..note.start, "")
}

/// What must be found where labels are of the clearest kind.
const FLOOR: f64 = 0.9;

#[test]
fn errors_that_were_put_in_are_found() {
    let mut missed = Vec::new();
    for (&(kind, source), &(found, all)) in injected() {
        say(format!("{kind:38} {source:26} {found:3} of {all}"));
        if source.starts_with("wh_") && (found as f64) < FLOOR * all as f64 {
            missed.push(format!("{kind} in {source}: {found} of {all}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
