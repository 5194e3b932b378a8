//! Every label of a document once, kept from version to version: an edit costs what it changes in the labels.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;
use slab::Slab;

use super::label::slips::Slips;
use super::labels::{Shape, Spelling};
use crate::model::digest::digest;
use crate::model::label_form::LabelForm;
use crate::model::{Context, Model, Turn};

/// The labels of one version of a document. It can be brought up to date for any other version.
#[derive(Debug, Default)]
pub struct LabelIndex {
    /// What labels were compared with.
    context: Option<Arc<Context>>,
    /// The spelling of every turn's label; none where the label is lost.
    turns: Vec<Option<usize>>,
    /// The labels as written.
    pub spellings: Slab<Written>,
    /// The same by the addresses of their forms, which turns share that have the same label.
    by_form: HashMap<usize, usize>,
    /// How many of them that name somebody have a text, by its [digest].
    by_text: HashMap<u64, usize>,
    /// No text of them is longer, in bytes.
    longest: usize,
    /// The labels whatever their capitals and marks.
    pub names: Slab<Name>,
    /// The same by a [`digest`] of what they are when folded.
    by_name: HashMap<u64, usize>,
    /// Which of them are written in several ways.
    pub mixed: BTreeSet<usize>,
    /// Which of them look like slips of the keyboard for others.
    pub slips: Slips,
    /// What they come to.
    pub sums: Sums,
}

/// What all labels come to that name somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many there are.
    pub names: usize,
    /// How many of them stand in for a name.
    pub placeholders: usize,
    /// How many join several names.
    pub joint: usize,
    /// How many turns have one that ends in a bracket.
    pub bracketed_turns: usize,
    /// How many turns have one that comes back.
    pub repeated_turns: usize,
    /// How many of each shape come back.
    shapes: [usize; Shape::COUNT],
    /// How many turns have those that are the same but for a number.
    stems: BTreeMap<u64, usize>,
}

impl Sums {
    /// Whether a label of that shape comes back.
    pub fn has_repeated(&self, shape: Shape) -> bool {
        self.shapes[shape as usize] > 0
    }

    /// Whether several turns have labels that are the same but for a number.
    pub fn counts_on(&self, stem: u64) -> bool {
        self.stems.get(&stem).is_some_and(|turns| *turns > 1)
    }

    fn add(&mut self, name: &Name, first: &Written) {
        self.change(name, first, |sum, by| *sum += by);
    }

    fn take(&mut self, name: &Name, first: &Written) {
        self.change(name, first, |sum, by| *sum -= by);
    }

    fn change(&mut self, name: &Name, first: &Written, change: impl Fn(&mut usize, usize)) {
        let (spelling, turns) = (&first.spelling, name.turns.len());
        change(&mut self.names, 1);
        change(&mut self.placeholders, spelling.is_placeholder.into());
        change(&mut self.joint, spelling.is_joint.into());
        if spelling.is_bracketed {
            change(&mut self.bracketed_turns, turns);
        }
        if turns > 1 {
            change(&mut self.repeated_turns, turns);
        }
        if turns > 1 && first.form.generic.is_none() {
            change(&mut self.shapes[spelling.shape as usize], 1);
            // Whoever writes initials writes first names too.
            if spelling.is_initials {
                change(&mut self.shapes[Shape::Word as usize], 1);
            }
        }
        if let Some(stem) = spelling.stem {
            let sum = self.stems.entry(stem).or_default();
            change(sum, turns);
            if *sum == 0 {
                self.stems.remove(&stem);
            }
        }
    }
}

/// A label as written.
#[derive(Debug)]
pub struct Written {
    /// What it says.
    pub form: Arc<LabelForm>,
    /// What it looks like.
    pub spelling: Spelling,
    /// Its name, one of [`LabelIndex::names`]; none where it heads metadata or says nothing.
    pub name: Option<usize>,
    /// Whether the house writes such labels, as soon as somebody asked.
    pub fits_house: OnceCell<bool>,
    /// A [`digest`] of its text.
    text: u64,
    /// How many turns have it.
    turns: usize,
}

/// All labels that are the same but for capitals, marks and outlets.
#[derive(Debug, Default)]
pub struct Name {
    /// The turns that have it, in order.
    pub turns: Vec<usize>,
    /// The spelling of the first of them.
    pub first: usize,
    /// How many spellings it has.
    pub spellings: usize,
}

impl LabelIndex {
    /// Brings it up to date for a version of a document, of which only these turns differ, where that is known: the first range
    /// is that of the version that it was made for.
    pub fn update(&mut self, model: &Model, differing: Option<(Range<usize>, Range<usize>)>) {
        let context = self.context.as_ref();
        if !context.is_some_and(|context| Arc::ptr_eq(context, &model.context)) {
            *self = Self {
                context: Some(model.context.clone()),
                ..Self::default()
            };
        }
        let is_new = self.turns.is_empty();
        let (old, new) = match differing.filter(|_| !is_new) {
            Some(differing) => differing,
            None => self.difference(model),
        };
        if old.is_empty() && new.is_empty() {
            return;
        }
        if old == new {
            for turn in new {
                if !self.has_form(self.turns[turn], &model.turns[turn]) {
                    self.remove(turn);
                    self.insert(turn, model);
                }
            }
        } else {
            old.clone().for_each(|turn| self.remove(turn));
            let behind = self.names.iter_mut().flat_map(|(_, name)| &mut name.turns);
            for turn in behind.filter(|turn| **turn >= old.end) {
                *turn = *turn - old.end + new.end;
            }
            self.turns.splice(old, new.clone().map(|_| None));
            new.for_each(|turn| self.insert(turn, model));
        }
        if is_new {
            self.spellings.shrink_to_fit();
            self.names.shrink_to_fit();
        }
        self.slips.update(&self.names, &self.spellings);
    }

    /// The turns outside of which a version has the same labels, here and there.
    fn difference(&self, model: &Model) -> (Range<usize>, Range<usize>) {
        let same = |(known, turn): &(&Option<usize>, &Turn)| self.has_form(**known, turn);
        let start = self.turns.iter().zip(model.turns.leaves().flatten());
        let start = start.take_while(same).count();
        let (old, new) = (self.turns.len(), model.turns.len());
        let tail = self.turns.iter().rev();
        let tail = tail.zip(model.turns.leaves().flatten().rev());
        let tail = tail.take(old.min(new) - start).take_while(same).count();
        (start..old - tail, start..new - tail)
    }

    /// The spelling of a turn's label, one of [`LabelIndex::spellings`]; none where the label is lost.
    pub fn spelling(&self, turn: usize) -> Option<usize> {
        self.turns[turn]
    }

    /// Whether a label is written exactly like that somewhere.
    pub fn is_written(&self, text: &str) -> bool {
        text.len() <= self.longest && self.by_text.contains_key(&digest(text))
    }

    /// The name that is the same when folded.
    pub fn named(&self, folded: &str) -> Option<usize> {
        self.by_name.get(&digest(folded)).copied()
    }

    fn has_form(&self, spelling: Option<usize>, turn: &Turn) -> bool {
        let known = spelling.map(|spelling| &self.spellings[spelling].form);
        match (known, &turn.form) {
            (Some(known), Some(form)) => Arc::ptr_eq(known, form),
            (known, form) => known.is_none() && form.is_none(),
        }
    }

    fn remove(&mut self, turn: usize) {
        let Some(id) = self.turns[turn].take() else {
            return;
        };
        let written = &mut self.spellings[id];
        written.turns -= 1;
        let (name, is_gone) = (written.name, written.turns == 0);
        if let Some(name) = name {
            let of = &mut self.names[name];
            self.sums.take(of, &self.spellings[of.first]);
            if let Ok(at) = of.turns.binary_search(&turn) {
                of.turns.remove(at);
            }
            of.spellings -= usize::from(is_gone);
            if of.spellings < 2 {
                self.mixed.remove(&name);
            }
            if let Some(&first) = of.turns.first() {
                of.first = self.turns[first].expect("a turn with a label");
                self.sums.add(of, &self.spellings[of.first]);
                self.slips.count_again();
            } else {
                let folded = self.spellings[id].form.folded.as_str();
                self.by_name.remove(&digest(folded));
                self.names.remove(name);
                self.slips.forget(name);
            }
        }
        if is_gone {
            let written = self.spellings.remove(id);
            self.by_form.remove(&address(&written.form));
            if written.name.is_some()
                && let Some(spellings) = self.by_text.get_mut(&written.text)
            {
                *spellings -= 1;
                if *spellings == 0 {
                    self.by_text.remove(&written.text);
                }
            }
        }
    }

    fn insert(&mut self, turn: usize, model: &Model) {
        let Some(form) = &model.turns[turn].form else {
            return;
        };
        let known = self.by_form.get(&address(form)).copied();
        let id = known.unwrap_or_else(|| self.add(turn, form, model));
        self.turns[turn] = Some(id);
        let written = &mut self.spellings[id];
        written.turns += 1;
        if let Some(name) = written.name {
            let of = &mut self.names[name];
            if !of.turns.is_empty() {
                self.sums.take(of, &self.spellings[of.first]);
                self.slips.count_again();
            }
            let at = of.turns.partition_point(|&other| other < turn);
            of.turns.insert(at, turn);
            if at == 0 {
                of.first = id;
            }
            self.sums.add(of, &self.spellings[of.first]);
        }
    }

    /// Adds the spelling of a turn's label.
    fn add(&mut self, turn: usize, form: &Arc<LabelForm>, model: &Model) -> usize {
        let label = model.turn_segment(turn).segment.label();
        let label = label.expect("a form is that of a label");
        let text = digest(label.text.as_str());
        let name = form.heads_speech().then(|| {
            let folded = digest(form.folded.as_str());
            *self.by_name.entry(folded).or_insert_with(|| {
                let name = self.names.insert(Name::default());
                self.slips.learn(name);
                name
            })
        });
        let id = self.spellings.insert(Written {
            form: form.clone(),
            spelling: Spelling::of(label, form, &model.context.cast),
            name,
            fits_house: OnceCell::new(),
            text,
            turns: 0,
        });
        self.by_form.insert(address(form), id);
        if let Some(name) = name {
            self.names[name].spellings += 1;
            if self.names[name].spellings > 1 {
                self.mixed.insert(name);
            }
            *self.by_text.entry(text).or_default() += 1;
            self.longest = self.longest.max(label.text.len());
        }
        id
    }
}

fn address(form: &Arc<LabelForm>) -> usize {
    Arc::as_ptr(form).addr()
}
