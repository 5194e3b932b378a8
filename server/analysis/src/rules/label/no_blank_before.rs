//! `label/no-blank-before`: a turn directly under the line before it.

use crate::model::label_form::{Generic, LabelForm};
use crate::model::segment::{LineKind, Segment, SegmentKind};
use crate::rules::habit::is_exception;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Noted, Places, Rule, SegmentView, Severity,
    Tally,
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
    check: Check::Places(Places::with_labels(collect, report)),
};

/// The end of a segment that is no blank line.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let kind = match last_line(view.segment) {
        LineKind::Blank => return,
        LineKind::Text | LineKind::Speaker | LineKind::Stage => SPEECH,
        _ => OTHER,
    };
    let line_break = view.text.trim_end_matches(['\n', '\r']).len();
    tally.spot(kind, line_break..view.text.len());
}

const SPEECH: usize = 0;
const OTHER: usize = 1;

fn report(document: &DocumentView<'_>, ends: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    let turns = |noted: &Noted<'_>| model.turn_of_segment(noted.index + 1);
    let first = model.turns.get(0);
    let has_above = model.turns.len() - usize::from(first.is_some_and(|first| first.segment == 0));
    let apart = has_above - ends.segments().iter().filter_map(turns).count();
    let mut close = Vec::new();
    for noted in ends.segments() {
        let is_speech = ends.spots(noted).any(|spot| spot.kind() == SPEECH);
        let turn = turns(noted).filter(|_| is_speech && !is_metadata(noted.segment));
        close.extend(turn.filter(|&turn| labels.is_confirmed(turn)));
        if close.len() > apart.max(1) {
            return;
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
