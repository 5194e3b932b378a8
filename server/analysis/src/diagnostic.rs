//! What a rule reports: a place, a message, and ways to mend it. Plain data.

use std::ops::Range;

use crate::Edit;

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

impl Severity {
    /// Its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
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
    /// Other places that matter for it.
    pub related: Vec<Related>,
    /// What can be done, the best first.
    pub fixes: Vec<Fix>,
}

/// Another place that matters for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is there.
    pub note: String,
}

/// A place in the document or in the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Bytes of the document.
    Document(Range<usize>),
    /// Bytes of the roster's file.
    Roster(Range<usize>),
}

impl Place {
    /// Its bytes, in whichever file it is.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Document(range) | Self::Roster(range) => range,
        }
    }

    /// Other bytes of the same file.
    pub fn beside(&self, range: Range<usize>) -> Self {
        match self {
            Self::Document(_) => Self::Document(range),
            Self::Roster(_) => Self::Roster(range),
        }
    }
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

/// Whether a fix may be applied unseen; the safest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// It changes no word.
    Safe,
    /// Somebody has to look at it, but nothing else would do.
    Unsafe,
    /// Somebody has to choose between it and others.
    Choice,
}
