//! What can be done at a place: the fixes of the diagnostics there, and all safe fixes at once.

use std::ops::Range;

use crate::rules::Diagnostic;
use crate::{Analysis, Edit};

/// Something to do, offered to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeAction {
    /// What it does, as a command: `Insert a space after the colon`.
    pub title: String,
    /// Which kind it is.
    pub kind: CodeActionKind,
    /// The edits, in order and without overlap.
    pub edits: Vec<Edit>,
    /// The diagnostic that it mends; none for [`CodeActionKind::FixAll`].
    pub diagnostic: Option<Diagnostic>,
    /// Whether it is the obvious choice.
    pub preferred: bool,
}

/// What kind of action it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeActionKind {
    /// Mends one finding.
    QuickFix,
    /// Applies every safe fix in the document.
    FixAll,
}

/// What can be done in the byte `range`.
pub fn code_actions(analysis: &Analysis, range: Range<usize>) -> Vec<CodeAction> {
    let _ = (analysis, range);
    Vec::new()
}
