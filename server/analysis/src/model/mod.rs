//! The model of a transcript: its segments, and what they mean together: turns, speakers, exchanges.
//!
//! `lower` makes one [`Segment`] of each top-level node; `Model::new` reads nothing but segments,
//! so that whatever keeps the segments up to date keeps the model up to date.

pub mod cast;
pub mod context;
pub mod date;
pub mod front_matter;
pub mod habits;
pub mod house;
pub mod label_form;
pub mod label_parts;
mod loose_label;
mod lower;
pub mod notes;
pub mod outlet;
pub mod placeholder;
pub mod segment;
pub mod segments;
mod speech;
pub mod vocabulary;
pub mod yaml;

mod exchanges;
mod introduction;
mod relower;
mod roles;
mod speakers;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use tree_sitter::{Node, Tree};

pub use context::{Context, ProfileReason};
pub use exchanges::{Exchange, TurnKind};
pub use habits::Habits;
pub use house::infer;
pub use relower::{Lowered, relower};
pub use segment::Segment;
pub use segments::{Placed, Segments};
pub use speakers::{Role, Speaker, is_called};
pub use speech::note_kind;

use crate::syntax::{LINE_BEFORE, parse, parse_behind};
use crate::{Cancel, Cancelled};
use exchanges::TurnSummary;
use label_form::{LabelForm, outlets_come_first};
use roles::assign_roles;
use segment::{Introduction, Label, SegmentKind};
use speakers::Speakers;

/// A turn's place in the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its segment, as an index into [`Model::segments`].
    pub segment: usize,
    /// Who speaks, as an index into [`Model::speakers`]; `None` for `Q` and for a lost label.
    pub speaker: Option<usize>,
    /// Who else speaks, where the label names several: `MR. SAMPLE and MR. DUMMY`.
    pub others: Vec<usize>,
    /// What the label says; `None` for a lost label.
    pub form: Option<Arc<LabelForm>>,
    /// What the turn does.
    pub kind: TurnKind,
    /// Its exchange, as an index into [`Model::exchanges`].
    pub exchange: Option<usize>,
}

/// What is said before the first exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its text in the document, in bytes, blank lines around it left out.
    pub range: Range<usize>,
    /// Who speaks most of it; `None` when neither a label nor the cast says so.
    pub speaker: Option<usize>,
    /// Whether it is the cast that says so.
    pub declared: bool,
    /// Words of it that stand under no label.
    pub unattributed_words: usize,
}

/// A transcript, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The parts of the document, in order, without gaps.
    pub segments: Segments,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// The people, in the order of their first turns.
    pub speakers: Vec<Speaker>,
    /// The exchanges, in order.
    pub exchanges: Vec<Exchange>,
    /// What is said before the first exchange.
    pub opening: Option<Opening>,
    /// The document's own style.
    pub habits: Habits,
    /// What the turns were read with.
    pub context: Arc<Context>,
}

/// The segments of a text that is the start of a document, or all of it.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn segments(text: &str, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
    lowered(&parse(text, cancel)?, 0, text, cancel)
}

/// The segments of a part of a document that begins at a line, but not at the document's first.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn later_segments(text: &str, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
    let tree = parse_behind(LINE_BEFORE, text, cancel)?;
    lowered(&tree, LINE_BEFORE.len(), text, cancel)
}

/// Lowers a whole tree; `text` begins at the byte `first` of what was parsed.
fn lowered(
    tree: &Tree,
    first: usize,
    text: &str,
    cancel: &Cancel,
) -> Result<Vec<Arc<Segment>>, Cancelled> {
    let root = tree.root_node();
    let mut cursor = root.walk();
    let nodes: Vec<_> = root.named_children(&mut cursor).collect();
    let mut segments = Vec::with_capacity(nodes.len());
    // A node starts behind the white space before it; a segment starts with its line.
    let line_start = |node: &Node<'_>| {
        let before = &text[..node.start_byte() - first];
        before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
    };
    let mut start = 0;
    for (at, node) in nodes.iter().enumerate() {
        cancel.check()?;
        let end = nodes.get(at + 1).map_or(text.len(), line_start);
        let segment = lower::lower(*node, first + start, &text[start..end]);
        segments.push(Arc::new(segment));
        start = end;
    }
    if start < text.len() {
        segments.push(Arc::new(lower::lower_blank(&text[start..])));
    }
    Ok(segments)
}

impl Model {
    /// Understands a document's segments in their context.
    pub fn new(segments: Segments, context: Context) -> Self {
        let mut model = Self {
            habits: Habits::of(&segments, &context),
            segments,
            turns: Vec::new(),
            speakers: Vec::new(),
            exchanges: Vec::new(),
            opening: None,
            context: Arc::new(context),
        };
        let forms = model.forms();
        let known = forms.iter().enumerate();
        let known = known.filter_map(|(at, form)| Some((at, form.as_deref()?)));
        let context = model.context.clone();
        let mut speakers = Speakers::new(&context.cast, known);
        let mut summaries = Vec::new();
        let mut after_heading = false;
        let mut forms = forms.into_iter();
        for (at, placed) in model.segments.iter().enumerate() {
            let SegmentKind::Turn(line) = &placed.segment.kind else {
                after_heading |= matches!(placed.segment.kind, SegmentKind::Heading(_));
                continue;
            };
            let form = forms.next().flatten();
            let mut ids = match (&line.label, &form) {
                (Some(label), Some(form)) => speakers.of(model.turns.len(), label, form),
                _ => Vec::new(),
            }
            .into_iter();
            let speaker = ids.next();
            let speech = &placed.segment.speech;
            let says_that_it_asks = form.as_ref().is_some_and(|form| form.asks);
            summaries.push(TurnSummary {
                speaker,
                generic: form.as_ref().and_then(|form| form.generic),
                stated: line
                    .attributes
                    .iter()
                    .find_map(|attribute| TurnKind::of_name(&attribute.name)),
                words: speech.words,
                affiliated: says_that_it_asks
                    || form.as_ref().is_some_and(|form| form.affiliation.is_some()),
                says_that_it_asks,
                asks: speech.asks,
                ends_asking: speech.ends_asking,
                calls: false,
                unheard: speech.unheard.len(),
                starts_section: std::mem::take(&mut after_heading),
            });
            model.turns.push(Turn {
                segment: at,
                speaker,
                others: ids.collect(),
                form,
                kind: TurnKind::Remarks,
                exchange: None,
            });
        }
        for at in 1..summaries.len() {
            summaries[at - 1].calls = model.calls_next(at - 1);
        }
        model.speakers = speakers.into_all();
        for (at, turn) in model.turns.iter().enumerate() {
            for &id in turn.speaker.iter().chain(&turn.others) {
                model.speakers[id].turns.push(at);
                model.speakers[id].words += summaries[at].words;
            }
        }
        assign_roles(&mut model.speakers, &summaries);
        let (kinds, exchanges) = exchanges::exchanges(&model.speakers, &summaries);
        for (turn, kind) in model.turns.iter_mut().zip(kinds) {
            turn.kind = kind;
        }
        for (number, exchange) in exchanges.iter().enumerate() {
            for &turn in &exchange.turns {
                model.turns[turn].exchange = Some(number);
            }
        }
        model.exchanges = exchanges;
        model.opening = model.find_opening();
        if let Some(opening) = &model.opening
            && let Some(id) = opening.speaker.filter(|_| opening.declared)
        {
            model.speakers[id].words += opening.unattributed_words;
        }
        model
    }

    /// What the label of every turn says, each taken apart once; `None` for a lost label.
    fn forms(&self) -> Vec<Option<Arc<LabelForm>>> {
        let turns = self
            .segments
            .iter()
            .filter_map(|placed| placed.segment.speaker_line());
        let labels: Vec<Option<&Label>> = turns.map(|line| line.label.as_ref()).collect();
        let outlet_first = self.context.profile.outlet_first
            || outlets_come_first(labels.iter().copied().flatten());
        let mut known: HashMap<&str, Arc<LabelForm>> = HashMap::new();
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

    /// Whether a turn does nothing but call whoever has the next one.
    fn calls_next(&self, turn: usize) -> bool {
        let called = self.turn_segment(turn).segment.speech.calls.as_ref();
        let next = self.turns.get(turn + 1).and_then(|next| next.form.as_ref());
        called.zip(next).is_some_and(|(called, next)| {
            is_called(
                called,
                &next.name_words.join(" "),
                next.affiliation.as_deref(),
            )
        })
    }

    /// Everybody who speaks in a turn.
    pub fn speakers_of(&self, turn: usize) -> impl Iterator<Item = &Speaker> {
        let Turn {
            speaker, others, ..
        } = &self.turns[turn];
        speaker.iter().chain(others).map(|&id| &self.speakers[id])
    }

    /// The segment of a turn.
    pub fn turn_segment(&self, turn: usize) -> Placed<'_> {
        self.segments.at(self.turns[turn].segment)
    }

    /// The turn of a segment, if it is one.
    pub fn turn_of_segment(&self, segment: usize) -> Option<usize> {
        self.turns
            .binary_search_by_key(&segment, |turn| turn.segment)
            .ok()
    }

    /// The segment that holds the byte `offset`; at the end of the document the last one.
    pub fn segment_at(&self, offset: usize) -> Option<usize> {
        self.segments.index_at(offset)
    }

    /// How whoever asks in a turn names himself, where the label doesn't; ranges count from the segment's start.
    pub fn introduction(&self, turn: usize) -> Option<&Introduction> {
        let Turn { speaker, kind, .. } = &self.turns[turn];
        let unnamed = speaker.is_none() && kind.is_question();
        let introduction = &self.turn_segment(turn).segment.speech.introduction;
        introduction.as_ref().filter(|_| unnamed)
    }

    /// The outlet of an exchange: that of its first asker who has one, else the first that a question names.
    pub fn outlet(&self, exchange: &Exchange) -> Option<&str> {
        let mut askers = exchange.askers.iter();
        askers
            .find_map(|&id| self.speakers[id].affiliation.as_deref())
            .or_else(|| {
                let mut questions = exchange.questions.iter();
                questions
                    .find_map(|&at| Some(self.introduction(at)?.outlet.as_ref()?.text.as_str()))
            })
    }

    /// The first asker of an exchange: by label, else as a question names him.
    pub fn asker(&self, exchange: &Exchange) -> Option<&str> {
        let labelled = exchange.askers.first();
        labelled
            .map(|&id| self.speakers[id].display_name())
            .or_else(|| {
                let mut questions = exchange.questions.iter();
                questions.find_map(|&at| Some(self.introduction(at)?.name.as_ref()?.text.as_str()))
            })
    }

    /// The bytes of a turn, without blank lines behind it.
    pub fn turn_range(&self, turn: usize) -> Range<usize> {
        let placed = self.turn_segment(turn);
        let first = placed.segment.content_start();
        placed.start + first..placed.start + placed.segment.content_end()
    }

    /// The bytes of a turn's label; of its delimiter where the label is lost.
    pub fn label_range(&self, turn: usize) -> Range<usize> {
        let placed = self.turn_segment(turn);
        let line = placed.segment.speaker_line();
        let range = line.and_then(|line| {
            let label = line.label.as_ref().map(|label| label.range.clone());
            label.or_else(|| {
                line.delimiter
                    .as_ref()
                    .map(|delimiter| delimiter.range.clone())
            })
        });
        let range = range.unwrap_or(0..0);
        placed.start + range.start..placed.start + range.end
    }

    /// All words spoken in the document.
    pub fn words(&self) -> usize {
        self.segments
            .iter()
            .map(|placed| placed.segment.speech.words)
            .sum()
    }

    fn find_opening(&self) -> Option<Opening> {
        let first = self.exchanges.first()?.turns.first()?;
        let before = self.turns[*first].segment;
        let speaks = |placed: &Placed<'_>| {
            let kind = &placed.segment.kind;
            matches!(kind, SegmentKind::Unattributed | SegmentKind::Turn(_))
                && placed.segment.speech.words > 0
        };
        let from = self
            .segments
            .range(..before)
            .position(|placed| speaks(&placed))?;
        let is_heading =
            |placed: Placed<'_>| matches!(placed.segment.kind, SegmentKind::Heading(_));
        let heading = self.segments.range(from..before).position(is_heading);
        let section = self
            .segments
            .range(from..heading.map_or(before, |at| from + at));
        let (start, end) = (section.clone().next()?, section.clone().rfind(speaks)?);
        let unattributed_words = section
            .filter(|placed| placed.segment.kind == SegmentKind::Unattributed)
            .map(|placed| placed.segment.speech.words)
            .sum();
        let mut words = vec![0; self.speakers.len()];
        for (at, turn) in self.turns[..*first].iter().enumerate() {
            let inside = self.segments.at(turn.segment).start <= end.start;
            if let Some(id) = turn.speaker.filter(|_| inside) {
                words[id] += self.turn_segment(at).segment.speech.words;
            }
        }
        let most = (0..words.len()).max_by_key(|&id| (words[id], std::cmp::Reverse(id)));
        let labelled = most.filter(|&id| words[id] > unattributed_words);
        let declared = self.declared_opener().filter(|_| labelled.is_none());
        Some(Opening {
            range: start.start + start.segment.content_start()
                ..end.start + end.segment.content_end(),
            speaker: labelled.or(declared),
            declared: declared.is_some(),
            unattributed_words,
        })
    }

    /// The speaker whose entry in the cast has `opening`.
    fn declared_opener(&self) -> Option<usize> {
        let opener = self
            .context
            .cast
            .entries
            .iter()
            .position(|entry| entry.opening)?;
        self.speakers
            .iter()
            .position(|speaker| speaker.cast == Some(opener))
    }
}

#[cfg(test)]
mod tests;
