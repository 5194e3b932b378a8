//! A document with a cursor in it, in a client that counts columns in UTF-16 as most do.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::Mirror;
use crate::{URI, modern};

/// An open document, and where its `$0` stood.
pub struct Cursor {
    pub client: Client,
    pub mirror: Mirror,
    pub position: Value,
}

impl Cursor {
    /// Opens a text in a modern client.
    pub fn in_text(text: &str) -> Self {
        Self::with(modern(), text)
    }

    /// Opens a text in a client that can do this.
    pub fn with(mut capabilities: Value, text: &str) -> Self {
        capabilities["general"]["positionEncodings"] = json!(["utf-16"]);
        let (mut client, server) = Client::initialized(capabilities);
        assert_eq!(server["positionEncoding"], "utf-16");
        let at = text.find("$0").expect("a cursor");
        let mirror = Mirror::new(text.replacen("$0", "", 1), "utf-16");
        client.open(URI, &mirror.text);
        if server.get("diagnosticProvider").is_none() {
            client.notification("textDocument/publishDiagnostics");
        }
        let position = mirror.position(at);
        Self {
            client,
            mirror,
            position,
        }
    }

    /// Asks about the cursor.
    pub fn ask(&mut self, method: &str) -> Value {
        let position = self.position.clone();
        let params = json!({"textDocument": {"uri": URI}, "position": position, "context": {"includeDeclaration": true, "triggerKind": 1}});
        self.client.ask(method, params)
    }

    /// A range as its line (from 1) and its text.
    pub fn shown(&self, range: &Value) -> String {
        let line = range["start"]["line"].as_u64().expect("a line") + 1;
        format!("{line} {}", self.mirror.text_of(range))
    }

    /// Ranges within a list of answers.
    pub fn all(&self, answers: &Value, range: &str) -> Vec<String> {
        let answers = answers.as_array().expect("a list").iter();
        answers.map(|answer| self.shown(&answer[range])).collect()
    }
}

/// Places that are in no text: behind a line, behind the document.
pub fn out_of_range() -> [Value; 2] {
    [
        json!({"line": 0, "character": u32::MAX}),
        json!({"line": u32::MAX, "character": 7}),
    ]
}
