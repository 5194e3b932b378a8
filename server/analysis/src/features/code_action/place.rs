//! Where an action is asked for: the turn and the line there.

use std::ops::Range;
use std::sync::Arc;

use super::head::mark_end;
use crate::model::segment::{Line, LineKind, Segment};
use crate::model::{Model, Placed, Segments, segments};
use crate::{Analysis, Cancel, Text};

/// A cursor, or what is selected.
#[derive(Debug)]
pub struct Place<'a> {
    /// The document.
    pub analysis: &'a Analysis,
    /// Its model.
    pub model: &'a Model,
    /// The cursor, or what is selected, in bytes.
    pub range: Range<usize>,
    /// The turn that it begins in.
    pub turn: Option<usize>,
}

impl<'a> Place<'a> {
    /// A place of a document. One past its end counts as the end.
    pub fn of(analysis: &'a Analysis, range: &Range<usize>) -> Self {
        let model = analysis.model();
        let range = analysis.text().floor(range.start)..analysis.text().floor(range.end);
        let segment = model.segment_at(range.start);
        Self {
            analysis,
            model,
            range,
            turn: segment.and_then(|segment| model.turn_of_segment(segment)),
        }
    }

    /// The turn on whose speaker line the place begins.
    pub fn speaker_line(&self) -> Option<usize> {
        let (_, _, line) = self.line()?;
        self.turn.filter(|_| line.kind == LineKind::Speaker)
    }

    /// The turn whose label the place touches.
    pub fn label(&self) -> Option<usize> {
        let turn = self.turn?;
        let label = self.model.label_range(turn);
        let touches = label.start <= self.range.start && self.range.start <= label.end;
        let segment = &self.model.turn_segment(turn).segment;
        (touches && segment.label().is_some()).then_some(turn)
    }

    /// The line that the place begins in: its segment, its index there, and itself.
    pub fn line(&self) -> Option<(Placed<'a>, usize, &'a Line)> {
        let placed = self
            .model
            .segments
            .at(self.model.segment_at(self.range.start)?);
        let at = self.range.start - placed.start;
        let lines = &placed.segment.lines;
        let index = lines
            .partition_point(|line| line.range.start <= at)
            .checked_sub(1)?;
        Some((placed, index, &lines[index]))
    }

    /// How to speak of whoever has a turn: the person’s name, else the label.
    pub fn person(&self, turn: usize) -> String {
        match self.model.turns[turn].speaker {
            Some(id) => self.model.speakers[id].display_name().to_owned(),
            None => self.label_text(turn),
        }
    }

    /// The label of a turn as written; empty for a lost one.
    pub fn label_text(&self, turn: usize) -> String {
        let label = self.model.turn_segment(turn).segment.label();
        label.map_or_else(String::new, |label| label.text.clone())
    }

    /// The bytes of the line that a byte is in, without its line break.
    pub fn line_around(&self, byte: usize) -> Range<usize> {
        let text = self.analysis.text();
        text.line_range(text.line_of(byte))
    }

    /// What ends the document's lines.
    pub fn line_break(&self) -> &'static str {
        self.analysis.text().line_break(0)
    }
}

/// What a line is by itself, without its line break.
pub fn kind_of(line: &str) -> Option<LineKind> {
    let (_, segment) = alone(line)?;
    segment.lines.last().map(|line| line.kind.clone())
}

/// Whether a line is read as a turn with this head, and `rest` as what is said in it.
pub fn is_head(before: &str, head: &str, rest: &str) -> bool {
    let alone = alone(&format!("{before}{head}{rest}"));
    let end = alone.and_then(|(start, segment)| Some(mark_end(segment.speaker_line()?)? - start));
    end == Some(before.len() + head.trim_end().len())
}

/// A line as a segment of its own, and where it starts there.
fn alone(line: &str) -> Option<(usize, Arc<Segment>)> {
    // Only at the very start three hyphens would begin front matter.
    let text = Text::new(&format!("\n{line}"));
    let segments = Segments::new(segments(&text, 0..text.len(), &Cancel::default()).ok()?);
    let last = segments.len().checked_sub(1)?;
    Some((1 - segments.at(last).start, segments.shared(last).clone()))
}

/// The start of a text, for a title.
pub fn excerpt(text: &str) -> String {
    const MAX_CHARS: usize = 30;
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(MAX_CHARS) else {
        return text.to_owned();
    };
    let whole_words = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", text[..whole_words].trim_end())
}
