//! Diagnostics that nobody asks for: those of documents for clients that cannot, pushed with the version that they
//! are about, and those of the configuration.

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
pub struct Publisher(mpsc::UnboundedSender<(Uri, News)>);

/// What is new of a file.
enum News {
    /// A document's new version.
    Changed(Snapshot),
    /// What is wrong with it is known.
    Found(Vec<Diagnostic>),
}

impl Publisher {
    /// Starts the task.
    pub fn start(client: Client, jobs: Jobs, editor: Arc<Editor>) -> Self {
        let (sender, mut changes) = mpsc::unbounded_channel::<(Uri, News)>();
        tokio::spawn(async move {
            while let Some((uri, news)) = changes.recv().await {
                let (version, diagnostics) = match news {
                    News::Changed(snapshot) => (
                        Some(snapshot.version),
                        current_diagnostics(&jobs, editor.clone(), snapshot).await,
                    ),
                    News::Found(diagnostics) => (None, Some(diagnostics)),
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
        self.send(uri, snapshot.map_or(News::Found(Vec::new()), News::Changed));
    }

    /// Publishes what is wrong with a file of the configuration.
    pub fn config_checked(&self, uri: Uri, diagnostics: Vec<Diagnostic>) {
        self.send(uri, News::Found(diagnostics));
    }

    fn send(&self, uri: Uri, news: News) {
        // The task ends with the runtime only.
        let _ = self.0.send((uri, news));
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
