//! `label/unbalanced`: a bracket of a label never closes.

use crate::rules::{Check, Findings, FixKind, Rule, SegmentView, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/unbalanced",
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds speaker labels that open a bracket and do not close it before the colon.

## Why
Nobody can tell where the outlet ends, and tables of outlets get it wrong.

## Example
```presscript
Anna Example (FBC: Can you tell us more?
```

## Use instead
```presscript
Anna Example (FBC): Can you tell us more?
```

## Fix
Inserts the bracket before the colon.
",
    check: Check::Segment(check),
};

fn check(view: &SegmentView<'_>, findings: &mut Findings) {
    let Some(label) = view.segment.label().filter(|label| label.unclosed) else {
        return;
    };
    let text = view.slice(&label.range).trim_end();
    let end = label.range.start + text.len();
    let (opened, missing) = match text.rfind(['(', '[', '（', '【']) {
        Some(at) if text[at..].starts_with('[') => (at, "]"),
        Some(at) if text[at..].starts_with('（') => (at, "）"),
        Some(at) if text[at..].starts_with('【') => (at, "】"),
        Some(at) => (at, ")"),
        None => return,
    };
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    let bracket = label.range.start + opened;
    let width = text[opened..].chars().next().map_or(0, char::len_utf8);
    findings
        .report(
            end - last..end,
            format!("The closing `{missing}` is missing here, so the outlet runs into the colon."),
        )
        .related(bracket..bracket + width, "opened here")
        .unsafe_fix(
            format!("Insert `{missing}` before the colon"),
            [(end..end, missing.to_owned())],
        );
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_bracket_is_inserted() {
        check(
            "label/unbalanced",
            "Anna Example (FBC: Can you?\n",
            expect![[r#"
                1:17 "C": The closing `)` is missing here, so the outlet runs into the colon.
                  see 1:14 "(": opened here
                  fix: Insert `)` before the colon -> ["Anna Example (FBC): Can you?"]
            "#]],
        );
    }
}
