//! Directives: `%% presscript-ignore` and `%% presscript-ignore-file` take findings out, and are
//! checked themselves by the `suppress/…` rules.

use std::ops::Range;

use super::{Check, Diagnostic, DirectiveView, Findings, RULES};
use crate::Analysis;
use crate::model::segment::{Directive, Line, LineKind, Part, Segment, SegmentKind};

/// Takes out what directives suppress, and adds what is wrong with the directives. `directing` are the segments that have
/// any, by index.
pub fn apply(
    analysis: &Analysis,
    directing: &[usize],
    mut diagnostics: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    if directing.is_empty() {
        return diagnostics;
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
    let mut suppressed = vec![false; diagnostics.len()];
    let mut about_directives = Vec::new();
    for Placed {
        start,
        line,
        directive,
        covered,
    } in directives(analysis, directing)
    {
        let mut used = vec![false; directive.codes.len()];
        let first = diagnostics.partition_point(|found| found.range.start < covered.start);
        let last = diagnostics.partition_point(|found| found.range.start < covered.end);
        for at in first..last {
            let named = |code: &Part| code.text == diagnostics[at].code;
            if !suppressed[at]
                && let Some(code) = directive.codes.iter().position(named)
            {
                used[code] = true;
                suppressed[at] = true;
            }
        }
        let view = DirectiveView {
            directive: &directive,
            line,
            used: &used,
        };
        for rule in RULES {
            let Some(severity) = rule.level(analysis.settings()) else {
                continue;
            };
            if let Check::Directive(check) = rule.check {
                let mut findings = Findings::new(rule, severity, start);
                check(&view, &mut findings);
                about_directives.extend(findings.into_diagnostics());
            }
        }
    }
    let mut suppressed = suppressed.into_iter();
    diagnostics.retain(|_| !suppressed.next().unwrap_or(false));
    diagnostics.extend(about_directives);
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

/// The directives of these segments, in order. One covers the next line that is neither blank nor a comment, with all of
/// its turn when it starts one.
fn directives(analysis: &Analysis, directing: &[usize]) -> Vec<Placed> {
    let segments = &analysis.model().segments;
    let end = analysis.text().len();
    let mut found = Vec::new();
    for &index in directing {
        let placed = segments.at(index);
        let lines = &placed.segment.lines;
        for (at, line) in lines.iter().enumerate() {
            let LineKind::Directive(directive) = &line.kind else {
                continue;
            };
            let line_end = lines
                .get(at + 1)
                .map_or(placed.segment.len, |next| next.range.start);
            let below =
                || {
                    let here = lines[at + 1..].iter().map(|line| (placed, line));
                    let further = segments.range(index + 1..);
                    here.chain(further.flat_map(|placed| {
                        placed.segment.lines.iter().map(move |line| (placed, line))
                    }))
                };
            let is_covered = |(_, line): &(_, &Line)| {
                !matches!(
                    line.kind,
                    LineKind::Blank | LineKind::Comment | LineKind::Directive(_)
                )
            };
            let covered = match below().find(is_covered) {
                _ if directive.whole_file => 0..end + 1,
                Some((placed, line)) => {
                    placed.start + line.range.start
                        ..placed.start + covered_end(placed.segment, line)
                }
                None => end..end,
            };
            found.push(Placed {
                start: placed.start,
                line: line.range.start..line_end,
                directive: (**directive).clone(),
                covered,
            });
        }
    }
    found
}

/// Where what a directive covers ends that stands above this line.
fn covered_end(segment: &Segment, line: &Line) -> usize {
    match (&line.kind, &segment.kind) {
        (LineKind::Speaker, SegmentKind::Turn(_)) => segment.len,
        _ => line.range.end + 1,
    }
}

#[cfg(test)]
mod tests {
    use crate::Analysis;

    fn codes(text: &str) -> Vec<&'static str> {
        let analysis = Analysis::of(text);
        let diagnostics = analysis.diagnostics().iter();
        diagnostics.map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn a_directive_covers_the_next_line_or_its_turn() {
        let glued = "Minister Mustername:I am.\nSo[laughter]there.\n";
        let ignore = "%% presscript-ignore label/no-space note/glued: as published\n";
        assert_eq!(codes(glued), ["label/no-space", "note/glued"]);
        assert!(codes(&format!("{ignore}\n%% a comment\n{glued}")).is_empty());
        let next = glued.replace("Minister Mustername", "Anna Example");
        assert_eq!(
            codes(&format!("{ignore}\n{glued}\n{next}")),
            ["label/no-space", "note/glued"]
        );
    }

    #[test]
    fn the_first_of_two_directives_is_the_used_one() {
        let text = "%% presscript-ignore-file label/no-space: as published\n%% presscript-ignore label/no-space: as published\nMinister Mustername:I am.\n";
        assert_eq!(codes(text), ["suppress/unused"]);
    }
}
