//! The language server as a client sees it: the real binary, real pipes, and every message accounted for.

mod call_hierarchy;
mod cancellation;
mod capabilities;
mod code_action;
mod code_lens;
mod completion;
mod config;
mod cursor;
mod definition;
mod diagnostics;
mod document_highlight;
mod document_link;
mod document_symbol;
mod encodings;
mod every_method;
mod execute_command;
mod features;
mod folder;
mod formatting;
mod framing;
mod huge_document;
mod inlay_hint;
mod lifecycle;
mod linked_editing_range;
mod log;
mod malformed;
mod memory;
mod mirror;
mod partial_results;
mod random_session;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod settings;
mod storm;
mod sync;
mod uris;
mod workspace_diagnostics;
mod workspace_symbol;

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

/// What a client can do that can do everything that an answer of the server depends on.
fn complete() -> Value {
    let mut client = modern();
    let actions = &mut client["textDocument"]["codeAction"];
    actions["dataSupport"] = json!(true);
    actions["resolveSupport"] = json!({"properties": ["edit"]});
    client["textDocument"]["foldingRange"]["foldingRange"] = json!({"collapsedText": true});
    client["textDocument"]["inlayHint"] =
        json!({"resolveSupport": {"properties": ["tooltip", "label.location"]}});
    client["textDocument"]["rangeFormatting"] = json!({"rangesSupport": true});
    let operations = json!({"didCreate": true, "didRename": true, "didDelete": true});
    client["workspace"]["fileOperations"] = operations;
    client["textDocument"]["rename"] = json!({"prepareSupport": true});
    client["textDocument"]["semanticTokens"] = json!({
        "requests": {"full": {"delta": true}, "range": true},
        "tokenTypes": ["function"],
        "tokenModifiers": ["declaration"],
        "formats": ["relative"],
    });
    client
}

/// The parameters of a request about a place in the document.
fn at(position: &Value) -> Value {
    json!({"textDocument": {"uri": URI}, "position": position})
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
