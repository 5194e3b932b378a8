//! `presscript explain`.

use expect_test::expect;
use presscript_analysis::rules::RULES;

use crate::support::Folder;

#[test]
fn a_rule_has_a_page() {
    expect![[r#"
        exit 0
        --- stdout
        label/no-space (warning, safe fix, since 0.1.0)

        What it does
        Finds speaker labels whose colon has no space behind it.

        Why
        Label and text run together; a search for the label misses the turn.

        Example
            Minister Mustername:I am glad to be here.

        Use instead
            Minister Mustername: I am glad to be here.

        Fix
        Safe: inserts one space.

        In presscript.toml
            [rules]
            "label/no-space" = "off"
        Other levels are "hint", "information", "warning" and "error"; { severity = "hint", ignore = ["some text"] } sets more.

        https://github.com/presscript/presscript/blob/main/server/analysis/RULES.md#labelno-space
    "#]]
    .assert_eq(
        &Folder::new::<&str>(&[])
            .run(&["explain", "label/no-space"])
            .text(),
    );
}

#[test]
fn every_rule_is_listed_on_one_line() {
    let ran = Folder::new::<&str>(&[]).run(&["explain"]);
    assert_eq!(ran.code, Some(0));
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), RULES.len());
    for (line, rule) in lines.iter().zip(RULES) {
        assert!(line.starts_with(rule.code), "{line}");
        let level = if rule.enabled {
            rule.severity.name()
        } else {
            "off"
        };
        assert!(line.contains(level), "{line}");
    }
}

#[test]
fn an_unknown_code_brings_the_nearest_one() {
    let folder = Folder::new::<&str>(&[]);
    for code in ["label/nospace", "no-space", "lable/no-space"] {
        let ran = folder.run(&["explain", code]);
        assert_eq!(
            ran.text(),
            format!(
                "exit 2\n--- stderr\npresscript: there is no rule `{code}`; did you mean `label/no-space`?\n"
            )
        );
    }
    let ran = folder.run(&["explain", "zzzzzzzzzzzz"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("`presscript explain` lists them all"),
        "{}",
        ran.stderr
    );
}
