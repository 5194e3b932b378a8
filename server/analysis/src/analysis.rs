//! An immutable snapshot of a document: its text and all that was made of it.

use crate::{Cancel, Cancelled, Text};

/// What is known of one version of a document.
#[derive(Debug)]
pub struct Analysis {
    text: Text,
}

impl Analysis {
    /// Analyses `text`.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn new(text: Text, cancel: &Cancel) -> Result<Self, Cancelled> {
        cancel.check()?;
        Ok(Self { text })
    }

    /// The text that was analysed.
    pub fn text(&self) -> &Text {
        &self.text
    }
}
