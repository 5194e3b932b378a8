//! `suppress/no-reason`: a directive that does not say why.

use crate::rules::{Check, DirectiveView, Findings, FixKind, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "suppress/no-reason",
    severity: Severity::Warning,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds directives without a reason behind the colon.

## Why
Whoever reads the transcript next should know why a finding was set aside.

## Example
```presscript
%% presscript-ignore label/no-space
Minister Mustername:I am glad to be here.
```

## Use instead
```presscript
%% presscript-ignore label/no-space: as published
Minister Mustername:I am glad to be here.
```

## Fix
None: only you know the reason.
",
    check: Check::Directive(check),
};

fn check(view: &DirectiveView<'_>, findings: &mut Findings) {
    if view.directive.reason.is_none() {
        findings.report(
            view.directive.range.clone(),
            "This directive gives no reason; add a colon and say why the finding is set aside.",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_reason_is_asked_for() {
        check(
            "suppress/no-reason",
            "%% presscript-ignore label/no-space\nMinister X:I am.\n",
            expect![[r#"
            1:4 "presscript-ignore label/no-space": This directive gives no reason; add a colon and say why the finding is set aside.
        "#]],
        );
    }
}
