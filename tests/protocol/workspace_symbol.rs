//! The search over all transcripts of a workspace.

use std::fs;

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::folder::{Folder, watching};
use crate::modern;

/// What is found: name, container, file and line (from 1).
fn found(client: &mut Client, folder: &Folder, query: &str) -> Vec<String> {
    let symbols = client.ask("workspace/symbol", json!({"query": query}));
    let root = folder.uri("");
    let shown = |symbol: &Value| {
        let place = &symbol["location"];
        let uri = place["uri"].as_str().expect("a URI");
        let file = uri.strip_prefix(&root).unwrap_or(uri);
        let line = place["range"]["start"]["line"].as_u64().expect("a line") + 1;
        let container = symbol["containerName"].as_str().unwrap_or("-");
        format!(
            "{} | {container} | {file}:{line}",
            symbol["name"].as_str().expect("a name")
        )
    };
    symbols
        .as_array()
        .expect("a list")
        .iter()
        .map(shown)
        .collect()
}

fn changed(client: &mut Client, folder: &Folder, names: &[&str]) {
    let changes = names
        .iter()
        .map(|name| json!({"uri": folder.uri(name), "type": 2}));
    let changes: Vec<Value> = changes.collect();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": changes}),
    );
}

#[test]
fn people_questions_and_headings_of_all_files_are_found() {
    let folder = Folder::new(&[
        (
            "a b.presscript",
            "---\ntitle: Day one\n---\n# Bread\nAnna Example (FBC): Who bakes it?\nMinister Max Mustername: We.\n",
        ),
        ("deep/er/b.transcript.txt", "Annabel Dummy: Hello.\n"),
        ("notes.txt", "Anna Nobody: Hello.\n"),
        ("out/c.presscript", "Anna Ignored: Hello.\n"),
        (".gitignore", "out\n"),
    ]);
    let mut client = folder.client(modern(), &[""]);
    assert_eq!(
        found(&mut client, &folder, "anna"),
        [
            "Anna Example | FBC | a%20b.presscript:5",
            "Annabel Dummy | - | deep/er/b.transcript.txt:1",
            "1. FBC, Anna Example: Who bakes it? | Bread | a%20b.presscript:5",
        ]
    );
    assert_eq!(
        found(&mut client, &folder, "bread"),
        ["Bread | Day one | a%20b.presscript:4"]
    );
    assert_eq!(found(&mut client, &folder, "").len(), 5);
    client.finish();
}

#[test]
fn an_open_document_is_as_the_editor_has_it() {
    let folder = Folder::new(&[("a.presscript", "Anna Example: On disk.\n")]);
    let mut client = folder.client(watching(), &[""]);
    client.asked("client/registerCapability");
    let uri = folder.uri("a.presscript");
    client.open(&uri, "😀\n\nBen Dummy: Hello.\n");
    assert_eq!(
        found(&mut client, &folder, ""),
        ["Ben Dummy | - | a.presscript:3"]
    );
    folder.write("a.presscript", "Dora Dummy: Hello.\n");
    changed(&mut client, &folder, &["a.presscript"]);
    assert_eq!(
        found(&mut client, &folder, ""),
        ["Ben Dummy | - | a.presscript:3"]
    );
    client.change(&uri, 2, json!([{"text": "Cleo Dummy: Hello.\n"}]));
    assert_eq!(
        found(&mut client, &folder, ""),
        ["Cleo Dummy | - | a.presscript:1"]
    );
    client.close(&uri);
    assert_eq!(
        found(&mut client, &folder, ""),
        ["Dora Dummy | - | a.presscript:1"]
    );

    client.open("untitled:Untitled-1", "Anna Example: Hello.\n");
    assert_eq!(
        found(&mut client, &folder, "anna"),
        ["Anna Example | - | untitled:Untitled-1:1"]
    );
    client.finish();
}

#[test]
fn files_that_come_and_go_are_noticed() {
    let folder = Folder::new(&[
        ("a.presscript", "Anna: Hi.\n"),
        ("x/b.presscript", "Ben: Hi.\n"),
    ]);
    let mut client = folder.client(watching(), &[""]);
    let registered = client.asked("client/registerCapability").to_string();
    assert!(
        registered.contains("presscript,transcript.txt"),
        "{registered}"
    );
    assert_eq!(found(&mut client, &folder, "").len(), 2);

    folder.write("c.presscript", "Cleo: Hi.\n");
    folder.write("out/d.presscript", "Dora: Hi.\n");
    folder.write(".ignore", "out\n");
    changed(&mut client, &folder, &["c.presscript", "out/d.presscript"]);
    assert_eq!(
        found(&mut client, &folder, ""),
        [
            "Anna | - | a.presscript:1",
            "Cleo | - | c.presscript:1",
            "Ben | - | x/b.presscript:1"
        ]
    );

    folder.write(".ignore", "");
    changed(&mut client, &folder, &[".ignore"]);
    assert_eq!(
        found(&mut client, &folder, "dora"),
        ["Dora | - | out/d.presscript:1"]
    );

    fs::rename(folder.path("x"), folder.path("y")).unwrap();
    let files = json!([{"oldUri": folder.uri("x"), "newUri": folder.uri("y")}]);
    client.notify("workspace/didRenameFiles", json!({"files": files}));
    assert_eq!(
        found(&mut client, &folder, "ben"),
        ["Ben | - | y/b.presscript:1"]
    );

    folder.write("e.presscript", "Edda: Hi.\n");
    let files = json!([{"uri": folder.uri("e.presscript")}]);
    client.notify("workspace/didCreateFiles", json!({"files": files}));
    assert_eq!(
        found(&mut client, &folder, "edda"),
        ["Edda | - | e.presscript:1"]
    );

    fs::remove_dir_all(folder.path("y")).unwrap();
    client.notify(
        "workspace/didDeleteFiles",
        json!({"files": [{"uri": folder.uri("y")}]}),
    );
    assert!(found(&mut client, &folder, "ben").is_empty());
    client.finish();
}

#[test]
fn a_client_that_watches_nothing_finds_what_is_there_now() {
    let folder = Folder::new(&[("a.presscript", "Anna: Hi.\n")]);
    let mut client = folder.client(modern(), &[""]);
    assert_eq!(found(&mut client, &folder, "").len(), 1);
    folder.write("b.presscript", "Ben: Hi.\n");
    fs::remove_file(folder.path("a.presscript")).unwrap();
    assert_eq!(
        found(&mut client, &folder, ""),
        ["Ben | - | b.presscript:1"]
    );
    client.finish();
}

#[test]
fn folders_come_and_go_and_are_no_prefixes() {
    let folder = Folder::new(&[
        ("foo/a.presscript", "Anna: Hi.\n"),
        ("foobar/b.presscript", "Ben: Hi.\n"),
        ("foo/inner/c.presscript", "Cleo: Hi.\n"),
    ]);
    let mut client = folder.client(watching(), &["foo", "foo/inner"]);
    client.asked("client/registerCapability");
    assert_eq!(
        found(&mut client, &folder, ""),
        [
            "Anna | - | foo/a.presscript:1",
            "Cleo | - | foo/inner/c.presscript:1"
        ]
    );
    let named = |name: &str| json!({"uri": folder.uri(name), "name": name});
    let event = json!({"added": [named("foobar")], "removed": [named("foo")]});
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": event}),
    );
    assert_eq!(
        found(&mut client, &folder, ""),
        [
            "Cleo | - | foo/inner/c.presscript:1",
            "Ben | - | foobar/b.presscript:1"
        ]
    );
    client.finish();
}

#[test]
fn without_a_folder_only_open_documents_are_searched() {
    let folder = Folder::new(&[("a.presscript", "Anna: Hi.\n")]);
    for folders in [json!(null), json!([{"uri": "file:///", "name": "all"}])] {
        let params = json!({"processId": null, "rootUri": null, "capabilities": modern(), "workspaceFolders": folders});
        let mut client = Client::initialized_with(params).0;
        assert!(found(&mut client, &folder, "").is_empty());
        client.open(&folder.uri("b.presscript"), "Ben: Hi.\n");
        assert_eq!(
            found(&mut client, &folder, ""),
            ["Ben | - | b.presscript:1"]
        );
        client.finish();
    }
}

/// Some editors take it for the root where they know nothing better.
#[test]
fn a_home_folder_is_no_workspace_but_folders_in_it_are() {
    let folder = Folder::new(&[
        ("a.presscript", "Anna: Hi.\n"),
        ("press/b.presscript", "Ben: Hi.\n"),
    ]);
    let mut client = Client::start_at_home(&folder.path(""));
    let root = json!({"processId": null, "rootUri": folder.uri(""), "capabilities": modern()});
    client.ask("initialize", root);
    client.notify("initialized", json!({}));
    client.open(&folder.uri("c.presscript"), "Cleo: Hi.\n");
    let open = "Cleo | - | c.presscript:1";
    assert_eq!(found(&mut client, &folder, ""), [open]);

    let press = json!({"uri": folder.uri("press"), "name": "press"});
    let event = json!({"event": {"added": [press], "removed": []}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    let mut both = found(&mut client, &folder, "");
    both.sort();
    assert_eq!(both, ["Ben | - | press/b.presscript:1", open]);
    client.finish();
}

#[test]
fn reading_many_files_shows_progress() {
    let folder = Folder::new(&[
        ("a.presscript", "Anna: Hi.\n"),
        ("b.presscript", "Ben: Hi.\n"),
    ]);
    let mut capabilities = watching();
    capabilities["window"] = json!({"workDoneProgress": true});
    let mut client = folder.client(capabilities, &[""]);
    client.asked("client/registerCapability");
    let question = client.request("workspace/symbol", json!({"query": ""}));
    let token = client.asked("window/workDoneProgress/create")["token"].clone();
    let mut kinds = Vec::new();
    while kinds.last() != Some(&json!("end")) {
        let shown = client.notification("$/progress");
        assert_eq!(shown["token"], token);
        kinds.push(shown["value"]["kind"].clone());
    }
    assert_eq!(kinds[0], "begin");
    assert_eq!(
        client.answer(question).unwrap().as_array().unwrap().len(),
        2
    );

    client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    assert_eq!(
        found(&mut client, &folder, "").len(),
        2,
        "nothing is read any more"
    );
    client.finish();
}

#[test]
fn a_client_that_refuses_progress_gets_none_and_its_answer_all_the_same() {
    let folder = Folder::new(&[("a.presscript", "Anna: Hi.\n")]);
    let mut capabilities = watching();
    capabilities["window"] = json!({"workDoneProgress": true});
    let mut client = folder.client(capabilities, &[""]);
    client.asked("client/registerCapability");
    let question = client.request("workspace/symbol", json!({"query": ""}));
    client.refused("window/workDoneProgress/create");
    let symbols = client.answer(question).expect("it does not fail");
    assert_eq!(symbols.as_array().expect("a list").len(), 1);
    // Progress would be unclaimed.
    client.finish();
}

#[test]
fn reading_many_files_can_be_stopped_and_starts_anew() {
    let text = "Anna Example (Daily Sample): Is this the question?\n\n".repeat(800);
    let names: Vec<String> = (100..300).map(|n| format!("{n}.presscript")).collect();
    let files = names.iter().map(|name| (name.as_str(), text.as_str()));
    let folder = Folder::new(&files.collect::<Vec<_>>());
    let mut capabilities = watching();
    capabilities["window"] = json!({"workDoneProgress": true});
    let mut client = folder.client(capabilities, &[""]);
    client.asked("client/registerCapability");
    let question = client.request("workspace/symbol", json!({"query": "anna"}));
    let token = client.asked("window/workDoneProgress/create")["token"].clone();
    client.notification("$/progress");
    client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    let error = client.answer(question).expect_err("it was stopped");
    assert_eq!(error["code"], -32800);
    while client.notification("$/progress")["value"]["kind"] != "end" {}

    for name in &names[1..] {
        fs::remove_file(folder.path(name)).expect("it is there");
    }
    let question = client.request("workspace/symbol", json!({"query": "anna"}));
    client.refused("window/workDoneProgress/create");
    let symbols = client.answer(question).expect("nobody stops it");
    assert!(!symbols.as_array().expect("a list").is_empty());
    client.finish();
}
