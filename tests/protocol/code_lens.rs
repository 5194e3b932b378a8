//! Code lenses: a line above each exchange.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::Mirror;
use crate::{URI, complete, document};

const TEXT: &str = "[🎤] Good day.\r\n\r\nAnna Example (FBC): Why?\r\n\r\nMinister Max Mustername: So.\r\n\r\nAnna Example (FBC): And?\r\n\r\nMinister Max Mustername: So.\r\n\r\nQ: When?\r\n\r\nMinister Max Mustername: Now.\r\n";

fn opened(options: Value) -> (Client, Mirror) {
    let (mut client, _) = Client::initialized_with(json!({
        "processId": null,
        "rootUri": null,
        "capabilities": complete(),
        "initializationOptions": options,
    }));
    client.open(URI, TEXT);
    (client, Mirror::new(TEXT, "utf-8"))
}

fn lenses(client: &mut Client) -> Vec<Value> {
    let lenses = client.ask("textDocument/codeLens", document());
    lenses.as_array().expect("a list").clone()
}

#[test]
fn each_exchange_has_one_that_is_worked_out_when_shown() {
    let (mut client, mirror) = opened(Value::Null);
    let found = lenses(&mut client);
    let places: Vec<_> = found
        .iter()
        .map(|lens| mirror.slice(&lens["range"]))
        .collect();
    assert_eq!(places, ["Anna Example (FBC)", "Q"]);
    assert!(found.iter().all(|lens| lens.get("command").is_none()));

    let shown = client.ask("codeLens/resolve", found[0].clone());
    let title = "Exchange 1 of 2 · FBC · 4 words · 1 follow-up";
    assert_eq!(shown["command"], json!({"title": title, "command": ""}));
    assert_eq!(shown["range"], found[0]["range"]);
    client.finish();
}

#[test]
fn a_client_that_shows_references_gets_them() {
    let (mut client, mirror) = opened(json!({"commands": ["presscript.showReferences"]}));
    let lens = lenses(&mut client).remove(1);
    let command = client.ask("codeLens/resolve", lens.clone())["command"].clone();
    assert_eq!(command["command"], "presscript.showReferences");
    let [uri, position, places] = command["arguments"].as_array().expect("a list").as_slice()
    else {
        panic!("three arguments: {command}");
    };
    assert_eq!((uri, position), (&json!(URI), &lens["range"]["start"]));
    let places = places.as_array().expect("a list").iter();
    let places: Vec<_> = places.map(|place| mirror.slice(&place["range"])).collect();
    assert_eq!(places, ["Q", "Minister Max Mustername"]);
    client.finish();
}

#[test]
fn one_of_an_older_version_says_what_the_exchange_holds_now() {
    let (mut client, mirror) = opened(Value::Null);
    let lens = lenses(&mut client).remove(0);
    let text = mirror.text.replace("Why?", "Why, why?");
    client.change(URI, 2, json!([{"text": text}]));
    let shown = client.ask("codeLens/resolve", lens.clone());
    let title = "Exchange 1 of 2 · FBC · 5 words · 1 follow-up";
    assert_eq!(shown["command"]["title"], title);
    client.change(URI, 3, json!([{"text": ""}]));
    assert_eq!(client.ask_for_error("codeLens/resolve", lens), -32801);
    client.finish();
}

#[test]
fn one_of_an_exchange_that_is_gone_is_not_worked_out() {
    let (mut client, _) = opened(Value::Null);
    let lens = lenses(&mut client).remove(0);
    client.change(URI, 2, json!([{"text": ""}]));
    assert_eq!(client.ask_for_error("codeLens/resolve", lens), -32801);
    assert!(lenses(&mut client).is_empty());
    client.finish();
}
