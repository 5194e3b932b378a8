//! Renaming, in one document and over the workspace.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::cursor::{Cursor, out_of_range};
use crate::folder::{Folder, watching};
use crate::mirror::Mirror;
use crate::{URI, complete, huge, modern};

const PREPARE: &str = "textDocument/prepareRename";
const RENAME: &str = "textDocument/rename";

const TEXT: &str = "---\r\ncast:\r\n  - Anna Example (Daily Sample) # 😀\r\n---\r\n😀 Hi.\r\n\r\n[00:01] Anna Example (Daily Sample): 😀 Anna Example.\r\n\r\nMS. EXAMPLE: Two.[^1]\r\n\r\nQ: Why?\r\n\r\nA. Example: Three.\r\n[^1]: Note.\r\n";

/// The cursor at the beginning of some words of the text.
fn at(text: &str, words: &str) -> Cursor {
    Cursor::with(complete(), &text.replacen(words, &format!("$0{words}"), 1))
}

/// The text after a renaming of what is at the cursor.
fn renamed(cursor: &mut Cursor, new: &str) -> String {
    let params = json!({"textDocument": {"uri": URI}, "position": cursor.position, "newName": new});
    let edit = cursor.client.ask(RENAME, params);
    let files = edit["documentChanges"].as_array().expect("a list");
    assert_eq!(files.len(), 1);
    assert_eq!(
        files[0]["textDocument"],
        json!({"uri": URI, "version": 1}),
        "edits are for this version"
    );
    let mut mirror = Mirror::new(cursor.mirror.text.clone(), "utf-16");
    mirror.apply(&files[0]["edits"]);
    mirror.text
}

#[test]
fn a_person_is_renamed_in_every_form() {
    let expected = TEXT
        .replace("- Anna Example", "- Anne Beispiel")
        .replace("Anna Example (", "Anne Beispiel (")
        .replace("MS. EXAMPLE", "MS. BEISPIEL")
        .replace("A. Example:", "A. Beispiel:");
    for words in [
        "Example (Daily Sample) # 😀",
        "Anna Example (Daily Sample): 😀",
        "S. EXAMPLE",
        "Example: Three",
    ] {
        let mut cursor = at(TEXT, words);
        assert_eq!(renamed(&mut cursor, "Anne Beispiel"), expected, "{words}");
        cursor.client.finish();
    }
    let mut cursor = at(TEXT, "Daily Sample): 😀");
    let expected = TEXT.replace("Daily Sample", "Radio Specimen");
    assert_eq!(renamed(&mut cursor, "Radio Specimen"), expected);
    cursor.client.finish();
    let mut cursor = at(TEXT, "1]: Note");
    assert_eq!(
        renamed(&mut cursor, "note"),
        TEXT.replace("[^1]", "[^note]")
    );
    cursor.client.finish();
}

#[test]
fn houses_and_scripts_have_their_own_forms() {
    for (text, words, new, expected) in [
        (
            "Василий Примеров: Да.\n\nВопрос: 😀?\n\nВ. Примеров: Так.\n",
            "Примеров: Т",
            "Пётр Образцов",
            "Пётр Образцов: Да.\n\nВопрос: 😀?\n\nП. Образцов: Так.\n",
        ),
        (
            "外交部发言人例子：😀。\n\n法新社记者：什么？\n\n例子：是。\n",
            "例子：是",
            "样本",
            "外交部发言人样本：😀。\n\n法新社记者：什么？\n\n样本：是。\n",
        ),
        (
            "Daily Sample, EXAMPLE: Why?\n\nMINISTER: So.\n\nDaily Sample, DUMMY: And?\n",
            "EXAMPLE",
            "Beispiel",
            "Daily Sample, BEISPIEL: Why?\n\nMINISTER: So.\n\nDaily Sample, DUMMY: And?\n",
        ),
        (
            "Speaker 1: 😀 One.\n\nSpeaker 2: Two.\n\nSpeaker 1: Speaker 1.\n",
            "Speaker 1: S",
            "Chair Max Mustername",
            "Chair Max Mustername: 😀 One.\n\nSpeaker 2: Two.\n\nChair Max Mustername: Speaker 1.\n",
        ),
    ] {
        let mut cursor = at(text, words);
        assert_eq!(renamed(&mut cursor, new), expected);
        cursor.client.finish();
    }
}

#[test]
fn what_is_renamed_is_shown_first() {
    for (words, shown, placeholder) in [
        ("S. EXAMPLE", "9 EXAMPLE", "Anna Example"),
        ("Sample): 😀", "7 Daily Sample", "Daily Sample"),
        (
            "Example (Daily Sample) # 😀",
            "3 Anna Example",
            "Anna Example",
        ),
        ("1]: Note", "14 1", "1"),
    ] {
        let mut cursor = at(TEXT, words);
        let prepared = cursor.ask(PREPARE);
        assert_eq!(cursor.shown(&prepared["range"]), shown);
        assert_eq!(prepared["placeholder"], placeholder);
        cursor.client.finish();
    }
}

#[test]
fn what_cannot_be_renamed_is_refused_in_plain_words() {
    let mut cursor = at(TEXT, "Q: Why");
    let params =
        json!({"textDocument": {"uri": URI}, "position": cursor.position, "newName": "Ben"});
    for (method, params) in [(PREPARE, params.clone()), (RENAME, params)] {
        let refused = cursor
            .client
            .try_ask(method, params)
            .expect_err("it is refused");
        let message = refused["message"].as_str().expect("a message");
        assert!(
            message.starts_with("“Q” stands for whoever asks or answers"),
            "{message}"
        );
    }
    cursor.client.finish();
    let mut cursor = at(TEXT, "Anna Example (Daily Sample): 😀");
    for new in ["", "Anna: Example", "Q", "Anna\nExample"] {
        let params =
            json!({"textDocument": {"uri": URI}, "position": cursor.position, "newName": new});
        cursor
            .client
            .try_ask(RENAME, params)
            .expect_err("it is no name");
    }
    for position in out_of_range() {
        let params = json!({"textDocument": {"uri": URI}, "position": position});
        cursor
            .client
            .try_ask(PREPARE, params)
            .expect_err("nothing is there");
    }
    cursor.client.finish();
}

#[test]
fn an_edit_on_the_way_makes_the_answer_void() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, &huge());
    let position = json!({"line": 0, "character": 3});
    let params =
        json!({"textDocument": {"uri": URI}, "position": position, "newName": "Anne Beispiel"});
    let id = client.request(RENAME, params);
    client.change(URI, 2, json!([{"text": "Anna Example: Why?\n"}]));
    let error = client.answer(id).expect_err("the text is another one");
    assert_eq!(error["code"], -32801);
    client.finish();
}

const FILES: &[(&str, &str)] = &[
    ("presscript.toml", "roster = \"people.yaml\"\n"),
    (
        "people.yaml",
        "# 😀\n- Max Mustername, Council Chair\n- Anna Example (FBC)\n",
    ),
    (
        "b.presscript",
        "Q: Why?\r\n\r\nCouncil Chair Max Mustername: 😀 So.\r\n\r\nCouncil Chair: And so.\r\n",
    ),
    (
        "old/c.presscript",
        "Anna Example (FBC): Why?\n\nMR. MUSTERNAME: Max Mustername.\n",
    ),
    ("other/presscript.toml", ""),
    ("other/d.presscript", "Max Mustername: Another one.\n"),
    (
        "own.presscript",
        "---\ncast: [Max Mustername]\n---\nMax Mustername: My own.\n",
    ),
];

/// Renames the chair in an open `a.presscript`, with another transcript open and after `before`; gives what becomes of it.
fn rename_chair(
    folder: &Folder,
    capabilities: Value,
    before: impl FnOnce(&mut Client),
) -> Result<Value, Value> {
    let mut client = folder.client(capabilities, &[""]);
    client.asked("client/registerCapability");
    let uri = folder.uri("a.presscript");
    client.open(&uri, "Max Mustername: Here.\n");
    client.open(&folder.uri("old/c.presscript"), FILES[3].1);
    // From now on the server knows the files as they are on disk.
    client.ask("workspace/symbol", json!({"query": "Mustername"}));
    before(&mut client);
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 5}, "newName": "Moritz Beispiel"});
    let edit = client.try_ask(RENAME, params);
    client.finish();
    edit
}

/// What becomes of a text with the edits of a file.
fn edited(text: &str, edits: &Value) -> String {
    let mut mirror = Mirror::new(text, "utf-8");
    mirror.apply(edits);
    mirror.text
}

#[test]
fn a_person_of_the_roster_is_renamed_in_all_transcripts() {
    let folder = Folder::new(FILES);
    let mut capabilities = watching();
    capabilities["workspace"]["workspaceEdit"]["changeAnnotationSupport"] = json!({});
    capabilities["textDocument"]["rename"] = json!({"honorsChangeAnnotations": true});
    let late = "# 😀\n\nCouncil Chair Max Mustername: Changed on disk.\n";
    let edit = rename_chair(&folder, capabilities, |_| {
        folder.write("b.presscript", late)
    });
    let edit = edit.expect("it can be renamed");
    let files = edit["documentChanges"].as_array().expect("a list");
    let changed: Vec<_> = files
        .iter()
        .map(|file| {
            let document = &file["textDocument"];
            (
                document["uri"].as_str().expect("a URI"),
                &document["version"],
            )
        })
        .collect();
    let (open, closed) = (json!(1), Value::Null);
    assert_eq!(
        changed,
        [
            (folder.uri("a.presscript").as_str(), &open),
            (&folder.uri("people.yaml"), &closed),
            (&folder.uri("old/c.presscript"), &open),
            (&folder.uri("b.presscript"), &closed),
        ],
        "not where another configuration holds, nor where a document declares its own"
    );
    assert_eq!(
        edited(FILES[1].1, &files[1]["edits"]),
        FILES[1].1.replace("Max Mustername", "Moritz Beispiel")
    );
    assert_eq!(
        edited(FILES[3].1, &files[2]["edits"]),
        FILES[3].1.replace("MUSTERNAME", "BEISPIEL")
    );
    assert_eq!(
        edited(late, &files[3]["edits"]),
        late.replace("Max Mustername", "Moritz Beispiel"),
        "as it is on disk now, though nobody has said that it is another text"
    );
    assert!(files[0]["edits"][0].get("annotationId").is_none());
    for file in &files[1..] {
        let annotation = file["edits"][0]["annotationId"]
            .as_str()
            .expect("an annotation");
        assert_eq!(
            edit["changeAnnotations"][annotation]["needsConfirmation"],
            true
        );
    }
}

#[test]
fn a_client_without_versions_gets_mere_edits() {
    let folder = Folder::new(FILES);
    let mut capabilities = watching();
    capabilities["workspace"]["workspaceEdit"] = json!({});
    let edit = rename_chair(&folder, capabilities, |_| {}).expect("it can be renamed");
    assert!(edit.get("documentChanges").is_none() && edit.get("changeAnnotations").is_none());
    assert_eq!(
        edit["changes"].as_object().map(|files| files.len()),
        Some(4)
    );
    assert_eq!(
        edited(FILES[2].1, &edit["changes"][folder.uri("b.presscript")]),
        FILES[2].1.replace("Max Mustername", "Moritz Beispiel")
    );
}

#[test]
fn a_roster_that_is_not_as_it_was_read_is_left_alone() {
    let folder = Folder::new(FILES);
    let uri = folder.uri("people.yaml");
    let refused = rename_chair(&folder, watching(), |client| {
        client.open(&uri, FILES[1].1);
        client.change(&uri, 2, json!([{"text": ""}]));
    });
    let message = refused.expect_err("it is not saved")["message"].to_string();
    assert!(
        message.contains("people.yaml has changes that are not saved"),
        "{message}"
    );

    let refused = rename_chair(&folder, watching(), |_| {
        folder.write("people.yaml", "- Max Mustername\n")
    });
    let message = refused.expect_err("it is another one")["message"].to_string();
    assert!(
        message.contains("people.yaml has changed since it was read"),
        "{message}"
    );
}
