//! The head of a turn: its label, the delimiter, and the space up to what is said.

use std::ops::Range;

use crate::Analysis;
use crate::model::segment::{DelimiterKind, SpeakerLine};

/// Where the head of a turn is, in bytes, up to the attributes or what is said; `None` for a lost label.
pub fn head_range(analysis: &Analysis, turn: usize) -> Option<Range<usize>> {
    let model = analysis.model();
    let line = model.turn_segment(turn).segment.speaker_line()?;
    line.label.as_ref()?;
    let label = model.label_range(turn);
    let end = mark_end(line)? + model.turn_segment(turn).start;
    let rest = analysis.text().line_range(analysis.text().line_of(end)).end;
    let rest = analysis.slice(end..rest);
    Some(label.start..end + rest.len() - rest.trim_start().len())
}

/// The head of a turn as another line can have it, in good form; `None` for a lost label.
pub fn head_text(analysis: &Analysis, turn: usize) -> Option<String> {
    let model = analysis.model();
    let placed = model.turn_segment(turn);
    let line = placed.segment.speaker_line()?;
    let written = head_range(analysis, turn)?;
    let label = analysis.slice(model.label_range(turn));
    let spaces = " ".repeat(model.habits.spaces_after_colon.due);
    let mark_end = mark_end(line)? + placed.start;
    let is_due = match line.delimiter.as_ref().map(|delimiter| delimiter.kind) {
        None | Some(DelimiterKind::Regular) => true,
        Some(DelimiterKind::Spaced) => model.habits.space_before_colon.due,
        Some(DelimiterKind::Glued | DelimiterKind::Wrong) => false,
    };
    if !is_due {
        return Some(format!("{label}:{spaces}"));
    }
    let says_something = written.end
        < analysis
            .text()
            .line_range(analysis.text().line_of(written.end))
            .end;
    let mark = analysis.slice(written.start..mark_end);
    Some(match says_something {
        true => analysis.slice(written).into_owned(),
        false if mark.ends_with('：') => mark.into_owned(),
        false if mark.ends_with(':') => format!("{mark}{spaces}"),
        false => format!("{mark} "),
    })
}

/// Where the delimiter ends, or the label without one; from the segment's start.
pub fn mark_end(line: &SpeakerLine) -> Option<usize> {
    let label = line.label.as_ref()?.range.end;
    Some(line.delimiter.as_ref().map_or(label, |mark| mark.range.end))
}
