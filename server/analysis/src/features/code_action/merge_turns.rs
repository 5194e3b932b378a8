//! Joins a turn to the one before.

use super::Refactoring;
use super::head::head_range;
use super::place::{Place, kind_of};
use crate::Edit;
use crate::model::segment::LineKind;

pub static MERGE_TURNS: Refactoring = Refactoring {
    kind: "refactor.inline.turn",
    title: |place| {
        let turn = joined(place)?;
        let person = place.person(turn - 1);
        Some(match is_same(place, turn) {
            true => format!("Join this turn to the one before, both are {person}’s"),
            false => format!("Join this turn to the one before, which is {person}’s"),
        })
    },
    edits: |place| label_removed(place, joined(place)?),
};

/// The turn that can be joined to the one before: on all of its speaker line where both have one speaker, else only at
/// the label. One with attributes says what would be lost.
fn joined(place: &Place<'_>) -> Option<usize> {
    let turn = place.speaker_line()?;
    let before = turn.checked_sub(1)?;
    let turns = &place.model.turns;
    let adjacent = turns[before].segment + 1 == turns[turn].segment;
    let line = place.model.turn_segment(turn).segment.speaker_line()?;
    let asked = is_same(place, turn) || place.label().is_some();
    let possible = adjacent && asked && line.attributes.is_empty();
    (possible && label_removed(place, turn).is_some()).then_some(turn)
}

fn is_same(place: &Place<'_>, turn: usize) -> bool {
    let [one, other] = [turn - 1, turn].map(|turn| &place.model.turns[turn]);
    let label = |of: &crate::model::Turn| of.form.as_ref().map(|form| form.folded.clone());
    let same = one.speaker == other.speaker && one.others == other.others;
    same && (one.speaker.is_some() || label(one) == label(other))
}

/// Removes a label, and its line where nothing else is on it. What would be read as a label then is escaped.
fn label_removed(place: &Place<'_>, turn: usize) -> Option<Vec<Edit>> {
    let head = head_range(place.analysis, turn)?;
    let text = place.analysis.text();
    let line = text.line_range(text.line_of(head.start));
    let before = text.slice(line.start..head.start);
    let rest = text.slice(head.end..line.end);
    let edit = |range, text: &str| {
        vec![Edit {
            range,
            text: text.to_owned(),
        }]
    };
    if rest.is_empty() && before.trim().is_empty() {
        let line = text.line_range_with_break(text.line_of(head.start));
        return Some(edit(line, ""));
    }
    let escapes = ["", "\\"].into_iter();
    let mut escapes = escapes.filter(|escape| {
        let kind = kind_of(&format!("{before}{escape}{rest}"));
        matches!(kind, Some(LineKind::Text | LineKind::Stage))
    });
    escapes.next().map(|escape| edit(head, escape))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::features::code_action::tests::check as check_kind;

    fn check(text: &str, expect: expect_test::Expect) {
        check_kind(super::MERGE_TURNS.kind, text, expect);
    }

    #[test]
    fn turns_of_one_speaker_become_one() {
        check(
            "Chair Max Sample: One.\n\nChair Sample: T$0wo.\n",
            expect![[r#"
                > Join this turn to the one before, both are Max Sample’s
                Chair Max Sample: One.

                Two.
            "#]],
        );
        check(
            "Q   One.\r\n\r\nQ   $0Two.\r\n",
            expect![[r#"
                > Join this turn to the one before, both are Q’s
                Q   One.␍
                ␍
                Two.␍
            "#]],
        );
    }

    #[test]
    fn other_turns_only_when_asked_at_the_label() {
        check("A B: One.\n\nC D: T$0wo.\n", expect![[""]]);
        check(
            "A B: One.\n\n[00:01:02] C$0 D: Two.\n",
            expect![[r#"
            > Join this turn to the one before, which is A B’s
            A B: One.

            [00:01:02] Two.
        "#]],
        );
        check(
            "A B: One.\n\nC D$0:\nTwo.\n",
            expect![[r#"
            > Join this turn to the one before, which is A B’s
            A B: One.

            Two.
        "#]],
        );
    }

    #[test]
    fn what_would_become_a_label_is_escaped() {
        check(
            "A B: One.\n\nA B: $0In Texas: nothing.\n",
            expect![[r#"
            > Join this turn to the one before, both are A B’s
            A B: One.

            \In Texas: nothing.
        "#]],
        );
    }

    #[test]
    fn nothing_is_joined_across_a_heading_or_with_attributes() {
        check("A B: One.\n\n# Two\n\nA B$0: Three.\n", expect![[""]]);
        check(
            "A B: One.\n\nA B$0: {via=interpreter} Three.\n",
            expect![[""]],
        );
        check("A B$0: One.\n", expect![[""]]);
    }
}
