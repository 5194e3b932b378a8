//! `qa/no-resume-label`: somebody goes on after an unheard question, without a label.

use crate::model::TurnKind;
use crate::model::segment::LineKind;
use crate::rules::house::HouseLabels;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/no-resume-label",
    severity: Severity::Information,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
In the transcripts of houses that do so, such as NATO, finds answers that go on after the note of an unheard question
without the speaker's label.

## Why
Somebody else spoke in between; without a label, the answer to the second question seems to be part of the first.

## Example
```presscript
---
profile: nato
---
Anna Example (FBC): Who decides?

Harbour Secretary: The council does.

[Follow-up question inaudible]
On Friday, I hope.
```

## Use instead
```presscript
---
profile: nato
---
Anna Example (FBC): Who decides?

Harbour Secretary: The council does.

[Follow-up question inaudible]
Harbour Secretary: On Friday, I hope.
```

## Fix
Inserts the label of the turn.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// The word with which text goes on behind what is unheard.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    for unheard in &view.segment.speech.unheard {
        let mut lines = view.segment.published_lines();
        let next = lines.find(|line| line.range.start > unheard.start);
        if let Some(next) = next.filter(|line| line.kind == LineKind::Text) {
            let text = view.slice(&next.range);
            let start = next.range.start + (text.len() - text.trim_start().len());
            let word = text.split_whitespace().next().map_or(0, str::len);
            tally.spot(0, start..start + word);
        }
    }
}

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    if !model.context.profile.resumes_with_label {
        return;
    }
    let house = HouseLabels::of(model);
    for of in noted.segments() {
        let Some(turn) = model.turn_of_segment(of.index) else {
            continue;
        };
        let label = of.segment.label();
        let Some(label) = label.filter(|_| model.turns[turn].kind == TurnKind::Answer) else {
            continue;
        };
        for word in noted.spots(of).map(|spot| spot.range()) {
            let of_house = house.as_ref().and_then(|house| house.resumed(turn));
            let resumed = of_house.unwrap_or_else(|| label.text.clone());
            let (start, end) = (of.start + word.start, of.start + word.end);
            findings
                .report(
                    start..end,
                    format!("The answer goes on here after a question; this house repeats the label, “{resumed}:”."),
                )
                .unsafe_fix(format!("Insert “{resumed}:”"), [(start..start, format!("{resumed}: "))]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_label_is_that_of_later_mentions() {
        check(
            "qa/no-resume-label",
            "---\nprofile: nato\n---\nAnna Example (FBC): Who?\n\nHarbour Secretary Max Sample: The council.\n\n[Follow-up question inaudible]\n\nOn Friday.\n",
            expect![[r#"
                10:1 "On": The answer goes on here after a question; this house repeats the label, “Harbour Secretary:”.
                  fix: Insert “Harbour Secretary:” -> ["Harbour Secretary: On Friday."]
            "#]],
        );
    }

    #[test]
    fn other_houses_and_other_notes_are_left_alone() {
        check(
            "qa/no-resume-label",
            "Anna Example (FBC): Who?\n\nMax Sample: The council.\n\n[Follow-up question inaudible]\nOn Friday.\n",
            expect![[""]],
        );
        check(
            "qa/no-resume-label",
            "---\nprofile: nato\n---\nAnna Example (FBC): Who?\n\nMax Sample: The council.\n[laughter]\nOn Friday.\n",
            expect![[""]],
        );
    }
}
