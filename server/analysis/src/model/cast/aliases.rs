//! Under which names a label can mean an entry: the full form, the title, the name, the surname, and `aka`.

use std::collections::HashMap;

use super::CastEntry;
use crate::model::label_form::LabelForm;
use crate::model::outlet::same_outlet;
use crate::model::segment::Part;
use crate::model::speakers::{is_neutral, without_article};
use crate::model::vocabulary::fold;

/// The entries by their names, [folded](fold).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    /// By the whole name part of a label, by the name, the title, or another name.
    whole: HashMap<String, Vec<usize>>,
    /// By the last word of the name.
    surname: HashMap<String, Vec<usize>>,
    /// By the first word of a name of several.
    given: HashMap<String, Vec<usize>>,
}

impl Aliases {
    /// The names of these entries.
    pub fn of(entries: &[CastEntry]) -> Self {
        let mut aliases = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            for name in entry.names() {
                add(&mut aliases.whole, name, at);
            }
            if let Some(surname) = entry.form.name_words.last() {
                add(&mut aliases.surname, surname.clone(), at);
            }
            if let [given, _, ..] = entry.form.name_words.as_slice() {
                add(&mut aliases.given, given.clone(), at);
            }
        }
        aliases
    }

    /// The entries of which a folded text is a whole name.
    pub fn named(&self, folded: &str) -> &[usize] {
        let known = self.whole.get(without_article(folded));
        known.map_or(&[], Vec::as_slice)
    }

    /// The entries that a label can mean, the strongest reason only.
    pub fn candidates(&self, entries: &[CastEntry], form: &LabelForm) -> Vec<usize> {
        let name = form.name_words.join(" ");
        let surname = form.name_words.last();
        let fitting =
            |known: Option<&Vec<usize>>, fits: &dyn Fn(&CastEntry) -> bool| -> Vec<usize> {
                let known = known.into_iter().flatten().copied();
                known
                    .filter(|&at| fits(&entries[at]) && agrees(&entries[at], form))
                    .collect()
            };
        let mut found = fitting(self.whole.get(without_article(&form.folded)), &|_| true);
        if found.is_empty() && !name.is_empty() {
            found = fitting(self.whole.get(&name), &|_| true);
        }
        if found.is_empty() {
            let known = surname.and_then(|surname| self.surname.get(surname));
            found = fitting(known, &|entry| {
                is_part(&entry.form.name_words, &form.name_words)
            });
        }
        if found.is_empty() && form.name_words.len() == 1 && form.honorific.is_none() {
            found = fitting(self.given.get(&name), &|_| true);
        }
        found
    }
}

impl CastEntry {
    /// The whole names under which a label can mean it, [folded](fold).
    pub fn names(&self) -> Vec<String> {
        let form = &self.form;
        let title = form.title.as_deref().map(fold).unwrap_or_default();
        let title = without_article(&title);
        let name = form.name_words.join(" ");
        let mut names = vec![
            without_article(&form.folded).to_owned(),
            title.to_owned(),
            name.clone(),
        ];
        if let Some(surname) = form.name_words.last().filter(|_| !title.is_empty()) {
            names.push(format!("{title} {name}"));
            names.push(format!("{title} {surname}"));
        }
        for aka in &self.aka {
            names.push(without_article(&fold(&aka.text)).to_owned());
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// Whether two entries declare one person: they have the same name, or title where they have no name, and outlets
    /// and honorifics agree.
    pub fn is_same(&self, other: &Self) -> bool {
        let titles = || {
            let title = |entry: &Self| entry.form.title.as_deref().map(fold);
            title(self).is_some() && title(self) == title(other)
        };
        let names = self.form.name_words == other.form.name_words;
        names && (!self.form.name_words.is_empty() || titles()) && agrees(self, &other.form)
    }
}

fn add(map: &mut HashMap<String, Vec<usize>>, key: String, at: usize) {
    let known = map.entry(key).or_default();
    if known.last() != Some(&at) {
        known.push(at);
    }
}

/// Whether nothing speaks against a label meaning the entry: outlets and honorifics agree.
fn agrees(entry: &CastEntry, form: &LabelForm) -> bool {
    let outlets = match (&entry.form.affiliation, &form.affiliation) {
        (Some(one), Some(other)) => {
            let also = |aka: &Part| same_outlet(&aka.text, other);
            same_outlet(one, other) || entry.aka.iter().any(also)
        }
        _ => true,
    };
    let honorifics = match (&entry.form.honorific, &form.honorific) {
        (Some(one), Some(other)) => one == other || is_neutral(one) || is_neutral(other),
        _ => true,
    };
    outlets && honorifics
}

/// Whether a label's name is a part of an entry's, or has a middle name more: the surname, initials and surname, the
/// name without its middle.
fn is_part(entry: &[String], label: &[String]) -> bool {
    let one_letter = |word: &String| word.chars().count() == 1;
    let matches = |one: &String, other: &String| {
        one == other
            || (one_letter(one) && other.starts_with(one.as_str()))
            || (one_letter(other) && one.starts_with(other.as_str()))
    };
    let within = |some: &[String], all: &[String]| {
        let mut left = all.iter();
        some.iter()
            .all(|word| left.any(|known| matches(known, word)))
    };
    within(label, entry) || (label.len() <= entry.len() + 1 && within(entry, label))
}
