//! `label/honorific-conflict`: `MR.` before the name of somebody who is `MS.` everywhere else.

use std::collections::HashMap;

use crate::model::Model;
use crate::rules::labels::{Labels, Use};
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Relabelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/honorific-conflict",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels with another honorific than the same name has nearly always. Where both come back, where
they answer each other, or where a full name or the cast says so, they are two people, such as
`MR. EXAMPLE` and `MRS. EXAMPLE`.

## Why
It is one person, but tables and searches see two, and the person is addressed wrongly.

## Example
```presscript
MS. EXAMPLE: Good afternoon.

Q: Who decides?

MS. EXAMPLE: The council does.

Q: When?

MR. EXAMPLE: On Friday.

Q: Where?

MS. EXAMPLE: In the town hall.
```

## Use instead
```presscript
MS. EXAMPLE: Good afternoon.

Q: Who decides?

MS. EXAMPLE: The council does.

Q: When?

MS. EXAMPLE: On Friday.

Q: Where?

MS. EXAMPLE: In the town hall.
```

## Fix
Replaces the label by the frequent one.
",
    check: Check::Labels(Labelled { check, is_affected }),
};

/// The right honorific is this many times as frequent as one that occurs once, and …
const RATIO: usize = 3;

/// … this many times as one that comes back.
const RATIO_OF_REPEATED: usize = 10;

fn is_affected(_: &DocumentView<'_>, relabelled: &Relabelled<'_>) -> bool {
    let mut labels = relabelled.labels();
    labels.any(|(_, form)| form.honorific.is_some())
}

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let labels = document.labels();
    // All others are too rare to be right.
    let mut namesakes: HashMap<&[String], Vec<Use<'_>>> = HashMap::new();
    for used in labels.uses().filter(has_honorific) {
        if used.turns.len() >= RATIO && used.form.title.is_none() {
            let alike = namesakes.entry(&used.form.name_words).or_default();
            alike.push(used);
        }
    }
    if namesakes.is_empty() {
        return;
    }
    for used in &labels.uses().filter(has_honorific).collect::<Vec<_>>() {
        let alike = namesakes.get(used.form.name_words.as_slice());
        let right = alike
            .into_iter()
            .flatten()
            .filter(|right| conflict(used, right));
        let Some(right) = right.max_by_key(|right| (right.turns.len(), right.turns[0])) else {
            continue;
        };
        if !is_slip(used, right)
            || is_somebody(model, labels, used)
            || labels.talk_to_each_other(used, right)
        {
            continue;
        }
        let name = &right.label().name.text;
        for &turn in used.turns {
            let written = labels.name_range(turn);
            findings
                .report(
                    written.clone(),
                    format!(
                        "This is “{name}” {} times in this file, so the honorific is probably wrong here.",
                        right.turns.len()
                    ),
                )
                .related(model.label_range(right.turns[0]), "written like this")
                .unsafe_fix(format!("Replace it by “{name}”"), [(written, name.clone())]);
        }
    }
}

fn has_honorific(used: &Use<'_>) -> bool {
    used.form.honorific.is_some()
}

/// Whether two honorifics can't both be right for one person.
fn conflict(one: &Use<'_>, other: &Use<'_>) -> bool {
    let (Some(one), Some(other)) = (&one.form.honorific, &other.form.honorific) else {
        return false;
    };
    let meaning = |honorific: &str, language: &[&[&str]]| {
        language
            .iter()
            .position(|variants| variants.contains(&honorific))
    };
    HONORIFICS.iter().any(|language| {
        let both = meaning(one, language).zip(meaning(other, language));
        both.is_some_and(|(one, other)| one != other)
    })
}

/// Honorifics that exclude each other, by language; those of one meaning together.
const HONORIFICS: &[&[&[&str]]] = &[
    &[&["mr"], &["ms"], &["mrs"], &["miss"], &["dr"]],
    &[&["herr"], &["frau"]],
    &[&["m"], &["mme", "mlle"]],
    &[&["sr", "señor", "don"], &["sra", "señora", "doña"]],
    &[&["sig", "signor"], &["signora"]],
    &[&["г н", "господин"], &["г жа", "госпожа"]],
];

fn is_slip(used: &Use<'_>, right: &Use<'_>) -> bool {
    let times = used.turns.len();
    let ratio = if times == 1 { RATIO } else { RATIO_OF_REPEATED };
    right.turns.len() >= ratio * times
}

/// Whether the cast or a fuller name with this honorific says that there is such a person.
fn is_somebody(model: &Model, labels: &Labels<'_>, used: &Use<'_>) -> bool {
    let cast = model.context.cast.entries.iter().map(|entry| &*entry.form);
    let fuller = labels.uses().map(|other| other.form);
    let (honorific, name) = (&used.form.honorific, &used.form.name_words);
    let fuller = fuller.filter(|form| form.name_words.len() > name.len());
    cast.chain(fuller)
        .any(|form| &form.honorific == honorific && form.name_words.ends_with(name))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    const NINE: &str = "MS. EXAMPLE: One.\n\nQ: Two?\n\n";

    #[test]
    fn the_rare_honorific_is_wrong() {
        let text = NINE.repeat(3) + "Mr. Example (FBC): Three.\n";
        check(
            "label/honorific-conflict",
            &text,
            expect![[r#"
                13:1 "Mr. Example": This is “MS. EXAMPLE” 3 times in this file, so the honorific is probably wrong here.
                  see 1:1 "MS. EXAMPLE": written like this
                  fix: Replace it by “MS. EXAMPLE” -> ["MS. EXAMPLE (FBC): Three."]
            "#]],
        );
        let text = NINE.repeat(2) + "MR. EXAMPLE: Three.\n";
        check("label/honorific-conflict", &text, expect![[""]]);
    }

    #[test]
    fn other_languages_have_honorifics_too() {
        for (right, wrong) in [
            ("Frau Muster", "Herr Muster"),
            ("Mme Modèle", "M. Modèle"),
            ("Sra. Ejemplo", "Señor Ejemplo"),
            ("Г-жа Примерова", "Г-н Примерова"),
        ] {
            let text = format!("{right}: One.\n\nAnna Example: Two.\n\n").repeat(3)
                + &format!("{wrong}: Three.\n");
            let analysis = crate::Analysis::of(&text);
            let found = analysis
                .diagnostics()
                .iter()
                .filter(|found| found.code == "label/honorific-conflict");
            assert_eq!(found.count(), 1, "{wrong}");
        }
    }

    #[test]
    fn two_people_may_have_one_surname() {
        for text in [
            NINE.repeat(8) + "MR. EXAMPLE: Three.\n\nQ: And?\n\nMR. EXAMPLE: Four.\n",
            NINE.repeat(8) + "MS. EXAMPLE: Darling?\n\nMR. EXAMPLE: Four.\n",
            NINE.repeat(8) + "MR. MAX EXAMPLE: Three.\n\nQ: And?\n\nMR. EXAMPLE: Four.\n",
            NINE.repeat(8) + "PROF. EXAMPLE: Three.\n\nMS. SAMPLE: Four.\n",
        ] {
            check("label/honorific-conflict", &text, expect![[""]]);
        }
    }
}
