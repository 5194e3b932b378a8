//! What the speakers do in a later version: only those of whom anything may differ are looked at again.

use std::collections::{BTreeMap, BTreeSet};

use super::tally::{Of, Tally, Totals};
use super::{Ground, Roles, Standing};
use crate::model::speakers::{Role, Speakers};
use crate::model::structure::View;

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

impl Roles {
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
            if standing.tally.get(Of::Turns) == 0 {
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
            counted.into_iter().all(|of| old.get(of) == new.get(of))
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
