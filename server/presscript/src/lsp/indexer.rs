//! The task that knows the workspace's transcripts: those on disk by an index, open ones as the editor has them.
//!
//! Nothing is read before somebody asks. From then on, what has changed on disk is read again for the next question. One
//! task for all keeps its messages in order; files are read on the blocking pool, and whoever asks waits meanwhile.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use futures::future::{BoxFuture, FutureExt, OptionFuture};
use presscript_analysis::{Analysis, Cancel, Cancelled, Encoding};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::Client;
use tower_lsp::ls_types::Uri;

use super::documents::Snapshot;
use super::editor::Editor;
use super::jobs::{Failure, Jobs};
use super::progress::Progress;
use super::uri::file_path;
use crate::workspace::index::{Index, SettingsOf, Source};
use crate::workspace::summary::Summary;

/// The way to the task.
pub struct Indexer(mpsc::UnboundedSender<Message>);

enum Message {
    /// A document has a new version, or is closed.
    Document(Uri, Option<Snapshot>),
    /// Files, or folders with all that is in them, may be others on disk.
    Disk(Vec<PathBuf>),
    /// All of them may be.
    Doubt,
    /// The workspace has these folders, and files in them have these settings.
    Workspace(Vec<PathBuf>, SettingsOf),
    /// Somebody asks.
    Question(oneshot::Sender<Transcripts>),
    /// The user doesn't want files to be read now.
    Stop,
}

/// The transcripts of the workspace at one moment.
#[derive(Clone)]
pub struct Transcripts {
    disk: Index,
    open: HashMap<Uri, Open>,
    encoding: Encoding,
}

/// A transcript as it is now, with its version if it is open.
pub type Current = (Option<i32>, Arc<Analysis>);

#[derive(Clone)]
struct Open {
    snapshot: Snapshot,
    summary: Arc<OnceLock<Summary>>,
}

impl Indexer {
    /// Starts the task, for a workspace without folders.
    pub fn start(client: Client, jobs: Jobs, editor: Arc<Editor>) -> Self {
        let (sender, mut messages) = mpsc::unbounded_channel();
        let mut task = Task {
            client,
            jobs,
            known: Transcripts {
                disk: Index::default(),
                open: HashMap::new(),
                encoding: editor.encoding,
            },
            changed: HashSet::new(),
            source: Source {
                folders: Vec::new(),
                settings: Arc::new(|_| Arc::default()),
                encoding: editor.encoding,
            },
            editor,
            waiting: Vec::new(),
            reading: None,
        };
        tokio::spawn(async move {
            loop {
                task.go_on();
                let reading = OptionFuture::from(task.reading.as_mut().map(|(_, read)| read));
                tokio::select! {
                    biased;
                    message = messages.recv() => match message {
                        Some(message) => task.receive(message),
                        None => break,
                    },
                    Some(result) = reading => task.read(result),
                }
            }
        });
        Self(sender)
    }

    /// Takes note of a document's new version; of its end when there is no `snapshot`.
    pub fn document_changed(&self, uri: Uri, snapshot: Option<Snapshot>) {
        self.send(Message::Document(uri, snapshot));
    }

    /// Takes note that files, or folders with all that is in them, may be others on disk.
    pub fn disk_changed(&self, places: Vec<PathBuf>) {
        self.send(Message::Disk(places));
    }

    /// Has every file looked at before the next question is answered: the client may not have told yet what has changed.
    pub fn doubt(&self) {
        self.send(Message::Doubt);
    }

    /// Takes note of the workspace's folders and of the settings in them.
    pub fn workspace_changed(&self, folders: Vec<PathBuf>, settings: SettingsOf) {
        self.send(Message::Workspace(folders, settings));
    }

    /// Stops reading; whoever waits gets no answer, and the next question starts anew.
    pub fn stop(&self) {
        self.send(Message::Stop);
    }

    /// All transcripts, as soon as they have been read; `None` when the user has stopped that.
    pub async fn transcripts(&self) -> Option<Transcripts> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Question(answer));
        answered.await.ok()
    }

    fn send(&self, message: Message) {
        // The task ends with the runtime only.
        let _ = self.0.send(message);
    }
}

struct Task {
    client: Client,
    jobs: Jobs,
    editor: Arc<Editor>,
    source: Source,
    known: Transcripts,
    /// What has to be read before the next answer.
    changed: HashSet<PathBuf>,
    waiting: Vec<oneshot::Sender<Transcripts>>,
    /// What is being read, and how it ends.
    reading: Option<(HashSet<PathBuf>, Reading)>,
}

type Reading = BoxFuture<'static, Result<Index, Failure>>;

impl Task {
    fn receive(&mut self, message: Message) {
        match message {
            Message::Document(uri, Some(snapshot)) => {
                let summary = Arc::default();
                self.known.open.insert(uri, Open { snapshot, summary });
            }
            Message::Document(uri, None) => {
                self.known.open.remove(&uri);
                self.changed.extend(file_path(&uri));
            }
            Message::Disk(places) => self.changed.extend(places.into_iter().map(concerned)),
            Message::Doubt => self.changed.extend(self.source.folders.iter().cloned()),
            Message::Workspace(folders, settings) => {
                self.changed.extend(self.source.folders.drain(..));
                self.changed.extend(folders.iter().cloned());
                self.source.folders = folders;
                self.source.settings = settings;
            }
            Message::Question(answer) => {
                if !self.editor.watches_files {
                    self.changed.extend(self.source.folders.iter().cloned());
                }
                self.waiting.push(answer);
            }
            Message::Stop => {
                if let Some((places, _)) = self.reading.take() {
                    self.changed.extend(places);
                    self.waiting.clear();
                }
            }
        }
    }

    /// Answers those who wait, or starts to read what has to be known for that.
    fn go_on(&mut self) {
        if self.waiting.is_empty() || self.reading.is_some() {
            return;
        }
        if self.changed.is_empty() {
            for answer in self.waiting.drain(..) {
                // Whoever has gone away needs none.
                let _ = answer.send(self.known.clone());
            }
            return;
        }
        let places = std::mem::take(&mut self.changed);
        let reads_folder = self
            .source
            .folders
            .iter()
            .any(|folder| places.contains(folder));
        let shown = reads_folder && self.editor.shows_progress;
        let progress = shown.then(|| Progress::start(self.client.clone(), "Reading transcripts"));
        let (index, source, list) = (
            self.known.disk.clone(),
            self.source.clone(),
            places.iter().cloned().collect(),
        );
        let jobs = self.jobs.clone();
        let read = async move {
            let report = move |done, all| {
                if let Some(progress) = &progress {
                    progress.report(done, all);
                }
            };
            let job = move |cancel: &Cancel| index.renewed(list, &source, &report, cancel);
            jobs.run(job).await
        };
        self.reading = Some((places, read.boxed()));
    }

    /// Takes what was read. What could not be read because of a fault of ours is left out, so that the rest is found.
    fn read(&mut self, result: Result<Index, Failure>) {
        self.reading = None;
        match result {
            Ok(index) => self.known.disk = index,
            Err(failure) => tracing::error!(?failure, "the workspace could not be read"),
        }
    }
}

/// What is other when a place is: of a file that leaves others out, all of its folder.
fn concerned(place: PathBuf) -> PathBuf {
    let name = place.file_name().unwrap_or_default();
    match place.parent() {
        Some(folder) if name == ".gitignore" || name == ".ignore" => folder.to_owned(),
        _ => place,
    }
}

impl Transcripts {
    /// Shows every transcript to `see`: open ones as they are in the editor, then the others by path.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn each(
        &self,
        cancel: &Cancel,
        mut see: impl FnMut(&Uri, &Summary),
    ) -> Result<(), Cancelled> {
        let mut open: Vec<_> = self.open.iter().collect();
        open.sort_by_key(|(uri, _)| uri.as_str());
        let paths: HashSet<PathBuf> = open.iter().filter_map(|(uri, _)| file_path(uri)).collect();
        for (uri, document) in open {
            see(uri, document.summary(self.encoding, cancel)?);
        }
        let is_open = |path: &Path| paths.contains(path);
        for (path, summary) in self.disk.files().filter(|(path, _)| !is_open(path)) {
            cancel.check()?;
            if let Some(uri) = Uri::from_file_path(path) {
                see(&uri, summary);
            }
        }
        Ok(())
    }

    /// A transcript as it is now: an open one as it was when the question was asked, with its version, another one as it is
    /// on disk at this moment. `None` when it has gone.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn analysis(&self, uri: &Uri, cancel: &Cancel) -> Result<Option<Current>, Cancelled> {
        if let Some(Open { snapshot, .. }) = self.open.get(uri) {
            let analysis = snapshot.document.analysis(cancel)?;
            return Ok(Some((Some(snapshot.version), analysis)));
        }
        let Some(path) = file_path(uri) else {
            return Ok(None);
        };
        let analysis = self.disk.analysis(&path, cancel)?;
        Ok(analysis.map(|analysis| (None, Arc::new(analysis))))
    }
}

impl Open {
    fn summary(&self, encoding: Encoding, cancel: &Cancel) -> Result<&Summary, Cancelled> {
        if let Some(summary) = self.summary.get() {
            return Ok(summary);
        }
        let analysis = self.snapshot.document.analysis(cancel)?;
        Ok(self
            .summary
            .get_or_init(|| Summary::of(&analysis, encoding)))
    }
}
