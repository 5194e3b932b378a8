//! A document that is being edited: its text, and the analysis of that text, made once when asked for.

use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use crate::changes::Changes;
use crate::{Analysis, Cancel, Cancelled, Edit, Settings, Text};

/// One open transcript.
#[derive(Clone, Debug)]
pub struct Document {
    text: Text,
    settings: Arc<Settings>,
    /// An analysis of an earlier text, and what changed since.
    earlier: Option<Box<(Arc<Analysis>, Changes)>>,
    analysis: Arc<Mutex<Option<Arc<Analysis>>>>,
}

impl Document {
    /// A document with `text`, to be analysed as `settings` want it.
    pub fn new(text: &str, settings: Arc<Settings>) -> Self {
        Self {
            text: Text::new(text),
            settings,
            earlier: None,
            analysis: Arc::default(),
        }
    }

    /// The text as it is now.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The settings that it is analysed with.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// Has the document analysed with other settings from now on. Clones made before keep theirs.
    pub fn configure(&mut self, settings: Arc<Settings>) {
        self.settings = settings;
        self.earlier = None;
        self.analysis = Arc::default();
    }

    /// Replaces a part of the text. Clones made before keep the text (and the analysis) they had.
    pub fn apply(&mut self, edit: &Edit) {
        // Nobody waits here for an analysis that is being made.
        let made = self.analysis.try_lock().ok().and_then(|made| made.clone());
        if let Some(made) = made {
            self.earlier = Some(Box::new((made, Changes::default())));
        }
        let replaced = self.text.apply(edit);
        if let Some((_, changes)) = self.earlier.as_deref_mut() {
            changes.push(replaced, edit.text.len());
        }
        self.analysis = Arc::default();
    }

    /// What is known of the text. It is computed on the first call and shared by every clone since the
    /// last edit; who asks meanwhile waits for it, unless he is in a hurry.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done, or leaves no time for it.
    pub fn analysis(&self, cancel: &Cancel) -> Result<Arc<Analysis>, Cancelled> {
        // A computation that panicked left nothing behind: the next caller starts anew.
        let mut shared = match self.analysis.try_lock() {
            Ok(shared) => shared,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {
                cancel.check_length(self.text.len())?;
                self.analysis.lock().unwrap_or_else(PoisonError::into_inner)
            }
        };
        cancel.check()?;
        if let Some(analysis) = &*shared {
            return Ok(analysis.clone());
        }
        let text = self.text.clone();
        let analysis = match self.earlier.as_deref() {
            Some((earlier, changes)) => earlier.edited(text, changes, cancel)?,
            None => {
                cancel.check_length(text.len())?;
                Analysis::new(text, self.settings.clone(), cancel)?
            }
        };
        Ok(shared.insert(Arc::new(analysis)).clone())
    }
}

#[cfg(test)]
mod incremental_tests;
#[cfg(test)]
mod label_tests;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_an_analysis_until_an_edit() {
        let mut document = Document::new("Anna: Hi.\n", Arc::default());
        let clone = document.clone();
        let cancel = Cancel::default();
        let first = document.analysis(&cancel).expect("nobody cancels");
        let second = clone.analysis(&cancel).expect("nobody cancels");
        assert!(Arc::ptr_eq(&first, &second));

        document.apply(&Edit {
            range: 0..4,
            text: "Ben".to_owned(),
        });
        let third = document.analysis(&cancel).expect("nobody cancels");
        assert_eq!(third.text().to_string(), "Ben: Hi.\n");
        let old = clone.analysis(&cancel).expect("nobody cancels");
        assert!(Arc::ptr_eq(&first, &old), "a snapshot keeps what it had");
    }

    #[test]
    fn a_cancelled_call_leaves_the_next_one_to_do_it() {
        let document = Document::new("Anna: Hi.\n", Arc::default());
        let cancel = Cancel::default();
        cancel.cancel();
        assert_eq!(document.analysis(&cancel).map(|_| ()), Err(Cancelled));
        assert!(document.analysis(&Cancel::default()).is_ok());
    }
    #[test]
    fn somebody_in_a_hurry_gets_what_takes_little() {
        let turns = "Anna Example (FBC): Who decides about it?\n\nMinister Mustername: We do.\n\n";
        let mut document = Document::new(&turns.repeat(1_000), Arc::default());
        let (hurried, patient) = (Cancel::in_a_hurry(), Cancel::default());
        let gives_up =
            |document: &Document| document.analysis(&hurried).map(|_| ()) == Err(Cancelled);
        assert!(gives_up(&document), "all of it has to be read");
        document.analysis(&patient).expect("nobody cancels");
        assert!(!gives_up(&document), "it is there already");

        let middle = turns.len() * 500;
        let said = middle + turns.find("Who").expect("a question");
        for text in ["Well, ", "well, "] {
            document.apply(&Edit {
                range: said..said,
                text: text.to_owned(),
            });
            assert!(!gives_up(&document), "one turn has to be read");
        }
        document.apply(&Edit {
            range: middle..middle,
            text: turns.to_owned(),
        });
        assert!(gives_up(&document), "all turns have to be counted again");
        document.analysis(&patient).expect("nobody cancels");
        assert!(!gives_up(&document));
    }
}
