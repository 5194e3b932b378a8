//! What can be folded away: front matter, sections, exchanges, turns, comments.

use std::ops::RangeInclusive;

use crate::Analysis;
use crate::model::segment::{LineKind, SegmentKind};

/// A part that can be folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldingRange {
    /// Lines, counted from 0, the last one included.
    pub lines: RangeInclusive<usize>,
    /// What is folded.
    pub kind: FoldKind,
}

/// What a fold holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// The front matter.
    FrontMatter,
    /// A heading and all below it.
    Section,
    /// A hand-off, its questions and answers.
    Exchange,
    /// One turn.
    Turn,
    /// Several comment lines.
    Comment,
}

/// All folds, ordered by their first line, outer ones first; no two start on one line.
pub fn folding_ranges(analysis: &Analysis) -> Vec<FoldingRange> {
    let mut folds = Folds {
        analysis,
        found: Vec::new(),
    };
    folds.sections();
    folds.exchanges();
    folds.segments();
    folds.comments();
    let mut found = folds.found;
    found.sort_by_key(|fold| (*fold.lines.start(), std::cmp::Reverse(*fold.lines.end())));
    found.dedup_by_key(|fold| *fold.lines.start());
    found
}

struct Folds<'a> {
    analysis: &'a Analysis,
    found: Vec<FoldingRange>,
}

impl Folds<'_> {
    /// Adds a fold over the lines of two bytes, if they are not one line.
    fn add(&mut self, kind: FoldKind, start: usize, end: usize) {
        let lines = self.analysis.text().line_of(start)..=self.analysis.text().line_of(end);
        if lines.start() < lines.end() {
            self.found.push(FoldingRange { lines, kind });
        }
    }

    /// A section reaches to the next heading of its level or above.
    fn sections(&mut self) {
        let segments = &self.analysis.model().segments;
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut end = 0;
        for placed in segments {
            if let SegmentKind::Heading(heading) = &placed.segment.kind {
                while let Some((_, start)) = open.pop_if(|(level, _)| *level >= heading.level) {
                    self.add(FoldKind::Section, start, end);
                }
                open.push((heading.level, placed.start));
            }
            if placed.segment.content_end() > 0 {
                end = placed.start + placed.segment.content_end();
            }
        }
        while let Some((_, start)) = open.pop() {
            self.add(FoldKind::Section, start, end);
        }
    }

    fn exchanges(&mut self) {
        let model = self.analysis.model();
        for exchange in &model.exchanges {
            if let [first, .., last] = exchange.turns[..] {
                self.add(
                    FoldKind::Exchange,
                    model.turn_range(first).start,
                    model.turn_range(last).end,
                );
            }
        }
    }

    fn segments(&mut self) {
        for placed in &self.analysis.model().segments {
            let kind = match placed.segment.kind {
                SegmentKind::FrontMatter(_) => FoldKind::FrontMatter,
                SegmentKind::Turn(_) => FoldKind::Turn,
                SegmentKind::Heading(_) | SegmentKind::Unattributed => continue,
            };
            let start = placed.segment.content_start();
            self.add(
                kind,
                placed.start + start,
                placed.start + placed.segment.content_end(),
            );
        }
    }

    fn comments(&mut self) {
        for placed in &self.analysis.model().segments {
            let is_comment =
                |kind: &LineKind| matches!(kind, LineKind::Comment | LineKind::Directive(_));
            for run in placed
                .segment
                .lines
                .chunk_by(|a, b| is_comment(&a.kind) && is_comment(&b.kind))
            {
                if let [first, .., last] = run {
                    self.add(
                        FoldKind::Comment,
                        placed.start + first.range.start,
                        placed.start + last.range.end,
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expect: Expect) {
        let mut out = String::new();
        for fold in folding_ranges(&Analysis::of(text)) {
            writeln!(
                out,
                "{}-{} {:?}",
                fold.lines.start() + 1,
                fold.lines.end() + 1,
                fold.kind
            )
            .unwrap();
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn exchanges_hold_turns() {
        check(
            include_str!("../../../../tests/fixtures/briefing.presscript"),
            expect![[r#"
            17-23 Exchange
            21-23 Turn
            25-33 Exchange
            35-40 Exchange
            39-40 Turn
            44-53 Exchange
            48-52 Turn
            55-63 Exchange
            59-61 Turn
            65-69 Exchange
            71-77 Exchange
            75-77 Turn
        "#]],
        );
    }

    #[test]
    fn sections_front_matter_and_comments() {
        check(
            "---\ntitle: Test\n---\n# One\nA line.\n%% a\n%% b\n\n## Two\nAnna: Hi\nthere.\n\n# Three\nBen: Ho.\n\n",
            expect![[r#"
                1-3 FrontMatter
                4-11 Section
                6-7 Comment
                9-11 Section
                10-11 Turn
                13-14 Section
            "#]],
        );
    }
}
