//! Directives: `%% presscript-ignore` and `%% presscript-ignore-file` take findings out, and are
//! checked themselves by the `suppress/…` rules.

use std::ops::Range;

use super::{Check, Diagnostic, DirectiveView, Findings, RULES};
use crate::Analysis;
use crate::model::segment::{Directive, LineKind, SegmentKind};

/// Takes out what directives suppress, and adds what is wrong with the directives.
pub fn apply(analysis: &Analysis, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let directives = directives(analysis);
    for Placed {
        start,
        line,
        directive,
        covered,
    } in &directives
    {
        let mut used = vec![false; directive.codes.len()];
        diagnostics.retain(|diagnostic| {
            let code = directive
                .codes
                .iter()
                .position(|code| code.text == diagnostic.code);
            let hit = code.filter(|_| {
                covered.start <= diagnostic.range.start && diagnostic.range.start < covered.end
            });
            if let Some(code) = hit {
                used[code] = true;
            }
            hit.is_none()
        });
        let view = DirectiveView {
            directive,
            line: line.clone(),
            used: &used,
        };
        for rule in RULES {
            if let Check::Directive(check) = rule.check {
                let mut findings = Findings::new(rule, *start);
                check(&view, &mut findings);
                diagnostics.extend(findings.into_diagnostics());
            }
        }
    }
    diagnostics
}

/// A directive in the document.
struct Placed {
    /// Its segment's start.
    start: usize,
    /// Its line with the line break, from the segment's start.
    line: Range<usize>,
    directive: Directive,
    /// What it covers, from the document's start.
    covered: Range<usize>,
}

fn directives(analysis: &Analysis) -> Vec<Placed> {
    let segments = &analysis.model().segments;
    let mut found = Vec::new();
    for (at, placed) in segments.iter().enumerate() {
        for (line_at, line) in placed.segment.lines.iter().enumerate() {
            let LineKind::Directive(directive) = &line.kind else {
                continue;
            };
            let covered = if directive.whole_file {
                0..analysis.text().len() + 1
            } else {
                next_covered(analysis, at, line_at)
            };
            let next = placed.segment.lines.get(line_at + 1);
            let line_end = next.map_or(placed.segment.len, |next| next.range.start);
            found.push(Placed {
                start: placed.start,
                line: line.range.start..line_end,
                directive: directive.clone(),
                covered,
            });
        }
    }
    found
}

/// The next line that is neither blank nor a comment; with all of its turn when it starts one.
fn next_covered(analysis: &Analysis, segment: usize, line: usize) -> Range<usize> {
    let segments = &analysis.model().segments;
    let mut skip = line + 1;
    for placed in &segments[segment..] {
        for line in &placed.segment.lines[skip.min(placed.segment.lines.len())..] {
            if matches!(
                line.kind,
                LineKind::Blank | LineKind::Comment | LineKind::Directive(_)
            ) {
                continue;
            }
            let turn = line.kind == LineKind::Speaker
                && matches!(placed.segment.kind, SegmentKind::Turn(_));
            let end = if turn {
                placed.segment.len
            } else {
                line.range.end + 1
            };
            return placed.start + line.range.start..placed.start + end;
        }
        skip = 0;
    }
    analysis.text().len()..analysis.text().len()
}
