//! Checks all transcripts of the workspace for clients that ask: open ones as the editor has them, the others on disk.
//!
//! Most clients ask again as soon as they have an answer. To one that takes reports as they come, an answer that would say nothing
//! new is held back until something changes: it counts on that, and neither side works meanwhile.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use presscript_analysis::{Cancel, Cancelled};
use rayon::prelude::*;
use serde_json::{Value, json};
use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::notification::{Notification, Progress};
use tower_lsp::ls_types::{
    Diagnostic, ProgressToken, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport,
};

use super::convert::View;
use super::documents::Snapshot;
use super::editor::Editor;
use super::features::diagnostic::{Findings, config_diagnostics};
use super::features::workspace_diagnostic::Known;
use super::jobs::{Failure, Jobs};
use super::lifecycle::Lifecycle;
use super::uri::{Key, file_path};
use crate::config::Configs;
use crate::workspace::files::transcripts_in;
use crate::workspace::reports::Reports;

/// So many files are checked before the client hears of them, and before others get their turn.
const BATCH: usize = 16;

/// What changes within this time is looked at together.
const SETTLING: Duration = Duration::from_millis(300);

/// What is checked, and what was found in files that have not changed since.
pub struct Checker {
    client: Client,
    jobs: Jobs,
    editor: Arc<Editor>,
    lifecycle: Lifecycle,
    state: watch::Sender<State>,
    reports: Arc<Reports<Findings>>,
    /// The files of the configuration that were wrong once and that a document's report has named.
    related: Mutex<BTreeMap<String, Uri>>,
}

/// The workspace at one moment.
#[derive(Clone, Default)]
struct State {
    folders: Vec<PathBuf>,
    configs: Arc<Configs>,
    open: HashMap<Key, Snapshot>,
    /// How many times files on disk may have become others.
    disk: usize,
    /// How many times somebody has asked for news.
    asked: usize,
}

impl Checker {
    /// A checker of a workspace without folders.
    pub fn new(client: Client, jobs: Jobs, editor: Arc<Editor>, lifecycle: Lifecycle) -> Self {
        Self {
            client,
            jobs,
            editor,
            lifecycle,
            state: watch::Sender::default(),
            reports: Arc::default(),
            related: Mutex::default(),
        }
    }

    /// Takes note of a document's new version; of its end when there is no `snapshot`.
    pub fn document_changed(&self, uri: Uri, snapshot: Option<Snapshot>) {
        self.state.send_modify(|state| match snapshot {
            Some(snapshot) => drop(state.open.insert(Key::of(&uri), snapshot)),
            None => {
                state.open.remove(&Key::of(&uri));
                state.disk += 1;
            }
        });
    }

    /// Takes note of the workspace's folders and of the settings in them.
    pub fn workspace_changed(&self, folders: Vec<PathBuf>, configs: Arc<Configs>) {
        self.state.send_modify(|state| {
            state.folders = folders;
            state.configs = configs;
            state.disk += 1;
        });
    }

    /// Takes note that files may be others on disk.
    pub fn disk_changed(&self) {
        self.state.send_modify(|state| state.disk += 1);
    }

    /// Whether somebody waits for news, who will hear of whatever changes.
    pub fn is_waited_for(&self) -> bool {
        self.state.receiver_count() > 0
    }

    /// What is wrong with the files that a document's settings come from, and with those that were wrong when a report
    /// named them last.
    pub fn related(&self, document: &Uri) -> Vec<(Uri, Vec<Diagnostic>)> {
        let configs = self.state.borrow().configs.clone();
        let own = file_path(document).map_or(Vec::new(), |path| configs.files_of(&path));
        // What a panic left behind are names of files.
        let mut related = self.related.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for file in configs.findings() {
            let Some(uri) = Uri::from_file_path(&file.path) else {
                continue;
            };
            let name = uri.as_str().to_owned();
            if own.contains(&file.path) || related.contains_key(&name) {
                found.insert(name.clone(), config_diagnostics(&file, &self.editor));
                related.insert(name, uri);
            }
        }
        let reported = related.iter();
        reported
            .map(|(name, uri)| (uri.clone(), found.remove(name).unwrap_or_default()))
            .collect()
    }

    /// Reports on all files: the findings in those of which the client knows others, and that the rest is as it was.
    ///
    /// # Errors
    /// An internal error, when the workspace cannot be read because of a fault of ours.
    pub async fn report(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReport> {
        let mut answer = Answer {
            client: self.client.clone(),
            known: Known::new(params.previous_result_ids),
            stream: params.partial_result_params.partial_result_token,
            reports: Vec::new(),
            is_news: false,
        };
        let progress = params.work_done_progress_params.work_done_token;
        if answer.stream.is_none() {
            let state = self.state.borrow().clone();
            self.check_all(&state, &mut answer, progress).await?;
        } else {
            self.stream(&mut answer, progress).await?;
        }
        Ok(WorkspaceDiagnosticReport {
            items: answer.reports,
        })
    }

    /// Gives reports as they are made, until there was news among them or nobody waits any more.
    async fn stream(&self, answer: &mut Answer, progress: Option<ProgressToken>) -> Result<()> {
        let mut states = self.state.subscribe();
        let mut asked = 0;
        self.state.send_modify(|state| {
            state.asked += 1;
            asked = state.asked;
        });
        let mut state = states.borrow_and_update().clone();
        self.check_all(&state, answer, progress).await?;
        while !answer.is_news {
            tokio::select! {
                changed = states.changed() => if changed.is_err() { break },
                () = self.lifecycle.ends() => break,
            }
            // Whoever asks anew waits for this answer no more.
            if states.borrow().asked != asked {
                break;
            }
            tokio::time::sleep(SETTLING).await;
            let known_disk = state.disk;
            state = states.borrow_and_update().clone();
            if state.disk != known_disk || !self.editor.watches_files {
                self.check_all(&state, answer, None).await?;
            } else {
                self.check_open(&state, answer).await?;
                answer.flush().await;
            }
        }
        Ok(())
    }

    async fn check_open(&self, state: &State, answer: &mut Answer) -> Result<()> {
        let mut open: Vec<&Snapshot> = state.open.values().collect();
        open.sort_by_key(|snapshot| snapshot.uri.as_str());
        for snapshot in open {
            let (uri, version) = (snapshot.uri.clone(), snapshot.version);
            let (snapshot, editor) = (snapshot.clone(), self.editor.clone());
            let check = move |cancel: &Cancel| Findings::of(&View::of(snapshot, editor, cancel)?);
            match self.jobs.run(check).await {
                Ok(findings) => answer.add(uri, Some(version), &findings),
                Err(Failure::Panicked) => tracing::error!(uri = uri.as_str(), "cannot be checked"),
                Err(Failure::Cancelled) => return Err(Error::request_cancelled()),
            }
        }
        Ok(())
    }

    async fn check_all(
        &self,
        state: &State,
        answer: &mut Answer,
        progress: Option<ProgressToken>,
    ) -> Result<()> {
        let progress = match progress {
            Some(token) => {
                let progress = self.client.progress(token, "Checking transcripts");
                Some(progress.with_percentage(0).begin().await)
            }
            None => None,
        };
        self.check_open(state, answer).await?;
        let mut there: HashSet<Key> = state.open.keys().cloned().collect();
        let folders = state.folders.clone();
        let find = move |cancel: &Cancel| {
            let everywhere = Arc::new(folders.clone());
            transcripts_in(&folders, &everywhere, cancel)
        };
        let mut paths = self.jobs.run(find).await.map_err(super::server::failed)?;
        paths.retain(|path| !there.contains(&Key::File(path.clone())));
        for (number, batch) in paths.chunks(BATCH).enumerate() {
            for (path, findings) in self.check_files(batch.to_vec(), state).await? {
                if let Some(uri) = Uri::from_file_path(&path) {
                    answer.add(uri, None, &findings);
                    there.insert(Key::File(path));
                }
            }
            answer.flush().await;
            if let Some(progress) = &progress {
                let done = number * BATCH + batch.len();
                let percentage = u32::try_from(done * 100 / paths.len()).unwrap_or(100);
                let message = format!("{done} of {}", paths.len());
                progress.report_with_message(message, percentage).await;
            }
        }
        self.reports
            .keep(&paths.iter().map(PathBuf::as_path).collect());
        for file in state.configs.findings() {
            if let Some(uri) = Uri::from_file_path(&file.path) {
                let findings = config_diagnostics(&file, &self.editor).into();
                answer.add(uri, None, &findings);
                there.insert(Key::File(file.path));
            }
        }
        answer.add_gone(&there);
        answer.flush().await;
        if let Some(progress) = progress {
            progress.finish().await;
        }
        Ok(())
    }

    /// What is found in those of the files that can be read.
    async fn check_files(
        &self,
        paths: Vec<PathBuf>,
        state: &State,
    ) -> Result<Vec<(PathBuf, Arc<Findings>)>> {
        let (reports, configs) = (self.reports.clone(), state.configs.clone());
        let editor = self.editor.clone();
        let check = move |path: &Path, cancel: &Cancel| {
            let settings = configs.resolve(path).settings;
            let Some(uri) = Uri::from_file_path(path) else {
                return Ok(None);
            };
            let report =
                |analysis| Findings::of(&View::of_file(analysis, uri, editor.clone(), cancel));
            reports.of(path, settings, report, cancel)
        };
        let check_all = move |cancel: &Cancel| {
            let checked = paths.into_par_iter().map(|path| {
                let findings = check(&path, cancel)?;
                Ok(findings.map(|findings| (path, findings)))
            });
            checked
                .filter_map(std::result::Result::transpose)
                .collect::<std::result::Result<_, Cancelled>>()
        };
        let checked = self.jobs.run(check_all).await;
        checked.map_err(super::server::failed)
    }
}

/// What one client is told.
struct Answer {
    client: Client,
    known: Known,
    /// Where reports go as they come; otherwise all go at the end.
    stream: Option<ProgressToken>,
    reports: Vec<WorkspaceDocumentDiagnosticReport>,
    /// Whether the client hears something that it didn't know.
    is_news: bool,
}

impl Answer {
    fn add(&mut self, uri: Uri, version: Option<i32>, findings: &Findings) {
        let report = self.known.report(uri, version, findings);
        self.is_news |= matches!(report, Some(WorkspaceDocumentDiagnosticReport::Full(_)));
        self.reports.extend(report);
    }

    fn add_gone(&mut self, there: &HashSet<Key>) {
        let gone = self.known.gone(there);
        self.is_news |= !gone.is_empty();
        self.reports.extend(gone);
    }

    async fn flush(&mut self) {
        let Some(token) = self.stream.as_ref().filter(|_| !self.reports.is_empty()) else {
            return;
        };
        let items = mem::take(&mut self.reports);
        let value = json!({"token": token, "value": {"items": items}});
        self.client.send_notification::<PartialResult>(value).await;
    }
}

/// `$/progress` with a part of the result: the library's own type knows work that goes on only.
enum PartialResult {}

impl Notification for PartialResult {
    type Params = Value;
    const METHOD: &'static str = Progress::METHOD;
}
