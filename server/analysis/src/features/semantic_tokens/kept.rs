//! All tokens of a document, in chunks that versions share: what an edit leaves alone is not looked at again.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Known, LabelTraits, Labels, Part, Token, TokenKind};
use crate::model::Placed;
use crate::model::label_form::LabelForm;
use crate::model::segments::{self, PlacedChunk};
use crate::{Analysis, Encoding, Positions};

/// All tokens of a version.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    chunks: Vec<Arc<Chunk>>,
}

/// The tokens of some segments that follow each other; where these stand in the document changes nothing in it.
#[derive(Debug)]
pub struct Chunk {
    of: Arc<segments::Chunk>,
    /// What was known of each label.
    labels: Vec<Option<(Arc<LabelForm>, LabelTraits)>>,
    /// The tokens, in order.
    pub tokens: Vec<PlacedToken>,
    /// How many lines end in it.
    pub lines: u32,
}

/// A token as an editor counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedToken {
    /// Its line, from the chunk's first, which is 0.
    pub line: u32,
    /// The column where it starts.
    pub column: u32,
    /// Its length, in columns.
    pub length: u32,
    /// What it is.
    pub kind: TokenKind,
    /// Of a label: what is known of the speaker.
    pub label: LabelTraits,
}

impl Tokens {
    /// The tokens of a document; those of an `earlier` version are kept where they are still the same.
    pub fn of(analysis: &Analysis, encoding: Encoding, earlier: &Self) -> Self {
        let known = earlier.chunks.iter();
        let known: HashMap<_, _> = known.map(|kept| (Arc::as_ptr(&kept.of), kept)).collect();
        let labels = Labels::of(analysis);
        let mut positions = analysis.text().positions(encoding);
        let mut turns = 0;
        let chunks = analysis.model().segments.chunks().iter().map(|placed| {
            let first = turns;
            turns += placed.segments().filter(is_turn).count();
            let labels = labels_of(placed, first, &labels);
            let kept = known.get(&Arc::as_ptr(&placed.chunk)).copied();
            match kept.filter(|kept| kept.is_about(labels.clone())) {
                Some(kept) => kept.clone(),
                None => Arc::new(Chunk::of(analysis, placed, labels, &mut positions)),
            }
        });
        Self {
            chunks: chunks.collect(),
        }
    }

    /// The chunks, in order.
    pub fn chunks(&self) -> &[Arc<Chunk>] {
        &self.chunks
    }

    /// Where two versions differ: the smallest ranges of chunks outside of which they share all.
    pub fn difference(&self, other: &Self) -> (Range<usize>, Range<usize>) {
        let same = |(one, other): &(&Arc<Chunk>, &Arc<Chunk>)| Arc::ptr_eq(one, other);
        let (old, new) = (&self.chunks, &other.chunks);
        let start = old.iter().zip(new).take_while(same).count();
        let tail = old[start..].iter().rev().zip(new[start..].iter().rev());
        let tail = tail.take_while(same).count();
        (start..old.len() - tail, start..new.len() - tail)
    }
}

impl Chunk {
    fn of<'a>(
        analysis: &Analysis,
        placed: &PlacedChunk,
        labels: impl Iterator<Item = Option<Known<'a>>> + Clone,
        positions: &mut Positions<'_>,
    ) -> Self {
        let mut found = Vec::new();
        let mut known = labels.clone();
        for segment in placed.segments() {
            let label = is_turn(&segment).then(|| known.next().flatten()).flatten();
            Part::of(analysis, segment, 0..segment.segment.len, label).tokens(&mut found);
        }
        let first = positions.at(placed.start).line;
        let tokens = found
            .iter()
            .map(|token| PlacedToken::of(token, first, positions));
        let tokens = tokens.collect();
        Self {
            of: placed.chunk.clone(),
            labels: labels
                .map(|label| label.map(|(form, traits)| (form.clone(), traits)))
                .collect(),
            tokens,
            lines: positions.at(placed.end()).line - first,
        }
    }

    fn is_about<'a>(&self, mut labels: impl Iterator<Item = Option<Known<'a>>>) -> bool {
        let mut known = self.labels.iter();
        known.all(|known| {
            let known = known.as_ref().map(|(form, traits)| (form, *traits));
            labels.next() == Some(known)
        })
    }
}

/// What is known of the labels in a chunk whose first turn has the number `first`.
fn labels_of<'a>(
    placed: &PlacedChunk,
    first: usize,
    labels: &Labels<'a>,
) -> impl Iterator<Item = Option<Known<'a>>> + Clone {
    let turns = placed.segments().filter(is_turn).enumerate();
    turns.map(move |(at, segment)| labels.of_turn(first + at, segment))
}

fn is_turn(placed: &Placed<'_>) -> bool {
    placed.segment.speaker_line().is_some()
}

impl PlacedToken {
    fn of(token: &Token, first_line: u32, positions: &mut Positions<'_>) -> Self {
        let (start, end) = (
            positions.at(token.range.start),
            positions.at(token.range.end),
        );
        Self {
            line: start.line - first_line,
            column: start.column,
            length: end.column - start.column,
            kind: token.kind,
            label: token.label,
        }
    }
}
