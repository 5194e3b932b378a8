//! Cooperative cancellation: long computations ask now and then whether anybody still waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A flag that one side raises and the other looks at. Clones share the flag.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    flag: Arc<AtomicBool>,
    /// So many bytes of text may be read, where not all may.
    at_most: Option<usize>,
}

impl Cancel {
    /// A flag of somebody who has time for what takes little only.
    pub fn in_a_hurry() -> Self {
        Self::within(LITTLE)
    }

    /// A flag of somebody who has time for so many bytes of text.
    pub fn within(bytes: usize) -> Self {
        Self {
            at_most: Some(bytes),
            ..Self::default()
        }
    }

    /// `Err` where `bytes` of text are too many to be read for somebody who is in a hurry, or once the flag is raised: for
    /// computations that take longer the longer a text is, before they begin.
    ///
    /// # Errors
    /// [`Cancelled`] in both cases.
    pub fn check_length(&self, bytes: usize) -> Result<(), Cancelled> {
        match self.at_most {
            Some(most) if bytes > most => Err(Cancelled),
            _ => self.check(),
        }
    }

    /// Asks the computations that hold this flag to stop.
    pub fn cancel(&self) {
        self.flag.store(true, Ordering::Relaxed);
    }

    /// Whether the flag is raised.
    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// `Err` once the flag is raised, so that `?` ends a computation.
    ///
    /// # Errors
    /// [`Cancelled`] when somebody called [`Cancel::cancel`].
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}

/// So many bytes of text are parsed within some tenths of a millisecond.
const LITTLE: usize = 8 * 1024;

/// The computation was asked to stop; its result is not needed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl std::fmt::Display for Cancelled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cancelled")
    }
}

impl std::error::Error for Cancelled {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_in_a_hurry_has_time_for_little() {
        let hurried = Cancel::in_a_hurry();
        assert_eq!(hurried.check(), Ok(()));
        assert_eq!(hurried.check_length(LITTLE), Ok(()));
        assert_eq!(hurried.check_length(LITTLE + 1), Err(Cancelled));
        hurried.cancel();
        assert_eq!(hurried.check_length(0), Err(Cancelled));

        let patient = Cancel::default();
        assert_eq!(patient.check_length(usize::MAX), Ok(()));
        patient.cancel();
        assert_eq!(patient.check_length(0), Err(Cancelled));
    }
}
