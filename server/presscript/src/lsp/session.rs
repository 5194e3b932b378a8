//! One client's session: what has to happen in the order of the wire happens here, before anything is awaited.
//!
//! An edit is a mutation and takes effect in [`Session::call`]. Everything else is a read or a change of state:
//! it goes on to the [`Server`], together with a snapshot of the document that it is about, as it is at this
//! moment. However late a read runs, it sees the edits before it and none of those after it.

use std::task::{Context, Poll};

use futures::future::{self, BoxFuture, FutureExt};
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::ls_types::Uri;
use tower_lsp::ls_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Notification,
};
use tower_lsp::{ClientSocket, ExitedError, LspService};

use super::documents::{Documents, Snapshot};
use super::lifecycle::Lifecycle;
use super::server::{SNAPSHOT, Server};

/// The service that [`serve`](super::transport::serve) calls with every message of a client.
pub struct Session {
    service: LspService<Server>,
    documents: Documents,
}

impl Session {
    /// A session that waits for `initialize`, and its way to the client.
    pub fn new(lifecycle: Lifecycle) -> (Self, ClientSocket) {
        let (service, socket) = LspService::new(|client| Server::new(client, lifecycle));
        (
            Self {
                service,
                documents: Documents::default(),
            },
            socket,
        )
    }

    /// Applies `request` if it is a mutation; `None` if it is anything else.
    fn mutate(&mut self, request: &Request) -> Option<()> {
        let encoding = self.service.inner().editor().map(|editor| editor.encoding);
        let uri = match (request.method(), encoding) {
            (DidOpenTextDocument::METHOD, Some(_)) => {
                params::<DidOpenTextDocument>(request).map(|params| self.documents.open(params))
            }
            (DidChangeTextDocument::METHOD, Some(encoding)) => {
                params::<DidChangeTextDocument>(request)
                    .map(|params| self.documents.change(params, encoding))
            }
            (DidCloseTextDocument::METHOD, Some(_)) => {
                params::<DidCloseTextDocument>(request).map(|params| self.documents.close(params))
            }
            _ => return None,
        };
        if let Some(uri) = uri {
            let snapshot = self.documents.snapshot(&uri);
            self.service.inner().document_changed(uri, snapshot);
        }
        Some(())
    }

    /// The document that `request` is about, as it is now.
    fn snapshot(&self, request: &Request) -> Option<Snapshot> {
        let uri: Uri = request
            .params()?
            .get("textDocument")?
            .get("uri")?
            .as_str()?
            .parse()
            .ok()?;
        self.documents.snapshot(&uri)
    }
}

impl Service<Request> for Session {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Result<Option<Response>, ExitedError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.id().is_none() && self.mutate(&request).is_some() {
            return future::ready(Ok(None)).boxed();
        }
        let snapshot = self.snapshot(&request);
        SNAPSHOT.scope(snapshot, self.service.call(request)).boxed()
    }
}

/// A notification has no answer to put an error into, so that the log has to do.
fn params<N: Notification>(request: &Request) -> Option<N::Params> {
    let params = request.params().cloned().unwrap_or_default();
    serde_json::from_value(params)
        .map_err(|error| tracing::error!(method = N::METHOD, %error, "malformed"))
        .ok()
}
