//! `qa/handoff-mismatch`: one was called, and another asks.

use std::ops::Range;
use std::sync::Arc;

use crate::Analysis;
use crate::model::cast::CastEntry;
use crate::model::is_called;
use crate::model::label_form::LabelForm;
use crate::model::outlet::same_outlet;
use crate::model::segment::Part;
use crate::model::vocabulary::fold;
use crate::rules::cast_edit::{add_aka, add_mapping};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/handoff-mismatch",
    severity: Severity::Warning,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Compares whom a hand-off calls with the label of the question that follows. Outlets are compared by
what they mean: `FBC` is the `Fictional Broadcasting Corporation`, and what the cast declares as another name (`aka`)
of the asker is no mismatch.

## Why
Either the question stands under the wrong name, or the outlet has two names.

## Example
```presscript
---
cast:
  - Nils Noname (ITV9)
---
Spokesperson: Island TV.

Nils Noname (ITV9): Who decides?

Minister Mustername: The council does.
```

## Use instead
```presscript
---
cast:
  - {name: Nils Noname, outlet: ITV9, aka: [Island TV]}
---
Spokesperson: Island TV.

Nils Noname (ITV9): Who decides?

Minister Mustername: The council does.
```

## Fix
Adds what is called to the cast, as another name of the outlet; where there is front matter. Else only you know which
of the two is right.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// Whom a turn calls.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    if let Some(called) = &view.segment.speech.calls {
        tally.spot(0, called.range.clone());
    }
}

fn report(document: &DocumentView<'_>, calls: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let cast = &model.context.cast;
    let calls = calls.segments().iter();
    for handoff in calls.filter_map(|noted| model.turn_of_segment(noted.index)) {
        let exchange = model.turns[handoff].exchange.map(|id| &model.exchanges[id]);
        let exchange = exchange.filter(|exchange| exchange.handoff == Some(handoff));
        let Some(&question) = exchange.and_then(|exchange| exchange.questions.first()) else {
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
        if asker
            .cast
            .is_some_and(|entry| means(&cast.entries[entry], called))
        {
            continue;
        }
        let mut report = findings
            .report(
                placed.start + called.range.start..placed.start + called.range.end,
                format!(
                    "“{}” is called here, but the question that follows is labelled “{outlet}”; unless both are names of one outlet, one of the two is wrong.",
                    called.text
                ),
            )
            .related(model.label_range(question), "asks the question");
        if let Some(entry) = asker.cast {
            report = report.related_entry(cast, entry, "declared here");
        }
        let called_name = format!("“{}”", called.text);
        let (title, edit) = match asker.cast {
            Some(entry) => {
                let own = cast.own_entries().get(entry);
                let title = format!("Add {called_name} to the cast as another name of “{outlet}”");
                (
                    title,
                    own.and_then(|entry| add_aka(analysis, entry, called)),
                )
            }
            None => {
                let name = asker.display_name();
                let title = format!(
                    "Add “{name}” to the cast, with {called_name} as another name of “{outlet}”"
                );
                (title, declare(analysis, form, called))
            }
        };
        if let Some(edit) = edit {
            report.choice(title, [edit]);
        }
    }
}

/// Adds whom a label names to the cast, with another name.
fn declare(
    analysis: &Analysis,
    form: &Arc<LabelForm>,
    aka: &Part,
) -> Option<(Range<usize>, String)> {
    let person = CastEntry {
        range: 0..0,
        form: form.clone(),
        aka: vec![aka.clone()],
        role: None,
        opening: false,
    };
    let names_one = form.generic.is_none() && form.several.is_empty();
    names_one.then(|| add_mapping(analysis, &person))?
}

/// Whether a declared person goes by what is called: as a name, as the outlet, or as another name of either.
fn means(entry: &CastEntry, called: &Part) -> bool {
    let outlet = entry.form.affiliation.clone();
    let mut names = entry.names().into_iter().chain(outlet);
    names.any(|name| same_outlet(&called.text, &name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::{applied, check, with_rule};
    use expect_test::expect;

    #[test]
    fn given_names_may_be_short() {
        check(
            "qa/handoff-mismatch",
            "Spokesperson: Ed.\n\nEd Example (Daily Sample): Who pays?\n\nMinister Mustername: We do.\n",
            expect![[""]],
        );
    }

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
                1:15 "Island TV": “Island TV” is called here, but the question that follows is labelled “ITV9”; unless both are names of one outlet, one of the two is wrong.
                  see 3:1 "Nils Noname (ITV9)": asks the question
            "#]],
        );
    }

    const TURNS: &str = "\
Spokesperson: Island TV.\n\nNils Noname (ITV9): One?\n\nChair: Yes.\n";

    #[test]
    fn another_name_of_the_asker_is_no_mismatch() {
        for cast in [
            "[{name: Nils Noname, outlet: ITV9, aka: [Island TV]}]",
            "[{name: Nils Noname, outlet: ITV9, aka: the island tv}]",
        ] {
            let text = format!("---\ncast: {cast}\n---\n{TURNS}");
            check("qa/handoff-mismatch", &text, expect![[""]]);
        }
    }

    #[test]
    fn another_persons_other_name_does_not_count() {
        let text = format!(
            "---\ncast:\n  - {{name: Anna Example, aka: [Island TV]}}\n  - Nils Noname (ITV9) {{press}}\n---\n{TURNS}"
        );
        check(
            "qa/handoff-mismatch",
            &text,
            expect![[r#"
            6:15 "Island TV": “Island TV” is called here, but the question that follows is labelled “ITV9”; unless both are names of one outlet, one of the two is wrong.
              see 8:1 "Nils Noname (ITV9)": asks the question
              see 4:5 "Nils Noname (ITV9) {press}": declared here
              choice: Add “Island TV” to the cast as another name of “ITV9” -> ["  - {name: Nils Noname, outlet: ITV9, role: press, aka: [Island TV]}"]
        "#]],
        );
    }

    #[test]
    fn the_cast_gets_the_other_name() {
        for (cast, changed) in CASTS {
            let text = format!("---\ntitle: x\n{cast}---\n{TURNS}");
            let analysis = with_rule("qa/handoff-mismatch", &text);
            let found = |analysis: &Analysis| {
                let found = analysis.diagnostics().iter();
                let mut found = found.filter(|found| found.code == "qa/handoff-mismatch");
                found.next().cloned()
            };
            let fix = found(&analysis).expect(cast).fixes.remove(0);
            let fixed = applied(analysis.text(), &fix.edits);
            assert_eq!(fixed, format!("---\ntitle: x\n{changed}---\n{TURNS}"));
            assert_eq!(found(&with_rule("qa/handoff-mismatch", &fixed)), None);
        }
    }

    /// A cast before and after.
    const CASTS: &[(&str, &str)] = &[
        (
            "",
            "cast:\n  - {name: Nils Noname, outlet: ITV9, aka: [Island TV]}\n",
        ),
        (
            "cast: [Anna Example]\n",
            "cast: [Anna Example, {name: Nils Noname, outlet: ITV9, aka: [Island TV]}]\n",
        ),
        (
            "cast:\n- Anna Example\n",
            "cast:\n- Anna Example\n- {name: Nils Noname, outlet: ITV9, aka: [Island TV]}\n",
        ),
        (
            "cast:\n- Nils Noname {press}\n",
            "cast:\n- {name: Nils Noname, role: press, aka: [Island TV]}\n",
        ),
        (
            "cast: [Nils Noname (ITV9)]\n",
            "cast: [{name: Nils Noname, outlet: ITV9, aka: [Island TV]}]\n",
        ),
        (
            "cast:\n  - name: Nils Noname\n    outlet: ITV9\n",
            "cast:\n  - name: Nils Noname\n    outlet: ITV9\n    aka: [Island TV]\n",
        ),
        (
            "cast:\n  - {name: Nils Noname, aka: []}\n",
            "cast:\n  - {name: Nils Noname, aka: [Island TV]}\n",
        ),
        (
            "cast:\n  - aka: I. Nine\n    name: Nils Noname\n",
            "cast:\n  - aka: [I. Nine, Island TV]\n    name: Nils Noname\n",
        ),
        (
            "cast:\n  - aka: [I. Nine, N9]\n    name: Nils Noname\n",
            "cast:\n  - aka: [I. Nine, N9, Island TV]\n    name: Nils Noname\n",
        ),
        (
            "cast:\n  - aka:\n      - N9\n    name: Nils Noname\n",
            "cast:\n  - aka:\n      - N9\n      - Island TV\n    name: Nils Noname\n",
        ),
    ];
}
