//! Diagnostics for clients that cannot ask for them: pushed with the version that they are about.

use std::sync::Arc;

use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::ls_types::{Diagnostic, Uri};

use super::convert::View;
use super::documents::Snapshot;
use super::editor::Editor;
use super::features::diagnostic;
use super::jobs::Jobs;

/// The way to the task that publishes. One task for all documents keeps its messages in order.
pub struct Publisher(mpsc::UnboundedSender<(Uri, Option<Snapshot>)>);

impl Publisher {
    /// Starts the task.
    pub fn start(client: Client, jobs: Jobs, editor: Arc<Editor>) -> Self {
        let (sender, mut changes) = mpsc::unbounded_channel::<(Uri, Option<Snapshot>)>();
        tokio::spawn(async move {
            while let Some((uri, snapshot)) = changes.recv().await {
                let version = snapshot.as_ref().map(|snapshot| snapshot.version);
                let diagnostics = match snapshot {
                    Some(snapshot) => current_diagnostics(&jobs, editor.clone(), snapshot).await,
                    None => Some(Vec::new()),
                };
                if let Some(diagnostics) = diagnostics {
                    client.publish_diagnostics(uri, diagnostics, version).await;
                }
            }
        });
        Self(sender)
    }

    /// Publishes for a document's new version, unless a still newer one comes first. Without a `snapshot` the
    /// document is closed, and its diagnostics are taken back.
    pub fn document_changed(&self, uri: Uri, snapshot: Option<Snapshot>) {
        // The task ends with the runtime only.
        let _ = self.0.send((uri, snapshot));
    }
}

async fn current_diagnostics(
    jobs: &Jobs,
    editor: Arc<Editor>,
    snapshot: Snapshot,
) -> Option<Vec<Diagnostic>> {
    let superseded = snapshot.clone().superseded();
    let diagnostics =
        jobs.run(move |cancel| diagnostic::diagnostics(&View::of(snapshot, editor, cancel)?));
    tokio::select! {
        biased;
        () = superseded => None,
        diagnostics = diagnostics => diagnostics.ok(),
    }
}
