//! The model of a transcript: its segments, and what they mean together: turns, speakers, exchanges.
//!
//! `lower` makes one [`Segment`] of each top-level node; `Model::new` reads nothing but segments,
//! so that whatever keeps the segments up to date keeps the model up to date.

pub mod cast;
pub mod context;
pub mod date;
pub mod digest;
pub mod first_words;
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
pub mod speech;
pub mod vocabulary;
mod words;
pub mod yaml;

mod exchanges;
mod first_parse;
mod identity;
mod introduction;
mod names;
mod relower;
mod roles;
mod speakers;
pub mod stops;
mod structure;
mod table;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::Arc;

pub use context::{Context, ProfileReason};
pub use exchanges::{Exchange, Exchanges, TurnKind};
pub use first_parse::segments;
pub use habits::Habits;
pub use relower::{Lowered, relower};
pub use segment::Segment;
pub use segments::{Placed, Segments};
pub use speakers::{Role, Speaker, Speakers, is_called};
pub use speech::note_kind;
pub use structure::{Structure, Turn};

use habits::Counts;
use house::Signs;
use roles::Roles;
use segment::{Introduction, SegmentKind};
use structure::{Known, Later, Segmented};

use crate::{Cancel, Cancelled};

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

/// A transcript, understood. What stands in [`Structure`] is read as if it stood here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The parts of the document, in order, without gaps.
    pub segments: Segments,
    /// What is said before the first exchange.
    pub opening: Option<Opening>,
    /// The document's own style.
    pub habits: Habits,
    /// What the turns were read with.
    pub context: Arc<Context>,
    structure: Arc<Structure>,
    roles: Roles,
    /// Spoken in the whole document.
    words: usize,
    counts: Counts,
}

impl Deref for Model {
    type Target = Structure;

    fn deref(&self) -> &Structure {
        &self.structure
    }
}

impl Model {
    /// Understands a document's segments in their context. `signs` know what labels say that were looked at already.
    pub fn new(segments: Segments, context: Context, signs: Option<&Signs>) -> Self {
        let counts = Counts::of(&segments);
        let (structure, roles) = Structure::of(&segments, &context, Known::Signs(signs));
        let words = segments.iter().map(|placed| placed.segment.speech.words);
        let mut model = Self {
            opening: None,
            habits: Habits::of(counts, &context),
            words: words.sum(),
            segments,
            context: Arc::new(context),
            structure: Arc::new(structure),
            roles,
            counts,
        };
        model.opening = model.find_opening();
        model
    }

    /// Understands the segments of a later version, `counts` being those of them; what did not change between the two
    /// is shared. How many turns it took is given back too.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` leaves no time to look at all turns where that is necessary.
    pub fn edited(
        &self,
        segments: Segments,
        context: Arc<Context>,
        counts: Counts,
        cancel: &Cancel,
    ) -> Result<(Self, usize), Cancelled> {
        let same_context = Arc::ptr_eq(&context, &self.context) || context == self.context;
        let context = match same_context {
            true => self.context.clone(),
            false => context,
        };
        let (old, new) = self.segments.difference(&segments);
        let in_place = || {
            let pairs = self
                .segments
                .range(old.clone())
                .zip(segments.range(new.clone()));
            let mut kinds = pairs.map(|(one, other)| {
                [one, other].map(|placed| std::mem::discriminant(&placed.segment.kind))
            });
            old.len() == new.len() && kinds.all(|[one, other]| one == other)
        };
        let edit = Segmented {
            old: &self.segments,
            new: &segments,
            differing: &new,
            context: &context,
        };
        let edited = (same_context && in_place())
            .then(|| self.structure.edited(&edit, &self.roles))
            .flatten();
        let anew = || {
            cancel.check_length(segments.bytes())?;
            let (structure, roles) = Structure::of(&segments, &context, Known::Earlier(self));
            Ok(Later {
                turns: structure.turns.len(),
                structure: Arc::new(structure),
                roles,
            })
        };
        let Later {
            structure,
            roles,
            turns,
        } = edited.map_or_else(anew, Ok)?;
        let words = |segments: &Segments, range: &Range<usize>| -> usize {
            let segments = segments.range(range.clone());
            segments.map(|placed| placed.segment.speech.words).sum()
        };
        let behind_opening = self.exchanges.first_turn();
        let behind_opening = behind_opening.is_none_or(|turn| self.turns[turn].segment < new.start);
        let same_opening = behind_opening && Arc::ptr_eq(&structure, &self.structure);
        let mut model = Self {
            opening: self.opening.clone().filter(|_| same_opening),
            habits: Habits::of(counts, &context),
            words: self.words + words(&segments, &new) - words(&self.segments, &old),
            segments,
            context,
            structure,
            roles,
            counts,
        };
        if !same_opening {
            model.opening = model.find_opening();
        }
        Ok((model, turns))
    }

    /// How often the document does what is a matter of style.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether two versions have the same turns, speakers and exchanges, shared by both.
    pub fn shares_structure(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.structure, &other.structure)
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

    /// How many turns begin before a segment.
    pub fn turns_before(&self, segment: usize) -> usize {
        let found = self
            .turns
            .binary_search_by_key(&segment, |turn| turn.segment);
        found.unwrap_or_else(|at| at)
    }

    /// How many turns begin at the byte `offset` or before it.
    pub fn turns_up_to(&self, offset: usize) -> usize {
        let segment = self.segments.index_at(offset);
        segment.map_or(0, |segment| self.turns_before(segment + 1))
    }

    /// The ids of people who are called something that goes on with one of these `words`, folded, from one of its own words
    /// on; at most so many for each, and some more than once.
    pub fn called<'a>(
        &self,
        words: impl IntoIterator<Item = &'a str>,
        at_most: usize,
    ) -> Vec<usize> {
        let names = self.structure.names(&self.segments, &self.context);
        let called = |words| names.called(words, &self.speakers).take(at_most);
        words.into_iter().flat_map(called).collect()
    }

    /// Who speaks that an entry of the cast declares, as an id in [`Structure::speakers`].
    pub fn declared_as(&self, entry: usize) -> Option<usize> {
        let mut speakers = self.speakers.iter();
        let speaker = speakers.find(|speaker| speaker.cast == Some(entry));
        speaker.map(|speaker| speaker.id)
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
        introduction.as_deref().filter(|_| unnamed)
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
        self.turn_segment(turn).content_range()
    }

    /// The bytes of a turn's label; of its delimiter where the label is lost.
    pub fn label_range(&self, turn: usize) -> Range<usize> {
        self.turn_segment(turn).label_range()
    }

    /// All words spoken in the document.
    pub fn words(&self) -> usize {
        self.words
    }

    /// The words that a speaker says, those of the opening included where the cast says whose it is.
    pub fn words_of(&self, speaker: &Speaker) -> usize {
        let opening = self.opening.as_ref().filter(|opening| opening.declared);
        let declared = opening.filter(|opening| opening.speaker == Some(speaker.id));
        self.roles.words_of(speaker.id) + declared.map_or(0, |opening| opening.unattributed_words)
    }

    fn find_opening(&self) -> Option<Opening> {
        let first = self.exchanges.first_turn()?;
        let before = self.turns[first].segment;
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
        let mut words: BTreeMap<usize, usize> = BTreeMap::new();
        for turn in self.turns.iter().take(first) {
            let placed = self.segments.at(turn.segment);
            if let Some(id) = turn.speaker.filter(|_| placed.start <= end.start) {
                *words.entry(id).or_default() += placed.segment.speech.words;
            }
        }
        let most = words
            .into_iter()
            .max_by_key(|&(id, words)| (words, Reverse(id)));
        let labelled = most.filter(|&(_, words)| words > unattributed_words);
        let labelled = labelled.map(|(id, _)| id);
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
        self.declared_as(opener)
    }
}

#[cfg(test)]
mod tests;
