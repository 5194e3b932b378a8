//! `label/short-before-full`: a title alone before its holder was named.

use crate::rules::house::HouseLabels;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Relabelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/short-before-full",
    severity: Severity::Information,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds a first label that is a title alone, when a later label of the same person gives title and name. Houses
that write titles alone from the start are respected.

## Why
The name belongs to the first mention, so that readers know from then on who the title is.

## Example
```presscript
Harbour Council Chair: Good morning.

Anna Example (FBC): Who decides?

Harbour Council Chair Max Mustername: The council does.
```

## Use instead
```presscript
Harbour Council Chair Max Mustername: Good morning.

Anna Example (FBC): Who decides?

Harbour Council Chair: The council does.
```

## Fix
Writes the full form at the first mention.
",
    check: Check::Labels(Labelled { check, is_affected }),
};

fn is_affected(_: &DocumentView<'_>, relabelled: &Relabelled<'_>) -> bool {
    let mut speakers = relabelled.speakers();
    !relabelled.same_course || speakers.any(|speaker| speaker.labels.len() > 1)
}

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let house = HouseLabels::of(model);
    let form = |turn: usize| model.turns[turn].form.as_ref();
    for speaker in model
        .speakers
        .iter()
        .filter(|speaker| speaker.labels.len() > 1)
    {
        let Some((&first, later)) = speaker.turns.split_first() else {
            continue;
        };
        let Some(title) = form(first)
            .filter(|form| form.name.is_none() && form.affiliation.is_none())
            .and_then(|form| form.title.as_deref())
        else {
            continue;
        };
        let introduces = |turn: usize| {
            form(turn).is_some_and(|form| {
                form.name_words.len() > 1 && form.title.as_deref() == Some(title)
            })
        };
        let Some(&full) = later.iter().find(|&&turn| introduces(turn)) else {
            continue;
        };
        let fits = |house: &HouseLabels<'_>| {
            house
                .label(first)
                .is_some_and(|label| house.fits_first(&label))
        };
        let Some(label) = model
            .turn_segment(full)
            .segment
            .label()
            .filter(|_| !house.as_ref().is_some_and(fits))
        else {
            continue;
        };
        findings
            .report(
                model.label_range(first),
                format!("This title stands here before its holder is named; the first label is to be “{}:”.", label.text),
            )
            .unsafe_fix(
                format!("Write “{}:”", label.text),
                [(model.label_range(first), label.text.clone())],
            )
            .related(model.label_range(full), "named only here");
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_house_may_begin_with_the_title() {
        check(
            "label/short-before-full",
            "---\nprofile: australia-pm\n---\nPRIME MINISTER: Hi.\n\nJOURNALIST: Why?\n\nPRIME MINISTER MAX SAMPLE: So.\n",
            expect![[""]],
        );
    }

    #[test]
    fn who_is_never_named_is_not_asked_for() {
        check(
            "label/short-before-full",
            "Harbour Council Chair: Hi.\n\nAnna: Ho.\n\nHarbour Council Chair: Hm.\n",
            expect![[""]],
        );
    }
}
