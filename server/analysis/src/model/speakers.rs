//! Who speaks: the labels that mean one person become one speaker.

use std::collections::HashMap;

use super::label_form::LabelForm;
use super::outlet::same_outlet;
use super::segment::{Label, Part};
use super::vocabulary::{HONORIFICS, fold};

/// One person, under whatever labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest form of the name; `None` when only a title is known.
    pub name: Option<String>,
    /// What the person is.
    pub title: Option<String>,
    /// The outlet or institution.
    pub affiliation: Option<String>,
    /// What the person does in this transcript.
    pub role: Role,
    /// The labels as written, each once, in the order of their first turns.
    pub labels: Vec<String>,
    /// The person's turns, as indexes into [`Model::turns`](super::Model::turns).
    pub turns: Vec<usize>,
    /// Words spoken.
    pub words: usize,
    /// The declaration of the person, as an index into the [`Cast`](super::cast::Cast)'s entries.
    pub cast: Option<usize>,
    name_words: Vec<String>,
    honorific: Option<String>,
}

/// What a speaker does in a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Answers.
    Principal,
    /// Gives the floor to others.
    Moderator,
    /// Asks.
    Press,
    /// Speaks for somebody else.
    Interpreter,
    /// Nothing tells.
    Unknown,
}

impl Role {
    /// Those that a cast can declare.
    pub const DECLARED: [Self; 4] = [
        Self::Principal,
        Self::Moderator,
        Self::Press,
        Self::Interpreter,
    ];

    /// The role's name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Moderator => "moderator",
            Self::Press => "press",
            Self::Interpreter => "interpreter",
            Self::Unknown => "unknown",
        }
    }
}

impl Speaker {
    /// How to speak of the person: the name, else the title.
    pub fn display_name(&self) -> &str {
        self.name.as_deref().or(self.title.as_deref()).unwrap_or("")
    }

    /// How long the person spoke, in seconds, at 150 words a minute.
    pub fn speaking_seconds(&self) -> usize {
        self.words * 60 / 150
    }

    fn new(form: &LabelForm) -> Self {
        Self {
            name: form.name.clone(),
            title: form.title.clone(),
            affiliation: form.affiliation.clone(),
            role: Role::Unknown,
            labels: Vec::new(),
            turns: Vec::new(),
            words: 0,
            cast: None,
            name_words: form.name_words.clone(),
            honorific: form.honorific.clone(),
        }
    }

    /// Learns what a further label says.
    fn learn(&mut self, form: &LabelForm) {
        let fuller = form.name_words.len() > self.name_words.len()
            || (form.name_words.len() == self.name_words.len()
                && form.name_words.concat().len() > self.name_words.concat().len());
        if fuller {
            self.name_words.clone_from(&form.name_words);
            self.name.clone_from(&form.name);
        }
        if self.title.is_none() {
            self.title.clone_from(&form.title);
        }
        if self.affiliation.is_none() {
            self.affiliation.clone_from(&form.affiliation);
        }
        if self.honorific.is_none() {
            self.honorific.clone_from(&form.honorific);
        }
    }

    /// Learns that a part of what was taken for the name is a title: `Harbour Warden` of `Harbour Warden Max Example`.
    fn learn_title(&mut self, title: &str) {
        let words = title.split_whitespace().count();
        let Some(name) = &self.name else { return };
        if let Some((at, _)) = name.match_indices(char::is_whitespace).nth(words - 1) {
            self.title = Some(title.to_owned());
            let rest = name[at..].trim_start().to_owned();
            self.name_words = fold(&rest).split(' ').map(str::to_owned).collect();
            self.name = Some(rest);
        }
    }
}

/// Collects speakers from labels in the order of the document.
#[derive(Debug, Default)]
pub struct Speakers {
    all: Vec<Speaker>,
    by_label: HashMap<(String, Option<String>), usize>,
    by_title: HashMap<String, Vec<usize>>,
    by_surname: HashMap<String, Vec<usize>>,
    by_prefix: HashMap<String, Vec<usize>>,
}

impl Speakers {
    /// The speaker of a label, by index; a label that names no person has none.
    pub fn of(&mut self, label: &Label, form: &LabelForm) -> Option<usize> {
        if form.generic.is_some() || form.folded.is_empty() {
            return None;
        }
        let key = (form.folded.clone(), form.affiliation.as_deref().map(fold));
        let id = match self.by_label.get(&key) {
            Some(&id) => id,
            None => {
                let id = self.find(form).unwrap_or_else(|| {
                    self.all.push(Speaker::new(form));
                    self.all.len() - 1
                });
                self.all[id].learn(form);
                self.register(id, form);
                self.by_label.insert(key, id);
                id
            }
        };
        let labels = &mut self.all[id].labels;
        if !labels.contains(&label.text) {
            labels.push(label.text.clone());
        }
        Some(id)
    }

    /// All speakers, in the order of their first turns.
    pub fn into_all(self) -> Vec<Speaker> {
        self.all
    }

    fn find(&mut self, form: &LabelForm) -> Option<usize> {
        let bare = without_article(&form.folded);
        let named = match form.name_words.last() {
            None => self.only(self.by_title.get(bare), |speaker| compatible(speaker, form)),
            Some(surname) => {
                let namesakes = self.by_surname.get(surname);
                let title = form.title.as_deref().map(fold);
                let holders = title
                    .as_deref()
                    .and_then(|title| self.by_title.get(without_article(title)));
                self.only(namesakes, |speaker| {
                    speaker.name_words == form.name_words && compatible(speaker, form)
                })
                .or_else(|| {
                    self.only(namesakes, |speaker| {
                        same_person(speaker, form) && compatible(speaker, form)
                    })
                })
                .or_else(|| {
                    self.only(holders, |speaker| {
                        speaker.name.is_none() && compatible(speaker, form)
                    })
                })
            }
        };
        named.or_else(|| self.find_by_prefix(form, bare))
    }

    /// The first words of an earlier label: a title that no vocabulary knows, or a given name.
    fn find_by_prefix(&mut self, form: &LabelForm, bare: &str) -> Option<usize> {
        let id = self.only(self.by_prefix.get(bare), |speaker| {
            compatible(speaker, form)
        })?;
        let rest = self.all[id]
            .name_words
            .len()
            .saturating_sub(form.name_words.len());
        if rest > 1 && form.name_words.len() > 1 {
            self.all[id].learn_title(form.name.as_deref()?);
        }
        Some(id)
    }

    /// The one candidate that fits; none when several do, since a guess would be worse than none.
    fn only(
        &self,
        candidates: Option<&Vec<usize>>,
        fits: impl Fn(&Speaker) -> bool,
    ) -> Option<usize> {
        let mut fitting = candidates?.iter().filter(|&&id| fits(&self.all[id]));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(*first)
    }

    fn register(&mut self, id: usize, form: &LabelForm) {
        let add = |map: &mut HashMap<String, Vec<usize>>, key: &str| {
            let ids = map.entry(key.to_owned()).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        };
        if let Some(title) = &form.title {
            add(&mut self.by_title, without_article(&fold(title)));
        }
        if let Some(surname) = form.name_words.last() {
            add(&mut self.by_surname, surname);
        }
        let words: Vec<&str> = form.folded.split(' ').collect();
        for rest in 1..words.len().min(4) {
            add(&mut self.by_prefix, &words[..words.len() - rest].join(" "));
        }
    }
}

pub(super) fn without_article(folded: &str) -> &str {
    folded.strip_prefix("the ").unwrap_or(folded)
}

/// Whether nothing speaks against two labels being one person: outlets and honorifics agree.
fn compatible(speaker: &Speaker, form: &LabelForm) -> bool {
    let outlets = match (&speaker.affiliation, &form.affiliation) {
        (Some(one), Some(other)) => same_outlet(one, other),
        _ => true,
    };
    let honorifics = match (&speaker.honorific, &form.honorific) {
        (Some(one), Some(other)) => one == other || is_neutral(one) || is_neutral(other),
        _ => true,
    };
    outlets && honorifics
}

/// Whether a honorific says nothing of who is meant.
pub(super) fn is_neutral(honorific: &str) -> bool {
    HONORIFICS.contains(honorific)
        && matches!(honorific, "dr" | "prof" | "professor" | "hon" | "rev" | "m")
}

/// Whether one name is the end of the other, initials included: `Example` and `Anna Example`, `В. Примеров` and `Василий Примеров`.
fn same_person(speaker: &Speaker, form: &LabelForm) -> bool {
    let (one, other) = (&speaker.name_words, &form.name_words);
    let matches = |a: &String, b: &String| {
        a == b
            || (a.chars().count() == 1 && b.starts_with(a.as_str()))
            || (b.chars().count() == 1 && a.starts_with(b.as_str()))
    };
    !one.is_empty()
        && !other.is_empty()
        && one
            .iter()
            .rev()
            .zip(other.iter().rev())
            .all(|(a, b)| matches(a, b))
}

/// The name that a part of a label stands for, for comparing what a hand-off calls.
pub fn is_called(called: &Part, name_words: &str, affiliation: Option<&str>) -> bool {
    let folded = fold(&called.text);
    let by_name = folded
        .split(' ')
        .any(|word| word.len() > 2 && name_words.split(' ').any(|name| name == word));
    by_name || affiliation.is_some_and(|outlet| same_outlet(&called.text, outlet))
}
