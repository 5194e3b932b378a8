//! More than any user does: cancelled requests by the thousand, hundreds of documents, versions out of order.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::folder::watching;
use crate::mirror::{Mirror, found, outlined};
use crate::{URI, document, huge, modern};

const CANCELLED: i64 = -32800;
const SERVER_CANCELLED: i64 = -32802;

#[test]
fn each_request_in_a_storm_of_cancellations_is_answered_once() {
    let (mut client, _) = Client::initialized(modern());
    let mut mirror = Mirror::new(
        "Anna Example (Daily Sample):Why  now?\n".repeat(50),
        "utf-8",
    );
    client.open(URI, &mirror.text);
    let cancel =
        |client: &mut Client, id: &Value| client.notify("$/cancelRequest", json!({"id": id}));
    let mut asked = Vec::new();
    for round in 0..1_000 {
        // The last id again, which may be answered or not; the next one, which is not sent yet; unknown ones.
        let last = asked.last().copied().unwrap_or(0);
        for id in [
            json!(last),
            json!(last + 1),
            json!(-round),
            json!("unheard of"),
            json!(i64::MAX),
        ] {
            cancel(&mut client, &id);
        }
        if round % 10 == 0 {
            let change = mirror.replace(0..0, "Max Mustername:Yes.\n");
            client.change(URI, round, json!([change]));
        }
        let method = ["textDocument/documentSymbol", "textDocument/diagnostic"][round as usize % 2];
        asked.push(client.request(method, document()));
        if round % 3 == 0 {
            cancel(&mut client, &json!(asked[asked.len() - 1]));
        }
    }
    for id in &asked {
        cancel(&mut client, &json!(id));
        cancel(&mut client, &json!(id));
    }
    let outline = client.request("textDocument/documentSymbol", document());
    for id in &asked {
        if let Err(error) = client.answer(*id) {
            let code = error["code"].as_i64();
            assert!(
                [Some(CANCELLED), Some(SERVER_CANCELLED)].contains(&code),
                "{error}"
            );
        }
    }
    assert_eq!(
        client.answer(outline).map(|found| outlined(&found)),
        Ok(mirror.outline())
    );
    client.finish();
}

#[test]
fn a_cancellation_counts_for_what_came_before_it_alone() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, "Anna Example: Why?\n");
    let ids = 1_000..1_200;
    let mut session = String::new();
    for id in ids.clone() {
        for message in [
            json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": id}}),
            json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/documentSymbol", "params": document()}),
        ] {
            let body = message.to_string();
            session += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
        }
    }
    client.send_bytes(session.as_bytes());
    for id in ids {
        assert!(
            client.answer(id).is_ok(),
            "request {id} came after its cancellation"
        );
    }
    client.finish();
}

#[test]
fn five_hundred_documents_are_edited_in_turn() {
    let (mut client, _) = Client::initialized(modern());
    let uri = |n: usize| format!("file:///press/{}/{n}.presscript", n % 7);
    let mut mirrors: Vec<Mirror> = (0..500)
        .map(|n| Mirror::new(format!("Person{n} Example:Question {n}?\n"), "utf-8"))
        .collect();
    for (n, mirror) in mirrors.iter().enumerate() {
        client.open(&uri(n), &mirror.text);
    }
    let mut asked = Vec::new();
    for version in 2..6 {
        for (n, mirror) in mirrors.iter_mut().enumerate() {
            let line = format!("\nMR. SAMPLE{n}:Answer {version}.\n");
            let change = mirror.replace(mirror.text.len()..mirror.text.len(), &line);
            client.change(&uri(n), version, json!([change]));
            if (n + version as usize).is_multiple_of(4) {
                let params = json!({"textDocument": {"uri": uri(n)}});
                let id = client.request("textDocument/documentSymbol", params);
                asked.push((id, mirror.outline()));
            }
        }
    }
    for (id, outline) in asked {
        assert_eq!(client.answer(id).map(|found| outlined(&found)), Ok(outline));
    }
    for (n, mirror) in mirrors.iter().enumerate().step_by(9) {
        let report = client.ask(
            "textDocument/diagnostic",
            json!({"textDocument": {"uri": uri(n)}}),
        );
        assert_eq!(found(&report["items"]), mirror.findings());
    }
    client.finish();
}

/// The order on the wire counts; numbers are only said back.
#[test]
fn versions_may_repeat_and_go_back() {
    let (mut client, _) = Client::initialized(modern());
    let mut mirror = Mirror::new("Anna Example:Why?\n", "utf-8");
    client.open(URI, &mirror.text);
    for version in [7, 7, 3, 0, -5, i32::MAX, i32::MIN, 1] {
        let change = mirror.replace(0..0, "Max Mustername:Yes.\n\n");
        client.change(URI, version, json!([change]));
        let report = client.ask("textDocument/diagnostic", document());
        assert_eq!(found(&report["items"]), mirror.findings());
    }
    client.finish();
}

#[test]
fn a_document_that_is_opened_twice_has_its_last_text() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, "Anna Example:Why?\n");
    let mirror = Mirror::new("\nMax Mustername:Yes.\n", "utf-8");
    client.open(URI, &mirror.text);
    let report = client.ask("textDocument/diagnostic", document());
    assert_eq!(found(&report["items"]), mirror.findings());
    client.close(URI);
    client.close(URI);
    assert_eq!(
        client.ask_for_error("textDocument/diagnostic", document()),
        -32802
    );
    client.finish();
}

#[test]
fn changes_of_strange_ranges_leave_a_text_that_both_sides_agree_on() {
    let (mut client, _) = Client::initialized(json!({"textDocument": modern()["textDocument"]}));
    client.open(URI, "🎤a: b\r\nc");
    let place = |line: u32, character: u32| json!({"line": line, "character": character});
    let far = place(u32::MAX, u32::MAX);
    let changes = json!([
        // Reversed: an insertion at its start, as it stands.
        {"range": {"start": place(0, 4), "end": place(0, 2)}, "text": "X"},
        // From inside a surrogate pair: from the character's start.
        {"range": {"start": place(0, 1), "end": place(0, 1)}, "text": "Y"},
        // Behind the line: its end, before the line break.
        {"range": {"start": place(0, 99), "end": place(1, 0)}, "text": "\n"},
        {"range": {"start": far, "end": far}, "text": "Z"},
        {"range": {"start": far, "end": place(0, 0)}, "text": "!"},
        // `rangeLength` is deprecated and may be wrong.
        {"range": {"start": place(0, 0), "end": place(0, 0)}, "rangeLength": 99, "text": ""},
    ]);
    client.change(URI, 2, changes);
    client.change(URI, 3, json!([]));
    let mirror = Mirror::new("Y🎤a:X b\ncZ!", "utf-16");
    let symbols = client.ask("textDocument/documentSymbol", document());
    assert_eq!(outlined(&symbols), mirror.outline());
    client.finish();
}

#[test]
fn a_client_that_never_answers_is_served_like_any_other() {
    let (mut client, _) = Client::initialized(watching());
    let mut mirror = Mirror::new("Anna Example:Why?\n", "utf-8");
    client.open(URI, &mirror.text);
    for version in 2..100 {
        let files = json!({"changes": [{"uri": "file:///press/presscript.toml", "type": 2}]});
        client.notify("workspace/didChangeWatchedFiles", files);
        let change = mirror.replace(0..0, "Max Mustername:Yes.\n\n");
        client.change(URI, version, json!([change]));
    }
    let report = client.ask("textDocument/diagnostic", document());
    assert_eq!(found(&report["items"]), mirror.findings());
    client.ask("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    while let Some(message) = client.next_message() {
        assert!(
            message["method"].is_string(),
            "only the server's own requests are left: {message}"
        );
    }
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn an_id_that_is_used_twice_is_answered_twice() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &huge());
    let message = json!({"jsonrpc": "2.0", "id": 70, "method": "textDocument/documentSymbol", "params": document()});
    for _ in 0..3 {
        client.send_raw(message.to_string().as_bytes());
    }
    for _ in 0..2 {
        let error = client.answer(70).expect_err("the id is in use");
        assert_eq!(error["code"], -32600);
    }
    client.notify("$/cancelRequest", json!({"id": 70}));
    let error = client.answer(70).expect_err("it was cancelled");
    assert_eq!(error["code"], CANCELLED);
    client.finish();
}
