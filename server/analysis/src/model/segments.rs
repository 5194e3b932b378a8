//! The segments of a document, in order and without gaps, kept in chunks: an edit replaces the chunks that it
//! touches and shares all others with the version before.

use std::ops::{Bound, Range, RangeBounds};
use std::sync::Arc;

use super::Segment;

/// A segment and where it starts, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The segment's start in the document.
    pub start: usize,
    /// The segment; its ranges count from `start`.
    pub segment: &'a Segment,
}

impl Placed<'_> {
    /// Its bytes in the document, without blank lines behind it.
    pub fn content_range(&self) -> Range<usize> {
        self.start + self.segment.content_start()..self.start + self.segment.content_end()
    }

    /// The bytes of its label in the document; of its delimiter where the label is lost.
    pub fn label_range(&self) -> Range<usize> {
        let range = self.segment.speaker_line().and_then(|line| {
            let label = line.label.as_ref().map(|label| &label.range);
            label.or(line.delimiter.as_ref().map(|delimiter| &delimiter.range))
        });
        let (start, end) = range.map_or((0, 0), |range| (range.start, range.end));
        self.start + start..self.start + end
    }
}

/// The parts of a document. Clones are cheap: they share their chunks.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    chunks: Vec<PlacedChunk>,
    count: usize,
}

/// A chunk and where it starts.
#[derive(Clone, Debug)]
pub struct PlacedChunk {
    /// The chunk's start in the document, in bytes.
    pub start: usize,
    /// The index of its first segment.
    pub first: usize,
    /// The chunk; its segments count from `start`.
    pub chunk: Arc<Chunk>,
}

/// Some segments that follow each other; where it stands in the document changes nothing in it.
#[derive(Debug)]
pub struct Chunk {
    segments: Vec<(usize, Arc<Segment>)>,
    len: usize,
}

/// A chunk has about so many bytes, at most twice as many; but a segment that is longer is not cut.
const CHUNK: usize = 32 * 1024;

impl Segments {
    /// The segments of a document.
    pub fn new(segments: impl IntoIterator<Item = Arc<Segment>>) -> Self {
        let mut all = Self::default();
        all.extend(chunks(segments));
        all
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none, as in an empty document.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The length of the document in bytes.
    pub fn bytes(&self) -> usize {
        self.chunks.last().map_or(0, PlacedChunk::end)
    }

    /// The segment of an index.
    ///
    /// # Panics
    /// If there is no such segment.
    pub fn at(&self, index: usize) -> Placed<'_> {
        self.get(index).expect("a segment of the document")
    }

    /// The segment of an index, if there is one.
    pub fn get(&self, index: usize) -> Option<Placed<'_>> {
        let (placed, within) = self.find(index)?;
        let (start, segment) = &placed.chunk.segments[within];
        Some(Placed {
            start: placed.start + start,
            segment,
        })
    }

    /// Where the segment of an index starts, or the document ends if there is no such segment, in bytes.
    pub fn start_of(&self, index: usize) -> usize {
        let placed = self.get(index);
        placed.map_or(self.bytes(), |placed| placed.start)
    }

    /// The shared segment of an index.
    ///
    /// # Panics
    /// If there is no such segment.
    pub fn shared(&self, index: usize) -> &Arc<Segment> {
        let (placed, within) = self.find(index).expect("a segment of the document");
        &placed.chunk.segments[within].1
    }

    /// The chunks, in order.
    pub fn chunks(&self) -> &[PlacedChunk] {
        &self.chunks
    }

    /// The first segment.
    pub fn first(&self) -> Option<Placed<'_>> {
        self.get(0)
    }

    /// The last segment.
    pub fn last(&self) -> Option<Placed<'_>> {
        self.get(self.count.checked_sub(1)?)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Placed<'_>> + Clone {
        all(&self.chunks)
    }

    /// Those of a range of indexes, in order.
    pub fn range(
        &self,
        indexes: impl RangeBounds<usize>,
    ) -> impl DoubleEndedIterator<Item = Placed<'_>> + Clone {
        let start = match indexes.start_bound() {
            Bound::Included(&start) => start,
            Bound::Excluded(&start) => start + 1,
            Bound::Unbounded => 0,
        };
        let end = match indexes.end_bound() {
            Bound::Included(&end) => end + 1,
            Bound::Excluded(&end) => end,
            Bound::Unbounded => self.count,
        };
        let chunks = match start < end {
            true => {
                let first = self.chunks.partition_point(|placed| placed.next() <= start);
                let behind = self.chunks.partition_point(|placed| placed.first < end);
                first..behind
            }
            false => 0..0,
        };
        self.chunks[chunks].iter().flat_map(move |placed| {
            let within = |index: usize| index.clamp(placed.first, placed.next()) - placed.first;
            placed.segments_in(within(start)..within(end))
        })
    }

    /// The index of the segment that holds the byte `offset`; at the end of the document that of the last one.
    pub fn index_at(&self, offset: usize) -> Option<usize> {
        let chunk = self.chunks.partition_point(|placed| placed.start <= offset);
        let placed = &self.chunks[chunk.checked_sub(1)?];
        let within = offset - placed.start;
        let behind = placed
            .chunk
            .segments
            .partition_point(|(start, _)| *start <= within);
        Some(placed.first + behind.checked_sub(1)?)
    }

    /// The same segments with those of a range of indexes replaced.
    pub fn spliced(&self, indexes: Range<usize>, new: Vec<Arc<Segment>>) -> Self {
        let chunk_of = |index: usize| {
            self.chunks
                .partition_point(|placed| placed.first <= index)
                .saturating_sub(1)
        };
        let (from, mut last) = (chunk_of(indexes.start), chunk_of(indexes.end));
        // What an edit leaves of a chunk may be little: then the next one takes it in.
        let replaced = self.chunks.get(from..=last).unwrap_or_default().iter();
        if replaced.map(|placed| placed.chunk.len).sum::<usize>() < CHUNK / 2 {
            last = (last + 1).min(self.chunks.len().saturating_sub(1));
        }
        let replaced = self.chunks.get(from..=last).unwrap_or_default();
        let first = replaced.first().map_or(0, |placed| placed.first);
        let segments = || {
            let chunks = replaced.iter().map(|placed| &placed.chunk);
            chunks.flat_map(|chunk| chunk.segments().cloned())
        };
        let before = segments().take(indexes.start - first);
        let after = segments().skip(indexes.end - first);
        let mut spliced = Self::default();
        spliced.extend(self.chunks.iter().take(from).map(|c| c.chunk.clone()));
        spliced.extend(chunks(before.chain(new).chain(after)));
        spliced.extend(self.chunks.iter().skip(last + 1).map(|c| c.chunk.clone()));
        spliced
    }

    /// Where two versions differ: the smallest ranges of indexes outside of which they share all segments.
    pub fn difference(&self, other: &Self) -> (Range<usize>, Range<usize>) {
        let same = |(one, other): &(&PlacedChunk, &PlacedChunk)| one.chunk.is(&other.chunk);
        let pairs = self.chunks.iter().zip(&other.chunks);
        let first = pairs.take_while(same).count();
        let (old, new) = (&self.chunks[first..], &other.chunks[first..]);
        let pairs = old.iter().rev().zip(new.iter().rev());
        let last = pairs.take_while(same).count();
        let (old, new) = (&old[..old.len() - last], &new[..new.len() - last]);
        let before = old.first().or(new.first());
        let before = before.map_or(self.count, |placed| placed.first);
        let count = |chunks: &[PlacedChunk]| -> usize {
            let counts = chunks.iter().map(|placed| placed.chunk.segments.len());
            counts.sum()
        };
        let same =
            |(one, other): &(Placed<'_>, Placed<'_>)| std::ptr::eq(one.segment, other.segment);
        let start = all(old).zip(all(new)).take_while(same).count();
        let pairs = all(old).rev().zip(all(new).rev());
        let tail = pairs.take_while(same).count();
        let (old, new) = (count(old), count(new));
        let tail = tail.min(old.min(new) - start);
        let range = |count: usize| before + start..before + count - tail;
        (range(old), range(new))
    }

    /// The indexes of the segments that two versions with as many of them do not share.
    pub fn differing(&self, other: &Self) -> impl Iterator<Item = usize> {
        let (mut old, mut new) = (
            self.chunks.iter().peekable(),
            other.chunks.iter().peekable(),
        );
        let mut at = 0;
        let unshared = std::iter::from_fn(move || {
            let (one, two) = (*old.peek()?, *new.peek()?);
            let from = at;
            at = one.next().min(two.next());
            old.next_if(|one| one.next() == at);
            new.next_if(|two| two.next() == at);
            Some(if one.chunk.is(&two.chunk) {
                at..at
            } else {
                from..at
            })
        });
        unshared
            .flatten()
            .filter(|&index| !Arc::ptr_eq(self.shared(index), other.shared(index)))
    }

    /// The chunk that holds the segment of an index, and the segment's place in it.
    pub fn chunk_of(&self, index: usize) -> Option<(usize, usize)> {
        if index >= self.count {
            return None;
        }
        let chunk = self.chunks.partition_point(|placed| placed.first <= index) - 1;
        Some((chunk, index - self.chunks[chunk].first))
    }

    fn find(&self, index: usize) -> Option<(&PlacedChunk, usize)> {
        let (chunk, within) = self.chunk_of(index)?;
        Some((&self.chunks[chunk], within))
    }

    fn extend(&mut self, chunks: impl IntoIterator<Item = Arc<Chunk>>) {
        for chunk in chunks {
            let start = self.bytes();
            let count = chunk.segments.len();
            self.chunks.push(PlacedChunk {
                start,
                first: self.count,
                chunk,
            });
            self.count += count;
        }
    }
}

impl PartialEq for Segments {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.iter().eq(other.iter())
    }
}

impl Eq for Segments {}

impl<'a> IntoIterator for &'a Segments {
    type Item = Placed<'a>;
    type IntoIter = Box<dyn DoubleEndedIterator<Item = Placed<'a>> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl PlacedChunk {
    /// Its segments, placed in the document.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = Placed<'_>> + Clone {
        self.segments_in(0..self.chunk.segments.len())
    }

    /// Some of them, by their places in the chunk.
    fn segments_in(
        &self,
        places: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Placed<'_>> + Clone {
        self.chunk.segments[places]
            .iter()
            .map(|(start, segment)| Placed {
                start: self.start + start,
                segment,
            })
    }

    /// Where the next chunk starts, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.chunk.len
    }

    /// The index of the first segment behind it.
    fn next(&self) -> usize {
        self.first + self.chunk.segments.len()
    }
}

impl Chunk {
    /// Its segments.
    pub fn segments(&self) -> impl ExactSizeIterator<Item = &Arc<Segment>> {
        self.segments.iter().map(|(_, segment)| segment)
    }

    /// One of its segments.
    pub fn segment(&self, at: usize) -> &Arc<Segment> {
        &self.segments[at].1
    }

    /// Where one of its segments starts, in bytes from the chunk's start.
    pub fn start_of(&self, segment: usize) -> usize {
        self.segments[segment].0
    }

    /// Whether two are one and the same.
    pub fn is(self: &Arc<Self>, other: &Arc<Self>) -> bool {
        Arc::ptr_eq(self, other)
    }
}

/// The segments of some chunks, in order.
fn all(chunks: &[PlacedChunk]) -> impl DoubleEndedIterator<Item = Placed<'_>> + Clone {
    chunks.iter().flat_map(PlacedChunk::segments)
}

/// Segments that follow each other as chunks of about the same length.
fn chunks(segments: impl IntoIterator<Item = Arc<Segment>>) -> Vec<Arc<Chunk>> {
    let segments: Vec<Arc<Segment>> = segments.into_iter().collect();
    let bytes: usize = segments.iter().map(|segment| segment.len).sum();
    let parts = (bytes / CHUNK).max(1);
    let mut chunks = Vec::with_capacity(parts);
    let mut open = Vec::with_capacity(segments.len().div_ceil(parts));
    let (mut len, mut done) = (0, 0);
    for segment in segments {
        let own = segment.len;
        open.push((len, segment));
        len += own;
        if (done + len) * parts >= (chunks.len() + 1) * bytes {
            done += len;
            let segments = std::mem::take(&mut open);
            chunks.push(Arc::new(Chunk { segments, len }));
            len = 0;
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use crate::{Document, Edit};

    use super::*;

    #[test]
    fn what_two_versions_do_not_share_is_found_in_all_chunks() {
        let text = format!("Anna: {}\n\n", "So it is. ".repeat(300)).repeat(100);
        let mut document = Document::new(&text, Arc::default());
        let segments = |document: &Document| {
            let analysis = document.analysis(&Default::default());
            analysis.expect("nobody cancels").model().segments.clone()
        };
        let old = segments(&document);
        // Some are so long that there are more chunks, with other ends.
        for (turn, times) in [(99, 1), (51, 1), (50, 9_000), (3, 4_000), (0, 1)] {
            let start = old.at(turn).start + "Anna: ".len();
            document.apply(&Edit {
                range: start..start,
                text: "No. ".repeat(times),
            });
        }
        let new = segments(&document);
        assert!(old.chunks().len() > 5 && old.chunks().len() != new.chunks().len());
        let differing: Vec<usize> = old.differing(&new).collect();
        assert_eq!(differing, [0, 3, 50, 51, 99]);
        assert_eq!(old.differing(&old.clone()).count(), 0);
    }
}
