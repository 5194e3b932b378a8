//! Swaps the labels of a turn and the next one, where whoever typed them mixed them up.

use super::Refactoring;
use super::head::{head_range, head_text};
use super::place::{Place, is_head};
use crate::Edit;
use crate::model::label_form::Generic;

pub static SWAP_LABELS: Refactoring = Refactoring {
    kind: "refactor.rewrite.swapLabels",
    title: |place| {
        let turn = swapped(place)?;
        let [one, other] = [turn, turn + 1].map(|turn| place.label_text(turn));
        Some(format!(
            "Swap the labels “{one}” and “{other}” of this turn and the next"
        ))
    },
    edits: |place| {
        let turn = swapped(place)?;
        Some(vec![
            relabelled(place, turn, turn + 1)?,
            relabelled(place, turn + 1, turn)?,
        ])
    },
};

/// Gives a turn the label of another, with the delimiter where that is another one; `None` where the line would then
/// be read in another way.
fn relabelled(place: &Place<'_>, turn: usize, other: usize) -> Option<Edit> {
    let analysis = place.analysis;
    let head = head_range(analysis, turn)?;
    let line = analysis
        .text()
        .line_range(analysis.text().line_of(head.start));
    let rest = analysis.slice(head.end..line.end);
    let range = match mark(place, turn) == mark(place, other) {
        true => place.model.label_range(turn),
        false => head.clone(),
    };
    let text = match range == head {
        true => head_text(analysis, other)?,
        false => analysis.slice(place.model.label_range(other)).into_owned(),
    };
    let text = if rest.is_empty() {
        text.trim_end()
    } else {
        &text
    };
    let before = analysis.slice(line.start..head.start);
    let written = format!("{text}{}", analysis.slice(range.end..head.end));
    is_head(&before, &written, &rest).then(|| Edit {
        range,
        text: text.to_owned(),
    })
}

/// The turn at whose label the place is, when the next one has another label.
fn swapped(place: &Place<'_>) -> Option<usize> {
    let turn = place.label()?;
    let turns = &place.model.turns;
    let [one, other] = [turns.get(turn)?, turns.get(turn + 1)?];
    let speaks = |of: &crate::model::Turn| {
        let form = of.form.as_ref();
        form.is_some_and(|form| form.generic != Some(Generic::Metadata))
    };
    let adjacent = one.segment + 1 == other.segment;
    let differ = place.label_text(turn) != place.label_text(turn + 1);
    let possible = adjacent && differ && speaks(one) && speaks(other);
    let written = possible
        && relabelled(place, turn, turn + 1).is_some()
        && relabelled(place, turn + 1, turn).is_some();
    written.then_some(turn)
}

/// The delimiter of a turn as written; `None` without one.
fn mark(place: &Place<'_>, turn: usize) -> Option<String> {
    let placed = place.model.turn_segment(turn);
    let mark = &placed.segment.speaker_line()?.delimiter.as_ref()?.range;
    let range = placed.start + mark.start..placed.start + mark.end;
    Some(place.analysis.slice(range).into_owned())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::features::code_action::tests::check as check_kind;

    fn check(text: &str, expect: expect_test::Expect) {
        check_kind(super::SWAP_LABELS.kind, text, expect);
    }

    #[test]
    fn labels_change_places_with_their_delimiters() {
        check(
            "MR. SAMPLE$0: {lang=fr} Why?\n\nAnna Example (FBC):  So.\n",
            expect![[r#"
                > Swap the labels “MR. SAMPLE” and “Anna Example (FBC)” of this turn and the next
                Anna Example (FBC): {lang=fr} Why?

                MR. SAMPLE:  So.
            "#]],
        );
        check(
            "MR. SAMPLE:  Why?\n\n$0Q   So.\n\nMR. SAMPLE:  Yes.\n",
            expect![[r#"
                > Swap the labels “Q” and “MR. SAMPLE” of this turn and the next
                MR. SAMPLE:  Why?

                MR. SAMPLE:  So.

                Q   Yes.
            "#]],
        );
        check(
            "MR. $0SAMPLE:\nWhy?\n\nQ   So.\n",
            expect![[r#"
                > Swap the labels “MR. SAMPLE” and “Q” of this turn and the next
                Q
                Why?

                MR. SAMPLE: So.
            "#]],
        );
    }

    #[test]
    fn there_is_nothing_to_swap_with_the_same_label_or_nobody() {
        check("A B$0: One.\n\nA B: Two.\n", expect![[""]]);
        check("A B$0: One.\n", expect![[""]]);
        check("Date$0: Today\n\nA B: Two.\n", expect![[""]]);
    }
}
