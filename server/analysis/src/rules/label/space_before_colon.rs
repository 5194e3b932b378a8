//! `label/space-before-colon`: a space between label and colon.

use crate::model::habits::{Habit, Source};
use crate::rules::{Check, DocumentView, Findings, FixKind, Reads, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/space-before-colon",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels with a space before their colon in files whose other labels have none. French, declared
by `lang: fr` or seen by the file's own habit, puts one there. Where a house profile is named, its style is due:
under `profile: france` the rule finds colons without a space.

## Why
The label no longer equals the others, for a search and for the eye.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername : The council does.

Anna Example (FBC): When?

Minister Mustername: On Friday.

Anna Example (FBC): Where?
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): When?

Minister Mustername: On Friday.

Anna Example (FBC): Where?
```

## Fix
Safe: removes the space, or puts the one that is due.
",
    check: Check::Document(Reads::Labels, check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let Habit { due, from } = model.habits.space_before_colon;
    if from == Source::Default {
        return;
    }
    for placed in &model.segments {
        let line = placed.segment.speaker_line();
        let Some((space, delimiter)) =
            line.and_then(|line| line.before_delimiter().zip(line.delimiter.as_ref()))
        else {
            continue;
        };
        let space = placed.start + space.start..placed.start + space.end;
        match (due, space.is_empty()) {
            (true, true) => {
                let colon = space.end..placed.start + delimiter.range.end;
                if analysis.slice(colon.clone()) != ":" {
                    continue;
                }
                findings
                    .report(
                        colon,
                        "This label has no space before its colon; the house style has one, as is usual in French.",
                    )
                    .safe_fix(
                        "Put a non-breaking space before the colon",
                        [(space, "\u{a0}".to_owned())],
                    );
            }
            (false, false) => {
                let others = match from {
                    Source::House => "; the house style has none",
                    _ => ", unlike the others of this file",
                };
                findings
                    .report(
                        space.clone(),
                        format!("This label has a space before its colon{others}."),
                    )
                    .safe_fix(
                        "Remove the space before the colon",
                        [(space, String::new())],
                    );
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_space_is_removed() {
        let text = "A B : one\n\nC D: two\n\nA B: three\n\nC D: four\n\nA B: five\n";
        check(
            "label/space-before-colon",
            text,
            expect![[r#"
            1:4 " ": This label has a space before its colon, unlike the others of this file.
              safe fix: Remove the space before the colon -> ["A B: one"]
        "#]],
        );
    }

    #[test]
    fn french_files_have_it() {
        let text = "A B : un\n\nC D: deux\n\nA B : trois\n\nC D : quatre\n\nA B : cinq\n";
        check("label/space-before-colon", text, expect![[""]]);
        let text = "---\nlang: fr-BE\n---\nA B : un\n\nC D: deux\n\nA B: trois\n\nC D: quatre\n\nA B: cinq\n";
        check("label/space-before-colon", text, expect![[""]]);
    }
    #[test]
    fn a_french_house_asks_for_it() {
        check(
            "label/space-before-colon",
            "---\nprofile: france\n---\nAnna EXEMPLE : Un.\n\nJean FICTIF: Deux.\n\nQ Trois\n",
            expect![[r#"
                6:12 ":": This label has no space before its colon; the house style has one, as is usual in French.
                  safe fix: Put a non-breaking space before the colon -> ["Jean FICTIF\u{a0}: Deux."]
            "#]],
        );
    }
}
