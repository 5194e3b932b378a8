//! What mends findings: each fix, the same fix in the whole document, and setting a finding aside.

use std::ops::Range;

use super::{CodeAction, QUICK_FIX, Work};
use crate::model::segment::{LineKind, SegmentKind};
use crate::rules::{Diagnostic, Safety, edits};
use crate::{Analysis, Edit};

/// What to do about a finding, which is an index into [`Analysis::diagnostics`].
#[derive(Clone, Debug)]
pub enum QuickFix {
    /// One of its fixes.
    Fix(usize, usize),
    /// The first fix of every finding of its rule.
    Rule(usize),
    /// A directive.
    Ignore(usize),
}

/// What can be done about the findings at `places`.
pub fn quick_fixes(analysis: &Analysis, places: &[Range<usize>]) -> Vec<CodeAction> {
    let diagnostics = analysis.diagnostics();
    let touches = |found: &Diagnostic| {
        let mut places = places.iter();
        places.any(|place| found.range.start <= place.end && place.start <= found.range.end)
    };
    let here = (0..diagnostics.len()).filter(|&at| touches(&diagnostics[at]));
    let here: Vec<usize> = here.collect();
    let offer = |title: String, finding: usize, preferred: bool, fix: QuickFix| CodeAction {
        title,
        kind: QUICK_FIX,
        finding: Some(finding),
        preferred,
        work: Work::QuickFix(fix),
    };
    let mut actions = Vec::new();
    for &finding in &here {
        let fixes = &diagnostics[finding].fixes;
        for (at, fix) in fixes.iter().enumerate() {
            let preferred = at == 0 && (fix.safety == Safety::Safe || fixes.len() == 1);
            let title = fix.title.clone();
            actions.push(offer(title, finding, preferred, QuickFix::Fix(finding, at)));
        }
    }
    // Once for each rule.
    let is_first = |at: usize, finding: &usize| {
        let same = |other: &usize| diagnostics[*other].code == diagnostics[*finding].code;
        !here[..at].iter().any(same)
    };
    let rules = here.iter().enumerate();
    let rules = rules.filter(|(at, finding)| is_first(*at, finding));
    let rules: Vec<usize> = rules.map(|(_, &finding)| finding).collect();
    for &finding in &rules {
        let code = diagnostics[finding].code;
        let of_rule = diagnostics.iter().filter(|found| found.code == code);
        if of_rule.filter(|found| has_only_fix(found)).nth(1).is_some() {
            let title = format!("Fix all “{code}” in this document");
            actions.push(offer(title, finding, false, QuickFix::Rule(finding)));
        }
    }
    for &finding in &rules {
        if let Some((_, whole_file)) = directive(analysis, &diagnostics[finding]) {
            let place = if whole_file { "in this file" } else { "here" };
            let title = format!("Ignore “{}” {place}", diagnostics[finding].code);
            actions.push(offer(title, finding, false, QuickFix::Ignore(finding)));
        }
    }
    actions
}

/// Whether anything can be mended without changing a word.
pub fn any_is_safe(analysis: &Analysis) -> bool {
    let mut fixes = analysis.diagnostics().iter().flat_map(|found| &found.fixes);
    fixes.any(|fix| fix.safety == Safety::Safe && !fix.edits.is_empty())
}

/// The edits of every fix that changes no word.
pub fn all_safe(analysis: &Analysis) -> Vec<Edit> {
    edits(analysis.diagnostics(), Safety::Safe)
}

impl QuickFix {
    /// The edits, in order and without overlap.
    pub fn edits(&self, analysis: &Analysis) -> Vec<Edit> {
        let diagnostics = analysis.diagnostics();
        match *self {
            Self::Fix(finding, fix) => diagnostics[finding].fixes[fix].edits.clone(),
            Self::Rule(finding) => {
                let code = diagnostics[finding].code;
                let of_rule = diagnostics.iter().filter(|found| found.code == code);
                edits(&of_rule.cloned().collect::<Vec<_>>(), Safety::Unsafe)
            }
            Self::Ignore(finding) => {
                let directive = directive(analysis, &diagnostics[finding]);
                directive.map(|(edit, _)| edit).into_iter().collect()
            }
        }
    }
}

/// Whether a finding has a fix between which and others nobody has to choose.
fn has_only_fix(found: &Diagnostic) -> bool {
    let mut fixes = found.fixes.iter();
    fixes.any(|fix| fix.safety <= Safety::Unsafe && !fix.edits.is_empty())
}

/// The directive that sets a finding aside, and whether it does so for the whole file, as for one in the front matter,
/// before which nothing can stand. `None` where none can: in blank lines, comments and directives.
fn directive(analysis: &Analysis, found: &Diagnostic) -> Option<(Edit, bool)> {
    let model = analysis.model();
    let placed = model.segments.at(model.segment_at(found.range.start)?);
    let segment = &placed.segment;
    let at = found.range.start - placed.start;
    let line = segment.lines.partition_point(|line| line.range.start <= at);
    let line = segment.lines[..line].last()?;
    let ignored = !matches!(
        line.kind,
        LineKind::Blank | LineKind::Comment | LineKind::Directive(_)
    );
    if !ignored {
        return None;
    }
    let text = analysis.text();
    let whole_file = matches!(segment.kind, SegmentKind::FrontMatter(_));
    let start = match whole_file {
        true => {
            let mut lines = segment.content_lines().rev();
            let closing = lines.find(|line| line.kind == LineKind::FrontMatter)?;
            text.line_range_with_break(text.line_of(placed.start + closing.range.start))
                .end
        }
        false => {
            let start = text.line_start(text.line_of(found.range.start));
            let has_mark = start == 0 && analysis.slice(0..3) == "\u{feff}";
            start + if has_mark { 3 } else { 0 }
        }
    };
    let name = if whole_file {
        "presscript-ignore-file"
    } else {
        "presscript-ignore"
    };
    let line = format!("%% {name} {}: <why>{}", found.code, text.line_break(0));
    Some((
        Edit {
            range: start..start,
            text: line,
        },
        whole_file,
    ))
}
