//! Whatever a client sends, a request gets an answer, and the server lives.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::{Mirror, found};
use crate::{URI, document, modern};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

#[test]
fn wrong_parameters_are_answered_with_an_error() {
    let (mut client, _) = Client::initialized(modern());
    for params in [
        Value::Null,
        json!({}),
        json!([]),
        json!(7),
        json!({"textDocument": 7}),
        json!({"textDocument": {"uri": ":"}}),
    ] {
        for method in [
            "textDocument/hover",
            "textDocument/documentSymbol",
            "textDocument/formatting",
            "textDocument/codeAction",
            "textDocument/foldingRange",
            "textDocument/diagnostic",
        ] {
            assert_eq!(
                client.ask_for_error(method, params.clone()),
                INVALID_PARAMS,
                "{method} {params}"
            );
        }
    }
    client.finish();
}

#[test]
fn wrong_initialize_parameters_can_be_mended() {
    let mut client = Client::start();
    assert_eq!(
        client.ask_for_error("initialize", json!({"capabilities": 7})),
        INVALID_PARAMS
    );
    client.ask(
        "initialize",
        json!({"processId": null, "rootUri": null, "capabilities": {}}),
    );
    client.finish();
}

#[test]
fn a_request_about_no_document_is_an_error() {
    let (mut client, _) = Client::initialized(modern());
    for params in [
        json!({"ranges": []}),
        json!({"textDocument": {"uri": 7}, "ranges": []}),
    ] {
        let error = client.ask_for_error("textDocument/rangesFormatting", params);
        assert_eq!(error, INVALID_PARAMS);
    }
    client.finish();
}

#[test]
fn unknown_requests_are_answered_and_unknown_notifications_passed_over() {
    let (mut client, _) = Client::initialized(modern());
    assert_eq!(
        client.ask_for_error("press/release", json!({})),
        METHOD_NOT_FOUND
    );
    assert_eq!(client.ask_for_error("$/press", json!({})), METHOD_NOT_FOUND);
    client.notify("press/release", json!({}));
    client.notify("$/press", json!({"value": "verbose"}));
    client.notify("$/cancelRequest", json!({"id": "unheard of"}));
    client.notify("$/cancelRequest", json!({}));
    client.notify("textDocument/didSave", document());
    client.finish();
}

#[test]
fn a_notification_sent_as_a_request_is_an_error() {
    let (mut client, _) = Client::initialized(modern());
    assert_eq!(
        client.ask_for_error("textDocument/didClose", document()),
        INVALID_REQUEST
    );
    client.finish();
}

#[test]
fn what_is_no_message_is_an_error() {
    let (mut client, _) = Client::initialized(modern());
    for (body, code) in [
        (&b"{\"jsonrpc\":"[..], PARSE_ERROR),
        (b"", PARSE_ERROR),
        (b"\xff\xfe", PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"{}", INVALID_REQUEST),
    ] {
        client.send_raw(body);
        assert_eq!(
            client.anonymous_error(),
            code,
            "{}",
            String::from_utf8_lossy(body)
        );
    }
    client.finish();
}

#[test]
fn a_response_that_nobody_waits_for_is_passed_over() {
    let (mut client, _) = Client::initialized(modern());
    client.send_raw(br#"{"jsonrpc":"2.0","id":99,"result":null}"#);
    client.finish();
}

#[test]
fn malformed_notifications_change_nothing() {
    let (mut client, _) = Client::initialized(modern());
    let mirror = Mirror::new("Anna Example:Why?\n", "utf-8");
    client.open(URI, &mirror.text);
    client.notify(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": URI}}),
    );
    client.notify(
        "textDocument/didChange",
        json!({"contentChanges": [{"text": "lost"}]}),
    );
    client.notify("textDocument/didClose", json!({}));
    client.notify("textDocument/didChange", Value::Null);
    client.change("file:///never-opened", 2, json!([{"text": "x"}]));
    client.close("file:///never-opened");
    let report = client.ask("textDocument/diagnostic", document());
    assert_eq!(found(&report["items"]), mirror.findings());
    client.finish();
}

#[test]
fn positions_that_do_not_exist_are_moved_to_ones_that_do() {
    let (mut client, _) = Client::initialized(modern());
    let far = json!({"line": u32::MAX, "character": u32::MAX});
    let mut mirror = Mirror::new("Anna Example:Why?\r\nBecause 🎤\r\n", "utf-8");
    client.open(URI, &mirror.text);

    client.ask(
        "textDocument/hover",
        json!({"textDocument": {"uri": URI}, "position": far}),
    );
    let range = json!({"start": {"line": 1, "character": 9}, "end": far});
    let context = json!({"diagnostics": []});
    client.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": URI}, "range": range, "context": context}),
    );

    let past_the_line = json!({"line": 0, "character": 999});
    let changes = json!([
        {"range": {"start": past_the_line, "end": past_the_line}, "text": " Now?"},
        {"range": {"start": far, "end": far}, "text": "Max Mustername:Yes"},
    ]);
    client.change(URI, 2, changes);
    mirror.text = "Anna Example:Why? Now?\r\nBecause 🎤\r\nMax Mustername:Yes".into();
    let report = client.ask("textDocument/diagnostic", document());
    assert_eq!(found(&report["items"]), mirror.findings());
    client.finish();
}
