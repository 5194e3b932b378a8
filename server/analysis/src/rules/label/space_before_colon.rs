//! `label/space-before-colon`: a space between label and colon.

use crate::model::segment::DelimiterKind;
use crate::rules::habit::is_exception;
use crate::rules::{Check, DocumentView, Findings, FixKind, Rule, Severity, each_segment};

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
by `lang: fr` or seen by the file's own habit, puts one there.

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
Safe: removes the space.
",
    check: Check::Document(check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let mut spaces = Vec::new();
    let mut tight = 0;
    each_segment(analysis, |start, view| {
        let Some(line) = view.segment.speaker_line() else {
            return;
        };
        let (Some(label), Some(delimiter)) = (&line.label, &line.delimiter) else {
            return;
        };
        let before = &view.text[label.range.start..delimiter.range.start];
        let space = label.range.start + before.trim_end().len()..delimiter.range.start;
        if delimiter.kind == DelimiterKind::Spaced && !space.is_empty() {
            spaces.push(start + space.start..start + space.end);
        } else {
            tight += 1;
        }
    });
    if !is_exception(spaces.len(), tight) || analysis.model().context.is_in("fr") {
        return;
    }
    for space in spaces {
        findings
            .report(
                space.clone(),
                "This label has a space before its colon, unlike the others of this file.",
            )
            .safe_fix(
                "Remove the space before the colon",
                [(space, String::new())],
            );
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
}
