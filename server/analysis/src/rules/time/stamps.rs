//! The timestamps of a document, in order.

use std::ops::Range;

use crate::model::segment::{LineKind, MarkKind};
use crate::rules::{Gathered, SegmentView, Tally, Totals};

/// A timestamp.
#[derive(Debug)]
pub struct Stamp {
    /// Its figures, without brackets; bytes of the document.
    pub range: Range<usize>,
    /// Hours, minutes and seconds, or the last two of them.
    pub parts: Vec<u32>,
    /// How many figures each part has.
    widths: Vec<usize>,
    /// The time in seconds, fractions left out.
    pub seconds: u32,
    /// How many headings stand before it.
    pub section: usize,
    /// `(3:16)` behind other words of a line, where it may be a score or a verse.
    doubtful: bool,
}

/// All timestamps that were noted. Those in parentheses behind other words count where a file writes most of them so.
pub fn stamps(noted: &Gathered<'_>) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    let mut section = 0;
    noted.each_segment(|start, view| {
        section += usize::from(
            view.segment
                .lines
                .iter()
                .any(|line| line.kind == LineKind::Heading),
        );
        collect(&view, start, section, &mut stamps);
    });
    let doubtful = stamps.iter().filter(|stamp| stamp.doubtful).count() * 2 > stamps.len();
    stamps.retain(|stamp| stamp.doubtful == doubtful);
    stamps
}

/// Notes times, and headings, which begin a section.
pub fn note(view: &SegmentView<'_>, tally: &mut Tally) {
    let mut lines = view.segment.lines.iter();
    if let Some(line) = lines.find(|line| line.kind == LineKind::Heading) {
        tally.spot(HEADING, line.range.start..line.range.start);
    }
    let mut stamps = Vec::new();
    collect(view, 0, 0, &mut stamps);
    for stamp in stamps {
        tally.spot(STAMP + usize::from(stamp.doubtful), stamp.range);
    }
}

const HEADING: usize = 0;
const STAMP: usize = 1;

/// Whether any times were noted.
pub fn concern(totals: &Totals) -> bool {
    totals.spots(STAMP) + totals.spots(STAMP + 1) > 0
}

fn collect(view: &SegmentView<'_>, start: usize, section: usize, stamps: &mut Vec<Stamp>) {
    let mut marks = view
        .segment
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Timestamp)
        .peekable();
    for line in &view.segment.lines {
        let body = view.segment.body(line);
        while let Some(mark) = marks.next_if(|mark| mark.range.start < line.range.end) {
            let said = view
                .text
                .get(body.start..mark.range.start)
                .unwrap_or_default();
            let round = view.slice(&mark.range).starts_with('(');
            let doubtful = round && !said.trim().is_empty();
            stamps.extend(Stamp::of(view, &mark.range, start, section, doubtful));
        }
        if line.kind == LineKind::Speaker
            && view.slice(&body).starts_with(|c: char| c.is_ascii_digit())
        {
            stamps.extend(Stamp::of(view, &body, start, section, false));
        }
    }
}

impl Stamp {
    fn of(
        view: &SegmentView<'_>,
        range: &Range<usize>,
        start: usize,
        section: usize,
        doubtful: bool,
    ) -> Option<Self> {
        let text = view.slice(range);
        let figures = text.trim().trim_matches(['[', ']', '(', ')']).trim();
        let at = start + range.start + text.find(figures)?;
        let whole = figures.split(['.', ',']).next()?;
        let pieces = || whole.split(':');
        let digits = |piece: &str| {
            !piece.is_empty() && piece.len() <= 3 && piece.bytes().all(|b| b.is_ascii_digit())
        };
        if !pieces().all(digits) || !(2..=3).contains(&pieces().count()) {
            return None;
        }
        let parts: Vec<u32> = pieces().filter_map(|piece| piece.parse().ok()).collect();
        Some(Self {
            range: at..at + whole.len(),
            seconds: parts.iter().fold(0, |seconds, part| seconds * 60 + part),
            widths: pieces().map(str::len).collect(),
            parts,
            section,
            doubtful,
        })
    }

    /// Whether it is a time: two figures for all parts but the first, none of those above 59.
    pub fn is_well_formed(&self) -> bool {
        let mut rest = self.widths.iter().zip(&self.parts).skip(1);
        rest.all(|(&width, &part)| width == 2 && part < 60)
    }

    /// The same time, well formed.
    pub fn normal_form(&self) -> String {
        let (minutes, seconds) = (self.seconds / 60, self.seconds % 60);
        let width = self.widths[0];
        match self.parts.len() {
            2 => format!("{minutes:0width$}:{seconds:02}"),
            _ => format!("{:0width$}:{:02}:{seconds:02}", minutes / 60, minutes % 60),
        }
    }
}
