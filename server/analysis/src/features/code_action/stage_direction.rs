//! Makes a paragraph a stage direction, in the brackets of the house, and a stage direction a paragraph.

use std::ops::Range;

use super::Refactoring;
use super::place::{Place, excerpt, kind_of};
use crate::model::note_kind;
use crate::model::segment::{LineKind, MarkKind};
use crate::model::vocabulary::{NoteKind, count_words};
use crate::profile::Brackets;
use crate::{Analysis, Edit};

/// A longer line is no stage direction.
const MAX_WORDS: usize = 15;

pub static TO_STAGE_DIRECTION: Refactoring = Refactoring {
    kind: "refactor.rewrite.stageDirection",
    title: |place| {
        let said = excerpt(&place.analysis.slice(paragraph(place)?));
        Some(format!("Make “{said}” a stage direction"))
    },
    edits: |place| {
        let range = paragraph(place)?;
        let (open, close) = brackets(place.analysis).pair();
        let edit = |at, bracket: char| Edit {
            range: at..at,
            text: bracket.to_string(),
        };
        Some(vec![edit(range.start, open), edit(range.end, close)])
    },
};

pub static TO_SPEECH: Refactoring = Refactoring {
    kind: "refactor.rewrite.speech",
    title: |place| {
        let range = direction(place)?;
        let words = place.analysis.slice(range.start + 1..range.end - 1);
        let said = excerpt(&words);
        Some(match place.turn {
            Some(turn) => format!(
                "“{said}” was said by {}: remove the brackets",
                place.person(turn)
            ),
            None => format!("“{said}” was said: remove the brackets"),
        })
    },
    edits: |place| {
        let range = direction(place)?;
        let words = place.analysis.slice(range.start + 1..range.end - 1);
        let escape = match kind_of(&words)? {
            LineKind::Text => "",
            _ => "\\",
        };
        let edit = |range, text: &str| Edit {
            range,
            text: text.to_owned(),
        };
        Some(vec![
            edit(range.start..range.start + 1, escape),
            edit(range.end - 1..range.end, ""),
        ])
    },
};

/// The text of the paragraph at a place, when it is one short line that brackets make a stage line.
fn paragraph(place: &Place<'_>) -> Option<Range<usize>> {
    let (placed, index, line) = place.line()?;
    let lines = &placed.segment.lines;
    let is_speech = |line: Option<&crate::model::segment::Line>| {
        line.is_some_and(|line| matches!(line.kind, LineKind::Text | LineKind::Speaker))
    };
    let above = index.checked_sub(1).and_then(|above| lines.get(above));
    let alone = !is_speech(above) && !is_speech(lines.get(index + 1));
    if line.kind != LineKind::Text || !alone {
        return None;
    }
    let text = place
        .analysis
        .slice(placed.start + line.range.start..placed.start + line.range.end);
    let said = text.trim();
    let possible = count_words(said) <= MAX_WORDS
        && !said.contains(['[', ']', '(', ')', '\\'])
        && kind_of(&format!("({said})")) == Some(LineKind::Stage);
    let start = placed.start + line.range.start + (text.len() - text.trim_start().len());
    possible.then(|| start..start + said.len())
}

/// The stage direction at a place, brackets included, when its words may have been said.
fn direction(place: &Place<'_>) -> Option<Range<usize>> {
    let (placed, _, line) = place.line()?;
    if line.kind != LineKind::Stage {
        return None;
    }
    let segment = &placed.segment;
    let mark = segment
        .marks
        .partition_point(|mark| mark.range.start < line.range.start);
    let mark = segment.marks.get(mark).filter(|mark| {
        mark.range.end <= line.range.end
            && matches!(mark.kind, MarkKind::Annotation | MarkKind::Parenthetical)
    })?;
    let range = placed.start + mark.range.start..placed.start + mark.range.end;
    let text = place.analysis.slice(placed.start..range.end);
    let kind = note_kind(&text, mark, true);
    let may_be_said = matches!(
        kind,
        NoteKind::Direction | NoteKind::Insertion | NoteKind::Spoken
    );
    let words = text[mark.range.start + 1..mark.range.end - 1].trim();
    let reads_as_text = || {
        [words.to_owned(), format!("\\{words}")]
            .iter()
            .any(|words| kind_of(words) == Some(LineKind::Text))
    };
    (may_be_said && !words.is_empty() && reads_as_text()).then_some(range)
}

/// The brackets of the house; else those of most stage lines.
fn brackets(analysis: &Analysis) -> Brackets {
    let stated = analysis.brackets();
    stated.unwrap_or_else(|| {
        let (mut square, mut round) = (0, 0);
        for placed in &analysis.model().segments {
            let segment = &placed.segment;
            let mut marks = segment.marks.iter().peekable();
            for line in segment
                .lines
                .iter()
                .filter(|line| line.kind == LineKind::Stage)
            {
                while marks
                    .next_if(|mark| mark.range.start < line.range.start)
                    .is_some()
                {}
                match marks.peek().map(|mark| mark.kind) {
                    Some(MarkKind::Annotation) => square += 1,
                    Some(MarkKind::Parenthetical) => round += 1,
                    _ => {}
                }
            }
        }
        match round > square {
            true => Brackets::Round,
            false => Brackets::Square,
        }
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{TO_SPEECH, TO_STAGE_DIRECTION};
    use crate::features::code_action::tests::check;

    #[test]
    fn a_line_gets_the_brackets_of_the_house() {
        let kind = TO_STAGE_DIRECTION.kind;
        check(
            kind,
            "A B: One.\n\nThe minister$0 leaves.\n",
            expect![[r#"
            > Make “The minister leaves.” a stage direction
            A B: One.

            [The minister leaves.]
        "#]],
        );
        check(
            kind,
            "A B: One.\n\n(Laughter.)\n\nC D: Two.\n\n$0The minister leaves.\n",
            expect![[r#"
                > Make “The minister leaves.” a stage direction
                A B: One.

                (Laughter.)

                C D: Two.

                (The minister leaves.)
            "#]],
        );
    }

    #[test]
    fn long_lines_and_parts_of_paragraphs_are_speech() {
        let kind = TO_STAGE_DIRECTION.kind;
        check(kind, "A B: One.\n$0Two.\n", expect![[""]]);
        check(kind, "A B: One.\n\n$0Two.\nThree.\n", expect![[""]]);
        check(
            kind,
            "A B: One.\n\n$0The minister leaves (early).\n",
            expect![[""]],
        );
        check(kind, "A B: $0One.\n", expect![[""]]);
    }

    #[test]
    fn words_in_brackets_may_have_been_said() {
        let kind = TO_SPEECH.kind;
        check(
            kind,
            "A B: One.\n\n(In$0 Texas: yes.)\n",
            expect![[r#"
            > “In Texas: yes.” was said by A B: remove the brackets
            A B: One.

            \In Texas: yes.
        "#]],
        );
        check(
            kind,
            "A B: One.\n\n[As for$0 the rest, no.]\n",
            expect![[r#"
                > “As for the rest, no.” was said by A B: remove the brackets
                A B: One.

                As for the rest, no.
            "#]],
        );
        check(kind, "A B: One.\n\n(Laughter$0.)\n", expect![[""]]);
    }
}
