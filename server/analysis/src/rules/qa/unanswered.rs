//! `qa/unanswered`: a question, and then the next hand-off.

use std::borrow::Cow;

use crate::Analysis;
use crate::model::segment::Segment;
use crate::model::vocabulary::fold;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Reads, Rule, SegmentView, Severity, digest,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/unanswered",
    severity: Severity::Warning,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds exchanges that somebody hands off and asks in, but nobody answers.

## Why
An answer was lost, or its label was.

## Example
```presscript
Spokesperson: FBC.

Anna Example (FBC): How long will it last?

Spokesperson: Radio Specimen.

Dora Dummy (Radio Specimen): Who pays?

Minister Mustername: We do.
```

## Use instead
```presscript
Spokesperson: FBC.

Anna Example (FBC): How long will it last?

Minister Mustername: Until Friday.

Spokesperson: Radio Specimen.

Dora Dummy (Radio Specimen): Who pays?

Minister Mustername: We do.
```

## Fix
None: only somebody who heard the answer can add it.
",
    check: Check::Document(Reads::Segments(reads), check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    for pair in model.exchanges.windows(2) {
        let [exchange, next] = pair else { continue };
        let (Some(&question), Some(handoff)) = (exchange.questions.last(), next.handoff) else {
            continue;
        };
        if exchange.answers.is_empty() && exchange.questions.iter().any(|&at| asks_in(analysis, at))
        {
            findings
                .report(
                    model.label_range(question),
                    "This question has no answer before the floor goes to somebody else.",
                )
                .related(model.label_range(handoff), "the next hand-off");
        }
    }
}

fn asks_in(analysis: &Analysis, turn: usize) -> bool {
    let model = analysis.model();
    let said = || analysis.slice(model.turn_range(turn));
    asks(model.turn_segment(turn).segment, said)
}

/// What is read of a segment: whether it asks.
fn reads(view: &SegmentView<'_>) -> u64 {
    digest(asks(view.segment, || {
        Cow::Borrowed(view.slice(&(view.segment.content_start()..view.segment.content_end())))
    }))
}

/// Whether a turn asks something, rather than whether it can be heard, or thanks.
fn asks<'a>(segment: &Segment, said: impl Fn() -> Cow<'a, str>) -> bool {
    let speech = &segment.speech;
    if speech.words > MAX_GREETING {
        return true;
    }
    let said = fold(&said());
    let greets = ["hear me", "hello", "you there"]
        .iter()
        .any(|greeting| said.contains(greeting));
    speech.asks && !greets
}

/// A turn with more words than these is more than a greeting.
const MAX_GREETING: usize = 8;

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_next_hand_off_is_shown() {
        check(
            "qa/unanswered",
            "Spokesperson: FBC.\n\nAnna Example (FBC): Why?\n\nSpokesperson: TPB.\n\nDora Dummy (TPB): Who?\n\nChair: We.\n",
            expect![[r#"
                3:1 "Anna Example (FBC)": This question has no answer before the floor goes to somebody else.
                  see 5:1 "Spokesperson": the next hand-off
            "#]],
        );
    }

    #[test]
    fn greetings_and_thanks_ask_nothing() {
        let text = "Spokesperson: FBC.\n\nAnna Example (FBC): Hello? Can you hear me?\n\nSpokesperson: TPB.\n\nDora Dummy (TPB): Thank you.\n\nSpokesperson: FBC.\n\nAnna Example (FBC): Who pays?\n\nChair: We.\n";
        check("qa/unanswered", text, expect![[""]]);
    }
}
