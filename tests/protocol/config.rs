//! `presscript.toml` in an editor: it holds from the moment a transcript is opened, a change of it shows at once, and what
//! is wrong with it is shown in it.

use std::fs;

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::folder::{Folder, watching};
use crate::modern;

const GLUED: &str = "Anna Example:Why?\n";
const OFF: &str = "[rules]\n\"label/no-space\" = \"off\"\n";

/// A client that diagnostics are pushed to.
fn old() -> Value {
    json!({"textDocument": {"publishDiagnostics": {}}})
}

fn codes(diagnostics: &Value) -> Vec<String> {
    let diagnostics = diagnostics.as_array().expect("a list");
    let code = |found: &Value| found["code"].as_str().expect("a code").to_owned();
    diagnostics.iter().map(code).collect()
}

fn pull(client: &mut Client, uri: &str) -> Vec<String> {
    let report = client.ask(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": uri}}),
    );
    codes(&report["items"])
}

fn pushed(client: &mut Client) -> (String, Vec<String>) {
    let pushed = client.notification("textDocument/publishDiagnostics");
    (
        pushed["uri"].as_str().unwrap().to_owned(),
        codes(&pushed["diagnostics"]),
    )
}

fn changed(client: &mut Client, uri: &str) {
    let changes = json!({"changes": [{"uri": uri, "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
}

#[test]
fn settings_hold_from_the_first_moment() {
    let folder = Folder::new(&[("a b/presscript.toml", OFF)]);
    let mut client = folder.client(modern(), &["a%20b"]);
    let (inside, outside) = (
        folder.uri("a%20b/c/x.presscript"),
        folder.uri("x.presscript"),
    );
    client.open(&inside, GLUED);
    client.open(&outside, GLUED);
    assert_eq!(pull(&mut client, &inside), [""; 0]);
    assert_eq!(pull(&mut client, &outside), ["label/no-space"]);
    client.open("untitled:Untitled-1", GLUED);
    assert_eq!(
        pull(&mut client, "untitled:Untitled-1"),
        [""; 0],
        "as if it were in the first folder"
    );
    client.finish();
}

#[test]
fn a_watched_file_changes_the_diagnostics_of_open_documents() {
    let folder = Folder::new(&[("presscript.toml", OFF)]);
    let mut client = folder.client(watching(), &[""]);
    let registered = client.asked("client/registerCapability");
    let registration = &registered["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let watchers = registration["registerOptions"]["watchers"].to_string();
    assert!(
        watchers.contains("presscript.toml") && watchers.contains(".editorconfig"),
        "{watchers}"
    );

    let uri = folder.uri("a.presscript");
    client.open(&uri, GLUED);
    assert_eq!(pull(&mut client, &uri), [""; 0]);
    folder.write("presscript.toml", "");
    assert_eq!(pull(&mut client, &uri), [""; 0], "nobody has said so yet");
    changed(&mut client, &folder.uri("presscript.toml"));
    client.asked("workspace/diagnostic/refresh");
    assert_eq!(pull(&mut client, &uri), ["label/no-space"]);

    // What changes no settings needs no new look.
    folder.write("presscript.toml", "# nothing\n");
    changed(&mut client, &folder.uri("presscript.toml"));
    changed(&mut client, &folder.uri("other.yaml"));
    fs::remove_file(folder.path("presscript.toml")).unwrap();
    changed(&mut client, &folder.uri("presscript.toml"));
    assert_eq!(pull(&mut client, &uri), ["label/no-space"]);
    client.finish();
}

#[test]
fn diagnostics_are_pushed_again_to_clients_that_do_not_pull() {
    let folder = Folder::new(&[("presscript.toml", OFF)]);
    let mut client = folder.client(old(), &[""]);
    let uri = folder.uri("a.presscript");
    client.open(&uri, GLUED);
    assert_eq!(pushed(&mut client), (uri.clone(), vec![]));
    folder.write("presscript.toml", "");
    changed(&mut client, &folder.uri("presscript.toml"));
    assert_eq!(
        pushed(&mut client),
        (uri, vec!["label/no-space".to_owned()])
    );
    client.finish();
}

#[test]
fn a_client_that_cannot_watch_has_files_read_again_when_something_is_saved() {
    let folder = Folder::new(&[("presscript.toml", OFF)]);
    let mut client = folder.client(modern(), &[""]);
    let uri = folder.uri("a.presscript");
    client.open(&uri, GLUED);
    assert_eq!(pull(&mut client, &uri), [""; 0]);
    folder.write("presscript.toml", "");
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(pull(&mut client, &uri), ["label/no-space"]);
    client.finish();
}

#[test]
fn files_and_folders_that_the_user_renames_are_looked_at_even_if_none_is_watched() {
    let folder = Folder::new(&[("aside.toml", OFF), ("old/presscript.toml", OFF)]);
    let mut capabilities = modern();
    capabilities["workspace"]["fileOperations"] = json!({"didRename": true});
    let mut client = folder.client(capabilities, &[""]);
    let uris = [folder.uri("a.presscript"), folder.uri("new/a.presscript")];
    for uri in &uris {
        client.open(uri, GLUED);
        assert_eq!(pull(&mut client, uri), ["label/no-space"]);
    }
    for ([old, new], changed) in [
        (["old", "new"], &uris[1]),
        (["aside.toml", "presscript.toml"], &uris[0]),
    ] {
        fs::rename(folder.path(old), folder.path(new)).unwrap();
        let files = json!([{"oldUri": folder.uri(old), "newUri": folder.uri(new)}]);
        client.notify("workspace/didRenameFiles", json!({"files": files}));
        assert_eq!(pull(&mut client, changed), [""; 0], "{new}");
    }
    client.finish();
}

#[test]
fn of_an_open_one_only_findings_and_rosters_are_told() {
    let text = "# 😀\nprofil = \"nato\"\n";
    let folder = Folder::new(&[("presscript.toml", text)]);
    let toml = folder.uri("presscript.toml");
    let document = json!({"uri": toml});
    let about = json!({
        "textDocument": document,
        "position": {"line": 1, "character": 2},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 2}},
        "context": {"diagnostics": [], "triggerKind": 1},
    });

    // What is pushed is not told again.
    let mut client = folder.client(modern(), &[""]);
    client.open(&toml, text);
    assert_eq!(pushed(&mut client).1, ["config/unknown-key"]);
    assert_eq!(pull(&mut client, &toml), [""; 0]);
    client.finish();

    let mut capabilities = modern();
    capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": true});
    let mut client = folder.client(capabilities, &[""]);
    client.open(&toml, text);
    let report = client.ask("textDocument/diagnostic", about.clone());
    assert_eq!(codes(&report["items"]), ["config/unknown-key"]);
    let start = &report["items"][0]["range"]["start"];
    assert_eq!(*start, json!({"line": 1, "character": 0}));
    let again = json!({"textDocument": document, "previousResultId": report["resultId"]});
    let again = client.ask("textDocument/diagnostic", again);
    assert_eq!(again["kind"], "unchanged");

    for method in [
        "documentSymbol",
        "hover",
        "completion",
        "codeAction",
        "inlayHint",
    ] {
        let method = format!("textDocument/{method}");
        assert_eq!(client.ask(&method, about.clone()), Value::Null, "{method}");
    }
    assert_eq!(
        client.ask_for_error("textDocument/hover", json!({"textDocument": document})),
        -32602
    );
    client.close(&toml);
    assert_eq!(client.ask_for_error("textDocument/hover", about), -32801);
    client.finish();
}

#[test]
fn what_is_wrong_with_it_is_shown_in_it_until_it_is_mended() {
    let folder = Folder::new(&[("presscript.toml", "# ü\nprofil = \"nato\"\n")]);
    let mut client = folder.client(watching(), &[""]);
    client.asked("client/registerCapability");
    client.open(&folder.uri("a.presscript"), GLUED);
    let pushed_here = client.notification("textDocument/publishDiagnostics");
    let toml = folder.uri("presscript.toml");
    assert_eq!(pushed_here["uri"], toml);
    let found = &pushed_here["diagnostics"][0];
    assert_eq!(found["code"], "config/unknown-key");
    assert_eq!(found["source"], "presscript");
    assert_eq!(found["range"]["start"], json!({"line": 1, "character": 0}));
    let page = found["codeDescription"]["href"].as_str().expect("a page");
    assert!(page.contains("CONFIG.md"), "{page}");

    folder.write("presscript.toml", "profile = \"nato\"\n");
    changed(&mut client, &toml);
    client.asked("workspace/diagnostic/refresh");
    assert_eq!(pushed(&mut client), (toml, vec![]));
    client.open(&folder.uri("b.presscript"), GLUED);
    client.finish();
}

#[test]
fn it_is_checked_when_it_is_open_in_the_editor_and_saved() {
    let folder = Folder::new(&[("presscript.toml", "profil = 1\n")]);
    let mut client = folder.client(modern(), &[""]);
    let toml = folder.uri("presscript.toml");
    client.open(&toml, "profil = 1\n");
    assert_eq!(
        pushed(&mut client),
        (toml.clone(), vec!["config/unknown-key".to_owned()])
    );
    client.change(&toml, 2, json!([{"text": "profile = 1\n"}]));
    folder.write("presscript.toml", "profile = 1\n");
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": toml}}),
    );
    assert_eq!(
        pushed(&mut client),
        (toml.clone(), vec!["config/invalid-value".to_owned()])
    );
    folder.write("presscript.toml", "profile = \"nato\"\n");
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": toml}}),
    );
    assert_eq!(pushed(&mut client), (toml.clone(), vec![]));
    client.close(&toml);
    client.finish();
}

#[test]
fn a_roster_is_checked_and_watched() {
    let folder = Folder::new(&[
        ("presscript.toml", "roster = \"people.yaml\"\n"),
        ("people.yaml", "- Anna Example {principl}\n"),
    ]);
    let mut client = folder.client(watching(), &[""]);
    client.asked("client/registerCapability");
    client.open(&folder.uri("a.presscript"), GLUED);
    let roster = folder.uri("people.yaml");
    assert_eq!(
        pushed(&mut client),
        (roster.clone(), vec!["config/invalid-roster".to_owned()])
    );
    folder.write("people.yaml", "- Anna Example {principal}\n");
    changed(&mut client, &roster);
    client.asked("workspace/diagnostic/refresh");
    assert_eq!(pushed(&mut client), (roster, vec![]));
    client.finish();
}

#[test]
fn each_folder_of_a_workspace_ends_the_search() {
    let folder = Folder::new(&[
        ("presscript.toml", OFF),
        ("foo/presscript.toml", ""),
        ("foo/a.presscript", ""),
        ("foobar/a.presscript", ""),
        ("baz/a.presscript", ""),
    ]);
    let mut client = folder.client(modern(), &["foo", "baz"]);
    let uris = [
        "foo/a.presscript",
        "foobar/a.presscript",
        "baz/a.presscript",
    ]
    .map(|name| folder.uri(name));
    for uri in &uris {
        client.open(uri, GLUED);
    }
    let [foo, foobar, baz] = &uris;
    assert_eq!(pull(&mut client, foo), ["label/no-space"]);
    assert_eq!(
        pull(&mut client, foobar),
        [""; 0],
        "it is in no folder of the workspace"
    );
    assert_eq!(
        pull(&mut client, baz),
        ["label/no-space"],
        "above its folder nothing is read"
    );

    let event = json!({"event": {"added": [{"uri": folder.uri(""), "name": "all"}], "removed": [{"uri": folder.uri("baz"), "name": "baz"}]}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    assert_eq!(pull(&mut client, baz), [""; 0]);
    client.finish();
}

#[test]
fn an_older_client_names_one_root() {
    let folder = Folder::new(&[("presscript.toml", OFF), ("press/a.presscript", "")]);
    let params =
        json!({"processId": null, "rootUri": folder.uri("press"), "capabilities": modern()});
    let mut client = Client::initialized_with(params).0;
    let uri = folder.uri("press/a.presscript");
    client.open(&uri, GLUED);
    assert_eq!(pull(&mut client, &uri), ["label/no-space"]);
    client.finish();
}

#[test]
fn what_is_shown_beside_the_text_can_be_off_and_is_asked_for_again() {
    const ASKED: [&str; 3] = ["semanticTokens", "inlayHint", "codeLens"];
    let folder = Folder::new(&[("presscript.toml", "")]);
    let mut capabilities = watching();
    capabilities["workspace"]["diagnostics"] = json!({});
    for what in ASKED {
        capabilities["workspace"][what] = json!({"refreshSupport": true});
    }
    let mut client = folder.client(capabilities, &[""]);
    client.asked("client/registerCapability");
    let uri = folder.uri("a.presscript");
    let text = "Minister Max Mustername: Hello.\n\nQ: Why?\n\nMinister: So.\n";
    client.open(&uri, text);
    let shown = |client: &mut Client| {
        let document = json!({"uri": uri});
        let range =
            json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
        let hints = json!({"textDocument": document, "range": range});
        let hints = client.ask("textDocument/inlayHint", hints);
        let lenses = client.ask("textDocument/codeLens", json!({"textDocument": document}));
        [hints, lenses].map(|list| list.as_array().expect("a list").len())
    };
    assert_eq!(shown(&mut client), [2, 1]);
    let off = "inlay-hints.people = false\ncode-lenses.exchanges = false\n";
    folder.write("presscript.toml", off);
    changed(&mut client, &folder.uri("presscript.toml"));
    for what in ASKED {
        client.asked(&format!("workspace/{what}/refresh"));
    }
    assert_eq!(shown(&mut client), [1, 0]);
    client.finish();
}
