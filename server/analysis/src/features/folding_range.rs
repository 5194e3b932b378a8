//! What can be folded away: front matter, sections, the opening, exchanges, turns, comments.

use std::cmp::Reverse;
use std::ops::RangeInclusive;

use super::{code_lens, hover::count};
use crate::Analysis;
use crate::model::segment::{LineKind, SegmentKind};

/// A part that can be folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldingRange {
    /// Lines, counted from 0, the last one included.
    pub lines: RangeInclusive<usize>,
    /// What is folded.
    pub kind: FoldKind,
    /// What to show instead of it; `None` where the line that stays says enough.
    pub collapsed: Option<String>,
}

/// What a fold holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// The front matter.
    FrontMatter,
    /// A heading and all below it.
    Section,
    /// What is said before the first exchange.
    Opening,
    /// A hand-off, its questions and answers.
    Exchange,
    /// One turn.
    Turn,
    /// Several comment lines.
    Comment,
}

/// The folds, ordered by their first line, outer ones first; no two start on one line. Of more than `limit` the
/// longest are left.
pub fn folding_ranges(analysis: &Analysis, limit: usize) -> Vec<FoldingRange> {
    let mut folds = Folds {
        analysis,
        found: Vec::new(),
    };
    folds.sections();
    folds.opening();
    folds.exchanges();
    folds.segments();
    folds.comments();
    let mut found = folds.found;
    let place = |fold: &FoldingRange| (*fold.lines.start(), Reverse(*fold.lines.end()));
    found.sort_by_key(place);
    found.dedup_by_key(|fold| *fold.lines.start());
    if found.len() > limit {
        found.sort_by_key(|fold| Reverse(fold.lines.end() - fold.lines.start()));
        found.truncate(limit);
        found.sort_by_key(place);
    }
    found
}

struct Folds<'a> {
    analysis: &'a Analysis,
    found: Vec<FoldingRange>,
}

impl Folds<'_> {
    /// Adds a fold over the lines of two bytes, if they are not one line.
    fn add(&mut self, kind: FoldKind, start: usize, end: usize, collapsed: Option<String>) {
        let lines = self.analysis.text().line_of(start)..=self.analysis.text().line_of(end);
        if lines.start() < lines.end() {
            self.found.push(FoldingRange {
                lines,
                kind,
                collapsed: collapsed.map(|text| format!("… {text}")),
            });
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
                    self.add(FoldKind::Section, start, end, None);
                }
                open.push((heading.level, placed.start));
            }
            if placed.segment.content_end() > 0 {
                end = placed.start + placed.segment.content_end();
            }
        }
        while let Some((_, start)) = open.pop() {
            self.add(FoldKind::Section, start, end, None);
        }
    }

    fn opening(&mut self) {
        if let Some(opening) = &self.analysis.model().opening {
            let range = &opening.range;
            self.add(FoldKind::Opening, range.start, range.end, None);
        }
    }

    fn exchanges(&mut self) {
        let model = self.analysis.model();
        for (number, exchange) in model.exchanges.iter().enumerate() {
            if let [first, .., last] = exchange.turns[..] {
                self.add(
                    FoldKind::Exchange,
                    model.turn_range(first).start,
                    model.turn_range(last).end,
                    Some(code_lens::summary(model, number)),
                );
            }
        }
    }

    fn segments(&mut self) {
        for placed in &self.analysis.model().segments {
            let (kind, collapsed) = match placed.segment.kind {
                SegmentKind::FrontMatter(_) => {
                    let title = self.analysis.model().context.front_matter.text("title");
                    (FoldKind::FrontMatter, title.map(str::to_owned))
                }
                SegmentKind::Turn(_) => {
                    let words = count(placed.segment.speech.words, "word");
                    (FoldKind::Turn, Some(words))
                }
                SegmentKind::Heading(_) | SegmentKind::Unattributed => continue,
            };
            let start = placed.segment.content_start();
            self.add(
                kind,
                placed.start + start,
                placed.start + placed.segment.content_end(),
                collapsed,
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
                        None,
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
        for fold in folding_ranges(&Analysis::of(text), usize::MAX) {
            let (first, last) = (fold.lines.start() + 1, fold.lines.end() + 1);
            let collapsed = fold.collapsed.unwrap_or_default();
            let line = format!("{first}-{last} {:?} {collapsed}", fold.kind);
            writeln!(out, "{}", line.trim_end()).unwrap();
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn exchanges_hold_turns() {
        check(
            include_str!("../../../../tests/fixtures/briefing.presscript"),
            expect![[r#"
                1-15 Opening
                17-23 Exchange … Exchange 1 of 7 · FBC · 57 words
                21-23 Turn … 35 words
                25-33 Exchange … Exchange 2 of 7 · Daily Sample · 59 words · 1 follow-up
                35-40 Exchange … Exchange 3 of 7 · Radio Specimen · 48 words
                39-40 Turn … 18 words
                44-53 Exchange … Exchange 4 of 7 · ITV9 · 72 words · 1 follow-up
                48-52 Turn … 26 words
                55-63 Exchange … Exchange 5 of 7 · Fictional Gazette · 46 words · 1 follow-up
                59-61 Turn … 20 words
                65-69 Exchange … Exchange 6 of 7 · National News Agency of the Isles · 35 words
                71-77 Exchange … Exchange 7 of 7 · Specimen Weekly · 41 words
                75-77 Turn … 20 words
            "#]],
        );
    }

    #[test]
    fn sections_front_matter_and_comments() {
        check(
            "---\ntitle: Test\n---\n# One\nA line.\n%% a\n%% b\n\n## Two\nAnna: Hi\nthere.\n\n# Three\nBen: Ho.\n\n",
            expect![[r#"
                1-3 FrontMatter … Test
                4-11 Section
                6-7 Comment
                9-11 Section
                10-11 Turn … 2 words
                13-14 Section
            "#]],
        );
    }

    #[test]
    fn of_too_many_the_longest_are_left() {
        let text = "# One\nAnna: Hi\nthere.\n\n# Two\nAnna: Hi\nthere\nand there.\n";
        let folds = folding_ranges(&Analysis::of(text), 3);
        let lines: Vec<_> = folds.into_iter().map(|fold| fold.lines).collect();
        assert_eq!(lines, [0..=2, 4..=7, 5..=7]);
        assert!(folding_ranges(&Analysis::of(text), 0).is_empty());
    }
}
