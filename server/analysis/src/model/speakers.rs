//! Who speaks: the labels that mean one person become one speaker.

use std::collections::HashMap;

use super::cast::Cast;
use super::label_form::LabelForm;
use super::outlet::same_outlet;
use super::segment::{Label, Part};
use super::vocabulary::{HONORIFICS, fold, is_unspaced};

/// One person, under whatever labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The person's place among all, as an index into [`Structure::speakers`](super::Structure::speakers).
    pub id: usize,
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
    /// The person's turns, as indexes into [`Structure::turns`](super::Structure::turns).
    pub turns: Vec<usize>,
    /// The declaration of the person, as an index into the [`Cast`]'s entries.
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
    /// How to speak of the person: the name, else the title, else the outlet.
    pub fn display_name(&self) -> &str {
        let known = [&self.name, &self.title, &self.affiliation];
        known
            .into_iter()
            .flatten()
            .next()
            .map_or("", String::as_str)
    }

    /// How long it takes to say so many words, in seconds, at 150 words a minute.
    pub fn seconds_of(words: usize) -> usize {
        words * 60 / 150
    }

    fn new(form: &LabelForm) -> Self {
        Self {
            id: 0,
            name: form.name.clone(),
            title: form.title.clone(),
            affiliation: form.affiliation.clone(),
            role: Role::Unknown,
            labels: Vec::new(),
            turns: Vec::new(),
            cast: None,
            name_words: form.name_words.clone(),
            honorific: form.honorific.clone(),
        }
    }

    /// Learns what a further label says. What is declared stays as it is.
    fn learn(&mut self, form: &LabelForm) {
        let letters =
            |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>();
        if letters(&form.name_words) > letters(&self.name_words)
            && (self.cast.is_none() || self.name.is_none())
        {
            self.name_words.clone_from(&form.name_words);
            self.name.clone_from(&form.name);
        }
        let known = [
            (&mut self.title, &form.title),
            (&mut self.affiliation, &form.affiliation),
            (&mut self.honorific, &form.honorific),
        ];
        for (known, further) in known {
            if known.is_none() {
                known.clone_from(further);
            }
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
#[derive(Debug)]
pub struct Speakers<'a> {
    cast: &'a Cast,
    all: Vec<Speaker>,
    by_entry: HashMap<usize, usize>,
    by_label: HashMap<(String, Option<String>), usize>,
    by_title: HashMap<String, Vec<usize>>,
    by_title_end: HashMap<String, Vec<usize>>,
    by_surname: HashMap<String, Vec<usize>>,
    /// By the words of the name in any order: `Taro Takao` is `Takao Taro`.
    by_words: HashMap<Vec<String>, Vec<usize>>,
    by_prefix: HashMap<String, Vec<usize>>,
    /// The last turn of every label that is a title with an article, by the title: `THE PRESIDENT`.
    last_titles: HashMap<String, usize>,
    /// The last turn of every label that is a title and a name, by the title.
    last_holders: HashMap<String, usize>,
}

impl<'a> Speakers<'a> {
    /// Nobody yet. `forms` are those of all turns.
    pub fn new<'f>(cast: &'a Cast, forms: impl Iterator<Item = (usize, &'f LabelForm)>) -> Self {
        let mut speakers = Self {
            cast,
            all: Vec::new(),
            by_entry: HashMap::new(),
            by_label: HashMap::new(),
            by_title: HashMap::new(),
            by_title_end: HashMap::new(),
            by_surname: HashMap::new(),
            by_words: HashMap::new(),
            by_prefix: HashMap::new(),
            last_titles: HashMap::new(),
            last_holders: HashMap::new(),
        };
        for (at, form) in forms {
            let Some(title) = form.title.as_deref().map(fold) else {
                continue;
            };
            let bare = without_article(&title);
            if form.name.is_some() {
                speakers.last_holders.insert(bare.to_owned(), at);
            } else if bare.len() < title.len() {
                speakers.last_titles.insert(bare.to_owned(), at);
            }
        }
        speakers
    }

    /// Those who speak in the turn `at` under a label; nobody when the label names no person.
    pub fn of(&mut self, at: usize, label: &Label, form: &LabelForm) -> Vec<usize> {
        if form.several.is_empty() {
            return self.one(at, label, form).into_iter().collect();
        }
        let mut ids = Vec::new();
        for person in &form.several {
            ids.extend(self.one(at, label, person).filter(|id| !ids.contains(id)));
        }
        ids
    }

    fn one(&mut self, at: usize, label: &Label, form: &LabelForm) -> Option<usize> {
        if form.generic.is_some() || form.folded.is_empty() {
            return None;
        }
        let key = (form.folded.clone(), form.affiliation.as_deref().map(fold));
        let id = match self.by_label.get(&key) {
            Some(&id) => id,
            None => {
                let declared = self.declared(form);
                let id = declared.or_else(|| self.find(at, form)).unwrap_or_else(|| {
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
    pub fn into_all(mut self) -> Vec<Speaker> {
        for (id, speaker) in self.all.iter_mut().enumerate() {
            speaker.id = id;
        }
        self.all
    }

    /// The declared person whom a label means; known from now on if not yet.
    fn declared(&mut self, form: &LabelForm) -> Option<usize> {
        let at = self.cast.find(form)?;
        if let Some(&id) = self.by_entry.get(&at) {
            return Some(id);
        }
        let entry = &self.cast.entries[at];
        let id = self.all.len();
        self.all.push(Speaker {
            role: entry.role.unwrap_or(Role::Unknown),
            cast: Some(at),
            ..Speaker::new(&entry.form)
        });
        self.register(id, &entry.form);
        self.by_entry.insert(at, id);
        Some(id)
    }

    fn find(&mut self, at: usize, form: &LabelForm) -> Option<usize> {
        if form.is_outlet_only() {
            return None;
        }
        let bare = without_article(&form.folded);
        let Some(surname) = form.name_words.last() else {
            let used_again = self.last_holders.get(bare).is_some_and(|&last| last > at);
            if used_again && bare.len() < form.folded.len() {
                return None;
            }
            return self
                .only(self.by_title.get(bare), |speaker| compatible(speaker, form))
                .or_else(|| self.find_by_prefix(form, bare));
        };
        let namesakes = self.by_surname.get(surname);
        let same_name =
            |speaker: &Speaker| speaker.name_words == form.name_words && compatible(speaker, form);
        let same_surname =
            |speaker: &Speaker| same_person(speaker, form) && compatible(speaker, form);
        self.only(namesakes, same_name)
            .or_else(|| self.only(namesakes, same_surname))
            .or_else(|| {
                self.only(self.by_words.get(&sorted(&form.name_words)), |speaker| {
                    compatible(speaker, form)
                })
            })
            .or_else(|| self.find_by_title(at, form))
            .or_else(|| self.find_by_title_end(form, surname))
            .or_else(|| self.find_by_prefix(form, bare))
    }

    /// The holder of a title who had no name yet; nobody when the title alone is used again later, as `THE
    /// PRESIDENT` is beside `PRESIDENT DUMMY`, who is another.
    fn find_by_title(&self, at: usize, form: &LabelForm) -> Option<usize> {
        let title = fold(form.title.as_deref()?);
        let title = without_article(&title);
        let used_again = self.last_titles.get(title).is_some_and(|&last| last > at);
        let holders = self.by_title.get(title).filter(|_| !used_again);
        self.only(holders, |speaker| {
            speaker.name.is_none() && compatible(speaker, form)
        })
    }

    /// `Mustername` in `Minister of Examples Mustername`, which looked like a title to its end.
    fn find_by_title_end(&mut self, form: &LabelForm, surname: &str) -> Option<usize> {
        let id = self.only(self.by_title_end.get(surname), |speaker| {
            speaker.name.is_none() && compatible(speaker, form)
        })?;
        let speaker = &mut self.all[id];
        let title = speaker.title.take()?;
        let (title, surname) = title.rsplit_once(' ')?;
        speaker.title = Some(title.to_owned());
        speaker.name = Some(surname.to_owned());
        Some(id)
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
            let title = fold(title);
            add(&mut self.by_title, without_article(&title));
            if let Some((_, end)) = title.rsplit_once(' ').filter(|_| form.name.is_none()) {
                add(&mut self.by_title_end, end);
            }
        }
        if let Some(surname) = form.name_words.last() {
            add(&mut self.by_surname, surname);
            let ids = self.by_words.entry(sorted(&form.name_words)).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if form.is_outlet_only() {
            return;
        }
        let words: Vec<&str> = form.folded.split(' ').collect();
        for rest in 1..words.len().min(4) {
            add(&mut self.by_prefix, &words[..words.len() - rest].join(" "));
        }
        if let [name] = form.name_words.as_slice()
            && (3..=5).contains(&name.chars().count())
            && name.chars().all(is_unspaced)
        {
            let surname: String = name.chars().take(2).collect();
            add(&mut self.by_prefix, &surname);
        }
    }
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    sorted
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
        .any(|word| word.len() > 1 && name_words.split(' ').any(|name| name == word));
    by_name || affiliation.is_some_and(|outlet| same_outlet(&called.text, outlet))
}
