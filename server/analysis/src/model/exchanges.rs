//! Questions and their answers: the kind of every turn, and the exchanges they form.

use std::ops::Range;

use super::label_form::Generic;
use super::speakers::{Role, Speaker};

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
    /// The turn that gives the floor, as an index into [`Structure::turns`](super::Structure::turns).
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

/// Gives every turn its kind, and collects the exchanges. A question that nobody heard belongs to
/// the exchange of the turn it stands in.
pub fn exchanges(speakers: &[Speaker], turns: &[TurnSummary]) -> (Vec<TurnKind>, Vec<Exchange>) {
    let mut sequence = Sequence {
        speakers,
        turns,
        exchanges: Vec::new(),
        open: false,
        handoff: None,
        questions: 0..0,
        last: TurnKind::Remarks,
    };
    let certain = |turn: &TurnSummary| sequence.certainly_asks(turn) || turn.unheard > 0;
    let first = turns.iter().position(certain).unwrap_or(0);
    sequence.questions = first..turns.iter().rposition(certain).unwrap_or(0);
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

/// An interviewer's question of so many words is no follow-up.
pub const MIN_QUESTION: usize = 15;
/// An unnamed asker who says no more than this behind an answer, and asks nothing, still has the floor: `Thank you.`
pub const MAX_REMARK: usize = 5;
/// A moderator's turn of fewer words is no answer.
pub const MIN_ANSWER: usize = 25;

/// The exchanges up to some turn.
struct Sequence<'a> {
    speakers: &'a [Speaker],
    turns: &'a [TurnSummary],
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

impl Sequence<'_> {
    /// Finds the next turn's kind and puts it into its exchange.
    fn place(&mut self, at: usize) -> TurnKind {
        let turn = &self.turns[at];
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

    /// Whether a moderator or an interviewer speaks after the last question: what follows answers nothing.
    fn closes(&self, at: usize) -> bool {
        let closer = matches!(
            self.role(&self.turns[at]),
            Some(Role::Moderator | Role::Press)
        );
        at > self.questions.end && closer
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
        let before_question = at + 1 < self.turns.len() && self.asks(at + 1);
        match self.role(turn) {
            Some(Role::Moderator) if self.answers_alone(at) => TurnKind::Answer,
            Some(Role::Moderator) if before_question || turn.unheard > 0 => TurnKind::HandOff,
            Some(Role::Moderator | Role::Press) => TurnKind::Remarks,
            _ if self.open && self.handoff.is_none() => TurnKind::Answer,
            _ => TurnKind::Remarks,
        }
    }

    /// Whether an interpreter repeats the turn before: a question that somebody else answers next, or an answer.
    fn is_rendering(&self, at: usize) -> bool {
        let role = |at: usize| self.turns.get(at).and_then(|turn| self.role(turn));
        let next_answers = at + 1 < self.turns.len()
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
            && self.turns[at].words >= MIN_ANSWER
            && !self.turns[at].calls
            && (at + 1 == self.turns.len() || self.asks(at + 1))
    }

    fn asks(&self, at: usize) -> bool {
        let turn = &self.turns[at];
        match turn.stated {
            Some(kind) => kind.is_question(),
            None if self.role(turn) == Some(Role::Press) => {
                self.certainly_asks(turn) || self.questions.contains(&at)
            }
            None => self.certainly_asks(turn),
        }
    }

    /// Whether a turn asks by its label, or by a question mark of somebody who asks.
    fn certainly_asks(&self, turn: &TurnSummary) -> bool {
        match turn.stated {
            Some(kind) => kind.is_question(),
            None => {
                turn.generic == Some(Generic::Question)
                    || (self.role(turn) == Some(Role::Press) && (turn.affiliated || turn.asks))
            }
        }
    }

    fn role(&self, turn: &TurnSummary) -> Option<Role> {
        turn.speaker.map(|id| self.speakers[id].role)
    }

    /// Whether a question goes on with the exchange before it: asked by the same person, or by somebody unnamed
    /// before anybody answers, under a label that says so, or in a word of thanks.
    fn continues(&self, at: usize) -> bool {
        let Some(exchange) = self.exchanges.last().filter(|_| self.open) else {
            return false;
        };
        let turn = &self.turns[at];
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
