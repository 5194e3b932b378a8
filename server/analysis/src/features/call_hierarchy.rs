//! Who asked whom: the questions that were put to a person, and whom the person asked or answered.

use std::collections::HashMap;
use std::ops::Range;

use super::target::{Target, introduction, shifted, target_at};
use crate::Analysis;
use crate::model::{Exchange, Model, TurnKind};

/// Somebody who asks or answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// How to speak of the person.
    pub name: String,
    /// The outlet or title, and the role.
    pub detail: String,
    /// The label of the introduction as written, by which [`person_of`] finds the person again; `None` for askers
    /// whom no label names.
    pub label: Option<String>,
    /// The turn that introduces the person, in bytes.
    pub range: Range<usize>,
    /// Its label, in bytes.
    pub selection: Range<usize>,
}

/// Somebody on the other side, and where one of the two addressed the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The other side.
    pub person: Person,
    /// The labels of the turns: questions put to the person looked at, or the person's own questions and answers.
    pub ranges: Vec<Range<usize>>,
}

/// The person at the byte `offset`; of a call, whoever asks.
pub fn prepare(analysis: &Analysis, offset: usize) -> Option<Person> {
    let model = analysis.model();
    let speaker = match target_at(analysis, offset)?.1 {
        Target::Person(speaker) => speaker,
        Target::Question(turn) => model.turns[turn].speaker?,
        Target::Silent(_) | Target::Note(_) => return None,
    };
    person(model, speaker)
}

/// The speaker with this label, as an id in [`Model::speakers`]; nobody when the text has changed so far.
pub fn person_of(model: &Model, label: &str) -> Option<usize> {
    let has_label = |known: &String| known == label;
    let mut speakers = model.speakers.iter();
    let found = speakers.find(|speaker| speaker.labels.iter().any(has_label));
    found.map(|speaker| speaker.id)
}

/// Who put questions to a speaker.
pub fn incoming(analysis: &Analysis, speaker: usize) -> Vec<Call> {
    let model = analysis.model();
    let mut calls = Calls::default();
    for exchange in &model.exchanges {
        let mut open = Vec::new();
        for step in steps(model, exchange) {
            match step {
                Step::Asks { first: true, .. } => open = vec![step],
                Step::Asks { .. } => open.push(step),
                Step::Answers { answerer, .. } if answerer == Some(speaker) => {
                    for question in open.drain(..) {
                        calls.add(question.speaker(), question.into_range());
                    }
                }
                Step::Answers { .. } => {}
            }
        }
    }
    calls.into_calls(model)
}

/// Whom a speaker asked, and whom a speaker answered.
pub fn outgoing(analysis: &Analysis, speaker: usize) -> Vec<Call> {
    let model = analysis.model();
    let mut calls = Calls::default();
    for exchange in &model.exchanges {
        // The questions that wait: the speaker's own, for which all answer, and the askers whom the speaker has to answer.
        let mut own: Vec<Range<usize>> = Vec::new();
        let mut askers: Vec<Option<usize>> = Vec::new();
        for step in steps(model, exchange) {
            match step {
                Step::Asks {
                    asker,
                    range,
                    first,
                } => {
                    if first {
                        own.clear();
                        askers.clear();
                    }
                    if asker == Some(speaker) {
                        own.push(range);
                    } else if askers.last() != Some(&asker) {
                        askers.push(asker);
                    }
                }
                Step::Answers { answerer, range } if answerer == Some(speaker) => {
                    for &asker in &askers {
                        calls.add(asker, range.clone());
                    }
                    // Going on answers the last one.
                    askers.drain(..askers.len().saturating_sub(1));
                }
                Step::Answers { answerer, .. } => {
                    for question in &own {
                        calls.add(answerer, question.clone());
                    }
                    own.drain(..own.len().saturating_sub(1));
                }
            }
        }
    }
    calls.into_calls(model)
}

/// What happens in an exchange.
enum Step {
    /// Somebody asks; `first` unless another question waits for an answer still.
    Asks {
        asker: Option<usize>,
        range: Range<usize>,
        first: bool,
    },
    /// Somebody answers.
    Answers {
        answerer: Option<usize>,
        range: Range<usize>,
    },
}

impl Step {
    fn speaker(&self) -> Option<usize> {
        match self {
            Self::Asks { asker: id, .. } | Self::Answers { answerer: id, .. } => *id,
        }
    }

    fn into_range(self) -> Range<usize> {
        match self {
            Self::Asks { range, .. } | Self::Answers { range, .. } => range,
        }
    }
}

/// The questions and answers of an exchange in order, those that nobody heard included: they follow the turn that
/// they stand in.
fn steps(model: &Model, exchange: &Exchange) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut first = true;
    for &turn in &exchange.turns {
        let speaker = model.turns[turn].speaker;
        let range = model.label_range(turn);
        match model.turns[turn].kind {
            TurnKind::Question | TurnKind::FollowUp => {
                steps.push(Step::Asks {
                    asker: speaker,
                    range,
                    first,
                });
                first = false;
            }
            TurnKind::Answer => {
                steps.push(Step::Answers {
                    answerer: speaker,
                    range,
                });
                first = true;
            }
            TurnKind::HandOff | TurnKind::Remarks | TurnKind::Closing => {}
        }
        let placed = model.turn_segment(turn);
        for unheard in &placed.segment.speech.unheard {
            steps.push(Step::Asks {
                asker: None,
                range: shifted(unheard, placed.start),
                first,
            });
            first = false;
        }
    }
    steps
}

/// Calls by person, in the order of the first ones.
#[derive(Default)]
struct Calls {
    people: Vec<(Option<usize>, Vec<Range<usize>>)>,
    known: HashMap<Option<usize>, usize>,
}

impl Calls {
    fn add(&mut self, person: Option<usize>, range: Range<usize>) {
        let people = &mut self.people;
        let at = *self.known.entry(person).or_insert_with(|| {
            people.push((person, Vec::new()));
            people.len() - 1
        });
        self.people[at].1.push(range);
    }

    fn into_calls(self, model: &Model) -> Vec<Call> {
        let people = self.people.into_iter();
        people
            .filter_map(|(id, ranges)| {
                let person = match id {
                    Some(id) => person(model, id)?,
                    None => unnamed(ranges.first()?.clone()),
                };
                Some(Call { person, ranges })
            })
            .collect()
    }
}

fn person(model: &Model, id: usize) -> Option<Person> {
    let turn = introduction(model, id)?;
    let speaker = &model.speakers[id];
    let who = speaker.affiliation.as_ref().or(speaker.title.as_ref());
    let who = who.filter(|who| *who != speaker.display_name());
    let role = speaker.role.name();
    Some(Person {
        name: speaker.display_name().to_owned(),
        detail: who.map_or(role.to_owned(), |who| format!("{who} · {role}")),
        label: Some(model.turn_segment(turn).segment.label()?.text.clone()),
        range: model.turn_range(turn),
        selection: model.label_range(turn),
    })
}

/// All askers whom no label names, as one.
fn unnamed(first: Range<usize>) -> Person {
    Person {
        name: "Not named".to_owned(),
        detail: "press".to_owned(),
        label: None,
        range: first.clone(),
        selection: first,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::features::tests::{opened, shown};

    fn check(text: &str, expect: Expect) {
        let (analysis, offset) = opened(text);
        let mut out = String::new();
        if let Some(person) = prepare(&analysis, offset) {
            writeln!(out, "{} | {}", person.name, person.detail).unwrap();
            let label = person.label.expect("a person has a label");
            let id = person_of(analysis.model(), &label).expect("the label is in the text");
            for (sign, calls) in [
                ("<-", incoming(&analysis, id)),
                ("->", outgoing(&analysis, id)),
            ] {
                for call in calls {
                    let places: Vec<String> = call
                        .ranges
                        .iter()
                        .map(|range| shown(&analysis, range))
                        .collect();
                    writeln!(out, "{sign} {}: {}", call.person.name, places.join(", ")).unwrap();
                }
            }
        }
        expect.assert_eq(&out);
    }

    const TEXT: &str = "\
Moderator: FBC.\n\n\
Anna Example (FBC): For the minister: why?\n\n\
Minister Max Mustername: So.\n\n\
Harbour Master Dora Dummy: I agree.\n\n\
Anna Example (FBC): And when?\n\n\
Minister: Soon.\n\n\
[Follow-up question inaudible]\n\n\
Harbour Master: No.\n\n\
Moderator: Daily Sample.\n\n\
Ben Placeholder (Daily Sample): Who pays?\n\n\
Minister: We do.\n\n\
Moderator: Thank you.\n";

    #[test]
    fn whoever_answers_was_asked() {
        check(
            &TEXT.replace("Minister: We", "Minis$0ter: We"),
            expect![[r#"
                Max Mustername | Minister · principal
                <- Anna Example: 3:1 Anna Example (FBC), 9:1 Anna Example (FBC)
                <- Ben Placeholder: 19:1 Ben Placeholder (Daily Sample)
                -> Anna Example: 5:1 Minister Max Mustername, 11:1 Minister
                -> Ben Placeholder: 21:1 Minister
            "#]],
        );
        check(
            &TEXT.replace("Harbour Master:", "Harbour M$0aster:"),
            expect![[r#"
                Harbour Master | principal
                <- Anna Example: 3:1 Anna Example (FBC)
                <- Not named: 13:1 [Follow-up question inaudible]
                -> Anna Example: 7:1 Harbour Master Dora Dummy
                -> Not named: 15:1 Harbour Master
            "#]],
        );
    }

    #[test]
    fn whoever_asks_has_asked_those_who_answer() {
        check(
            &TEXT.replace("(FBC): And", "(FB$0C): And"),
            expect![[r#"
                Anna Example | FBC · press
                -> Max Mustername: 3:1 Anna Example (FBC), 9:1 Anna Example (FBC)
                -> Harbour Master: 3:1 Anna Example (FBC)
            "#]],
        );
        check(
            &TEXT.replace("Daily Sample.", "Daily$0 Sample."),
            expect![[r#"
                Ben Placeholder | Daily Sample · press
                -> Max Mustername: 19:1 Ben Placeholder (Daily Sample)
            "#]],
        );
    }

    #[test]
    fn who_is_not_named_has_no_calls() {
        check("Q$0: Why?\nMinister Mustername: So.\n", expect![[r#""#]]);
        check(
            "Q: Why?\nMinister$0 Mustername: So.\nQ: When?\nMinister Mustername: Now.\n",
            expect![[r#"
                Mustername | Minister · principal
                <- Not named: 1:1 Q, 3:1 Q
                -> Not named: 2:1 Minister Mustername, 4:1 Minister Mustername
            "#]],
        );
    }

    #[test]
    fn a_person_who_is_no_longer_in_the_text_is_nobody() {
        assert_eq!(person_of(Analysis::of("Anna: Hi.\n").model(), "Ben"), None);
    }
}
