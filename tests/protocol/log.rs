//! The log: where it is, how much is in it, and what a client is told that traces.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use presscript_tests::binary::binary;
use presscript_tests::client::Client;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::{URI, document, modern};

const SECRET: &str = "Anna Example: Nobody may know.\n";

fn started(arguments: &[&str], trace: &str) -> Client {
    let mut client = Client::start_with(arguments);
    client.ask(
        "initialize",
        json!({"processId": null, "rootUri": null, "capabilities": modern(), "trace": trace}),
    );
    client.notify("initialized", json!({}));
    client
}

fn to(file: &Path) -> [&str; 2] {
    ["--log-file", file.to_str().expect("a name in UTF-8")]
}

#[test]
fn what_is_traced_is_in_the_file() {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("log.txt");
    let mut client = started(&to(&file), "off");
    client.open(URI, SECRET);
    client.ask("textDocument/foldingRange", document());
    assert_eq!(fs::read_to_string(&file).expect("a file"), "");

    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.ask(
        "textDocument/hover",
        json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 1}}),
    );
    let told = client.notification("$/logTrace");
    let told = match told["message"]
        .as_str()
        .expect("a text")
        .contains("setTrace")
    {
        true => client.notification("$/logTrace"),
        false => told,
    };
    assert!(
        told["message"]
            .as_str()
            .expect("a text")
            .starts_with("textDocument/hover was answered in "),
        "{told}"
    );
    assert!(told["verbose"].is_string());
    client.notify("$/setTrace", json!({"value": "off"}));
    client.ask("textDocument/documentLink", document());
    client.finish();

    let log = fs::read_to_string(&file).expect("a file");
    for part in ["textDocument/hover", "id=3", "answered elapsed="] {
        assert!(log.contains(part), "{part} is not in {log}");
    }
    for part in ["foldingRange", "documentLink", "Nobody"] {
        assert!(!log.contains(part), "{part} is in {log}");
    }
}

#[test]
fn messages_come_without_details_and_no_text_of_documents() {
    let mut client = started(&[], "messages");
    client.open(URI, SECRET);
    client.ask("textDocument/diagnostic", document());
    let told = client.notification("$/logTrace");
    let message = told["message"].as_str().expect("a text");
    assert!(
        message.starts_with("textDocument/diagnostic was answered"),
        "{told}"
    );
    assert_eq!(told.get("verbose"), None);
    client.notify("$/setTrace", json!({"value": "off"}));
    client.finish();
}

#[test]
fn the_level_is_given_or_set_and_only_trace_has_texts() {
    let folder = tempdir().expect("a folder");
    for (level, setting, expected, text) in [
        ("debug", Value::Null, true, false),
        ("error", Value::Null, false, false),
        ("error", json!("info"), true, false),
        ("trace", Value::Null, true, true),
        ("debug", json!("off"), false, false),
    ] {
        let file = folder
            .path()
            .join(format!("{level}-{setting}.txt").replace('"', ""));
        let [flag, path] = to(&file);
        let mut client = started(&[flag, path, "--log-level", level], "off");
        let sent = json!({"settings": {"presscript": {"logLevel": setting}}});
        client.notify("workspace/didChangeConfiguration", sent);
        client.open(URI, SECRET);
        client.notify(
            "textDocument/didChange",
            json!({"textDocument": "Nobody may know either."}),
        );
        client.ask("textDocument/foldingRange", document());
        client.finish();
        let log = fs::read_to_string(&file).expect("a file");
        assert_eq!(
            log.contains("textDocument/foldingRange"),
            expected,
            "{level} {setting}: {log}"
        );
        assert_eq!(log.contains("Nobody"), text, "{level} {setting}: {log}");
    }
}

#[test]
fn a_file_that_cannot_be_opened_ends_the_server() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("missing/log.txt");
    let ran = Command::new(binary())
        .arg("lsp")
        .args(to(&path))
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    assert_eq!(ran.status.code(), Some(2));
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(
        said.contains("cannot open the log file") && said.contains("missing/log.txt"),
        "{said}"
    );
    assert!(ran.stdout.is_empty());
}
