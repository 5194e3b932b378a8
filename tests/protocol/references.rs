//! References, in one document and over the workspace.

use serde_json::{Value, json};

use crate::cursor::{Cursor, out_of_range};
use crate::folder::Folder;
use crate::modern;

const REFERENCES: &str = "textDocument/references";

#[test]
fn all_forms_of_a_label_are_found() {
    let text = "---\ncast:\n  - Max Mustername, Council Chair\n---\n😀 Hi.\n\nCouncil Chair Max Mustername: One.\n\nQ: 😀?\n\nCouncil Ch$0air: Two.\n";
    let mut cursor = Cursor::in_text(text);
    let found = cursor.ask(REFERENCES);
    assert_eq!(
        cursor.all(&found, "range"),
        [
            "3 Max Mustername",
            "7 Council Chair Max Mustername",
            "11 Council Chair"
        ]
    );
    let params = json!({"textDocument": {"uri": crate::URI}, "position": cursor.position, "context": {"includeDeclaration": false}});
    let found = cursor.client.ask(REFERENCES, params);
    assert_eq!(
        cursor.all(&found, "range"),
        ["7 Council Chair Max Mustername", "11 Council Chair"]
    );
    cursor.client.finish();
}

#[test]
fn a_note_is_found_from_both_ends() {
    let mut cursor = Cursor::in_text("Anna: 😀 One.[^1] Two.[^2]\r\n\r\n[^$01]: Zero.\r\n");
    let found = cursor.ask(REFERENCES);
    assert_eq!(cursor.all(&found, "range"), ["3 [^1]", "1 [^1]"]);
    cursor.client.finish();
}

#[test]
fn nothing_has_no_references() {
    let mut cursor = Cursor::in_text("$0");
    assert_eq!(cursor.ask(REFERENCES), Value::Null);
    for position in out_of_range() {
        cursor.position = position;
        assert_eq!(cursor.ask(REFERENCES), Value::Null);
    }
    cursor.client.finish();
}

/// The places found, as file and line (from 1).
fn places(folder: &Folder, found: &Value) -> Vec<String> {
    let root = folder.uri("");
    let places = found.as_array().expect("a list").iter();
    places
        .map(|place| {
            let uri = place["uri"].as_str().expect("a URI");
            let line = place["range"]["start"]["line"].as_u64().expect("a line") + 1;
            format!("{}:{line}", uri.strip_prefix(&root).expect("in the folder"))
        })
        .collect()
}

#[test]
fn a_person_of_the_roster_is_found_in_all_transcripts() {
    let folder = Folder::new(&[
        ("presscript.toml", "roster = \"people.yaml\"\n"),
        (
            "people.yaml",
            "- Max Mustername, Council Chair\n- Anna Example (FBC)\n",
        ),
        (
            "b.presscript",
            "Q: Why?\n\nCouncil Chair Max Mustername: So.\n\nCouncil Chair: And so.\n",
        ),
        (
            "old/c.presscript",
            "Anna Example (FBC): Why?\n\nMax Mustername: So.\n",
        ),
        ("old/presscript.toml", ""),
        (
            "d.presscript",
            "---\ncast: [Max Mustername]\n---\nMax Mustername: My own.\n",
        ),
    ]);
    let mut client = folder.client(modern(), &[""]);
    let uri = folder.uri("a.presscript");
    client.open(&uri, "Max Mustername: Here.\n");
    client.open(
        &folder.uri("e.presscript"),
        "😀\n\nMax Mustername: There.\n",
    );
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 2}, "context": {"includeDeclaration": true}});
    let found = client.ask(REFERENCES, params);
    assert_eq!(
        places(&folder, &found),
        [
            "people.yaml:1",
            "a.presscript:1",
            "e.presscript:3",
            "b.presscript:3",
            "b.presscript:5"
        ],
        "not where another configuration holds, nor where a document declares its own"
    );
    client.finish();
}
