//! `label/extra-space`: more space behind the colon than this file's labels have.

use std::collections::HashMap;

use crate::rules::habit::is_exception;
use crate::rules::{Check, DocumentView, Findings, FixKind, Rule, Severity, each_segment};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/extra-space",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds colons with more space behind them than the other labels of the file have. House styles with
two spaces behind every colon are respected.

## Why
One label with two spaces among many with one is a slip, and shows in print.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername:  The council does.

Anna Example (FBC): When?

Minister Mustername: On Friday.

Anna Example (FBC): Where?
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): When?

Minister Mustername: On Friday.

Anna Example (FBC): Where?
```

## Fix
Safe: leaves as much space as usual.
",
    check: Check::Document(check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let mut gaps = Vec::new();
    let mut widths: HashMap<usize, usize> = HashMap::new();
    each_segment(analysis, |start, view| {
        let Some(line) = view.segment.speaker_line() else {
            return;
        };
        let Some(delimiter) = line.delimiter.as_ref().filter(|_| line.label.is_some()) else {
            return;
        };
        let colon = view.slice(&delimiter.range);
        let body = &view.text[line.body..];
        let gap = line
            .attributes
            .last()
            .map_or(delimiter.range.end, |last| last.range.end)..line.body;
        if !colon.ends_with([':', ';']) || body.is_empty() || body.starts_with(['\n', '\r']) {
            return;
        }
        let space = &view.text[gap.clone()];
        if space.contains('}') || !space.chars().all(char::is_whitespace) {
            return;
        }
        let width = space.chars().count();
        *widths.entry(width).or_default() += 1;
        gaps.push((start + gap.start..start + gap.end, width));
    });
    let habits = widths
        .iter()
        .filter(|&(&width, &times)| width == 1 || times > 2);
    let usual = habits.max_by_key(|&(&width, &times)| (times, std::cmp::Reverse(width)));
    let (&usual, &times) = usual.unwrap_or((&1, &0));
    let wider = gaps.iter().filter(|(_, width)| *width > usual).count();
    if !is_exception(wider, times) {
        return;
    }
    for (gap, width) in gaps.into_iter().filter(|(_, width)| *width > usual) {
        let space = " ".repeat(usual);
        let spaces = if usual == 1 { "space" } else { "spaces" };
        findings
            .report(
                gap.clone(),
                format!(
                    "This label has {width} spaces behind its colon where the others have {usual}."
                ),
            )
            .safe_fix(format!("Leave {usual} {spaces}"), [(gap, space)]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_exception_is_found() {
        let text = "A B: one\n\nC D: two\n\nA B: three\n\nC D: four\n\nA B:   five\n";
        check(
            "label/extra-space",
            text,
            expect![[r#"
            9:5 "   ": This label has 3 spaces behind its colon where the others have 1.
              safe fix: Leave 1 space -> ["A B: five"]
        "#]],
        );
    }

    #[test]
    fn a_house_that_puts_two_spaces_means_it() {
        let text = "MR. A:  one\n\nMS. B:  two\n\nMR. A:  three\n\nMS. B:  four\n\nMR. A: five\n";
        check("label/extra-space", text, expect![[""]]);
    }

    #[test]
    fn without_a_clear_habit_nothing_is_said() {
        let text = "A B: one\n\nC D:  two\n\nA B: three\n\nC D:  four\n";
        check("label/extra-space", text, expect![[""]]);
    }
}
