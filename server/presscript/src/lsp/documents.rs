//! The open documents. They belong to the client alone: nothing but its notifications ever changes one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use presscript_analysis::{Document, Encoding, Settings};
use tokio::sync::watch;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    TextDocumentContentChangeEvent, Uri,
};

use super::convert;
use super::features::{diagnostic, document_symbol, semantic_tokens};
use super::uri::Key;

/// All open documents, by URI however it is spelt.
#[derive(Default)]
pub struct Documents {
    open: HashMap<Key, Open>,
}

/// What a client was sent last of a document, of whatever version it was; the next answer is made of it.
#[derive(Debug, Default)]
pub struct Sent {
    /// The next difference of tokens is one from these.
    pub tokens: Mutex<Option<semantic_tokens::Known>>,
    /// Where the next report has the same, these are sent again, or that they are the same.
    pub findings: Mutex<Option<diagnostic::Reported>>,
    /// What is the same in the next outline is sent as it was.
    pub outline: Mutex<document_symbol::Outline>,
}

struct Open {
    /// As it was spelt when the document was opened.
    uri: Uri,
    document: Document,
    version: i32,
    sent: Arc<Sent>,
    /// Replaced with every version and with other settings, so that older snapshots see their channel closed.
    current: watch::Sender<()>,
}

/// A document as it was at one version; later edits don't reach it.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Which document it is.
    pub uri: Uri,
    /// The client's number of the version.
    pub version: i32,
    /// The text, and its analysis on demand.
    pub document: Document,
    /// What the client was sent last.
    pub sent: Arc<Sent>,
    current: watch::Receiver<()>,
}

impl Documents {
    /// Mutation: a document is open from now on.
    pub fn open(&mut self, params: DidOpenTextDocumentParams, settings: Arc<Settings>) -> Uri {
        let item = params.text_document;
        let document = Document::new(&item.text, settings);
        let open = Open {
            uri: item.uri.clone(),
            document,
            version: item.version,
            sent: Arc::default(),
            current: watch::Sender::default(),
        };
        self.open.insert(Key::of(&item.uri), open);
        item.uri
    }

    /// Mutation: the changes come in order, each against the text that the one before has left.
    pub fn change(&mut self, params: DidChangeTextDocumentParams, encoding: Encoding) -> Uri {
        let uri = params.text_document.uri;
        let Some(open) = self.open.get_mut(&Key::of(&uri)) else {
            tracing::error!(
                uri = uri.as_str(),
                "a change of a document that is not open"
            );
            return uri;
        };
        for change in params.content_changes {
            apply(&mut open.document, change, encoding);
        }
        open.version = params.text_document.version;
        open.current = watch::Sender::default();
        open.uri.clone()
    }

    /// Mutation: a document is no longer open, and nothing is known of it.
    pub fn close(&mut self, params: DidCloseTextDocumentParams) -> Uri {
        let uri = params.text_document.uri;
        let open = self.open.remove(&Key::of(&uri));
        open.map_or(uri, |open| open.uri)
    }

    /// Mutation: other settings may hold. Gives the documents for which they do.
    pub fn configure(&mut self, settings: impl Fn(&Uri) -> Arc<Settings>) -> Vec<Uri> {
        let mut configured = Vec::new();
        for open in self.open.values_mut() {
            let settings = settings(&open.uri);
            if *open.document.settings() != settings {
                open.document.configure(settings);
                open.current = watch::Sender::default();
                configured.push(open.uri.clone());
            }
        }
        configured
    }

    /// Read: the document as it is now, if it is open.
    pub fn snapshot(&self, uri: &Uri) -> Option<Snapshot> {
        let open = self.open.get(&Key::of(uri))?;
        Some(Snapshot {
            uri: open.uri.clone(),
            version: open.version,
            document: open.document.clone(),
            sent: open.sent.clone(),
            current: open.current.subscribe(),
        })
    }
}

fn apply(document: &mut Document, change: TextDocumentContentChangeEvent, encoding: Encoding) {
    match change.range {
        Some(range) => {
            let range = convert::bytes(document.text(), range, encoding);
            document.apply(&presscript_analysis::Edit {
                range,
                text: change.text,
            });
        }
        None => *document = Document::new(&change.text, document.settings().clone()),
    }
}

impl Snapshot {
    /// Waits until the document has a newer version or other settings, or is closed.
    pub async fn superseded(mut self) {
        // Nothing is ever sent: the only event is the end of the channel.
        let _ = self.current.changed().await;
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use serde_json::{Value, json};

    use super::*;

    const URI: &str = "file:///example.presscript";

    fn opened(text: &str) -> (Documents, Uri) {
        let mut documents = Documents::default();
        let item = json!({"uri": URI, "languageId": "presscript", "version": 1, "text": text});
        let params = serde_json::from_value(json!({"textDocument": item})).unwrap();
        let uri = documents.open(params, Arc::default());
        (documents, uri)
    }

    fn change(documents: &mut Documents, version: i32, changes: Value) {
        let params =
            json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": changes});
        documents.change(serde_json::from_value(params).unwrap(), Encoding::Utf16);
    }

    fn range(start: (u32, u32), end: (u32, u32)) -> Value {
        json!({"start": {"line": start.0, "character": start.1}, "end": {"line": end.0, "character": end.1}})
    }

    #[test]
    fn each_change_counts_in_the_text_that_the_one_before_has_left() {
        let (mut documents, uri) = opened("🎤a\n");
        let changes = json!([
            {"range": range((0, 2), (0, 2)), "text": "x\ny"},
            {"range": range((1, 1), (1, 2)), "text": "z"},
            {"range": range((9, 9), (9, 9)), "text": "end"},
        ]);
        change(&mut documents, 2, changes);
        let snapshot = documents.snapshot(&uri).unwrap();
        assert_eq!(
            (
                snapshot.document.text().to_string().as_str(),
                snapshot.version
            ),
            ("🎤x\nyz\nend", 2)
        );

        change(
            &mut documents,
            3,
            json!([{"text": "all"}, {"range": range((0, 0), (0, 1)), "text": "A"}]),
        );
        assert_eq!(
            documents
                .snapshot(&uri)
                .unwrap()
                .document
                .text()
                .to_string(),
            "All"
        );
    }

    #[test]
    fn a_snapshot_keeps_its_text_and_learns_that_it_is_old() {
        let (mut documents, uri) = opened("before");
        let snapshot = documents.snapshot(&uri).unwrap();
        assert!(snapshot.clone().superseded().now_or_never().is_none());
        change(&mut documents, 2, json!([{"text": "after"}]));
        assert_eq!(snapshot.document.text().to_string(), "before");
        assert!(snapshot.superseded().now_or_never().is_some());

        let snapshot = documents.snapshot(&uri).unwrap();
        documents.close(serde_json::from_value(json!({"textDocument": {"uri": URI}})).unwrap());
        assert!(snapshot.superseded().now_or_never().is_some());
        assert!(documents.snapshot(&uri).is_none());
    }

    #[test]
    fn a_change_of_a_document_that_is_not_open_changes_nothing() {
        let mut documents = Documents::default();
        change(&mut documents, 2, json!([{"text": "x"}]));
        assert!(documents.snapshot(&URI.parse().unwrap()).is_none());
    }
}
