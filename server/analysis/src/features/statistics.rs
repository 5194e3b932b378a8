//! Who speaks how much, and which outlet asks how often.

use std::collections::HashMap;

use crate::Analysis;
use crate::model::vocabulary::fold;
use crate::model::{Model, Speaker};

/// A transcript in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// All words spoken.
    pub words: usize,
    /// The time they take, in seconds, at 150 words a minute.
    pub seconds: usize,
    /// The turns.
    pub turns: usize,
    /// The exchanges.
    pub exchanges: usize,
    /// The questions, follow-ups and those that nobody heard included.
    pub questions: usize,
    /// The people, in the order of their first turns.
    pub people: Vec<Person>,
    /// The outlets, those with most questions first.
    pub outlets: Vec<Outlet>,
}

/// One person in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As hovers name them.
    pub name: String,
    /// The outlet or institution.
    pub affiliation: Option<String>,
    /// The name of the role.
    pub role: &'static str,
    /// The turns.
    pub turns: usize,
    /// The words spoken.
    pub words: usize,
    /// The time they take, in seconds, at 150 words a minute.
    pub seconds: usize,
}

/// One outlet in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// As written first; `None` for questions of whom no outlet is known.
    pub name: Option<String>,
    /// The questions, follow-ups and those that nobody heard included.
    pub questions: usize,
}

/// The transcript in numbers.
pub fn statistics(analysis: &Analysis) -> Statistics {
    let model = analysis.model();
    let words = model.words();
    let outlets = outlets(model);
    Statistics {
        words,
        seconds: Speaker::seconds_of(words),
        turns: model.turns.len(),
        exchanges: model.exchanges.len(),
        questions: outlets.iter().map(|outlet| outlet.questions).sum(),
        people: model
            .speakers
            .iter()
            .map(|one| person(model, one))
            .collect(),
        outlets,
    }
}

/// One person in numbers.
pub fn person(model: &Model, speaker: &Speaker) -> Person {
    let words = model.words_of(speaker);
    Person {
        name: speaker.display_name().to_owned(),
        affiliation: speaker.affiliation.clone(),
        role: speaker.role.name(),
        turns: speaker.turns.len(),
        words,
        seconds: Speaker::seconds_of(words),
    }
}

fn outlets(model: &Model) -> Vec<Outlet> {
    let mut outlets: Vec<Outlet> = Vec::new();
    let mut known: HashMap<Option<String>, usize> = HashMap::new();
    let mut add = |name: Option<&str>, questions: usize| {
        let at = *known.entry(name.map(fold)).or_insert_with(|| {
            outlets.push(Outlet {
                name: name.map(str::to_owned),
                questions: 0,
            });
            outlets.len() - 1
        });
        outlets[at].questions += questions;
    };
    for exchange in &model.exchanges {
        for &turn in &exchange.questions {
            let speaker = model.turns[turn].speaker.map(|id| &model.speakers[id]);
            let known = speaker.and_then(|speaker| speaker.affiliation.as_deref());
            let said = model
                .introduction(turn)
                .and_then(|said| said.outlet.as_ref());
            add(known.or(said.map(|outlet| outlet.text.as_str())), 1);
        }
        if !exchange.unheard.is_empty() {
            add(model.outlet(exchange), exchange.unheard.len());
        }
    }
    outlets.sort_by_key(|outlet| std::cmp::Reverse(outlet.questions));
    outlets
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn people_and_outlets_are_counted() {
        let text = include_str!("../../../../tests/fixtures/briefing.presscript");
        let found = statistics(&Analysis::of(text));
        expect![[r#"
            (
                456,
                182,
                25,
                7,
                10,
            )
        "#]]
        .assert_debug_eq(&(
            found.words,
            found.seconds,
            found.turns,
            found.exchanges,
            found.questions,
        ));
        let people = found.people.iter();
        let people = people.map(|p| {
            format!(
                "{}, {:?}: {}, {} turns, {} words, {} s\n",
                p.name, p.affiliation, p.role, p.turns, p.words, p.seconds
            )
        });
        expect![[r#"
            Flora Fictional, None: moderator, 7 turns, 34 words, 13 s
            Anna Example, Some("FBC"): press, 1 turns, 21 words, 8 s
            Max Mustername, None: principal, 10 turns, 195 words, 78 s
            Peter Placeholder, Some("Daily Sample"): press, 2 turns, 24 words, 9 s
            Dora Dummy, Some("Radio Specimen"): press, 1 turns, 24 words, 9 s
            Nils Noname, Some("ITV9"): press, 1 turns, 27 words, 10 s
            Maria Muster, Some("Fictional Gazette"): press, 1 turns, 11 words, 4 s
            Ivan Imaginary, Some("National News Agency of the Isles"): press, 1 turns, 11 words, 4 s
            Olga Ohnename, Some("Specimen Weekly"): press, 1 turns, 11 words, 4 s
        "#]]
        .assert_eq(&people.collect::<String>());
        let outlets = found.outlets.iter();
        let outlets = outlets.map(|o| format!("{:?}: {}\n", o.name, o.questions));
        expect![[r#"
            Some("Daily Sample"): 2
            Some("ITV9"): 2
            Some("Fictional Gazette"): 2
            Some("FBC"): 1
            Some("Radio Specimen"): 1
            Some("National News Agency of the Isles"): 1
            Some("Specimen Weekly"): 1
        "#]]
        .assert_eq(&outlets.collect::<String>());
    }

    #[test]
    fn an_outlet_may_be_named_in_the_question_alone() {
        let text = "Q: Anna Example with the Daily Sample. Why?\n\nMR. SAMPLE: So.\n\nQ: And?\n\nMR. SAMPLE: So.\n";
        let outlets = statistics(&Analysis::of(text)).outlets;
        let outlets: Vec<_> = outlets
            .iter()
            .map(|o| (o.name.as_deref(), o.questions))
            .collect();
        assert_eq!(outlets, [(Some("Daily Sample"), 1), (None, 1)]);
    }

    #[test]
    fn nothing_is_nothing() {
        let found = statistics(&Analysis::of(""));
        assert_eq!((found.words, found.turns, found.questions), (0, 0, 0));
        assert!(found.people.is_empty() && found.outlets.is_empty());
    }
}
