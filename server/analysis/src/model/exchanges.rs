//! Who asks and who answers: roles, the kind of every turn, and the exchanges they form.

use super::label_form::Generic;
use super::speakers::{Role, Speaker};
use super::vocabulary::{INTERPRETERS, MODERATORS, fold, has_word};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnSummary {
    /// The speaker, by index.
    pub speaker: Option<usize>,
    /// Set when the label names no person.
    pub generic: Option<Generic>,
    /// The kind that an attribute states.
    pub stated: Option<TurnKind>,
    /// Words spoken.
    pub words: usize,
    /// Whether the label names an outlet, or says that its holder asks.
    pub affiliated: bool,
    /// Whether there is a question mark.
    pub asks: bool,
    /// Whether it does nothing but call whoever has the next turn.
    pub calls: bool,
    /// How many unheard questions stand in it.
    pub unheard: usize,
    /// Whether a heading stands between it and the turn before it.
    pub starts_section: bool,
}

/// A question with its hand-off, its follow-ups and its answers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Exchange {
    /// The turn that gives the floor, as an index into [`Model::turns`](super::Model::turns).
    pub handoff: Option<usize>,
    /// The askers, each once, as indexes of speakers.
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

/// Gives every speaker a role.
pub fn assign_roles(speakers: &mut [Speaker], turns: &[TurnSummary]) {
    let press = press(speakers, turns);
    let asks = |turn: &TurnSummary| {
        turn.generic == Some(Generic::Question) || turn.speaker.is_some_and(|id| press[id])
    };
    let any_press = turns.iter().any(&asks);
    let mut tallies = vec![Tally::default(); speakers.len()];
    for (at, turn) in turns.iter().enumerate() {
        let Some(id) = turn.speaker else { continue };
        let before_question = turns.get(at + 1).is_some_and(&asks);
        let after_question = at > 0 && (asks(&turns[at - 1]) || turns[at - 1].unheard > 0);
        let calls = before_question && (turn.calls || !after_question);
        tallies[id].calls += usize::from(calls);
        tallies[id].answers += usize::from(after_question && !calls);
        tallies[id].follows += usize::from(after_question);
        tallies[id].asks += usize::from(turn.asks);
    }
    let answerers = (0..speakers.len()).filter(|&id| !press[id] && tallies[id].answers > 0);
    let answerers: Vec<usize> = answerers.take(2).collect();
    for (id, speaker) in speakers.iter_mut().enumerate() {
        let tally = &tallies[id];
        let others_answer = answerers.iter().any(|&other| other != id);
        let turns = speaker.turns.len();
        let is_called =
            [&speaker.name, &speaker.title].map(|part| fold(part.as_deref().unwrap_or("")));
        let says = |table| is_called.iter().any(|part| has_word(part, table));
        let keeps_calling = tally.calls > 1 && tally.calls * 2 > turns;
        speaker.role = if says(&INTERPRETERS) {
            Role::Interpreter
        } else if press[id] {
            Role::Press
        } else if tally.answers * 2 < turns
            && (says(&MODERATORS) || keeps_calling)
            && (others_answer || tally.follows == 0)
        {
            Role::Moderator
        } else if any_press && tally.follows > 0 {
            Role::Principal
        } else {
            Role::Unknown
        };
    }
    for at in 1..turns.len().saturating_sub(1) {
        let role = |at: usize| turns[at].speaker.map(|id| speakers[id].role);
        let called = role(at - 1) == Some(Role::Moderator) && role(at + 1) == Some(Role::Principal);
        if let Some(id) = turns[at].speaker
            && called
            && speakers[id].role == Role::Unknown
            && tallies[id].asks > 0
        {
            speakers[id].role = Role::Press;
        }
    }
}

#[derive(Clone, Default)]
struct Tally {
    /// Turns right behind a question that do not call somebody else.
    answers: usize,
    /// Turns right behind a question.
    follows: usize,
    /// Turns right before a question that give the floor to it.
    calls: usize,
    /// Turns with a question mark.
    asks: usize,
}

/// Speeches are longer than questions, in words on average.
const LONG_TURN: usize = 120;

/// Whoever carries an outlet asks; unless those who do say most, and in long turns: then the outlets
/// are parties, and it is a parliament.
fn press(speakers: &[Speaker], turns: &[TurnSummary]) -> Vec<bool> {
    let mut affiliated = vec![false; speakers.len()];
    for turn in turns {
        if let Some(id) = turn.speaker {
            affiliated[id] |= turn.affiliated;
        }
    }
    let is_affiliated = |turn: &&TurnSummary| turn.speaker.is_some_and(|id| affiliated[id]);
    let (with, without): (Vec<_>, Vec<_>) = turns.iter().partition(is_affiliated);
    let words = |turns: &[&TurnSummary]| turns.iter().map(|turn| turn.words).sum::<usize>();
    if words(&with) > words(&without) && words(&with) > LONG_TURN * with.len() {
        affiliated.fill(false);
    }
    affiliated
}

/// Gives every turn its kind, and collects the exchanges. A question that nobody heard belongs to
/// the exchange of the turn it stands in.
pub fn exchanges(speakers: &[Speaker], turns: &[TurnSummary]) -> (Vec<TurnKind>, Vec<Exchange>) {
    let mut sequence = Sequence {
        speakers,
        turns,
        exchanges: Vec::new(),
        open: false,
        handoff: None,
        last_question: 0,
    };
    let asks = |turn: &TurnSummary| sequence.asks(turn) || turn.unheard > 0;
    sequence.last_question = turns.iter().rposition(asks).unwrap_or(0);
    let mut kinds: Vec<TurnKind> = (0..turns.len()).map(|at| sequence.place(at)).collect();
    let last = sequence.exchanges.last().and_then(|last| last.turns.last());
    let closing = last.map_or(turns.len(), |last| last + 1);
    for at in closing..turns.len() {
        if kinds[at] == TurnKind::Remarks && turns[at].stated.is_none() {
            kinds[at] = TurnKind::Closing;
        }
    }
    (kinds, sequence.exchanges)
}

/// The exchanges up to some turn.
struct Sequence<'a> {
    speakers: &'a [Speaker],
    turns: &'a [TurnSummary],
    exchanges: Vec<Exchange>,
    /// Whether the last exchange can go on: a heading ends it.
    open: bool,
    /// A hand-off that no question has followed yet.
    handoff: Option<usize>,
    /// The last turn that asks, or in which somebody unheard does.
    last_question: usize,
}

impl Sequence<'_> {
    /// Finds the next turn's kind and puts it into its exchange.
    fn place(&mut self, at: usize) -> TurnKind {
        let turn = &self.turns[at];
        if turn.starts_section {
            self.open = false;
            self.handoff = None;
        }
        let kind = self.kind(at);
        match kind {
            TurnKind::HandOff if turn.unheard > 0 => self.start(Some(at)),
            TurnKind::HandOff => self.handoff = Some(at),
            TurnKind::Question | TurnKind::FollowUp => {
                if kind == TurnKind::Question || !self.open {
                    let handoff = self.handoff.take();
                    self.start(handoff);
                }
                if let Some(exchange) = self.exchanges.last_mut() {
                    exchange.questions.push(at);
                    exchange.turns.push(at);
                    exchange
                        .askers
                        .extend(turn.speaker.filter(|id| !exchange.askers.contains(id)));
                }
            }
            TurnKind::Answer if self.open => {
                if let Some(exchange) = self.exchanges.last_mut() {
                    exchange.answers.push(at);
                    exchange.turns.push(at);
                }
            }
            TurnKind::Answer | TurnKind::Remarks | TurnKind::Closing => {}
        }
        if self.closes(at) {
            self.open = false;
        }
        if self.open
            && kind != TurnKind::Remarks
            && let Some(exchange) = self.exchanges.last_mut()
        {
            exchange
                .unheard
                .extend(std::iter::repeat_n(at, turn.unheard));
        }
        kind
    }

    /// Whether a moderator speaks after the last question: what follows answers nothing.
    fn closes(&self, at: usize) -> bool {
        at > self.last_question && self.role(&self.turns[at]) == Some(Role::Moderator)
    }

    fn start(&mut self, handoff: Option<usize>) {
        let turns = handoff.into_iter().collect();
        self.exchanges.push(Exchange {
            handoff,
            turns,
            ..Exchange::default()
        });
        self.open = true;
    }

    fn kind(&self, at: usize) -> TurnKind {
        let turn = &self.turns[at];
        if let Some(kind) = turn.stated {
            return kind;
        }
        if self.asks(turn) {
            let follows = self.handoff.is_none() && self.continues(at);
            return if follows {
                TurnKind::FollowUp
            } else {
                TurnKind::Question
            };
        }
        let before_question = self.turns.get(at + 1).is_some_and(|next| self.asks(next));
        match self.role(turn) {
            Some(Role::Moderator) if before_question || turn.unheard > 0 => TurnKind::HandOff,
            Some(Role::Moderator) => TurnKind::Remarks,
            _ if self.open && self.handoff.is_none() => TurnKind::Answer,
            _ => TurnKind::Remarks,
        }
    }

    fn asks(&self, turn: &TurnSummary) -> bool {
        match turn.stated {
            Some(kind) => kind.is_question(),
            None => turn.generic == Some(Generic::Question) || self.role(turn) == Some(Role::Press),
        }
    }

    fn role(&self, turn: &TurnSummary) -> Option<Role> {
        turn.speaker.map(|id| self.speakers[id].role)
    }

    /// Whether a question goes on with the exchange before it: asked by the same person, or by
    /// somebody unnamed before anybody answers.
    fn continues(&self, at: usize) -> bool {
        let Some(exchange) = self.exchanges.last().filter(|_| self.open) else {
            return false;
        };
        match self.turns[at].speaker {
            Some(id) => exchange.askers.contains(&id),
            None => exchange.askers.is_empty() && exchange.answers.is_empty(),
        }
    }
}
