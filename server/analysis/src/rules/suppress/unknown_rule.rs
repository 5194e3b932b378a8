//! `suppress/unknown-rule`: a directive that names a rule that does not exist.

use strsim::osa_distance;

use crate::rules::{Check, DirectiveView, Findings, FixKind, RULES, Rule, Severity, rule};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "suppress/unknown-rule",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds names in directives that no rule has.

## Why
The directive does nothing, and the finding that it was written for stays.

## Example
```presscript
%% presscript-ignore label/nospace: as published
Minister Mustername:I am glad to be here.
```

## Use instead
```presscript
%% presscript-ignore label/no-space: as published
Minister Mustername:I am glad to be here.
```

## Fix
Puts the rule's name that is nearest.
",
    check: Check::Directive(check),
};

fn check(view: &DirectiveView<'_>, findings: &mut Findings) {
    for code in &view.directive.codes {
        if rule(&code.text).is_some() {
            continue;
        }
        match nearest(&code.text) {
            Some(known) => {
                findings
                    .report(
                        code.range.clone(),
                        format!(
                            "There is no rule “{}”; “{known}” is the nearest.",
                            code.text
                        ),
                    )
                    .unsafe_fix(
                        format!("Replace it by {known}"),
                        [(code.range.clone(), known.to_owned())],
                    );
            }
            None => {
                findings.report(
                    code.range.clone(),
                    format!(
                        "There is no rule “{}”, so this suppresses nothing.",
                        code.text
                    ),
                );
            }
        }
    }
}

/// The rule whose code, or the part of it behind the slash, takes the fewest changes; at most a third of its letters.
fn nearest(code: &str) -> Option<&'static str> {
    let name = |code: &'static str| code.split_once('/').map_or(code, |(_, name)| name);
    RULES
        .iter()
        .map(|rule| {
            let distance = osa_distance(code, rule.code).min(osa_distance(code, name(rule.code)));
            (distance, rule.code)
        })
        .min()
        .filter(|(distance, known)| distance * 3 <= name(known).len())
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_nearest_is_offered() {
        let text = "%% presscript-ignore label/nospace, unanswerd, spelling/none: as published\nMinister Mustername: Hello.\n";
        check(
            "suppress/unknown-rule",
            text,
            expect![[r#"
            1:22 "label/nospace": There is no rule “label/nospace”; “label/no-space” is the nearest.
              fix: Replace it by label/no-space -> ["%% presscript-ignore label/no-space, unanswerd, spelling/none: as published"]
            1:37 "unanswerd": There is no rule “unanswerd”; “qa/unanswered” is the nearest.
              fix: Replace it by qa/unanswered -> ["%% presscript-ignore label/nospace, qa/unanswered, spelling/none: as published"]
            1:48 "spelling/none": There is no rule “spelling/none”, so this suppresses nothing.
        "#]],
        );
    }
}
