//! Slips of the keyboard: which labels of a document are nearly others that come back.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::str::Split;

use slab::Slab;
use strsim::osa_distance;

use crate::model::vocabulary::{
    GENERIC_ANSWER, GENERIC_QUESTION, HONORIFICS, INTERPRETERS, MODERATORS, TITLES, fold,
};
use crate::rules::label_index::{Name, Written};

/// Only so many labels are compared with, the most frequent ones.
const MAX_FREQUENT: usize = 256;

/// The labels that look like slips for others, kept from version to version; only what is new is compared.
#[derive(Debug, Default)]
pub struct Slips {
    /// The labels that come back, the most frequent ones.
    frequent: HashSet<usize>,
    /// Whether others may come back by now, or more often.
    is_recount_due: bool,
    /// Those that were not yet compared with them.
    new: Vec<usize>,
    /// For each label those for which it is a slip.
    found: BTreeMap<usize, Vec<(usize, Slip)>>,
}

impl Slips {
    /// Notes that there is a further label.
    pub fn learn(&mut self, name: usize) {
        self.new.push(name);
    }

    /// Notes that a label has more turns than one, or had.
    pub fn count_again(&mut self) {
        self.is_recount_due = true;
    }

    /// Notes that a label is gone.
    pub fn forget(&mut self, name: usize) {
        self.new.retain(|new| *new != name);
        self.found.remove(&name);
        if self.frequent.remove(&name) {
            self.retain(|right| right != name);
        }
    }

    /// Compares what was not yet compared.
    pub fn update(&mut self, names: &Slab<Name>, spellings: &Slab<Written>) {
        let frequent = match std::mem::take(&mut self.is_recount_due) {
            true => frequent(names),
            false => self.frequent.clone(),
        };
        if !self.frequent.is_subset(&frequent) {
            self.retain(|right| frequent.contains(&right));
        }
        let folded = |name: usize| spellings[names[name].first].form.folded.as_str();
        let mut compare = |wrong: usize, right: usize| {
            if let Some(slip) = slip(folded(wrong), folded(right)) {
                self.found.entry(wrong).or_default().push((right, slip));
            }
        };
        for &right in frequent.difference(&self.frequent) {
            names.iter().for_each(|(wrong, _)| compare(wrong, right));
        }
        for wrong in self.new.drain(..) {
            for &right in frequent.intersection(&self.frequent) {
                compare(wrong, right);
            }
        }
        self.frequent = frequent;
    }

    /// The labels that look like slips.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.found.keys().copied()
    }

    /// Those for which a label looks like a slip.
    pub fn of(&self, name: usize) -> &[(usize, Slip)] {
        self.found.get(&name).map_or(&[], Vec::as_slice)
    }

    /// Keeps the slips for some labels only.
    fn retain(&mut self, is_kept: impl Fn(usize) -> bool) {
        self.found.retain(|_, rights| {
            rights.retain(|(right, _)| is_kept(*right));
            !rights.is_empty()
        });
    }
}

/// The labels that come back, the most frequent ones.
fn frequent(names: &Slab<Name>) -> HashSet<usize> {
    let repeated = names.iter().filter(|(_, name)| name.turns.len() > 1);
    let mut frequent: Vec<(usize, &Name)> = repeated.collect();
    if frequent.len() > MAX_FREQUENT {
        let order = |(_, name): &(usize, &Name)| (Reverse(name.turns.len()), name.turns[0]);
        frequent.select_nth_unstable_by_key(MAX_FREQUENT, order);
        frequent.truncate(MAX_FREQUENT);
    }
    frequent.into_iter().map(|(name, _)| name).collect()
}

/// In what a label is misspelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// In a word that is no name: `MODEARTOR`, `PRESIDNET`. It can't be somebody else.
    Word,
    /// In a name, that may be somebody else's.
    Name,
}

/// Whether one folded label or name is a slip of the keyboard for another.
pub fn is_slip(wrong: &str, right: &str) -> bool {
    slip(wrong, right).is_some()
}

/// How one folded label is a slip of the keyboard for another: by up to two letters of a word, by a
/// letter in each of two words, or by a space.
fn slip(wrong: &str, right: &str) -> Option<Slip> {
    let too_long = wrong.len().abs_diff(right.len()) > 2 * 'я'.len_utf8();
    if too_long || wrong.contains(char::is_numeric) || right.contains(char::is_numeric) {
        return None;
    }
    let (wrong_words, right_words) = (wrong.split(' '), right.split(' '));
    if wrong_words.clone().count() != right_words.clone().count() {
        let letters = |words: Split<'_, char>| words.flat_map(str::chars).collect::<Vec<_>>();
        return (letters(wrong_words) == letters(right_words)).then_some(Slip::Name);
    }
    let mut differing = wrong_words.zip(right_words).filter(|(a, b)| a != b);
    let first = differing.next()?;
    let Some(second) = differing.next() else {
        return word_slip(first, 2);
    };
    let both = differing.next().is_none()
        && word_slip(first, 1).is_some()
        && word_slip(second, 1).is_some();
    both.then_some(Slip::Name)
}

/// The same of one word, by at most so many letters.
fn word_slip((wrong, right): (&str, &str), most: usize) -> Option<Slip> {
    if is_known(wrong) || is_inflection(wrong, right) {
        return None;
    }
    let letters = |word: &str| word.chars().count();
    let longest = letters(wrong).max(letters(right));
    let distance = osa_distance(wrong, right);
    if HONORIFICS.contains(right) {
        return (distance == 1 && letters(wrong) > 1 && longest <= 3).then_some(Slip::Name);
    }
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let starts_alike =
        wrong.chars().next() == right.chars().next() || sorted(wrong) == sorted(right);
    let is_slip = match distance {
        1 => longest >= 5,
        2 => longest >= 8,
        _ => false,
    };
    let kind = if is_known(right) {
        Slip::Word
    } else {
        Slip::Name
    };
    (is_slip && starts_alike && distance <= most).then_some(kind)
}

/// Whether a folded word is no name, but an honorific, a title, or what all askers are called.
fn is_known(word: &str) -> bool {
    [
        &HONORIFICS,
        &TITLES,
        &MODERATORS,
        &INTERPRETERS,
        &GENERIC_QUESTION,
        &GENERIC_ANSWER,
    ]
    .iter()
    .any(|table| table.contains(word))
}

/// Whether the words differ in their ending as a plural, a feminine or a case does.
fn is_inflection(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let stem = |word: &str| fold(word.trim_end_matches(['a', 'e', 'o', 's', 'n', 'i', 'а', 'у']));
    let added = long.strip_prefix(short);
    added
        .is_some_and(|added| matches!(added, "s" | "es" | "a" | "e" | "in" | "n" | "r" | "а" | "у"))
        || (short.len() == long.len() && stem(short) == stem(long))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_slips_of_the_keyboard_are_misspellings() {
        let (word, name) = (Some(Slip::Word), Some(Slip::Name));
        for (wrong, right, expected) in [
            ("mr earnst", "mr earnest", name),
            ("minister mustrenmae", "minister mustername", name),
            ("damkrad exampel", "dankrad example", name),
            ("mr wlasample", "mr walsample", name),
            ("mr mc example", "mr mcexample", name),
            ("ns example", "ms example", name),
            ("the presidnet", "the president", word),
            ("modeartor", "moderator", word),
            ("rpesident sample", "president sample", word),
            ("mr example", "ms example", None),
            ("r example", "mr example", None),
            ("operator", "moderator", None),
            ("mr crown", "mr brown", None),
            ("mr brown", "ms brown", None),
            ("ian", "jan", None),
            ("kim", "kin", None),
            ("interlocutora", "interlocutor", None),
            ("audience member", "audience members", None),
            ("speaker 3", "speaker 0", None),
            ("speaker k1", "speaker k2", None),
            ("mr lee", "mr lew", None),
            ("vorsitzende", "vorsitzender", None),
            ("senador", "senadora", None),
        ] {
            assert_eq!(slip(wrong, right), expected, "{wrong} / {right}");
        }
    }
}
