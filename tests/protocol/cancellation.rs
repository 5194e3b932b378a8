//! Requests that nobody needs any more, and answers that would be out of date.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::{URI, document, huge, modern};

const CANCELLED: i64 = -32800;
const SERVER_CANCELLED: i64 = -32802;
const CONTENT_MODIFIED: i64 = -32801;

fn code(answer: &Result<Value, Value>) -> Option<i64> {
    answer.as_ref().err()?["code"].as_i64()
}

#[test]
fn requests_can_be_cancelled_behind_many_others() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &huge());
    client.open("file:///small", "Anna Example: Why?\n");
    let ids: Vec<_> = (0..200)
        .map(|_| client.request("textDocument/documentSymbol", document()))
        .collect();
    let small = client.request(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": "file:///small"}}),
    );
    for id in ids.iter().rev() {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    assert!(client.answer(small).is_ok());
    for id in ids {
        assert_eq!(code(&client.answer(id)), Some(CANCELLED));
    }
    client.finish();
}

#[test]
fn edits_for_an_older_version_are_refused() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &huge());
    let options = json!({"tabSize": 4, "insertSpaces": true});
    let format = client.request(
        "textDocument/formatting",
        json!({"textDocument": {"uri": URI}, "options": options}),
    );
    let place = json!({"line": 0, "character": 0});
    let range = json!({"start": place, "end": place});
    let context = json!({"diagnostics": []});
    let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
    let action = client.request("textDocument/codeAction", params);
    client.change(URI, 2, json!([{"text": "Anna Example: Why?\n"}]));
    assert_eq!(code(&client.answer(format)), Some(CONTENT_MODIFIED));
    assert_eq!(code(&client.answer(action)), Some(CONTENT_MODIFIED));

    let again = client.try_ask(
        "textDocument/formatting",
        json!({"textDocument": {"uri": URI}, "options": options}),
    );
    assert_eq!(again, Ok(json!([])));
    client.finish();
}

#[test]
fn diagnostics_of_an_older_version_are_to_be_asked_for_again() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &huge());
    let id = client.request("textDocument/diagnostic", document());
    client.change(URI, 2, json!([{"text": "Anna Example: Why?\n"}]));
    let error = client.answer(id).expect_err("the document has changed");
    assert_eq!(error["code"], SERVER_CANCELLED);
    assert_eq!(error["data"], json!({"retriggerRequest": true}));
    client.finish();
}

#[test]
fn a_read_waits_for_no_other_document() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &huge());
    client.open("file:///small", "Anna Example: Why?\n");
    let slow = client.request("textDocument/documentSymbol", document());
    let quick = client.request(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": "file:///small"}}),
    );
    assert_eq!(client.next_message().expect("an answer")["id"], quick);
    client.notify("$/cancelRequest", json!({"id": slow}));
    assert_eq!(code(&client.answer(slow)), Some(CANCELLED));
    client.finish();
}

/// A client that sends much before it reads anything would wait for ever for a server that does the same.
#[test]
fn a_client_that_reads_late_gets_everything() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &"Anna Example:Why?\n\n".repeat(20));
    // More than a pipe holds, in both directions.
    let ids: Vec<_> = (0..1_000)
        .map(|_| client.request("textDocument/diagnostic", document()))
        .collect();
    for id in ids {
        let report = client.answer(id).expect("a report");
        assert_eq!(report["items"].as_array().map(Vec::len), Some(20));
    }
    client.finish();
}
