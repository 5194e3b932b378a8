//! `qa/handoff-mismatch`: one was called, and another asks.

use crate::model::is_called;
use crate::model::vocabulary::fold;
use crate::rules::{Check, DocumentView, Findings, FixKind, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/handoff-mismatch",
    severity: Severity::Warning,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Compares whom a hand-off calls with the label of the question that follows. Outlets are compared by
what they mean: `FBC` is the `Fictional Broadcasting Corporation`.

## Why
Either the question stands under the wrong name, or the outlet has two names.

## Example
```presscript
Spokesperson: Island TV.

Nils Noname (ITV9): Who decides?

Minister Mustername: The council does.
```

## Use instead
```presscript
Spokesperson: ITV9.

Nils Noname (ITV9): Who decides?

Minister Mustername: The council does.
```

## Fix
None: only you know which of the two is right.
",
    check: Check::Document(check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    for exchange in &model.exchanges {
        let (Some(handoff), Some(&question)) = (exchange.handoff, exchange.questions.first())
        else {
            continue;
        };
        let placed = model.turn_segment(handoff);
        let (Some(called), Some(form)) =
            (&placed.segment.speech.calls, &model.turns[question].form)
        else {
            continue;
        };
        let Some(asker) = model.turns[question].speaker.map(|id| &model.speakers[id]) else {
            continue;
        };
        let name = fold(asker.display_name());
        let outlet = form.affiliation.as_deref().or(asker.affiliation.as_deref());
        let Some(outlet) = outlet.filter(|outlet| !is_called(called, &name, Some(outlet))) else {
            continue;
        };
        findings
            .report(
                placed.start + called.range.start..placed.start + called.range.end,
                format!(
                    "“{}” is called here, but the question is labelled “{outlet}”; one of the two may be wrong.",
                    called.text
                ),
            )
            .related(model.label_range(question), "asks the question");
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn names_and_outlets_are_compared_by_what_they_mean() {
        let text = "\
Spokesperson: Island TV.\n\nNils Noname (ITV9): One?\n\nChair: Yes.\n\n\
Spokesperson: The Fictional Broadcasting Corporation.\n\nAnna Example (FBC): Two?\n\nChair: Yes.\n\n\
Spokesperson: Dora, please.\n\nDora Dummy (TPB): Three?\n\nChair: Yes.\n\n\
Spokesperson: Next question.\n\nPeter Placeholder (Daily Sample): Four?\n\nChair: Yes.\n";
        check(
            "qa/handoff-mismatch",
            text,
            expect![[r#"
            1:15 "Island TV": “Island TV” is called here, but the question is labelled “ITV9”; one of the two may be wrong.
              see 3:1 "Nils Noname (ITV9)": asks the question
        "#]],
        );
    }
}
