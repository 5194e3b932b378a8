//! An immutable snapshot of a document: its text and all that was made of it.

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::{Model, segments};
use crate::rules::{self, Diagnostic};
use crate::syntax::parse;
use crate::{Cancel, Cancelled, Text};

/// What is known of one version of a document.
#[derive(Debug)]
pub struct Analysis {
    text: Text,
    model: Model,
    diagnostics: OnceLock<Vec<Diagnostic>>,
}

impl Analysis {
    /// Analyses `text`.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn new(text: Text, cancel: &Cancel) -> Result<Self, Cancelled> {
        let tree = parse(&text, cancel)?;
        let segments = segments(&tree, &text, cancel)?;
        cancel.check()?;
        Ok(Self {
            model: Model::new(segments),
            text,
            diagnostics: OnceLock::new(),
        })
    }

    /// The text that was analysed.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Its turns, speakers and exchanges.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// All findings, ordered by place, suppressed ones left out. Computed on the first call.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| rules::check(self))
    }

    /// The text of a byte range.
    pub fn slice(&self, range: Range<usize>) -> std::borrow::Cow<'_, str> {
        self.text.slice(range)
    }
}

#[cfg(test)]
impl Analysis {
    /// The analysis of a test's text.
    pub fn of(text: &str) -> Self {
        Self::new(Text::new(text), &Cancel::default()).expect("nobody cancels")
    }
}
