//! `label/unconfirmed`: a label that may be the start of a sentence.

use crate::Analysis;
use crate::rules::cast_edit::add;
use crate::rules::label::near_miss::is_misspelt;
use crate::rules::labels::{Labels, Shape, Use};
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Relabelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/unconfirmed",
    severity: Severity::Hint,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that occur once, carry no outlet, and look unlike the labels that come back.

## Why
`In Texas: …` reads like a label, but is a sentence; only you can tell.

## Example
```presscript
MR. SAMPLE: Three states have voted.

In Texas: nothing yet.

MS. EXAMPLE: Thank you.

MR. SAMPLE: Thank you.

MS. EXAMPLE: Good night.
```

## Use instead
```presscript
MR. SAMPLE: Three states have voted.

\\In Texas: nothing yet.

MS. EXAMPLE: Thank you.

MR. SAMPLE: Thank you.

MS. EXAMPLE: Good night.
```

## Fix
Escapes it with a backslash, so that it is text; or confirms it with `@`, so that it is a label; or, where
there is front matter, adds the speaker to its cast.
",
    check: Check::Labels(Labelled { check, is_affected }),
};

/// Fewer turns than these tell nothing about the labels of a document.
const MIN_TURNS: usize = 4;

/// While the labels that changed are nobody else's, others are as doubtful as before.
fn is_affected(document: &DocumentView<'_>, relabelled: &Relabelled<'_>) -> bool {
    let labels = document.labels();
    let sums = labels.sums();
    let is_doubtful = |&turn: &usize| {
        let used = labels.of_turn(turn);
        used.is_none_or(|used| !is_doubtless(labels, &used, false))
    };
    !labels.have_same_sums()
        || sums.repeated_turns < MIN_TURNS
        || sums.joint > 0
        || labels.has_others(relabelled)
        || relabelled.turns.iter().any(is_doubtful)
}

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    let short = labels.sums().repeated_turns < MIN_TURNS;
    let certain = |used: &Use<'_>| {
        used.spelling.shape == Shape::Capitals || labels.is_confirmed(used.turns[0])
    };
    if short && !labels.uses().any(|used| certain(&used)) {
        return;
    }
    for used in labels.uses() {
        let &[turn] = used.turns else {
            continue;
        };
        if is_doubtless(labels, &used, short) {
            continue;
        }
        let segment = model.turns[turn].segment;
        findings.depend_on(segment);
        if heads_data(analysis, turn) {
            continue;
        }
        if turn == 0 && used.spelling.shape == Shape::Phrase {
            (0..segment).for_each(|before| findings.depend_on(before));
            if label_starts_text(analysis) {
                continue;
            }
        }
        let label = model.label_range(turn);
        let report = findings
            .report(
                label.clone(),
                format!(
                    "“{}” is read as a speaker, but it occurs once and looks unlike the other labels.",
                    used.label().text
                ),
            )
            .choice(
                "Escape it: this is text",
                [(label.start..label.start, "\\".to_owned())],
            )
            .choice(
                "Confirm it: this is a speaker",
                [(label.start..label.start, "@".to_owned())],
            );
        if let Some(edit) = add(analysis, used.label(), false) {
            let title = format!("Add “{}” to the cast", used.label().text);
            report.choice(title, [edit]);
        }
    }
}

/// Whether nobody would take a label that occurs once for text.
fn is_doubtless(labels: &Labels<'_>, used: &Use<'_>, short: bool) -> bool {
    let shape = used.spelling.shape;
    // A short document shows no shape that labels have, but the start of a sentence has none anyway.
    let likely = shape == Shape::Capitals || (short && shape != Shape::Phrase);
    used.spelling.is_declared
        || used.spelling.is_placeholder
        || likely
        || labels.is_confirmed(used.turns[0])
        || is_misspelt(labels, used)
}

/// Whether nothing but white space stands before the first label: then it may be the text's title.
fn label_starts_text(analysis: &Analysis) -> bool {
    let start = analysis.model().label_range(0).start;
    analysis.slice(0..start).trim().is_empty()
}

/// Whether a link or a number follows the label: `Slides: https://example.org`, `From Anna to all: 03:37 PM`.
fn heads_data(analysis: &Analysis, turn: usize) -> bool {
    let placed = analysis.model().turn_segment(turn);
    let body = placed.segment.speaker_line().map_or(0, |line| line.body);
    let start = analysis.slice(placed.start + body..placed.start + body + 8);
    begins_data(&start)
}

fn begins_data(said: &str) -> bool {
    said.starts_with(|c: char| c.is_ascii_digit() || c == '<') || said.starts_with("http")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_name_among_names_is_no_doubt() {
        let text = "Anna Example: One.\n\nMax Mustername: Two.\n\nAnna Example: Three.\n\nMax Mustername: Four.\n\nPeter Placeholder: Five.\n\nMinister Muster: Six.\n\nDora Dummy (TPB): Seven.\n\nSpeaker 1: Eight.\n\nSpeaker 1: Nine.\n\nSpeaker 2: Ten.\n\nAnna Example and Max Mustername: Eleven.\n\nMax Musternmae: Twelve.\n\nIn Texas: thirteen.\n";
        check(
            "label/unconfirmed",
            text,
            expect![[r#"
                25:1 "In Texas": “In Texas” is read as a speaker, but it occurs once and looks unlike the other labels.
                  choice: Escape it: this is text -> ["\\In Texas: thirteen."]
                  choice: Confirm it: this is a speaker -> ["@In Texas: thirteen."]
            "#]],
        );
    }

    #[test]
    fn data_and_numbered_items_are_no_doubt() {
        let text = "MR. SAMPLE: One.\n\nMS. EXAMPLE: Two.\n\nMR. SAMPLE: Three.\n\nMS. EXAMPLE: Four.\n\nSlides Here: https://example.org\n\nFrom Anna to All: 03:37 PM\n\nAgenda Item 5: a\n\nAgenda Item 6: b\n\nSo Far: so good.\n";
        check(
            "label/unconfirmed",
            text,
            expect![[r#"
            17:1 "So Far": “So Far” is read as a speaker, but it occurs once and looks unlike the other labels.
              choice: Escape it: this is text -> ["\\So Far: so good."]
              choice: Confirm it: this is a speaker -> ["@So Far: so good."]
        "#]],
        );
    }

    #[test]
    fn whoever_is_in_the_cast_is_no_doubt() {
        let text = "MR. SAMPLE: One.\n\nMS. EXAMPLE: Two.\n\nMR. SAMPLE: Three.\n\nMS. EXAMPLE: Four.\n\nStep Two: five.\n\nNext Week: six.\n";
        check(
            "label/unconfirmed",
            &format!("---\ncast: [Step Two]\n---\n{text}"),
            expect![[r#"
                14:1 "Next Week": “Next Week” is read as a speaker, but it occurs once and looks unlike the other labels.
                  choice: Escape it: this is text -> ["\\Next Week: six."]
                  choice: Confirm it: this is a speaker -> ["@Next Week: six."]
                  choice: Add “Next Week” to the cast -> ["cast: [Step Two, Next Week]"]
            "#]],
        );
        check(
            "label/unconfirmed",
            &format!("---\r\ntitle: x\r\n---\r\n{text}"),
            expect![[r#"
                12:1 "Step Two": “Step Two” is read as a speaker, but it occurs once and looks unlike the other labels.
                  choice: Escape it: this is text -> ["\\Step Two: five."]
                  choice: Confirm it: this is a speaker -> ["@Step Two: five."]
                  choice: Add “Step Two” to the cast -> ["cast:", "  - Step Two"]
                14:1 "Next Week": “Next Week” is read as a speaker, but it occurs once and looks unlike the other labels.
                  choice: Escape it: this is text -> ["\\Next Week: six."]
                  choice: Confirm it: this is a speaker -> ["@Next Week: six."]
                  choice: Add “Next Week” to the cast -> ["cast:", "  - Next Week"]
            "#]],
        );
    }

    #[test]
    fn what_everybody_knows_is_no_doubt() {
        check(
            "label/unconfirmed",
            "Anna Example: One.\n\nMax Mustername: Two.\n\nAnna Example: Three.\n\nMax Mustername: Four.\n\nReuters: Five?\n\nOperator: Six.\n\nFollow-up: Seven?\n\nQ8 Sir Dummy Example: Eight?\n\nSpeaker 1: Nine.\n",
            expect![[""]],
        );
    }

    #[test]
    fn with_nothing_to_compare_nothing_is_said() {
        check(
            "label/unconfirmed",
            "Fact: one.\n\nIn Texas: two.\n",
            expect![[""]],
        );
    }
}
