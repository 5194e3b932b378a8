//! `label/empty`: a turn in which nothing is said.

use crate::model::Model;
use crate::model::segment::LineKind;
use crate::rules::{Check, DocumentView, Findings, FixKind, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/empty",
    severity: Severity::Error,
    fix: FixKind::Unsafe,
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
Removes the label, where nothing was said indeed.
",
    check: Check::Document(check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    if !labels.has_conversation() {
        return;
    }
    for turn in 0..model.turns.len() {
        let next_is_sure = turn + 1 == model.turns.len() || labels.is_confirmed(turn + 1);
        if !is_empty(model, turn) || !labels.is_confirmed(turn) || !next_is_sure {
            continue;
        }
        let label = model.label_range(turn);
        let placed = model.turn_segment(turn);
        let speaker = model.turns[turn].speaker;
        let next = model.turns.get(turn + 1);
        let doubled = speaker.is_some() && next.is_some_and(|next| next.speaker == speaker);
        let title = if doubled {
            "Merge with the next turn, which has the same speaker"
        } else {
            "Remove this label"
        };
        findings
            .report(
                label,
                "Nothing is said under this label; its text is missing or stands elsewhere.",
            )
            .unsafe_fix(
                title,
                [(
                    placed.start..placed.start + placed.segment.len,
                    String::new(),
                )],
            );
    }
}

fn is_empty(model: &Model, turn: usize) -> bool {
    let segment = &model.turn_segment(turn).segment;
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
              fix: Remove this label -> []
            5:1 "Max Mustername": Nothing is said under this label; its text is missing or stands elsewhere.
              fix: Merge with the next turn, which has the same speaker -> []
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
