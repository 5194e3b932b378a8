//! The next and the previous turn of whoever speaks.

use std::ops::Range;

use crate::Analysis;
use crate::model::Model;

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Next,
    /// Towards the start.
    Previous,
}

/// The label of the next or previous turn of whoever speaks at the byte `offset`, in bytes. A label that names
/// nobody, such as `Q`, goes on with the same label.
pub fn turn_of_person(
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
    let label = |turn: &crate::model::Turn| turn.form.as_ref().map(|form| form.folded.clone());
    other.speaker.is_none() && label(one).is_some() && label(one) == label(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Welcome.\n\nChair Max Mustername: One.\n\nQ: Why?\n\nChair: So.\n\nAnna Example: Two.\n\nQ: And?\n\nMax Mustername: Three.\n";

    fn from(words: &str, direction: Direction) -> Option<(usize, String)> {
        let analysis = Analysis::of(TEXT);
        let found = turn_of_person(&analysis, TEXT.find(words).unwrap(), direction)?;
        let line = analysis.text().line_of(found.start) + 1;
        Some((line, analysis.slice(found).into_owned()))
    }

    #[test]
    fn a_person_is_followed_under_every_label() {
        let at = |line, label: &str| Some((line, label.to_owned()));
        assert_eq!(from("One", Direction::Next), at(7, "Chair"));
        assert_eq!(from("So", Direction::Next), at(13, "Max Mustername"));
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
        assert_eq!(from("Why", Direction::Next), Some((11, "Q".to_owned())));
        assert_eq!(from("And?", Direction::Previous), Some((5, "Q".to_owned())));
        assert_eq!(from("And?", Direction::Next), None);
    }
}
