//! `qa/unanswered`: a question, and then the next hand-off.

use crate::Analysis;
use crate::rules::{Check, Findings, FixKind, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/unanswered",
    severity: Severity::Warning,
    fix: FixKind::None,
    since: "0.1.0",
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
    check: Check::Document(check),
};

fn check(analysis: &Analysis, findings: &mut Findings) {
    let model = analysis.model();
    for pair in model.exchanges.windows(2) {
        let [exchange, next] = pair else { continue };
        let (Some(&question), Some(handoff)) = (exchange.questions.last(), next.handoff) else {
            continue;
        };
        if exchange.answers.is_empty() {
            findings
                .report(
                    model.label_range(question),
                    "This question has no answer before the floor goes to somebody else.",
                )
                .related(model.label_range(handoff), "the next hand-off");
        }
    }
}

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
}
