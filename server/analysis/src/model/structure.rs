//! Who speaks when, and to what end: turns, speakers and exchanges.
//!
//! An edit that leaves every turn where it is changes what follows from it, and nothing else ([`Structure::edited`]); any
//! other has all of it made anew.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::HashMap;
use imbl::Vector;

use super::exchanges::{Exchanges, Scene, TurnKind, TurnSummary};
use super::house::Signs;
use super::identity::{Labelled, Who, identify};
use super::label_form::{LabelForm, comma_parts, outlets_come_first};
use super::names::Names;
use super::roles::{Edit, Roles, beside};
use super::segment::{Introduction, Label, SegmentKind, Speech};
use super::segments::{Placed, Segments};
use super::speakers::{Role, Speaker, Speakers, is_called};
use super::vocabulary::{FOLLOW_UPS, fold};
use super::{Context, Model};

/// The turns, speakers and exchanges of a transcript. Versions of a document share what is the same.
#[derive(Debug)]
pub struct Structure {
    /// The turns, in order.
    pub turns: Vector<Turn>,
    /// The people, in the order of their first turns.
    pub speakers: Speakers,
    /// The exchanges, in order.
    pub exchanges: Exchanges,
    /// Whether labels with a comma put the outlet first.
    outlet_first: bool,
    /// The same one in versions of which each was [edited](Self::edited) into the next.
    lineage: Arc<()>,
    /// The same one in those of them in which the same people do the same in the same turns, under whatever labels.
    course: Arc<()>,
    /// Made for the first edit of a label, or for whoever asks. The next version takes it, and an edit of a label brings it
    /// up to date.
    names: Mutex<Option<Arc<Names>>>,
}

/// A turn's place in the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its segment, as an index into [`Model::segments`](super::Model::segments).
    pub segment: usize,
    /// Who speaks, as an id in [`Structure::speakers`]; `None` for `Q` and for a lost label.
    pub speaker: Option<usize>,
    /// Who else speaks, where the label names several: `MR. SAMPLE and MR. DUMMY`.
    pub others: Vec<usize>,
    /// What the label says; `None` for a lost label. Turns under the same label share it.
    pub form: Option<Arc<LabelForm>>,
    /// What the turn does.
    pub kind: TurnKind,
    /// Its exchange, as an index into [`Structure::exchanges`].
    pub exchange: Option<usize>,
}

/// The turns of one version, and what each says and does.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The turns; what they do is not read.
    pub turns: &'a Vector<Turn>,
    segments: &'a Segments,
    /// The summaries of some turns that follow each other, where they are known already, and the first of these turns.
    known: (usize, &'a [TurnSummary]),
}

impl PartialEq for Structure {
    fn eq(&self, other: &Self) -> bool {
        self.turns == other.turns
            && self.speakers == other.speakers
            && self.exchanges == other.exchanges
            && self.outlet_first == other.outlet_first
    }
}

impl Eq for Structure {}

impl Structure {
    /// What these segments mean together, and what the roles follow from. Labels that are known are not taken apart again.
    pub fn of(segments: &Segments, context: &Context, known: Known<'_>) -> (Self, Roles) {
        let labels = labels(segments);
        let outlet_first =
            context.profile.outlet_first || outlets_come_first(labels.iter().copied().flatten());
        let forms = forms(&labels, outlet_first, known);
        let labelled = labels.iter().zip(&forms).enumerate();
        let labelled = labelled.filter_map(|(turn, (label, form))| {
            let (label, form) = ((*label)?, form.as_ref()?);
            Some(Labelled { turn, label, form })
        });
        let labelled: Vec<Labelled<'_>> = labelled.collect();
        let (mut speakers, who) = identify(&context.cast, &labelled);
        let mut who = labelled
            .iter()
            .map(|labelled| labelled.turn)
            .zip(who)
            .peekable();
        let mut turns = Vector::new();
        for (segment, placed) in segments.iter().enumerate() {
            if placed.segment.speaker_line().is_none() {
                continue;
            }
            let at = turns.len();
            let speaking = who.next_if(|(turn, _)| *turn == at);
            let Who { first, others } = speaking.map(|(_, who)| who).unwrap_or_default();
            turns.push_back(Turn {
                segment,
                speaker: first,
                others,
                form: forms[at].clone(),
                kind: TurnKind::Remarks,
                exchange: None,
            });
        }
        let summaries = View::of(&turns, segments).summaries();
        let view = View {
            turns: &turns,
            segments,
            known: (0, &summaries),
        };
        let roles = Roles::of(&mut speakers, &view);
        let roles_by_id: HashMap<usize, Role> = speakers
            .iter()
            .map(|speaker| (speaker.id, speaker.role))
            .collect();
        let roles_by_turn: Vec<Option<Role>> = summaries
            .iter()
            .map(|turn| turn.speaker.map(|id| roles_by_id[&id]))
            .collect();
        let mut placed = turns;
        let scene = Scene {
            count: summaries.len(),
            summary: |at: usize| summaries[at],
            role: |at: usize| roles_by_turn[at],
        };
        let exchanges = Exchanges::of(&mut placed, scene);
        let structure = Self {
            turns: placed,
            speakers: speakers.into_iter().collect(),
            exchanges,
            outlet_first,
            lineage: Arc::default(),
            course: Arc::default(),
            names: Mutex::default(),
        };
        (structure, roles)
    }

    /// The same of a later version whose segments are as many and of the same kinds, in the same context. `None` where
    /// so much may be different that it has to be made [anew](Self::of).
    pub fn edited(self: &Arc<Self>, edit: &Segmented<'_>, roles: &Roles) -> Option<Later> {
        let edited = edit.turns(&self.turns);
        let mut new = Draft {
            turns: self.turns.clone(),
            speakers: self.speakers.clone(),
            names: None,
            people: BTreeSet::new(),
            is_recast: false,
            differing: edited.iter().copied().collect(),
            looked_at: 0,
        };
        let relabelled: Vec<usize> = edited
            .into_iter()
            .filter(|&turn| {
                let segment = self.turns[turn].segment;
                let written = |segments| label_of(segments, segment).map(Label::written);
                written(edit.old) != written(edit.new)
            })
            .collect();
        if !relabelled.is_empty() {
            self.relabel(&relabelled, edit, &mut new)?;
        }
        let turns = beside(new.differing.iter().copied(), self.turns.len());
        new.looked_at += turns.len();
        // Each is asked for time and again.
        let around = around(&turns, self.turns.len());
        let summaries = |view: View<'_>| -> Vec<TurnSummary> {
            around.clone().map(|at| view.summary(at)).collect()
        };
        let old_view = View::of(&self.turns, edit.old);
        let old_summaries = summaries(old_view);
        let old_view = old_view.knowing(around.start, &old_summaries);
        let draft = new.turns.clone();
        let new_view = View::of(&draft, edit.new);
        let new_summaries = summaries(new_view);
        let new_view = new_view.knowing(around.start, &new_summaries);
        let roles = roles.edited(&Edit {
            old: old_view,
            new: new_view,
            old_speakers: &self.speakers,
            new_speakers: &new.speakers,
            turns: &turns,
            people: &new.people,
        })?;
        let mut differing: BTreeSet<usize> = turns
            .into_iter()
            .filter(|&at| !old_view.summary(at).is_same(&new_view.summary(at)))
            .collect();
        for (id, role) in roles.people {
            if new.speakers[id].role != role {
                let speaker = Speaker {
                    role,
                    ..new.speakers[id].clone()
                };
                differing.extend(&speaker.turns);
                new.speakers.insert(speaker);
            }
        }
        if differing.is_empty() && relabelled.is_empty() {
            return Some(Later {
                structure: self.clone(),
                roles: roles.roles,
                turns: new.looked_at,
            });
        }
        let course = match differing.is_empty() && !new.is_recast {
            true => self.course.clone(),
            false => Arc::default(),
        };
        let mut exchanges = self.exchanges.clone();
        if !differing.is_empty() {
            let speakers = &new.speakers;
            let scene = Scene {
                count: draft.len(),
                summary: |at: usize| new_view.summary(at),
                role: |at: usize| Some(speakers[draft[at].speaker?].role),
            };
            let (edited, placed) = exchanges.edited(&mut new.turns, &differing, scene)?;
            exchanges = edited;
            new.looked_at += placed;
        }
        let names = new.names.or_else(|| self.known_names().take());
        let structure = Self {
            turns: new.turns,
            speakers: new.speakers,
            exchanges,
            outlet_first: self.outlet_first,
            lineage: self.lineage.clone(),
            course,
            names: Mutex::new(names),
        };
        Some(Later {
            structure: Arc::new(structure),
            roles: roles.roles,
            turns: new.looked_at,
        })
    }

    /// Whether two versions have as many turns, and labels of the same meaning where these are written alike. Where it took
    /// a new look at the whole, that is not known.
    pub fn is_kin_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.lineage, &other.lineage)
    }

    /// Whether in two versions, one of which is kin of the other, the same people do the same in the same turns.
    pub fn runs_like(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.course, &other.course)
    }

    /// The index of the people, whose turns are in these segments.
    pub fn names(&self, segments: &Segments, context: &Context) -> Arc<Names> {
        let mut known = self.known_names();
        let names = known.get_or_insert_with(|| {
            let turns = self.turns.iter();
            let texts = turns.map(|turn| label_of(segments, turn.segment));
            Arc::new(Names::of(&self.speakers, &self.turns, texts, &context.cast))
        });
        names.clone()
    }

    fn known_names(&self) -> MutexGuard<'_, Option<Arc<Names>>> {
        // What is being made when something panics is not there yet.
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Finds out who speaks in turns with other labels than before, and in all whose labels have to do with these.
    fn relabel(&self, relabelled: &[usize], edit: &Segmented<'_>, new: &mut Draft) -> Option<()> {
        let Segmented { context, .. } = *edit;
        let labels = |turn: usize| {
            let segment = self.turns[turn].segment;
            [edit.old, edit.new].map(|segments| segments.at(segment).segment.label())
        };
        let has_comma = |label: &Label| comma_parts(label).is_some();
        let mut all = relabelled.iter().flat_map(|&turn| labels(turn)).flatten();
        if !context.profile.outlet_first && all.any(has_comma) {
            return None;
        }
        let mut known = self.names(edit.old, context);
        // Nobody else has it as a rule, so that nothing has to be copied.
        self.known_names().take();
        let names = Arc::make_mut(&mut known);
        for &turn in relabelled {
            let [old, label] = labels(turn);
            let form = label.map(|label| {
                names.use_label(label, || {
                    Arc::new(LabelForm::ordered(label, self.outlet_first))
                })
            });
            if let Some(old) = old {
                names.drop_label(old);
            }
            new.turns[turn].form = form;
        }
        let people = relabelled.iter().flat_map(|&turn| {
            let Turn {
                speaker, others, ..
            } = &self.turns[turn];
            speaker.iter().chain(others).copied()
        });
        let forms = relabelled
            .iter()
            .filter_map(|&turn| new.turns[turn].form.as_deref());
        let forms: Vec<&LabelForm> = forms.collect();
        let related = names.related(people.collect(), &forms, &self.speakers, &context.cast);
        let turns = related.iter().flat_map(|&id| &self.speakers[id].turns);
        let mut turns: Vec<usize> = turns.chain(relabelled).copied().collect();
        turns.sort_unstable();
        turns.dedup();
        new.looked_at += turns.len();
        let forms = new.turns.clone();
        let labelled = turns.iter().filter_map(|&turn| {
            let Turn { segment, form, .. } = &forms[turn];
            let label = edit.new.at(*segment).segment.label()?;
            let form = form.as_ref()?;
            Some(Labelled { turn, label, form })
        });
        let labelled: Vec<Labelled<'_>> = labelled.collect();
        let (people, who) = identify(&context.cast, &labelled);
        let mut who = labelled
            .iter()
            .map(|labelled| labelled.turn)
            .zip(who)
            .peekable();
        new.looked_at += labelled.len();
        for &turn in &turns {
            let speaking = who.next_if(|(at, _)| *at == turn);
            let Who { first, others } = speaking.map(|(_, who)| who).unwrap_or_default();
            let known = &forms[turn];
            if (known.speaker, &known.others) != (first, &others) {
                let turn_of = &mut new.turns[turn];
                (turn_of.speaker, turn_of.others) = (first, others);
                new.is_recast = true;
                new.differing.insert(turn);
            }
        }
        for &id in &related {
            names.remove(&self.speakers[id], &context.cast);
            if people
                .binary_search_by_key(&id, |person| person.id)
                .is_err()
            {
                new.speakers.remove(id);
            }
        }
        new.people = related;
        for person in people {
            names.add(&person, &context.cast);
            new.people.insert(person.id);
            // What somebody does is found out later.
            let role = self
                .speakers
                .get(person.id)
                .map_or(Role::Unknown, |known| known.role);
            new.speakers.insert(Speaker { role, ..person });
        }
        new.names = Some(known);
        Some(())
    }
}

/// The segments of two versions, as many and of the same kinds.
#[derive(Clone, Copy, Debug)]
pub struct Segmented<'a> {
    /// Those of the earlier one.
    pub old: &'a Segments,
    /// Those of the later one.
    pub new: &'a Segments,
    /// Which of them may differ, by index.
    pub differing: &'a Range<usize>,
    /// What both are read with.
    pub context: &'a Context,
}

impl Segmented<'_> {
    /// The turns that differ, by index.
    fn turns(&self, turns: &Vector<Turn>) -> Vec<usize> {
        let differ = |&index: &usize| !Arc::ptr_eq(self.old.shared(index), self.new.shared(index));
        let segments = self.differing.clone().filter(differ);
        let turns = segments
            .filter_map(|index| turns.binary_search_by_key(&index, |turn| turn.segment).ok());
        turns.collect()
    }
}

/// The structure of a later version.
pub struct Later {
    /// All of it; the same one where nothing differs.
    pub structure: Arc<Structure>,
    /// What the roles follow from.
    pub roles: Roles,
    /// How many turns it took: those whose speakers were found out, that were summed, or put into exchanges, anew.
    pub turns: usize,
}

/// What becomes of a structure.
struct Draft {
    turns: Vector<Turn>,
    speakers: Speakers,
    names: Option<Arc<Names>>,
    /// Of whom anything may differ.
    people: BTreeSet<usize>,
    /// Whether somebody else speaks in a turn.
    is_recast: bool,
    /// Turns that differ in what is said or who says it.
    differing: BTreeSet<usize>,
    looked_at: usize,
}

/// These turns and those around them whose summaries theirs depend on, of so many; none where they are far apart.
fn around(turns: &BTreeSet<usize>, count: usize) -> Range<usize> {
    match (turns.first(), turns.last()) {
        (Some(first), Some(last)) if last - first < NEAR => {
            first.saturating_sub(1)..(last + 2).min(count)
        }
        _ => 0..0,
    }
}

/// Turns are looked at together that are nearer to each other than this.
const NEAR: usize = 16;

/// The label of a segment.
fn label_of(segments: &Segments, segment: usize) -> Option<&Label> {
    segments.at(segment).segment.label()
}

impl<'a> View<'a> {
    fn of(turns: &'a Vector<Turn>, segments: &'a Segments) -> Self {
        Self {
            turns,
            segments,
            known: (0, &[]),
        }
    }

    /// The same, with what those of a range are looked at once.
    fn knowing(self, first: usize, known: &'a [TurnSummary]) -> Self {
        Self {
            known: (first, known),
            ..self
        }
    }

    /// What a turn is, by index.
    pub fn summary(&self, at: usize) -> TurnSummary {
        let (first, known) = self.known;
        let known = at.checked_sub(first).and_then(|at| known.get(at));
        known.copied().unwrap_or_else(|| {
            let next = self.turns.get(at + 1);
            self.summarise(
                at.checked_sub(1).map(|before| &self.turns[before]),
                &self.turns[at],
                next,
            )
        })
    }

    fn summaries(&self) -> Vec<TurnSummary> {
        let mut summaries = Vec::with_capacity(self.turns.len());
        let mut before = None;
        let mut turns = self.turns.iter().peekable();
        while let Some(turn) = turns.next() {
            summaries.push(self.summarise(before, turn, turns.peek().copied()));
            before = Some(turn);
        }
        summaries
    }

    /// What a turn between two others is.
    fn summarise(&self, before: Option<&Turn>, turn: &Turn, next: Option<&Turn>) -> TurnSummary {
        let is_heading =
            |placed: Placed<'_>| matches!(placed.segment.kind, SegmentKind::Heading(_));
        let first = before.map_or(0, |before| before.segment + 1);
        let segment = self.segments.at(turn.segment).segment;
        let line = segment.speaker_line();
        let mut attributes = line.into_iter().flat_map(|line| &line.attributes);
        let form = turn.form.as_ref();
        let says_that_it_asks = form.is_some_and(|form| form.asks);
        let next = next.and_then(|next| next.form.as_deref());
        TurnSummary {
            speaker: turn.speaker,
            generic: form.and_then(|form| form.generic),
            stated: attributes.find_map(|attribute| TurnKind::of_name(&attribute.name)),
            words: segment.speech.words,
            affiliated: says_that_it_asks || form.is_some_and(|form| form.affiliation.is_some()),
            says_that_it_asks,
            names_himself: form.is_some_and(|form| names_himself(&segment.speech, form)),
            says_that_it_follows: form
                .is_some_and(|form| FOLLOW_UPS.contains(form.folded.as_str())),
            asks: segment.speech.asks,
            ends_asking: segment.speech.ends_asking,
            calls: calls(&segment.speech, next),
            announces: announces(&segment.speech, next),
            unheard: segment.speech.unheard.len(),
            starts_section: self.segments.range(first..turn.segment).any(is_heading),
        }
    }
}

/// Whether a turn does nothing but call whoever has the next one.
fn calls(speech: &Speech, next: Option<&LabelForm>) -> bool {
    speech
        .calls
        .as_ref()
        .zip(next)
        .is_some_and(|(called, next)| {
            is_called(
                called,
                &next.name_words.join(" "),
                next.affiliation.as_deref(),
            )
        })
}

/// Whether a turn announces a question of whoever has the next one.
fn announces(speech: &Speech, next: Option<&LabelForm>) -> bool {
    let names = next.map_or(&[][..], |next| &next.name_words);
    let named = |name: &String| speech.announced.split(' ').any(|word| word == name);
    names.len() > 1 && names.iter().all(named)
}

/// Whether somebody asks and begins with the name that the label has, and an outlet.
fn names_himself(speech: &Speech, form: &LabelForm) -> bool {
    let Some(Introduction {
        name: Some(name),
        outlet: Some(_),
    }) = speech.introduction.as_deref()
    else {
        return false;
    };
    speech.asks && form.name_words.len() > 1 && fold(&name.text) == form.name_words.join(" ")
}

/// The label of every turn; `None` for a lost one.
fn labels(segments: &Segments) -> Vec<Option<&Label>> {
    let turns = segments
        .iter()
        .filter_map(|placed| placed.segment.speaker_line());
    turns.map(|line| line.label.as_ref()).collect()
}

/// Where it is known what labels say.
#[derive(Clone, Copy)]
pub enum Known<'a> {
    /// In an earlier version.
    Earlier(&'a Model),
    /// In what they show of the house.
    Signs(Option<&'a Signs>),
}

/// What every label says, each taken apart once.
fn forms(
    labels: &[Option<&Label>],
    outlet_first: bool,
    taken_apart: Known<'_>,
) -> Vec<Option<Arc<LabelForm>>> {
    let mut known: HashMap<_, Arc<LabelForm>> = HashMap::default();
    if let Known::Earlier(earlier) = taken_apart
        && earlier.outlet_first == outlet_first
    {
        for turn in &earlier.turns {
            let label = earlier.segments.at(turn.segment).segment.label();
            if let (Some(label), Some(form)) = (label, &turn.form) {
                known.insert(label.written(), form.clone());
            }
        }
    }
    let form = |label: &Label| {
        let known = match taken_apart {
            Known::Signs(signs) if !outlet_first => signs.and_then(|signs| signs.form(label)),
            _ => None,
        };
        known.unwrap_or_else(|| Arc::new(LabelForm::ordered(label, outlet_first)))
    };
    labels
        .iter()
        .map(|label| {
            let label = (*label)?;
            let known = known.entry(label.written());
            Some(known.or_insert_with(|| form(label)).clone())
        })
        .collect()
}
