//! One client's session: what has to happen in the order of the wire happens here, before anything is awaited.
//!
//! An edit is a mutation and takes effect in [`Session::call`]. Everything else is a read or a change of state:
//! it goes on to the [`Server`], together with a snapshot of the document that it is about, as it is at this
//! moment. However late a read runs, it sees the edits before it and none of those after it.

use std::task::{Context, Poll};

use futures::future::{self, BoxFuture, FutureExt, TryFutureExt};
use serde_json::Value;
use tokio::sync::mpsc;
use tower::Service;
use tower_lsp::jsonrpc::{Error, Request, Response};
use tower_lsp::ls_types::Uri;
use tower_lsp::ls_types::notification::{
    DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles,
    DidChangeWorkspaceFolders, DidCloseTextDocument, DidCreateFiles, DidDeleteFiles,
    DidOpenTextDocument, DidRenameFiles, DidSaveTextDocument, Notification, SetTrace,
};
use tower_lsp::ls_types::request::{Request as _, WorkspaceDiagnosticRequest};
use tower_lsp::{ClientSocket, ExitedError, LspService};

use super::documents::{Documents, Snapshot};
use super::editor::Editor;
use super::features::config_file::ConfigFile;
use super::lifecycle::Lifecycle;
use super::log::Log;
use super::newer;
use super::output::Out;
use super::reply::{Reply, Slot};
use super::server::{CALL, Call, Server, is_not_open, not_open};
use super::user::{PULLED, User};
use super::workspace::Workspace;

/// Which document a request is about: most say it at the top, one about an earlier answer's item in that, one that
/// completes an earlier answer in the data of that, and a command in its argument.
fn subject(params: &Value) -> Option<&str> {
    let places = [
        &params["textDocument"],
        &params["item"],
        &params["data"]["textDocument"],
        &params["arguments"][0]["textDocument"],
    ];
    places.into_iter().find_map(|place| place["uri"].as_str())
}

/// The service that [`serve`](super::transport::serve) calls with every message of a client.
pub struct Session {
    service: LspService<Server>,
    documents: Documents,
    out: Out,
    /// Known with the first mutation: `initialize` comes before.
    workspace: Option<Workspace>,
    /// Whether the client has asked for the findings in all files: those of the configuration are among them.
    pulls_all: bool,
}

impl Session {
    /// A session that waits for `initialize`, and its way to the client.
    ///
    /// The third part is what the server sends to itself.
    pub fn new(
        lifecycle: Lifecycle,
        log: Log,
        out: Out,
    ) -> (Self, ClientSocket, mpsc::UnboundedReceiver<Request>) {
        let (own, own_messages) = mpsc::unbounded_channel();
        let user = User::new(log, own);
        let (service, socket) = LspService::build(|client| Server::new(client, lifecycle, user))
            .custom_method("window/workDoneProgress/cancel", Server::stop_reading)
            .custom_method("textDocument/rangesFormatting", Server::ranges_formatting)
            .finish();
        (
            Self {
                service,
                documents: Documents::default(),
                out,
                workspace: None,
                pulls_all: false,
            },
            socket,
            own_messages,
        )
    }

    /// Applies `request` if it is a mutation; gives it back if it is anything else.
    fn mutate(&mut self, request: Request) -> Result<(), Request> {
        let server = self.service.inner();
        let Some(editor) = server.editor() else {
            return Err(request);
        };
        let is_edit = request.method() == DidChangeTextDocument::METHOD;
        let new_workspace = || {
            let user = server.user().initial(server.client());
            let workspace = Workspace::new(server.folders().to_vec(), user);
            server.workspace_changed(&workspace);
            workspace
        };
        let workspace = self.workspace.get_or_insert_with(new_workspace);
        let documents = &mut self.documents;
        // A client that doesn't say when files change is asked for nothing: they are read again at these moments.
        let in_doubt = !editor.watches_files;
        let (mut changed, mut configured) = (Vec::new(), Vec::new());
        let mut is_outdated = false;
        match request.method() {
            DidOpenTextDocument::METHOD => {
                if let Some(params) = params::<DidOpenTextDocument>(request) {
                    let uri = params.text_document.uri.clone();
                    let concerns = workspace.concerns(&uri);
                    if concerns {
                        workspace.open(uri.clone());
                    }
                    if concerns || in_doubt {
                        configured = reconfigure(workspace, documents);
                    }
                    if !concerns {
                        let settings = workspace.settings(&uri);
                        changed.push(documents.open(params, settings));
                    }
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(params) = params::<DidChangeTextDocument>(request) {
                    let uri = &params.text_document.uri;
                    if workspace.concerns(uri) {
                        server.config_edited(uri);
                    } else {
                        changed.push(documents.change(params, editor.encoding));
                    }
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(params) = params::<DidCloseTextDocument>(request) {
                    if workspace.concerns(&params.text_document.uri) {
                        server.config_saved(&params.text_document.uri);
                        workspace.close(&params.text_document.uri);
                    } else {
                        changed.push(documents.close(params));
                    }
                }
            }
            DidSaveTextDocument::METHOD => {
                if let Some(params) = params::<DidSaveTextDocument>(request) {
                    let uri = params.text_document.uri;
                    server.config_saved(&uri);
                    if in_doubt || workspace.concerns(&uri) {
                        configured = reconfigure(workspace, documents);
                        server.disk_changed(&[uri]);
                    }
                }
            }
            DidChangeWatchedFiles::METHOD => {
                let params = params::<DidChangeWatchedFiles>(request);
                let changes = params.map_or(Vec::new(), |params| params.changes);
                let files: Vec<Uri> = changes.into_iter().map(|file| file.uri).collect();
                if files.iter().any(|file| workspace.concerns(file)) {
                    configured = reconfigure(workspace, documents);
                    server.workspace_changed(workspace);
                    is_outdated = editor.takes_related_reports;
                }
                server.disk_changed(&files);
                is_outdated |= self.pulls_all;
            }
            DidCreateFiles::METHOD | DidRenameFiles::METHOD | DidDeleteFiles::METHOD => {
                // What settings come from may be in a folder that is named here.
                configured = reconfigure(workspace, documents);
                server.workspace_changed(workspace);
                server.disk_changed(&places(&request));
                is_outdated = self.pulls_all;
            }
            DidChangeConfiguration::METHOD if editor.pulls_settings => {
                server.user().pull(server.client());
            }
            DidChangeConfiguration::METHOD | PULLED => {
                let params = request.params().unwrap_or(&Value::Null);
                let sent = params.get("settings").unwrap_or(params);
                // Clients that want to be asked send nothing.
                if request.method() == PULLED || !sent.is_null() {
                    workspace.change_user(server.user().read(server.client(), sent));
                    configured = reconfigure(workspace, documents);
                    server.workspace_changed(workspace);
                    is_outdated = self.pulls_all;
                }
            }
            SetTrace::METHOD => {
                if let Some(params) = params::<SetTrace>(request) {
                    server.user().log().set_trace(params.value);
                }
            }
            DidChangeWorkspaceFolders::METHOD => {
                if let Some(params) = params::<DidChangeWorkspaceFolders>(request) {
                    workspace.change_folders(params);
                    configured = reconfigure(workspace, documents);
                    server.workspace_changed(workspace);
                    is_outdated = self.pulls_all;
                }
            }
            _ => return Err(request),
        }
        if !configured.is_empty() {
            server.refresh();
        } else if is_outdated {
            server.refresh_diagnostics();
        }
        for uri in changed.into_iter().chain(configured) {
            let snapshot = documents.snapshot(&uri);
            server.document_changed(uri, snapshot);
        }
        // Nothing is read for an edit.
        if !is_edit {
            self.tell_of_config();
        }
        Ok(())
    }

    /// Has the server answer, from the document that `request` is about.
    fn answer(&mut self, request: Request) -> <Self as Service<Request>>::Future {
        if request.method() == WorkspaceDiagnosticRequest::METHOD && !self.pulls_all {
            self.pulls_all = true;
            self.tell_of_config();
        }
        let slot = Slot::of(&request, &self.out);
        let call = Call {
            snapshot: self.snapshot(&request),
            slot: slot.clone(),
        };
        let several_ranges = newer::formats_several_ranges(&request);
        let of_config = self.about_config(&request);
        let answer = CALL.scope(call, self.service.call(request));
        let finish = move |response| match of_config {
            _ if several_ranges => Reply::Library(newer::offer_several_ranges(response)),
            Some(instead) => slot.reply(instead_of_not_open(response, instead)),
            None => slot.reply(response),
        };
        answer.map_ok(|response| response.map(finish)).boxed()
    }

    /// What there is to answer about a file that settings come from, if that is what `request` is about.
    fn about_config(&self, request: &Request) -> Option<Value> {
        let server = self.service.inner();
        let (editor, workspace) = (server.editor()?, self.workspace.as_ref()?);
        let uri = request.params()?["textDocument"]["uri"].as_str()?;
        let uri = uri.parse().ok().filter(|uri| workspace.is_open(uri))?;
        let file = ConfigFile {
            uri: &uri,
            configs: &workspace.configs(),
            editor,
            saved: server.is_saved(&uri),
            pulled: self.pulls_config(editor),
        };
        Some(file.answer(request))
    }

    /// Whether the client's reports say what is wrong with the files that settings come from.
    fn pulls_config(&self, editor: &Editor) -> bool {
        self.pulls_all || editor.takes_related_reports
    }

    /// Tells the client what is wrong with the files that settings come from, unless its reports say so.
    fn tell_of_config(&mut self) {
        let server = self.service.inner();
        let Some(editor) = server.editor() else {
            return;
        };
        let pulls = self.pulls_config(editor);
        let Some(workspace) = &mut self.workspace else {
            return;
        };
        for (uri, diagnostics) in workspace.news(editor, pulls) {
            server.config_checked(uri, diagnostics);
        }
    }

    /// The document that `request` is about, as it is now; or why there is none.
    fn snapshot(&self, request: &Request) -> Result<Snapshot, Error> {
        let named = request.params().and_then(subject);
        let uri = named.and_then(|named| named.parse().ok());
        let uri = uri.ok_or_else(|| Error::invalid_params("the request names no document"))?;
        self.documents.snapshot(&uri).ok_or_else(not_open)
    }
}

impl Service<Request> for Session {
    type Response = Option<Reply>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Result<Option<Reply>, ExitedError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (method, id) = (request.method().to_owned(), request.id().cloned());
        tracing::trace!(method, params = ?request.params(), "received");
        let read = match id {
            None => self.mutate(request).err(),
            Some(_) => Some(request),
        };
        let answer = match read {
            None => future::ready(Ok(None)).boxed(),
            Some(request) => self.answer(request),
        };
        let server = self.service.inner();
        let log = server.user().log().clone();
        log.follow(server.client().clone(), method, id, answer)
            .boxed()
    }
}

/// Reads every file again that settings come from. Gives the documents whose settings are others now.
fn reconfigure(workspace: &mut Workspace, documents: &mut Documents) -> Vec<Uri> {
    workspace.forget();
    documents.configure(|uri| workspace.settings(uri))
}

/// The response, but `answer` in place of the error that the document is not open.
fn instead_of_not_open(response: Response, answer: Value) -> Response {
    if !response.error().is_some_and(is_not_open) {
        return response;
    }
    Response::from_ok(response.id().clone(), answer)
}

/// The places that the user has changed in the editor, the old names and the new ones.
fn places(request: &Request) -> Vec<Uri> {
    let files = request
        .params()
        .and_then(|params| params["files"].as_array());
    let names = ["uri", "oldUri", "newUri"];
    let files = files.into_iter().flatten();
    let named = files.flat_map(|file| names.map(|name| file.get(name)));
    let texts = named.filter_map(|text| text?.as_str());
    texts.filter_map(|text| text.parse().ok()).collect()
}

/// A notification has no answer to put an error into, so that the log has to do.
fn params<N: Notification>(request: Request) -> Option<N::Params> {
    let (_, _, params) = request.into_parts();
    let params = params.unwrap_or_default();
    serde_json::from_value(params)
        .inspect_err(|error| tracing::trace!(%error, "malformed"))
        .map_err(|_| tracing::error!(method = N::METHOD, "malformed"))
        .ok()
}
