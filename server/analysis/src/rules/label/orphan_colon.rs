//! `label/orphan-colon`: a line that begins with a colon.

use crate::model::{Model, Role};
use crate::rules::labels::Labels;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/orphan-colon",
    severity: Severity::Error,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds lines that begin with a colon whose label is lost.

## Why
Nobody knows who speaks.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

: Thank you. And when?

Minister Mustername: On Friday.
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): Thank you. And when?

Minister Mustername: On Friday.
```

## Fix
Inserts the label of one of those who speak nearby.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// A colon without a label, with what follows.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let line = view.segment.speaker_line();
    let lost = line.filter(|line| line.label.is_none());
    let Some((line, colon)) = lost.and_then(|line| Some((line, line.delimiter.as_ref()?))) else {
        return;
    };
    // A colon before the rest of a sentence is a speck of a scan.
    let next = view.text[line.body..].chars().next();
    if !next.is_some_and(char::is_lowercase) {
        tally.spot(0, colon.range.clone());
    }
}

fn report(document: &DocumentView<'_>, colons: &Gathered<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let lost = colons.segments().iter();
    let lost = lost.filter_map(|noted| model.turn_of_segment(noted.index));
    let lost: Vec<usize> = lost.collect();
    if lost.len() == model.turns.len() {
        return;
    }
    let labels = document.labels();
    if !labels.has_conversation() {
        return;
    }
    for turn in lost {
        let colon = model.label_range(turn);
        let mut report = findings.report(
            colon.clone(),
            "This colon has no label before it, so nobody knows who speaks.",
        );
        for label in candidates(model, labels, turn) {
            report = report.choice(
                format!("Say that it is {label}"),
                [(colon.start..colon.start, label.to_owned())],
            );
        }
    }
}

/// The labels of the turns around, the likeliest first: after a question whoever answers, then who
/// spoke before the last speaker, who speaks next but one, and the rest.
fn candidates<'a>(model: &'a Model, labels: &Labels<'_>, turn: usize) -> Vec<&'a str> {
    let mut around: Vec<usize> = [-2, 2, -3, 3, -1, 1]
        .into_iter()
        .filter_map(|step| turn.checked_add_signed(step))
        .filter(|&at| at < model.turns.len() && labels.is_confirmed(at))
        .collect();
    if turn > 0 && model.turns[turn - 1].kind.is_question() {
        around.sort_by_key(|&at| {
            let role = model.turns[at].speaker.map(|id| model.speakers[id].role);
            role != Some(Role::Principal)
        });
    }
    let mut found: Vec<&str> = Vec::new();
    for label in around
        .into_iter()
        .filter_map(|at| model.turn_segment(at).segment.label())
    {
        if !label.unclosed && !found.contains(&label.text.as_str()) {
            found.push(&label.text);
        }
    }
    found.truncate(MAX_CANDIDATES);
    found
}

/// More labels than these are not offered.
const MAX_CANDIDATES: usize = 3;

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn those_nearby_are_offered() {
        let text = "Anna Example (FBC): Who?\n\nChair: We.\n\n: When?\n\nChair: On Friday.\n";
        check(
            "label/orphan-colon",
            text,
            expect![[r#"
            5:1 ":": This colon has no label before it, so nobody knows who speaks.
              choice: Say that it is Anna Example (FBC) -> ["Anna Example (FBC): When?"]
              choice: Say that it is Chair -> ["Chair: When?"]
        "#]],
        );
    }

    #[test]
    fn a_text_without_speakers_may_begin_lines_with_colons() {
        check("label/orphan-colon", "Term\n: its meaning\n", expect![[""]]);
        let text = "Note: two terms follow.\n\nTerm\n: its meaning\n";
        check("label/orphan-colon", text, expect![[""]]);
    }

    #[test]
    fn a_speck_before_the_rest_of_a_sentence_is_none() {
        let text = "Anna Example (FBC): Who?\n\nChair: We,\n: hen we have time.\n";
        check("label/orphan-colon", text, expect![[""]]);
    }
}
