//! `qa/opening-unattributed`: a speech before the first label.

use std::ops::Range;

use crate::model::cast::CastEntry;
use crate::model::label_form::Generic;
use crate::model::segment::{LineKind, SegmentKind};
use crate::model::vocabulary::count_words;
use crate::model::{Model, Role};
use crate::rules::cast_edit::set_opening;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/opening-unattributed",
    severity: Severity::Hint,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds transcripts that begin with a speech of 25 words or more under no label.

## Why
Readers guess who speaks, and counts of words per speaker leave the opening out.

## Example
```presscript
Storms have closed three of the four harbours of the islands, and the ferries stand still.
The Council of Harbours met this morning, and I am ready to take your questions.

Anna Example (FBC): Who decides?

Minister Mustername: The council does.
```

## Use instead
```presscript
Minister Mustername: Storms have closed three of the four harbours of the islands, and the ferries stand still.
The Council of Harbours met this morning, and I am ready to take your questions.

Anna Example (FBC): Who decides?

Minister Mustername: The council does.
```

## Fix
Says in the cast of the front matter whose it is, as in `Max Mustername, Minister {opening}`; inserts the label of who
answers the questions where the cast doesn't declare that person.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// Fewer words than these are a dateline or a note.
const MIN_WORDS: usize = 25;

/// Speakers say `I`, `we` or `you` at least once in so many words; a report on them does not.
const WORDS_PER_ADDRESS: usize = 40;

/// What is said under no label.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    if view.segment.kind == SegmentKind::Unattributed {
        tally.spot(0, 0..view.segment.len);
    }
}

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let declared = model.context.cast.entries.iter().any(|entry| entry.opening);
    if declared || model.exchanges.is_empty() || names_a_speaker(model) {
        return;
    }
    let metadata = |turn: &crate::model::Turn| {
        turn.form
            .as_ref()
            .is_some_and(|form| form.generic == Some(Generic::Metadata))
    };
    let Some(first_turn) = model.turns.iter().find(|turn| !metadata(turn)) else {
        return;
    };
    let mut words = 0;
    let mut addresses = 0;
    let mut first = None;
    for noted in noted.segments() {
        if noted.index >= first_turn.segment {
            break;
        }
        let text = noted.text(analysis);
        let speech = Sentences::of(&text.view());
        let line = speech.first_line;
        first = first.or(line.map(|line| noted.start + line.start..noted.start + line.end));
        words += speech.words;
        addresses += speech.addresses;
    }
    let is_speech = words >= MIN_WORDS && addresses * WORDS_PER_ADDRESS >= words;
    let Some(line) = first.filter(|_| is_speech) else {
        return;
    };
    let report = findings.report(
        line.clone(),
        "This opening has no speaker; a label, or `opening` in the cast, would say who it is.",
    );
    let declared = declared_principal(model);
    if let Some((edit, name)) = declared.and_then(|entry| {
        let name = entry.form.name.as_ref().or(entry.form.title.as_ref())?;
        Some((set_opening(analysis, entry)?, name))
    }) {
        report.unsafe_fix(format!("Say in the cast that it is {name}"), [edit]);
    } else if let Some(label) = principal(model) {
        report.unsafe_fix(
            format!("Say that it is {label}"),
            [(line.start..line.start, format!("{label}: "))],
        );
    }
}

/// Whether the front matter, be it another program's, says who speaks: `speakers: Anna Example`.
fn names_a_speaker(model: &Model) -> bool {
    let keys = &model.context.front_matter.keys;
    keys.iter().any(|key| key.name.starts_with("speaker"))
}

/// The paragraphs of a segment that end like a sentence, and do not begin like a title in capitals or a bold label.
#[derive(Default)]
struct Sentences {
    /// Their first line, without white space around it.
    first_line: Option<Range<usize>>,
    words: usize,
    /// Words by which speakers mean themselves or their listeners.
    addresses: usize,
}

impl Sentences {
    fn of(view: &SegmentView<'_>) -> Self {
        let mut sentences = Self::default();
        let lines = &view.segment.lines;
        for paragraph in lines.split(|line| line.kind != LineKind::Text) {
            let Some(last) = paragraph.last() else {
                continue;
            };
            let end = view.slice(&last.range).trim_end_matches(|c: char| {
                c.is_whitespace() || matches!(c, '”' | '"' | '’' | ')' | ']' | '»')
            });
            let start = view.slice(&paragraph[0].range).trim_start();
            if start.contains('*') && start.trim_matches(['*', ' ', '\u{a0}']).is_empty() {
                // Asterisks part what the house says of the event from the transcript.
                sentences = Self::default();
                continue;
            }
            if !begins_speech(start) || !end.ends_with(['.', '?', '!', '…', '。', '？', '！', ':'])
            {
                continue;
            }
            sentences
                .first_line
                .get_or_insert_with(|| trimmed(view, &paragraph[0].range));
            for line in paragraph {
                let text = view.slice(&line.range);
                sentences.words += count_words(text);
                sentences.addresses += text
                    .split_whitespace()
                    .filter(|word| is_address(word))
                    .count();
            }
        }
        sentences
    }
}

/// Whether a paragraph begins like a sentence: not with a bold label, a title in capitals, or what a scan made of one.
fn begins_speech(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic());
    let (capital, other): (Vec<char>, Vec<char>) = letters.partition(|c| c.is_uppercase());
    !line.starts_with("**") && capital.len() * 3 < other.len()
}

/// Whether a word means who speaks or who listens; in scripts without capitals every word may.
fn is_address(word: &str) -> bool {
    let letters = word
        .split(|c: char| !c.is_alphabetic())
        .find(|part| !part.is_empty());
    letters.is_some_and(|letters| {
        !letters.contains(|c: char| c.is_lowercase() || c.is_uppercase())
            || ADDRESSES.contains(&letters.to_lowercase().as_str())
    })
}

const ADDRESSES: &[&str] = &[
    "i", "me", "my", "we", "our", "you", "your", "ich", "mich", "mir", "wir", "uns", "unser",
    "unsere", "sie", "ihnen", "je", "nous", "vous", "notre", "yo", "mi", "nos", "nosotros",
    "nuestro", "nuestra", "ustedes", "io", "noi", "nostro", "eu", "nós", "nosso", "я", "мы", "нас",
    "наш", "вы", "вас",
];

fn trimmed(view: &SegmentView<'_>, range: &Range<usize>) -> Range<usize> {
    let text = view.slice(range);
    let indent = text.len() - text.trim_start().len();
    range.start + indent..range.start + text.trim_end().len()
}

/// The first label of the only principal; none when several answer.
fn principal(model: &Model) -> Option<&str> {
    let mut principals = model
        .speakers
        .iter()
        .filter(|speaker| speaker.role == Role::Principal);
    let only = principals.next().filter(|_| principals.next().is_none());
    only?.labels.first().map(String::as_str)
}

/// The document's own entry of who answers: the only principal's, else the only one that has the role.
fn declared_principal(model: &Model) -> Option<&CastEntry> {
    let cast = &model.context.cast;
    let form = principal(model).and_then(|label| {
        let labelled = |turn: &&crate::model::Turn| {
            let label_of = model.segments.at(turn.segment).segment.label();
            label_of.is_some_and(|known| known.text == label)
        };
        model.turns.iter().find(labelled)?.form.as_deref()
    });
    let entries = cast.own_entries();
    let answering = form.and_then(|form| entries.get(cast.find(form)?));
    let mut principals = entries
        .iter()
        .filter(|entry| entry.role == Some(Role::Principal));
    let only = principals.next().filter(|_| principals.next().is_none());
    answering.or(only)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    const REST: &str = "\n\nAnna Example (FBC): Who?\n\nMinister Mustername: We.\n";
    const SPEECH: &str = "Storms have closed three of the four harbours of the islands, and the ferries stand still, and so do the trains, the buses and all of the planes; and I thank you for it.";

    #[test]
    fn the_principal_is_offered() {
        check(
            "qa/opening-unattributed",
            &format!("{SPEECH}{REST}"),
            expect![[r#"
                1:1 "Storms have closed three of the four harbours of the islands, and the ferries stand still, and so do the trains, the buses and all of the planes; and I thank you for it.": This opening has no speaker; a label, or `opening` in the cast, would say who it is.
                  fix: Say that it is Minister Mustername -> ["Minister Mustername: Storms have closed three of the four harbours of the islands, and the ferries stand still, and so do the trains, the buses and all of the planes; and I thank you for it."]
            "#]],
        );
    }

    #[test]
    fn what_the_house_says_of_the_event_is_no_opening() {
        let text = format!("{SPEECH}\n\n* * *\n\nThank you.{REST}");
        check("qa/opening-unattributed", &text, expect![[""]]);
        let text = format!("-F ThRE MIISTERWS PRFS AND COMMENTS\n{SPEECH}{REST}");
        check("qa/opening-unattributed", &text, expect![[""]]);
        let text = format!("---\nspeakers: Anna Example\n---\n{SPEECH}{REST}");
        check("qa/opening-unattributed", &text, expect![[""]]);
    }

    #[test]
    fn the_cast_says_whose_it_is() {
        let check_cast = |cast, expect| {
            let text = format!("---\n{cast}---\n{SPEECH}{REST}");
            check("qa/opening-unattributed", &text, expect);
        };
        check_cast(
            "cast:\n  - Max Mustername, Minister {principal}\n",
            expect![[r#"
                5:1 "Storms have closed three of the four harbours of the islands, and the ferries stand still, and so do the trains, the buses and all of the planes; and I thank you for it.": This opening has no speaker; a label, or `opening` in the cast, would say who it is.
                  fix: Say in the cast that it is Max Mustername -> ["  - Max Mustername, Minister {principal opening}"]
            "#]],
        );
        check_cast(
            "cast: [Mustername, Anna Example]\n",
            expect![[r#"
            4:1 "Storms have closed three of the four harbours of the islands, and the ferries stand still, and so do the trains, the buses and all of the planes; and I thank you for it.": This opening has no speaker; a label, or `opening` in the cast, would say who it is.
              fix: Say in the cast that it is Mustername -> ["cast: [\"Mustername {opening}\", Anna Example]"]
        "#]],
        );
        check_cast(
            "cast:\n  - name: Mustername\n    title: Minister\n  - Anna Example\n",
            expect![[r#"
                7:1 "Storms have closed three of the four harbours of the islands, and the ferries stand still, and so do the trains, the buses and all of the planes; and I thank you for it.": This opening has no speaker; a label, or `opening` in the cast, would say who it is.
                  fix: Say in the cast that it is Mustername -> ["    opening: true"]
            "#]],
        );
        check_cast(
            "cast:\n  - {title: Minister Mustername, opening: no}\n",
            expect![[r#"
                5:1 "Storms have closed three of the four harbours of the islands, and the ferries stand still, and so do the trains, the buses and all of the planes; and I thank you for it.": This opening has no speaker; a label, or `opening` in the cast, would say who it is.
                  fix: Say in the cast that it is Minister Mustername -> ["  - {title: Minister Mustername, opening: true}"]
            "#]],
        );
    }

    #[test]
    fn datelines_declared_openings_and_monologues_are_left_alone() {
        let dateline = "Press room of the Council of Harbours\nFriday, at half past ten in the morning, with many words but without a sentence in them, as is the custom here";
        for text in [
            format!("{dateline}{REST}"),
            format!("---\ncast:\n  - Max Mustername {{principal opening}}\n---\n{SPEECH}{REST}"),
            format!("{SPEECH}\n\nTo conclude: thank you.\n"),
            format!(
                "{}{REST}",
                SPEECH.replace("and I thank you for it", "nobody said why")
            ),
        ] {
            check("qa/opening-unattributed", &text, expect![[""]]);
        }
    }
}
