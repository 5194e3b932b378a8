//! Commands: what any editor can bind to a key or a menu.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::Mirror;
use crate::{URI, complete};

const TEXT: &str = "---\r\ntitle: A sample\r\ncast:\r\n  - Max Mustername, Minister\r\n---\r\nMinister Max Mustername: 🎤 Good day.\r\n\r\nAnna Example (FBC): 🎤 Why?\r\n\r\nMinister: So.\r\n\r\n[Follow-up question inaudible]\r\n\r\nMinister: Yes, so.\r\n";

fn opened() -> (Client, Mirror) {
    let mut capabilities = complete();
    capabilities["general"] = json!({});
    let (mut client, _) = Client::initialized(capabilities);
    client.open(URI, TEXT);
    (client, Mirror::new(TEXT, "utf-16"))
}

fn call(command: &str, position: &Value) -> Value {
    let argument = json!({"textDocument": {"uri": URI}, "position": position});
    json!({"command": command, "arguments": [argument]})
}

#[test]
fn statistics_say_who_speaks_how_much_and_who_asks() {
    let (mut client, _) = opened();
    let argument = json!({"textDocument": {"uri": URI}});
    let found = client.ask(
        "workspace/executeCommand",
        json!({"command": "presscript.statistics", "arguments": [argument]}),
    );
    assert_eq!(found["words"], 6);
    assert_eq!(found["questions"], 2);
    assert_eq!(
        found["people"][0],
        json!({"name": "Max Mustername", "affiliation": null, "role": "principal", "turns": 3, "words": 5, "seconds": 2})
    );
    assert_eq!(found["outlets"], json!([{"name": "FBC", "questions": 2}]));

    client.change(URI, 2, json!([{"text": ""}]));
    let argument = json!({"textDocument": {"uri": URI}});
    let found = client.ask(
        "workspace/executeCommand",
        json!({"command": "presscript.statistics", "arguments": [argument]}),
    );
    assert_eq!((&found["words"], &found["people"]), (&json!(0), &json!([])));
    client.finish();
}

#[test]
fn a_person_is_followed_from_turn_to_turn() {
    let (mut client, mirror) = opened();
    let mut go = |command: &str, place: usize| {
        let params = call(command, &mirror.position(place));
        client.ask("workspace/executeCommand", params)
    };
    let first = mirror.place("Good day").end;
    let second = mirror.place("Minister: So");
    let next = go("presscript.nextTurnOfSpeaker", first);
    assert_eq!(
        mirror.bytes(&next),
        second.start..second.start + "Minister".len()
    );
    let back = go("presscript.previousTurnOfSpeaker", second.end);
    assert_eq!(mirror.slice(&back), "Minister Max Mustername");
    assert_eq!(go("presscript.previousTurnOfSpeaker", first), Value::Null);
    assert_eq!(
        go("presscript.nextTurnOfSpeaker", mirror.text.len()),
        Value::Null
    );
    assert_eq!(
        go("presscript.nextTurnOfSpeaker", mirror.place("Why").start),
        Value::Null
    );

    let beyond = call(
        "presscript.previousTurnOfSpeaker",
        &json!({"line": 999, "character": 9}),
    );
    let beyond = client.ask("workspace/executeCommand", beyond);
    assert_eq!(mirror.bytes(&beyond).start, second.start);
    client.finish();
}

#[test]
fn turns_and_questions_follow_one_another() {
    let (mut client, mirror) = opened();
    let mut go = |command: &str, words: &str| {
        let params = call(command, &mirror.position(mirror.place(words).start));
        client.ask("workspace/executeCommand", params)
    };
    let at = |found: &Value| mirror.slice(found).to_owned();
    assert_eq!(
        at(&go("presscript.nextTurn", "Good day")),
        "Anna Example (FBC)"
    );
    assert_eq!(
        at(&go("presscript.previousTurn", "So.")),
        "Anna Example (FBC)"
    );
    assert_eq!(go("presscript.previousTurn", "Good day"), Value::Null);
    assert_eq!(
        at(&go("presscript.nextQuestion", "Good day")),
        "Anna Example (FBC)"
    );
    let unheard = "[Follow-up question inaudible]";
    assert_eq!(at(&go("presscript.nextQuestion", "Why")), unheard);
    assert_eq!(at(&go("presscript.previousQuestion", "Yes, so")), unheard);
    assert_eq!(go("presscript.nextQuestion", "Yes, so"), Value::Null);
    client.finish();
}

#[test]
fn a_status_line_knows_who_speaks_and_which_question_it_is() {
    let (mut client, mirror) = opened();
    let mut status = |words: &str| {
        let params = call(
            "presscript.status",
            &mirror.position(mirror.place(words).start),
        );
        client.ask("workspace/executeCommand", params)
    };
    assert_eq!(
        status("So."),
        json!({
            "kind": "answer",
            "label": mirror.range(&(mirror.place("Minister: So").start..mirror.place(": So").start)),
            "speaker": {"name": "Max Mustername", "affiliation": null, "role": "principal", "turns": 3, "words": 5, "seconds": 2},
            "exchange": {"number": 1, "of": 1, "outlet": "FBC"},
        })
    );
    assert_eq!(status("Why")["speaker"]["name"], "Anna Example");
    assert_eq!(status("Good day")["exchange"], Value::Null);
    assert_eq!(status("title"), Value::Null);
    client.finish();
}

#[test]
fn the_export_to_html_is_a_fragment() {
    let (mut client, _) = opened();
    let argument = json!({"textDocument": {"uri": URI}, "to": "html"});
    let params = json!({"command": "presscript.export", "arguments": [argument]});
    let html = client.ask("workspace/executeCommand", params);
    let html = html.as_str().expect("a text");
    assert!(html.starts_with("<article class=\"transcript\">"), "{html}");
    assert!(
        html.contains(
            "<span data-line=\"8\"><b class=\"speaker\">Anna Example (FBC):</b> 🎤 Why?</span>"
        ),
        "{html}"
    );
    client.finish();
}

#[test]
fn the_export_is_that_of_the_command_line() {
    let (mut client, _) = opened();
    let argument = json!({"textDocument": {"uri": URI}});
    let params = json!({"command": "presscript.export", "arguments": [argument]});
    let exported = client.ask("workspace/executeCommand", params);
    client.finish();

    let file = tempfile::Builder::new().suffix(".presscript").tempfile();
    let file = file.expect("a file can be made");
    std::fs::write(file.path(), TEXT).expect("it can be written");
    let output = std::process::Command::new(presscript_tests::binary::binary())
        .args(["export", "--to", "json"])
        .arg(file.path())
        .output()
        .expect("the command runs");
    let expected: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(exported, expected);
    assert_eq!(exported["metadata"]["title"], "A sample");
}

#[test]
fn what_cannot_be_done_is_an_error() {
    const INVALID_PARAMS: i64 = -32602;
    const CONTENT_MODIFIED: i64 = -32801;
    let (mut client, _) = opened();
    let place = json!({"line": 0, "character": 0});
    for params in [
        call("presscript.unknown", &place),
        json!({"command": "presscript.statistics"}),
        json!({"command": "presscript.nextTurnOfSpeaker", "arguments": [{"textDocument": {"uri": URI}}]}),
        json!({"command": "presscript.status", "arguments": [{"textDocument": {"uri": URI}}]}),
        json!({"command": "presscript.export", "arguments": [{"textDocument": {"uri": URI}, "to": "pdf"}]}),
    ] {
        let error = client.ask_for_error("workspace/executeCommand", params.clone());
        assert_eq!(error, INVALID_PARAMS, "{params}");
    }
    let other = json!({"textDocument": {"uri": "file:///press/other.presscript"}});
    let params = json!({"command": "presscript.statistics", "arguments": [other]});
    let error = client.ask_for_error("workspace/executeCommand", params);
    assert_eq!(error, CONTENT_MODIFIED, "it is not open");
    client.finish();
}
