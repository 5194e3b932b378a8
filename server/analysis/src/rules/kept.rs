//! Findings of rules that look at the whole document, kept from version to version: each place is known by its
//! segment, so that an edit elsewhere moves it along.

use std::ops::Range;

use super::{Depends, Diagnostic, Findings, Place, Relabelled};
use crate::model::digest::digest;
use crate::model::{Model, Segments};

/// What a rule found in the whole document.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    found: Vec<Diagnostic>,
    /// For every place of every finding its segment's index and the bytes from that segment's start.
    places: Vec<(usize, usize)>,
    /// The segments of which an edit may change what the rule finds.
    depends: Depends,
}

impl Kept {
    /// Findings with their places in a document.
    pub fn new(findings: Findings, segments: &Segments) -> Self {
        let (mut found, depends) = findings.into_parts();
        let mut places = Vec::new();
        for finding in &mut found {
            each_range(finding, |range| {
                let [start, end] = anchors(range, segments);
                places.extend([start, end]);
            });
        }
        Self {
            found,
            places,
            depends,
        }
    }

    /// Whether nothing was found, whatever stands where.
    pub fn is_nothing(&self) -> bool {
        self.found.is_empty() && self.depends == Depends::default()
    }

    /// Whether an edit of a segment may change what the rule finds.
    pub fn depends_on(&self, segment: usize) -> bool {
        self.depends.all || self.depends.segments.binary_search(&segment).is_ok()
    }

    /// Whether it matters that other labels are written.
    pub fn depends_on_labels(&self, relabelled: &Relabelled<'_>) -> bool {
        let mut written = relabelled.labels().map(|(label, _)| digest(&label.text));
        written.any(|label| self.depends.labels.binary_search(&label).is_ok())
    }

    /// Whether more or fewer fingerprints may change what the rule finds.
    pub fn depends_on_order(&self) -> bool {
        self.depends.order
    }

    /// The findings where they are now.
    pub fn findings(&self, model: &Model) -> Vec<Diagnostic> {
        let mut found = self.found.clone();
        let mut places = self.places.iter().map(|&(segment, within)| {
            let start = model.segments.get(segment).map_or(0, |placed| placed.start);
            start + within
        });
        for finding in &mut found {
            each_range(finding, |range| {
                let mut next = || places.next().expect("every range has its places");
                *range = next()..next();
            });
        }
        found
    }

    /// Whether a place is in a segment, so many bytes from its start or further on.
    pub fn reaches(&self, segment: usize, from: usize) -> bool {
        let mut places = self.places.iter();
        places.any(|&(at, within)| at == segment && within >= from)
    }
}

/// A finding so many bytes further on.
pub fn moved(finding: &Diagnostic, by: usize) -> Diagnostic {
    let mut finding = finding.clone();
    each_range(&mut finding, |range| {
        *range = range.start + by..range.end + by
    });
    finding
}

/// Shows every range of a finding that is in the document, in a fixed order.
fn each_range(finding: &mut Diagnostic, mut visit: impl FnMut(&mut Range<usize>)) {
    visit(&mut finding.range);
    for related in &mut finding.related {
        if let Place::Document(range) = &mut related.place {
            visit(range);
        }
    }
    let edits = finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
    edits.for_each(|edit| visit(&mut edit.range));
}

/// Both ends of a range; the end counts from the segment in which the range starts, where it ends there too.
fn anchors(range: &Range<usize>, segments: &Segments) -> [(usize, usize); 2] {
    let index = segments.index_at(range.start).unwrap_or(0);
    let Some(placed) = segments.get(index) else {
        return [(0, range.start), (0, range.end)];
    };
    let start = (index, range.start - placed.start);
    if range.end <= placed.start + placed.segment.len {
        return [start, (index, range.end - placed.start)];
    }
    let last = segments.index_at(range.end).unwrap_or(index);
    [start, (last, range.end - segments.at(last).start)]
}
