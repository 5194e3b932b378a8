//! The paragraphs of a segment, and what tells whether two of them say the same.

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::segment::{Line, LineKind, Paragraph, SegmentKind};
use super::vocabulary::{count_folded_words, fold};

/// The paragraphs of a segment, in order: speech, stage lines and headings.
pub fn paragraphs(text: &str, kind: &SegmentKind, lines: &[Line]) -> Vec<Paragraph> {
    let is_text = |kind: &LineKind| matches!(kind, LineKind::Speaker | LineKind::Text);
    let runs = lines.chunk_by(|above, line| is_text(&above.kind) && is_text(&line.kind));
    let mut paragraphs: Vec<_> = runs.filter_map(|run| paragraph(text, kind, run)).collect();
    paragraphs.shrink_to_fit();
    paragraphs
}

fn paragraph(text: &str, kind: &SegmentKind, run: &[Line]) -> Option<Paragraph> {
    let (first, last) = (run.first()?, run.last()?);
    let body = match (&first.kind, kind) {
        (LineKind::Speaker, SegmentKind::Turn(line)) => line.body.min(last.range.end),
        (LineKind::Text | LineKind::Stage | LineKind::Heading, _) => first.range.start,
        _ => return None,
    };
    let said = fold(&text[body..last.range.end]);
    if said.is_empty() {
        return None;
    }
    Some(Paragraph {
        range: Range {
            start: first.range.start,
            end: last.range.end,
        },
        body,
        words: count_folded_words(&said),
        said: FixedState::default().hash_one(&said),
    })
}
