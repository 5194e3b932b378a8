//! What is counted of speakers and turns, and what each turn adds to it.

use crate::model::exchanges::{MAX_REMARK, MIN_ANSWER, MIN_QUESTION, TurnSummary};
use crate::model::label_form::Generic;
use crate::model::speakers::Role;
use crate::model::structure::View;

/// Sums over the turns of one speaker. No document has more words than fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u32; SUMS]);

/// What is summed.
#[derive(Clone, Copy)]
pub enum Of {
    /// Turns.
    Turns,
    /// Turns in which the speaker is the first or only one whom the label names. Sums whose names begin so are over these.
    FirstTurns,
    FirstAffiliated,
    FirstSaysItAsks,
    FirstNamesHimself,
    FirstAsks,
    FirstWords,
    /// Turns that announce a question of somebody else.
    FirstAnnounces,
    Words,
    /// Turns that are long enough, or ask, to tell how often somebody does.
    Telling,
    /// Turns that [put a question](puts_a_question).
    Questions,
    Asks,
    /// Turns right behind one with a question mark.
    BehindAsking,
    /// Turns right before a question that give the floor to it.
    Calls,
    /// Turns right behind a question that do not call somebody else.
    Answers,
    /// Turns right behind a question.
    Follows,
    /// Turns between a moderator's and a principal's.
    Called,
}

const SUMS: usize = Of::Called as usize + 1;

/// Sums over all turns and speakers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    turns: usize,
    words: usize,
    asks: usize,
    /// Turns of a question under a label that names nobody.
    unnamed_questions: usize,
    /// Turns, question marks and words of those who carry an outlet in some label, or are said to ask.
    affiliated: [usize; 3],
    /// Words of those who often put questions in short turns, and of those who hardly ever do.
    asking_words: usize,
    answering_words: usize,
    /// Those who are the press by their labels or as declared.
    pub press: usize,
    /// The turns of the press.
    pub press_turns: usize,
    /// Those who answer and are not the press.
    pub answerers: usize,
}

impl Tally {
    /// A sum.
    pub fn get(&self, of: Of) -> usize {
        self.0[of as usize] as usize
    }

    fn set(&mut self, of: Of, sum: usize) {
        self.0[of as usize] = u32::try_from(sum).unwrap_or(u32::MAX);
    }

    pub fn add(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(sum, one)| *sum += one);
    }

    pub fn subtract(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(sum, one)| *sum -= one);
    }

    pub fn is_affiliated(&self) -> bool {
        self.get(Of::FirstAffiliated) > 0
    }

    /// Whether the turns are short on average.
    fn is_brief(&self) -> bool {
        self.get(Of::Words) <= LONG_TURN * self.get(Of::Turns)
    }

    /// How many of the turns that tell something put a question.
    fn share(&self) -> f64 {
        self.get(Of::Questions) as f64 / self.get(Of::Telling).max(1) as f64
    }

    /// Whether somebody often puts questions, in short turns.
    pub fn interviews(&self) -> bool {
        self.share() >= ASKERS_ASK && self.is_brief()
    }

    pub fn hardly_asks(&self) -> bool {
        self.share() <= ANSWERERS_ASK
    }

    /// Whether somebody who carries an outlet nevertheless answers: hardly asks, and speaks right behind questions.
    pub fn answers_with_an_outlet(&self) -> bool {
        let turns = self.get(Of::Turns);
        turns > 1 && self.get(Of::Asks) * 4 <= turns && self.get(Of::BehindAsking) * 2 > turns
    }
}

impl Totals {
    /// Adds what is summed of a turn, or takes it out.
    pub fn count_turn(&mut self, turn: &TurnSummary, add: impl Fn(&mut usize, usize)) {
        let unnamed_question = turn.generic == Some(Generic::Question);
        add(&mut self.turns, 1);
        add(&mut self.words, turn.words);
        add(&mut self.asks, usize::from(turn.asks));
        add(&mut self.unnamed_questions, usize::from(unnamed_question));
    }

    /// Adds what is summed of a speaker, or takes it out.
    pub fn count(&mut self, tally: &Tally, add: impl Fn(&mut usize, usize)) {
        if tally.is_affiliated() {
            let sums = [Of::FirstTurns, Of::FirstAsks, Of::FirstWords];
            for (total, of) in self.affiliated.iter_mut().zip(sums) {
                add(total, tally.get(of));
            }
        }
        if tally.interviews() {
            add(&mut self.asking_words, tally.get(Of::Words));
        } else if tally.hardly_asks() {
            add(&mut self.answering_words, tally.get(Of::Words));
        }
    }

    /// Whoever carries an outlet asks; unless those who do say most, and in long turns: then the outlets are parties, and
    /// it is a parliament; or ask hardly more often than the others, or seldom: then they are employers, and it is a meeting.
    pub fn outlets_ask(&self) -> bool {
        let [with, asking, words] = self.affiliated;
        let (without, asking_others) = (self.turns - with, self.asks - asking);
        let parliament = words > self.words - words && words > LONG_TURN * with;
        let hardly_more = asking * without * 2 <= asking_others * with * 3;
        let meeting = hardly_more || (with >= MANY_TURNS && asking * 5 < with * 2);
        !parliament && !meeting
    }

    pub fn labels_tell(&self) -> bool {
        self.press > 0 || self.unnamed_questions > 0
    }

    pub fn anybody_asks(&self) -> bool {
        self.press_turns > 0 || self.unnamed_questions > 0
    }

    pub fn askers_say_less(&self) -> bool {
        self.asking_words < self.answering_words
    }
}

impl View<'_> {
    /// What a turn says of those who speak in it.
    pub fn said(&self, at: usize) -> impl Iterator<Item = (usize, Tally)> {
        let turn = self.summary(at);
        let behind_asking = at > 0 && self.summary(at - 1).asks;
        let next = (at + 1 < self.turns.len()).then(|| self.summary(at + 1).speaker);
        let announces = turn.announces && next.is_some_and(|next| next != turn.speaker);
        let mut tally = Tally::default();
        tally.set(Of::Turns, 1);
        tally.set(Of::Words, turn.words);
        tally.set(
            Of::Telling,
            usize::from(turn.words >= MIN_WORDS || turn.asks),
        );
        tally.set(Of::Questions, usize::from(puts_a_question(&turn)));
        tally.set(Of::Asks, usize::from(turn.asks));
        tally.set(Of::BehindAsking, usize::from(behind_asking));
        let mut first = tally;
        first.set(Of::FirstTurns, 1);
        first.set(Of::FirstAffiliated, usize::from(turn.affiliated));
        first.set(Of::FirstSaysItAsks, usize::from(turn.says_that_it_asks));
        first.set(Of::FirstNamesHimself, usize::from(turn.names_himself));
        first.set(Of::FirstAsks, usize::from(turn.asks));
        first.set(Of::FirstWords, turn.words);
        first.set(Of::FirstAnnounces, usize::from(announces));
        let others = self.turns[at].others.iter().map(move |&id| (id, tally));
        turn.speaker.map(|id| (id, first)).into_iter().chain(others)
    }

    /// What a turn does between those before and after it, given who is the press.
    pub fn given(&self, at: usize, is_press: impl Fn(usize) -> bool) -> Option<(usize, Tally)> {
        let turn = self.summary(at);
        let speaker = turn.speaker?;
        let asks = |turn: &TurnSummary| {
            turn.generic == Some(Generic::Question) || turn.speaker.is_some_and(&is_press)
        };
        let before_question = at + 1 < self.turns.len() && asks(&self.summary(at + 1));
        let after_question = at > 0 && {
            let before = self.summary(at - 1);
            asks(&before) || before.unheard > 0
        };
        let calls = before_question && (turn.calls || !after_question);
        let mut tally = Tally::default();
        tally.set(Of::Calls, usize::from(calls));
        tally.set(Of::Answers, usize::from(after_question && !calls));
        tally.set(Of::Follows, usize::from(after_question));
        Some((speaker, tally))
    }

    /// Whether a turn stands between a moderator's and a principal's, given the roles.
    pub fn called(&self, at: usize, role: impl Fn(usize) -> Role) -> Option<(usize, Tally)> {
        let speaker = self.turns[at].speaker?;
        let is = |at: usize, due: Role| self.turns.get(at)?.speaker.map(|id| role(id) == due);
        let before = is(at.checked_sub(1)?, Role::Moderator)?;
        let mut tally = Tally::default();
        tally.set(
            Of::Called,
            usize::from(before && is(at + 1, Role::Principal)?),
        );
        Some((speaker, tally))
    }
}

/// Whether two turns are long or short in the same way, for whatever is decided by the length of a turn.
pub fn same_length(one: usize, other: usize) -> bool {
    let length = |words| LENGTHS.partition_point(|&least| least <= words);
    length(one) == length(other)
}

/// The least words of what is longer than something else, in order.
const LENGTHS: [usize; 6] = [
    1,
    MIN_WORDS,
    MAX_REMARK + 1,
    MIN_QUESTION,
    MIN_ANSWER,
    LONG_TURN / 2 + 1,
];

/// Whether a turn puts a question to somebody: in a long turn a question mark may be rhetorical.
pub fn puts_a_question(turn: &TurnSummary) -> bool {
    turn.asks && (turn.ends_asking || turn.words <= LONG_TURN / 2)
}

/// Speeches are longer than questions, in words on average.
const LONG_TURN: usize = 120;
/// Fewer turns tell nothing of how often somebody asks.
const MANY_TURNS: usize = 5;
/// An interviewer's share of turns that put a question, at least.
const ASKERS_ASK: f64 = 0.4;
/// The same of somebody who answers, at most.
const ANSWERERS_ASK: f64 = 0.2;
/// Shorter turns without a question mark tell nothing: `Yes.`
const MIN_WORDS: usize = 4;
