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
    /// What an editor jumps to, within the target.
    pub selection: Place,
}

/// Where what stands at the byte `offset` is introduced; itself, when that is the place.
pub fn definition(analysis: &Analysis, offset: usize) -> Vec<Link> {
    let Some((origin, target)) = target_at(analysis, offset) else {
        return Vec::new();
    };
    let link = |(target, selection): (Place, Range<usize>)| Link {
        origin: origin.clone(),
        selection: target.beside(selection),
        target,
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
            selection: target.beside(selection),
            target,
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
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::Settings;
    use crate::features::tests::{opened, shown};
    use crate::model::cast::Roster;

    fn check(text: &str, expect: Expect) {
        let (analysis, offset) = opened(text);
        expect.assert_eq(&links(&analysis, definition(&analysis, offset)));
    }

    fn links(analysis: &Analysis, links: Vec<Link>) -> String {
        let links = links.into_iter().map(|link| {
            let origin = analysis.slice(link.origin.clone());
            let target = match &link.selection {
                Place::Document(range) => shown(analysis, range),
                Place::Roster(range) => format!("roster {range:?}"),
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
    fn a_label_of_several_leads_to_the_one_at_the_cursor() {
        let text = "MS. DUMMY: One.\n\nMR. SAMPLE: Two.\n\nMR. SAMPLE and MS. DUMMY: Three.\n";
        check(
            &text.replace("MR. SAMPLE and", "M$0R. SAMPLE and"),
            expect![[r#"
                MR. SAMPLE and MS. DUMMY -> 3:1 MR. SAMPLE
            "#]],
        );
        check(
            &text.replace("and MS. DUMMY", "and MS$0. DUMMY"),
            expect![[r#"
                MR. SAMPLE and MS. DUMMY -> 1:1 MS. DUMMY
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

    const CAST: &str = "\
---\n\
cast:\n  \
  - Max Mustername, Council Chair {principal}\n  \
  - name: Anna Example\n    outlet: FBC\n  \
  - Dora Dummy\n\
---\n\
Council Chair Max Mustername: Welcome.\n\n\
Anna Example (FBC): Why?\n\n\
Council Chair: So.\n";

    #[test]
    fn a_declared_person_leads_to_the_cast() {
        check(
            &CAST.replace("Chair:", "Ch$0air:"),
            expect![[r#"
                Council Chair -> 3:5 Max Mustername
            "#]],
        );
        check(
            &CAST.replace("Anna Example (", "$0Anna Example ("),
            expect![[r#"
                Anna Example (FBC) -> 4:11 Anna Example
            "#]],
        );
        check(
            &CAST.replace("outlet", "out$0let"),
            expect![[r#"
            name: Anna Example
                outlet: FBC -> 4:11 Anna Example
        "#]],
        );
        check(
            &CAST.replace("Dora", "Do$0ra"),
            expect![[r#"
            Dora Dummy -> 6:5 Dora Dummy
        "#]],
        );
    }

    #[test]
    fn a_person_of_the_roster_leads_to_its_file() {
        let text = "- Anna Example (FBC)\n- name: Max Mustername\n  title: Council Chair\n";
        let (roster, problems) = Roster::parse("/press/people.yaml", text);
        assert!(problems.is_empty(), "{problems:?}");
        let settings = Settings {
            roster: Some(Arc::new(roster)),
            ..Settings::default()
        };
        let analysis = Analysis::with("Council Chair Max Mustername: Hello.\n", settings);
        let links = definition(&analysis, 3);
        let Place::Roster(name) = &links[0].selection else {
            panic!("{links:?}");
        };
        assert_eq!(&text[name.clone()], "Max Mustername");
        assert_eq!(declaration(&analysis, 3), links);
    }

    #[test]
    fn a_call_is_declared_where_whoever_asks_is() {
        let text =
            CAST.to_owned() + "\nModerator: FBC$0.\n\nAnna Example (FBC): When?\n\nChair: Now.\n";
        let (analysis, offset) = opened(&text);
        let found = links(&analysis, definition(&analysis, offset));
        expect![[r#"
            FBC -> 16:1 Anna Example (FBC)
        "#]]
        .assert_eq(&found);
        let found = links(&analysis, declaration(&analysis, offset));
        expect![[r#"
            FBC -> 4:11 Anna Example
        "#]]
        .assert_eq(&found);
    }

    #[test]
    fn what_names_nobody_leads_nowhere() {
        check(&TEXT.replace("Q:", "Q$0:"), expect![[r#""#]]);
        check(&TEXT.replace("Yes", "Y$0es"), expect![[r#""#]]);
        check("$0", expect![[r#""#]]);
        check("$0: No label.\n", expect![[r#""#]]);
    }
}
