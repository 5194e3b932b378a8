//! `label/indented`: white space before a label.

use crate::rules::habit::is_exception;
use crate::rules::{Check, DocumentView, Findings, FixKind, Reads, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/indented",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels with white space before them in files whose other labels begin their line.

## Why
A search for labels at the start of a line misses this one.

## Example
```presscript
Anna Example (FBC): Who decides?

  Minister Mustername: The council does.

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
Safe: removes the white space.
",
    check: Check::Document(Reads::Labels, check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    let mut indents = Vec::new();
    let mut flush = 0;
    for turn in (0..model.turns.len()).filter(|&turn| labels.is_confirmed(turn)) {
        let label = model.label_range(turn).start;
        let line = analysis.text().line_start(analysis.text().line_of(label));
        let text = analysis.slice(line..label);
        let indent = text.len() - text.trim_start().len();
        if indent == 0 {
            flush += 1;
        } else {
            indents.push(line..line + indent);
        }
    }
    if !is_exception(indents.len(), flush) {
        return;
    }
    for indent in indents {
        findings
            .report(
                indent.clone(),
                "This label is indented, while the others begin their line.",
            )
            .safe_fix("Remove the indent", [(indent, String::new())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_indent_is_removed() {
        let text = "A B: one\n\nC D: two\n\n\t A B: three\n\nC D: four\n\nA B: five\n";
        check(
            "label/indented",
            text,
            expect![[r#"
            5:1 "\t ": This label is indented, while the others begin their line.
              safe fix: Remove the indent -> ["A B: three"]
        "#]],
        );
    }

    #[test]
    fn a_file_that_indents_means_it() {
        let text = "A B: one\n\n  C D: two\n\n  A B: three\n\n  C D: four\n\n  A B: five\n";
        check("label/indented", text, expect![[""]]);
    }
}
