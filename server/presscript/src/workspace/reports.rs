//! Reports on the transcripts on disk, each kept until its text or its settings are others.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use presscript_analysis::{Analysis, Cancel, Cancelled, Settings};

use super::read::{Stamp, analysed, found};

/// The reports, by file. Nothing else of a file is kept. Threads may share it.
pub struct Reports<T> {
    known: Mutex<HashMap<PathBuf, Known<T>>>,
}

/// A file that has been read.
struct Known<T> {
    stamp: Stamp,
    /// A hash of its text.
    text: u64,
    settings: Arc<Settings>,
    report: Option<Arc<T>>,
}

impl<T> Default for Reports<T> {
    fn default() -> Self {
        Self {
            known: Mutex::default(),
        }
    }
}

impl<T> Reports<T> {
    /// The report on a file with these settings: the known one, or what `report` says of its analysis. There is none
    /// on what cannot be read.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn of(
        &self,
        path: &Path,
        settings: Arc<Settings>,
        report: impl FnOnce(Analysis) -> Result<T, Cancelled>,
        cancel: &Cancel,
    ) -> Result<Option<Arc<T>>, Cancelled> {
        cancel.check()?;
        let Some(stamp) = Stamp::of(path) else {
            return Ok(None);
        };
        if let Some(known) = self.known().get(path)
            && known.stamp == stamp
            && known.has(&settings)
        {
            return Ok(known.report.clone());
        }
        let Some(text) = found(path, &stamp) else {
            return Ok(None);
        };
        let hash = hash(&text);
        if let Some(known) = self.known().get_mut(path)
            && known.text == hash
            && known.has(&settings)
        {
            known.stamp = stamp;
            return Ok(known.report.clone());
        }
        let report = analysed(path, &text, &settings, report, cancel)?.map(Arc::new);
        let known = Known {
            stamp,
            text: hash,
            settings,
            report: report.clone(),
        };
        self.known().insert(path.to_owned(), known);
        Ok(report)
    }

    /// Forgets all files but these.
    pub fn keep(&self, paths: &HashSet<&Path>) {
        self.known()
            .retain(|path, _| paths.contains(path.as_path()));
    }

    fn known(&self) -> MutexGuard<'_, HashMap<PathBuf, Known<T>>> {
        // What a panic left behind are reports as they were put in.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Known<T> {
    /// Whether its report is one for these settings.
    fn has(&self, settings: &Arc<Settings>) -> bool {
        Arc::ptr_eq(&self.settings, settings) || self.settings == *settings
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::time::{Duration, SystemTime};

    use super::*;

    struct Folder {
        folder: tempfile::TempDir,
        reports: Reports<usize>,
        read: Cell<usize>,
    }

    impl Folder {
        fn new() -> Self {
            Self {
                folder: tempfile::tempdir().expect("a folder"),
                reports: Reports::default(),
                read: Cell::new(0),
            }
        }

        fn path(&self) -> PathBuf {
            self.folder.path().join("a.presscript")
        }

        /// The report is the number of turns.
        fn report(&self, settings: Settings) -> Option<usize> {
            let report = |analysis: Analysis| {
                self.read.set(self.read.get() + 1);
                Ok(analysis.model().turns.len())
            };
            let cancel = Cancel::default();
            let reported = self
                .reports
                .of(&self.path(), Arc::new(settings), report, &cancel);
            reported.expect("nobody cancels").as_deref().copied()
        }
    }

    #[test]
    fn a_report_is_kept_until_text_or_settings_are_others() {
        let folder = Folder::new();
        fs::write(folder.path(), "Anna Example: Hi.\n").expect("it can be");
        assert_eq!(folder.report(Settings::default()), Some(1));
        assert_eq!(folder.report(Settings::default()), Some(1));
        assert_eq!(folder.read.get(), 1);

        let touched = fs::File::options().append(true).open(folder.path());
        let later = SystemTime::now() + Duration::from_secs(9);
        touched
            .and_then(|file| file.set_modified(later))
            .expect("it can be");
        assert_eq!(folder.report(Settings::default()), Some(1));
        assert_eq!(folder.read.get(), 1, "the text is still the same");

        let today = presscript_analysis::model::date::Date::new(2024, 5, 1);
        let other = || Settings {
            today,
            ..Settings::default()
        };
        assert_eq!(folder.report(other()), Some(1));
        assert_eq!(folder.read.get(), 2);

        fs::write(folder.path(), "Anna Example: Hi.\nBen Dummy: Hello.\n").expect("it can be");
        assert_eq!(folder.report(other()), Some(2));
        folder.reports.keep(&HashSet::new());
        assert_eq!(folder.report(other()), Some(2));
        assert_eq!(folder.read.get(), 4);
    }

    #[test]
    fn what_cannot_be_read_has_no_report() {
        let folder = Folder::new();
        assert_eq!(folder.report(Settings::default()), None);
        fs::write(folder.path(), b"Anna Example: Gr\xfc\xdfe.\n").expect("it can be");
        assert_eq!(folder.report(Settings::default()), None);
    }

    #[test]
    fn a_panic_costs_one_report_and_cancelling_keeps_none() {
        let folder = Folder::new();
        fs::write(folder.path(), "Anna Example: Hi.\n").expect("it can be");
        let cancel = Cancel::default();
        let settings = Arc::new(Settings::default());
        let panics = |_| panic!("on purpose");
        let report = folder
            .reports
            .of(&folder.path(), settings.clone(), panics, &cancel);
        assert!(report.expect("nobody cancels").is_none());

        folder.reports.keep(&HashSet::new());
        let stops = |_| Err(Cancelled);
        let report = folder.reports.of(&folder.path(), settings, stops, &cancel);
        assert!(report.is_err());
        assert_eq!(folder.report(Settings::default()), Some(1));
    }
}
