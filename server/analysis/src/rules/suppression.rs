//! Directives: `%% presscript-ignore` and `%% presscript-ignore-file` take findings out, and are
//! checked themselves by the `suppress/…` rules.

use std::ops::Range;

use super::{Check, Diagnostic, DirectiveView, Findings, RULES};
use crate::Analysis;
use crate::model::segment::{Directive, LineKind, SegmentKind};

/// Takes out what directives suppress, and adds what is wrong with the directives.
pub fn apply(analysis: &Analysis, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let directives = directives(analysis);
    for (start, directive, covered) in &directives {
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

/// Every directive with its segment's start and the bytes that it covers.
fn directives(analysis: &Analysis) -> Vec<(usize, Directive, Range<usize>)> {
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
            found.push((placed.start, directive.clone(), covered));
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
