//! A document that is being edited: its text, and the analysis of that text, made once when asked for.

use std::sync::{Arc, OnceLock};

use crate::{Analysis, Cancel, Cancelled, Edit, Text};

/// One open transcript.
#[derive(Clone, Debug)]
pub struct Document {
    text: Text,
    analysis: Arc<OnceLock<Arc<Analysis>>>,
}

impl Document {
    /// A document with `text`.
    pub fn new(text: &str) -> Self {
        Self {
            text: Text::new(text),
            analysis: Arc::default(),
        }
    }

    /// The text as it is now.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Replaces a part of the text. Clones made before keep the text (and the analysis) they had.
    pub fn apply(&mut self, edit: &Edit) {
        self.text.apply(edit);
        self.analysis = Arc::default();
    }

    /// What is known of the text, computed on the first call and shared by every clone since the last edit.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn analysis(&self, cancel: &Cancel) -> Result<Arc<Analysis>, Cancelled> {
        if let Some(analysis) = self.analysis.get() {
            return Ok(analysis.clone());
        }
        let analysis = Arc::new(Analysis::new(self.text.clone(), cancel)?);
        Ok(self.analysis.get_or_init(|| analysis).clone())
    }
}
