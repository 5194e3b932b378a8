//! Who probably speaks next: what the document itself did after turns like the last one, and whom the last one names.

use std::collections::{HashMap, HashSet};

use crate::Analysis;
use crate::model::label_form::Generic;
use crate::model::outlet::same_outlet;
use crate::model::segment::LineKind;
use crate::model::speech::call;
use crate::model::vocabulary::fold;
use crate::model::{Model, Role};

/// Somebody who has a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// A person who speaks elsewhere, as an id in [`Model::speakers`].
    Person(usize),
    /// A label that names nobody, such as `Q`, by its nearest turn.
    Unnamed(usize),
    /// A declared person who doesn't speak, as an index into the cast.
    Silent(usize),
}

/// Turns as they stand around a place where a label is to be.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    /// How many turns stand before it.
    pub before: usize,
    /// The first turn behind it.
    pub after: usize,
    /// Where its line starts, in bytes. What is being typed there is not said by the turn before.
    pub line_start: usize,
}

/// So many turns before the place tell who comes next.
const WINDOW: usize = 300;
/// So many turns behind it are looked at for labels that name nobody.
const BEHIND: usize = 30;
/// What a turn further away tells less, for each turn between.
const FADING: f64 = 0.975;
/// What speaks for whoever spoke before the last turn, beside what the turns show: in turns like it.
const TWO_TALK: f64 = 0.5;
/// What speaks for the last principal behind a question.
const ANSWERED: f64 = 1.0;
/// What speaks for the moderator behind an answer.
const GOES_ON: f64 = 1.0;
/// What speaks for somebody whom the end of the last turn names.
const NAMED: f64 = 2.0;
/// What speaks for somebody whom the last turn calls, and does nothing else: it settles who is first.
const CALLED: f64 = 1_000.0;

/// All who have a label, the likeliest first.
pub fn candidates(analysis: &Analysis, gap: Gap) -> Vec<Candidate> {
    let model = analysis.model();
    let round = Round::of(model, gap);
    let mut scores = round.scores();
    let people = round.people.len();
    let said = round.last.map(|turn| Named::by(analysis, turn, gap));
    if let Some(said) = &said {
        for (score, speaker) in scores.iter_mut().zip(&model.speakers) {
            let affiliation = speaker.affiliation.as_deref();
            *score += said.times(speaker.display_name(), affiliation);
        }
    }
    let mut found: Vec<(f64, usize, Candidate)> = scores
        .into_iter()
        .enumerate()
        .filter_map(|(number, score)| {
            let (candidate, nearest) = match number.checked_sub(people) {
                Some(unnamed) => {
                    let turn = round.unnamed[unnamed];
                    (Candidate::Unnamed(turn), turn)
                }
                None => {
                    let id = round.people[number];
                    let nearest = nearest(&model.speakers[id].turns, gap)?;
                    (Candidate::Person(id), nearest)
                }
            };
            Some((score, gap.before.abs_diff(nearest), candidate))
        })
        .collect();
    // Whoever speaks nowhere else is introduced here.
    let elsewhere = model
        .speakers
        .iter()
        .filter(|one| nearest(&one.turns, gap).is_some());
    let spoken: HashSet<usize> = elsewhere.filter_map(|one| one.cast).collect();
    for (at, entry) in model.context.cast.entries.iter().enumerate() {
        if spoken.contains(&at) {
            continue;
        }
        let name = entry.form.name.as_deref().or(entry.form.title.as_deref());
        let affiliation = entry.form.affiliation.as_deref();
        let score = said.as_ref().map_or(0.0, |said| {
            said.times(name.unwrap_or_default(), affiliation)
        });
        found.push((score, usize::MAX, Candidate::Silent(at)));
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    found.into_iter().map(|(.., candidate)| candidate).collect()
}

/// The turn of a person that is nearest to the place; `None` when the only one is the one that stands there.
fn nearest(turns: &[usize], gap: Gap) -> Option<usize> {
    let next = turns.partition_point(|&turn| turn < gap.before);
    let behind = turns[next..].iter().find(|&&turn| turn >= gap.after);
    let before = next.checked_sub(1).map(|at| &turns[at]);
    before.or(behind).copied()
}

/// The order in which people spoke before a place. People are numbered in the order of the model, then those without a name.
struct Round {
    /// The ids of the people.
    people: Vec<usize>,
    /// The nearest turn of every label that names nobody.
    unnamed: Vec<usize>,
    turns: Vec<Spoken>,
    last: Option<usize>,
}

/// One turn of a round.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Spoken {
    who: usize,
    does: Does,
    asks: bool,
}

/// What sort of speaker it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    As(Role),
    Ask,
    Answer,
}

impl Round {
    fn of(model: &Model, gap: Gap) -> Self {
        let mut round = Self {
            people: model.speakers.iter().map(|one| one.id).collect(),
            unnamed: Vec::new(),
            turns: Vec::new(),
            last: None,
        };
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let behind = gap.after..model.turns.len().min(gap.after + BEHIND);
        for at in (gap.before.saturating_sub(WINDOW)..gap.before).chain(behind) {
            let turn = &model.turns[at];
            let Some(form) = &turn.form else { continue };
            let (who, does) = match (turn.speaker, form.generic) {
                (Some(id), _) => {
                    let number = round.people.partition_point(|&other| other < id);
                    (number, Does::As(model.speakers[id].role))
                }
                (None, Some(generic @ (Generic::Question | Generic::Answer))) => {
                    let number = *numbers.entry(&form.folded).or_insert_with(|| {
                        round.unnamed.push(at);
                        round.unnamed.len() - 1
                    });
                    if at < gap.before {
                        round.unnamed[number] = at;
                    }
                    let asks = generic == Generic::Question;
                    (
                        round.people.len() + number,
                        if asks { Does::Ask } else { Does::Answer },
                    )
                }
                _ => continue,
            };
            if at < gap.before {
                let asks = model.turn_segment(at).segment.speech.asks;
                round.turns.push(Spoken { who, does, asks });
                round.last = Some(at);
            }
        }
        round
    }

    /// How likely each of them is next. Every earlier turn that came after one like the last turn counts, for its
    /// speaker; or, when that was whoever had spoken before the turn in between, for whoever has now. Whoever spoke last
    /// hardly goes on, so that what speaks for him as another speaks for the one in his place.
    fn scores(&self) -> Vec<f64> {
        let mut scores = vec![0.0; self.people.len() + self.unnamed.len()];
        let Some((&last, before)) = self.turns.split_last() else {
            return scores;
        };
        let earlier = before.last();
        let mut weight = 1.0;
        for at in (1..self.turns.len()).rev() {
            weight *= FADING;
            let (previous, next) = (self.turns[at - 1], self.turns[at]);
            let like = likeness(previous, last);
            if next.who == previous.who {
                scores[last.who] += weight * like;
            } else if at > 1
                && self.turns[at - 2].who == next.who
                && let Some(earlier) = earlier
            {
                scores[earlier.who] += weight * like;
            } else if next.who == last.who {
                scores[previous.who] += weight * like;
            } else {
                scores[next.who] += weight * like;
            }
        }
        if let Some(earlier) = earlier {
            scores[earlier.who] += TWO_TALK;
        }
        let other = |role: Role| {
            let mut turns = self.turns.iter().rev();
            turns.find(|turn| turn.does == Does::As(role) && turn.who != last.who)
        };
        if last.asks {
            if let Some(principal) = other(Role::Principal) {
                scores[principal.who] += ANSWERED;
            }
        } else if last.does == Does::As(Role::Principal)
            && let Some(moderator) = other(Role::Moderator)
        {
            scores[moderator.who] += GOES_ON;
        }
        scores
    }
}

fn likeness(one: Spoken, other: Spoken) -> f64 {
    let same_words = if one.asks == other.asks { 1.0 } else { 0.5 };
    let same_speaker = if one.who == other.who {
        1.0
    } else if one.does == other.does {
        0.3
    } else {
        0.0
    };
    same_words * same_speaker
}

/// Whom a turn before a place calls, if it does nothing else.
pub fn called(analysis: &Analysis, turn: usize, gap: Gap) -> Option<String> {
    let placed = analysis.model().turn_segment(turn);
    let segment = &placed.segment;
    let mut further = segment
        .lines
        .iter()
        .filter(|line| line.kind == LineKind::Text);
    let typed = further.next().map(|line| placed.start + line.range.start);
    if typed != Some(gap.line_start) || further.next().is_some() {
        return segment.speech.calls.as_ref().map(|call| call.text.clone());
    }
    let body = placed.start + segment.speaker_line()?.body;
    let end = analysis
        .text()
        .line_range(analysis.text().line_of(body))
        .end;
    call(&analysis.slice(body..end.max(body))).map(|call| call.text)
}

/// Whom the end of a turn names, or the whole turn where it does nothing but call somebody.
struct Named {
    words: String,
    called: Option<String>,
}

/// So many bytes at a turn's end are looked at.
const END: usize = 160;

impl Named {
    fn by(analysis: &Analysis, turn: usize, gap: Gap) -> Self {
        let model = analysis.model();
        let placed = model.turn_segment(turn);
        let body = placed.segment.speaker_line().map_or(0, |line| line.body);
        let end = placed.start + placed.segment.content_end();
        let start = (placed.start + body).max(analysis.text().floor(end.saturating_sub(END)));
        Self {
            words: format!(" {} ", fold(&analysis.slice(start.min(end)..end))),
            called: called(analysis, turn, gap),
        }
    }

    /// How much speaks for a person being named.
    fn times(&self, name: &str, outlet: Option<&str>) -> f64 {
        let folded = fold(name);
        if let Some(called) = &self.called {
            let words = fold(called);
            let by_name = words
                .split(' ')
                .any(|word| word.len() > 2 && folded.split(' ').any(|name| name == word));
            if by_name || outlet.is_some_and(|outlet| same_outlet(called, outlet)) {
                return CALLED;
            }
        }
        let surname = folded.rsplit(' ').next().unwrap_or_default();
        let says = |word: &str| word.len() > 2 && self.words.contains(&format!(" {word} "));
        if says(surname) { NAMED } else { 0.0 }
    }
}
