//! `label/empty`: a turn in which nothing is said.

use std::ops::Range;

use crate::model::Model;
use crate::model::segment::{LineKind, Segment};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/empty",
    severity: Severity::Error,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds speaker labels with no text and no stage line behind them, before the next label or the end.

## Why
The words are lost, or stand under the wrong name.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername:

Anna Example (FBC): When?
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): When?
```

## Fix
Removes the label, where nothing was said indeed; or takes away the next one, where the text below is
this speaker's.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// A turn in which nothing is said.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    if is_empty(view.segment) {
        tally.spot(0, 0..view.segment.len);
    }
}

fn report(document: &DocumentView<'_>, empty: &Gathered<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let labels = document.labels();
    if !labels.has_conversation() {
        return;
    }
    let turns = empty
        .segments()
        .iter()
        .filter_map(|noted| model.turn_of_segment(noted.index));
    for turn in turns {
        let next_is_sure = turn + 1 == model.turns.len() || labels.is_confirmed(turn + 1);
        if !labels.is_confirmed(turn) || !next_is_sure {
            continue;
        }
        let report = findings.report(
            model.label_range(turn),
            "Nothing is said under this label; its text is missing or stands elsewhere.",
        );
        let speaker = model.turns[turn].speaker;
        let next = model.turns.get(turn + 1);
        if speaker.is_some() && next.is_some_and(|next| next.speaker == speaker) {
            let title = "Merge with the next turn, which has the same speaker";
            report.choice(title, [(label_lines(model, turn), String::new())]);
            continue;
        }
        let report = report.choice(
            "Remove this label",
            [(label_lines(model, turn), String::new())],
        );
        if let Some((between, next)) = to_next_text(model, turn) {
            let title = format!("Give it the text below, without the label “{next}”");
            report.choice(title, [(between, String::new())]);
        }
    }
}

/// The speaker line of an empty turn and the blank lines below, in bytes of the document; comments stay.
fn label_lines(model: &Model, turn: usize) -> Range<usize> {
    let placed = model.turn_segment(turn);
    let mut lines = placed.segment.lines.iter();
    let from = lines.find(|line| line.kind == LineKind::Speaker);
    let to = lines.find(|line| line.kind != LineKind::Blank);
    let from = from.map_or(0, |line| line.range.start);
    placed.start + from..placed.start + to.map_or(placed.segment.len, |line| line.range.start)
}

/// All from the end of an empty turn's label to the end of the next one's, and what that one is. None
/// where more than blank lines stand between.
fn to_next_text(model: &Model, turn: usize) -> Option<(Range<usize>, &str)> {
    let next = (turn + 1 < model.turns.len()).then_some(turn + 1)?;
    let apart = model.turns[next].segment - model.turns[turn].segment > 1;
    if apart || model.turn_segment(turn).segment.content_lines().count() > 1 {
        return None;
    }
    let end = |turn: usize| {
        let placed = model.turn_segment(turn);
        let line = placed.segment.speaker_line()?;
        let end = line.delimiter.as_ref()?.range.end;
        Some(placed.start + end)
    };
    let label = model.turn_segment(next).segment.label()?;
    Some((end(turn)?..end(next)?, &label.text))
}

fn is_empty(segment: &Segment) -> bool {
    let Some(line) = segment
        .speaker_line()
        .filter(|line| line.delimiter.is_some())
    else {
        return false;
    };
    segment.content_lines().all(|content| match content.kind {
        LineKind::Speaker => line.body >= content.range.end,
        LineKind::Comment | LineKind::Directive(_) => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_label_is_removed_or_merged() {
        let text = "Anna Example (FBC):\n\nMax Mustername: Two.\n\nMax Mustername:  \nMax Mustername: Three.\n";
        check(
            "label/empty",
            text,
            expect![[r#"
                1:1 "Anna Example (FBC)": Nothing is said under this label; its text is missing or stands elsewhere.
                  choice: Remove this label -> []
                  choice: Give it the text below, without the label “Max Mustername” -> ["Anna Example (FBC): Two."]
                5:1 "Max Mustername": Nothing is said under this label; its text is missing or stands elsewhere.
                  choice: Merge with the next turn, which has the same speaker -> []
            "#]],
        );
    }

    #[test]
    fn comments_stay() {
        let text = "Anna Example (FBC): One?\n\nMax Mustername:\n%% Ask him.\n\nAnna Example (FBC): Two?\n";
        check(
            "label/empty",
            text,
            expect![[r#"
            3:1 "Max Mustername": Nothing is said under this label; its text is missing or stands elsewhere.
              choice: Remove this label -> []
        "#]],
        );
    }

    #[test]
    fn text_and_stage_lines_below_fill_a_turn() {
        let text =
            "ANNA EXAMPLE:\n\nOne.\n\nMAX MUSTERNAME:\n[Laughter.]\n\nANNA EXAMPLE: (Laughs.)\n";
        check("label/empty", text, expect![[""]]);
    }

    #[test]
    fn a_doubtful_label_below_may_be_the_text() {
        let text = "ANNA EXAMPLE:\n\nOne point first: two.\n\nANNA EXAMPLE:\n\nPoint: three.\n\nANNA EXAMPLE: Four.\n";
        check("label/empty", text, expect![[""]]);
    }
}
