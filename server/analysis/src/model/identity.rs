//! Who is who: the labels that mean one person become one speaker.
//!
//! Labels have to do with each other only where they share words, so people can be told apart in any set of turns
//! that holds all of whom its labels [have to do with](super::names).

use std::hash::Hash;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use smallvec::SmallVec;

use super::cast::Cast;
use super::digest::digest;
use super::label_form::LabelForm;
use super::outlet::same_outlet;
use super::segment::Label;
use super::speakers::{Role, Speaker, is_neutral, without_article};
use super::vocabulary::{fold, is_unspaced};

/// A turn, with what its label is and says.
#[derive(Clone, Copy, Debug)]
pub struct Labelled<'a> {
    /// The turn, by index.
    pub turn: usize,
    /// The label as written.
    pub label: &'a Label,
    /// What it says; turns under the same label share it.
    pub form: &'a Arc<LabelForm>,
}

/// Who speaks in a turn: ids of speakers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Whom the label names, or names first.
    pub first: Option<usize>,
    /// Who else, where it names several.
    pub others: Vec<usize>,
}

/// The people who speak in these turns, which are in order, and who it is in each of them.
pub fn identify(cast: &Cast, turns: &[Labelled<'_>]) -> (Vec<Speaker>, Vec<Who>) {
    let mut identities = Identities::new(cast, turns);
    let of_turns = turns.iter().map(|turn| identities.of(turn)).collect();
    (identities.all, of_turns)
}

/// A turn may bring in fewer people than that.
pub(super) const MAX_PEOPLE: usize = 1 << 16;

/// Collects speakers from labels in the order of the document. Ids of this are positions in `all`.
#[derive(Debug)]
struct Identities<'a> {
    cast: &'a Cast,
    all: Vec<Speaker>,
    /// By the label as written, where it names one person.
    by_form: HashMap<*const LabelForm, usize>,
    by_entry: HashMap<usize, usize>,
    /// By a digest of what a label says.
    by_label: HashMap<u64, usize>,
    by_title: Index,
    by_title_end: Index,
    by_surname: Index,
    /// By the words of the name in any order: `Taro Takao` is `Takao Taro`.
    by_words: Index,
    by_prefix: Index,
    /// The last turn of every label that is a title with an article, by a digest of the title: `THE PRESIDENT`.
    last_titles: HashMap<u64, usize>,
    /// The last turn of every label that is a title and a name, by a digest of the title.
    last_holders: HashMap<u64, usize>,
}

/// People by something that their labels say, or rather by a digest of it: the texts themselves would be as many copies.
#[derive(Debug, Default)]
struct Index(HashMap<u64, SmallVec<[usize; 2]>>);

impl Index {
    fn add(&mut self, said: impl Hash, id: usize) {
        let ids = self.0.entry(digest(said)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    fn get(&self, said: impl Hash) -> &[usize] {
        self.0.get(&digest(said)).map_or(&[], |ids| ids)
    }
}

impl<'a> Identities<'a> {
    /// Nobody yet; `turns` are all that there are.
    fn new(cast: &'a Cast, turns: &[Labelled<'_>]) -> Self {
        let mut speakers = Self {
            cast,
            all: Vec::new(),
            by_form: HashMap::default(),
            by_entry: HashMap::default(),
            by_label: HashMap::default(),
            by_title: Index::default(),
            by_title_end: Index::default(),
            by_surname: Index::default(),
            by_words: Index::default(),
            by_prefix: Index::default(),
            last_titles: HashMap::default(),
            last_holders: HashMap::default(),
        };
        // From the last one on: of each label only the last turn counts.
        let mut seen = HashSet::default();
        for &Labelled { turn, form, .. } in turns.iter().rev() {
            if !seen.insert(Arc::as_ptr(form)) {
                continue;
            }
            let Some(title) = form.title.as_deref().map(fold) else {
                continue;
            };
            let bare = without_article(&title);
            if form.name.is_some() {
                speakers.last_holders.entry(digest(bare)).or_insert(turn);
            } else if bare.len() < title.len() {
                speakers.last_titles.entry(digest(bare)).or_insert(turn);
            }
        }
        speakers
    }

    /// Who speaks in a turn; nobody when the label names no person.
    fn of(&mut self, labelled: &Labelled<'_>) -> Who {
        let turn = labelled.turn;
        if labelled.form.several.is_empty() {
            let form = Arc::as_ptr(labelled.form);
            let id = match self.by_form.get(&form) {
                Some(&known) => known,
                None => {
                    let Some(id) = self.one(turn, labelled, labelled.form) else {
                        return Who::default();
                    };
                    self.by_form.insert(form, id);
                    id
                }
            };
            self.all[id].turns.push(turn);
            return Who {
                first: Some(self.all[id].id),
                others: Vec::new(),
            };
        }
        let mut ids = Vec::new();
        for person in &labelled.form.several {
            ids.extend(
                self.one(turn, labelled, person)
                    .filter(|id| !ids.contains(id)),
            );
        }
        for &id in &ids {
            self.all[id].turns.push(turn);
        }
        let mut ids = ids.into_iter().map(|id| self.all[id].id);
        Who {
            first: ids.next(),
            others: ids.collect(),
        }
    }

    fn one(&mut self, at: usize, labelled: &Labelled<'_>, form: &LabelForm) -> Option<usize> {
        if form.generic.is_some() || form.folded.is_empty() {
            return None;
        }
        let key = digest((&form.folded, form.affiliation.as_deref().map(fold)));
        let id = match self.by_label.get(&key) {
            Some(&id) => id,
            None => {
                let declared = self.declared(at, form);
                let id = declared.or_else(|| self.find(at, form)).unwrap_or_else(|| {
                    let speaker = Speaker::new(self.next_id(at), form);
                    self.all.push(speaker);
                    self.all.len() - 1
                });
                self.all[id].learn(form);
                self.register(id, form);
                self.by_label.insert(key, id);
                id
            }
        };
        let speaker = &mut self.all[id];
        if !speaker.labels.contains(&labelled.label.text) {
            speaker.labels.push(labelled.label.text.clone());
        }
        if !speaker
            .forms
            .iter()
            .any(|known| Arc::ptr_eq(known, labelled.form))
        {
            speaker.forms.push(labelled.form.clone());
        }
        Some(id)
    }

    /// The id of whoever speaks for the first time in the turn `at`: greater than those of everybody before.
    fn next_id(&self, at: usize) -> usize {
        let first = at * MAX_PEOPLE;
        let last = self.all.last().map_or(0, |last| last.id + 1);
        first.max(last)
    }

    /// The declared person whom a label means; known from now on if not yet.
    fn declared(&mut self, turn: usize, form: &LabelForm) -> Option<usize> {
        let at = self.cast.find(form)?;
        if let Some(&id) = self.by_entry.get(&at) {
            return Some(id);
        }
        let entry = &self.cast.entries[at];
        let id = self.all.len();
        self.all.push(Speaker {
            declared: entry.role.filter(|role| *role != Role::Unknown),
            cast: Some(at),
            ..Speaker::new(self.next_id(turn), &entry.form)
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
            let used_again = self
                .last_holders
                .get(&digest(bare))
                .is_some_and(|&last| last > at);
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
                self.only(self.by_words.get(sorted(&form.name_words)), |speaker| {
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
        let used_again = self
            .last_titles
            .get(&digest(title))
            .is_some_and(|&last| last > at);
        let is_holder = |speaker: &Speaker| speaker.name.is_none() && compatible(speaker, form);
        self.only(self.by_title.get(title), is_holder)
            .filter(|_| !used_again)
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
    fn only(&self, candidates: &[usize], fits: impl Fn(&Speaker) -> bool) -> Option<usize> {
        let mut fitting = candidates.iter().filter(|&&id| fits(&self.all[id]));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(*first)
    }

    fn register(&mut self, id: usize, form: &LabelForm) {
        if let Some(title) = &form.title {
            let title = fold(title);
            self.by_title.add(without_article(&title), id);
            if let Some((_, end)) = title.rsplit_once(' ').filter(|_| form.name.is_none()) {
                self.by_title_end.add(end, id);
            }
        }
        if let Some(surname) = form.name_words.last() {
            self.by_surname.add(surname, id);
            self.by_words.add(sorted(&form.name_words), id);
        }
        if form.is_outlet_only() {
            return;
        }
        for (end, _) in form.folded.rmatch_indices(' ').take(3) {
            self.by_prefix.add(&form.folded[..end], id);
        }
        if let [name] = form.name_words.as_slice()
            && (3..=5).contains(&name.chars().count())
            && name.chars().all(is_unspaced)
            && let Some((end, _)) = name.char_indices().nth(2)
        {
            self.by_prefix.add(&name[..end], id);
        }
    }
}

fn sorted(words: &[String]) -> SmallVec<[&str; 4]> {
    let mut sorted: SmallVec<_> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted
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
