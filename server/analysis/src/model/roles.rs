//! What the speakers do in a transcript: who asks, who answers, who gives the floor.

use super::exchanges::{MAX_REMARK, MIN_ANSWER, MIN_QUESTION, TurnSummary};
use super::label_form::Generic;
use super::speakers::{Role, Speaker};
use super::structure::Words;
use super::vocabulary::{INTERPRETERS, MODERATORS, fold, has_word};

/// Gives every speaker a role; what the cast declares stays. Gives back what was weighed by the words said.
pub fn assign_roles(speakers: &mut [Speaker], turns: &[TurnSummary], words: &Words) -> Weighing {
    let mut weighing = Weighing::of(speakers, turns);
    weighing.weighed = weighing.weigh(speakers, words);
    let press = press(speakers, turns, &weighing);
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
        if speaker.role != Role::Unknown {
            continue;
        }
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
    weighing
}

/// What decides by words said who asks, where the labels leave it open. The words themselves change with every edit,
/// this hardly ever.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighing {
    /// Who carries an outlet in some label, or is said to ask.
    affiliated: Vec<bool>,
    /// The turns of all of them.
    affiliated_turns: usize,
    /// Who often puts a question.
    often: Vec<bool>,
    /// Who hardly ever does.
    seldom: Vec<bool>,
    weighed: Weighed,
}

/// How the scales stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Weighed {
    /// Those with outlets say more than the others, and in long turns.
    parliament: bool,
    /// Who has short turns on average.
    brief: Vec<bool>,
    /// Those who often ask say less than those who hardly ever do.
    askers_say_less: bool,
}

impl Weighing {
    /// Whether these words weigh the same.
    pub fn is_same(&self, speakers: &[Speaker], words: &Words) -> bool {
        self.weighed == self.weigh(speakers, words)
    }

    fn of(speakers: &[Speaker], turns: &[TurnSummary]) -> Self {
        let mut affiliated = vec![false; speakers.len()];
        for turn in turns {
            if let Some(id) = turn.speaker {
                affiliated[id] |= turn.affiliated;
            }
        }
        let is_affiliated = |turn: &&TurnSummary| turn.speaker.is_some_and(|id| affiliated[id]);
        let affiliated_turns = turns.iter().filter(is_affiliated).count();
        let share = |speaker: &Speaker| {
            let turns = || speaker.turns.iter().map(|&at| &turns[at]);
            let telling = turns().filter(|turn| turn.words >= MIN_WORDS || turn.asks);
            let asking = turns().filter(|turn| puts_a_question(turn)).count();
            asking as f64 / telling.count().max(1) as f64
        };
        let shares: Vec<f64> = speakers.iter().map(share).collect();
        Self {
            affiliated_turns,
            affiliated,
            often: shares.iter().map(|&share| share >= ASKERS_ASK).collect(),
            seldom: shares.iter().map(|&share| share <= ANSWERERS_ASK).collect(),
            weighed: Weighed::default(),
        }
    }

    fn weigh(&self, speakers: &[Speaker], words: &Words) -> Weighed {
        let ids = || 0..speakers.len();
        let with: usize = ids()
            .filter(|&id| self.affiliated[id])
            .map(|id| words.of_first(id))
            .sum();
        let is_brief = |id: usize| words.of_speaker(id) <= LONG_TURN * speakers[id].turns.len();
        let brief: Vec<bool> = ids().map(is_brief).collect();
        let asks = |id: usize| self.often[id] && brief[id];
        let said = |ids: &mut dyn Iterator<Item = usize>| -> usize {
            ids.map(|id| words.of_speaker(id)).sum()
        };
        let asking = said(&mut ids().filter(|&id| asks(id)));
        let answering = said(&mut ids().filter(|&id| !asks(id) && self.seldom[id]));
        Weighed {
            parliament: with > words.in_turns() - with && with > LONG_TURN * self.affiliated_turns,
            askers_say_less: asking < answering,
            brief,
        }
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

/// Who asks, by their labels, else by what they say.
fn press(speakers: &[Speaker], turns: &[TurnSummary], weighing: &Weighing) -> Vec<bool> {
    let mut press = by_label(speakers, turns, weighing);
    for (id, speaker) in speakers.iter().enumerate() {
        if speaker.role != Role::Unknown {
            press[id] = speaker.role == Role::Press;
        }
    }
    let any_press = press.contains(&true)
        || turns
            .iter()
            .any(|turn| turn.generic == Some(Generic::Question));
    if !any_press {
        press = interviewers(speakers, turns, weighing);
        for (press, announced) in press.iter_mut().zip(announced(speakers, turns)) {
            *press |= announced;
        }
        return press;
    }
    for turn in turns.iter().filter(|turn| turn.names_himself) {
        if let Some(id) = turn.speaker {
            press[id] |= speakers[id].role == Role::Unknown;
        }
    }
    press
}

/// Those whose question somebody else announces who does so more than once, as operators of conference calls do.
fn announced(speakers: &[Speaker], turns: &[TurnSummary]) -> Vec<bool> {
    let mut announced = vec![false; speakers.len()];
    let mut announcements = vec![0; speakers.len()];
    let announcing =
        |pair: &&[TurnSummary]| pair[0].announces && pair[0].speaker != pair[1].speaker;
    for pair in turns.windows(2).filter(announcing) {
        if let Some(id) = pair[0].speaker {
            announcements[id] += 1;
        }
    }
    for pair in turns.windows(2).filter(announcing) {
        if let (Some(by), Some(id)) = (pair[0].speaker, pair[1].speaker) {
            announced[id] |= announcements[by] > 1;
        }
    }
    announced
}

/// Speeches are longer than questions, in words on average.
const LONG_TURN: usize = 120;

/// Fewer turns tell nothing of how often somebody asks.
const MANY_TURNS: usize = 5;

/// Whoever carries an outlet asks; unless those who do say most, and in long turns: then the outlets
/// are parties, and it is a parliament; or ask hardly more often than the others, or seldom: then they are employers,
/// and it is a meeting.
fn by_label(speakers: &[Speaker], turns: &[TurnSummary], weighing: &Weighing) -> Vec<bool> {
    let mut affiliated = weighing.affiliated.clone();
    let mut stated = vec![false; speakers.len()];
    for turn in turns {
        if let Some(id) = turn.speaker {
            stated[id] |= turn.says_that_it_asks;
        }
    }
    let is_affiliated = |turn: &&TurnSummary| turn.speaker.is_some_and(|id| affiliated[id]);
    let (with, without): (Vec<_>, Vec<_>) = turns.iter().partition(is_affiliated);
    let asking = with.iter().filter(|turn| turn.asks).count();
    let asking_others = without.iter().filter(|turn| turn.asks).count();
    let hardly_more = asking * without.len() * 2 <= asking_others * with.len() * 3;
    let meeting = hardly_more || (with.len() >= MANY_TURNS && asking * 5 < with.len() * 2);
    if weighing.weighed.parliament || meeting {
        return stated;
    }
    for (id, speaker) in speakers.iter().enumerate() {
        affiliated[id] &= stated[id] || !answers_with_an_outlet(speaker, turns);
    }
    affiliated
}

/// Whether somebody who carries an outlet nevertheless answers: hardly asks, and speaks right behind questions.
fn answers_with_an_outlet(speaker: &Speaker, turns: &[TurnSummary]) -> bool {
    let count =
        |holds: &dyn Fn(usize) -> bool| speaker.turns.iter().filter(|&&at| holds(at)).count();
    let asks = count(&|at| turns[at].asks);
    let follows = count(&|at| at > 0 && turns[at - 1].asks);
    speaker.turns.len() > 1 && asks * 4 <= speaker.turns.len() && follows * 2 > speaker.turns.len()
}

/// Those who interview somebody, where no label says who asks: they often ask, are answered by somebody who hardly
/// ever asks, and these have most turns between them. Otherwise nobody: a talk among equals has no
/// exchanges, and neither has a round in which the chair asks everybody in turn.
fn interviewers(speakers: &[Speaker], turns: &[TurnSummary], weighing: &Weighing) -> Vec<bool> {
    let asks = |id: usize| weighing.often[id] && weighing.weighed.brief[id];
    let answers = |id: usize| weighing.seldom[id];
    let (mut asked, mut answered) = (0, 0);
    let (mut asking, mut answering, mut busiest) = (0, 0, 0);
    for (id, speaker) in speakers.iter().enumerate() {
        if asks(id) {
            asking += speaker.turns.len();
        } else if answers(id) {
            answering += speaker.turns.len();
            busiest = busiest.max(speaker.turns.len());
        }
    }
    for pair in turns.windows(2) {
        let [turn, next] = pair else { continue };
        if turn.speaker.is_some_and(asks) && puts_a_question(turn) {
            asked += 1;
            answered += usize::from(next.speaker.is_some_and(answers));
        }
    }
    let talks_less = weighing.weighed.askers_say_less || asked * 10 >= asking * 6;
    let is_interview = asked >= MIN_QUESTIONS
        && answered * 10 >= asked * 8
        && (asking + answering) * 10 >= turns.len() * 7
        && busiest * 2 >= answering
        && talks_less;
    (0..speakers.len())
        .map(|id| is_interview && asks(id))
        .collect()
}

/// Whether a turn puts a question to somebody: in a long turn a question mark may be rhetorical.
fn puts_a_question(turn: &TurnSummary) -> bool {
    turn.asks && (turn.ends_asking || turn.words <= LONG_TURN / 2)
}

/// An interviewer's share of turns that put a question, at least.
const ASKERS_ASK: f64 = 0.4;
/// The same of somebody who answers, at most.
const ANSWERERS_ASK: f64 = 0.2;
/// Shorter turns without a question mark tell nothing: `Yes.`
const MIN_WORDS: usize = 4;
/// An interview has at least so many questions.
const MIN_QUESTIONS: usize = 3;
