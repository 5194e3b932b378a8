//! What a user sets in the editor: however it comes, it holds, and what is wrong in it is said once.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::folder::Folder;
use crate::{URI, document, modern};

const TEXT: &str =
    "Anna Example (FBC):Why?\n\nMinister Max Mustername: So.\n\nMinister: And so on.\n";

/// A client that asks again for hints and findings when it is told to.
fn refreshing() -> Value {
    let mut capabilities = modern();
    capabilities["workspace"]["inlayHint"] = json!({"refreshSupport": true});
    capabilities
}

/// A client that is asked for settings.
fn asked() -> Value {
    let mut capabilities = refreshing();
    capabilities["workspace"]["configuration"] = json!(true);
    capabilities
}

fn initialized(capabilities: Value, options: Value) -> Client {
    let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options});
    Client::initialized_with(params).0
}

fn findings(client: &mut Client) -> usize {
    let report = client.ask("textDocument/diagnostic", document());
    report["items"].as_array().expect("a list").len()
}

fn hints(client: &mut Client, uri: &str) -> Vec<String> {
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let params = json!({"textDocument": {"uri": uri}, "range": all});
    let hints = client.ask("textDocument/inlayHint", params);
    let hints = hints.as_array().expect("a list").iter();
    let label = |hint: &Value| {
        hint["label"][0]["value"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    hints.map(label).collect()
}

#[test]
fn they_hold_from_the_first_moment() {
    for options in [
        json!({"inlayHints": {"people": false}, "diagnostics": {"enable": false}, "commands": []}),
        json!({"presscript": {"inlayHints": {"people": false}, "diagnostics": {"enable": false}}}),
    ] {
        let mut client = initialized(modern(), options);
        client.open(URI, TEXT);
        assert_eq!(hints(&mut client, URI), ["Question 1"]);
        assert_eq!(findings(&mut client), 0);
        client.open("untitled:new", TEXT);
        assert_eq!(hints(&mut client, "untitled:new"), ["Question 1"]);
        client.finish();
    }
}

#[test]
fn a_client_that_can_be_asked_is_asked() {
    let mut capabilities = asked();
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": true});
    let mut client = initialized(capabilities, Value::Null);
    let registered = client.asked("client/registerCapability");
    let registered = &registered["registrations"][0];
    assert_eq!(registered["method"], "workspace/didChangeConfiguration");
    assert_eq!(
        registered["registerOptions"],
        json!({"section": "presscript"})
    );
    let items = client.asked_for("workspace/configuration", &json!([null]));
    assert_eq!(items, json!({"items": [{"section": "presscript"}]}));
    client.open(URI, TEXT);
    assert_eq!(hints(&mut client, URI), ["Question 1", "Max Mustername"]);
    assert_ne!(findings(&mut client), 0);

    let changed = json!({"settings": {"presscript": {"diagnostics": {"enable": true}}}});
    client.notify("workspace/didChangeConfiguration", changed);
    let section =
        json!([{"diagnostics": {"enable": false}, "inlayHints": {"questionNumbers": false}}]);
    client.asked_for("workspace/configuration", &section);
    client.asked("workspace/inlayHint/refresh");
    assert_eq!(hints(&mut client, URI), ["Max Mustername"]);
    assert_eq!(findings(&mut client), 0);

    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.asked_for("workspace/configuration", &section);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.asked_for("workspace/configuration", &json!([{}]));
    client.asked("workspace/inlayHint/refresh");
    assert_eq!(hints(&mut client, URI), ["Question 1", "Max Mustername"]);
    client.finish();
}

#[test]
fn a_client_that_cannot_be_asked_sends_them() {
    let mut client = initialized(refreshing(), json!({"inlayHints": {"people": false}}));
    client.open(URI, TEXT);
    assert_eq!(hints(&mut client, URI), ["Question 1"]);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    assert_eq!(hints(&mut client, URI), ["Question 1"]);
    let sent = json!({"settings": {"presscript": {"inlayHints": {"questionNumbers": false}}}});
    client.notify("workspace/didChangeConfiguration", sent.clone());
    client.asked("workspace/inlayHint/refresh");
    assert_eq!(hints(&mut client, URI), ["Max Mustername"]);
    client.notify("workspace/didChangeConfiguration", sent);
    assert_eq!(hints(&mut client, URI), ["Max Mustername"]);
    client.finish();
}

#[test]
fn what_is_malformed_is_said_once_and_the_rest_holds() {
    let mut client = initialized(refreshing(), Value::Null);
    client.open(URI, TEXT);
    let wrong = json!({"settings": {"inlayHints": {"people": "no", "questionNumbers": false}}});
    for _ in 0..2 {
        client.notify("workspace/didChangeConfiguration", wrong.clone());
    }
    let said = client.notification("window/showMessage");
    assert_eq!(said["type"], 2, "a warning");
    let message = said["message"].as_str().expect("a text");
    assert!(
        message.contains("“presscript.inlayHints.people”"),
        "{message}"
    );
    client.asked("workspace/inlayHint/refresh");
    assert_eq!(hints(&mut client, URI), ["Max Mustername"]);
    client.finish();
}

#[test]
fn the_user_goes_before_the_project_in_what_is_shown() {
    let folder = Folder::new(&[(
        "presscript.toml",
        "[inlay-hints]\npeople = false\nquestion-numbers = false\n",
    )]);
    let mut client = folder.client(refreshing(), &["."]);
    let uri = folder.uri("briefing.presscript");
    client.open(&uri, TEXT);
    assert!(hints(&mut client, &uri).is_empty());
    let sent = json!({"settings": {"presscript": {"inlayHints": {"people": true}}}});
    client.notify("workspace/didChangeConfiguration", sent);
    client.asked("workspace/inlayHint/refresh");
    assert_eq!(hints(&mut client, &uri), ["Max Mustername"]);
    client.finish();
}
