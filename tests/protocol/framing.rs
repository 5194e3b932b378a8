//! The bytes on the wire: however a client cuts and heads its messages, they arrive, or the server ends and says so.

use std::fmt::Write;

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::{URI, document, modern};

const INVALID_REQUEST: i64 = -32600;

/// A message as it stands on the wire.
fn framed(message: &Value) -> String {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

fn request(id: i64, method: &str, params: &Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

fn opening(text: &str) -> Value {
    let item = json!({"uri": URI, "languageId": "presscript", "version": 1, "text": text});
    json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}})
}

#[test]
fn a_message_may_come_byte_by_byte() {
    let (mut client, _) = Client::initialized(modern());
    let session = framed(&opening("🎤 Anna Example: Why?\n"))
        + &framed(&request(90, "textDocument/documentSymbol", &document()));
    for byte in session.bytes() {
        client.send_bytes(&[byte]);
    }
    assert!(client.answer(90).is_ok());
    client.finish();
}

#[test]
fn many_messages_may_come_at_once() {
    let (mut client, _) = Client::initialized(modern());
    let mut session = framed(&opening("Anna Example: Why?\n"));
    for id in 100..200 {
        session += &framed(&request(id, "textDocument/documentSymbol", &document()));
    }
    client.send_bytes(session.as_bytes());
    for id in 100..200 {
        assert!(client.answer(id).is_ok());
    }
    client.finish();
}

#[test]
fn headers_are_read_as_those_of_http_are() {
    let (mut client, _) = Client::initialized(modern());
    // Some clients end their messages with a line break that they don't count.
    let mut session = "\r\n\n".to_owned();
    let heads: [fn(usize) -> String; 5] = [
        |length| format!("content-length: {length}\r\n\r\n"),
        |length| format!("CONTENT-LENGTH:{length}\r\n\r\n"),
        |length| format!("Content-Length:   {length}  \r\n\r\n"),
        |length| {
            format!(
                "Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: {length}\r\n\r\n"
            )
        },
        |length| format!("Content-Length: {length}\r\nX-Unknown: a: b\r\n\r\n"),
    ];
    for (id, head) in (300..).zip(heads) {
        let body = request(id, "press/release", &json!({})).to_string();
        write!(session, "{}{body}", head(body.len())).expect("text can be written");
    }
    client.send_bytes(session.as_bytes());
    for (id, _) in (300..).zip(heads) {
        assert!(client.answer(id).is_err(), "request {id} is answered");
    }
    client.finish();
}

/// Nobody can tell where the next message begins, and to wait for it would be to hang.
#[test]
fn what_cannot_be_a_header_ends_the_server() {
    let body = request(7, "textDocument/documentSymbol", &document()).to_string();
    let cut = body.len() - 9;
    for bytes in [
        format!("Content-Length: {cut}\r\n\r\n{body}")
            + &framed(&request(8, "shutdown", &Value::Null)),
        format!("Content-Length: many\r\n\r\n{body}"),
        format!("Content-Length: -1\r\n\r\n{body}"),
        format!("Content-Length: 18446744073709551615\r\n\r\n{body}"),
        format!("Content-Length: 99999999999999999999999\r\n\r\n{body}"),
        format!("Content-Type: text\r\n\r\n{body}"),
        format!("{body}\n"),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        "x".repeat(1 << 13),
    ] {
        let (mut client, _) = Client::initialized(modern());
        client.send_bytes(bytes.as_bytes());
        while let Some(message) = client.next_message() {
            assert_eq!(message["id"], Value::Null, "{message}");
            assert!(message["error"].is_object(), "{message}");
        }
        assert_eq!(client.exit_code(), 1, "{:.60}", bytes);
    }
}

#[test]
fn a_message_that_is_cut_off_by_the_end_is_not_served() {
    let (mut client, _) = Client::initialized(modern());
    let whole = framed(&request(7, "shutdown", &Value::Null));
    client.send_bytes(&whole.as_bytes()[..whole.len() - 1]);
    client.hang_up();
    assert_eq!(client.exit_code(), 1);
}

/// The protocol has no batches.
#[test]
fn a_batch_is_answered_with_one_error() {
    let (mut client, _) = Client::initialized(modern());
    let batch = json!([
        request(7, "textDocument/documentSymbol", &document()),
        request(8, "shutdown", &Value::Null),
    ]);
    client.send_raw(batch.to_string().as_bytes());
    assert_eq!(client.anonymous_error(), INVALID_REQUEST);
    client.finish();
}

#[test]
fn json_that_is_nested_without_end_is_an_error() {
    let (mut client, _) = Client::initialized(modern());
    let deep = "[".repeat(100_000);
    client.send_raw(deep.as_bytes());
    client.send_raw(format!("{{\"a\":{deep}").as_bytes());
    client.send_raw(format!("{deep}{}", "]".repeat(100_000)).as_bytes());
    for _ in 0..3 {
        assert_eq!(client.anonymous_error(), -32700);
    }
    client.finish();
}

#[test]
fn ids_of_every_kind_come_back_as_they_were() {
    let (mut client, _) = Client::initialized(modern());
    for id in [
        json!(0),
        json!(-1),
        json!(i64::MAX),
        json!(""),
        json!("🎤"),
        json!("7"),
    ] {
        let message = json!({"jsonrpc": "2.0", "id": id, "method": "press/release"});
        client.send_raw(message.to_string().as_bytes());
        let answer = client.next_message().expect("an answer");
        assert_eq!(
            (&answer["id"], &answer["error"]["code"]),
            (&id, &json!(-32601))
        );
    }
    client.finish();
}
