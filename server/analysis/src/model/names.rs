//! Which people a label may have to do with: an index of the words by which [identities](super::identity) find them,
//! so that another label tells anew only those apart who share words with it.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::Arc;

use foldhash::HashSet;
use imbl::{HashMap, Vector};

use super::cast::Cast;
use super::digest::digest;
use super::label_form::LabelForm;
use super::segment::Label;
use super::speakers::{Speaker, Speakers, without_article};
use super::structure::Turn;
use super::vocabulary::{begins_folded, fold, is_unspaced, with_fold, word_starts};

/// The index. A version takes it over from the one before.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Under what somebody can be found, and what was asked for to find somebody: keys and ids of speakers.
    keys: BTreeSet<(Key, usize)>,
    /// How begins what people are called, from each of its words on.
    called: BTreeSet<(Start, usize)>,
    /// Every label in use by a digest of its text, and how many turns it has.
    forms: HashMap<u64, (Arc<LabelForm>, usize)>,
}

/// The first bytes of a folded text, zeros behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start([u8; Start::LEN]);

/// A digest, but for the last two bits: whether it is [given](Key::GIVEN), [sought](Key::SOUGHT) or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

/// The keys of some labels.
#[derive(Debug, Default)]
struct Keys(Vec<Key>);

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
        let entry = self.forms.entry(digest(label.written()));
        let (form, turns) = entry.or_insert_with(|| (form(), 0));
        *turns += 1;
        form.clone()
    }

    /// A label begins one turn less.
    pub fn drop_label(&mut self, label: &Label) {
        let key = digest(label.written());
        if let Some((_, turns)) = self.forms.get_mut(&key) {
            *turns -= 1;
            if *turns == 0 {
                self.forms.remove(&key);
            }
        }
    }

    /// Puts somebody in.
    pub fn add(&mut self, speaker: &Speaker, cast: &Cast) {
        for key in Keys::of_speaker(speaker, cast).each_once() {
            self.keys.insert((key, speaker.id));
        }
        for start in starts(speaker) {
            self.called.insert((start, speaker.id));
        }
    }

    /// Takes somebody out.
    pub fn remove(&mut self, speaker: &Speaker, cast: &Cast) {
        for key in Keys::of_speaker(speaker, cast).each_once() {
            self.keys.remove(&(key, speaker.id));
        }
        for start in starts(speaker) {
            self.called.remove(&(start, speaker.id));
        }
    }

    /// The people who are called something that goes on with `words`, folded, from one of its words on; some more than
    /// once.
    pub fn called(&self, words: &str, speakers: &Speakers) -> impl Iterator<Item = usize> {
        let start = Start::of(words);
        let found = self.called.range((start, 0)..);
        let found = found.take_while(move |(found, _)| found.goes_on_with(words));
        let found = found.map(|&(_, id)| id);
        found.filter(move |&id| {
            let mut names = called(&speakers[id]);
            words.len() <= Start::LEN || names.any(|name| begins_folded(name, words))
        })
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
            let met = keys.each_once().into_iter();
            for id in met.flat_map(|key| self.meeting(key)) {
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

    /// The people of whom is sought what is given here, or who give what is sought here.
    fn meeting(&self, key: Key) -> impl Iterator<Item = usize> {
        // What is only given is met by nobody who only gives it, and of those there may be many.
        let least = match key.0 & Key::SOUGHT {
            0 => Key::SOUGHT,
            _ => Key::GIVEN,
        };
        let found = self.keys.range((key.with(least), 0)..);
        let found = found.take_while(move |(other, _)| other.with(0) == key.with(0));
        let met = found.filter(move |(other, _)| key.meets(*other));
        met.map(|&(_, id)| id)
    }
}

/// What somebody is called, from each of its words on.
fn called(speaker: &Speaker) -> impl Iterator<Item = &str> {
    let names = speaker.name.iter().chain(&speaker.affiliation);
    // Most of them stand in a label.
    let is_in = |label: &str, name: &str| {
        let at = label.find(name);
        at.is_some_and(|at| !label[..at].ends_with(char::is_alphanumeric))
    };
    let names = names.filter(move |name| !speaker.labels.iter().any(|label| is_in(label, name)));
    let names = speaker.labels.iter().chain(names);
    names.flat_map(|name| word_starts(name).map(|at| &name[at..]))
}

/// How it begins, but for what goes on as something else begins.
fn starts(speaker: &Speaker) -> Vec<Start> {
    let mut starts: Vec<Start> = called(speaker)
        .map(|name| with_fold(name, Start::of))
        .collect();
    starts.sort_unstable();
    starts.dedup_by(|next, start| {
        let is_longer = next.goes_on_with(start.text());
        if is_longer {
            *start = *next;
        }
        is_longer
    });
    starts
}

impl Start {
    const LEN: usize = 16;

    fn of(text: &str) -> Self {
        let mut start = [0; Self::LEN];
        let len = text.len().min(Self::LEN);
        start[..len].copy_from_slice(&text.as_bytes()[..len]);
        Self(start)
    }

    fn text(&self) -> &[u8] {
        let len = self.0.iter().position(|&byte| byte == 0);
        &self.0[..len.unwrap_or(Self::LEN)]
    }

    /// Whether a text that begins so goes on with `words`, as far as can be seen.
    fn goes_on_with(&self, words: impl AsRef<[u8]>) -> bool {
        let words = words.as_ref();
        self.0.starts_with(&words[..words.len().min(Self::LEN)])
    }
}

impl Key {
    /// Somebody can be found under it.
    const GIVEN: u64 = 0b01;
    /// It was asked for to find somebody.
    const SOUGHT: u64 = 0b10;
    const BOTH: u64 = Self::GIVEN | Self::SOUGHT;

    fn new(kind: Kind, text: impl Hash) -> Self {
        Self(digest((kind as u8, text))).with(0)
    }

    fn with(self, uses: u64) -> Self {
        Self(self.0 & !Self::BOTH | uses)
    }

    /// Whether one is given where the other is sought, both being the same.
    fn meets(self, other: Self) -> bool {
        let is_met = |one: Self, other: Self| one.0 & Self::GIVEN > 0 && other.0 & Self::SOUGHT > 0;
        is_met(self, other) || is_met(other, self)
    }
}

impl Keys {
    /// Every key once, with all its uses.
    fn each_once(mut self) -> Vec<Key> {
        self.0.sort_unstable();
        self.0.dedup_by(|next, key| {
            let is_same = next.with(0) == key.with(0);
            if is_same {
                key.0 |= next.0;
            }
            is_same
        });
        self.0
    }

    fn of_speaker(speaker: &Speaker, cast: &Cast) -> Self {
        let mut keys = Self::default();
        let mut seen = HashSet::default();
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
        self.give_and_seek(Key::new(Kind::Label, label));
        if let Some(entry) = cast.find(form) {
            self.give_and_seek(Key::new(Kind::Entry, entry));
            self.give(&cast.entries[entry].form);
        }
        self.give(form);
        self.seek(form);
    }

    fn give_and_seek(&mut self, key: Key) {
        self.0.push(key.with(Key::BOTH));
    }

    /// Under what a label can be found.
    fn give(&mut self, form: &LabelForm) {
        let mut give = |kind, text: &str| self.0.push(Key::new(kind, text).with(Key::GIVEN));
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
        let mut seek = |kind, text: &str| self.0.push(Key::new(kind, text).with(Key::SOUGHT));
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

fn sorted(words: &[String]) -> String {
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.join(" ")
}
