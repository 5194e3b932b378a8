//! The rules: one file each, with its documentation, its check, its fixes and its tests.

use std::ops::Range;

use crate::{Analysis, Edit};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A suggestion, shown faintly.
    Hint,
    /// Worth knowing.
    Information,
    /// Probably wrong.
    Warning,
    /// Certainly wrong.
    Error,
}

/// Something a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code, such as `label/no-space`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// One sentence: what is wrong, what is expected and why.
    pub message: String,
    /// Other places that matter for it, in bytes, each with a note.
    pub related: Vec<(Range<usize>, String)>,
    /// What can be done, the best first.
    pub fixes: Vec<Fix>,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command.
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The edits, in order and without overlap.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It changes no word.
    Safe,
    /// Somebody has to look at it.
    Unsafe,
}

/// Which rules run, and how their findings count. The default runs every rule as documented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {}

/// Every finding in the document, ordered by place, suppressed ones left out.
pub fn check(analysis: &Analysis, settings: &Settings) -> Vec<Diagnostic> {
    let _ = (analysis, settings);
    Vec::new()
}

/// The address of a rule's documentation page.
pub fn doc_url(code: &str) -> String {
    format!("https://github.com/presscript/presscript/blob/main/server/analysis/src/rules/{}.md", code)
}
