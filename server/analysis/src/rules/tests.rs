//! What holds for every rule, and the helper that the rules' own tests use.

use std::fmt::Write as _;

use expect_test::Expect;

use super::{Diagnostic, FixKind, RULES, Safety, rule};
use crate::{Analysis, Encoding, Text};

/// Runs one rule over `text` and compares what it finds: each finding with the text it points at,
/// its fixes, and the text after the first fix.
pub fn check(code: &str, text: &str, expect: Expect) {
    assert!(rule(code).is_some(), "{code} is not in the registry");
    let analysis = Analysis::of(text);
    let mut out = String::new();
    for diagnostic in analysis
        .diagnostics()
        .iter()
        .filter(|diagnostic| diagnostic.code == code)
    {
        render(&analysis, diagnostic, &mut out);
    }
    expect.assert_eq(&out);
}

fn render(analysis: &Analysis, diagnostic: &Diagnostic, out: &mut String) {
    let at = |byte| {
        let position = analysis.text().position(byte, Encoding::Utf32);
        format!("{}:{}", position.line + 1, position.column + 1)
    };
    let range = &diagnostic.range;
    writeln!(
        out,
        "{} {:?}: {}",
        at(range.start),
        analysis.slice(range.clone()),
        diagnostic.message
    )
    .unwrap();
    for (range, note) in &diagnostic.related {
        writeln!(
            out,
            "  see {} {:?}: {note}",
            at(range.start),
            analysis.slice(range.clone())
        )
        .unwrap();
    }
    for fix in &diagnostic.fixes {
        let fixed = applied(analysis.text(), &fix.edits);
        let lines: Vec<&str> = fixed.lines().collect();
        let old = analysis.text().to_string();
        let changed: Vec<&str> = lines
            .into_iter()
            .filter(|line| !old.lines().any(|known| known == *line))
            .collect();
        let safe = if fix.safety == Safety::Safe {
            "safe fix"
        } else {
            "fix"
        };
        writeln!(out, "  {safe}: {} -> {changed:?}", fix.title).unwrap();
    }
}

/// The text after `edits`, which are in order.
pub fn applied(text: &Text, edits: &[crate::Edit]) -> String {
    let mut text = text.clone();
    for edit in edits.iter().rev() {
        text.apply(edit);
    }
    text.to_string()
}

#[test]
fn codes_are_unique_sorted_and_well_formed() {
    for pair in RULES.windows(2) {
        assert!(
            pair[0].code < pair[1].code,
            "{} before {}",
            pair[0].code,
            pair[1].code
        );
    }
    for rule in RULES {
        let (area, name) = rule.code.split_once('/').expect(rule.code);
        assert!(
            ["label", "note", "typo", "qa", "suppress"].contains(&area),
            "{area}"
        );
        assert!(
            name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{name}"
        );
    }
}

#[test]
fn documentation_has_its_parts_and_its_examples_are_true() {
    for rule in RULES {
        for heading in [
            "## What it does\n",
            "## Why\n",
            "## Example\n",
            "## Use instead\n",
            "## Fix\n",
        ] {
            assert_eq!(
                rule.doc.matches(heading).count(),
                1,
                "{}: {heading}",
                rule.code
            );
        }
        let (wrong, right) = rule.doc.split_once("## Use instead").unwrap();
        let found = |part: &str| {
            examples(part)
                .iter()
                .flat_map(|text| Analysis::of(text).diagnostics().to_vec())
                .any(|d| d.code == rule.code)
        };
        assert!(found(wrong), "{}: the example is not found", rule.code);
        assert!(
            !examples(right).is_empty() && !found(right),
            "{}: the better text is found as well",
            rule.code
        );
    }
}

#[test]
fn fixes_are_of_the_kind_that_the_rule_declares() {
    for rule in RULES {
        let example = &examples(rule.doc)[0];
        let analysis = Analysis::of(example);
        for diagnostic in analysis
            .diagnostics()
            .iter()
            .filter(|diagnostic| diagnostic.code == rule.code)
        {
            match rule.fix {
                FixKind::None => assert!(diagnostic.fixes.is_empty(), "{}", rule.code),
                FixKind::Safe => assert!(
                    diagnostic
                        .fixes
                        .iter()
                        .any(|fix| fix.safety == Safety::Safe),
                    "{}",
                    rule.code
                ),
                FixKind::Unsafe => {
                    assert!(!diagnostic.fixes.is_empty(), "{}", rule.code);
                    assert!(
                        diagnostic
                            .fixes
                            .iter()
                            .all(|fix| fix.safety == Safety::Unsafe),
                        "{}",
                        rule.code
                    );
                }
            }
        }
    }
}

#[test]
fn the_first_fix_of_an_example_removes_the_finding_and_a_safe_one_no_word() {
    for rule in RULES {
        let example = &examples(rule.doc)[0];
        let analysis = Analysis::of(example);
        let findings = |analysis: &Analysis| {
            analysis
                .diagnostics()
                .iter()
                .filter(|d| d.code == rule.code)
                .count()
        };
        let Some(fix) = analysis
            .diagnostics()
            .iter()
            .find(|d| d.code == rule.code)
            .and_then(|d| d.fixes.first())
        else {
            continue;
        };
        let fixed = applied(analysis.text(), &fix.edits);
        assert!(
            findings(&Analysis::of(&fixed)) < findings(&analysis),
            "{}: {fixed}",
            rule.code
        );
        if fix.safety == Safety::Safe {
            let bare = |text: &str| {
                text.chars()
                    .filter(|c| !c.is_whitespace())
                    .collect::<String>()
            };
            assert_eq!(bare(&fixed), bare(example), "{}", rule.code);
        }
    }
}

fn examples(doc: &str) -> Vec<String> {
    doc.split("```presscript\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}
