//! `note/undefined`: a reference to a note that does not exist.

use std::collections::HashSet;

use super::footnotes::{self, Footnotes};
use crate::rules::{Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "note/undefined",
    severity: Severity::Warning,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds references such as `[^1]` to which no line `[^1]: …` belongs.

## Why
Readers look for a correction or a footnote that is not there.

## Example
```presscript
Minister Mustername: We have eleven ships.[^1]
```

## Use instead
```presscript
Minister Mustername: We have eleven ships.[^1]

[^1]: The ministry later said twelve.
```

## Fix
Adds an empty note behind the last one, to be written; or removes the reference.
",
    check: Check::Places(Places::of_text(footnotes::collect, report)),
};

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let text = document.analysis.text();
    let notes = Footnotes::of(document, noted);
    let defined: HashSet<&str> = notes
        .definitions
        .iter()
        .map(|note| note.id.as_str())
        .collect();
    let end = notes
        .definitions
        .last()
        .map_or(text.len(), |note| note.range.end);
    let line_break = text.line_break(0);
    let begins_line = end == text.line_start(text.line_of(end));
    let gap = if notes.definitions.is_empty() && !begins_line {
        2
    } else {
        1
    };
    let gap = line_break.repeat(gap);
    for reference in notes
        .references
        .iter()
        .filter(|note| !defined.contains(note.id.as_str()))
    {
        let id = &reference.id;
        findings
            .report(
                reference.range.clone(),
                format!("There is no note “{id}” in this file, so readers look for it in vain."),
            )
            .choice(
                format!("Add an empty note “{id}”"),
                [(end..end, format!("{gap}[^{id}]:"))],
            )
            .choice(
                "Remove the reference",
                [(reference.range.clone(), String::new())],
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_note_is_added_behind_the_others() {
        let text = "A B: One[^1] and two[^2].\n\n[^1]: One.\n\nC D: Three[^b].";
        check(
            "note/undefined",
            text,
            expect![[r#"
            1:21 "[^2]": There is no note “2” in this file, so readers look for it in vain.
              choice: Add an empty note “2” -> ["[^2]:"]
              choice: Remove the reference -> ["A B: One[^1] and two."]
            5:11 "[^b]": There is no note “b” in this file, so readers look for it in vain.
              choice: Add an empty note “b” -> ["[^b]:"]
              choice: Remove the reference -> ["C D: Three."]
        "#]],
        );
        check(
            "note/undefined",
            "A B: One[^1]",
            expect![[r#"
            1:9 "[^1]": There is no note “1” in this file, so readers look for it in vain.
              choice: Add an empty note “1” -> ["", "[^1]:"]
              choice: Remove the reference -> ["A B: One"]
        "#]],
        );
    }
}
