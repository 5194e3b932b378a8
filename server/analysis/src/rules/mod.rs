//! The rules: one file each, with its documentation, its check, its fixes and its tests.
//!
//! How a rule looks at a document is its [`Check`]; it reports to [`Findings`]. [`check`] runs them all and takes out what
//! directives suppress.

mod cast;
pub(crate) mod cast_edit;
mod checked;
mod correction;
mod edited;
mod findings;
mod gathered;
mod habit;
pub(crate) mod house;
mod import;
mod kept;
mod label;
mod label_index;
pub(crate) mod labels;
mod loose;
mod meta;
mod note;
mod plan;
mod print;
mod qa;
mod registry;
mod relabelled;
mod script;
mod suppress;
mod suppression;
mod tally;
mod time;
mod typo;
pub(crate) mod unchanged;

pub use crate::diagnostic::{Diagnostic, Fix, Place, Related, Safety, Severity};
pub use checked::Checking;
pub use findings::{DirectiveView, DocumentView, Findings, SegmentView};
pub use gathered::{Gathered, Noted};
pub use print::Prints;
pub use registry::{RULES, rule};
pub use relabelled::Relabelled;
pub use tally::{Spot, Tally, Totals};
pub use unchanged::same_findings;

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::{Model, Placed, Segment};
use crate::profile::Profile;
use crate::{Analysis, Cancel, Cancelled, Edit, Settings, Text};
use checked::Checked;
use findings::Depends;

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

/// How a rule looks at a document. The less it looks at, the less an edit makes it look again.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One segment at a time, knowing nothing of the others. Ranges count from the segment's start.
    Segment(fn(&SegmentView<'_>, &mut Findings)),
    /// One segment at a time as well, but what is a fault there depends on what the document does as a habit.
    Habit(Habit),
    /// Places that are noted in each segment; what they mean shows in the whole document.
    Places(Places),
    /// Front matter, labels, and what follows from these: who speaks, asks and answers, and the document's habits.
    Labels(Labelled),
    /// What stands in the document several times.
    Repeats(Repeats),
    /// Everything, so that it runs again after every edit. Ranges count from the document's start.
    Document(fn(&DocumentView<'_>, &mut Findings)),
    /// One directive at a time, knowing what it suppressed. Ranges count from its segment's start.
    Directive(fn(&DirectiveView<'_>, &mut Findings)),
}

/// How a rule knows a habit and the exceptions from it.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    /// Counts in one segment.
    pub collect: fn(&SegmentView<'_>, &mut Tally),
    /// Which of the places that were counted are faults, given how many there are in the whole document; 0 when none is.
    pub decide: fn(&Analysis, &Totals) -> Verdict,
    /// Reports one of them, if it is a fault. Ranges count from the segment's start.
    pub report: fn(&SegmentView<'_>, &Spot, Verdict, &mut Findings),
}

/// Which places are faults, as a rule numbers that.
pub type Verdict = u32;

/// How a rule looks at labels, and at what follows from them.
#[derive(Clone, Copy, Debug)]
pub struct Labelled {
    /// Reports. What it reads of a text it [says](Findings::depend_on). Ranges count from the document's start.
    pub check: fn(&DocumentView<'_>, &mut Findings),
    /// Whether it may find something else because some labels are others now, or because people do something else. It isn't
    /// asked when what was found is in an edited turn, or depends on one.
    pub is_affected: fn(&DocumentView<'_>, &Relabelled<'_>) -> bool,
}

impl Labelled {
    /// A rule that any label may affect.
    pub const fn all(check: fn(&DocumentView<'_>, &mut Findings)) -> Self {
        Self {
            check,
            is_affected: |_, _| true,
        }
    }

    /// A rule on what people do, whatever they are called.
    pub const fn of_course(check: fn(&DocumentView<'_>, &mut Findings)) -> Self {
        Self {
            check,
            is_affected: |_, relabelled| !relabelled.same_course,
        }
    }
}

/// How a rule notes places and looks at all of them together.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// Notes them in one segment, each with all the text that is read of it: while that and the kinds stay as they are, so
    /// do the findings.
    pub collect: fn(&SegmentView<'_>, &mut Tally),
    /// Whether so many may be anything to report.
    pub concerns: fn(&Totals) -> bool,
    /// What matters beside the text.
    pub reads: Reads,
    /// Reports. Ranges count from the document's start.
    pub report: fn(&DocumentView<'_>, &Gathered<'_>, &mut Findings),
}

/// What a rule reads of labels that notes places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Nothing.
    Nothing,
    /// Whether some labels are written anywhere, each of which it [names](Findings::depend_on_label).
    Written,
    /// Whatever a [`Check::Labels`] reads.
    Labels,
}

impl Places {
    /// Places each of which may be something to report, whatever the labels say.
    pub const fn of_text(
        collect: fn(&SegmentView<'_>, &mut Tally),
        report: fn(&DocumentView<'_>, &Gathered<'_>, &mut Findings),
    ) -> Self {
        Self {
            collect,
            concerns: Totals::has_spots,
            reads: Reads::Nothing,
            report,
        }
    }

    /// The same, where it matters what the labels say.
    pub const fn with_labels(
        collect: fn(&SegmentView<'_>, &mut Tally),
        report: fn(&DocumentView<'_>, &Gathered<'_>, &mut Findings),
    ) -> Self {
        Self {
            reads: Reads::Labels,
            ..Self::of_text(collect, report)
        }
    }
}

/// How a rule finds what stands in the document several times.
#[derive(Clone, Copy, Debug)]
pub struct Repeats {
    /// Fingerprints of the lines or paragraphs of one segment.
    pub prints: fn(&SegmentView<'_>) -> Vec<u64>,
    /// What is there less often than this does not come back.
    pub times: usize,
    /// Looks at the whole document. Ranges count from its start.
    pub check: fn(&DocumentView<'_>, &Prints<'_>, &mut Findings),
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

    /// What it took to check it; `None` before that was done.
    pub fn checking(&self) -> Option<Checking> {
        let checked = self.kept()?.downcast_ref::<Checked>()?;
        Some(checked.work())
    }
}

/// Every finding in the document, ordered by place, without those that are ignored or suppressed.
fn check(analysis: &Analysis, cancel: &Cancel) -> Result<Vec<Diagnostic>, Cancelled> {
    let earlier = analysis.earlier();
    let checked = Checked::of(analysis, earlier.as_ref(), cancel)?;
    let mut found = checked.findings(analysis);
    let settings = analysis.settings();
    if settings.rules.values().any(|rule| !rule.ignore.is_empty()) {
        found.retain(|found| !settings.ignores(found.code, &analysis.slice(found.range.clone())));
    }
    let mut found = suppression::apply(analysis, &checked.directing(analysis), found);
    found.sort_by(|a, b| {
        (a.range.start, a.range.end, a.code).cmp(&(b.range.start, b.range.end, b.code))
    });
    analysis.keep(Arc::new(checked));
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
    let model = analysis.model();
    for placed in model.segments.iter() {
        visit(
            placed.start,
            SegmentText::at(analysis.text(), model, placed).view(),
        );
    }
}

/// A segment of a document with its text.
struct SegmentText<'a> {
    segment: &'a Segment,
    text: Cow<'a, str>,
    profile: &'a Profile,
    is_first: bool,
}

impl<'a> SegmentText<'a> {
    fn of(text: &'a Text, model: &'a Model, index: usize) -> Self {
        Self::at(text, model, model.segments.at(index))
    }

    fn at(text: &'a Text, model: &'a Model, placed: Placed<'a>) -> Self {
        let text = text.slice(placed.start..placed.start + placed.segment.len);
        Self::with(text, model, placed)
    }

    fn with(text: Cow<'a, str>, model: &'a Model, placed: Placed<'a>) -> Self {
        Self {
            segment: placed.segment,
            text,
            profile: &model.context.profile,
            is_first: placed.start == 0,
        }
    }

    fn view(&self) -> SegmentView<'_> {
        SegmentView {
            segment: self.segment,
            text: &self.text,
            profile: self.profile,
            is_first: self.is_first,
        }
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
