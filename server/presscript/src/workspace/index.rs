//! The transcripts on disk: a summary of each, renewed for those files that have changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use presscript_analysis::{Analysis, Cancel, Cancelled, Encoding, Settings};
use rayon::prelude::*;

use super::files::transcripts_in;
use super::read::{Stamp, analysed, found};
use super::summary::Summary;

/// Says which settings hold for a file.
pub type SettingsOf = Arc<dyn Fn(&Path) -> Arc<Settings> + Send + Sync>;

/// The files of a workspace as they were when they were read. Clones share what they know.
#[derive(Clone, Debug, Default)]
pub struct Index {
    files: Arc<BTreeMap<PathBuf, Arc<File>>>,
}

/// One transcript on disk.
#[derive(Debug)]
struct File {
    stamp: Stamp,
    settings: Arc<Settings>,
    summary: Summary,
}

/// What an index is renewed with.
#[derive(Clone)]
pub struct Source {
    /// The folders of the workspace.
    pub folders: Vec<PathBuf>,
    /// The settings of the files in them.
    pub settings: SettingsOf,
    /// What the client's columns count.
    pub encoding: Encoding,
}

impl Index {
    /// The index after `places` have changed: files, or folders with all that is in them. Other files stay as they are
    /// known. `progress` hears how many of how many files are done.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn renewed(
        &self,
        places: Vec<PathBuf>,
        source: &Source,
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let mut files = BTreeMap::clone(&self.files);
        let places = Arc::new(places);
        let is_changed = |path: &Path| places.iter().any(|place| path.starts_with(place));
        files.retain(|path, _| !is_changed(path));
        let paths = transcripts_in(&source.folders, &places, cancel)?;
        let done = AtomicUsize::new(0);
        progress(0, paths.len());
        let read: Vec<(PathBuf, Arc<File>)> = paths
            .par_iter()
            .map(|path| {
                cancel.check()?;
                let known = self.files.get(path);
                let file = File::read(path, known, source, cancel)?;
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
                Ok(file.map(|file| (path.clone(), file)))
            })
            .filter_map(Result::transpose)
            .collect::<Result<_, Cancelled>>()?;
        files.extend(read);
        Ok(Self {
            files: Arc::new(files),
        })
    }

    /// A file's text as it is at this moment, analysed; `None` when the file has gone or was never known.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn analysis(&self, path: &Path, cancel: &Cancel) -> Result<Option<Analysis>, Cancelled> {
        let known = self.files.get(path);
        let text = Stamp::of(path).and_then(|stamp| found(path, &stamp));
        let Some((file, text)) = known.zip(text) else {
            return Ok(None);
        };
        analysed(path, &text, &file.settings, Ok, cancel)
    }

    /// All files with their summaries, by path.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &Summary)> {
        let files = self.files.iter();
        files.map(|(path, file)| (path.as_path(), &file.summary))
    }
}

impl File {
    /// Reads a file unless it is the `known` one; what cannot be read is not there.
    fn read(
        path: &Path,
        known: Option<&Arc<Self>>,
        source: &Source,
        cancel: &Cancel,
    ) -> Result<Option<Arc<Self>>, Cancelled> {
        let Some(stamp) = Stamp::of(path) else {
            return Ok(None);
        };
        let settings = (source.settings)(path);
        let same = |file: &&Arc<Self>| file.stamp == stamp && file.settings == settings;
        if let Some(known) = known.filter(same) {
            return Ok(Some(known.clone()));
        }
        let Some(text) = found(path, &stamp) else {
            return Ok(None);
        };
        let see = |analysis: Analysis| Ok(Summary::of(&analysis, source.encoding));
        let summary = analysed(path, &text, &settings, see, cancel)?;
        let file = |summary| {
            Arc::new(Self {
                summary,
                stamp,
                settings,
            })
        };
        Ok(summary.map(file))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Mutex;

    use super::*;

    struct Folder {
        folder: tempfile::TempDir,
        index: Index,
        source: Source,
        read: Arc<AtomicUsize>,
    }

    impl Folder {
        fn with(files: &[(&str, &str)]) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let read = Arc::new(AtomicUsize::new(0));
            let counter = read.clone();
            let source = Source {
                folders: vec![folder.path().to_owned()],
                settings: Arc::new(move |_| {
                    counter.fetch_add(1, Ordering::Relaxed);
                    Arc::default()
                }),
                encoding: Encoding::Utf8,
            };
            let mut all = Self {
                folder,
                index: Index::default(),
                source,
                read,
            };
            for (name, text) in files {
                all.write(name, text);
            }
            all.renew(&[""]);
            all
        }

        fn write(&self, name: &str, text: &str) {
            let path = self.folder.path().join(name);
            fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder");
            fs::write(path, text).expect("it can be written");
        }

        fn renew(&mut self, places: &[&str]) {
            let places = places.iter().map(|place| self.folder.path().join(place));
            let renewed = self.index.renewed(
                places.collect(),
                &self.source,
                &|_, _| {},
                &Cancel::default(),
            );
            self.index = renewed.expect("nobody cancels");
        }

        fn names(&self) -> Vec<String> {
            let files = self.index.files();
            files
                .map(|(path, summary)| {
                    let path = path
                        .strip_prefix(self.folder.path())
                        .expect("it is in there");
                    let people = summary.symbols.iter().map(|symbol| symbol.name.as_str());
                    format!(
                        "{}: {}",
                        path.display(),
                        people.collect::<Vec<_>>().join(", ")
                    )
                })
                .collect()
        }
    }

    #[test]
    fn transcripts_are_found_but_not_those_that_are_ignored() {
        let folder = Folder::with(&[
            ("a.presscript", "Anna: Hi.\n"),
            ("b/c.transcript.txt", "Ben: Hi.\n"),
            ("b/notes.txt", "Nobody: Hi.\n"),
            ("old/d.presscript", "Dora: Hi.\n"),
            (".gitignore", "old/\n"),
        ]);
        assert_eq!(
            folder.names(),
            ["a.presscript: Anna", "b/c.transcript.txt: Ben"]
        );
    }

    #[test]
    fn only_what_has_changed_is_read_again() {
        let mut folder = Folder::with(&[
            ("a.presscript", "Anna: Hi.\n"),
            ("b.presscript", "Ben: Hi.\n"),
            ("ab/c.presscript", "Cleo: Hi.\n"),
            ("old/d.presscript", "Dora: Hi.\n"),
            (".ignore", "old\n"),
        ]);
        folder.read.store(0, Ordering::Relaxed);
        folder.write("a.presscript", "Maria: Hello.\n");
        folder.write("b.presscript", "Peter: Hello.\n");
        folder.renew(&["a.presscript", "a", "old/d.presscript"]);
        assert_eq!(folder.read.load(Ordering::Relaxed), 1);
        assert_eq!(
            folder.names(),
            [
                "a.presscript: Maria",
                "ab/c.presscript: Cleo",
                "b.presscript: Ben"
            ]
        );

        fs::remove_dir_all(folder.folder.path().join("ab")).expect("it is there");
        folder.renew(&["ab"]);
        assert_eq!(folder.names(), ["a.presscript: Maria", "b.presscript: Ben"]);
    }

    #[test]
    fn a_folder_within_another_counts_once_and_the_root_not_at_all() {
        let mut folder = Folder::with(&[("a/b.presscript", "Anna: Hi.\n")]);
        let inner = folder.folder.path().join("a");
        folder.source.folders.extend([inner, PathBuf::from("/")]);
        folder.renew(&[""]);
        assert_eq!(folder.names(), ["a/b.presscript: Anna"]);

        folder.source.folders = vec![PathBuf::from("/")];
        folder.renew(&[""]);
        assert!(folder.names().is_empty());
    }

    #[test]
    fn a_file_that_is_no_text_is_left_out_and_progress_counts_all() {
        let folder = Folder::with(&[("a.presscript", "Anna: Hi.\n")]);
        fs::write(folder.folder.path().join("b.presscript"), [0xff, 0xfe]).expect("it can be");
        let seen = Mutex::new(Vec::new());
        let progress = |done, all| seen.lock().unwrap().push((done, all));
        let root = vec![folder.folder.path().to_owned()];
        let index = folder
            .index
            .renewed(root.clone(), &folder.source, &progress, &Cancel::default())
            .expect("nobody cancels");
        assert_eq!(index.files().count(), 1);
        let mut seen = seen.into_inner().unwrap();
        seen.sort_unstable();
        assert_eq!(seen, [(0, 2), (1, 2), (2, 2)]);

        let cancel = Cancel::default();
        cancel.cancel();
        let cancelled = index.renewed(root, &folder.source, &|_, _| {}, &cancel);
        assert!(cancelled.is_err());
    }
}
