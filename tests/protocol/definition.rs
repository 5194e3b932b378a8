//! Go to definition and declaration.

use serde_json::{Value, json};

use crate::cursor::{Cursor, out_of_range};
use crate::folder::Folder;
use crate::modern;

const DEFINITION: &str = "textDocument/definition";

const TEXT: &str = "😀 Welcome all.\r\n\r\nChair Max Mustername: 😀 Hello.\r\n\r\nModerator: Island 😀 is here. We go to Radio Specimen.\r\n\r\nDora Dummy (Radio Specimen): Why?[^1]\r\n\r\nChair: So.\r\n\r\n[^1]: 😀 It was how.\r\n";

fn links() -> Value {
    let mut capabilities = modern();
    capabilities["textDocument"]["definition"] = json!({"linkSupport": true});
    capabilities
}

#[test]
fn a_label_leads_to_the_introduction() {
    let mut cursor = Cursor::with(links(), &TEXT.replace("Chair:", "Cha$0ir:"));
    let found = cursor.ask(DEFINITION);
    assert_eq!(cursor.all(&found, "originSelectionRange"), ["9 Chair"]);
    let targets = cursor.all(&found, "targetSelectionRange");
    assert_eq!(targets, ["3 Chair Max Mustername"]);
    let turns = cursor.all(&found, "targetRange");
    assert_eq!(turns, ["3 Chair Max Mustername: 😀 Hello."]);
    cursor.client.finish();
}

#[test]
fn clients_without_links_get_places() {
    let mut cursor = Cursor::in_text(&TEXT.replace("[^1]\r", "[^1$0]\r"));
    let found = cursor.ask(DEFINITION);
    assert_eq!(cursor.all(&found, "range"), ["11 [^1]"]);
    assert_eq!(found[0]["uri"], crate::URI);
    let found = cursor.ask("textDocument/declaration");
    assert_eq!(cursor.all(&found, "range"), ["11 [^1]"]);
    cursor.client.finish();
}

#[test]
fn a_hand_off_leads_to_its_question() {
    let text = "Moderator: Max Mustername.\nMax Mustername: Hello.\nModerator: 😀 Radio Spec$0imen.\nDora Dummy (Radio Specimen): Why?\nMax Mustername: So.\n";
    let mut cursor = Cursor::in_text(text);
    let found = cursor.ask(DEFINITION);
    let range = cursor.all(&found, "range");
    assert_eq!(range, ["4 Dora Dummy (Radio Specimen)"]);
    cursor.client.finish();
}

#[test]
fn a_declared_person_leads_to_the_cast() {
    let text = "---\ntitle: 😀\ncast:\n  - name: Anna Example\n    outlet: FBC\n  - 😀 Ben Dummy\n---\nAnna$0 Example (FBC): Why?\n";
    let mut cursor = Cursor::with(links(), text);
    let found = cursor.ask(DEFINITION);
    let targets = cursor.all(&found, "targetSelectionRange");
    assert_eq!(targets, ["4 Anna Example"]);
    cursor.client.finish();
}

#[test]
fn a_person_of_the_roster_leads_to_its_file() {
    let roster = "# 😀\n- Ben Dummy\n- name: Anna Example\n  outlet: FBC\n";
    let folder = Folder::new(&[
        ("presscript.toml", "roster = \"people.yaml\"\n"),
        ("people.yaml", roster),
    ]);
    let mut client = folder.client(modern(), &[""]);
    let uri = folder.uri("a.presscript");
    client.open(&uri, "Anna Example (FBC): Why?\n");
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 2}});
    for method in [DEFINITION, "textDocument/declaration"] {
        let found = client.ask(method, params.clone());
        assert_eq!(found[0]["uri"], folder.uri("people.yaml"));
        let name =
            json!({"start": {"line": 2, "character": 8}, "end": {"line": 2, "character": 20}});
        assert_eq!(found[0]["range"], name);
    }
    client.finish();
}

#[test]
fn nothing_leads_nowhere() {
    for text in ["$0", "Anna: Hi$0.\n", "Q$0: Why?\n"] {
        let mut cursor = Cursor::in_text(text);
        for position in [vec![cursor.position.clone()], out_of_range().to_vec()].concat() {
            cursor.position = position;
            assert_eq!(cursor.ask(DEFINITION), Value::Null, "{text}");
            assert_eq!(cursor.ask("textDocument/declaration"), Value::Null);
        }
        cursor.client.finish();
    }
}
