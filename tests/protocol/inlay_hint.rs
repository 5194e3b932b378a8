//! Inlay hints: who speaks where the label says less, and which question it is.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::Mirror;
use crate::{URI, complete, modern};

const TEXT: &str = "---\r\ncast:\r\n  - Anna Example (FBC) {press}\r\n---\r\nHarbour Council Chair Max Mustername: Good day.\r\n\r\nAnna Example (FBC): 🎤 Why?\r\n\r\nHarbour Council Chair: 🎤 So.\r\n\r\n[🎤] Ms. Example: And?\r\n\r\nChair Mustername: Yes.\r\n";

fn opened(capabilities: Value, encoding: &'static str) -> (Client, Mirror) {
    let (mut client, server) = Client::initialized(capabilities);
    client.open(URI, TEXT);
    if server.get("diagnosticProvider").is_none() {
        client.notification("textDocument/publishDiagnostics");
    }
    (client, Mirror::new(TEXT, encoding))
}

fn hints(client: &mut Client, range: &Value) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": URI}, "range": range});
    let hints = client.ask("textDocument/inlayHint", params);
    hints.as_array().expect("a list").clone()
}

fn label(hint: &Value) -> &str {
    hint["label"][0]["value"].as_str().expect("one part")
}

/// The text with the hints in it.
fn show(mirror: &Mirror, hints: &[Value]) -> String {
    let mut text = mirror.text.clone();
    for hint in hints.iter().rev() {
        let at = mirror.bytes(&json!({"start": hint["position"], "end": hint["position"]}));
        text.insert_str(at.start, &format!("«{}»", label(hint)));
    }
    text
}

#[test]
fn they_stand_behind_labels_and_before_questions() {
    for (capabilities, encoding) in [(modern(), "utf-8"), (json!({}), "utf-16")] {
        let (mut client, mirror) = opened(capabilities, encoding);
        let whole = mirror.range(&(0..TEXT.len()));
        let shown = show(&mirror, &hints(&mut client, &whole));
        for line in [
            "\r\nHarbour Council Chair Max Mustername: Good day.",
            "\r\nAnna Example (FBC): «Question 1»🎤 Why?",
            "\r\nHarbour Council Chair«Max Mustername»: 🎤 So.",
            "\r\nChair Mustername«Max Mustername»: Yes.",
        ] {
            assert!(shown.contains(line), "{line} in {shown}");
        }
        client.finish();
    }
}

#[test]
fn whoever_asks_as_q_may_say_who_it_is() {
    let text =
        "MR. SAMPLE: 🎤 So.\n\nQ: 🎤 Anna Example with the Daily Sample. Why?\n\nMR. SAMPLE: So.\n";
    let (mut client, _) = opened(complete(), "utf-8");
    client.change(URI, 2, json!([{"text": text}]));
    let mirror = Mirror::new(text, "utf-8");
    let found = hints(&mut client, &mirror.range(&(0..text.len())));
    let shown = show(&mirror, &found);
    let line = "\nQ«Anna Example (Daily Sample)»: «Question 1»🎤 Anna Example";
    assert!(shown.contains(line), "{shown}");
    let resolved = client.ask("inlayHint/resolve", found[0].clone());
    let said = &resolved["label"][0]["location"]["range"];
    assert_eq!(mirror.slice(said), "Anna Example");
    client.finish();
}

#[test]
fn only_those_in_the_range_are_sent() {
    let (mut client, mirror) = opened(modern(), "utf-8");
    let line = mirror.place("Chair Mustername: Yes.");
    let found = hints(&mut client, &mirror.range(&line));
    assert_eq!(
        found.iter().map(label).collect::<Vec<_>>(),
        ["Max Mustername"]
    );
    let beyond =
        json!({"start": {"line": 99, "character": 9}, "end": {"line": 999, "character": 9}});
    assert!(hints(&mut client, &beyond).is_empty());
    client.change(URI, 2, json!([{"text": ""}]));
    assert!(hints(&mut client, &beyond).is_empty());
    client.finish();
}

#[test]
fn more_is_told_when_it_is_asked_for() {
    let (mut client, mirror) = opened(complete(), "utf-8");
    let line = mirror.range(&mirror.place("Chair Mustername: Yes."));
    let hint = hints(&mut client, &line).remove(0);
    assert_eq!(hint.get("tooltip"), None);
    assert_eq!(hint["label"][0].get("location"), None);

    let resolved = client.ask("inlayHint/resolve", hint.clone());
    let tooltip = resolved["tooltip"]["value"].as_str().expect("a text");
    assert!(
        tooltip.starts_with("**Max Mustername**, Harbour Council Chair"),
        "{tooltip}"
    );
    let place = &resolved["label"][0]["location"];
    assert_eq!(place["uri"], URI);
    assert_eq!(
        mirror.slice(&place["range"]),
        "Harbour Council Chair Max Mustername"
    );

    client.change(URI, 2, json!([{"text": "Q: Why?\n"}]));
    let outdated = client.ask_for_error("inlayHint/resolve", hint);
    assert_eq!(outdated, -32801, "the content was modified");
    client.finish();
}

#[test]
fn all_is_told_at_once_to_clients_that_do_not_ask() {
    let (mut client, mirror) = opened(modern(), "utf-8");
    let line = mirror.range(&mirror.place("Chair Mustername: Yes."));
    let hint = hints(&mut client, &line).remove(0);
    assert_eq!(hint["tooltip"]["kind"], "markdown");
    let place = &hint["label"][0]["location"]["range"];
    assert_eq!(mirror.slice(place), "Harbour Council Chair Max Mustername");
    client.finish();
}
