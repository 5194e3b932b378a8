//! `label/no-space`: the text starts right behind the colon.

use crate::model::segment::DelimiterKind;
use crate::model::vocabulary::is_unspaced;
use crate::rules::{Check, Findings, FixKind, Rule, SegmentView, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/no-space",
    severity: Severity::Warning,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds speaker labels whose colon has no space behind it.

## Why
Label and text run together; a search for the label misses the turn.

## Example
```presscript
Minister Mustername:I am glad to be here.
```

## Use instead
```presscript
Minister Mustername: I am glad to be here.
```

## Fix
Safe: inserts one space.
",
    check: Check::Segment(check),
};

fn check(view: &SegmentView<'_>, findings: &mut Findings) {
    let Some(line) = view.segment.speaker_line() else {
        return;
    };
    let Some(delimiter) = &line.delimiter else {
        return;
    };
    let end = delimiter.range.end;
    let said = &view.text[end..];
    // A quotation mark with white space behind it opens nothing: it is a speck of the scan.
    let quoted = said.trim_start_matches(['\'', '"', '“', '‘', '„', '«']);
    let glued = match delimiter.kind {
        DelimiterKind::Glued => !quoted.starts_with(|c: char| c.is_whitespace() || is_unspaced(c)),
        DelimiterKind::Spaced => {
            view.slice(&delimiter.range) == ":" && said.starts_with(char::is_alphanumeric)
        }
        DelimiterKind::Regular | DelimiterKind::Wrong => false,
    };
    if glued {
        findings
            .report(
                delimiter.range.clone(),
                "A space is missing behind the colon of this speaker label.",
            )
            .safe_fix(
                "Insert a space behind the colon",
                [(end..end, " ".to_owned())],
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_space_is_inserted() {
        check(
            "label/no-space",
            "Minister Mustername:I am glad.\n",
            expect![[r#"
            1:20 ":": A space is missing behind the colon of this speaker label.
              safe fix: Insert a space behind the colon -> ["Minister Mustername: I am glad."]
        "#]],
        );
    }

    #[test]
    fn an_opening_quotation_mark_is_text_and_a_speck_is_none() {
        check(
            "label/no-space",
            "Anna Example:“I am glad.”\n\nMax Muster:' And I.\n",
            expect![[r#"
                1:13 ":": A space is missing behind the colon of this speaker label.
                  safe fix: Insert a space behind the colon -> ["Anna Example: “I am glad.”"]
            "#]],
        );
    }

    #[test]
    fn chinese_needs_none() {
        check(
            "label/no-space",
            "毛宁：中方\n\n记者 ：问题\n\n毛宁:中方\n",
            expect![[""]],
        );
    }
}
