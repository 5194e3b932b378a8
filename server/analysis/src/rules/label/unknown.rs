//! `label/unknown`: a label of somebody whom the cast doesn't declare.

use std::collections::HashSet;

use crate::model::Model;
use crate::model::cast::{Cast, CastEntry};
use crate::model::label_form::LabelForm;
use crate::model::vocabulary::fold;
use crate::rules::cast_edit::add;
use crate::rules::label::slips::is_slip;
use crate::rules::labels::{Labels, Shape, Use, is_in_capitals};
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Relabelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/unknown",
    severity: Severity::Warning,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that mean nobody in the cast, where the front matter declares one. Each is reported at its first turn.
Where the cast has nobody of the press, labels with an outlet are left alone. A roster does not say who speaks here: beside a
roster alone, only labels are found that misspell somebody in it.

## Why
The name is misspelt, or somebody is missing in the cast.

## Example
```presscript
---
cast:
  - Max Mustername, Harbour Council Chair
  - Anna Example (FBC)
---
Anna Example (FBC): Who decides?

Max Musternmae: The council does.
```

## Use instead
```presscript
---
cast:
  - Max Mustername, Harbour Council Chair
  - Anna Example (FBC)
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
Replaces the misspelt word in all these labels, or adds the person to the cast.
",
    check: Check::Labels(Labelled { check, is_affected }),
};

fn is_affected(document: &DocumentView<'_>, _: &Relabelled<'_>) -> bool {
    !document.analysis.model().context.cast.entries.is_empty()
}

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let cast = &model.context.cast;
    if cast.entries.is_empty() || !model.context.front_matter.problems.is_empty() {
        return;
    }
    let labels = document.labels();
    let has_press = cast.entries.iter().any(|entry| {
        entry.form.affiliation.is_some() || entry.role == Some(crate::model::Role::Press)
    });
    let known = known_speakers(model, labels);
    for used in labels.uses() {
        let first = used.turns[0];
        let of_the_press = used.form.affiliation.is_some() || used.form.asks;
        let is_known = |&turn: &usize| {
            let spelling = labels.spelling(turn);
            let declared = spelling.is_some_and(|spelling| !spelling.entries.is_empty());
            let speaker = model.turns[turn].speaker;
            declared || speaker.is_some_and(|id| known.contains(&id))
        };
        if used.form.generic.is_some()
            || (of_the_press && !has_press)
            || used.spelling.is_placeholder
            || (used.spelling.shape == Shape::Phrase && !labels.is_confirmed(first))
            || used.turns.iter().any(is_known)
        {
            continue;
        }
        let label = &used.label().text;
        let near = nearest(cast, &used);
        if cast.own == 0 && near.is_none() {
            continue;
        }
        let message = match &near {
            Some((_, word, right)) => {
                format!("“{label}” is not in the cast; “{word}” is probably “{right}”.")
            }
            None => format!("“{label}” is not in the cast, which declares who speaks here."),
        };
        let mut report = findings.report(model.label_range(first), message);
        if let Some((entry, word, right)) = near {
            let edits = used.turns.iter().filter_map(|&turn| {
                let name = labels.name_range(turn);
                let at = analysis.slice(name.clone()).find(word)?;
                let start = name.start + at;
                Some((start..start + word.len(), right.clone()))
            });
            report = report.related_entry(cast, entry, "declared here").choice(
                format!("Replace it by “{right}”"),
                edits.collect::<Vec<_>>(),
            );
        }
        if let Some(edit) = add(analysis, used.label(), true) {
            report.choice(format!("Add “{label}” to the cast"), [edit]);
        }
    }
}

/// The entries that a label can mean; those of each name where it has several.
pub fn meant(cast: &Cast, form: &LabelForm) -> Vec<usize> {
    let several = form.folded.split(" and ");
    if several.clone().all(|name| !cast.named(name).is_empty()) {
        return several.flat_map(|name| cast.named(name).to_vec()).collect();
    }
    cast.candidates(form)
}

/// The speakers of whom some label is declared.
fn known_speakers(model: &Model, labels: &Labels<'_>) -> HashSet<usize> {
    let turns = model.turns.iter().enumerate();
    let declared = turns.filter(|(at, _)| {
        let spelling = labels.spelling(*at);
        spelling.is_some_and(|spelling| spelling.is_declared)
    });
    declared.filter_map(|(_, turn)| turn.speaker).collect()
}

/// An entry whose name a label misspells by one word: the word in the label, and how it is spelt.
pub fn nearest<'a>(cast: &Cast, used: &Use<'a>) -> Option<(usize, &'a str, String)> {
    let label = &used.form.name_words;
    cast.entries.iter().enumerate().find_map(|(at, entry)| {
        let (wrong, right) = differing(label, entry)?;
        let word = used
            .label()
            .name
            .text
            .split_whitespace()
            .find(|word| fold(word) == *wrong)?;
        let right = spelling(entry, right)?;
        let right = if is_in_capitals(word) {
            right.to_uppercase()
        } else {
            right
        };
        Some((at, word, right))
    })
}

/// The only word in which a label's name and an entry's differ, when that is a slip.
fn differing<'a>(label: &'a [String], entry: &'a CastEntry) -> Option<(&'a String, &'a String)> {
    let known = &entry.form.name_words;
    let known = &known[known.len().checked_sub(label.len())?..];
    let mut pairs = label.iter().zip(known).filter(|(one, other)| one != other);
    let (wrong, right) = pairs.next()?;
    (pairs.next().is_none() && is_slip(wrong, right)).then_some((wrong, right))
}

/// A folded word of an entry's name, as the entry writes it.
fn spelling(entry: &CastEntry, folded: &str) -> Option<String> {
    let mut words = entry.form.name.as_ref()?.split_whitespace();
    words.find(|word| fold(word) == folded).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    fn check_with(cast: &str, turns: &str, expect: expect_test::Expect) {
        check("label/unknown", &format!("---\n{cast}---\n{turns}"), expect);
    }

    const TURNS: &str = "Anna Example (FBC): Who?\n\nMR. MUSTERNMAE: I.\n\nQ: When?\n\nDora Dummy (ITX): Where?\n\nMR. MUSTERNMAE: Here.\n\nSpeaker 1: No.\n\nUnidentified: No.\n";

    #[test]
    fn entries_are_added_in_the_files_own_style() {
        check_with(
            "cast:\n    - Max Mustername, Chair\n    - name: Anna Example\n      outlet: FBC # new\ntitle: x\n",
            TURNS,
            expect![[r#"
                10:1 "MR. MUSTERNMAE": “MR. MUSTERNMAE” is not in the cast; “MUSTERNMAE” is probably “MUSTERNAME”.
                  see 3:7 "Max Mustername, Chair": declared here
                  choice: Replace it by “MUSTERNAME” -> ["MR. MUSTERNAME: I.", "MR. MUSTERNAME: Here."]
                  choice: Add “MR. MUSTERNMAE” to the cast -> ["    - MR. MUSTERNMAE"]
                14:1 "Dora Dummy (ITX)": “Dora Dummy (ITX)” is not in the cast, which declares who speaks here.
                  choice: Add “Dora Dummy (ITX)” to the cast -> ["    - Dora Dummy (ITX)"]
            "#]],
        );
        check_with(
            "cast: [Max Mustername, 'Anna Example (FBC)']\n",
            TURNS,
            expect![[r#"
                6:1 "MR. MUSTERNMAE": “MR. MUSTERNMAE” is not in the cast; “MUSTERNMAE” is probably “MUSTERNAME”.
                  see 2:8 "Max Mustername": declared here
                  choice: Replace it by “MUSTERNAME” -> ["MR. MUSTERNAME: I.", "MR. MUSTERNAME: Here."]
                  choice: Add “MR. MUSTERNMAE” to the cast -> ["cast: [Max Mustername, 'Anna Example (FBC)', MR. MUSTERNMAE]"]
                10:1 "Dora Dummy (ITX)": “Dora Dummy (ITX)” is not in the cast, which declares who speaks here.
                  choice: Add “Dora Dummy (ITX)” to the cast -> ["cast: [Max Mustername, 'Anna Example (FBC)', Dora Dummy (ITX)]"]
            "#]],
        );
    }

    #[test]
    fn a_cast_without_the_press_asks_for_none() {
        check_with(
            "cast:\n- Max Mustername\n- Ben Beispiel\n",
            TURNS,
            expect![[r#"
                8:1 "MR. MUSTERNMAE": “MR. MUSTERNMAE” is not in the cast; “MUSTERNMAE” is probably “MUSTERNAME”.
                  see 3:3 "Max Mustername": declared here
                  choice: Replace it by “MUSTERNAME” -> ["MR. MUSTERNAME: I.", "MR. MUSTERNAME: Here."]
                  choice: Add “MR. MUSTERNMAE” to the cast -> ["- MR. MUSTERNMAE"]
            "#]],
        );
    }

    #[test]
    fn short_forms_and_joint_labels_are_known() {
        check_with(
            "cast:\n  - Max Mustername, Harbour Council Chair\n  - Ben Beispiel\n",
            "MR. MUSTERNAME: One.\n\nHarbour Council Chair: Two.\n\nBen: Three.\n\nMax Mustername and Ben Beispiel: Four.\n\nDate: today\n\nIn Texas: five.\n",
            expect![[""]],
        );
    }

    #[test]
    fn without_a_cast_or_with_a_broken_one_nothing_is_said() {
        check_with("title: x\ncast:\n", TURNS, expect![[""]]);
        check_with(
            "cast:\n  - Max Mustername\n  - b: c: d\n",
            TURNS,
            expect![[""]],
        );
    }
}
