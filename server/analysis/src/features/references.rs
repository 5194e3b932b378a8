//! Where somebody or something is named: all labels of a person, all references of a note.

use std::ops::Range;

use super::definition::declared;
use super::target::{Target, note_defined, shifted, target_at};
use crate::Analysis;
use crate::model::segment::{LineKind, MarkKind};
use crate::rules::Place;

/// The places that name one person or note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Every place but the declaration, in bytes, in order.
    pub uses: Vec<Range<usize>>,
    /// The declaration: a cast entry's name, the definition of a note.
    pub declarations: Vec<Place>,
}

/// The places that name what stands at the byte `offset`; of a call, those of whoever asks.
pub fn references(analysis: &Analysis, offset: usize) -> Option<References> {
    let model = analysis.model();
    match target_at(analysis, offset)?.1 {
        Target::Person(speaker) => Some(person(analysis, speaker)),
        Target::Question(turn) => Some(person(analysis, model.turns[turn].speaker?)),
        Target::Silent(entry) => Some(declared_as(analysis, Some(entry))),
        Target::Note(note) => {
            let notes = notes(analysis, &note);
            let names = notes.definitions.into_iter().map(|(_, name)| name);
            Some(References {
                uses: notes.references,
                declarations: names.map(Place::Document).collect(),
            })
        }
    }
}

/// The labels of a speaker.
pub fn person(analysis: &Analysis, speaker: usize) -> References {
    let model = analysis.model();
    let speaker = &model.speakers[speaker];
    let turns = speaker.turns.iter();
    References {
        uses: turns.map(|&turn| model.label_range(turn)).collect(),
        ..declared_as(analysis, speaker.cast)
    }
}

fn declared_as(analysis: &Analysis, entry: Option<usize>) -> References {
    let place = declared(analysis, entry);
    References {
        declarations: place
            .map(|(place, name)| place.beside(name))
            .into_iter()
            .collect(),
        uses: Vec::new(),
    }
}

/// The places of one note, in order.
pub struct Notes {
    /// The references, in bytes.
    pub references: Vec<Range<usize>>,
    /// The lines that define it, and where they name it; more than one is a mistake.
    pub definitions: Vec<(Range<usize>, Range<usize>)>,
}

/// Where a note such as `[^1]` is defined and referred to.
pub fn notes(analysis: &Analysis, note: &str) -> Notes {
    let mut notes = Notes {
        references: Vec::new(),
        definitions: Vec::new(),
    };
    for placed in &analysis.model().segments {
        let marks = placed.segment.marks.iter();
        let references = marks
            .filter(|mark| mark.kind == MarkKind::NoteReference)
            .map(|mark| shifted(&mark.range, placed.start))
            .filter(|range| analysis.slice(range.clone()) == note);
        notes.references.extend(references);
        let lines = placed.segment.lines.iter();
        let definitions = lines
            .filter(|line| line.kind == LineKind::NoteDefinition)
            .filter_map(|line| {
                let line = shifted(&line.range, placed.start);
                let (name, defined) = note_defined(analysis, &line)?;
                (defined == note).then_some((line, name))
            });
        notes.definitions.extend(definitions);
    }
    notes
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::features::tests::{opened, shown};

    fn check(text: &str, expect: Expect) {
        let (analysis, offset) = opened(text);
        let found = references(&analysis, offset).unwrap_or_default();
        let uses = found
            .uses
            .iter()
            .map(|range| shown(&analysis, range) + "\n");
        let declarations = found.declarations.iter().map(|place| match place {
            Place::Document(range) => format!("declared {}\n", shown(&analysis, range)),
            Place::Roster(range) => format!("declared in the roster {range:?}\n"),
        });
        expect.assert_eq(&declarations.chain(uses).collect::<String>());
    }

    #[test]
    fn a_person_is_found_under_every_form_of_the_label() {
        check(
            "Council Chair Max Mustername: One.\n\nAnna Example (FBC): Two?\n\nCouncil Cha$0ir: Three.\n\nMr. Mustername: Four.\n",
            expect![[r#"
                1:1 Council Chair Max Mustername
                5:1 Council Chair
                7:1 Mr. Mustername
            "#]],
        );
    }

    #[test]
    fn a_declared_person_is_found_with_the_declaration() {
        let text = "---\ncast:\n  - name: Anna Example\n    outlet: FBC\n  - Ben Dummy\n---\nBen: One.\n\nAnna$0 Example (FBC): Two?\n\nBen: Three.\n";
        check(
            text,
            expect![[r#"
            declared 3:11 Anna Example
            9:1 Anna Example (FBC)
        "#]],
        );
        check(
            &text.replace("$0", "").replace("FBC\n", "F$0BC\n"),
            expect![[r#"
                declared 3:11 Anna Example
                9:1 Anna Example (FBC)
            "#]],
        );
        check(
            &text.replace("$0", "").replace("- Ben", "- Be$0n"),
            expect![[r#"
                declared 5:5 Ben Dummy
                7:1 Ben
                11:1 Ben
            "#]],
        );
    }

    #[test]
    fn a_note_is_found_with_its_definition() {
        check(
            "Anna: One.[^1] Two.[^2][$0^1]\n\nBen [^1]\n[^1]: Zero.\n",
            expect![[r#"
                declared 4:1 [^1]
                1:11 [^1]
                1:24 [^1]
                3:5 [^1]
            "#]],
        );
        check(
            "Anna: One.[^1]\n[^1$0]: Zero.\n",
            expect![[r#"
            declared 2:1 [^1]
            1:11 [^1]
        "#]],
        );
    }

    #[test]
    fn a_call_stands_for_whoever_asks() {
        check(
            "Moderator: Max Mustername is here.\nMax Mustername: Hello.\nModerator: Daily$0 Sample.\nAnna Example (Daily Sample): Why?\nMax Mustername: So.\nModerator: FBC.\nBen Dummy (FBC): When?\nMax Mustername: Now.\n",
            expect![[r#"
                4:1 Anna Example (Daily Sample)
            "#]],
        );
    }
}
