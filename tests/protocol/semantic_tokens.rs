//! Semantic tokens: what is coloured as what, by difference and for a range.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::Mirror;
use crate::{URI, complete, document, modern};

const TEXT: &str = "---\r\ncast:\r\n  - Max Mustername, Harbour Council Chair {principal}\r\n---\r\n[00:12:31] Harbour Council Chair Max Mustername: 🎤 [laughs] So, {-20-}{+21+}.\r\n\r\nAnna Example (FBC): Why 🎤🎤 [inaudible]?\r\n\r\nHarbour Council Chair: So.\r\n";

fn opened(text: &str) -> (Client, Value, Mirror) {
    let mut capabilities = complete();
    capabilities["general"] = json!({});
    let (mut client, server) = Client::initialized(capabilities);
    client.open(URI, text);
    let legend = server["semanticTokensProvider"]["legend"].clone();
    (client, legend, Mirror::new(text, "utf-16"))
}

fn full(client: &mut Client) -> Value {
    client.ask("textDocument/semanticTokens/full", document())
}

fn delta(client: &mut Client, previous: &Value) -> Value {
    let params = json!({"textDocument": {"uri": URI}, "previousResultId": previous});
    client.ask("textDocument/semanticTokens/full/delta", params)
}

fn range(client: &mut Client, range: &Value) -> Value {
    let params = json!({"textDocument": {"uri": URI}, "range": range});
    client.ask("textDocument/semanticTokens/range", params)
}

/// Each token as its text, its type and its modifiers.
fn read(mirror: &Mirror, legend: &Value, tokens: &Value) -> Vec<String> {
    let data: Vec<u64> = serde_json::from_value(tokens["data"].clone()).expect("numbers");
    let (mut line, mut column) = (0, 0);
    let mut read = Vec::new();
    for token in data.chunks(5) {
        let &[lines, columns, length, kind, modifiers] = token else {
            panic!("tokens are five numbers each");
        };
        column = if lines == 0 {
            column + columns
        } else {
            columns
        };
        line += lines;
        let place = json!({
            "start": {"line": line, "character": column},
            "end": {"line": line, "character": column + length},
        });
        let mut words = vec![mirror.slice(&place).to_owned()];
        words.extend(
            legend["tokenTypes"][kind as usize]
                .as_str()
                .map(str::to_owned),
        );
        let names = legend["tokenModifiers"].as_array().expect("a list").iter();
        let set = names
            .enumerate()
            .filter(|(bit, _)| modifiers >> bit & 1 == 1);
        words.extend(set.filter_map(|(_, name)| name.as_str().map(str::to_owned)));
        read.push(words.join(" | "));
    }
    read
}

/// Does to the numbers that a client has what a difference says.
fn apply(data: &Value, delta: &Value) -> Value {
    let mut data: Vec<Value> = data.as_array().expect("a list").clone();
    let mut edits: Vec<&Value> = delta["edits"].as_array().expect("edits").iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit["start"].as_u64()));
    for edit in edits {
        let start = edit["start"].as_u64().expect("a number") as usize;
        let count = edit["deleteCount"].as_u64().expect("a number") as usize;
        let new = edit["data"].as_array().cloned().unwrap_or_default();
        data.splice(start..start + count, new);
    }
    Value::Array(data)
}

#[test]
fn labels_and_notes_are_told_apart() {
    let (mut client, legend, mirror) = opened(TEXT);
    let tokens = full(&mut client);
    assert_eq!(
        read(&mirror, &legend, &tokens),
        [
            "[00:12:31] | number",
            "Harbour Council Chair | type | declaration | principal",
            "Max Mustername | function | declaration | principal",
            "[laughs] | macro",
            "{-20-} | string | deprecated",
            "{+21+} | string | modification",
            "Anna Example | function | declaration | press",
            "FBC | namespace | declaration | press",
            "[inaudible] | macro",
            "Harbour Council Chair | type | principal",
        ]
    );
    client.finish();
}

#[test]
fn a_difference_makes_the_new_tokens_of_the_old_ones() {
    let (mut client, _, mut mirror) = opened(TEXT);
    let mut known = full(&mut client);
    let changes = [
        ("So, ", "So [sic], "),
        ("[laughs] ", ""),
        ("So.", "So."),
        ("Anna Example", "Anna Sample"),
        (TEXT.lines().next().expect("a line"), "%% x\r\n---"),
    ];
    for (version, (old, new)) in (2..).zip(changes) {
        let change = mirror.replace(mirror.place(old), new);
        client.change(URI, version, json!([change]));
        let difference = delta(&mut client, &known["resultId"]);
        let data = apply(&known["data"], &difference);
        let whole = full(&mut client);
        assert_eq!(data, whole["data"], "{old} -> {new}");
        assert_eq!(difference["resultId"], whole["resultId"]);
        assert!(difference["edits"].as_array().expect("edits").len() <= 1);
        known = whole;
    }
    client.finish();
}

#[test]
fn nothing_changed_is_no_edit_and_an_unknown_id_gets_all() {
    let (mut client, _, _) = opened(TEXT);
    let tokens = full(&mut client);
    let same = delta(&mut client, &tokens["resultId"]);
    assert_eq!(same, json!({"resultId": tokens["resultId"], "edits": []}));
    assert_eq!(delta(&mut client, &json!("unknown")), tokens);

    client.close(URI);
    client.open(URI, "Q: Why?\n");
    let others = delta(&mut client, &tokens["resultId"]);
    assert_eq!(others["data"].as_array().expect("all").len(), 5);
    client.finish();
}

#[test]
fn a_range_has_the_tokens_of_its_lines() {
    let (mut client, legend, mirror) = opened(TEXT);
    let question = range(&mut client, &mirror.range(&mirror.place("Why 🎤🎤")));
    assert_eq!(
        read(&mirror, &legend, &question),
        [
            "Anna Example | function | declaration | press",
            "FBC | namespace | declaration | press",
            "[inaudible] | macro",
        ]
    );
    assert_eq!(question.get("resultId"), None);
    let all = full(&mut client);
    let beyond =
        json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 9}});
    assert_eq!(range(&mut client, &beyond)["data"], all["data"]);
    let outside =
        json!({"start": {"line": 99, "character": 0}, "end": {"line": 999, "character": 9}});
    assert_eq!(range(&mut client, &outside)["data"], json!([]));
    client.finish();
}

#[test]
fn an_empty_document_has_none() {
    let (mut client, _, _) = opened("");
    let tokens = full(&mut client);
    assert_eq!(tokens["data"], json!([]));
    client.finish();
}

#[test]
fn they_are_offered_to_clients_that_know_them() {
    let (client, server) = Client::initialized(modern());
    assert_eq!(server.get("semanticTokensProvider"), None);
    client.finish();
}
