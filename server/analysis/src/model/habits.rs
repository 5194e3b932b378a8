//! What a transcript does again and again: the house style that its own lines show.
//!
//! Rules report exceptions from a habit and the formatter follows it; neither has a taste of its own.

use super::segment::{DelimiterKind, LineKind, SegmentKind};
use super::{Placed, Segment};

/// The habits of one document. Each holds when most turns have it, and more than once; otherwise the
/// common form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// Spaces between a label's colon and the text: 1, or 2 in the style of the White House.
    pub spaces_after_colon: usize,
    /// White space before a label's colon, as in French.
    pub space_before_colon: bool,
    /// A blank line before every turn.
    pub blank_before_turn: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            spaces_after_colon: 1,
            space_before_colon: false,
            blank_before_turn: true,
        }
    }
}

impl Habits {
    /// The habits that the segments show.
    pub fn of(segments: &[Placed]) -> Self {
        let (mut one, mut two, mut spaced, mut closed) = (0, 0, 0, 0);
        let (mut blank, mut tight) = (0, 0);
        let mut before: Option<&Segment> = None;
        for placed in segments {
            let segment = placed.segment.as_ref();
            if let SegmentKind::Turn(line) = &segment.kind {
                if let Some(delimiter) = &line.delimiter {
                    match delimiter.kind {
                        DelimiterKind::Spaced => spaced += 1,
                        _ => closed += 1,
                    }
                }
                match line.spaces {
                    Some(1) => one += 1,
                    Some(2) => two += 1,
                    _ => {}
                }
                match before
                    .and_then(|before| before.lines.last())
                    .map(|line| &line.kind)
                {
                    Some(LineKind::Blank) => blank += 1,
                    Some(LineKind::Speaker | LineKind::Text | LineKind::Stage) => tight += 1,
                    _ => {}
                }
            }
            before = Some(segment);
        }
        Self {
            spaces_after_colon: if two > one && two > 2 { 2 } else { 1 },
            space_before_colon: spaced > closed && spaced > 1,
            blank_before_turn: blank >= tight || tight < 2,
        }
    }
}
