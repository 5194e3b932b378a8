//! Where something is introduced: a person's fullest label or cast entry, a note's definition, the question that a
//! hand-off calls.

use std::ops::Range;

use super::references::notes;
use super::target::{Target, introduction, name_in, target_at};
use crate::Analysis;
use crate::rules::Place;

/// The way from a place to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that the way begins at, in bytes.
    pub origin: Range<usize>,
    /// All of what it leads to.
    pub target: Place,
    /// What an editor jumps to, within the target, in bytes.
    pub selection: Range<usize>,
}

/// Where what stands at the byte `offset` is introduced; itself, when that is the place.
pub fn definition(analysis: &Analysis, offset: usize) -> Vec<Link> {
    let Some((origin, target)) = target_at(analysis, offset) else {
        return Vec::new();
    };
    let link = |(target, selection)| Link {
        origin: origin.clone(),
        target,
        selection,
    };
    match target {
        Target::Person(speaker) => declared(analysis, analysis.model().speakers[speaker].cast)
            .or_else(|| introduced(analysis, speaker))
            .map(link)
            .into_iter()
            .collect(),
        Target::Silent(entry) => {
            let entry = declared(analysis, Some(entry));
            entry.map(link).into_iter().collect()
        }
        Target::Question(turn) => vec![link(turn_place(analysis, turn))],
        Target::Note(note) => notes(analysis, &note)
            .definitions
            .into_iter()
            .map(|(line, name)| link((Place::Document(line), name)))
            .collect(),
    }
}

/// Where the person at the byte `offset` is declared; where that is nowhere, the definition.
pub fn declaration(analysis: &Analysis, offset: usize) -> Vec<Link> {
    let model = analysis.model();
    let asker = match target_at(analysis, offset) {
        Some((origin, Target::Question(turn))) => model.turns[turn].speaker.map(|id| (origin, id)),
        _ => None,
    };
    let declared = asker.and_then(|(origin, id)| {
        let (target, selection) = declared(analysis, model.speakers[id].cast)?;
        Some(Link {
            origin,
            target,
            selection,
        })
    });
    declared.map_or_else(|| definition(analysis, offset), |link| vec![link])
}

/// A cast entry, and the name in it.
pub fn declared(analysis: &Analysis, entry: Option<usize>) -> Option<(Place, Range<usize>)> {
    let cast = &analysis.model().context.cast;
    let at = entry?;
    let entry = cast.entries.get(at)?;
    if at < cast.own {
        let text = analysis.slice(entry.range.clone());
        return Some((Place::Document(entry.range.clone()), name_in(entry, &text)));
    }
    let roster = analysis.settings().roster.as_ref()?;
    let text = roster.text.get(entry.range.clone())?;
    Some((Place::Roster(entry.range.clone()), name_in(entry, text)))
}

/// The turn that introduces a speaker, and its label.
pub fn introduced(analysis: &Analysis, speaker: usize) -> Option<(Place, Range<usize>)> {
    Some(turn_place(
        analysis,
        introduction(analysis.model(), speaker)?,
    ))
}

fn turn_place(analysis: &Analysis, turn: usize) -> (Place, Range<usize>) {
    let model = analysis.model();
    (
        Place::Document(model.turn_range(turn)),
        model.label_range(turn),
    )
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::features::tests::{opened, shown};

    fn check(text: &str, expect: Expect) {
        let (analysis, offset) = opened(text);
        expect.assert_eq(&links(&analysis, definition(&analysis, offset)));
    }

    fn links(analysis: &Analysis, links: Vec<Link>) -> String {
        let links = links.into_iter().map(|link| {
            let origin = analysis.slice(link.origin.clone());
            let target = match &link.target {
                Place::Document(_) => shown(analysis, &link.selection),
                Place::Roster(_) => format!("roster {:?}", link.selection),
            };
            format!("{origin} -> {target}\n")
        });
        links.collect()
    }

    const TEXT: &str = "\
Chair: Hello.\n\n\
Council Chair Max Mustername: Welcome.\n\n\
Spokesperson: We will go to Radio Specimen.\n\n\
Dora Dummy (Radio Specimen): How much?\n\n\
Council Chair: Twelve.[^1]\n\n\
Spokesperson: Next.\n\n\
Q: So?\n\n\
Chair: Yes.\n\n\
[^1]: It was eleven.\n";

    #[test]
    fn a_label_leads_to_the_first_full_one() {
        check(
            &TEXT.replace("Council Chair: Twelve", "Council C$0hair: Twelve"),
            expect![[r#"
                Council Chair -> 3:1 Council Chair Max Mustername
            "#]],
        );
        check(
            &TEXT.replace("Max M", "Max M$0"),
            expect![[r#"
            Council Chair Max Mustername -> 3:1 Council Chair Max Mustername
        "#]],
        );
    }

    #[test]
    fn a_hand_off_leads_to_the_question_that_it_calls() {
        check(
            &TEXT.replace("to Radio", "to Radio$0"),
            expect![[r#"
            Radio Specimen -> 7:1 Dora Dummy (Radio Specimen)
        "#]],
        );
        check(&TEXT.replace("go to", "go $0to"), expect![[r#""#]]);
    }

    #[test]
    fn a_note_leads_to_its_definition() {
        check(
            &TEXT.replace("[^1]\n", "[$0^1]\n"),
            expect![[r#"
            [^1] -> 17:1 [^1]
        "#]],
        );
        check(
            &TEXT.replace("[^1]:", "[^1$0]:"),
            expect![[r#"
            [^1] -> 17:1 [^1]
        "#]],
        );
        check("Anna: No.[^$02]\n", expect![[r#""#]]);
    }

    #[test]
    fn what_names_nobody_leads_nowhere() {
        check(&TEXT.replace("Q:", "Q$0:"), expect![[r#""#]]);
        check(&TEXT.replace("Yes", "Y$0es"), expect![[r#""#]]);
        check("$0", expect![[r#""#]]);
        check("$0: No label.\n", expect![[r#""#]]);
    }
}
