//! What the speakers do in a transcript: who asks, who answers, who gives the floor.
//!
//! All of it follows from sums over the turns, each of which knows only its neighbours ([`Tally`]). So an edit changes the
//! sums of those whose turns it touches, and only where it turns one of the few [facts](Ground) about the whole
//! document is everybody looked at again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{Index, IndexMut};

use imbl::OrdMap;

use super::exchanges::{MAX_REMARK, MIN_ANSWER, MIN_QUESTION, TurnSummary};
use super::label_form::Generic;
use super::speakers::{Role, Speaker, Speakers};
use super::structure::View;
use super::vocabulary::{INTERPRETERS, MODERATORS, fold, has_word};

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

/// Sums over the turns of one speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally([usize; SUMS]);

/// What is summed.
#[derive(Clone, Copy)]
enum Of {
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
struct Totals {
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
    press: usize,
    /// The turns of the press.
    press_turns: usize,
    /// Those who answer and are not the press.
    answerers: usize,
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

impl Index<Of> for Tally {
    type Output = usize;

    fn index(&self, of: Of) -> &usize {
        &self.0[of as usize]
    }
}

impl IndexMut<Of> for Tally {
    fn index_mut(&mut self, of: Of) -> &mut usize {
        &mut self.0[of as usize]
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(sum, one)| *sum += one);
    }

    fn subtract(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(sum, one)| *sum -= one);
    }

    fn is_affiliated(&self) -> bool {
        self[Of::FirstAffiliated] > 0
    }

    /// Whether the turns are short on average.
    fn is_brief(&self) -> bool {
        self[Of::Words] <= LONG_TURN * self[Of::Turns]
    }

    /// How many of the turns that tell something put a question.
    fn share(&self) -> f64 {
        self[Of::Questions] as f64 / self[Of::Telling].max(1) as f64
    }

    /// Whether somebody often puts questions, in short turns.
    fn interviews(&self) -> bool {
        self.share() >= ASKERS_ASK && self.is_brief()
    }

    fn hardly_asks(&self) -> bool {
        self.share() <= ANSWERERS_ASK
    }

    /// Whether somebody who carries an outlet nevertheless answers: hardly asks, and speaks right behind questions.
    fn answers_with_an_outlet(&self) -> bool {
        let turns = self[Of::Turns];
        turns > 1 && self[Of::Asks] * 4 <= turns && self[Of::BehindAsking] * 2 > turns
    }
}

impl Totals {
    /// Adds what is summed of a turn, or takes it out.
    fn count_turn(&mut self, turn: &TurnSummary, add: impl Fn(&mut usize, usize)) {
        let unnamed_question = turn.generic == Some(Generic::Question);
        add(&mut self.turns, 1);
        add(&mut self.words, turn.words);
        add(&mut self.asks, usize::from(turn.asks));
        add(&mut self.unnamed_questions, usize::from(unnamed_question));
    }

    /// Adds what is summed of a speaker, or takes it out.
    fn count(&mut self, tally: &Tally, add: impl Fn(&mut usize, usize)) {
        if tally.is_affiliated() {
            let sums = [Of::FirstTurns, Of::FirstAsks, Of::FirstWords];
            for (total, of) in self.affiliated.iter_mut().zip(sums) {
                add(total, tally[of]);
            }
        }
        if tally.interviews() {
            add(&mut self.asking_words, tally[Of::Words]);
        } else if tally.hardly_asks() {
            add(&mut self.answering_words, tally[Of::Words]);
        }
    }

    /// Whoever carries an outlet asks; unless those who do say most, and in long turns: then the outlets are parties, and
    /// it is a parliament; or ask hardly more often than the others, or seldom: then they are employers, and it is a meeting.
    fn outlets_ask(&self) -> bool {
        let [with, asking, words] = self.affiliated;
        let (without, asking_others) = (self.turns - with, self.asks - asking);
        let parliament = words > self.words - words && words > LONG_TURN * with;
        let hardly_more = asking * without * 2 <= asking_others * with * 3;
        let meeting = hardly_more || (with >= MANY_TURNS && asking * 5 < with * 2);
        !parliament && !meeting
    }

    fn labels_tell(&self) -> bool {
        self.press > 0 || self.unnamed_questions > 0
    }

    fn anybody_asks(&self) -> bool {
        self.press_turns > 0 || self.unnamed_questions > 0
    }

    fn askers_say_less(&self) -> bool {
        self.asking_words < self.answering_words
    }
}

impl View<'_> {
    /// What a turn says of those who speak in it.
    fn said(&self, at: usize) -> impl Iterator<Item = (usize, Tally)> {
        let turn = self.summary(at);
        let behind_asking = at > 0 && self.summary(at - 1).asks;
        let next = (at + 1 < self.turns.len()).then(|| self.summary(at + 1).speaker);
        let announces = turn.announces && next.is_some_and(|next| next != turn.speaker);
        let mut tally = Tally::default();
        tally[Of::Turns] = 1;
        tally[Of::Words] = turn.words;
        tally[Of::Telling] = usize::from(turn.words >= MIN_WORDS || turn.asks);
        tally[Of::Questions] = usize::from(puts_a_question(&turn));
        tally[Of::Asks] = usize::from(turn.asks);
        tally[Of::BehindAsking] = usize::from(behind_asking);
        let mut first = tally;
        first[Of::FirstTurns] = 1;
        first[Of::FirstAffiliated] = usize::from(turn.affiliated);
        first[Of::FirstSaysItAsks] = usize::from(turn.says_that_it_asks);
        first[Of::FirstNamesHimself] = usize::from(turn.names_himself);
        first[Of::FirstAsks] = usize::from(turn.asks);
        first[Of::FirstWords] = turn.words;
        first[Of::FirstAnnounces] = usize::from(announces);
        let others = self.turns[at].others.iter().map(move |&id| (id, tally));
        turn.speaker.map(|id| (id, first)).into_iter().chain(others)
    }

    /// What a turn does between those before and after it, given who is the press.
    fn given(&self, at: usize, is_press: impl Fn(usize) -> bool) -> Option<(usize, Tally)> {
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
        tally[Of::Calls] = usize::from(calls);
        tally[Of::Answers] = usize::from(after_question && !calls);
        tally[Of::Follows] = usize::from(after_question);
        Some((speaker, tally))
    }

    /// Whether a turn stands between a moderator's and a principal's, given the roles.
    fn called(&self, at: usize, role: impl Fn(usize) -> Role) -> Option<(usize, Tally)> {
        let speaker = self.turns[at].speaker?;
        let is = |at: usize, due: Role| self.turns.get(at)?.speaker.map(|id| role(id) == due);
        let before = is(at.checked_sub(1)?, Role::Moderator)?;
        let mut tally = Tally::default();
        tally[Of::Called] = usize::from(before && is(at + 1, Role::Principal)?);
        Some((speaker, tally))
    }
}

impl Standing {
    /// Whether somebody is the press by declaration or by the labels.
    fn is_labelled_press(&self, speaker: &Speaker, outlets_ask: bool) -> bool {
        if let Some(role) = speaker.declared {
            return role == Role::Press;
        }
        let tally = &self.tally;
        let by_outlet = outlets_ask && tally.is_affiliated() && !tally.answers_with_an_outlet();
        tally[Of::FirstSaysItAsks] > 0 || by_outlet
    }

    /// Whether somebody is the press, where labels tell that.
    fn is_press(&self, speaker: &Speaker, outlets_ask: bool) -> bool {
        let names_himself = self.tally[Of::FirstNamesHimself] > 0 && speaker.declared.is_none();
        names_himself || self.is_labelled_press(speaker, outlets_ask)
    }

    /// The turns in which the press speaks.
    fn press_turns(&self) -> usize {
        usize::from(self.press) * self.tally[Of::FirstTurns]
    }

    /// The role, given how many others answer.
    fn role(&self, speaker: &Speaker, ground: Ground, answerers: usize) -> Role {
        if let Some(role) = speaker.declared {
            return role;
        }
        let tally = &self.tally;
        let others_answer = answerers > usize::from(self.answers());
        let turns = tally[Of::Turns];
        let says = |table| {
            let parts = [&speaker.name, &speaker.title].into_iter().flatten();
            parts.into_iter().any(|part| has_word(&fold(part), table))
        };
        let keeps_calling = tally[Of::Calls] > 1 && tally[Of::Calls] * 2 > turns;
        if says(&INTERPRETERS) {
            Role::Interpreter
        } else if self.press {
            Role::Press
        } else if tally[Of::Answers] * 2 < turns
            && (others_answer || tally[Of::Follows] == 0)
            && (keeps_calling || says(&MODERATORS))
        {
            Role::Moderator
        } else if ground.anybody_asks && tally[Of::Follows] > 0 {
            Role::Principal
        } else {
            Role::Unknown
        }
    }

    /// The role, those of others considered: whoever is called by a moderator, asks and is answered by a principal is the press.
    fn final_role(&self) -> Role {
        let called = self.tally[Of::Called] > 0 && self.tally[Of::FirstAsks] > 0;
        match self.role {
            Role::Unknown if called => Role::Press,
            role => role,
        }
    }

    fn answers(&self) -> bool {
        !self.press && self.tally[Of::Answers] > 0
    }
}

impl Roles {
    /// What all speakers of a document do; gives each the role.
    pub fn of(speakers: &mut [Speaker], view: &View<'_>) -> Self {
        let turns = 0..view.turns.len();
        let mut totals = Totals::default();
        let mut standings: HashMap<usize, Standing> = HashMap::with_capacity(speakers.len());
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
        standing.map_or(0, |standing| standing.tally[Of::Words])
    }

    /// What the speakers of a later version do; `None` where it has to be found out [anew](Self::of).
    pub fn edited(&self, edit: &Edit<'_>) -> Option<Edited> {
        Pass {
            edit,
            before: self,
            totals: self.totals,
            changed: BTreeMap::new(),
        }
        .run()
    }
}

/// Two versions with the same number of turns.
pub struct Edit<'a> {
    /// The turns as they were.
    pub old: View<'a>,
    /// The turns as they are.
    pub new: View<'a>,
    /// The people as they were.
    pub old_speakers: &'a Speakers,
    /// The people as they are, but for what they do.
    pub new_speakers: &'a Speakers,
    /// The turns of which anything may differ, those beside them included.
    pub turns: &'a BTreeSet<usize>,
    /// The people of whom anything may differ.
    pub people: &'a BTreeSet<usize>,
}

/// What the speakers of a later version do.
pub struct Edited {
    /// All of it.
    pub roles: Roles,
    /// The roles of those of whom anything may differ.
    pub people: BTreeMap<usize, Role>,
}

/// One look at those of whom anything may differ.
struct Pass<'a> {
    edit: &'a Edit<'a>,
    before: &'a Roles,
    totals: Totals,
    changed: BTreeMap<usize, Standing>,
}

impl Pass<'_> {
    fn run(mut self) -> Option<Edited> {
        let (before, edit) = (self.before, self.edit);
        let ground = before.ground;
        for &id in edit.people {
            self.change(id, |_| {});
        }
        for &at in edit.turns {
            let (old, new) = (edit.old.summary(at), edit.new.summary(at));
            self.totals.count_turn(&old, |total, one| *total -= one);
            self.totals.count_turn(&new, |total, one| *total += one);
            for (id, tally) in edit.old.said(at) {
                self.change(id, |sums| sums.subtract(&tally));
            }
            for (id, tally) in edit.new.said(at) {
                self.change(id, |sums| sums.add(&tally));
            }
        }
        for (id, standing) in &self.changed {
            let old = before.tally(*id);
            self.totals.count(&old, |total, one| *total -= one);
            self.totals
                .count(&standing.tally, |total, one| *total += one);
        }
        if self.totals.outlets_ask() != ground.outlets_ask {
            return None;
        }
        self.find_press()?;
        self.totals.press_turns = self.sum(self.totals.press_turns, Standing::press_turns);
        if self.totals.anybody_asks() != ground.anybody_asks {
            return None;
        }
        let of_press = self.turns_of(|old, new| old.press != new.press);
        for &at in edit.turns.union(&of_press) {
            let old = edit.old.given(at, |id| before.standing(id).press);
            let new = edit.new.given(at, |id| self.standing(id).press);
            self.exchange(old, new);
        }
        let answerers = self.totals.answerers;
        self.totals.answerers = self.sum(answerers, |one| usize::from(one.answers()));
        if answerers.min(2) != self.totals.answerers.min(2) {
            return None;
        }
        for (id, standing) in &mut self.changed {
            if let Some(speaker) = edit.new_speakers.get(*id) {
                standing.role = standing.role(speaker, ground, self.totals.answerers);
            }
        }
        let of_roles = self.turns_of(|old, new| old.role != new.role);
        for &at in edit.turns.union(&of_roles) {
            let old = edit.old.called(at, |id| before.standing(id).role);
            let new = edit.new.called(at, |id| self.standing(id).role);
            self.exchange(old, new);
        }
        let mut roles = Roles {
            standings: before.standings.clone(),
            totals: self.totals,
            ground,
        };
        let mut people = BTreeMap::new();
        for (id, standing) in self.changed {
            if standing.tally[Of::Turns] == 0 {
                roles.standings.remove(&id);
                continue;
            }
            people.insert(id, standing.final_role());
            if before.standings.get(&id) != Some(&standing) {
                roles.standings.insert(id, standing);
            }
        }
        Some(Edited { roles, people })
    }

    /// Finds out whether those of whom anything may differ are the press; `None` where that may change who else is.
    fn find_press(&mut self) -> Option<()> {
        let (before, edit) = (self.before, self.edit);
        let Ground {
            outlets_ask,
            labels_tell,
            askers_say_less,
            ..
        } = before.ground;
        let is_labelled = |speakers: &Speakers, id: usize, standing: &Standing| {
            let speaker = speakers.get(id);
            speaker.is_some_and(|one| standing.is_labelled_press(one, outlets_ask))
        };
        for (id, standing) in &self.changed {
            let old = before.standing(*id);
            self.totals.press += usize::from(is_labelled(edit.new_speakers, *id, standing));
            self.totals.press -= usize::from(is_labelled(edit.old_speakers, *id, &old));
        }
        if self.totals.labels_tell() != labels_tell {
            return None;
        }
        if labels_tell {
            for (id, standing) in &mut self.changed {
                let speaker = edit.new_speakers.get(*id);
                standing.press = speaker.is_some_and(|one| standing.is_press(one, outlets_ask));
            }
            return Some(());
        }
        let same = |(id, new): (&usize, &Standing)| {
            let old = before.tally(*id);
            let new = &new.tally;
            let counted = [Of::Turns, Of::FirstTurns, Of::FirstAnnounces];
            counted.into_iter().all(|of| old[of] == new[of])
                && old.interviews() == new.interviews()
                && old.hardly_asks() == new.hardly_asks()
        };
        let mut turns = edit.turns.iter();
        let same_turns = turns.all(|&at| edit.old.summary(at).is_same(&edit.new.summary(at)));
        let same_scale = self.totals.askers_say_less() == askers_say_less;
        (same_scale && same_turns && self.changed.iter().all(same)).then_some(())
    }

    /// What was a sum over everybody, with those of whom anything differs summed anew.
    fn sum(&self, total: usize, of: impl Fn(&Standing) -> usize) -> usize {
        let changed = || self.changed.iter();
        let new: usize = changed().map(|(_, standing)| of(standing)).sum();
        let old: usize = changed()
            .map(|(id, _)| of(&self.before.standing(*id)))
            .sum();
        total + new - old
    }

    /// The turns of those who differ in something, and those beside them.
    fn turns_of(&self, differ: impl Fn(&Standing, &Standing) -> bool) -> BTreeSet<usize> {
        let changed = self.changed.iter();
        let differing = changed.filter(|(id, new)| differ(&self.before.standing(**id), new));
        let turns = differing.filter_map(|(id, _)| self.edit.new_speakers.get(*id));
        let turns = turns.flat_map(|speaker| &speaker.turns);
        beside(turns.copied(), self.edit.new.turns.len())
    }

    fn exchange(&mut self, old: Option<(usize, Tally)>, new: Option<(usize, Tally)>) {
        if let Some((id, tally)) = old {
            self.change(id, |sums| sums.subtract(&tally));
        }
        if let Some((id, tally)) = new {
            self.change(id, |sums| sums.add(&tally));
        }
    }

    fn change(&mut self, id: usize, change: impl FnOnce(&mut Tally)) {
        let standing = self.changed.entry(id);
        change(&mut standing.or_insert_with(|| self.before.standing(id)).tally);
    }

    fn standing(&self, id: usize) -> Standing {
        let changed = self.changed.get(&id).copied();
        changed.unwrap_or_else(|| self.before.standing(id))
    }
}

/// These turns and those beside them, of so many.
pub fn beside(turns: impl Iterator<Item = usize>, count: usize) -> BTreeSet<usize> {
    turns
        .flat_map(|at| at.saturating_sub(1)..(at + 2).min(count))
        .collect()
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

/// Those whose question somebody else announces who does so more than once, as operators of conference calls do.
fn announced(standings: &HashMap<usize, Standing>, view: &View<'_>) -> Vec<usize> {
    let pairs = (1..view.turns.len()).map(|at| (view.summary(at - 1), view.summary(at)));
    let announced = pairs.filter_map(|(turn, next)| {
        let (by, id) = (turn.speaker?, next.speaker?);
        let often = standings[&by].tally[Of::FirstAnnounces] > 1;
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
        let turns = standing.tally[Of::Turns];
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

/// Whether a turn puts a question to somebody: in a long turn a question mark may be rhetorical.
fn puts_a_question(turn: &TurnSummary) -> bool {
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
/// An interview has at least so many questions.
const MIN_QUESTIONS: usize = 3;
