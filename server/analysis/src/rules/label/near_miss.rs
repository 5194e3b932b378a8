//! `label/near-miss`: a label that is nearly another, much more frequent one.

use crate::model::outlet::same_outlet;
use crate::rules::label::slips::Slip;
use crate::rules::label::{duplicated_prefix, unknown};
use crate::rules::labels::{Labels, Use};
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/near-miss",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that differ by a letter or two from a much more frequent one: four times as frequent
where a name is misspelt, since there may be two people with names alike; once more is enough where
a word such as `MODERATOR` is. Labels that answer each other are two people's.

## Why
It is one person whose name is misspelt, but tables and searches see two.

## Example
```presscript
MS. EXAMPLE: Who decides?

MR. MUSTERNAME: The council does.

MS. EXAMPLE: When?

MR. MUSTERNAME: On Friday.

MS. EXAMPLE: Where?

MR. MUSTERNMAE: In the town hall.

MS. EXAMPLE: Who pays?

MR. MUSTERNAME: We do.

MS. EXAMPLE: How much?

MR. MUSTERNAME: All of it.
```

## Use instead
```presscript
MS. EXAMPLE: Who decides?

MR. MUSTERNAME: The council does.

MS. EXAMPLE: When?

MR. MUSTERNAME: On Friday.

MS. EXAMPLE: Where?

MR. MUSTERNAME: In the town hall.

MS. EXAMPLE: Who pays?

MR. MUSTERNAME: We do.

MS. EXAMPLE: How much?

MR. MUSTERNAME: All of it.
```

## Fix
Replaces the label by the frequent one, here or everywhere.
",
    check: Check::Labels(Labelled::all(check)),
};

/// A label must be this many times as frequent to be the right one of two names.
const RATIO: usize = 4;

/// A name that occurs so often is rather somebody's own, unless the other is far more frequent yet.
const OFTEN: usize = 3;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    let cast = &model.context.cast;
    for (used, slips) in labels.slips() {
        let Some(right) = meant(labels, &used, slips) else {
            continue;
        };
        // `label/unknown` says it of those whom the cast has.
        if used.spelling.is_declared || unknown::nearest(cast, &used).is_some() {
            continue;
        }
        // Two labels before one turn are no misspelt one.
        if duplicated_prefix::within(labels, &used.label().text).is_some() {
            continue;
        }
        let name = &right.label().name.text;
        let edit = |turn: usize| (labels.name_range(turn), name.clone());
        for &turn in used.turns {
            let report = findings
                .report(
                    model.label_range(turn),
                    format!(
                        "“{}” is probably “{name}”, a label that occurs {} times here.",
                        analysis.slice(labels.name_range(turn)),
                        right.turns.len()
                    ),
                )
                .related(model.label_range(right.turns[0]), "spelt like this")
                .unsafe_fix(format!("Replace it by “{name}”"), [edit(turn)]);
            if used.turns.len() > 1 {
                report.choice(
                    format!("Replace all {}", used.turns.len()),
                    used.turns.iter().map(|&turn| edit(turn)),
                );
            }
        }
    }
}

/// Whether a label is a misspelt one.
pub fn is_misspelt(labels: &Labels<'_>, used: &Use<'_>) -> bool {
    meant(labels, used, labels.slips_of(used)).is_some()
}

/// The frequent label that `used` is a misspelling of, of those of which it looks like one.
fn meant<'l>(labels: &Labels<'_>, used: &Use<'_>, slips: Vec<(Use<'l>, Slip)>) -> Option<Use<'l>> {
    if used.form.generic.is_some() {
        return None;
    }
    let more_frequent = |(right, _): &(Use<'_>, Slip)| right.turns.len() > used.turns.len();
    let is_right = |(right, slip): &(Use<'_>, Slip)| match slip {
        Slip::Word => true,
        Slip::Name => is_one_person(labels, used, right),
    };
    let mut right = slips.into_iter().filter(more_frequent);
    right.find(is_right).map(|(right, _)| right)
}

/// Whether nothing says that two alike names are two people's.
fn is_one_person(labels: &Labels<'_>, used: &Use<'_>, right: &Use<'_>) -> bool {
    let times = used.turns.len();
    let ratio = if times < OFTEN { RATIO } else { 2 * RATIO };
    let outlets = used
        .form
        .affiliation
        .as_deref()
        .zip(right.form.affiliation.as_deref());
    right.turns.len() >= ratio * times
        && outlets.is_none_or(|(one, other)| same_outlet(one, other))
        && !labels.talk_to_each_other(used, right)
}

#[cfg(test)]
mod tests {
    #[test]
    fn whoever_is_declared_is_right_and_whoever_is_misspelt_there_is_unknown() {
        let turns = "MS. EXAMPLE: One.\n\nQ    Two?\n\n".repeat(5);
        for name in ["Examlpe", "Example"] {
            let cast = format!("---\ncast: [Anna Example, Anna {name}]\n---\n");
            crate::rules::tests::check(
                "label/near-miss",
                &format!("{cast}{turns}MS. EXAMLPE: Three.\n"),
                expect_test::expect![[""]],
            );
        }
    }

    #[test]
    fn two_labels_in_one_are_none_that_is_misspelt() {
        let text = "MS. EXAMPLE: One.\n\nQ    Two?\n\n".repeat(5) + "QMS. EXAMPLE: Three.\n";
        crate::rules::tests::check("label/near-miss", &text, expect_test::expect![[""]]);
    }

    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn all_of_several_are_replaced_at_once() {
        let text = "MS. EXAMPLE: One.\n\nMR. SAMPLE: Two.\n\n".repeat(8)
            + "MS. EXMAPLE: Three.\n\nMR. SAMPLE: Four.\n\nMS. EXMAPLE: Five.\n";
        check(
            "label/near-miss",
            &text,
            expect![[r#"
            33:1 "MS. EXMAPLE": “MS. EXMAPLE” is probably “MS. EXAMPLE”, a label that occurs 8 times here.
              see 1:1 "MS. EXAMPLE": spelt like this
              fix: Replace it by “MS. EXAMPLE” -> ["MS. EXAMPLE: Three."]
              choice: Replace all 2 -> ["MS. EXAMPLE: Three.", "MS. EXAMPLE: Five."]
            37:1 "MS. EXMAPLE": “MS. EXMAPLE” is probably “MS. EXAMPLE”, a label that occurs 8 times here.
              see 1:1 "MS. EXAMPLE": spelt like this
              fix: Replace it by “MS. EXAMPLE” -> ["MS. EXAMPLE: Five."]
              choice: Replace all 2 -> ["MS. EXAMPLE: Three.", "MS. EXAMPLE: Five."]
        "#]],
        );
    }

    #[test]
    fn names_that_come_back_and_names_that_answer_each_other_are_two_people() {
        let two = "MR. HANSON: One.\n\nQ: Two?\n\n".repeat(9);
        let answers = two.clone() + "MR. HANSON: Three?\n\nMR. HANSEN: Four.\n";
        check("label/near-miss", &answers, expect![[""]]);
        let comes_back = two + &"MR. HANSEN: Three.\n\nQ: Four?\n\n".repeat(3);
        check("label/near-miss", &comes_back, expect![[""]]);
    }

    #[test]
    fn other_people_are_not_misspelt() {
        let mut text = "MR. EXAMPLE: Yes.\n\n".repeat(9);
        text.push_str(&"QUESTION: Why?\n\n".repeat(4));
        text.push_str("QUETSION: So?\n\nQUESTIONER: And?\n\nOPERATOR: One.\n\nMODERATOR: Two.\n\nMS. EXAMPLE: Three.\n\nMR. EXEMPLAR: Four.\n\nMR. EXAMPEL (FBC): Five.\n\nMR EXMPLE: Six.\n");
        check(
            "label/near-miss",
            &text,
            expect![[r#"
                27:1 "QUETSION": “QUETSION” is probably “QUESTION”, a label that occurs 4 times here.
                  see 19:1 "QUESTION": spelt like this
                  fix: Replace it by “QUESTION” -> ["QUESTION: So?"]
                39:1 "MR. EXAMPEL (FBC)": “MR. EXAMPEL” is probably “MR. EXAMPLE”, a label that occurs 9 times here.
                  see 1:1 "MR. EXAMPLE": spelt like this
                  fix: Replace it by “MR. EXAMPLE” -> ["MR. EXAMPLE (FBC): Five."]
                41:1 "MR EXMPLE": “MR EXMPLE” is probably “MR. EXAMPLE”, a label that occurs 9 times here.
                  see 1:1 "MR. EXAMPLE": spelt like this
                  fix: Replace it by “MR. EXAMPLE” -> ["MR. EXAMPLE: Six."]
            "#]],
        );
    }
}
