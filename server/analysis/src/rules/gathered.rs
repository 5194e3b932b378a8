//! The places that a rule noted in a document, by segment.

use std::ops::Range;

use super::tally::{Spot, Tallies, Totals};
use super::{SegmentText, SegmentView};
use crate::Analysis;
use crate::model::{Placed, Segment};

/// What a rule noted in a document.
#[derive(Debug)]
pub struct Gathered<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) rule: usize,
    pub(super) totals: &'a Totals,
    /// The segments in which it noted a place, in order.
    pub(super) segments: Vec<Noted<'a>>,
}

/// A segment in which a rule noted something.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// Its index.
    pub index: usize,
    /// Its start in the document, in bytes.
    pub start: usize,
    /// The segment.
    pub segment: &'a Segment,
    pub(super) tallies: &'a Tallies,
}

impl<'a> Gathered<'a> {
    /// How much it is in all.
    pub fn totals(&self) -> &Totals {
        self.totals
    }

    /// The segments with places, in order.
    pub fn segments(&self) -> &[Noted<'a>] {
        &self.segments
    }

    /// The places in one of them, in order.
    pub fn spots(&self, noted: &Noted<'a>) -> impl ExactSizeIterator<Item = Spot> + Clone + 'a {
        noted.tallies.spots(self.rule)
    }

    /// All places, each with its bytes in the document.
    pub fn places(&self) -> impl Iterator<Item = (Spot, Range<usize>)> + '_ {
        self.segments.iter().flat_map(|noted| {
            let place = |spot: Spot| {
                let range = spot.range();
                (spot, noted.start + range.start..noted.start + range.end)
            };
            self.spots(noted).map(place)
        })
    }

    /// Shows every segment with places, with its start in the document, in bytes.
    pub fn each_segment(&self, mut visit: impl FnMut(usize, SegmentView<'_>)) {
        for noted in &self.segments {
            visit(noted.start, noted.text(self.analysis).view());
        }
    }
}

impl<'a> Noted<'a> {
    /// The segment with its text.
    pub(super) fn text(&self, analysis: &'a Analysis) -> SegmentText<'a> {
        let placed = Placed {
            start: self.start,
            segment: self.segment,
        };
        SegmentText::at(analysis.text(), analysis.model(), placed)
    }
}
