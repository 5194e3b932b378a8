//! `qa/same-speaker-twice`: one speaker has two turns in a row.

use std::ops::Range;
use std::sync::Arc;

use crate::Analysis;
use crate::model::Model;
use crate::model::segment::{Line, LineKind};
use crate::rules::habit::is_exception;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Relabelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/same-speaker-twice",
    severity: Severity::Information,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds two turns in a row with the same label. Left alone are turns behind a stage line, a heading or a timestamp,
labels that name nobody (`Q`), and files that repeat labels as a habit, as captions do.

## Why
A turn in between was lost, or one turn was cut in two.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Minister Mustername: It meets on Friday.
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

It meets on Friday.
```

## Fix
Merges the two turns, where nothing was lost between them.
",
    check: Check::Labels(Labelled { check, is_affected }),
};

fn is_affected(_: &DocumentView<'_>, relabelled: &Relabelled<'_>) -> bool {
    let turns = relabelled.turns.iter();
    let mut both = turns.flat_map(|&turn| [turn, turn + 1]);
    !relabelled.same_course
        || both.any(|turn| {
            let mut models = relabelled.models.iter();
            models.any(|model| is_again(model, turn))
        })
}

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let turns = 0..model.turns.len();
    let again: Vec<usize> = turns.filter(|&turn| is_again(model, turn)).collect();
    if !is_exception(
        again.len(),
        model.turns.len().saturating_sub(1 + again.len()),
    ) {
        return;
    }
    for turn in again {
        findings.depend_on(model.turns[turn - 1].segment);
        findings.depend_on(model.turns[turn].segment);
        if is_parted(analysis, turn) {
            continue;
        }
        let report = findings
            .report(
                model.label_range(turn),
                "The turn above has the same speaker; either a turn in between is missing, or the two are one.",
            )
            .related(model.label_range(turn - 1), "the turn above");
        if let Some(removed) = removed(model, turn) {
            report.choice("Merge the two turns", [(removed, String::new())]);
        }
    }
}

/// Whether a turn has the label of the one before it.
fn is_again(model: &Model, turn: usize) -> bool {
    let form = |turn: usize| model.turns.get(turn)?.form.as_ref();
    let before = turn.checked_sub(1).and_then(form);
    let both = form(turn).zip(before);
    // Turns under the same label share what it says.
    both.is_some_and(|(one, other)| Arc::ptr_eq(one, other))
        && names_somebody(model, turn)
        && names_somebody(model, turn - 1)
}

/// Whether a turn's label names somebody, and no group.
fn names_somebody(model: &Model, turn: usize) -> bool {
    let turn = &model.turns[turn];
    let Some(form) = turn.form.as_ref().filter(|_| turn.speaker.is_some()) else {
        return false;
    };
    let last = form.folded.rsplit(' ').next().unwrap_or_default();
    !SHARED.contains(&last.trim_end_matches(char::is_numeric))
}

/// Last words of labels that several people share.
const SHARED: &[&str] = &[
    "aide",
    "aides",
    "crowd",
    "member",
    "members",
    "official",
    "officials",
    "participant",
    "speaker",
    "staff",
    "voice",
    "voices",
];

/// Whether a heading, a note or a time stands between a turn and the one above it, or the text says more of it.
fn is_parted(analysis: &Analysis, turn: usize) -> bool {
    let model = analysis.model();
    let (above, placed) = (model.turn_segment(turn - 1), model.turn_segment(turn));
    let last = above.segment.published_lines().next_back();
    let runs_on = last.is_some_and(|line| {
        let text = analysis.slice(above.start + line.range.start..above.start + line.range.end);
        runs_on(line, &text)
    });
    let line = placed.segment.speaker_line();
    let plain = line.is_some_and(|line| {
        let body = placed.start + line.body;
        let has_time = analysis
            .slice(body..body + 1)
            .starts_with(|c: char| c.is_ascii_digit());
        line.timestamp.is_none() && line.attributes.is_empty() && !has_time
    });
    let next_to = model.turns[turn].segment == model.turns[turn - 1].segment + 1;
    let empty = above.segment.speech.words == 0 || placed.segment.speech.words == 0;
    !(runs_on && plain && next_to) || empty
}

/// Whether a line that ends a turn is speech.
fn runs_on(line: &Line, text: &str) -> bool {
    matches!(line.kind, LineKind::Text | LineKind::Speaker) && text.contains(char::is_alphabetic)
}

/// The label with all that stands between it and the words.
fn removed(model: &Model, turn: usize) -> Option<Range<usize>> {
    let placed = model.turn_segment(turn);
    let speaker = placed.segment.speaker_line()?;
    let mut lines = placed.segment.content_lines();
    let line = lines.find(|line| line.kind == LineKind::Speaker)?;
    let words = if speaker.body < line.range.end {
        speaker.body
    } else {
        lines.next()?.range.start
    };
    Some(placed.start + line.range.start..placed.start + words)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_label_on_its_own_line_goes_with_the_line() {
        check(
            "qa/same-speaker-twice",
            "Anna:\n\nWho?\n\nChair:\n\nWe do.\n\nChair:\n\nOn Friday.\n",
            expect![[r#"
                9:1 "Chair": The turn above has the same speaker; either a turn in between is missing, or the two are one.
                  see 5:1 "Chair": the turn above
                  choice: Merge the two turns -> []
            "#]],
        );
    }

    #[test]
    fn notes_times_and_habits_come_between() {
        for text in [
            "Anna: Who?\n\nChair: We.\n\n(Applause.)\n\nChair: On Friday.\n",
            "Anna: Who?\n\nChair: We.\n\n# Next\n\nChair: On Friday.\n",
            "Anna: Who?\n\nChair: We.\n\n[00:12] Chair: On Friday.\n",
            "Q    Who?\n\nQ    When?\n\nChair: We.\n",
            "Anna: Who?\n\nAide: We.\n\nAide: Thanks.\n",
            "Anna: Who?\n\nChair: We.\n\n<…>\n\nChair: On Friday.\n",
            "Anna: 0:00:01\n\nWho?\n\nChair: 0:00:02\n\nWe.\n\nChair: 0:00:03\n\nWe.\n",
            "Chair: One.\n\nChair: Two.\n\nChair: Three.\n\nAnna: Four.\n\nAnna: Five.\n",
        ] {
            check("qa/same-speaker-twice", text, expect![[""]]);
        }
    }
}
