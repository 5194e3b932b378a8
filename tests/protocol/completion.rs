//! Completion: what comes first, what it replaces, and what is told of it.

use serde_json::{Value, json};

use crate::cursor::{Cursor, out_of_range};
use crate::mirror::Mirror;
use crate::modern;

const TEXT: &str = "---\r\ncast:\r\n  - Nora Neu (Neue Muster) {press}\r\n---\r\nHarbour Council Chair Max Mustername: 🎤 Good day.\r\n\r\nAnna Example (FBC): 🎤 Why?\r\n\r\nHarbour Council Chair: So.\r\n\r\nAnna Example (FBC): And?\r\n\r\n";

/// A client that can do all that completion makes use of.
fn complete() -> Value {
    let mut client = modern();
    client["textDocument"]["completion"] = json!({"completionItem": {
        "insertReplaceSupport": true,
        "labelDetailsSupport": true,
        "documentationFormat": ["markdown"],
    }});
    client
}

fn opened(capabilities: Value, behind: &str) -> (Cursor, Vec<Value>) {
    let mut cursor = Cursor::with(capabilities, &format!("{TEXT}{behind}"));
    let found = cursor.ask("textDocument/completion");
    let found = found.as_array().expect("a list").clone();
    (cursor, found)
}

fn labels(found: &[Value]) -> Vec<&str> {
    let labels = found
        .iter()
        .map(|item| item["label"].as_str().expect("a text"));
    labels.collect()
}

/// The last lines when an item is taken: the range is the one of that name, or that of the edit.
fn taken(cursor: &Cursor, item: &Value, range: &str) -> String {
    let edit = &item["textEdit"];
    let mut mirror = Mirror::new(cursor.mirror.text.clone(), "utf-16");
    mirror.apply(&json!([{"range": edit[range], "newText": edit["newText"]}]));
    mirror.text[TEXT.len()..].to_owned()
}

#[test]
fn the_next_speaker_comes_first_and_replaces_the_label() {
    let (cursor, found) = opened(complete(), "$0");
    assert_eq!(
        labels(&found),
        [
            "Harbour Council Chair",
            "Anna Example (FBC)",
            "Nora Neu (Neue Muster)"
        ]
    );
    assert_eq!(found[0]["preselect"], true);
    assert_eq!(found[0]["labelDetails"]["description"], "principal");
    assert_eq!(
        taken(&cursor, &found[0], "insert"),
        "Harbour Council Chair: "
    );
    let order = |item: &Value| item["sortText"].as_str().expect("a text").to_owned();
    assert!(found.is_sorted_by_key(order));
    cursor.client.finish();

    let (cursor, found) = opened(
        complete(),
        "[🎤] No\r\n\r\nNo$0ra Neu (Neue Muster): 🎤 Hm.\r\n",
    );
    assert_eq!(labels(&found)[0], "Nora Neu (Neue Muster)");
    let replaced = taken(&cursor, &found[0], "replace");
    assert!(
        replaced.ends_with("\r\nNora Neu (Neue Muster): 🎤 Hm.\r\n"),
        "{replaced}"
    );
    let insert = &found[0]["textEdit"]["insert"];
    assert_eq!(insert["end"], cursor.position, "up to the cursor");
    cursor.client.finish();
}

#[test]
fn a_client_with_one_range_replaces_all() {
    let (cursor, found) = opened(modern(), "Anna$0 Example (FBC): Hm.\r\n");
    assert_eq!(
        taken(&cursor, &found[0], "range"),
        "Anna Example (FBC): Hm.\r\n"
    );
    assert_eq!(found[0]["detail"], "press");
    cursor.client.finish();
}

#[test]
fn a_new_line_asks_only_below_an_empty_one() {
    let (mut cursor, found) = opened(complete(), "$0");
    assert_eq!(found.len(), 3);
    let mut ask = |line: u64| {
        let place = json!({"line": line, "character": 0});
        let context = json!({"triggerKind": 2, "triggerCharacter": "\n"});
        let params =
            json!({"textDocument": {"uri": crate::URI}, "position": place, "context": context});
        let found = cursor.client.ask("textDocument/completion", params);
        found.as_array().expect("a list").len()
    };
    let last = TEXT.lines().count() as u64;
    assert_eq!(ask(last), 3);
    assert_eq!(ask(last - 1), 0);
    cursor.client.finish();
}

#[test]
fn words_and_places_in_no_text_offer_nothing() {
    let (mut cursor, found) = opened(complete(), "Harbour Council Chair: 🎤 So Anna$0");
    assert_eq!(labels(&found), [""; 0]);
    for place in out_of_range() {
        cursor.position = place;
        cursor.ask("textDocument/completion");
    }
    cursor.client.finish();
    let mut empty = Cursor::with(complete(), "$0");
    assert_eq!(empty.ask("textDocument/completion"), json!([]));
    empty.client.finish();
}

#[test]
fn brackets_are_closed_once() {
    let (cursor, found) = opened(complete(), "Anna Example (FBC): 🎤 [$0]");
    assert!(labels(&found).contains(&"inaudible"));
    for range in ["insert", "replace"] {
        assert_eq!(
            taken(&cursor, &found[0], range),
            "Anna Example (FBC): 🎤 [inaudible]"
        );
    }
    cursor.client.finish();
}

/// A text with the cursor, the first label that is offered, and the line when it is taken.
#[rustfmt::skip]
const PLACES: &[(&str, &str, &str)] = &[
    ("---\r\ntitle: 🎤\r\nsta$0\r\n---\r\n", "status", "status: "),
    ("---\r\nstatus: em$0bargo\r\n---\r\n", "embargoed", "status: embargoed"),
    ("---\r\ncast:\r\n  - 🎤 Anna Example {pre$0}\r\n---\r\n", "press", "  - 🎤 Anna Example {press}"),
    ("Spokesperson Erika Example: FBC.\r\n\r\nBen Sample (FBC): 🎤 Why?\r\n\r\nCora Dummy ($0", "FBC", "Cora Dummy (FBC): "),
    ("Anna Example: {fol$0} 🎤 So.\r\n", "follow-up", "Anna Example: {follow-up} 🎤 So."),
    ("Anna Example: {lang=$0} 🎤 So.\r\n", "en", "Anna Example: {lang=en} 🎤 So."),
    ("Anna Example: 🎤 One. (Laughter.)\r\n\r\nAnna Example: 🎤 Two. (la$0)\r\n", "Laughter.", "Anna Example: 🎤 Two. (Laughter.)"),
    ("Anna Example: 🎤 One.[^$0\r\n\r\n[^1]: It was two.\r\n", "[^1]", "Anna Example: 🎤 One.[^1]"),
    ("%% presscript-ig$0\r\nAnna Example: 🎤\r\n", "presscript-ignore", "%% presscript-ignore "),
];

#[test]
fn every_place_has_its_own() {
    for (text, label, line) in PLACES {
        let mut cursor = Cursor::with(complete(), text);
        let found = cursor.ask("textDocument/completion");
        let first = &found[0];
        assert_eq!(first["label"], *label, "{text}");
        let told = cursor.client.ask("completionItem/resolve", first.clone());
        let for_all = ["label", "sortText", "filterText", "textEdit", "data"];
        let kept = |item: &Value| for_all.map(|member| item[member].clone());
        assert_eq!(
            kept(&told),
            kept(first),
            "clients ask for more of every item"
        );
        let edit = &first["textEdit"];
        let change = json!([{"range": edit["replace"], "newText": edit["newText"]}]);
        let at = cursor.position["line"].as_u64().expect("a line") as usize;
        cursor.mirror.apply(&change);
        let written = cursor.mirror.text.split("\r\n").nth(at);
        assert_eq!(written, Some(*line), "{text}");
        cursor.client.finish();
    }
}

#[test]
fn more_is_told_when_an_item_is_shown() {
    let (mut cursor, found) = opened(complete(), "$0");
    let mut told = |item: &Value| {
        cursor.client.ask("completionItem/resolve", item.clone())["documentation"].clone()
    };
    assert_eq!(told(&found[0])["kind"], "markdown");
    let chair = told(&found[0])["value"]
        .as_str()
        .expect("a text")
        .to_owned();
    assert!(
        chair.starts_with("**Max Mustername**, Harbour Council Chair"),
        "{chair}"
    );
    assert_eq!(
        told(&found[2])["value"],
        "In the cast: Nora Neu, Neue Muster; press"
    );
    cursor
        .client
        .change(crate::URI, 2, json!([{"text": "Q: Why?\n"}]));
    let outdated = cursor
        .client
        .ask("completionItem/resolve", found[0].clone());
    assert_eq!(outdated, found[0], "nobody of that name is left");
    cursor.client.close(crate::URI);
    let closed = cursor
        .client
        .ask("completionItem/resolve", found[0].clone());
    assert_eq!(closed, found[0]);
    cursor.client.finish();

    let (mut cursor, found) = opened(modern(), "%% presscript-ignore label/no-sp$0\r\n");
    assert_eq!(labels(&found)[0], "label/no-space");
    let told = cursor
        .client
        .ask("completionItem/resolve", found[0].clone());
    assert_eq!(told["documentation"]["kind"], "plaintext");
    let summary = told["documentation"]["value"].as_str().expect("a text");
    assert!(summary.starts_with("Finds "), "{summary}");
    cursor.client.finish();
}
