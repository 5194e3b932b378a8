//! The features over the wire: that each answer is what the analysis says, in the client's form.

use presscript_analysis::features::folding_range::folding_ranges;
use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::{Mirror, found, outlined};
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

fn actions(client: &mut Client, range: &Value, only: Option<&[&str]>) -> Vec<Value> {
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = json!(only);
    }
    let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
    client
        .ask("textDocument/codeAction", params)
        .as_array()
        .expect("actions are a list")
        .clone()
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
fn a_quick_fix_mends_the_finding_that_it_names() {
    let (mut client, mut mirror) = opened(modern(), "utf-8");
    let report = client.ask("textDocument/diagnostic", document());
    let glued = report["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|item| item["code"] == "note/glued");
    let glued = glued.expect("`some..[inaudible]` is found").clone();

    let fixes = actions(&mut client, &glued["range"], Some(&["quickfix"]));
    assert!(fixes.iter().all(|fix| fix["kind"] == "quickfix"));
    let fix = fixes
        .iter()
        .find(|fix| fix["diagnostics"] == json!([glued]))
        .expect("a fix for it");
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));

    mirror.apply(&change["edits"]);
    client.change(URI, 2, json!([{"text": mirror.text}]));
    let report = client.ask("textDocument/diagnostic", document());
    assert!(
        found(&report["items"])
            .iter()
            .all(|item| item[0] != "note/glued")
    );
    client.finish();
}

#[test]
fn all_safe_fixes_come_at_once() {
    let (mut client, mut mirror) = opened(modern(), "utf-8");
    let start = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let all = actions(&mut client, &start, Some(&["source.fixAll"]));
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["kind"], "source.fixAll");
    mirror.apply(&all[0]["edit"]["documentChanges"][0]["edits"]);
    assert_ne!(mirror.text, BRIEFING);
    assert!(mirror.findings().len() < Mirror::new(BRIEFING, "utf-8").findings().len());
    client.finish();
}

#[test]
fn actions_are_of_the_kinds_that_the_client_wants() {
    let (mut client, mirror) = opened(modern(), "utf-8");
    let whole = mirror.range(&(0..mirror.text.len()));
    let mut kinds = |only: Option<&[&str]>| {
        let mut kinds: Vec<_> = actions(&mut client, &whole, only)
            .iter()
            .map(|action| action["kind"].clone())
            .collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(None), ["quickfix", "source.fixAll"]);
    assert_eq!(kinds(Some(&["source"])), ["source.fixAll"]);
    assert_eq!(
        kinds(Some(&["quickfix", "source.fixAll"])),
        ["quickfix", "source.fixAll"]
    );
    assert!(kinds(Some(&["refactor"])).is_empty());
    client.finish();
}

#[test]
fn edits_have_the_form_that_the_client_understands() {
    let mut capabilities = modern();
    capabilities["workspace"] = json!({});
    let (mut client, mirror) = opened(capabilities, "utf-8");
    let whole = mirror.range(&(0..mirror.text.len()));
    for action in actions(&mut client, &whole, None) {
        assert!(action["edit"]["changes"][URI].is_array(), "{action}");
        assert_eq!(action["edit"].get("documentChanges"), None);
    }
    client.finish();

    let (client, server) = Client::initialized(plain());
    assert_eq!(
        server.get("codeActionProvider"),
        None,
        "it can take commands only"
    );
    client.finish();
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
