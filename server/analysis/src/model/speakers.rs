//! The people who speak, and what is known of each.

use std::ops::Index;
use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use super::identity::MAX_PEOPLE;
use super::label_form::LabelForm;
use super::outlet::same_outlet;
use super::segment::Part;
use super::vocabulary::{HONORIFICS, fold};

/// The people of a document, in the order of their first turns. Versions share those who are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speakers(OrdMap<usize, Arc<Speaker>>);

impl Speakers {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nobody is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order of their first turns.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Speaker> {
        self.0.values().map(|speaker| &**speaker)
    }

    /// Those who speak for the first time in a turn or behind it, in order.
    pub fn since(&self, turn: usize) -> impl Iterator<Item = &Speaker> {
        let people = self.0.range(turn * MAX_PEOPLE..);
        people.map(|(_, speaker)| &**speaker)
    }

    /// The speaker with an id, if there is one.
    pub fn get(&self, id: usize) -> Option<&Speaker> {
        self.0.get(&id).map(|speaker| &**speaker)
    }

    /// Whoever is not the same in two versions, as in the one and in the other.
    pub fn differing<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = [Option<&'a Speaker>; 2]> {
        self.0.diff(&other.0).map(|item| match item {
            DiffItem::Add(_, new) => [None, Some(&**new)],
            DiffItem::Update { old, new } => [Some(&**old.1), Some(&**new.1)],
            DiffItem::Remove(_, old) => [Some(&**old), None],
        })
    }

    /// Puts somebody in, in the place of whoever has the same id; unless that is the same person with the same role.
    pub(super) fn insert(&mut self, speaker: Speaker) {
        if self.get(speaker.id) != Some(&speaker) {
            self.0.insert(speaker.id, Arc::new(speaker));
        }
    }

    /// Takes somebody out.
    pub(super) fn remove(&mut self, id: usize) {
        self.0.remove(&id);
    }
}

impl Index<usize> for Speakers {
    type Output = Speaker;

    /// The speaker with an id.
    ///
    /// # Panics
    /// If nobody has it.
    fn index(&self, id: usize) -> &Speaker {
        self.get(id).expect("a speaker of the document")
    }
}

impl FromIterator<Speaker> for Speakers {
    fn from_iter<T: IntoIterator<Item = Speaker>>(speakers: T) -> Self {
        let speakers = speakers.into_iter().map(|mut one| {
            one.labels.shrink_to_fit();
            one.turns.shrink_to_fit();
            one.forms.shrink_to_fit();
            (one.id, Arc::new(one))
        });
        Self(speakers.collect())
    }
}

impl<'a> IntoIterator for &'a Speakers {
    type Item = &'a Speaker;
    type IntoIter = Box<dyn DoubleEndedIterator<Item = &'a Speaker> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

/// One person, under whatever labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Who it is in [`Structure::speakers`](super::Structure::speakers). Whoever speaks later has a greater one, but
    /// it is no position: it is made of the first turn, so that it stays the same when other people come and go.
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
    /// The role that the cast declares.
    pub(super) declared: Option<Role>,
    /// What the labels say, each once.
    pub(super) forms: Vec<Arc<LabelForm>>,
    pub(super) name_words: Vec<String>,
    pub(super) honorific: Option<String>,
}

/// What a speaker does in a transcript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    #[default]
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

    /// Somebody of whom a label is all that is known.
    pub(super) fn new(id: usize, form: &LabelForm) -> Self {
        Self {
            id,
            name: form.name.clone(),
            title: form.title.clone(),
            affiliation: form.affiliation.clone(),
            role: Role::Unknown,
            labels: Vec::new(),
            forms: Vec::new(),
            turns: Vec::new(),
            cast: None,
            declared: None,
            name_words: form.name_words.clone(),
            honorific: form.honorific.clone(),
        }
    }

    /// Learns what a further label says. What is declared stays as it is.
    pub(super) fn learn(&mut self, form: &LabelForm) {
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
    pub(super) fn learn_title(&mut self, title: &str) {
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

pub(super) fn without_article(folded: &str) -> &str {
    folded.strip_prefix("the ").unwrap_or(folded)
}

/// Whether a honorific says nothing of who is meant.
pub(super) fn is_neutral(honorific: &str) -> bool {
    HONORIFICS.contains(honorific)
        && matches!(honorific, "dr" | "prof" | "professor" | "hon" | "rev" | "m")
}

/// The name that a part of a label stands for, for comparing what a hand-off calls.
pub fn is_called(called: &Part, name_words: &str, affiliation: Option<&str>) -> bool {
    let folded = fold(&called.text);
    let by_name = folded
        .split(' ')
        .any(|word| word.len() > 1 && name_words.split(' ').any(|name| name == word));
    by_name || affiliation.is_some_and(|outlet| same_outlet(&called.text, outlet))
}
