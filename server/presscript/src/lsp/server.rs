//! The server behind a session, and how it reads. Its [requests] are all reads.
//!
//! [`Server::read`] answers for the version that the request was sent about, even when there is
//! a newer one by then: the protocol wants it so, since the client can tell. [`Server::read_current`] is for
//! answers that do harm when they are old.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use presscript_analysis::{Cancel, Cancelled};
use serde_json::json;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::notification::{
    DidChangeConfiguration, DidChangeWatchedFiles, Notification,
};
use tower_lsp::ls_types::{
    Diagnostic, InitializeParams, Registration, Uri, WorkDoneProgressCancelParams, error_codes,
};

use super::checker::Checker;
use super::convert::View;
use super::documents::Snapshot;
use super::editor::Editor;
use super::indexer::{Indexer, Transcripts};
use super::jobs::{self, Failure, Jobs};
use super::lifecycle::Lifecycle;
use super::publisher::Publisher;
use super::reply::Slot;
use super::uri::{Key, file_path};
use super::user::User;
use super::workspace::Workspace;
use crate::config::user::SECTION;

mod requests;

tokio::task_local! {
    /// The request of this task.
    pub static CALL: Call;
}

/// What handlers know of a request beside its parameters.
#[derive(Clone)]
pub struct Call {
    /// The document that it is about, as it was when the request came; or why there is none.
    pub snapshot: Result<Snapshot>,
    /// Where an answer goes that may be large.
    pub slot: Slot,
}

/// The server behind one session.
pub struct Server {
    client: Client,
    lifecycle: Lifecycle,
    user: User,
    jobs: Jobs,
    editor: OnceLock<Arc<Editor>>,
    folders: OnceLock<Vec<PathBuf>>,
    publisher: OnceLock<Publisher>,
    indexer: OnceLock<Indexer>,
    checker: OnceLock<Arc<Checker>>,
    /// Files that settings come from and that the user has changed in the editor but not saved.
    unsaved: Mutex<HashSet<Key>>,
}

impl Server {
    /// A server that waits for `initialize`.
    pub fn new(client: Client, lifecycle: Lifecycle, user: User) -> Self {
        Self {
            client,
            lifecycle,
            user,
            jobs: Jobs::for_this_machine(),
            editor: OnceLock::new(),
            folders: OnceLock::new(),
            publisher: OnceLock::new(),
            indexer: OnceLock::new(),
            checker: OnceLock::new(),
            unsaved: Mutex::default(),
        }
    }

    /// What the client can do; nothing before `initialize` and after `shutdown`.
    pub fn editor(&self) -> Option<&Arc<Editor>> {
        self.editor.get().filter(|_| !self.lifecycle.is_shut_down())
    }

    /// The folders of the workspace when it was opened.
    pub fn folders(&self) -> &[PathBuf] {
        self.folders.get().map_or(&[], Vec::as_slice)
    }

    /// The way to the client.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// What the user has set.
    pub fn user(&self) -> &User {
        &self.user
    }

    /// Takes note of a document's new version; of its end when there is no `snapshot`.
    pub fn document_changed(&self, uri: Uri, snapshot: Option<Snapshot>) {
        if let Some(indexer) = self.indexer.get() {
            indexer.document_changed(uri.clone(), snapshot.clone());
        }
        if let Some(checker) = self.checker.get() {
            checker.document_changed(uri.clone(), snapshot.clone());
        }
        let pushes = self
            .editor()
            .is_some_and(|editor| !editor.pulls_diagnostics);
        if let Some(publisher) = self.publisher.get().filter(|_| pushes) {
            publisher.document_changed(uri, snapshot);
        }
    }

    /// Takes note that the workspace has other folders or other settings.
    pub fn workspace_changed(&self, workspace: &Workspace) {
        if let Some(indexer) = self.indexer.get() {
            let folders = workspace.folders().to_vec();
            indexer.workspace_changed(folders, workspace.settings_of_files());
        }
        if let Some(checker) = self.checker.get() {
            checker.workspace_changed(workspace.folders().to_vec(), workspace.configs());
        }
    }

    /// Takes note that files or folders may be others on disk.
    pub fn disk_changed(&self, places: &[Uri]) {
        if let Some(indexer) = self.indexer.get() {
            indexer.disk_changed(places.iter().filter_map(file_path).collect());
        }
        if let Some(checker) = self.checker.get() {
            checker.disk_changed();
        }
    }

    /// The user doesn't want to wait for files to be read.
    pub async fn stop_reading(&self, _: WorkDoneProgressCancelParams) {
        if let Some(indexer) = self.indexer.get() {
            indexer.stop();
        }
    }

    /// Tells the client what is wrong with a file that settings come from.
    pub fn config_checked(&self, uri: Uri, diagnostics: Vec<Diagnostic>) {
        if let Some(publisher) = self.publisher.get() {
            publisher.config_checked(uri, diagnostics);
        }
    }

    /// Takes note that the user has changed a file that settings come from, which is not saved yet.
    pub fn config_edited(&self, uri: &Uri) {
        self.unsaved().insert(Key::of(uri));
    }

    /// Whether such a file is in the editor as it is on disk.
    pub fn is_saved(&self, uri: &Uri) -> bool {
        !self.unsaved().contains(&Key::of(uri))
    }

    /// Takes note that such a file is as it is on disk.
    pub fn config_saved(&self, uri: &Uri) {
        self.unsaved().remove(&Key::of(uri));
    }

    fn unsaved(&self) -> MutexGuard<'_, HashSet<Key>> {
        // Nothing that panics is done with it.
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the client ask again for all that settings decide.
    pub fn refresh(&self) {
        let Some(refreshes) = self.editor().map(|editor| editor.refreshes) else {
            return;
        };
        let client = self.client.clone();
        // A client that refuses one may still take the others.
        tokio::spawn(async move {
            if refreshes.diagnostics {
                let _ = client.workspace_diagnostic_refresh().await;
            }
            if refreshes.semantic_tokens {
                let _ = client.semantic_tokens_refresh().await;
            }
            if refreshes.inlay_hints {
                let _ = client.inlay_hint_refresh().await;
            }
            if refreshes.code_lenses {
                let _ = client.code_lens_refresh().await;
            }
        });
    }

    /// Has the client ask for findings again, unless it waits for news of them.
    pub fn refresh_diagnostics(&self) {
        let refreshes = self
            .editor()
            .is_some_and(|editor| editor.refreshes.diagnostics);
        let Some(checker) = self.checker.get().filter(|_| refreshes).cloned() else {
            return;
        };
        let client = self.client.clone();
        // A task, so that a request that came before has begun to wait.
        tokio::spawn(async move {
            if !checker.is_waited_for() {
                let _ = client.workspace_diagnostic_refresh().await;
            }
        });
    }

    /// Answers from the version that the request was sent about.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&View) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<T> {
        self.run(subject()?, read).await
    }

    /// Answers like [`Server::read`] from what stands at one place: without the pool where the version's analysis is
    /// there, or takes no longer than to wake a thread.
    async fn read_place<T: Send + 'static>(
        &self,
        read: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<T> {
        let editor = self.editor().ok_or_else(Error::invalid_request)?.clone();
        let snapshot = subject()?;
        let in_a_hurry = {
            let snapshot = snapshot.clone();
            jobs::run_here(|| View::of(snapshot, editor, &Cancel::in_a_hurry()))
        };
        match in_a_hurry {
            Ok(view) => jobs::run_here(|| Ok(read(&view))).map_err(failed),
            Err(Failure::Cancelled) => self.run(snapshot, |view| Ok(read(view))).await,
            Err(failure) => Err(failed(failure)),
        }
    }

    /// Answers like [`Server::read`] with what may be large: it is left in the request's slot.
    async fn leave<T: serde::Serialize>(
        &self,
        read: impl Fn(&View) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<()> {
        self.leave_with(move |view, slot| {
            view.look_at_all()?;
            slot.answer(&read(view)?);
            Ok(())
        })
        .await
    }

    /// Answers with what `read` leaves in the slot. Where it has to look at a short text only and the pool sleeps, that is done at
    /// once: to wake a thread may take longer. Beside a pool that works it would take memory: the allocator doesn't soon
    /// find again what one thread makes and another frees.
    async fn leave_with(
        &self,
        read: impl Fn(&View, &Slot) -> std::result::Result<(), Cancelled> + Send + 'static,
    ) -> Result<()> {
        let (snapshot, slot) = (subject()?, slot());
        if self.jobs.are_idle() {
            let editor = self.editor().ok_or_else(Error::invalid_request)?.clone();
            let hurried = Cancel::within(SHORT);
            let done =
                jobs::run_here(|| read(&View::of(snapshot.clone(), editor, &hurried)?, &slot));
            if done != Err(Failure::Cancelled) {
                return done.map_err(failed);
            }
        }
        self.run(snapshot, move |view| read(view, &slot)).await
    }

    /// Answers from the current version only: a newer one cancels the work and is answered with `outdated`.
    async fn read_current<T: Send + 'static>(
        &self,
        outdated: Error,
        read: impl FnOnce(&View) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<T> {
        Self::while_current(outdated, self.read(read)).await
    }

    /// The answer of `work`, unless there is a newer version before it is done.
    async fn while_current<T>(outdated: Error, work: impl Future<Output = Result<T>>) -> Result<T> {
        let snapshot = subject()?;
        tokio::select! {
            biased;
            () = snapshot.superseded() => Err(outdated),
            answer = work => answer,
        }
    }

    async fn run<T: Send + 'static>(
        &self,
        snapshot: Snapshot,
        read: impl FnOnce(&View) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<T> {
        let editor = self.editor().ok_or_else(Error::invalid_request)?.clone();
        let answer = self
            .jobs
            .run(move |cancel| read(&View::of(snapshot, editor, cancel)?));
        answer.await.map_err(failed)
    }

    /// Answers from all transcripts of the workspace, as soon as those on disk have been read.
    async fn read_all<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Transcripts, &Cancel) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<T> {
        let indexer = self.indexer.get().ok_or_else(Error::invalid_request)?;
        let transcripts = indexer.transcripts().await;
        let transcripts = transcripts.ok_or_else(Error::request_cancelled)?;
        let answer = self.jobs.run(move |cancel| read(&transcripts, cancel));
        answer.await.map_err(failed)
    }
}

/// So many bytes of text are analysed within a few milliseconds.
const SHORT: usize = 128 * 1024;

pub(super) fn failed(failure: Failure) -> Error {
    match failure {
        Failure::Cancelled => Error::request_cancelled(),
        Failure::Panicked => {
            tracing::error!("panicked");
            Error::internal_error()
        }
    }
}

/// Where the request of this task is answered that may have a large result.
fn slot() -> Slot {
    CALL.with(|call| call.slot.clone())
}

fn subject() -> Result<Snapshot> {
    CALL.with(|call| call.snapshot.clone())
}

/// A request may cross the closing of its document. Clients show most errors to the user, but not this one: they know by
/// then that there is nothing to ask about any more.
pub fn not_open() -> Error {
    Error {
        message: NOT_OPEN.into(),
        ..Error::content_modified()
    }
}

/// What is said of a document that is not open.
const NOT_OPEN: &str = "the document is not open";

/// Whether a request failed because its document is not open.
pub fn is_not_open(error: &Error) -> bool {
    error.message == NOT_OPEN
}

/// Tells a client that pulls diagnostics to ask again.
fn diagnostics_outdated() -> Error {
    no_diagnostics("the document has changed", true)
}

/// Tells a client that asked for diagnostics while it closed the document, or before it opened it, that it need not ask
/// again: an error would be shown to the user.
fn diagnostics_of_closed() -> Error {
    no_diagnostics(NOT_OPEN, false)
}

fn no_diagnostics(message: &'static str, retrigger: bool) -> Error {
    Error {
        code: ErrorCode::ServerError(error_codes::SERVER_CANCELLED),
        message: message.into(),
        data: Some(json!({"retriggerRequest": retrigger})),
    }
}

/// The folders of the workspace; older clients name one only.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    #[expect(deprecated, reason = "older clients know nothing else")]
    let root = params.root_uri.as_ref();
    match &params.workspace_folders {
        Some(folders) => folders
            .iter()
            .filter_map(|folder| file_path(&folder.uri))
            .collect(),
        None => root.and_then(file_path).into_iter().collect(),
    }
}

/// Asks the client to say when files change that settings come from, and transcripts, and what leaves some out.
fn watched_files() -> Registration {
    let globs = [
        "**/presscript.toml",
        "**/.editorconfig",
        "**/*.{yaml,yml}",
        "**/*.{presscript,transcript.txt}",
        "**/.{gitignore,ignore}",
    ];
    let watchers = globs.map(|glob| json!({"globPattern": glob}));
    Registration {
        id: "files".to_owned(),
        method: DidChangeWatchedFiles::METHOD.to_owned(),
        register_options: Some(json!({"watchers": watchers})),
    }
}

/// Asks the client to say when the user's settings change.
fn watched_settings() -> Registration {
    Registration {
        id: "settings".to_owned(),
        method: DidChangeConfiguration::METHOD.to_owned(),
        register_options: Some(json!({"section": SECTION})),
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::jsonrpc::Request;
    use tower_lsp::{LanguageServer, LspService};

    use super::*;
    use crate::lsp::documents::Documents;

    /// An initialized server, with a document and a request's snapshot of it.
    async fn server() -> (LspService<Server>, Documents, Snapshot) {
        let (service, _) =
            LspService::new(|client| Server::new(client, Lifecycle::default(), User::default()));
        service
            .inner()
            .initialize(InitializeParams::default())
            .await
            .unwrap();
        let mut documents = Documents::default();
        let item = json!({"uri": "file:///a", "languageId": "presscript", "version": 1, "text": "Q: Why?"});
        let params = serde_json::from_value(json!({"textDocument": item})).unwrap();
        let uri = documents.open(params, Arc::default());
        let snapshot = documents.snapshot(&uri).unwrap();
        (service, documents, snapshot)
    }

    async fn called<T>(snapshot: Result<Snapshot>, answer: impl Future<Output = T>) -> T {
        let (out, _) = crate::lsp::output::write(std::io::sink());
        let slot = Slot::of(&Request::build("").finish(), &out);
        CALL.scope(Call { snapshot, slot }, answer).await
    }

    fn close(documents: &mut Documents, snapshot: &Snapshot) {
        documents
            .close(serde_json::from_value(json!({"textDocument": {"uri": snapshot.uri}})).unwrap());
    }

    #[tokio::test]
    async fn a_read_that_panics_is_an_internal_error_and_the_next_one_works() {
        let (service, _documents, snapshot) = server().await;
        let panics = service
            .inner()
            .read(|_| -> std::result::Result<(), _> { panic!("on purpose") });
        assert_eq!(
            called(Ok(snapshot.clone()), panics).await,
            Err(Error::internal_error())
        );
        let text = service
            .inner()
            .read(|view| Ok(view.analysis.text().to_string()));
        assert_eq!(called(Ok(snapshot), text).await.unwrap(), "Q: Why?");
    }

    #[tokio::test]
    async fn a_newer_version_ends_a_read_of_the_current_one_but_no_other() {
        let (service, mut documents, snapshot) = server().await;
        let (entered, entries) = std::sync::mpsc::channel();
        let (release, released) = std::sync::mpsc::channel::<()>();
        let stuck = service
            .inner()
            .read_current(Error::content_modified(), move |_| {
                entered.send(()).unwrap();
                let _ = released.recv();
                Ok(())
            });
        let newer_version = async {
            tokio::task::spawn_blocking(move || entries.recv().unwrap())
                .await
                .unwrap();
            close(&mut documents, &snapshot);
        };
        let (answer, ()) = tokio::join!(called(Ok(snapshot.clone()), stuck), newer_version);
        assert_eq!(answer, Err(Error::content_modified()));
        drop(release);

        let read = service.inner().read(|view| Ok(view.version));
        assert_eq!(called(Ok(snapshot), read).await, Ok(1));
    }
}
