//! Says that a question is a follow-up, and takes that back.

use std::ops::Range;

use super::Refactoring;
use super::head::head_range;
use super::place::{Place, is_head};
use crate::Edit;
use crate::model::TurnKind;
use crate::model::segment::Attribute;

pub static MARK_FOLLOW_UP: Refactoring = Refactoring {
    kind: "refactor.rewrite.markFollowUp",
    title: |place| {
        let turn = place.speaker_line()?;
        let asks = place.model.turns[turn].kind == TurnKind::Question;
        head_range(place.analysis, turn).filter(|_| asks && turn > 0)?;
        Some(format!(
            "Mark {}’s question as a follow-up",
            place.person(turn)
        ))
    },
    edits: |place| {
        let turn = place.speaker_line()?;
        let stated = |attribute: &&Attribute| TurnKind::of_name(&attribute.name).is_some();
        let attributes = attributes(place, turn)?;
        let edit = |start, end, text: String| {
            vec![Edit {
                range: start..end,
                text,
            }]
        };
        let name = TurnKind::FollowUp.name();
        let start = place.model.turn_segment(turn).start;
        if let Some(kind) = attributes.iter().find(stated) {
            let range = &kind.range;
            return Some(edit(
                start + range.start,
                start + range.end,
                name.to_owned(),
            ));
        }
        if let Some(first) = attributes.first() {
            let at = start + first.range.start;
            return Some(edit(at, at, format!("{name} ")));
        }
        let at = head_range(place.analysis, turn)?.end;
        let space_before = match &*place.analysis.slice(at - 1..at) {
            " " => "",
            _ => " ",
        };
        // What is said may begin in the next line.
        let space_behind = match place.line_around(at).end {
            end if end == at => "",
            _ => " ",
        };
        let text = format!("{space_before}{{{name}}}{space_behind}");
        Some(edit(at, at, text))
    },
};

pub static UNMARK_FOLLOW_UP: Refactoring = Refactoring {
    kind: "refactor.rewrite.unmarkFollowUp",
    title: |place| {
        let turn = place.speaker_line()?;
        mark(place, turn)?;
        let person = place.person(turn);
        Some(format!(
            "{person}’s question is no follow-up: remove the mark"
        ))
    },
    edits: |place| {
        Some(vec![Edit {
            range: mark(place, place.speaker_line()?)?,
            text: String::new(),
        }])
    },
};

fn attributes<'a>(place: &Place<'a>, turn: usize) -> Option<&'a [Attribute]> {
    let line = place.model.turn_segment(turn).segment.speaker_line()?;
    Some(&line.attributes)
}

/// What to remove so that a turn is not marked; `None` where it is not, or where the text would become a part of the
/// label.
fn mark(place: &Place<'_>, turn: usize) -> Option<Range<usize>> {
    let attributes = attributes(place, turn)?;
    let is_mark = |of: &Attribute| TurnKind::of_name(&of.name) == Some(TurnKind::FollowUp);
    let at = attributes.iter().position(is_mark)?;
    let placed = place.model.turn_segment(turn);
    let range = match (at.checked_sub(1), attributes.get(at + 1)) {
        (_, Some(next)) => attributes[at].range.start..next.range.start,
        (Some(before), None) => attributes[before].range.end..attributes[at].range.end,
        (None, None) => {
            let head = head_range(place.analysis, turn)?;
            let line = place.line_around(head.start);
            let body = placed.start + placed.segment.speaker_line()?.body;
            let said = place.analysis.slice(body..line.end);
            let start = match said.is_empty() {
                true => head.start + place.analysis.slice(head.clone()).trim_end().len(),
                false => head.end,
            };
            let [before, left] = [line.start..head.start, head.start..start]
                .map(|range| place.analysis.slice(range));
            let reads_so = is_head(&before, &left, &said) && !said.starts_with('{');
            return reads_so.then_some(start..body);
        }
    };
    Some(placed.start + range.start..placed.start + range.end)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{MARK_FOLLOW_UP, UNMARK_FOLLOW_UP};
    use crate::features::code_action::tests::check;

    #[test]
    fn a_question_is_marked() {
        let kind = MARK_FOLLOW_UP.kind;
        check(
            kind,
            "MR. SAMPLE: So.\n\nAnna Example (FBC): Wh$0y?\n\nMR. SAMPLE: So.\n",
            expect![[r#"
                > Mark Anna Example’s question as a follow-up
                MR. SAMPLE: So.

                Anna Example (FBC): {follow-up} Why?

                MR. SAMPLE: So.
            "#]],
        );
        check(
            kind,
            "MR. SAMPLE: So.\n\nQ   $0Why?\n\nMR. SAMPLE: So.\n",
            expect![[r#"
                > Mark Q’s question as a follow-up
                MR. SAMPLE: So.

                Q   {follow-up} Why?

                MR. SAMPLE: So.
            "#]],
        );
        check(
            kind,
            "MR. SAMPLE: So.\n\nAnna Example (FBC): {lang=fr question} $0Why?\n\nMR. SAMPLE: So.\n",
            expect![[r#"
                > Mark Anna Example’s question as a follow-up
                MR. SAMPLE: So.

                Anna Example (FBC): {lang=fr follow-up} Why?

                MR. SAMPLE: So.
            "#]],
        );
        check(
            kind,
            "MR. SAMPLE: So.\n\nAnna Example (FBC): {lang=fr} $0Why?\n\nMR. SAMPLE: So.\n",
            expect![[r#"
                > Mark Anna Example’s question as a follow-up
                MR. SAMPLE: So.

                Anna Example (FBC): {follow-up lang=fr} Why?

                MR. SAMPLE: So.
            "#]],
        );
        check(
            kind,
            "MR. SAMPLE:\nSo.\n\nANNA EXAM$0PLE:\nWhy?\n\nMR. SAMPLE:\nSo.\n",
            expect![""],
        );
        check(kind, "MR. SAMPLE: $0So.\n\nQ: Why?\n", expect![[""]]);
    }

    #[test]
    fn a_mark_is_taken_back() {
        let kind = UNMARK_FOLLOW_UP.kind;
        check(
            kind,
            "MR. SAMPLE: So.\n\nAnna Example (FBC): {follow-up} Wh$0y?\n",
            expect![[r#"
                > Anna Example’s question is no follow-up: remove the mark
                MR. SAMPLE: So.

                Anna Example (FBC): Why?
            "#]],
        );
        check(
            kind,
            "MR. SAMPLE:\nSo.\n\nANNA EXAM$0PLE: {follow-up}\nWhy?\n",
            expect![[r#"
                > ANNA EXAMPLE’s question is no follow-up: remove the mark
                MR. SAMPLE:
                So.

                ANNA EXAMPLE:
                Why?
            "#]],
        );
        // A mere `Q.` would be no label.
        check(
            kind,
            "MR. SAMPLE: So.\n\nQ. {fol$0low-up} \n",
            expect![[""]],
        );
        check(
            kind,
            "MR. SAMPLE: So.\n\nAnna Example (FBC): {follow-up lang=fr} Wh$0y?\n",
            expect![[r#"
                > Anna Example’s question is no follow-up: remove the mark
                MR. SAMPLE: So.

                Anna Example (FBC): {lang=fr} Why?
            "#]],
        );
        check(
            kind,
            "MR. SAMPLE: So.\n\nAnna Example (FBC): {lang=fr follow-up} Wh$0y?\n",
            expect![[r#"
                > Anna Example’s question is no follow-up: remove the mark
                MR. SAMPLE: So.

                Anna Example (FBC): {lang=fr} Why?
            "#]],
        );
        check(
            kind,
            "MR. SAMPLE: So.\n\nAnna Example (FBC): Wh$0y?\n",
            expect![[""]],
        );
    }
}
