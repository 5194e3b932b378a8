//! Names of documents in every form that clients write them in.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::folder::Folder;
use crate::mirror::{Mirror, found};
use crate::modern;

fn document(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

#[test]
fn a_document_of_any_scheme_is_served() {
    for uri in [
        "untitled:Untitled-1",
        "untitled:/press/new file.presscript",
        "file:///press/a%20b.presscript",
        "file:///press/a b.presscript",
        "file:///press/größe 🎤.presscript",
        "file:///press/[1].presscript",
        "file:///press/100%.presscript",
        "file:///c%3A/press/briefing.presscript",
        "file:///C:/press/briefing.presscript",
        "file:///C:\\press\\briefing.presscript",
        "file://server/share/briefing.presscript",
        "file:/press/briefing.presscript",
        "file:///",
        "file://",
        "file:",
        "vscode-vfs://github/press/briefing.presscript?a=b&c#d",
        "git:/press/briefing.presscript?%7B%22ref%22%3A%22~%22%7D",
        "memory:0",
    ] {
        let (mut client, _) = Client::initialized(modern());
        let mut mirror = Mirror::new("Anna Example:Why?\n", "utf-8");
        client.open(uri, &mirror.text);
        let change = mirror.replace(0..0, "MR. SAMPLE:Well.\n\n");
        client.change(uri, 2, json!([change]));
        let report = client.ask("textDocument/diagnostic", document(uri));
        assert_eq!(found(&report["items"]), mirror.findings(), "{uri}");
        client.close(uri);
        assert_eq!(
            client.ask_for_error("textDocument/diagnostic", document(uri)),
            -32802
        );
        client.finish();
    }
}

#[test]
fn a_file_is_the_same_however_its_name_is_encoded() {
    let spellings = [
        "file:///press/a%20%c3%a9%5b1%5D%3a.presscript",
        "file:///press/a%20%C3%A9%5B1%5D:.presscript",
        "file:///press/a é[1]:.presscript",
        "file:///press/%61%20é%5B1]%3A.presscript",
    ];
    let (mut client, _) = Client::initialized(modern());
    for opened in spellings {
        let mut mirror = Mirror::new("Anna Example:Why?\n", "utf-8");
        client.open(opened, &mirror.text);
        for (version, other) in (2..).zip(spellings) {
            let change = mirror.replace(0..0, "MR. SAMPLE:Well.\n\n");
            client.change(other, version, json!([change]));
            let report = client.ask("textDocument/diagnostic", document(other));
            assert_eq!(
                found(&report["items"]),
                mirror.findings(),
                "{opened} {other}"
            );
        }
        client.close(spellings[0]);
        for other in spellings {
            assert_eq!(
                client.ask_for_error("textDocument/diagnostic", document(other)),
                -32802
            );
        }
    }
    client.finish();
}

#[test]
fn a_client_is_answered_in_its_own_spelling() {
    let mut capabilities = modern();
    capabilities["textDocument"]
        .as_object_mut()
        .expect("an object")
        .remove("diagnostic");
    let (mut client, _) = Client::initialized(capabilities);
    let uri = "file:///c%3a/press/a+b.presscript";
    client.open(uri, "Anna Example:Why?\n");
    let pushed = client.notification("textDocument/publishDiagnostics");
    assert_eq!(
        (&pushed["uri"], &pushed["version"]),
        (&json!(uri), &json!(1))
    );
    client.close("file:///c:/press/a%2Bb.presscript");
    let pushed = client.notification("textDocument/publishDiagnostics");
    assert_eq!(
        (&pushed["uri"], &pushed["diagnostics"]),
        (&json!(uri), &json!([]))
    );
    client.finish();
}

#[test]
fn a_file_in_a_folder_with_a_strange_name_has_its_settings_and_is_found_once() {
    let off = "[rules]\n\"label/no-space\" = \"off\"\n";
    let folder = Folder::new(&[
        ("100% [é] a/presscript.toml", off),
        ("100% [é] a/one.presscript", "Anna Example: Why?\n"),
    ]);
    // `Folder` doesn't encode.
    let mut client = folder.client(modern(), &["100% [é] a"]);
    let uri = folder.uri("100% [é] a/one.presscript");
    client.open(&uri, "# Opened\n\nAnna Example:Why?\n");
    let report = client.ask("textDocument/diagnostic", document(&uri));
    assert_eq!(found(&report["items"]), [] as [Value; 0]);
    let symbols = client.ask("workspace/symbol", json!({"query": "Anna"}));
    assert_eq!(symbols.as_array().map(Vec::len), Some(1), "{symbols:#}");
    client.finish();
}

#[test]
fn what_is_no_uri_is_an_error() {
    let (mut client, _) = Client::initialized(modern());
    for uri in ["", ":", "/press/briefing.presscript", "press", "1:2"] {
        client.open(uri, "Anna Example: Why?\n");
        assert_eq!(
            client.ask_for_error("textDocument/diagnostic", document(uri)),
            -32602,
            "{uri}"
        );
    }
    client.finish();
}
