//! The rules: one file each, with its documentation, its check, its fixes and its tests.
//!
//! A rule looks either at one segment at a time or at the whole document, and reports to
//! [`Findings`]. [`check`] runs them all and takes out what directives suppress.

mod cast;
pub(crate) mod cast_edit;
mod correction;
mod findings;
mod habit;
pub(crate) mod house;
mod import;
mod label;
pub(crate) mod labels;
mod loose;
mod meta;
mod note;
mod qa;
mod registry;
mod script;
mod suppress;
mod suppression;
mod time;
mod typo;

pub use crate::diagnostic::{Diagnostic, Fix, Place, Related, Safety, Severity};
pub use findings::{DirectiveView, DocumentView, Findings, SegmentView};
pub use registry::{RULES, rule};

use crate::{Analysis, Cancel, Cancelled, Edit, Settings};

/// A rule: what it is called, what it says of itself, and how it checks.
#[derive(Debug)]
pub struct Rule {
    /// Its code, such as `label/no-space`. Codes never change.
    pub code: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// Whether it offers fixes, and of what kind.
    pub fix: FixKind,
    /// The version that it came with.
    pub since: &'static str,
    /// Whether it runs when nothing is set.
    pub enabled: bool,
    /// Its page: Markdown with `## What it does`, `## Why`, `## Example`, `## Use instead`, `## Fix`.
    /// The fenced examples are run by a test.
    pub doc: &'static str,
    /// How it finds.
    pub check: Check,
}

/// How a rule looks at a document.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One segment at a time, knowing nothing of the others. Ranges count from the segment's start.
    Segment(fn(&SegmentView<'_>, &mut Findings)),
    /// The whole document. Ranges count from the document's start.
    Document(fn(&DocumentView<'_>, &mut Findings)),
    /// One directive at a time, knowing what it suppressed. Ranges count from its segment's start.
    Directive(fn(&DirectiveView<'_>, &mut Findings)),
}

/// Whether a rule offers fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// None.
    None,
    /// Fixes that change no word.
    Safe,
    /// A fix that somebody has to look at.
    Unsafe,
    /// Several fixes between which somebody has to choose.
    Choice,
}

impl Analysis {
    /// All findings, ordered by place, suppressed ones left out. Computed on the first call.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        let found = self.check(&Cancel::default());
        found.expect("nobody else holds the flag")
    }

    /// The same, for those who may not need it any more before it is done.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn check(&self, cancel: &Cancel) -> Result<&[Diagnostic], Cancelled> {
        if let Some(found) = self.diagnostics.get() {
            return Ok(found);
        }
        let found = check(self, cancel)?;
        Ok(self.diagnostics.get_or_init(|| found))
    }
}

/// Every finding in the document, ordered by place, without those that are ignored or suppressed.
fn check(analysis: &Analysis, cancel: &Cancel) -> Result<Vec<Diagnostic>, Cancelled> {
    let mut found = Vec::new();
    let on = RULES.iter().copied();
    let on: Vec<(&Rule, Severity)> = on
        .filter_map(|rule| Some((rule, rule.level(analysis.settings())?)))
        .collect();
    each_segment(analysis, |start, view| {
        for &(rule, severity) in on.iter().filter(|_| !cancel.is_cancelled()) {
            if let Check::Segment(check) = rule.check {
                let mut findings = Findings::new(rule, severity, start);
                check(&view, &mut findings);
                found.extend(findings.into_diagnostics());
            }
        }
    });
    let document = DocumentView::of(analysis);
    for &(rule, severity) in &on {
        cancel.check()?;
        if let Check::Document(check) = rule.check {
            let mut findings = Findings::new(rule, severity, 0);
            check(&document, &mut findings);
            found.extend(findings.into_diagnostics());
        }
    }
    let settings = analysis.settings();
    if settings.rules.values().any(|rule| !rule.ignore.is_empty()) {
        found.retain(|found| !settings.ignores(found.code, &analysis.slice(found.range.clone())));
    }
    let mut found = suppression::apply(analysis, found);
    found.sort_by(|a, b| {
        (a.range.start, a.range.end, a.code).cmp(&(b.range.start, b.range.end, b.code))
    });
    Ok(found)
}

impl Rule {
    /// The first sentence of what it does.
    pub fn summary(&self) -> String {
        let paragraph: Vec<&str> = self
            .doc
            .lines()
            .skip_while(|line| line.is_empty() || line.starts_with('#'))
            .take_while(|line| !line.is_empty())
            .collect();
        let mut summary = paragraph.join(" ");
        // Not the full stop of `MR. SAMPLE`.
        let ends = summary.match_indices(". ").map(|(at, _)| at + 1);
        let mut ends = ends.filter(|&end| summary[..end].matches('`').count().is_multiple_of(2));
        let end = ends.next().unwrap_or(summary.len());
        summary.truncate(end);
        summary
    }

    /// How grave its findings are with `settings`; `None` when it is off.
    fn level(&self, settings: &Settings) -> Option<Severity> {
        settings.severity(self.code, self.severity, self.enabled)
    }
}

/// Shows every segment with its start in the document, in bytes.
fn each_segment(analysis: &Analysis, mut visit: impl FnMut(usize, SegmentView<'_>)) {
    for placed in &analysis.model().segments {
        let text = analysis.slice(placed.start..placed.start + placed.segment.len);
        let view = SegmentView {
            segment: &placed.segment,
            text: &text,
            context: &analysis.model().context,
        };
        visit(placed.start, view);
    }
}

/// The edits of every fix that is at least as safe as `safety`, the first one of each finding, without those that
/// overlap with an earlier one; in order.
pub fn edits(diagnostics: &[Diagnostic], safety: Safety) -> Vec<Edit> {
    let mut fixes: Vec<&Fix> = diagnostics
        .iter()
        .filter_map(|found| found.fixes.iter().find(|fix| fix.safety <= safety))
        .filter(|fix| !fix.edits.is_empty())
        .collect();
    fixes.sort_by_key(|fix| {
        fix.edits
            .first()
            .map(|edit| (edit.range.start, edit.range.end))
    });
    let mut edits: Vec<Edit> = Vec::new();
    for fix in fixes {
        let clear = |edit: &Edit| {
            edits
                .last()
                .is_none_or(|last| last.range.end <= edit.range.start && last.range != edit.range)
        };
        if fix.edits.iter().all(clear) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits
}

/// The address of a rule's documentation.
pub fn doc_url(code: &str) -> String {
    format!(
        "https://github.com/presscript/presscript/blob/main/server/analysis/RULES.md#{}",
        code.replace('/', "")
    )
}

#[cfg(test)]
pub(crate) mod tests;
