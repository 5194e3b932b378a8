//! `meta/invalid-front-matter`: front matter that is no YAML, or has a key twice.

use std::collections::HashMap;

use crate::model::front_matter::Key;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "meta/invalid-front-matter",
    severity: Severity::Error,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds where the front matter stops being YAML, and keys that it has twice.

## Why
What follows the mistake can't be read: the cast and the language are as if they weren't there.

## Example
```presscript
---
title: Harbours: what now?
date: 2022-03-01
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
title: 'Harbours: what now?'
date: 2022-03-01
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
None.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let front_matter = &document.analysis.model().context.front_matter;
    for problem in &front_matter.problems {
        findings.report(problem.range.clone(), problem.message.as_str());
    }
    let mut known: HashMap<&str, &Key> = HashMap::new();
    for key in &front_matter.keys {
        let first = *known.entry(&key.name).or_insert(key);
        if first.range != key.range {
            findings
                .report(
                    key.range.clone(),
                    format!(
                        "“{}” stands here twice; only the first one counts.",
                        key.name
                    ),
                )
                .related(first.range.clone(), "the first one");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn mistakes_are_told_where_they_are() {
        check(
            "meta/invalid-front-matter",
            "---\ndate: 2022-03-01\ntitle: Ä: b\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                3:9 ": b": A colon with a space behind it can’t stand in a value; put the value in quotation marks.
            "#]],
        );
        check(
            "meta/invalid-front-matter",
            "---\ntitle: A\r\n\tcast: B\r\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                3:2 "cast: B": This line is indented with a tab; YAML wants spaces.
            "#]],
        );
        check(
            "meta/invalid-front-matter",
            "---\ntitle: \"A\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:8 "\"A": This quotation mark is never closed.
            "#]],
        );
        check(
            "meta/invalid-front-matter",
            "---\n- a\n- b\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:1 "- a\n- b": The front matter must be keys with values, such as `title: …`.
            "#]],
        );
        check(
            "meta/invalid-front-matter",
            "---\ntitle: A\nlang: en\ntitle: B\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                4:1 "title": “title” stands here twice; only the first one counts.
                  see 2:1 "title": the first one
            "#]],
        );
    }

    #[test]
    fn empty_and_valid_ones_are_right() {
        check(
            "meta/invalid-front-matter",
            "---\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
        check(
            "meta/invalid-front-matter",
            "---\n# nothing\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
        check(
            "meta/invalid-front-matter",
            "---\ntitle: 'A: b'\ncast:\n- a\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
    }
}
