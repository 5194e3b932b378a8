//! `cast/invalid-entry`: an entry of the cast that can't be read.

use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "cast/invalid-entry",
    severity: Severity::Error,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds what can't be read in the cast of the front matter: an entry without a name, a key or an attribute that
entries don't have, a value of the wrong kind.

## Why
What can't be read counts for nothing: labels of that person are unknown, and nobody sees why.

## Example
```presscript
---
cast:
  - Max Mustername {principal lang=de}
  - name: Anna Example
    oulet: FBC
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
cast:
  - Max Mustername {principal}
  - name: Anna Example
    outlet: FBC
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
None: only you know what is meant.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    for problem in &document.analysis.model().context.cast.problems {
        findings.report(problem.range.clone(), problem.message.as_str());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn each_problem_has_its_own_place() {
        check(
            "cast/invalid-entry",
            "---\ncast:\r\n  - Ä Example {principal lang=de}\r\n  - [Max]\r\n  - name: Dora\r\n    oulet: FBC\r\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                3:26 "lang=de": “lang” is no attribute of a cast entry; a role, opening and aka=… are.
                4:5 "[Max]": An entry is one person: a text such as `Anna Example (FBC)`, or keys such as `name: …`, but no list.
                6:5 "oulet": “oulet” is no key of a cast entry; it can have name, title, outlet, honorific, aka, role, opening.
            "#]],
        );
        check(
            "cast/invalid-entry",
            "---\ncast: Anna Example\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:7 "Anna Example": The cast is a list: each person stands on a line of its own behind a hyphen, or all of them in [ ] with commas between.
            "#]],
        );
    }
}
