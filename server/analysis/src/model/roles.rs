//! What the speakers do in a transcript: who asks, who answers, who gives the floor.
//!
//! All of it follows from sums over the turns, each of which knows only its neighbours ([`Tally`]). So an edit changes the
//! sums of those whose turns it touches, and only where it turns one of the few [facts](Ground) about the whole
//! document is everybody looked at again.

mod edited;
mod tally;

use foldhash::HashMap;
use imbl::OrdMap;

use super::speakers::{Role, Speaker};
use super::structure::View;
use super::vocabulary::{INTERPRETERS, MODERATORS, has_word, with_fold};
pub use edited::{Edit, beside};
pub use tally::same_length;
use tally::{Of, Tally, Totals, puts_a_question};

/// What is counted of the speakers, and what follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    standings: OrdMap<usize, Standing>,
    totals: Totals,
    ground: Ground,
}

/// What is counted of one speaker, and what follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Standing {
    tally: Tally,
    /// Whether it is the press.
    press: bool,
    /// The role, as far as it does not follow from those of others.
    role: Role,
}

/// Facts about the whole document on which everybody's role rests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Ground {
    /// Whether whoever carries an outlet asks; else the outlets are parties, or employers.
    outlets_ask: bool,
    /// Whether labels tell who asks; else it shows in what is said.
    labels_tell: bool,
    /// Whether anybody asks.
    anybody_asks: bool,
    /// Where labels don't: whether those who often ask say less than those who hardly ever do.
    askers_say_less: bool,
}

impl Standing {
    /// Whether somebody is the press by declaration or by the labels.
    fn is_labelled_press(&self, speaker: &Speaker, outlets_ask: bool) -> bool {
        if let Some(role) = speaker.declared {
            return role == Role::Press;
        }
        let tally = &self.tally;
        let by_outlet = outlets_ask && tally.is_affiliated() && !tally.answers_with_an_outlet();
        tally.get(Of::FirstSaysItAsks) > 0 || by_outlet
    }

    /// Whether somebody is the press, where labels tell that.
    fn is_press(&self, speaker: &Speaker, outlets_ask: bool) -> bool {
        let names_himself = self.tally.get(Of::FirstNamesHimself) > 0 && speaker.declared.is_none();
        names_himself || self.is_labelled_press(speaker, outlets_ask)
    }

    /// The turns in which the press speaks.
    fn press_turns(&self) -> usize {
        usize::from(self.press) * self.tally.get(Of::FirstTurns)
    }

    /// The role, given how many others answer.
    fn role(&self, speaker: &Speaker, ground: Ground, answerers: usize) -> Role {
        if let Some(role) = speaker.declared {
            return role;
        }
        let tally = &self.tally;
        let others_answer = answerers > usize::from(self.answers());
        let turns = tally.get(Of::Turns);
        let says = |table| {
            let parts = [&speaker.name, &speaker.title].into_iter().flatten();
            parts
                .into_iter()
                .any(|part| with_fold(part, |part| has_word(part, table)))
        };
        let keeps_calling = tally.get(Of::Calls) > 1 && tally.get(Of::Calls) * 2 > turns;
        if says(&INTERPRETERS) {
            Role::Interpreter
        } else if self.press {
            Role::Press
        } else if tally.get(Of::Answers) * 2 < turns
            && (others_answer || tally.get(Of::Follows) == 0)
            && (keeps_calling || says(&MODERATORS))
        {
            Role::Moderator
        } else if ground.anybody_asks && tally.get(Of::Follows) > 0 {
            Role::Principal
        } else {
            Role::Unknown
        }
    }

    /// The role, those of others considered: whoever is called by a moderator, asks and is answered by a principal is the press.
    fn final_role(&self) -> Role {
        let called = self.tally.get(Of::Called) > 0 && self.tally.get(Of::FirstAsks) > 0;
        match self.role {
            Role::Unknown if called => Role::Press,
            role => role,
        }
    }

    fn answers(&self) -> bool {
        !self.press && self.tally.get(Of::Answers) > 0
    }
}

impl Roles {
    /// What all speakers of a document do; gives each the role.
    pub fn of(speakers: &mut [Speaker], view: &View<'_>) -> Self {
        let turns = 0..view.turns.len();
        let mut totals = Totals::default();
        let mut standings: HashMap<usize, Standing> =
            HashMap::with_capacity_and_hasher(speakers.len(), Default::default());
        for at in turns.clone() {
            totals.count_turn(&view.summary(at), |total, one| *total += one);
            for (id, tally) in view.said(at) {
                standings.entry(id).or_default().tally.add(&tally);
            }
        }
        for standing in standings.values() {
            totals.count(&standing.tally, |total, one| *total += one);
        }
        let outlets_ask = totals.outlets_ask();
        for speaker in &*speakers {
            let standing = standings.entry(speaker.id).or_default();
            totals.press += usize::from(standing.is_labelled_press(speaker, outlets_ask));
        }
        let labels_tell = totals.labels_tell();
        if labels_tell {
            for speaker in &*speakers {
                let standing = standings.entry(speaker.id).or_default();
                standing.press = standing.is_press(speaker, outlets_ask);
            }
        } else {
            for id in interviewers(&standings, &totals, view) {
                standings.entry(id).or_default().press = true;
            }
            for id in announced(&standings, view) {
                standings.entry(id).or_default().press = true;
            }
        }
        for standing in standings.values() {
            totals.press_turns += standing.press_turns();
        }
        let ground = Ground {
            outlets_ask,
            labels_tell,
            anybody_asks: totals.anybody_asks(),
            askers_say_less: !labels_tell && totals.askers_say_less(),
        };
        for at in turns.clone() {
            if let Some((id, tally)) = view.given(at, |id| standings[&id].press) {
                standings.entry(id).or_default().tally.add(&tally);
            }
        }
        totals.answerers = standings.values().filter(|one| one.answers()).count();
        for speaker in &*speakers {
            let standing = standings.entry(speaker.id).or_default();
            standing.role = standing.role(speaker, ground, totals.answerers);
        }
        for at in turns {
            if let Some((id, tally)) = view.called(at, |id| standings[&id].role) {
                standings.entry(id).or_default().tally.add(&tally);
            }
        }
        for speaker in speakers {
            speaker.role = standings[&speaker.id].final_role();
        }
        Self {
            standings: standings.into_iter().collect(),
            totals,
            ground,
        }
    }

    fn standing(&self, id: usize) -> Standing {
        self.standings.get(&id).copied().unwrap_or_default()
    }

    fn tally(&self, id: usize) -> Tally {
        self.standings
            .get(&id)
            .map_or_else(Tally::default, |standing| standing.tally)
    }

    /// The words in a speaker's turns.
    pub fn words_of(&self, speaker: usize) -> usize {
        let standing = self.standings.get(&speaker);
        standing.map_or(0, |standing| standing.tally.get(Of::Words))
    }
}

/// Those whose question somebody else announces who does so more than once, as operators of conference calls do.
fn announced(standings: &HashMap<usize, Standing>, view: &View<'_>) -> Vec<usize> {
    let pairs = (1..view.turns.len()).map(|at| (view.summary(at - 1), view.summary(at)));
    let announced = pairs.filter_map(|(turn, next)| {
        let (by, id) = (turn.speaker?, next.speaker?);
        let often = standings[&by].tally.get(Of::FirstAnnounces) > 1;
        (turn.announces && by != id && often).then_some(id)
    });
    announced.collect()
}

/// Those who interview somebody, where no label says who asks: they often ask, are answered by somebody who hardly
/// ever asks, and these have most turns between them. Otherwise nobody: a talk among equals has no
/// exchanges, and neither has a round in which the chair asks everybody in turn.
fn interviewers(
    standings: &HashMap<usize, Standing>,
    totals: &Totals,
    view: &View<'_>,
) -> Vec<usize> {
    let asks = |id: usize| standings[&id].tally.interviews();
    let answers = |id: usize| standings[&id].tally.hardly_asks();
    let (mut asked, mut answered) = (0, 0);
    let (mut asking, mut answering, mut busiest) = (0, 0, 0);
    for standing in standings.values() {
        let turns = standing.tally.get(Of::Turns);
        if standing.tally.interviews() {
            asking += turns;
        } else if standing.tally.hardly_asks() {
            answering += turns;
            busiest = busiest.max(turns);
        }
    }
    for at in 1..view.turns.len() {
        let (turn, next) = (view.summary(at - 1), view.summary(at));
        if turn.speaker.is_some_and(asks) && puts_a_question(&turn) {
            asked += 1;
            answered += usize::from(next.speaker.is_some_and(answers));
        }
    }
    let talks_less = totals.askers_say_less() || asked * 10 >= asking * 6;
    let is_interview = asked >= MIN_QUESTIONS
        && answered * 10 >= asked * 8
        && (asking + answering) * 10 >= view.turns.len() * 7
        && busiest * 2 >= answering
        && talks_less;
    let ids = standings.keys().copied();
    ids.filter(|&id| is_interview && asks(id)).collect()
}

/// An interview has at least so many questions.
const MIN_QUESTIONS: usize = 3;
