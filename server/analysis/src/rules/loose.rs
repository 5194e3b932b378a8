//! Loose labels that are meant as labels: the document knows such a speaker, or has labels of that form.

use std::ops::Range;

use super::labels::{Labels, Use};
use super::{DocumentView, Gathered, SegmentView, Tally};
use crate::model::segment::{LineKind, LooseLabel, LooseLabelKind, Segment};

/// A label without its colon; ranges count from the document's start, in bytes.
#[derive(Debug)]
pub struct Meant {
    /// The label.
    pub range: Range<usize>,
    /// What it says.
    pub text: String,
    /// What stands where the colon belongs.
    pub delimiter: Range<usize>,
}

/// All loose labels of a kind that are meant as labels, of those that were noted. None where they are the file's way to
/// write labels.
pub fn meant_labels(
    document: &DocumentView<'_>,
    noted: &Gathered<'_>,
    kind: LooseLabelKind,
) -> Vec<Meant> {
    let model = document.analysis.model();
    let labels = document.labels();
    let mut meant = Vec::new();
    if !labels.has_conversation() && labels.sums().bracketed_turns == 0 {
        return meant;
    }
    for placed in noted.segments() {
        for loose in &placed.segment.loose_labels {
            let at = placed.start + loose.range.start;
            if loose.kind == kind && is_meant(labels, placed.segment, loose) {
                meant.push(Meant {
                    range: at..placed.start + loose.range.end,
                    text: loose.text.clone(),
                    delimiter: placed.start + loose.delimiter.start
                        ..placed.start + loose.delimiter.end,
                });
            } else if (loose.kind, kind) == (LooseLabelKind::Opening, LooseLabelKind::MissingColon)
                && meant
                    .last()
                    .is_none_or(|last: &Meant| last.range.start < at)
                && let Some(label) = label_of_opening(labels, &loose.text)
            {
                let end = at + label.len();
                meant.push(Meant {
                    range: at..end,
                    text: label.to_owned(),
                    delimiter: end..end,
                });
            }
        }
    }
    let is_habit = meant.len() > 1 && meant.len() * 2 > model.turns.len();
    if is_habit { Vec::new() } else { meant }
}

/// Notes what may be meant as a label, with the mark behind it, under numbers below twice that of the kinds.
pub fn collect(view: &SegmentView<'_>, kinds: &[LooseLabelKind], tally: &mut Tally) {
    for loose in &view.segment.loose_labels {
        if let Some(kind) = kinds.iter().position(|kind| *kind == loose.kind) {
            let starts = usize::from(starts_paragraph(view.segment, loose));
            let end = loose.range.end.max(loose.delimiter.end);
            tally.spot(2 * kind + starts, loose.range.start..end);
        }
    }
}

fn is_meant(labels: &Labels<'_>, segment: &Segment, loose: &LooseLabel) -> bool {
    let name = loose.text.split('(').next().unwrap_or_default().trim();
    let bracketed = name.len() < loose.text.len();
    let known = labels.is_written(&loose.text)
        || (bracketed && labels.named(name).is_some())
        || labels
            .named(&loose.text)
            .is_some_and(|used| used.turns.len() > 1 && used.form.generic.is_none());
    let of_the_form = bracketed
        && labels.sums().bracketed_turns >= 3
        && name.split_whitespace().count() <= 4
        && starts_paragraph(segment, loose);
    known || of_the_form
}

/// The label of two words or more that a paragraph begins with, when it is one that comes back.
fn label_of_opening<'a>(labels: &Labels<'_>, opening: &'a str) -> Option<&'a str> {
    let ends = opening.match_indices(char::is_whitespace);
    let labels = ends.skip(1).map(|(at, _)| &opening[..at]).filter(|label| {
        let comes_back = |used: Use<'_>| used.turns.len() > 1 && used.form.generic.is_none();
        labels.is_written(label) && labels.named(label).is_some_and(comes_back)
    });
    labels.last()
}

/// Whether a blank line, or nothing at all, stands above.
fn starts_paragraph(segment: &Segment, loose: &LooseLabel) -> bool {
    let line = segment
        .lines
        .partition_point(|line| line.range.end < loose.range.start);
    let above = segment.kind_above(line);
    above.is_none_or(|above| *above == LineKind::Blank)
}
