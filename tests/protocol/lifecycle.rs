//! Beginning and end: what is answered when, and which exit code follows.

use std::process::Command;

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::{URI, document, huge, modern};

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;

#[test]
fn shutdown_and_exit_end_it_with_success() {
    let (client, _) = Client::initialized(modern());
    client.finish();
}

#[test]
fn it_says_who_it_is() {
    let mut client = Client::start();
    let result = client.ask(
        "initialize",
        json!({"processId": null, "rootUri": null, "capabilities": {}}),
    );
    assert_eq!(result["serverInfo"]["name"], "presscript");
    client.finish();
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let (mut client, _) = Client::initialized(modern());
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn exit_before_initialize_is_a_failure() {
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn exit_sent_right_behind_shutdown_leaves_it_its_answer() {
    let (mut client, _) = Client::initialized(modern());
    let shutdown = client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(shutdown), Ok(Value::Null));
    assert_eq!(client.exit_code(), 0);
}

/// The protocol has none, but some clients send an empty object.
#[test]
fn shutdown_may_come_with_parameters() {
    for params in [json!({}), json!([]), json!(null), json!(7)] {
        let (mut client, _) = Client::initialized(modern());
        let message =
            json!({"jsonrpc": "2.0", "id": "end", "method": "shutdown", "params": params});
        client.send_raw(message.to_string().as_bytes());
        let answer = client.next_message().expect("an answer");
        assert_eq!(
            (&answer["id"], answer.get("result")),
            (&json!("end"), Some(&Value::Null))
        );
        client.notify("exit", params);
        assert_eq!(client.exit_code(), 0);
    }
}

#[test]
fn a_client_that_has_closed_its_ears_can_still_end_it() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &"Anna Example:Why?\n\n".repeat(20));
    client.close_output();
    for _ in 0..1_000 {
        client.request("textDocument/diagnostic", document());
    }
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code_unread(), 0);
}

#[test]
fn the_end_of_the_input_ends_it() {
    let (mut client, _) = Client::initialized(modern());
    client.hang_up();
    assert_eq!(client.exit_code(), 1);

    let (mut client, _) = Client::initialized(modern());
    client.ask("shutdown", Value::Null);
    client.hang_up();
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn what_was_asked_before_the_end_of_the_input_is_answered() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, "Anna Example: Why?\n");
    let symbols = client.request("textDocument/documentSymbol", document());
    client.hang_up();
    assert!(client.answer(symbols).is_ok());
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn work_that_goes_on_holds_up_neither_shutdown_nor_exit() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &huge());
    let reads: Vec<_> = (0..50)
        .map(|_| client.request("textDocument/documentSymbol", document()))
        .collect();
    let shutdown = client.request("shutdown", Value::Null);
    let first = client.next_message().expect("an answer");
    assert_eq!(first["id"], shutdown, "the reads can't be done yet");
    client.notify("exit", Value::Null);
    for read in reads {
        let _ = client.answer(read);
    }
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn a_client_that_reads_nothing_cannot_keep_it_alive() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &"Anna Example:Why?\n\n".repeat(20));
    for _ in 0..1_000 {
        client.request("textDocument/diagnostic", document());
    }
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code_unread(), 0);
}

#[test]
#[cfg(unix)]
fn it_ends_when_its_parent_has_ended() {
    let mut parent = Command::new("sleep")
        .arg("600")
        .spawn()
        .expect("there is a command `sleep`");
    let mut client = Client::start();
    client.ask(
        "initialize",
        json!({"processId": parent.id(), "rootUri": null, "capabilities": {}}),
    );
    client.notify("initialized", json!({}));
    assert_eq!(
        client.ask_for_error("textDocument/hover", json!({})),
        -32602,
        "it runs while its parent does"
    );
    parent
        .kill()
        .and_then(|()| parent.wait())
        .expect("the parent ends");
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn nothing_is_served_before_initialize() {
    let mut client = Client::start();
    client.open(URI, "Anna Example: Why?\n");
    assert_eq!(
        client.ask_for_error("textDocument/documentSymbol", document()),
        NOT_INITIALIZED
    );
    assert_eq!(
        client.ask_for_error("shutdown", Value::Null),
        NOT_INITIALIZED
    );

    client.ask(
        "initialize",
        json!({"processId": null, "rootUri": null, "capabilities": modern()}),
    );
    let error = client.ask_for_error("textDocument/documentSymbol", document());
    assert_eq!(error, -32801, "what was opened too early is not open");
    client.finish();
}

#[test]
fn it_is_initialized_once() {
    let (mut client, _) = Client::initialized(modern());
    let again = json!({"processId": null, "rootUri": null, "capabilities": {}});
    assert_eq!(client.ask_for_error("initialize", again), INVALID_REQUEST);
    client.finish();
}

#[test]
fn nothing_is_served_after_shutdown() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, "Anna Example: Why?\n");
    client.ask("shutdown", Value::Null);
    assert_eq!(
        client.ask_for_error("textDocument/documentSymbol", document()),
        INVALID_REQUEST
    );
    assert_eq!(
        client.ask_for_error("shutdown", Value::Null),
        INVALID_REQUEST
    );
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}
