//! Who probably speaks next: what the document itself did after turns like the last one, and whom the last one names.

use std::collections::{HashMap, HashSet};

use crate::Analysis;
use crate::model::label_form::Generic;
use crate::model::outlet::same_outlet;
use crate::model::segment::LineKind;
use crate::model::speech::call;
use crate::model::vocabulary::fold;
use crate::model::{Model, Role, Speaker};

/// Somebody who has a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
/// So many turns on either side of it are looked at for people; but of a document with few people all are known.
const REACH: usize = 1_000;
/// So many people are enough.
const ENOUGH: usize = 100;
/// So many are enough of those who are called as it is written, or as the last turn says.
const MANY: usize = 200;
/// So many are looked at who probably aren't called as it is written: in place of a label any other may be meant.
const OTHERS: usize = 10;
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

/// Those who may be meant, and what is known of that.
pub struct Candidates {
    /// The likeliest first.
    pub all: Vec<Candidate>,
    /// Whether there is nobody else.
    pub is_complete: bool,
}

/// A candidate, how likely it is, and how many turns away.
type Scored = (f64, usize, Candidate);

/// Who may speak at a place where a part of a label is `written` already: those who speak near it, those whom the turn
/// before names, and those who are called as it is written; of people who probably aren't called so only the likeliest.
pub fn candidates(analysis: &Analysis, gap: Gap, written: &str) -> Candidates {
    let model = analysis.model();
    let written = fold(written);
    let said = last_turn(model, gap).map(|turn| Named::by(analysis, turn, gap));
    let words = said.iter().flat_map(|said| said.words.split_whitespace());
    let words = sorted(words.filter(|word| word.len() > 2).collect());
    let named = sorted(model.called(words, MANY));
    let fitting = match written.is_empty() {
        true => Vec::new(),
        false => sorted(model.called([written.as_str()], MANY)),
    };
    let is_among = |ids: &[usize], id: usize| ids.binary_search(&id).is_ok();
    let round = Round::of(model, gap, named.iter().chain(&fitting).copied());
    let is_complete = round.people.len() == model.speakers.len();
    let order = |one: &Scored, other: &Scored| {
        let likelier = other.0.total_cmp(&one.0);
        likelier.then_with(|| (one.1, one.2).cmp(&(other.1, other.2)))
    };
    let mut found: Vec<Scored> = Vec::new();
    let mut others: Vec<Scored> = Vec::with_capacity(OTHERS + 1);
    // Those who speak nearest are the likeliest as a rule.
    for (spoken, mut score) in round.all.iter().zip(round.scores()).rev() {
        let speaker = match *spoken {
            Who::Person(speaker) => speaker,
            Who::Unnamed(turn) => {
                let distance = gap.before.abs_diff(turn);
                found.push((score, distance, Candidate::Unnamed(turn)));
                continue;
            }
        };
        if let Some(said) = &said
            && (said.called.is_some() || is_among(&named, speaker.id))
        {
            score += said.times(speaker.display_name(), speaker.affiliation.as_deref());
        }
        let may_fit = is_complete || written.is_empty() || is_among(&fitting, speaker.id);
        let is_last = |last: &Scored| score < last.0;
        if !may_fit && others.get(OTHERS - 1).is_some_and(is_last) {
            continue;
        }
        let Some(nearest) = nearest(&speaker.turns, gap) else {
            continue;
        };
        let distance = gap.before.abs_diff(nearest);
        let one = (score, distance, Candidate::Person(speaker.id));
        if may_fit {
            found.push(one);
        } else {
            let likelier = others.partition_point(|other| order(other, &one).is_lt());
            others.insert(likelier, one);
            others.truncate(OTHERS);
        }
    }
    let entries = &model.context.cast.entries;
    if !entries.is_empty() {
        // Whoever speaks nowhere else is introduced here.
        let elsewhere = model
            .speakers
            .iter()
            .filter(|one| nearest(&one.turns, gap).is_some());
        let spoken: HashSet<usize> = elsewhere.filter_map(|one| one.cast).collect();
        for (at, entry) in entries.iter().enumerate() {
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
    }
    found.extend(others);
    found.sort_unstable_by(order);
    Candidates {
        all: found.into_iter().map(|(.., candidate)| candidate).collect(),
        is_complete,
    }
}

/// The last turn before a place of somebody who can be told from others.
fn last_turn(model: &Model, gap: Gap) -> Option<usize> {
    let is_somebody = |turn: &usize| {
        let turn = &model.turns[*turn];
        let generic = turn.form.as_ref().map(|form| form.generic);
        let asks_or_answers = Some(Generic::Question) == generic.flatten()
            || Some(Generic::Answer) == generic.flatten();
        generic.is_some() && (turn.speaker.is_some() || asks_or_answers)
    };
    (gap.before.saturating_sub(WINDOW)..gap.before)
        .rev()
        .find(is_somebody)
}

/// The people who speak in the turns around a place, the nearest first; at most about so many.
pub fn people_near(model: &Model, gap: Gap, at_most: usize) -> Vec<usize> {
    let mut people = Vec::with_capacity(at_most);
    let (mut before, mut behind) = (model.turns.focus(), model.turns.focus());
    for distance in 0..REACH {
        let last = (gap.before + 1).checked_sub(distance + 2);
        let turns = [
            last.and_then(|at| before.get(at)),
            behind.get(gap.after + distance),
        ];
        if turns == [None, None] {
            break;
        }
        for turn in turns.into_iter().flatten() {
            for &id in turn.speaker.iter().chain(&turn.others) {
                if !people.contains(&id) {
                    people.push(id);
                }
            }
        }
        if people.len() >= at_most {
            break;
        }
    }
    people
}

/// The turn of a person that is nearest to the place; `None` when the only one is the one that stands there.
fn nearest(turns: &[usize], gap: Gap) -> Option<usize> {
    let next = turns.partition_point(|&turn| turn < gap.before);
    let behind = turns[next..].iter().find(|&&turn| turn >= gap.after);
    let before = next.checked_sub(1).map(|at| &turns[at]);
    before.or(behind).copied()
}

/// The order in which people spoke before a place. They are numbered as they are met.
struct Round<'a> {
    all: Vec<Who<'a>>,
    /// The people among them by their ids, with their numbers, in order.
    people: Vec<(usize, (usize, &'a Speaker))>,
    turns: Vec<Spoken>,
}

/// Somebody in a round.
#[derive(Clone, Copy)]
enum Who<'a> {
    Person(&'a Speaker),
    /// A label that names nobody, by its nearest turn.
    Unnamed(usize),
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

impl<'a> Round<'a> {
    /// A round with these people, those who speak in it, and those who speak near it.
    fn of(model: &'a Model, gap: Gap, people: impl Iterator<Item = usize>) -> Self {
        let mut round = Self {
            all: Vec::with_capacity(2 * ENOUGH),
            people: Vec::with_capacity(2 * ENOUGH),
            turns: Vec::with_capacity(WINDOW),
        };
        let start = gap.before.saturating_sub(WINDOW);
        let end = model.turns.len().min(gap.after + BEHIND);
        let mut turns = (start..)
            .zip(model.turns.focus().narrow(start..end))
            .peekable();
        let first = turns.peek().map_or(0, |(_, turn)| turn.segment);
        let mut segments = (first..).zip(model.segments.range(first..));
        let mut new = model.speakers.since(start).peekable();
        let mut unnamed: HashMap<&str, usize> = HashMap::new();
        for (at, turn) in turns {
            let (who, does) = if let Some(id) = turn.speaker {
                // Most speak here for the first time, in the order of their turns.
                let (who, speaker) = round.person(id, || {
                    while new.next_if(|speaker| speaker.id < id).is_some() {}
                    let known = || &model.speakers[id];
                    new.next_if(|speaker| speaker.id == id)
                        .unwrap_or_else(known)
                });
                (who, Does::As(speaker.role))
            } else if (gap.before..gap.after).contains(&at) {
                continue;
            } else if let Some(form) = &turn.form
                && let Some(generic @ (Generic::Question | Generic::Answer)) = form.generic
            {
                let who = *unnamed.entry(&form.folded).or_insert_with(|| {
                    round.all.push(Who::Unnamed(at));
                    round.all.len() - 1
                });
                if at < gap.before {
                    round.all[who] = Who::Unnamed(at);
                }
                let asks = generic == Generic::Question;
                (who, if asks { Does::Ask } else { Does::Answer })
            } else {
                continue;
            };
            if at < gap.before
                && let Some((_, placed)) = segments.find(|(index, _)| *index == turn.segment)
            {
                let asks = placed.segment.speech.asks;
                round.turns.push(Spoken { who, does, asks });
            }
        }
        let also: Vec<usize> = match model.speakers.len() <= ENOUGH {
            true => model.speakers.iter().map(|speaker| speaker.id).collect(),
            false => people.collect(),
        };
        for id in also {
            round.person(id, || &model.speakers[id]);
        }
        if round.people.len() < ENOUGH.min(model.speakers.len()) {
            for id in people_near(model, gap, ENOUGH) {
                round.person(id, || &model.speakers[id]);
            }
        }
        round
    }

    /// A person and her number; `find` finds her if she is not known yet.
    fn person(&mut self, id: usize, find: impl FnOnce() -> &'a Speaker) -> (usize, &'a Speaker) {
        match self.people.binary_search_by_key(&id, |(id, _)| *id) {
            Ok(at) => self.people[at].1,
            Err(at) => {
                let new = (self.all.len(), find());
                self.all.push(Who::Person(new.1));
                self.people.insert(at, (id, new));
                new
            }
        }
    }

    /// How likely each of them is next. Every earlier turn that came after one like the last turn counts, for its
    /// speaker; or, when that was whoever had spoken before the turn in between, for whoever has now. Whoever spoke last
    /// hardly goes on, so that what speaks for him as another speaks for the one in his place.
    fn scores(&self) -> Vec<f64> {
        let mut scores = vec![0.0; self.all.len()];
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

/// Each of them once.
fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
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
