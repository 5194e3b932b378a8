//! `label/wrong-colon`: a full-width colon in Latin text, or the reverse.

use std::ops::Range;

use crate::rules::habit::is_exception;
use crate::rules::script::is_full_width_turn;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Reads, Rule, SegmentView, Severity, digest,
    each_segment,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/wrong-colon",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels with the full-width colon `：` where the other turns have `:`, and the reverse. Chinese
and Japanese turns are compared with each other, and so are all others: both kinds may stand in one file.

## Why
A search for `Label:` misses the turn, and the wide colon tears a hole into a Latin line.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername： The council does.

Anna Example (FBC): When?
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): When?
```

## Fix
Safe: replaces the colon by the other one, and adds the space that then belongs behind it.
",
    check: Check::Document(Reads::Segments(reads), check),
};

/// So many colons of the other kind make a habit.
const HABIT: usize = 2;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let (mut wide_script, mut others) = (Colons::default(), Colons::default());
    each_segment(analysis, |start, view| {
        let Some(line) = view.segment.speaker_line() else {
            return;
        };
        let Some(delimiter) = line.delimiter.as_ref().filter(|_| line.label.is_some()) else {
            return;
        };
        let colons = if is_full_width_turn(&view, line) {
            &mut wide_script
        } else {
            &mut others
        };
        let place = start + delimiter.range.start..start + delimiter.range.end;
        match view.slice(&delimiter.range) {
            ":" => colons.narrow.push(place),
            "：" => colons.wide.push(place),
            _ => {}
        }
    });
    if others.narrow.len() >= HABIT && is_exception(others.wide.len(), others.narrow.len()) {
        for colon in others.wide {
            let glued = analysis
                .slice(colon.end..colon.end + 4)
                .starts_with(|c: char| !c.is_whitespace());
            let narrow = if glued { ": " } else { ":" };
            findings
                .report(
                    colon.clone(),
                    "This colon is a full-width one, unlike those of the other labels.",
                )
                .safe_fix("Replace it by `:`", [(colon, narrow.to_owned())]);
        }
    }
    if wide_script.wide.len() >= HABIT
        && is_exception(wide_script.narrow.len(), wide_script.wide.len())
    {
        for colon in wide_script.narrow {
            findings
                .report(
                    colon.clone(),
                    "This colon is not a full-width one, unlike those of the other labels.",
                )
                .safe_fix("Replace it by `：`", [(colon, "：".to_owned())]);
        }
    }
}

/// What is read of a segment: its script, and whether the text touches the colon.
fn reads(view: &SegmentView<'_>) -> u64 {
    let line = view.segment.speaker_line();
    digest(line.map(|line| {
        let end = line
            .delimiter
            .as_ref()
            .map_or(line.body, |mark| mark.range.end);
        let glued = view.text[end..].starts_with(|c: char| !c.is_whitespace());
        (is_full_width_turn(view, line), glued)
    }))
}

/// Where the colons of both kinds are, in bytes of the document.
#[derive(Default)]
struct Colons {
    narrow: Vec<Range<usize>>,
    wide: Vec<Range<usize>>,
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_colon_of_the_other_turns_is_put_in() {
        let text = "A B: one\n\nC D：two\n\nA B: three\n\nC D：\n\nfour\n\nA B: five\n\n毛宁：中方\n\nC D: six\n\nA B: seven\n\nC D: eight\n\nA B: nine\n\nA B: ten\n";
        check(
            "label/wrong-colon",
            text,
            expect![[r#"
            3:4 "：": This colon is a full-width one, unlike those of the other labels.
              safe fix: Replace it by `:` -> ["C D: two"]
            7:4 "：": This colon is a full-width one, unlike those of the other labels.
              safe fix: Replace it by `:` -> ["C D:"]
        "#]],
        );
    }

    #[test]
    fn chinese_turns_have_the_wide_one() {
        let text = "毛宁：中方\n\n记者：问题\n\nCNN:中方\n\n毛宁：中方\n\nBloomberg: Why?\n";
        check(
            "label/wrong-colon",
            text,
            expect![[r#"
            5:4 ":": This colon is not a full-width one, unlike those of the other labels.
              safe fix: Replace it by `：` -> ["CNN：中方"]
        "#]],
        );
    }

    #[test]
    fn a_house_with_narrow_colons_means_them() {
        check(
            "label/wrong-colon",
            "毛宁: 中方\n\n记者: 问题\n\n毛宁：中方\n",
            expect![[""]],
        );
        check(
            "label/wrong-colon",
            "A B：one\n\nC D：two\n\nA B: three\n",
            expect![[""]],
        );
    }
}
