//! `suppress/unused`: a directive that suppresses nothing.

use crate::rules::{Check, DirectiveView, Findings, FixKind, Rule, Severity, rule};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "suppress/unused",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds rules in a directive that find nothing in what the directive covers.

## Why
A directive that outlived its finding would hide the next one.

## Example
```presscript
%% presscript-ignore label/no-space: as published
Minister Mustername: I am glad to be here.
```

## Use instead
```presscript
Minister Mustername: I am glad to be here.
```

## Fix
Removes the rule, or the line when it names no other.
",
    check: Check::Directive(check),
};

fn check(view: &DirectiveView<'_>, findings: &mut Findings) {
    for (at, code) in view.directive.codes.iter().enumerate() {
        if view.used[at] || rule(&code.text).is_none() {
            continue;
        }
        let report = findings.report(
            code.range.clone(),
            format!(
                "This directive suppresses nothing: {} finds nothing here.",
                code.text
            ),
        );
        let codes = &view.directive.codes;
        if codes.len() == 1 {
            report.unsafe_fix("Remove the directive", [(view.line.clone(), String::new())]);
            continue;
        }
        let range = match codes.get(at + 1) {
            Some(next) => code.range.start..next.range.start,
            None => codes[at - 1].range.end..code.range.end,
        };
        report.unsafe_fix("Remove the rule", [(range, String::new())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn each_rule_is_looked_at() {
        let text = "Chair: One.\n\n%% presscript-ignore label/empty, label/no-space, label/unbalanced: as published\nMinister Mustername:I am glad.\n";
        check(
            "suppress/unused",
            text,
            expect![[r#"
            3:22 "label/empty": This directive suppresses nothing: label/empty finds nothing here.
              fix: Remove the rule -> ["%% presscript-ignore label/no-space, label/unbalanced: as published"]
            3:51 "label/unbalanced": This directive suppresses nothing: label/unbalanced finds nothing here.
              fix: Remove the rule -> ["%% presscript-ignore label/empty, label/no-space: as published"]
        "#]],
        );
    }

    #[test]
    fn rules_that_do_not_exist_are_another_matter() {
        let text =
            "%% presscript-ignore label/nospace: as published\nMinister Mustername:I am glad.\n";
        check("suppress/unused", text, expect![[""]]);
    }
}
