//! The features over the wire: that each answer is what the analysis says, in the client's form.

use presscript_analysis::features::folding_range::folding_ranges;
use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::{Mirror, outlined};
use crate::{URI, at, complete, document, modern};

const BRIEFING: &str = include_str!("../fixtures/briefing.presscript");

/// What a client of the protocol's first years can do.
fn plain() -> Value {
    json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}, "foldingRange": {"rangeLimit": 3}}})
}

fn opened(capabilities: Value, encoding: &'static str) -> (Client, Mirror) {
    let (mut client, server) = Client::initialized(capabilities);
    assert_eq!(server["positionEncoding"], encoding);
    client.open(URI, BRIEFING);
    if server.get("diagnosticProvider").is_none() {
        client.notification("textDocument/publishDiagnostics");
    }
    (client, Mirror::new(BRIEFING, encoding))
}

fn hover_at(client: &mut Client, mirror: &Mirror, words: &str) -> Value {
    let place = mirror.text.find(words).expect("the words are in the text");
    client.ask("textDocument/hover", at(&mirror.position(place + 1)))
}

fn format(client: &mut Client) -> Value {
    let options = json!({"tabSize": 4, "insertSpaces": true});
    client.ask(
        "textDocument/formatting",
        json!({"textDocument": {"uri": URI}, "options": options}),
    )
}

#[test]
fn the_outline_is_a_tree() {
    let (mut client, mirror) = opened(modern(), "utf-8");
    let symbols = client.ask("textDocument/documentSymbol", document());
    assert_eq!(outlined(&symbols), mirror.outline());
    assert!(
        symbols
            .as_array()
            .expect("a list")
            .iter()
            .any(|symbol| symbol["children"][0].is_object())
    );
    client.finish();
}

#[test]
fn the_outline_is_a_list_for_clients_that_want_one() {
    fn flat(symbols: &Value, container: &Value) -> Vec<Value> {
        let symbols = symbols.as_array().expect("a list").iter();
        symbols
            .flat_map(|symbol| {
                let own = json!([symbol[0], symbol[1], container]);
                [vec![own], flat(&symbol[3], &symbol[0])].concat()
            })
            .collect()
    }

    let (mut client, mirror) = opened(plain(), "utf-16");
    let symbols = client.ask("textDocument/documentSymbol", document());
    let symbols = symbols.as_array().expect("a list");
    assert!(
        symbols
            .iter()
            .all(|symbol| symbol["location"]["uri"] == URI)
    );
    let symbols: Vec<_> = symbols
        .iter()
        .map(|s| json!([s["name"], s["location"]["range"], s["containerName"]]))
        .collect();
    assert_eq!(symbols, flat(&mirror.outline(), &Value::Null));
    client.finish();
}

#[test]
fn a_hover_is_in_the_form_that_the_client_shows() {
    let (mut client, mirror) = opened(modern(), "utf-8");
    let hover = hover_at(&mut client, &mirror, "Dora Dummy");
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(
        hover["contents"]["value"]
            .as_str()
            .expect("a text")
            .starts_with("**Dora Dummy**")
    );
    let label = mirror
        .text
        .find("Dora Dummy (Radio Specimen)")
        .expect("her label");
    assert_eq!(
        hover["range"],
        mirror.range(&(label..label + "Dora Dummy (Radio Specimen)".len()))
    );
    assert_eq!(hover_at(&mut client, &mirror, "relief ships"), Value::Null);
    client.finish();

    let (mut client, mirror) = opened(plain(), "utf-16");
    let hover = hover_at(&mut client, &mirror, "Dora Dummy");
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(
        hover["contents"]["value"]
            .as_str()
            .expect("a text")
            .starts_with("Dora Dummy, Radio Specimen\n")
    );
    client.finish();
}

#[test]
fn formatting_leaves_nothing_to_format() {
    for capabilities in [modern(), plain()] {
        let encoding = if capabilities.get("general").is_some() {
            "utf-8"
        } else {
            "utf-16"
        };
        let (mut client, mut mirror) = opened(capabilities, encoding);
        let edits = format(&mut client);
        mirror.apply(&edits);
        assert_ne!(mirror.text, BRIEFING);
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(words(&mirror.text), words(BRIEFING));

        client.change(URI, 2, json!([{"text": mirror.text}]));
        assert_eq!(format(&mut client), json!([]));
        if encoding == "utf-16" {
            client.notification("textDocument/publishDiagnostics");
        }
        client.finish();
    }
}

#[test]
fn folds_are_whole_lines_as_many_as_wanted() {
    let expected = |mirror: &Mirror, limit: usize| -> Vec<Value> {
        let folds = folding_ranges(&mirror.analysis(), limit);
        folds
            .iter()
            .map(|fold| json!([fold.lines.start(), fold.lines.end()]))
            .collect()
    };
    let lines = |client: &mut Client| -> Vec<Value> {
        let folds = client.ask("textDocument/foldingRange", document());
        let folds = folds.as_array().expect("a list").iter();
        folds
            .map(|fold| json!([fold["startLine"], fold["endLine"]]))
            .collect()
    };
    let (mut client, mirror) = opened(modern(), "utf-8");
    let all = expected(&mirror, usize::MAX);
    assert_eq!(lines(&mut client), all);
    assert!(all.len() > 3);
    client.finish();

    let (mut client, mirror) = opened(plain(), "utf-16");
    let some = lines(&mut client);
    assert_eq!((some.len(), &some), (3, &expected(&mirror, 3)));
    client.finish();
}

#[test]
fn what_is_folded_is_described_to_clients_that_show_it() {
    let collapsed = |capabilities: Value| {
        let (mut client, _) = opened(capabilities, "utf-8");
        let folds = client.ask("textDocument/foldingRange", document());
        client.finish();
        let folds = folds.as_array().expect("a list").clone();
        let mut texts = folds.into_iter().map(|fold| fold["collapsedText"].clone());
        texts.find(|text| !text.is_null())
    };
    assert_eq!(
        collapsed(complete()),
        Some(json!("… Exchange 1 of 7 · FBC · 57 words"))
    );
    assert_eq!(collapsed(modern()), None);
}
