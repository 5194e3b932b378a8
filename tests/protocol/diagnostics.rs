//! Diagnostics reach a client in one of two ways, never in both.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::{Mirror, found};
use crate::{URI, document, modern};

const WITHOUT_SPACE: &str = "Anna Example:Why?\n";

/// A client that can only have diagnostics pushed.
fn old() -> Value {
    json!({"textDocument": {"publishDiagnostics": {"versionSupport": true}}})
}

fn pull(client: &mut Client, previous: &Value) -> Value {
    let mut params = document();
    if !previous.is_null() {
        params["previousResultId"] = previous.clone();
    }
    client.ask("textDocument/diagnostic", params)
}

#[test]
fn a_client_that_pulls_gets_nothing_pushed() {
    let (mut client, capabilities) = Client::initialized(modern());
    assert_eq!(
        capabilities["diagnosticProvider"]["workspaceDiagnostics"],
        true
    );
    let mirror = Mirror::new(WITHOUT_SPACE, "utf-8");
    client.open(URI, &mirror.text);
    client.change(URI, 2, json!([{"text": "Max Mustername: Because.\n"}]));
    client.change(URI, 3, json!([{"text": WITHOUT_SPACE}]));
    let report = pull(&mut client, &Value::Null);
    assert_eq!(report["kind"], "full");
    assert_eq!(found(&report["items"]), mirror.findings());
    client.close(URI);
    // A pushed message would be unclaimed.
    client.finish();
}

#[test]
fn a_client_that_does_not_pull_gets_every_current_version_pushed() {
    let (mut client, capabilities) = Client::initialized(old());
    assert_eq!(capabilities.get("diagnosticProvider"), None);

    let mut mirror = Mirror::new(WITHOUT_SPACE, "utf-16");
    client.open(URI, &mirror.text);
    let pushed = client.notification("textDocument/publishDiagnostics");
    assert_eq!(
        (&pushed["uri"], &pushed["version"]),
        (&json!(URI), &json!(1))
    );
    assert_eq!(found(&pushed["diagnostics"]), mirror.findings());
    assert!(!mirror.findings().is_empty());

    let change = mirror.replace(13..13, " ");
    client.change(URI, 7, json!([change]));
    let pushed = client.notification("textDocument/publishDiagnostics");
    assert_eq!(pushed["version"], 7);
    assert_eq!(found(&pushed["diagnostics"]), mirror.findings());

    client.close(URI);
    let pushed = client.notification("textDocument/publishDiagnostics");
    assert_eq!(
        (&pushed["uri"], &pushed["diagnostics"]),
        (&json!(URI), &json!([]))
    );
    client.finish();
}

#[test]
fn what_is_pushed_last_is_about_the_last_version() {
    let (mut client, _) = Client::initialized(old());
    client.open(URI, WITHOUT_SPACE);
    for version in 2..=100 {
        client.change(
            URI,
            version,
            json!([{"text": WITHOUT_SPACE.repeat(version as usize % 7)}]),
        );
    }
    let mut versions = Vec::new();
    while versions.last() != Some(&100) {
        let pushed = client.notification("textDocument/publishDiagnostics");
        versions.push(pushed["version"].as_i64().expect("a version"));
    }
    assert!(versions.is_sorted(), "{versions:?}");

    client.close(URI);
    client.open(URI, WITHOUT_SPACE);
    assert_eq!(
        client.notification("textDocument/publishDiagnostics")["diagnostics"],
        json!([])
    );
    assert_eq!(
        client.notification("textDocument/publishDiagnostics")["version"],
        1
    );
    client.finish();
}

#[test]
fn a_report_that_would_say_the_same_again_says_so() {
    let (mut client, _) = Client::initialized(modern());
    let mut mirror = Mirror::new(WITHOUT_SPACE, "utf-8");
    client.open(URI, &mirror.text);
    let first = pull(&mut client, &Value::Null);
    let id = &first["resultId"];
    assert!(id.is_string());
    assert_eq!(
        pull(&mut client, id),
        json!({"kind": "unchanged", "resultId": id})
    );

    let word = mirror.text.find("Why").expect("it asks why");
    client.change(URI, 2, json!([mirror.replace(word..word + 3, "How")]));
    assert_eq!(
        pull(&mut client, id)["kind"],
        "unchanged",
        "an edit that changes no finding"
    );

    client.change(URI, 3, json!([mirror.replace(0..0, "\n\n")]));
    let moved = pull(&mut client, id);
    assert_eq!(moved["kind"], "full", "the findings have moved");
    assert_ne!(&moved["resultId"], id);
    assert_eq!(found(&moved["items"]), mirror.findings());

    client.change(URI, 4, json!([mirror.replace(0..2, "")]));
    assert_eq!(
        pull(&mut client, id)["kind"],
        "unchanged",
        "the edit was undone"
    );
    assert_eq!(pull(&mut client, &json!("made up"))["kind"], "full");
    client.finish();
}

#[test]
fn a_diagnostic_has_the_parts_that_the_client_understands() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, WITHOUT_SPACE);
    let report = pull(&mut client, &Value::Null);
    let no_space = |items: &Value| {
        let items = items.as_array().expect("a list").clone();
        items
            .into_iter()
            .find(|item| item["code"] == "label/no-space")
            .expect("a missing space is found")
    };
    let full = no_space(&report["items"]);
    assert_eq!(full["source"], "presscript");
    assert!(full["severity"].is_u64() && full["message"].is_string());
    let page = full["codeDescription"]["href"].as_str().expect("a page");
    assert!(
        page.starts_with("https://") && page.contains("no-space"),
        "{page}"
    );
    assert!(
        !full["data"]["fixes"]
            .as_array()
            .expect("titles of fixes")
            .is_empty()
    );
    client.finish();

    let (mut client, _) = Client::initialized(old());
    client.open(URI, WITHOUT_SPACE);
    let bare = no_space(&client.notification("textDocument/publishDiagnostics")["diagnostics"]);
    for part in ["codeDescription", "data", "relatedInformation", "tags"] {
        assert_eq!(bare.get(part), None);
    }
    client.finish();
}

/// An open document belongs to the client: what is on disk under its name doesn't matter.
#[test]
fn files_on_disk_do_not_touch_open_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.presscript");
    std::fs::write(&file, "Max Mustername: All is well.\n").expect("a file");
    let uri = format!("file://{}", file.display());

    let (mut client, _) = Client::initialized(modern());
    let mirror = Mirror::new(WITHOUT_SPACE, "utf-8");
    client.open(&uri, &mirror.text);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": uri, "type": 2}]}),
    );
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    let report = client.ask(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(found(&report["items"]), mirror.findings());

    std::fs::remove_file(&file).expect("the file is there");
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": uri, "type": 3}]}),
    );
    let report = client.ask(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(found(&report["items"]), mirror.findings());
    client.finish();
}

/// Clients ask while a document is being closed, and show most errors to the user.
#[test]
fn a_document_that_is_not_open_is_no_error_for_the_user() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, "Anna Example (FBC):Why?\n");
    client.close(URI);
    let params = json!({"textDocument": {"uri": URI}});
    let error = client.try_ask("textDocument/diagnostic", params);
    let error = error.expect_err("nothing can be said of it");
    assert_eq!(error["code"], -32802, "server cancelled");
    assert_eq!(error["data"], json!({"retriggerRequest": false}));

    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let params = json!({
        "textDocument": {"uri": URI},
        "position": range["start"],
        "range": range,
        "context": {"diagnostics": []},
    });
    for method in ["codeAction", "hover", "documentSymbol", "foldingRange"] {
        let error = client.try_ask(&format!("textDocument/{method}"), params.clone());
        let error = error.expect_err("nothing can be said of it");
        assert_eq!(error["code"], -32801, "{method}: content modified");
        assert_eq!(error["message"], "the document is not open", "{method}");
    }
    client.finish();
}
