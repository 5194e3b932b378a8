//! `note/unused`: a note that nothing refers to.

use std::collections::{HashMap, HashSet};

use super::footnotes::{self, Footnotes};
use crate::rules::{Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "note/unused",
    severity: Severity::Warning,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds notes `[^1]: …` to which no `[^1]` refers, and notes whose name another note has already.

## Why
Nobody is led to such a note: the reference to a correction is lost, or the correction is out of date.

## Example
```presscript
Minister Mustername: We have eleven ships.

[^1]: The ministry later said twelve.
```

## Use instead
```presscript
Minister Mustername: We have eleven ships.[^1]

[^1]: The ministry later said twelve.
```

## Fix
Removes the note.
",
    check: Check::Places(Places::of_text(footnotes::collect, report)),
};

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let text = document.analysis.text();
    let notes = Footnotes::of(document, noted);
    let referred: HashSet<&str> = notes
        .references
        .iter()
        .map(|note| note.id.as_str())
        .collect();
    let mut first = HashMap::new();
    for note in &notes.definitions {
        let id = note.id.as_str();
        let line = text.line_of(note.range.start);
        let whole_line = note.range.start..text.line_start(line + 1).max(note.range.end);
        let earlier = *first.entry(id).or_insert(note);
        let report = if earlier.range != note.range {
            findings
                .report(
                    note.range.clone(),
                    format!("There is a note “{id}” already, so no reference leads to this one."),
                )
                .related(earlier.range.clone(), "the note that is shown")
        } else if !referred.contains(id) {
            findings.report(
                note.range.clone(),
                format!("Nothing refers to the note “{id}”, so no reader is led to it."),
            )
        } else {
            continue;
        };
        report.choice("Remove this note", [(whole_line, String::new())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn unused_and_repeated_notes_are_found() {
        let text =
            "A B: One[^1].\n\n[^1]: One, as in [^3].\n[^2]: Two.\n[^1]: Another one.\n[^3]: Three.";
        check(
            "note/unused",
            text,
            expect![[r#"
            4:1 "[^2]: Two.": Nothing refers to the note “2”, so no reader is led to it.
              choice: Remove this note -> []
            5:1 "[^1]: Another one.": There is a note “1” already, so no reference leads to this one.
              see 3:1 "[^1]: One, as in [^3].": the note that is shown
              choice: Remove this note -> []
        "#]],
        );
    }
}
