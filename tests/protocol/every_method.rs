//! What holds for each method that the server advertises: bad parameters, places that don't exist, strange texts.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::{URI, complete};

const INVALID_PARAMS: i64 = -32602;

/// The requests of each capability. A new capability needs a line here; those that have none are listed too.
const METHODS: &[(&str, &[&str])] = &[
    (
        "callHierarchyProvider",
        &[
            "textDocument/prepareCallHierarchy",
            "callHierarchy/incomingCalls",
            "callHierarchy/outgoingCalls",
        ],
    ),
    ("codeActionProvider", &["textDocument/codeAction"]),
    (
        "codeLensProvider",
        &["textDocument/codeLens", "codeLens/resolve"],
    ),
    (
        "completionProvider",
        &["textDocument/completion", "completionItem/resolve"],
    ),
    ("declarationProvider", &["textDocument/declaration"]),
    ("definitionProvider", &["textDocument/definition"]),
    ("diagnosticProvider", &["textDocument/diagnostic"]),
    ("documentFormattingProvider", &["textDocument/formatting"]),
    (
        "documentHighlightProvider",
        &["textDocument/documentHighlight"],
    ),
    ("documentLinkProvider", &["textDocument/documentLink"]),
    (
        "documentOnTypeFormattingProvider",
        &["textDocument/onTypeFormatting"],
    ),
    (
        "documentRangeFormattingProvider",
        &[
            "textDocument/rangeFormatting",
            "textDocument/rangesFormatting",
        ],
    ),
    ("documentSymbolProvider", &["textDocument/documentSymbol"]),
    ("executeCommandProvider", &["workspace/executeCommand"]),
    ("foldingRangeProvider", &["textDocument/foldingRange"]),
    ("hoverProvider", &["textDocument/hover"]),
    (
        "inlayHintProvider",
        &["textDocument/inlayHint", "inlayHint/resolve"],
    ),
    (
        "linkedEditingRangeProvider",
        &["textDocument/linkedEditingRange"],
    ),
    ("positionEncoding", &[]),
    ("referencesProvider", &["textDocument/references"]),
    (
        "renameProvider",
        &["textDocument/prepareRename", "textDocument/rename"],
    ),
    ("selectionRangeProvider", &["textDocument/selectionRange"]),
    (
        "semanticTokensProvider",
        &[
            "textDocument/semanticTokens/full",
            "textDocument/semanticTokens/full/delta",
            "textDocument/semanticTokens/range",
        ],
    ),
    ("textDocumentSync", &[]),
    ("workspace", &[]),
    ("workspaceSymbolProvider", &["workspace/symbol"]),
];

fn methods() -> impl Iterator<Item = &'static str> {
    METHODS
        .iter()
        .flat_map(|(_, methods)| methods.iter().copied())
}

/// A client whose columns count what `encoding` says.
fn client(encoding: &str) -> (Client, Value) {
    let mut capabilities = complete();
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    Client::initialized(capabilities)
}

/// Parameters with all that any of the methods asks for, each about the places from `start` to `end`.
fn params(uri: &str, start: &Value, end: &Value) -> Value {
    let document = json!({"uri": uri, "version": 1});
    let range = json!({"start": start, "end": end});
    json!({
        "textDocument": document,
        "position": start,
        "positions": [start, end],
        "range": range,
        "ranges": [range, range],
        "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1},
        "options": {"tabSize": 4, "insertSpaces": true},
        "previousResultId": "unheard of",
        "query": "a",
        "newName": "Max Mustername",
        "ch": "\n",
        "item": {"name": "Anna Example", "kind": 12, "uri": uri, "range": range, "selectionRange": range},
        "label": "Anna Example",
        "data": {"textDocument": document, "exchange": 0, "turn": 0},
        "arguments": [{"textDocument": document, "position": start}],
    })
}

fn place(line: u32, character: u32) -> Value {
    json!({"line": line, "character": character})
}

#[test]
fn each_capability_has_its_methods_listed() {
    let (client, server) = client("utf-16");
    client.finish();
    let advertised = server.as_object().expect("capabilities are an object");
    let listed: Vec<_> = METHODS.iter().map(|(name, _)| *name).collect();
    let mut advertised: Vec<_> = advertised.keys().map(String::as_str).collect();
    advertised.sort_unstable();
    assert_eq!(advertised, listed);
}

#[test]
fn wrong_parameters_are_an_error_that_says_so() {
    let (mut client, _) = client("utf-16");
    client.open(URI, "Anna Example: Why?\n");
    let zero = place(0, 0);
    let mut wrong = vec![
        Value::Null,
        json!({}),
        json!([]),
        json!([7, null, "x"]),
        json!(7),
        json!(-0.5),
        json!(true),
        json!("text"),
    ];
    // Each of these breaks every method, since all have something of what is broken here.
    for bad in [Value::Null, json!(7), json!([]), json!({}), place(0, 0)] {
        let mut params = params(URI, &zero, &zero);
        params["command"] = json!("presscript.nextTurn");
        for member in params.as_object_mut().expect("an object").values_mut() {
            *member = bad.clone();
        }
        wrong.push(params);
    }
    for position in [
        json!({"line": -1, "character": 0}),
        json!({"line": 0.5, "character": 0}),
        json!({"line": "0", "character": 0}),
        json!({"line": 4_294_967_296_u64, "character": 0}),
        json!({"line": 0}),
    ] {
        let mut params = params(URI, &position, &position);
        params["command"] = json!("presscript.nextTurn");
        // So that what has no position is wrong as well.
        params["textDocument"] = json!({"uri": position});
        params["query"] = position;
        wrong.push(params);
    }
    for method in methods() {
        for params in &wrong {
            assert_eq!(
                client.ask_for_error(method, params.clone()),
                INVALID_PARAMS,
                "{method} {params}"
            );
        }
        let explicit_null =
            json!({"jsonrpc": "2.0", "id": "null", "method": method, "params": null});
        client.send_raw(explicit_null.to_string().as_bytes());
        let answer = client.next_message().expect("an answer");
        assert_eq!(
            (&answer["id"], &answer["error"]["code"]),
            (&json!("null"), &json!(INVALID_PARAMS))
        );
    }
    client.finish();
}

/// Texts in which places are hard to find.
const TEXTS: &[&str] = &[
    "",
    "\n",
    "\r",
    "---",
    "---\ncast:\n  - name: Anna 🎤 Example\n---\nAnna 🎤 Example: Why?\n",
    "🎤🎤: 🎤 [inaudible 🎤]\r\n\r\n[^1]: 🎤",
    "Anna Example (Daily Sample):Why  now? [^1]\r\n\r\nMR. SAMPLE: Over to Anna Example. https://example.org\r\n\r\nSpeaker 1: e\u{301}\u{2028}\r\r[^1]: A note.",
];

#[test]
fn places_that_do_not_exist_are_no_error() {
    const MAX: u32 = u32::MAX;
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let (mut client, server) = client(encoding);
        let commands = &server["executeCommandProvider"]["commands"];
        let commands = commands.as_array().expect("a list");
        let mut asked = Vec::new();
        for (n, text) in TEXTS.iter().enumerate() {
            let uri = format!("file:///press/{n}.presscript");
            client.open(&uri, text);
            let inside = [(0, 1), (0, 3), (1, 13), (1, 14), (2, 9), (4, 7)];
            let outside = [(0, MAX), (MAX, 0), (MAX, MAX), (7, 0)];
            for (line, column) in inside.into_iter().chain(outside) {
                let here = place(line, column);
                // An empty range, a reversed one, and one that ends nowhere.
                for end in [here.clone(), place(0, 0), place(MAX, MAX)] {
                    for method in methods() {
                        let mut params = params(&uri, &here, &end);
                        if method == "workspace/executeCommand" {
                            params["command"] = commands[asked.len() % commands.len()].clone();
                        }
                        let id = client.request(method, params);
                        asked.push((id, method, *text, here.clone(), end.clone()));
                    }
                }
            }
        }
        for (id, method, text, start, end) in asked {
            let answer = client.answer(id);
            // Where nothing can be renamed, an error is how the protocol says why.
            let refuses = method.ends_with("/rename") || method.ends_with("/prepareRename");
            let told = |error: &Value| {
                (error["code"] == -32801 && method.ends_with("/resolve"))
                    || (error["code"] == -32803 && refuses)
            };
            assert!(
                answer.as_ref().map_or_else(told, |_| true),
                "{method} {start} {end} in {text:?}: {answer:?}"
            );
        }
        client.finish();
    }
}

#[test]
fn a_method_that_is_sent_as_a_notification_is_passed_over() {
    let (mut client, _) = client("utf-16");
    client.open(URI, "Anna Example: Why?\n");
    let zero = place(0, 0);
    for method in methods() {
        client.notify(method, params(URI, &zero, &zero));
        client.notify(method, Value::Null);
    }
    client.finish();
}

#[test]
fn each_method_has_the_error_of_its_moment() {
    let (mut client, not_initialized, shut_down) = (Client::start(), -32002, -32600);
    let zero = place(0, 0);
    let params = params(URI, &zero, &zero);
    for method in methods() {
        assert_eq!(
            client.ask_for_error(method, params.clone()),
            not_initialized,
            "{method}"
        );
        assert_eq!(
            client.ask_for_error(method, Value::Null),
            not_initialized,
            "{method}"
        );
    }
    let initialize = json!({"processId": null, "rootUri": null, "capabilities": complete()});
    client.ask("initialize", initialize);
    client.ask("shutdown", Value::Null);
    for method in methods() {
        assert_eq!(
            client.ask_for_error(method, params.clone()),
            shut_down,
            "{method}"
        );
        assert_eq!(
            client.ask_for_error(method, Value::Null),
            shut_down,
            "{method}"
        );
    }
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}
