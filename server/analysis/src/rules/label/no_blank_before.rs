//! `label/no-blank-before`: a turn directly under the line before it.

use crate::model::label_form::{Generic, LabelForm};
use crate::model::segment::{LineKind, Segment, SegmentKind};
use crate::rules::habit::is_exception;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Reads, Rule, SegmentView, Severity, digest,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/no-blank-before",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds turns that begin directly under another line in files whose turns are set apart by blank lines.

## Why
Web sites make paragraphs of blank lines; without one, two speakers share a paragraph.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.
Anna Example (FBC): When?

Minister Mustername: On Friday.

Anna Example (FBC): Where?

Minister Mustername: In the town hall.
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): When?

Minister Mustername: On Friday.

Anna Example (FBC): Where?

Minister Mustername: In the town hall.
```

## Fix
Safe: inserts a blank line.
",
    check: Check::Document(Reads::Segments(reads), check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    let mut close = Vec::new();
    let mut apart = 0;
    for (turn, of) in model.turns.iter().enumerate() {
        let Some(before) = of.segment.checked_sub(1) else {
            continue;
        };
        match last_line(model.segments.at(before).segment) {
            LineKind::Blank => apart += 1,
            LineKind::Text | LineKind::Speaker | LineKind::Stage
                if !is_metadata(model.segments.at(before).segment) && labels.is_confirmed(turn) =>
            {
                close.push(turn);
            }
            _ => {}
        }
    }
    if !is_exception(close.len(), apart) {
        return;
    }
    for turn in close {
        let label = model.label_range(turn);
        // A turn that begins under another line is not in the first one.
        let number = analysis.text().line_of(label.start);
        let line = analysis.text().line_start(number);
        let line_break = analysis.text().line_break(number.saturating_sub(1));
        findings
            .report(
                label,
                "This turn begins right under another line; a blank line sets the other turns apart.",
            )
            .safe_fix("Insert a blank line", [(line..line, line_break.to_owned())]);
    }
}

/// What is read of a segment: how it ends.
fn reads(view: &SegmentView<'_>) -> u64 {
    let last = std::mem::discriminant(last_line(view.segment));
    let line_break = view.text.trim_end_matches(['\n', '\r']).len();
    digest((last, &view.text[line_break..]))
}

fn last_line(segment: &Segment) -> &LineKind {
    let last = segment.kind_above(segment.lines.len());
    last.unwrap_or(&LineKind::Blank)
}

/// Whether a segment is a line such as `Date: 4 March`, of which several stand together.
fn is_metadata(segment: &Segment) -> bool {
    match &segment.kind {
        SegmentKind::Turn(line) => line
            .label
            .as_ref()
            .is_some_and(|label| LabelForm::of(label).generic == Some(Generic::Metadata)),
        SegmentKind::FrontMatter(_) | SegmentKind::Heading(_) => true,
        SegmentKind::Unattributed => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_blank_line_is_inserted() {
        let text = "A B: one\r\n\r\nC D: two\r\n[Laughter.]\r\nA B: three\r\n\r\nC D: four\r\n\r\nA B: five\r\n\r\nC D: six\r\n";
        check(
            "label/no-blank-before",
            text,
            expect![[r#"
            5:1 "A B": This turn begins right under another line; a blank line sets the other turns apart.
              safe fix: Insert a blank line -> []
        "#]],
        );
    }

    #[test]
    fn files_without_blank_lines_are_left_alone() {
        let text = "A B: one\nC D: two\nA B: three\nC D: four\n\nA B: five\n";
        check("label/no-blank-before", text, expect![[""]]);
    }

    #[test]
    fn a_line_that_may_be_no_turn_is_left_alone() {
        let text =
            "A B: one\n\nC D: two\n\nA B: three and\nIn Texas: four\n\nC D: five\n\nA B: six\n";
        check("label/no-blank-before", text, expect![[""]]);
    }
}
