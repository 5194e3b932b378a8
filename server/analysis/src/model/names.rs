//! Which people a label may have to do with: an index of the words by which [identities](super::identity) find them,
//! so that another label tells anew only those apart who share words with it.

use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use imbl::{HashMap, OrdSet, Vector};

use super::cast::Cast;
use super::label_form::LabelForm;
use super::segment::Label;
use super::speakers::{Speaker, Speakers, without_article};
use super::structure::Turn;
use super::vocabulary::{fold, is_unspaced, word_starts};

/// The index. Versions of a document share what is the same.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Under what somebody can be found: keys and ids of speakers.
    given: OrdSet<(u64, usize)>,
    /// What was asked for to find somebody.
    sought: OrdSet<(u64, usize)>,
    /// What people are called, folded, from each of its words on.
    called: OrdSet<(Arc<str>, usize)>,
    /// Every label in use by a digest of its text, and how many turns it has.
    forms: HashMap<u64, (Arc<LabelForm>, usize)>,
}

/// The keys of one label.
#[derive(Debug, Default)]
struct Keys {
    given: Vec<u64>,
    sought: Vec<u64>,
}

/// What a key is about.
#[derive(Clone, Copy)]
enum Kind {
    /// The whole label, but for capitals and marks.
    Label,
    /// An entry of the cast.
    Entry,
    Title,
    /// The last word of a title.
    TitleEnd,
    Surname,
    /// The words of a name in any order.
    Words,
    /// The first words of a label.
    Start,
    /// A title that stands with a name.
    Held,
    /// A title that stands alone, with an article.
    Alone,
}

impl Names {
    /// The index of these people and of the labels of these turns, whose texts are `labels`.
    pub fn of<'a>(
        speakers: &Speakers,
        turns: &Vector<Turn>,
        labels: impl Iterator<Item = Option<&'a Label>>,
        cast: &Cast,
    ) -> Self {
        let mut names = Self::default();
        for speaker in speakers {
            names.add(speaker, cast);
        }
        for (turn, label) in turns.iter().zip(labels) {
            if let (Some(form), Some(label)) = (&turn.form, label) {
                names.use_label(label, || form.clone());
            }
        }
        names
    }

    /// What a label says that begins one turn more.
    pub fn use_label(
        &mut self,
        label: &Label,
        form: impl FnOnce() -> Arc<LabelForm>,
    ) -> Arc<LabelForm> {
        let entry = self.forms.entry(key_of(label.written()));
        let (form, turns) = entry.or_insert_with(|| (form(), 0));
        *turns += 1;
        form.clone()
    }

    /// A label begins one turn less.
    pub fn drop_label(&mut self, label: &Label) {
        let key = key_of(label.written());
        if let Some((_, turns)) = self.forms.get_mut(&key) {
            *turns -= 1;
            if *turns == 0 {
                self.forms.remove(&key);
            }
        }
    }

    /// Puts somebody in.
    pub fn add(&mut self, speaker: &Speaker, cast: &Cast) {
        let keys = Keys::of_speaker(speaker, cast);
        for key in keys.given {
            self.given.insert((key, speaker.id));
        }
        for key in keys.sought {
            self.sought.insert((key, speaker.id));
        }
        for name in called(speaker) {
            self.called.insert((name, speaker.id));
        }
    }

    /// Takes somebody out.
    pub fn remove(&mut self, speaker: &Speaker, cast: &Cast) {
        let keys = Keys::of_speaker(speaker, cast);
        for key in keys.given {
            self.given.remove(&(key, speaker.id));
        }
        for key in keys.sought {
            self.sought.remove(&(key, speaker.id));
        }
        for name in called(speaker) {
            self.called.remove(&(name, speaker.id));
        }
    }

    /// The people who are called something that goes on with `words`, folded, from one of its words on; some more than
    /// once.
    pub fn called(&self, words: &str) -> impl Iterator<Item = usize> {
        let found = self.called.range((Arc::from(words), 0)..);
        let found = found.take_while(move |(name, _)| name.starts_with(words));
        found.map(|&(_, id)| id)
    }

    /// These people, all with whom they have to do, all with whom these labels have to do, and so on.
    pub fn related(
        &self,
        mut people: BTreeSet<usize>,
        forms: &[&LabelForm],
        speakers: &Speakers,
        cast: &Cast,
    ) -> BTreeSet<usize> {
        let mut open: Vec<usize> = people.iter().copied().collect();
        let mut follow = |keys: Keys, open: &mut Vec<usize>| {
            let met = keys
                .given
                .iter()
                .flat_map(|&key| ids(&self.sought, key))
                .chain(keys.sought.iter().flat_map(|&key| ids(&self.given, key)));
            for id in met {
                if people.insert(id) {
                    open.push(id);
                }
            }
        };
        for form in forms {
            let mut keys = Keys::default();
            keys.add_label(form, cast);
            follow(keys, &mut open);
        }
        while let Some(id) = open.pop() {
            follow(Keys::of_speaker(&speakers[id], cast), &mut open);
        }
        people
    }
}

/// What somebody is called, from each of its words on.
fn called(speaker: &Speaker) -> impl Iterator<Item = Arc<str>> {
    let names = speaker.labels.iter().chain(&speaker.name);
    let names = names.chain(&speaker.affiliation);
    names.flat_map(|name| word_starts(name).map(|at| Arc::from(fold(&name[at..]))))
}

/// The people with a key.
fn ids(of: &OrdSet<(u64, usize)>, key: u64) -> impl Iterator<Item = usize> {
    of.range((key, 0)..=(key, usize::MAX)).map(|&(_, id)| id)
}

fn key_of(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

impl Keys {
    fn of_speaker(speaker: &Speaker, cast: &Cast) -> Self {
        let mut keys = Self::default();
        let mut seen = HashSet::new();
        for form in speaker
            .forms
            .iter()
            .filter(|form| seen.insert(Arc::as_ptr(form)))
        {
            keys.add_label(form, cast);
        }
        keys
    }

    fn add_label(&mut self, form: &LabelForm, cast: &Cast) {
        match form.several.as_slice() {
            [] => self.add_person(form, cast),
            people => people
                .iter()
                .for_each(|person| self.add_person(person, cast)),
        }
    }

    fn add_person(&mut self, form: &LabelForm, cast: &Cast) {
        if form.generic.is_some() || form.folded.is_empty() {
            return;
        }
        let label = (&form.folded, form.affiliation.as_deref().map(fold));
        self.give_and_seek(key_of((Kind::Label as u8, label)));
        if let Some(entry) = cast.find(form) {
            self.give_and_seek(key_of((Kind::Entry as u8, entry)));
            self.give(&cast.entries[entry].form);
        }
        self.give(form);
        self.seek(form);
    }

    fn give_and_seek(&mut self, key: u64) {
        self.given.push(key);
        self.sought.push(key);
    }

    /// Under what a label can be found.
    fn give(&mut self, form: &LabelForm) {
        let mut give = |kind: Kind, text: &str| self.given.push(key(kind, text));
        if let Some(title) = &form.title {
            let title = fold(title);
            let bare = without_article(&title);
            give(Kind::Title, bare);
            if form.name.is_some() {
                give(Kind::Held, bare);
            } else {
                if let Some((_, end)) = title.rsplit_once(' ') {
                    give(Kind::TitleEnd, end);
                }
                give(Kind::Alone, bare);
            }
        }
        if let Some(surname) = form.name_words.last() {
            give(Kind::Surname, surname);
            give(Kind::Words, &sorted(&form.name_words));
        }
        if form.is_outlet_only() {
            return;
        }
        for (at, _) in form.folded.match_indices(' ').rev().take(3) {
            give(Kind::Start, &form.folded[..at]);
        }
        if let [name] = form.name_words.as_slice()
            && name.chars().all(is_unspaced)
        {
            let surname: String = name.chars().take(2).collect();
            give(Kind::Start, &surname);
        }
    }

    /// What is asked for to find whose label this is.
    fn seek(&mut self, form: &LabelForm) {
        let mut seek = |kind: Kind, text: &str| self.sought.push(key(kind, text));
        if form.is_outlet_only() {
            return;
        }
        let bare = without_article(&form.folded);
        seek(Kind::Start, bare);
        let Some(surname) = form.name_words.last() else {
            seek(Kind::Held, bare);
            seek(Kind::Title, bare);
            return;
        };
        seek(Kind::Surname, surname);
        seek(Kind::Words, &sorted(&form.name_words));
        seek(Kind::TitleEnd, surname);
        if let Some(title) = &form.title {
            let title = fold(title);
            seek(Kind::Alone, without_article(&title));
            seek(Kind::Title, without_article(&title));
        }
    }
}

fn key(kind: Kind, text: &str) -> u64 {
    key_of((kind as u8, text))
}

fn sorted(words: &[String]) -> String {
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.join(" ")
}
