//! The language server as a client sees it: the real binary, real pipes, and every message accounted for.

mod cancellation;
mod config;
mod diagnostics;
mod encodings;
mod features;
mod lifecycle;
mod malformed;
mod mirror;
mod sync;

use serde_json::{Value, json};

/// The document that most tests open.
const URI: &str = "file:///press/briefing.presscript";

/// What a modern client can do.
fn modern() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
        "textDocument": {
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}}},
            "diagnostic": {},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "foldingRange": {"lineFoldingOnly": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "publishDiagnostics": {
                "relatedInformation": true,
                "tagSupport": {"valueSet": [1, 2]},
                "codeDescriptionSupport": true,
                "dataSupport": true,
            },
        },
    })
}

/// The parameters of a request about the document.
fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

/// A text whose analysis takes far longer than writing a few messages.
fn huge() -> String {
    "Anna Example (Daily Sample):Is this the  question?\n\nMinister Max Mustername: It is.\n\n"
        .repeat(8_000)
}
