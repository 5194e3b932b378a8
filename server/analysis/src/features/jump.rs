//! Ways from turn to turn: to the next and the previous one, of anybody or of whoever speaks, and from question to question.

use std::ops::Range;

use crate::Analysis;
use crate::model::{Model, Turn};

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Next,
    /// Towards the start.
    Previous,
}

/// The label of the next or previous turn from the byte `offset`, in bytes. Behind a heading, or in text without a label, the
/// turns on both sides count.
pub fn turn(analysis: &Analysis, offset: usize, direction: Direction) -> Option<Range<usize>> {
    let model = analysis.model();
    let segment = model.segment_at(offset)?;
    let found = match direction {
        Direction::Next => model.turns_before(segment + 1),
        Direction::Previous => {
            let before = model.turns_before(segment);
            before.checked_sub(1)?
        }
    };
    (found < model.turns.len()).then(|| model.label_range(found))
}

/// The label of the next or previous turn of whoever speaks at the byte `offset`, in bytes. A label that names
/// nobody, such as `Q`, goes on with the same label.
pub fn turn_of_speaker(
    analysis: &Analysis,
    offset: usize,
    direction: Direction,
) -> Option<Range<usize>> {
    let model = analysis.model();
    let turn = model.turn_of_segment(model.segment_at(offset)?)?;
    let found = match (model.turns[turn].speaker, direction) {
        (Some(id), _) => {
            let turns = &model.speakers[id].turns;
            let at = turns.binary_search(&turn).ok()?;
            match direction {
                Direction::Next => turns.get(at + 1).copied(),
                Direction::Previous => at.checked_sub(1).map(|at| turns[at]),
            }
        }
        (None, Direction::Next) => {
            (turn + 1..model.turns.len()).find(|&other| same_label(model, turn, other))
        }
        (None, Direction::Previous) => (0..turn)
            .rev()
            .find(|&other| same_label(model, turn, other)),
    };
    found.map(|turn| model.label_range(turn))
}

fn same_label(model: &Model, one: usize, other: usize) -> bool {
    let [one, other] = [one, other].map(|turn| &model.turns[turn]);
    let label = |turn: &Turn| turn.form.as_ref().map(|form| form.folded.clone());
    other.speaker.is_none() && label(one).is_some() && label(one) == label(other)
}

/// The next or previous question from the byte `offset`, in bytes: its label, or the note that stands for a question that
/// nobody heard. Follow-ups count. From an answer, the previous question is the one that is answered.
pub fn question(analysis: &Analysis, offset: usize, direction: Direction) -> Option<Range<usize>> {
    let model = analysis.model();
    let here = model.segment_at(offset)?;
    let asks_here = model
        .turn_of_segment(here)
        .filter(|&turn| model.turns[turn].kind.is_question());
    // Within a question, that question is neither the next nor the previous one.
    let label = |turn: usize| model.label_range(turn);
    match direction {
        Direction::Next => {
            let first = model.turns_before(here);
            let mut questions = (first..model.turns.len()).flat_map(|turn| asked(model, turn));
            questions.find(|question| question.start > offset)
        }
        Direction::Previous => {
            let last = model.turns_before(here + 1);
            let own = asks_here.map(label);
            let mut questions = (0..last)
                .rev()
                .flat_map(|turn| asked(model, turn).into_iter().rev());
            questions.find(|question| {
                question.end <= offset && own.as_ref().is_none_or(|own| own != question)
            })
        }
    }
}

/// The questions of a turn, in order: its label if it asks, and its notes of questions that nobody heard.
fn asked(model: &Model, turn: usize) -> Vec<Range<usize>> {
    let placed = model.turn_segment(turn);
    let label = model.turns[turn]
        .kind
        .is_question()
        .then(|| model.label_range(turn));
    let unheard = placed.segment.speech.unheard.iter();
    label
        .into_iter()
        .chain(unheard.map(|note| placed.start + note.start..placed.start + note.end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Welcome.\n\nChair Max Mustername: One.\n\nQ: Why?\n\nChair: So.\n\n[Follow-up question inaudible]\n\nAnna Example (FBC): Two?\n\nQ: And?\n\nMax Mustername: Three.\n";

    type Jump = fn(&Analysis, usize, Direction) -> Option<Range<usize>>;

    fn from(jump: Jump, words: &str, direction: Direction) -> Option<(usize, String)> {
        let analysis = Analysis::of(TEXT);
        let found = jump(&analysis, TEXT.find(words).unwrap(), direction)?;
        let line = analysis.text().line_of(found.start) + 1;
        Some((line, analysis.slice(found).into_owned()))
    }

    fn at(line: usize, label: &str) -> Option<(usize, String)> {
        Some((line, label.to_owned()))
    }

    #[test]
    fn a_person_is_followed_under_every_label() {
        let from = |words, direction| from(turn_of_speaker, words, direction);
        assert_eq!(from("One", Direction::Next), at(7, "Chair"));
        assert_eq!(from("So", Direction::Next), at(15, "Max Mustername"));
        assert_eq!(
            from("So", Direction::Previous),
            at(3, "Chair Max Mustername")
        );
        assert_eq!(from("Three", Direction::Next), None);
        assert_eq!(from("One", Direction::Previous), None);
        assert_eq!(from("Two", Direction::Next), None);
        assert_eq!(from("Welcome", Direction::Next), None);
    }

    #[test]
    fn who_has_no_name_is_followed_by_the_label() {
        let from = |words, direction| from(turn_of_speaker, words, direction);
        assert_eq!(from("Why", Direction::Next), at(13, "Q"));
        assert_eq!(from("And?", Direction::Previous), at(5, "Q"));
        assert_eq!(from("And?", Direction::Next), None);
    }

    #[test]
    fn turns_follow_one_another() {
        let from = |words, direction| from(turn, words, direction);
        assert_eq!(
            from("Welcome", Direction::Next),
            at(3, "Chair Max Mustername")
        );
        assert_eq!(from("Chair Max", Direction::Next), at(5, "Q"));
        assert_eq!(from("So", Direction::Previous), at(5, "Q"));
        assert_eq!(from("Welcome", Direction::Previous), None);
        assert_eq!(from("Three", Direction::Next), None);
        assert_eq!(turn(&Analysis::of(""), 0, Direction::Next), None);
    }

    #[test]
    fn questions_follow_one_another_heard_or_not() {
        let from = |words, direction| from(question, words, direction);
        assert_eq!(from("Welcome", Direction::Next), at(5, "Q"));
        let unheard = at(9, "[Follow-up question inaudible]");
        assert_eq!(from("Why", Direction::Next), unheard);
        assert_eq!(from("So", Direction::Next), unheard);
        assert_eq!(from("So", Direction::Previous), at(5, "Q"));
        assert_eq!(from("Two", Direction::Previous), unheard);
        assert_eq!(
            from("And?", Direction::Previous),
            at(11, "Anna Example (FBC)")
        );
        assert_eq!(from("Three", Direction::Previous), at(13, "Q"));
        assert_eq!(from("Three", Direction::Next), None);
        assert_eq!(from("Why", Direction::Previous), None);
        assert_eq!(question(&Analysis::of(""), 0, Direction::Next), None);
    }
}
