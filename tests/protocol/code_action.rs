//! Code actions: what they make of the text, for clients that ask for the edits later and for those that don't.

use std::collections::BTreeSet;

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::mirror::{Mirror, found};
use crate::{URI, complete, document, modern};

const BRIEFING: &str = include_str!("../fixtures/briefing.presscript");

/// Where the emoji stands before the cursor, columns differ by encoding.
const TEXT: &str = "Anna Example (FBC): 🎤 Who decides? Well, the council does.\r\n\r\nAnna Example (FBC): When?\r\n\r\nMR. SAMPLE: On Friday.\r\n\r\nMR. SAMPLE: 🎤 Or later.\r\n\r\nThe minister leaves.\r\n";

fn opened_with(text: &str, capabilities: Value, encoding: &'static str) -> (Client, Mirror) {
    let (mut client, server) = Client::initialized(capabilities);
    assert_eq!(server["positionEncoding"], encoding);
    client.open(URI, text);
    if server.get("diagnosticProvider").is_none() {
        client.notification("textDocument/publishDiagnostics");
    }
    (client, Mirror::new(text, encoding))
}

fn opened(capabilities: Value, encoding: &'static str) -> (Client, Mirror) {
    opened_with(BRIEFING, capabilities, encoding)
}

/// A client that gets the edits at once, and whose columns are UTF-16 units.
fn eager() -> Value {
    let literals = json!({"codeActionKind": {"valueSet": ["quickfix"]}});
    json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": literals}, "diagnostic": {}}})
}

/// A client that asks for the edits later, and whose columns are UTF-16 units.
fn lazy() -> Value {
    let mut capabilities = eager();
    let actions = &mut capabilities["textDocument"]["codeAction"];
    actions["dataSupport"] = json!(true);
    actions["resolveSupport"] = json!({"properties": ["edit"]});
    capabilities
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
    assert_eq!(all[0]["kind"], "source.fixAll.presscript");
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
    let all = kinds(None);
    assert!(all.contains(&json!("quickfix")) && all.contains(&json!("source.fixAll.presscript")));
    assert_eq!(
        kinds(Some(&["source.fixAll.presscript"])),
        ["source.fixAll.presscript"]
    );
    assert_eq!(
        kinds(Some(&["quickfix", "source.fixAll"])),
        ["quickfix", "source.fixAll.presscript"]
    );
    assert!(kinds(Some(&["refactor.move"])).is_empty());
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

    let (client, server) = Client::initialized(json!({}));
    assert_eq!(
        server.get("codeActionProvider"),
        None,
        "it can take commands only"
    );
    client.finish();
}

/// The action of a kind behind `words`.
fn offered(client: &mut Client, mirror: &Mirror, words: &str, kind: &str) -> Value {
    let at = mirror.place(words).end;
    let found = actions(client, &mirror.range(&(at..at)), Some(&[kind]));
    assert_eq!(found.len(), 1, "{kind}: {found:#?}");
    found[0].clone()
}

/// The text after a refactoring, as both kinds of clients get it.
fn refactored(words: &str, kind: &str) -> String {
    let texts = [lazy(), eager()].map(|capabilities| {
        let resolves = capabilities == lazy();
        let (mut client, mut mirror) = opened_with(TEXT, capabilities, "utf-16");
        let mut action = offered(&mut client, &mirror, words, kind);
        if resolves {
            assert_eq!(action.get("edit"), None, "it comes later");
            action = client.ask("codeAction/resolve", action);
        }
        mirror.apply(&action["edit"]["changes"][URI]);
        client.finish();
        mirror.text
    });
    assert_eq!(texts[0], texts[1]);
    texts[0].clone()
}

#[test]
fn a_turn_is_split_and_joined() {
    let split = refactored("Who decides? We", "refactor.extract");
    let expected = TEXT.replace(" Well,", "\r\n\r\nMR. SAMPLE: Well,");
    assert_eq!(split, expected);
    let joined = refactored("MR. SAMPLE: 🎤 Or", "refactor.inline");
    assert_eq!(joined, TEXT.replace("MR. SAMPLE: 🎤 Or", "🎤 Or"));
}

#[test]
fn labels_are_swapped_and_lines_become_stage_directions() {
    let swapped = refactored("council does.\r\n\r\nAnna", "refactor.rewrite.swapLabels");
    let expected = TEXT.replace("Anna Example (FBC): When?", "MR. SAMPLE: When?");
    let expected = expected.replace("MR. SAMPLE: On Friday", "Anna Example (FBC): On Friday");
    assert_eq!(swapped, expected);
    let staged = refactored("The minister", "refactor.rewrite.stageDirection");
    assert_eq!(
        staged,
        TEXT.replace("The minister leaves.", "[The minister leaves.]")
    );
}

#[test]
fn a_cast_is_made_of_those_who_speak() {
    let organized = refactored("When?", "source.organizeCast");
    let cast =
        "---\r\ncast:\r\n  - MR. SAMPLE {principal}\r\n  - Anna Example (FBC) {press}\r\n---\r\n";
    assert_eq!(organized, format!("{cast}{TEXT}"));
}

/// Every kind that is offered, but for the fixes: a text with the cursor, and what becomes of it.
#[rustfmt::skip]
const REFACTORINGS: &[(&str, &str, &str)] = &[
    ("refactor.extract.turn", "MR. SAMPLE: 🎤 Who?\n\nQ: Why? $0Because.\n", "MR. SAMPLE: 🎤 Who?\n\nQ: Why?\n\nMR. SAMPLE: Because.\n"),
    ("refactor.inline.turn", "Q: 🎤 Why?\n\nQ$0: And when?\n", "Q: 🎤 Why?\n\nAnd when?\n"),
    ("refactor.rewrite.swapLabels", "MR. SAMPLE$0: 🎤 Why?\n\nQ: So.\n", "Q: 🎤 Why?\n\nMR. SAMPLE: So.\n"),
    ("refactor.rewrite.labelAsker", "Q$0: 🎤 Anna Example with the Daily Sample. Why?\n\nMR. SAMPLE: So.\n", "Anna Example (Daily Sample): 🎤 Anna Example with the Daily Sample. Why?\n\nMR. SAMPLE: So.\n"),
    ("refactor.rewrite.numberPlaceholders", "Rep$0orter: 🎤 Why?\n\nMR. SAMPLE: So.\n\n# More\n\nReporter: When?\n\nMR. SAMPLE: Now.\n", "Reporter 1: 🎤 Why?\n\nMR. SAMPLE: So.\n\n# More\n\nReporter 2: When?\n\nMR. SAMPLE: Now.\n"),
    ("refactor.rewrite.markFollowUp", "MR. SAMPLE: So.\n\nAnna Example (FBC): 🎤 Wh$0y?\n", "MR. SAMPLE: So.\n\nAnna Example (FBC): {follow-up} 🎤 Why?\n"),
    ("refactor.rewrite.unmarkFollowUp", "MR. SAMPLE: So.\n\nAnna Example (FBC): {follow-up} 🎤 Wh$0y?\n", "MR. SAMPLE: So.\n\nAnna Example (FBC): 🎤 Why?\n"),
    ("refactor.rewrite.stageDirection", "A B: One.\n\n🎤 The mini$0ster leaves.\n", "A B: One.\n\n[🎤 The minister leaves.]\n"),
    ("refactor.rewrite.speech", "A B: One.\n\n[🎤 As for$0 the rest, no.]\n", "A B: One.\n\n🎤 As for the rest, no.\n"),
    ("refactor.rewrite.houseLabel", "MR. SAMPLE:  Hi.\n\nQ    Why?\n\nMR. SAMPLE:  So.\n\nQ    When?\n\nMS. DUMMY:  Now.\n\nMR. SAMPLE:  Hi.\n\nQ    Why?\n\nMS. DUMMY:  So.\n\nMr. Sam$0ple:  🎤 Bye.\n", "MR. SAMPLE:  Hi.\n\nQ    Why?\n\nMR. SAMPLE:  So.\n\nQ    When?\n\nMS. DUMMY:  Now.\n\nMR. SAMPLE:  Hi.\n\nQ    Why?\n\nMS. DUMMY:  So.\n\nMR. SAMPLE:  🎤 Bye.\n"),
    ("source.houseLabels", "---\nprofile: white-house\n---\nMr. Sample: 🎤 Hi.$0\n\nMs. Dummy: Ho.\n", "---\nprofile: white-house\n---\nMR. SAMPLE: 🎤 Hi.\n\nMS. DUMMY: Ho.\n"),
    ("source.organizeCast", "MR. SAMPLE: 🎤 So.$0\n\nAnna Example (FBC): Why?\n\nMR. SAMPLE: So.\n", "---\ncast:\n  - MR. SAMPLE {principal}\n  - Anna Example (FBC) {press}\n---\nMR. SAMPLE: 🎤 So.\n\nAnna Example (FBC): Why?\n\nMR. SAMPLE: So.\n"),
];

#[test]
fn each_kind_of_refactoring_does_what_it_says() {
    let (client, server) = Client::initialized(lazy());
    client.finish();
    let kinds = server["codeActionProvider"]["codeActionKinds"].as_array();
    let kinds = kinds.expect("a list").iter().filter_map(Value::as_str);
    let kinds = kinds.filter(|kind| *kind != "quickfix" && !kind.starts_with("source.fixAll"));
    let described = REFACTORINGS.iter().map(|(kind, ..)| *kind);
    assert_eq!(
        kinds.collect::<BTreeSet<_>>(),
        described.collect::<BTreeSet<_>>()
    );
    for (kind, before, after) in REFACTORINGS {
        let mut cursor = Cursor::with(lazy(), before);
        let here = json!({"start": cursor.position, "end": cursor.position});
        let mut found = actions(&mut cursor.client, &here, Some(&[kind]));
        assert_eq!(found.len(), 1, "{kind}: {found:#?}");
        let action = cursor.client.ask("codeAction/resolve", found.remove(0));
        cursor.mirror.apply(&action["edit"]["changes"][URI]);
        assert_eq!(cursor.mirror.text, *after, "{kind}");
        cursor.client.finish();
    }
}

#[test]
fn an_action_of_another_version_has_no_edits_any_more() {
    let (mut client, mirror) = opened_with(TEXT, lazy(), "utf-16");
    let action = offered(&mut client, &mirror, "Who decides? We", "refactor.extract");
    client.change(URI, 2, json!([{"text": format!("\n{TEXT}")}]));
    assert_eq!(client.ask_for_error("codeAction/resolve", action), -32801);
    client.finish();
}

#[test]
fn every_action_that_is_offered_can_be_resolved() {
    let (mut client, mirror) = opened(lazy(), "utf-16");
    let whole = mirror.range(&(0..mirror.text.len()));
    let all = actions(&mut client, &whole, None);
    assert!(all.len() > 10);
    for action in all {
        let resolved = client.ask("codeAction/resolve", action.clone());
        let mut mirror = Mirror::new(BRIEFING, "utf-16");
        mirror.apply(&resolved["edit"]["changes"][URI]);
        assert_ne!(mirror.text, BRIEFING, "{action}");
        assert_eq!(resolved["title"], action["title"]);
    }
    client.finish();
}

#[test]
fn nothing_is_offered_where_nothing_is() {
    let (mut client, _) = opened_with("", lazy(), "utf-16");
    let beyond = json!({"start": {"line": 9, "character": 9}, "end": {"line": 99, "character": 9}});
    assert!(actions(&mut client, &beyond, None).is_empty());
    client.finish();
}

#[test]
fn a_client_that_asks_as_the_cursor_moves_gets_nothing_on_the_whole_document() {
    let (mut client, mirror) = opened(modern(), "utf-8");
    let whole = mirror.range(&(0..mirror.text.len()));
    let context = json!({"diagnostics": [], "triggerKind": 2});
    let params = json!({"textDocument": {"uri": URI}, "range": whole, "context": context});
    let found = client.ask("textDocument/codeAction", params);
    let mut kinds = found.as_array().expect("a list").iter();
    assert!(kinds.all(|action| {
        !action["kind"]
            .as_str()
            .expect("a kind")
            .starts_with("source")
    }));
    client.finish();
}

#[test]
fn the_kinds_are_told_and_so_is_whether_edits_come_later() {
    let (client, server) = Client::initialized(complete());
    client.finish();
    let offered = &server["codeActionProvider"];
    assert_eq!(offered["resolveProvider"], true);
    let kinds = offered["codeActionKinds"].as_array().expect("a list");
    for kind in [
        "quickfix",
        "source.fixAll",
        "source.fixAll.presscript",
        "refactor.extract.turn",
    ] {
        assert!(kinds.contains(&json!(kind)), "{kind}");
    }
    let (client, server) = Client::initialized(modern());
    client.finish();
    assert_eq!(server["codeActionProvider"]["resolveProvider"], false);
}
