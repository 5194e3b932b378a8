//! `cast/alias-clash`: a name that means two people of the cast.

use std::collections::HashSet;

use crate::model::cast::{Cast, CastEntry};
use crate::model::outlet::same_outlet;
use crate::model::vocabulary::fold;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "cast/alias-clash",
    severity: Severity::Error,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds other names (`aka`) that are another person's as well, and labels such as a bare surname that can mean two
people of the cast. Colleagues may share another name of their outlet.

## Why
Such a label says of neither who speaks, so that its turns are nobody's.

## Example
```presscript
---
cast:
  - Max Mustername, Minister
  - Dora Mustername, Harbour Warden
---
Anna Example (FBC): Who decides?

Mustername: The council does.
```

## Use instead
```presscript
---
cast:
  - Max Mustername, Minister
  - Dora Mustername, Harbour Warden
---
Anna Example (FBC): Who decides?

Dora Mustername: The council does.
```

## Fix
None: only you know who is meant.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let cast = &model.context.cast;
    let mut told = HashSet::new();
    for at in 0..cast.own {
        for aka in &cast.entries[at].aka {
            let other = cast
                .named(&fold(&aka.text))
                .iter()
                .copied()
                .find(|&other| other != at && !are_colleagues(cast, at, other));
            let first =
                other.filter(|&other| other < at || !has_aka(&cast.entries[other], &aka.text));
            if let Some(other) = first {
                told.insert((at.min(other), at.max(other)));
                findings
                    .report(
                        aka.range.clone(),
                        format!("“{}” is another person’s name as well, so that a label with it means neither.", aka.text),
                    )
                    .related_entry(cast, other, "the other person");
            }
        }
    }
    if cast.own == 0 {
        return;
    }
    for used in document.labels().in_order() {
        let candidates = cast.candidates(used.form);
        let [one, other, ..] = candidates[..] else {
            continue;
        };
        if other >= cast.own
            || cast.entries[one].is_same(&cast.entries[other])
            || !told.insert((one, other))
        {
            continue;
        }
        let clash = format!(
            "The label “{}” can mean this person, but others of the cast as well.",
            used.label().text
        );
        findings
            .report(cast.entries[other].range.clone(), clash)
            .related_entry(cast, one, "the other person")
            .related(model.label_range(used.turns[0]), "the label");
    }
}

fn has_aka(entry: &CastEntry, name: &str) -> bool {
    entry.aka.iter().any(|aka| fold(&aka.text) == fold(name))
}

/// Whether two people are of one outlet, so that another name of it is both's.
fn are_colleagues(cast: &Cast, one: usize, other: usize) -> bool {
    let outlet = |at: usize| cast.entries[at].form.affiliation.as_deref();
    outlet(one)
        .zip(outlet(other))
        .is_some_and(|(one, other)| same_outlet(one, other))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn other_names_are_one_persons() {
        check(
            "cast/alias-clash",
            "---\ncast:\n  - {name: Max Mustername, aka: [The Boss, Anna Example]}\n  - Anna Example (FBC)\n  - {name: Dora Dummy, aka: the boss}\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                3:44 "Anna Example": “Anna Example” is another person’s name as well, so that a label with it means neither.
                  see 4:5 "Anna Example (FBC)": the other person
                5:29 "the boss": “the boss” is another person’s name as well, so that a label with it means neither.
                  see 3:5 "{name: Max Mustername, aka: [The Boss, Anna Example]}": the other person
            "#]],
        );
    }

    #[test]
    fn namesakes_with_full_labels_and_colleagues_are_no_clash() {
        check(
            "cast/alias-clash",
            "---\ncast:\n  - Max Mustername\n  - Dora Mustername\n  - {name: Anna Example, outlet: FBC, aka: Island TV}\n  - {name: Ben Example, outlet: FBC, aka: Island TV}\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
    }
}
