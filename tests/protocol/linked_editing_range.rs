//! Linked editing: a placeholder gets its name everywhere at once.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::Mirror;
use crate::{URI, at};

const TEXT: &str = "---\r\ncast:\r\n  - Anna Example\r\n---\r\nSpeaker 1: 🎤 One, Speaker 1.\r\n\r\nAnna Example: Two.\r\n\r\n[00:01] Speaker 1: Three.\r\n\r\nSpeaker 12: Four.\r\n";

#[test]
fn the_same_placeholder_is_edited_everywhere() {
    let (mut client, _) = Client::initialized(json!({}));
    client.open(URI, TEXT);
    client.notification("textDocument/publishDiagnostics");
    let mut mirror = Mirror::new(TEXT, "utf-16");
    let third = mirror.text.find("Speaker 1: Three").expect("a label");
    let place = mirror.position(third + 3);
    let linked = client.ask("textDocument/linkedEditingRange", at(&place));
    let ranges = linked["ranges"].as_array().expect("a list");
    let edits: Vec<Value> = ranges
        .iter()
        .map(|range| json!({"range": range, "newText": "Max Mustername"}))
        .collect();
    mirror.apply(&json!(edits));
    let renamed = TEXT
        .replace("Speaker 1: 🎤", "Max Mustername: 🎤")
        .replace("Speaker 1: Three", "Max Mustername: Three");
    assert_eq!(mirror.text, renamed);
    client.finish();
}

#[test]
fn names_and_other_places_are_edited_alone() {
    let (mut client, _) = Client::initialized(json!({}));
    client.open(URI, TEXT);
    client.notification("textDocument/publishDiagnostics");
    let mirror = Mirror::new(TEXT, "utf-16");
    let mut linked = |position: &Value| client.ask("textDocument/linkedEditingRange", at(position));
    for words in ["Anna Example:", "One", "Three"] {
        let place = mirror.position(mirror.place(words).start);
        assert_eq!(linked(&place), Value::Null, "{words}");
    }
    assert_eq!(linked(&json!({"line": 999, "character": 9})), Value::Null);
    client.finish();
}
