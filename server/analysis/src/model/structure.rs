//! Who speaks when, and to what end: turns, speakers and exchanges. Versions of a document share it while nothing
//! changes in it.

use std::collections::HashMap;
use std::sync::Arc;

use super::exchanges::{Exchange, TurnKind, TurnSummary, exchanges};
use super::label_form::{LabelForm, outlets_come_first};
use super::roles::{Weighing, assign_roles, same_length};
use super::segment::{Introduction, Label, Segment, SegmentKind, Speech};
use super::segments::{Placed, Segments};
use super::speakers::{Role, Speaker, Speakers, is_called};
use super::vocabulary::{FOLLOW_UPS, fold};
use super::{Context, Model};

/// The turns, speakers and exchanges of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// The people, in the order of their first turns.
    pub speakers: Vec<Speaker>,
    /// The exchanges, in order.
    pub exchanges: Vec<Exchange>,
    /// Whether labels with a comma put the outlet first.
    outlet_first: bool,
    /// What was weighed by words said.
    weighing: Weighing,
}

/// A turn's place in the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its segment, as an index into [`Model::segments`](super::Model::segments).
    pub segment: usize,
    /// Who speaks, as an index into [`Structure::speakers`]; `None` for `Q` and for a lost label.
    pub speaker: Option<usize>,
    /// Who else speaks, where the label names several: `MR. SAMPLE and MR. DUMMY`.
    pub others: Vec<usize>,
    /// What the label says; `None` for a lost label.
    pub form: Option<Arc<LabelForm>>,
    /// What the turn does.
    pub kind: TurnKind,
    /// Its exchange, as an index into [`Structure::exchanges`].
    pub exchange: Option<usize>,
}

/// The words said in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    all: usize,
    /// Those in each speaker's turns.
    by_speaker: Vec<usize>,
    /// The same, without turns of several where somebody else is named first.
    by_first: Vec<usize>,
    /// Those in all turns.
    in_turns: usize,
}

impl Words {
    /// The words of a document with these segments and turns.
    pub fn of(segments: &Segments, structure: &Structure) -> Self {
        let none = vec![0; structure.speakers.len()];
        let mut words = Self {
            all: segments
                .iter()
                .map(|placed| placed.segment.speech.words)
                .sum(),
            by_speaker: none.clone(),
            by_first: none,
            in_turns: 0,
        };
        for turn in &structure.turns {
            let said = segments.at(turn.segment).segment.speech.words;
            words.say(turn, |sum| *sum += said);
        }
        words
    }

    /// The words of a later version with the same turns, whose segments differ in a range.
    pub fn changed(
        &self,
        model: &Model,
        segments: &Segments,
        differing: std::ops::Range<usize>,
    ) -> Self {
        let mut words = self.clone();
        for index in differing {
            let before = model.segments.at(index).segment.speech.words;
            let said = segments.at(index).segment.speech.words;
            words.all = words.all - before + said;
            if let Some(turn) = model.turn_of_segment(index).filter(|_| before != said) {
                words.say(&model.turns[turn], |sum| *sum = *sum - before + said);
            }
        }
        words
    }

    /// Those of the whole document.
    pub fn all(&self) -> usize {
        self.all
    }

    /// Those in all turns.
    pub fn in_turns(&self) -> usize {
        self.in_turns
    }

    /// Those in a speaker's turns.
    pub fn of_speaker(&self, speaker: usize) -> usize {
        self.by_speaker[speaker]
    }

    /// Those in the turns in which a speaker is the first or only one.
    pub fn of_first(&self, speaker: usize) -> usize {
        self.by_first[speaker]
    }

    fn say(&mut self, turn: &Turn, change: impl Fn(&mut usize)) {
        change(&mut self.in_turns);
        if let Some(first) = turn.speaker {
            change(&mut self.by_first[first]);
        }
        for &speaker in turn.speaker.iter().chain(&turn.others) {
            change(&mut self.by_speaker[speaker]);
        }
    }
}

/// Whether two segments mean the same for who speaks.
pub fn same_labels(one: &Segment, other: &Segment) -> bool {
    match (&one.kind, &other.kind) {
        (SegmentKind::Turn(one), SegmentKind::Turn(other)) => {
            one.label == other.label && one.attributes == other.attributes
        }
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

/// Whether two segments with the same label mean the same for what is asked and answered; but for their words.
pub fn same_speech(one: &Segment, other: &Segment) -> bool {
    let called = |speech: &Speech| speech.calls.as_ref().map(|part| part.text.clone());
    let introduced = |speech: &Speech| {
        let said = speech.introduction.as_ref()?;
        Some((said.name.as_ref()?.text.clone(), said.outlet.is_some()))
    };
    let (one, other) = (&one.speech, &other.speech);
    one.asks == other.asks
        && one.ends_asking == other.ends_asking
        && one.unheard.len() == other.unheard.len()
        && same_length(one.words, other.words)
        && called(one) == called(other)
        && introduced(one) == introduced(other)
        && one.announced == other.announced
}

impl Structure {
    /// Turns and speakers, as their labels say; nothing yet of what they do. Labels of an earlier version are not taken
    /// apart again.
    pub fn new(segments: &Segments, context: &Context, earlier: Option<&Model>) -> Self {
        let labels = labels(segments);
        let outlet_first =
            context.profile.outlet_first || outlets_come_first(labels.iter().copied().flatten());
        let forms = forms(labels, outlet_first, earlier);
        let known = forms.iter().enumerate();
        let known = known.filter_map(|(at, form)| Some((at, form.as_deref()?)));
        let mut speakers = Speakers::new(&context.cast, known);
        let mut turns = Vec::with_capacity(forms.len());
        let mut forms = forms.into_iter();
        for (at, placed) in segments.iter().enumerate() {
            let SegmentKind::Turn(line) = &placed.segment.kind else {
                continue;
            };
            let form = forms.next().flatten();
            let mut ids = match (&line.label, &form) {
                (Some(label), Some(form)) => speakers.of(turns.len(), label, form),
                _ => Vec::new(),
            }
            .into_iter();
            turns.push(Turn {
                segment: at,
                speaker: ids.next(),
                others: ids.collect(),
                form,
                kind: TurnKind::Remarks,
                exchange: None,
            });
        }
        let mut speakers = speakers.into_all();
        for (at, turn) in turns.iter().enumerate() {
            for &id in turn.speaker.iter().chain(&turn.others) {
                speakers[id].turns.push(at);
            }
        }
        Self {
            turns,
            speakers,
            exchanges: Vec::new(),
            outlet_first,
            weighing: Weighing::default(),
        }
    }

    /// The same turns and speakers, with what they do by what is said in these segments.
    pub fn arranged(&self, segments: &Segments, context: &Context, words: &Words) -> Self {
        let summaries = self.summaries(segments);
        let mut speakers = self.speakers.clone();
        for speaker in &mut speakers {
            let declared = speaker
                .cast
                .and_then(|entry| context.cast.entries[entry].role);
            speaker.role = declared.unwrap_or(Role::Unknown);
        }
        let weighing = assign_roles(&mut speakers, &summaries, words);
        let (kinds, exchanges) = exchanges(&speakers, &summaries);
        let mut turns = self.turns.clone();
        for (turn, kind) in turns.iter_mut().zip(kinds) {
            turn.kind = kind;
            turn.exchange = None;
        }
        for (number, exchange) in exchanges.iter().enumerate() {
            for &turn in &exchange.turns {
                turns[turn].exchange = Some(number);
            }
        }
        Self {
            turns,
            speakers,
            exchanges,
            outlet_first: self.outlet_first,
            weighing,
        }
    }

    /// Whether everything that was weighed by words said weighs the same with these.
    pub fn weighs_the_same(&self, words: &Words) -> bool {
        self.weighing.is_same(&self.speakers, words)
    }

    fn summaries(&self, segments: &Segments) -> Vec<TurnSummary> {
        let mut summaries = Vec::with_capacity(self.turns.len());
        let mut next = 0;
        for (at, turn) in self.turns.iter().enumerate() {
            let is_heading =
                |placed: Placed<'_>| matches!(placed.segment.kind, SegmentKind::Heading(_));
            let starts_section = segments.range(next..turn.segment).any(is_heading);
            next = turn.segment + 1;
            let segment = segments.at(turn.segment).segment;
            let line = segment.speaker_line();
            let mut attributes = line.into_iter().flat_map(|line| &line.attributes);
            let form = turn.form.as_ref();
            let says_that_it_asks = form.is_some_and(|form| form.asks);
            summaries.push(TurnSummary {
                speaker: turn.speaker,
                generic: form.and_then(|form| form.generic),
                stated: attributes.find_map(|attribute| TurnKind::of_name(&attribute.name)),
                words: segment.speech.words,
                affiliated: says_that_it_asks
                    || form.is_some_and(|form| form.affiliation.is_some()),
                says_that_it_asks,
                names_himself: form.is_some_and(|form| names_himself(&segment.speech, form)),
                says_that_it_follows: form
                    .is_some_and(|form| FOLLOW_UPS.contains(form.folded.as_str())),
                asks: segment.speech.asks,
                ends_asking: segment.speech.ends_asking,
                calls: self.calls_next(segment, at),
                announces: self.announces_next(segment, at),
                unheard: segment.speech.unheard.len(),
                starts_section,
            });
        }
        summaries
    }

    /// Whether a turn does nothing but call whoever has the next one.
    fn calls_next(&self, segment: &Segment, turn: usize) -> bool {
        let called = segment.speech.calls.as_ref();
        let next = self.turns.get(turn + 1).and_then(|next| next.form.as_ref());
        called.zip(next).is_some_and(|(called, next)| {
            is_called(
                called,
                &next.name_words.join(" "),
                next.affiliation.as_deref(),
            )
        })
    }

    /// Whether a turn announces a question of whoever has the next one.
    fn announces_next(&self, segment: &Segment, turn: usize) -> bool {
        let announced = &segment.speech.announced;
        let next = self.turns.get(turn + 1).and_then(|next| next.form.as_ref());
        let names = next.map_or(&[][..], |next| &next.name_words);
        let named = |name: &String| announced.split(' ').any(|word| word == name);
        names.len() > 1 && names.iter().all(named)
    }
}

/// Whether somebody asks and begins with the name that the label has, and an outlet.
fn names_himself(speech: &Speech, form: &LabelForm) -> bool {
    let Some(Introduction {
        name: Some(name),
        outlet: Some(_),
    }) = &speech.introduction
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

/// What every label says, each taken apart once.
fn forms(
    labels: Vec<Option<&Label>>,
    outlet_first: bool,
    earlier: Option<&Model>,
) -> Vec<Option<Arc<LabelForm>>> {
    let mut known: HashMap<&str, Arc<LabelForm>> = HashMap::new();
    if let Some(earlier) = earlier.filter(|earlier| earlier.outlet_first == outlet_first) {
        for turn in &earlier.turns {
            let label = earlier.segments.at(turn.segment).segment.label();
            if let (Some(label), Some(form)) = (label, &turn.form) {
                known.insert(&label.text, form.clone());
            }
        }
    }
    let form = |label: &Label| Arc::new(LabelForm::ordered(label, outlet_first));
    labels
        .into_iter()
        .map(|label| {
            let label = label?;
            let known = known.entry(label.text.as_str());
            Some(known.or_insert_with(|| form(label)).clone())
        })
        .collect()
}
