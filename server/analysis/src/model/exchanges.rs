//! Questions and their answers: the kind of every turn, and the exchanges they form.

use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::sync::Arc;

use imbl::Vector;

use super::label_form::Generic;
use super::roles::same_length;
use super::speakers::Role;
use super::structure::Turn;

/// What a turn does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TurnKind {
    /// Speech outside of the exchanges.
    Remarks,
    /// Gives the floor to an asker.
    HandOff,
    /// Asks.
    Question,
    /// Answers.
    Answer,
    /// Asks again within an exchange.
    FollowUp,
    /// Speech after the last exchange.
    Closing,
}

impl TurnKind {
    /// The kind's name, as in attributes and exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Remarks => "remarks",
            Self::HandOff => "handoff",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::FollowUp => "follow-up",
            Self::Closing => "closing",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        [
            Self::Remarks,
            Self::HandOff,
            Self::Question,
            Self::Answer,
            Self::FollowUp,
            Self::Closing,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }

    /// Whether it asks.
    pub fn is_question(self) -> bool {
        matches!(self, Self::Question | Self::FollowUp)
    }
}

/// What the document needs to know of one turn to place it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurnSummary {
    /// The speaker, by id.
    pub speaker: Option<usize>,
    /// Set when the label names no person.
    pub generic: Option<Generic>,
    /// The kind that an attribute states.
    pub stated: Option<TurnKind>,
    /// Words spoken.
    pub words: usize,
    /// Whether the label names an outlet, or says that its holder asks.
    pub affiliated: bool,
    /// Whether the label says that its holder asks.
    pub says_that_it_asks: bool,
    /// Whether it asks, and begins with the name that the label has and an outlet.
    pub names_himself: bool,
    /// Whether the label says that it goes on with the question before: `ZUSATZFRAGE`.
    pub says_that_it_follows: bool,
    /// Whether there is a question mark.
    pub asks: bool,
    /// Whether its last sentence has one.
    pub ends_asking: bool,
    /// Whether it does nothing but call whoever has the next turn.
    pub calls: bool,
    /// Whether it says that the next question is that of whoever has the next turn.
    pub announces: bool,
    /// How many unheard questions stand in it.
    pub unheard: usize,
    /// Whether a heading stands between it and the turn before it.
    pub starts_section: bool,
}

/// A question with its hand-off, its follow-ups and its answers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Exchange {
    /// The turn with which it begins: its first question, or the hand-off in which somebody unheard asks.
    begin: usize,
    /// The turn that gives the floor, as an index into [`Structure::turns`](super::Structure::turns).
    pub handoff: Option<usize>,
    /// The askers, each once, as ids of speakers.
    pub askers: Vec<usize>,
    /// Questions and follow-ups, as indexes of turns.
    pub questions: Vec<usize>,
    /// Answers, as indexes of turns.
    pub answers: Vec<usize>,
    /// The turns in which an unheard question stands, once for each.
    pub unheard: Vec<usize>,
    /// All its turns, in order.
    pub turns: Vec<usize>,
}

impl Exchange {
    /// The exchange, without room for more.
    fn kept(mut self) -> Arc<Self> {
        let Self {
            askers,
            questions,
            answers,
            unheard,
            turns,
            ..
        } = &mut self;
        for list in [askers, questions, answers, unheard, turns] {
            list.shrink_to_fit();
        }
        Arc::new(self)
    }
}

impl TurnSummary {
    /// Whether two turns do the same, whatever their words as long as none is long where the other is short.
    pub fn is_same(&self, other: &Self) -> bool {
        let words = other.words;
        same_length(self.words, words) && Self { words, ..*self } == *other
    }
}

/// The exchanges of a document, in order. Versions share those that are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchanges {
    all: Vector<Arc<Exchange>>,
    /// The first and the last turn that certainly asks, or in which somebody unheard does.
    questions: Option<(usize, usize)>,
}

impl Deref for Exchanges {
    type Target = Vector<Arc<Exchange>>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl<'a> IntoIterator for &'a Exchanges {
    type Item = &'a Arc<Exchange>;
    type IntoIter = imbl::vector::Iter<'a, Arc<Exchange>, imbl::shared_ptr::DefaultSharedPtr>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

/// The turns of a document as exchanges see them: what each is, and the role of whoever speaks in it, by index.
#[derive(Clone, Copy)]
pub struct Scene<S, R> {
    /// How many turns there are.
    pub count: usize,
    /// What a turn is.
    pub summary: S,
    /// Who speaks.
    pub role: R,
}

impl Exchanges {
    /// The first turn of the first exchange.
    pub fn first_turn(&self) -> Option<usize> {
        self.all.front()?.turns.first().copied()
    }

    /// How many begin before a turn.
    pub fn before(&self, turn: usize) -> usize {
        let begins = |number: usize| self.all[number].turns.first().copied();
        first_where(self.all.len(), |number| begins(number) >= Some(turn))
    }

    /// Whether the last of the first so many has a turn, or one behind it.
    pub fn reach(&self, many: usize, turn: usize) -> bool {
        let last = many.checked_sub(1).and_then(|last| self.all.get(last));
        last.is_some_and(|last| last.turns.last() >= Some(&turn))
    }

    /// Finds the exchanges of a document, and gives every turn its kind. A question that nobody heard belongs to
    /// the exchange of the turn it stands in.
    pub fn of<S, R>(turns: &mut Vector<Turn>, scene: Scene<S, R>) -> Self
    where
        S: Fn(usize) -> TurnSummary,
        R: Fn(usize) -> Option<Role>,
    {
        let count = scene.count;
        let first = (0..count).find(|&at| scene.is_certain(at));
        let last = (0..count).rfind(|&at| scene.is_certain(at));
        let questions = first.zip(last);
        let mut sequence = Sequence::new(scene, questions);
        let mut kinds: Vec<TurnKind> = (0..count).map(|at| sequence.place(at)).collect();
        sequence.close(0, &mut kinds);
        let mut exchange_of = vec![None; count];
        for (number, exchange) in sequence.exchanges.iter().enumerate() {
            for &turn in &exchange.turns {
                exchange_of[turn] = Some(number);
            }
        }
        for ((turn, kind), exchange) in turns.iter_mut().zip(kinds).zip(exchange_of) {
            (turn.kind, turn.exchange) = (kind, exchange);
        }
        Self {
            all: sequence.exchanges.into_iter().map(Exchange::kept).collect(),
            questions,
        }
    }

    /// Finds the exchanges of a later version with as many turns, which differ from the ones before in `changed` only. The
    /// turns have the kinds and exchanges of the version before, and get those of this one. How many were looked at is
    /// given back too. `None` where the exchanges have to be found [anew](Self::of).
    pub fn edited<S, R>(
        &self,
        turns: &mut Vector<Turn>,
        changed: &BTreeSet<usize>,
        scene: Scene<S, R>,
    ) -> Option<(Self, usize)>
    where
        S: Fn(usize) -> TurnSummary + Copy,
        R: Fn(usize) -> Option<Role> + Copy,
    {
        let (&min, &max) = (changed.first()?, changed.last()?);
        let questions = self.questions;
        let is_certain = |at: usize| scene.is_certain(at);
        let moves_ends = match questions {
            None => changed.iter().any(|&at| is_certain(at)),
            Some((first, last)) => {
                let beyond = |at: &usize| !(first..=last).contains(at);
                let mut ends = [first, last].into_iter();
                ends.any(|end| changed.contains(&end) && !is_certain(end))
                    || changed.iter().any(|at| beyond(at) && is_certain(*at))
            }
        };
        if moves_ends {
            return None;
        }
        // What a turn is depends on the one behind it, so the last exchange that begins before that is as it was.
        let safe = |at: usize| at + 1 < min;
        let begin = |number: usize| self.all[number].begin;
        let mut kept = first_where(self.all.len(), |number| !safe(begin(number)));
        let mut sequence = Sequence::new(scene, questions);
        let from = match kept.checked_sub(1) {
            Some(last) => {
                kept = last;
                sequence.resume(begin(last), turns, &self.all[last]);
                begin(last) + 1
            }
            None => 0,
        };
        let mut kinds = Vec::new();
        let mut rest = self.all.len();
        for at in from..scene.count {
            let known = sequence.exchanges.len();
            let kind = sequence.place(at);
            let old = turns[at].exchange;
            let old = old.filter(|&old| sequence.exchanges.len() > known && begin(old) == at);
            if let Some(old) = old.filter(|_| at > max && kind == turns[at].kind)
                && sequence.exchanges[known].handoff == self.all[old].handoff
            {
                // From here on all is as it was.
                sequence.exchanges.pop();
                rest = old;
                break;
            }
            kinds.push(kind);
        }
        if rest == self.all.len() {
            sequence.close(from, &mut kinds);
        }
        let placed = kinds.len();
        let new = sequence.exchanges;
        let mut all = self.all.take(kept);
        all.extend(new.into_iter().map(Exchange::kept));
        let found = all.len();
        all.append(self.all.skip(rest));
        for (at, kind) in (from..).zip(kinds) {
            if (turns[at].kind, turns[at].exchange) != (kind, None) {
                (turns[at].kind, turns[at].exchange) = (kind, None);
            }
        }
        // Where there are as many as before, only the first one behind may have a hand-off among these turns.
        let renumbered = match found == rest {
            true => found + 1,
            false => all.len(),
        };
        for number in kept..renumbered.min(all.len()) {
            for &turn in &all[number].turns {
                if turns[turn].exchange != Some(number) {
                    turns[turn].exchange = Some(number);
                }
            }
        }
        Some((Self { all, questions }, placed))
    }
}

/// The first number below `count` of which something holds, if it holds of all behind it too; else `count`.
fn first_where(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        match holds(middle) {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    low
}

impl<S, R> Scene<S, R>
where
    S: Fn(usize) -> TurnSummary,
    R: Fn(usize) -> Option<Role>,
{
    /// Whether a turn asks by its label, or by a question mark of somebody who asks.
    fn certainly_asks(&self, at: usize) -> bool {
        let turn = (self.summary)(at);
        match turn.stated {
            Some(kind) => kind.is_question(),
            None => {
                let press = || (self.role)(at) == Some(Role::Press);
                turn.generic == Some(Generic::Question)
                    || ((turn.affiliated || turn.asks) && press())
            }
        }
    }

    /// Whether a turn certainly asks, or somebody unheard does in it.
    fn is_certain(&self, at: usize) -> bool {
        (self.summary)(at).unheard > 0 || self.certainly_asks(at)
    }
}

/// An interviewer's question of so many words is no follow-up.
pub const MIN_QUESTION: usize = 15;
/// An unnamed asker who says no more than this behind an answer, and asks nothing, still has the floor: `Thank you.`
pub const MAX_REMARK: usize = 5;
/// A moderator's turn of fewer words is no answer.
pub const MIN_ANSWER: usize = 25;

/// The exchanges up to some turn.
struct Sequence<S, R> {
    scene: Scene<S, R>,
    exchanges: Vec<Exchange>,
    /// Whether the last exchange can go on: a heading ends it.
    open: bool,
    /// A hand-off that no question has followed yet.
    handoff: Option<usize>,
    /// From the first to the last turn that certainly asks, or in which somebody unheard does.
    questions: Range<usize>,
    /// The kind of the turn before.
    last: TurnKind,
}

impl<S, R> Sequence<S, R>
where
    S: Fn(usize) -> TurnSummary,
    R: Fn(usize) -> Option<Role>,
{
    fn new(scene: Scene<S, R>, questions: Option<(usize, usize)>) -> Self {
        Self {
            scene,
            exchanges: Vec::new(),
            open: false,
            handoff: None,
            questions: questions.map_or(0..0, |(first, last)| first..last),
            last: TurnKind::Remarks,
        }
    }

    /// Goes on behind the turn `at`, with which an exchange began in a version in which that turn was the same.
    fn resume(&mut self, at: usize, turns: &Vector<Turn>, began: &Exchange) {
        self.last = turns[at].kind;
        self.start(at, began.handoff);
        if self.last.is_question() {
            self.ask(at);
        }
        self.end(at);
    }

    /// Finds the next turn's kind and puts it into its exchange.
    fn place(&mut self, at: usize) -> TurnKind {
        let turn = (self.scene.summary)(at);
        if turn.starts_section {
            self.open = false;
            self.handoff = None;
        }
        let kind = self.kind(at);
        let rendering = self.open && self.is_rendering(at);
        self.last = kind;
        match kind {
            _ if rendering && turn.stated.is_none() => {
                if let Some(exchange) = self.exchanges.last_mut() {
                    exchange.turns.push(at);
                }
            }
            TurnKind::HandOff if turn.unheard > 0 => self.start(at, Some(at)),
            TurnKind::HandOff => self.handoff = Some(at),
            TurnKind::Question | TurnKind::FollowUp => {
                if kind == TurnKind::Question || !self.open {
                    self.start(at, self.handoff);
                }
                self.ask(at);
            }
            TurnKind::Answer if self.open => {
                if let Some(exchange) = self.exchanges.last_mut() {
                    exchange.answers.push(at);
                    exchange.turns.push(at);
                }
            }
            TurnKind::Answer | TurnKind::Remarks | TurnKind::Closing => {}
        }
        self.end(at);
        kind
    }

    /// Begins an exchange with the turn `at`.
    fn start(&mut self, at: usize, handoff: Option<usize>) {
        let turns = handoff.into_iter().collect();
        self.exchanges.push(Exchange {
            begin: at,
            handoff,
            turns,
            ..Exchange::default()
        });
        self.handoff = None;
        self.open = true;
    }

    /// Puts a question into the exchange.
    fn ask(&mut self, at: usize) {
        if let Some(exchange) = self.exchanges.last_mut() {
            exchange.questions.push(at);
            exchange.turns.push(at);
            let asker = (self.scene.summary)(at).speaker;
            let asker = asker.filter(|id| !exchange.askers.contains(id));
            exchange.askers.extend(asker);
        }
    }

    /// Puts what nobody heard into the exchange, unless that ends with this turn.
    fn end(&mut self, at: usize) {
        if self.closes(at) {
            self.open = false;
        }
        if self.open
            && self.last != TurnKind::Remarks
            && let Some(exchange) = self.exchanges.last_mut()
        {
            let unheard = (self.scene.summary)(at).unheard;
            exchange.unheard.extend(std::iter::repeat_n(at, unheard));
        }
    }

    /// Whether a moderator or an interviewer speaks after the last question: what follows answers nothing.
    fn closes(&self, at: usize) -> bool {
        let closer = || matches!((self.scene.role)(at), Some(Role::Moderator | Role::Press));
        at > self.questions.end && closer()
    }

    /// Makes remarks behind the last exchange the closing, where all turns are placed; `kinds` are those from the
    /// turn `from` on.
    fn close(&self, from: usize, kinds: &mut [TurnKind]) {
        let last = self.exchanges.last().and_then(|last| last.turns.last());
        let closing = last.map_or(self.scene.count, |last| last + 1);
        for at in closing.max(from)..self.scene.count {
            let kind = &mut kinds[at - from];
            if *kind == TurnKind::Remarks && (self.scene.summary)(at).stated.is_none() {
                *kind = TurnKind::Closing;
            }
        }
    }

    fn kind(&self, at: usize) -> TurnKind {
        let turn = (self.scene.summary)(at);
        if let Some(kind) = turn.stated {
            return kind;
        }
        if self.open && self.is_rendering(at) {
            return self.last;
        }
        if self.asks(at) {
            let follows = self.handoff.is_none() && self.continues(at);
            return if follows {
                TurnKind::FollowUp
            } else {
                TurnKind::Question
            };
        }
        let before_question = at + 1 < self.scene.count && self.asks(at + 1);
        match (self.scene.role)(at) {
            Some(Role::Moderator) if self.answers_alone(at) => TurnKind::Answer,
            Some(Role::Moderator) if before_question || turn.unheard > 0 => TurnKind::HandOff,
            Some(Role::Moderator | Role::Press) => TurnKind::Remarks,
            _ if self.open && self.handoff.is_none() => TurnKind::Answer,
            _ => TurnKind::Remarks,
        }
    }

    /// Whether an interpreter repeats the turn before: a question that somebody else answers next, or an answer.
    fn is_rendering(&self, at: usize) -> bool {
        let role = |at: usize| (self.scene.role)(at).filter(|_| at < self.scene.count);
        let next_answers = at + 1 < self.scene.count
            && !self.asks(at + 1)
            && !matches!(role(at + 1), Some(Role::Moderator | Role::Interpreter));
        role(at) == Some(Role::Interpreter)
            && match self.last {
                TurnKind::Question | TurnKind::FollowUp => next_answers,
                TurnKind::Answer => true,
                _ => false,
            }
    }

    /// Whether a moderator answers: long, right behind a question, and nobody else does.
    fn answers_alone(&self, at: usize) -> bool {
        self.open
            && self.last.is_question()
            && (self.scene.summary)(at).words >= MIN_ANSWER
            && !(self.scene.summary)(at).calls
            && (at + 1 == self.scene.count || self.asks(at + 1))
    }

    fn asks(&self, at: usize) -> bool {
        let stated = (self.scene.summary)(at).stated;
        let within = || stated.is_none() && self.questions.contains(&at);
        self.scene.certainly_asks(at) || (within() && (self.scene.role)(at) == Some(Role::Press))
    }

    /// Whether a question goes on with the exchange before it: asked by the same person, or by somebody unnamed
    /// before anybody answers, under a label that says so, or in a word of thanks.
    fn continues(&self, at: usize) -> bool {
        let Some(exchange) = self.exchanges.last().filter(|_| self.open) else {
            return false;
        };
        let turn = (self.scene.summary)(at);
        let new_topic = turn.asks && turn.words >= MIN_QUESTION && !turn.affiliated;
        match turn.speaker {
            Some(_) if new_topic && exchange.handoff.is_none() && !exchange.answers.is_empty() => {
                false
            }
            Some(id) => exchange.askers.contains(&id),
            None => {
                let remark = !turn.asks && (1..=MAX_REMARK).contains(&turn.words);
                turn.says_that_it_follows
                    || (remark && self.last == TurnKind::Answer)
                    || (exchange.askers.is_empty() && exchange.answers.is_empty())
            }
        }
    }
}
