//! `cast/role-invalid`: a role in the cast that is none.

use strsim::osa_distance;

use crate::model::Role;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "cast/role-invalid",
    severity: Severity::Error,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds words in the place of a role that are no role: an entry can be `principal`, `moderator`, `press` or
`interpreter`, and have `opening`.

## Why
A role that nobody knows counts for nothing, and the role is guessed again.

## Example
```presscript
---
cast:
  - Max Mustername {principle}
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
cast:
  - Max Mustername {principal}
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
Offers the roles, the nearest first.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    for role in &analysis.model().context.cast.unknown_roles {
        let problem = role.problem();
        let word = &role.word;
        let mut words: Vec<&str> = Role::DECLARED.map(Role::name).to_vec();
        words.extend(role.attribute.then_some("opening"));
        words.sort_by_key(|known| osa_distance(known, &word.text));
        let is_there = analysis.slice(word.range.clone()) == word.text;
        let mut report = findings.report(problem.range, problem.message);
        for known in words.into_iter().filter(|_| is_there) {
            report = report.choice(
                format!("Replace it by {known}"),
                [(word.range.clone(), known.to_owned())],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_nearest_is_first() {
        check(
            "cast/role-invalid",
            "---\ncast:\n  - Max Mustername {openning}\n  - {name: Anna Example, role: pres}\n  - \"Dora\\x20{boss}\"\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                3:21 "openning": “openning” is no role; a cast entry can have principal, moderator, press, interpreter, opening.
                  choice: Replace it by opening -> ["  - Max Mustername {opening}"]
                  choice: Replace it by principal -> ["  - Max Mustername {principal}"]
                  choice: Replace it by moderator -> ["  - Max Mustername {moderator}"]
                  choice: Replace it by press -> ["  - Max Mustername {press}"]
                  choice: Replace it by interpreter -> ["  - Max Mustername {interpreter}"]
                4:32 "pres": “pres” is no role; a cast entry can have principal, moderator, press, interpreter.
                  choice: Replace it by press -> ["  - {name: Anna Example, role: press}"]
                  choice: Replace it by principal -> ["  - {name: Anna Example, role: principal}"]
                  choice: Replace it by moderator -> ["  - {name: Anna Example, role: moderator}"]
                  choice: Replace it by interpreter -> ["  - {name: Anna Example, role: interpreter}"]
                5:5 "\"Dora\\x20{boss}\"": “boss” is no role; a cast entry can have principal, moderator, press, interpreter, opening.
            "#]],
        );
    }
}
