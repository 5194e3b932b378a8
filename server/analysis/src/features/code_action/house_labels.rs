//! Writes labels in the form of the house.

use super::Refactoring;
use super::place::{Place, is_head};
use crate::Edit;
use crate::rules::house::{Conversion, HouseLabels};

/// For a house that was only inferred; where one is named, such a label is a finding, which has a fix.
pub static HOUSE_LABEL: Refactoring = Refactoring {
    kind: "refactor.rewrite.houseLabel",
    title: |place| {
        let due = one(place)?;
        let house = &place.model.context.profile.title;
        Some(format!(
            "Write “{}” as in the transcripts of {house}",
            due.name
        ))
    },
    edits: |place| Some(vec![edit(one(place)?)]),
};

pub static ALL_HOUSE_LABELS: Refactoring = Refactoring {
    kind: "source.houseLabels",
    title: |place| {
        let house = HouseLabels::of(place.model)?;
        let mut turns = 0..place.model.turns.len();
        turns.find_map(|turn| converted(place, &house, turn))?;
        let house = &place.model.context.profile.title;
        Some(format!("Write all labels as in the transcripts of {house}"))
    },
    edits: |place| {
        let house = HouseLabels::of(place.model)?;
        let turns = 0..place.model.turns.len();
        let due = turns.filter_map(|turn| converted(place, &house, turn));
        Some(due.map(edit).collect())
    },
};

/// The house's label for the one at the place.
fn one(place: &Place<'_>) -> Option<Conversion> {
    let turn = place.label()?;
    let inferred = place.model.context.named().is_none();
    let house = HouseLabels::of(place.model).filter(|_| inferred)?;
    converted(place, &house, turn)
}

/// The house's label for a turn, unless the line would then be read in another way.
fn converted(place: &Place<'_>, house: &HouseLabels<'_>, turn: usize) -> Option<Conversion> {
    let due = house.converted(turn)?;
    let line = place.line_around(due.range.start);
    let mark = place
        .model
        .turn_segment(turn)
        .segment
        .speaker_line()?
        .delimiter
        .as_ref();
    let mark = mark.map(|mark| place.model.turn_segment(turn).start + mark.range.end);
    let end = due.range.end.max(mark.unwrap_or(0));
    let [before, between, rest] = [
        line.start..due.range.start,
        due.range.end..end,
        end..line.end,
    ]
    .map(|range| place.analysis.slice(range));
    is_head(&before, &format!("{}{between}", due.text), &rest).then_some(due)
}

fn edit(due: Conversion) -> Edit {
    Edit {
        range: due.range,
        text: due.text,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{ALL_HOUSE_LABELS, HOUSE_LABEL};
    use crate::features::code_action::tests::check;

    #[test]
    fn all_labels_get_the_form_of_the_house_that_is_named() {
        check(
            ALL_HOUSE_LABELS.kind,
            "---\nprofile: white-house\n---\nMr. Sample: Hi.$0\n\nQUESTION: {follow-up} Why?\n\nMS. EXAMPLE: Yes.\n\nAUDIENCE MEMBER: Hm.\n",
            expect![[r#"
                > Write all labels as in the transcripts of The White House
                ---
                profile: white-house
                ---
                MR. SAMPLE: Hi.

                Q {follow-up} Why?

                MS. EXAMPLE: Yes.

                AUDIENCE MEMBER: Hm.
            "#]],
        );
        check(ALL_HOUSE_LABELS.kind, "A B: One.$0\n", expect![[""]]);
    }

    #[test]
    fn one_label_gets_the_form_of_a_house_that_was_inferred() {
        let fitting = "MR. SAMPLE:  Hi.\n\nQ    Why?\n\nMR. SAMPLE:  So.\n\nQ    When?\n\nMS. DUMMY:  Now.\n\n".repeat(2);
        let text = format!("{fitting}Mr. Sam$0ple:  Bye.\n");
        check(
            HOUSE_LABEL.kind,
            &text,
            expect![[r#"
            > Write “MR. SAMPLE:” as in the transcripts of The White House
            MR. SAMPLE:  Hi.

            Q    Why?

            MR. SAMPLE:  So.

            Q    When?

            MS. DUMMY:  Now.

            MR. SAMPLE:  Hi.

            Q    Why?

            MR. SAMPLE:  So.

            Q    When?

            MS. DUMMY:  Now.

            MR. SAMPLE:  Bye.
        "#]],
        );
        let named = format!("---\nprofile: white-house\n---\n{text}");
        check(HOUSE_LABEL.kind, &named, expect![[""]]);
    }
}
