//! Where in a transcript a place is: who speaks, what the turn does, and in which exchange; for a status line.

use std::ops::Range;

use crate::Analysis;
use crate::model::{Exchange, Speaker, TurnKind};

/// What is known of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status<'a> {
    /// What the turn does.
    pub kind: TurnKind,
    /// The label of the turn, in bytes; `None` in the opening.
    pub label: Option<Range<usize>>,
    /// Who speaks; `None` where the label names nobody.
    pub speaker: Option<&'a Speaker>,
    /// The exchange, with its number from 1.
    pub exchange: Option<(usize, &'a Exchange)>,
}

/// What is known of the turn at the byte `offset`, or of the opening; `None` outside of both.
pub fn status(analysis: &Analysis, offset: usize) -> Option<Status<'_>> {
    let model = analysis.model();
    let speaker = |id: usize| &model.speakers[id];
    if let Some(turn) = model.turn_of_segment(model.segment_at(offset)?) {
        let label = model.label_range(turn);
        let turn = &model.turns[turn];
        return Some(Status {
            label: Some(label),
            kind: turn.kind,
            speaker: turn.speaker.map(speaker),
            exchange: turn.exchange.map(|at| (at + 1, &*model.exchanges[at])),
        });
    }
    let opening = model.opening.as_ref()?;
    let inside = opening.range.start <= offset && offset <= opening.range.end;
    inside.then(|| Status {
        label: None,
        kind: TurnKind::Remarks,
        speaker: opening.speaker.map(speaker),
        exchange: None,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn every_place_has_a_turn_or_is_in_the_opening() {
        const TEXT: &str = "Welcome.\n\nAnd now your questions.\n\n# Questions\n\nSpokesperson: FBC.\n\nAnna Example (FBC): Why?\n\nChair Max Mustername: So.\n\nQ: And?\n\nChair: Yes.\n";
        let analysis = Analysis::of(TEXT);
        let places = [
            "Welcome",
            "# Questions",
            "FBC.",
            "Why",
            "So.",
            "And?",
            "Yes",
        ];
        let found: String = places
            .map(|words| {
                let found = status(&analysis, TEXT.find(words).unwrap()).map(|found| {
                    let name = found.speaker.map_or("-", |speaker| speaker.display_name());
                    let label = found.label.map(|label| analysis.slice(label));
                    let number = found.exchange.map(|(number, _)| number);
                    format!("{} {name} {number:?} {label:?}", found.kind.name())
                });
                format!("{words}: {}\n", found.as_deref().unwrap_or("nothing"))
            })
            .concat();
        expect![[r#"
            Welcome: remarks - None None
            # Questions: nothing
            FBC.: handoff Spokesperson Some(1) Some("Spokesperson")
            Why: question Anna Example Some(1) Some("Anna Example (FBC)")
            So.: answer Max Mustername Some(1) Some("Chair Max Mustername")
            And?: question - Some(2) Some("Q")
            Yes: answer Max Mustername Some(2) Some("Chair")
        "#]]
        .assert_eq(&found);
        assert_eq!(status(&Analysis::of(""), 0), None);
    }
}
