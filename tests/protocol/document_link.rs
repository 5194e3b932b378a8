//! Links out of a document.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::cursor::Cursor;
use crate::folder::Folder;
use crate::modern;

fn links(cursor: &mut Cursor) -> Vec<(String, Value, Value)> {
    let params = json!({"textDocument": {"uri": crate::URI}});
    let found = cursor.client.ask("textDocument/documentLink", params);
    let links = found.as_array().expect("a list").iter();
    links
        .map(|link| {
            (
                cursor.shown(&link["range"]),
                link["target"].clone(),
                link["tooltip"].clone(),
            )
        })
        .collect()
}

#[test]
fn addresses_and_the_recording_are_links() {
    let mut capabilities = modern();
    capabilities["textDocument"]["documentLink"] = json!({"tooltipSupport": true});
    let text = "---\r\nmedia: ../audio/day 1.mp3\r\n---\r\n$0Anna: 😀 See https://example.org/ü?a=b%20c.\r\n";
    let mut cursor = Cursor::with(capabilities, text);
    assert_eq!(
        links(&mut cursor),
        [
            (
                "2 ../audio/day 1.mp3".to_owned(),
                json!("file:///audio/day%201.mp3"),
                json!("Open the recording"),
            ),
            (
                "4 https://example.org/ü?a=b%20c".to_owned(),
                json!("https://example.org/%C3%BC?a=b%20c"),
                json!("Open the page"),
            ),
        ]
    );
    cursor.client.finish();
}

#[test]
fn a_recording_may_be_on_the_web() {
    let mut cursor = Cursor::in_text("---\nmedia: \"https://example.org/a.mp3\"\n---\n$0");
    let found = links(&mut cursor);
    assert_eq!(
        (&found[0].1, &found[0].2),
        (&json!("https://example.org/a.mp3"), &Value::Null)
    );
    cursor.client.finish();
}

#[test]
fn the_roster_is_a_link_where_it_is_used_and_where_it_is_named() {
    let toml_text = "# 😀\nroster = \"staff room/people.yaml\"\n";
    let folder = Folder::new(&[
        ("presscript.toml", toml_text),
        ("staff room/people.yaml", "- Anna Example (FBC)\n"),
    ]);
    let mut client = folder.client(modern(), &[""]);
    let links = |client: &mut Client, uri: &str| {
        let params = json!({"textDocument": {"uri": uri}});
        let found = client.ask("textDocument/documentLink", params);
        let links = found.as_array().expect("a list").iter();
        let shown = links.map(|link| (link["range"]["start"].clone(), link["target"].clone()));
        shown.collect::<Vec<_>>()
    };
    let roster = folder.uri("staff%20room/people.yaml");
    let at = |line: u32, character: u32| {
        let place = json!({"line": line, "character": character});
        vec![(place, json!(roster))]
    };
    let text = "---\ntitle: 😀\ncast: [Max Mustername]\n---\nAnna Example: Hello.\n";
    for uri in [&folder.uri("a.presscript"), "untitled:new"] {
        client.open(uri, text);
        assert_eq!(links(&mut client, uri), at(2, 0), "{uri}");
    }

    let toml = folder.uri("presscript.toml");
    client.open(&toml, toml_text);
    assert_eq!(links(&mut client, &toml), at(1, 9));
    client.change(&toml, 2, json!([{"text": format!("\n{toml_text}")}]));
    assert_eq!(
        links(&mut client, &toml),
        [],
        "the place is known again when it is saved"
    );
    client.finish();
}

#[test]
fn an_empty_document_has_none() {
    let mut cursor = Cursor::in_text("$0");
    assert!(links(&mut cursor).is_empty());
    cursor.client.finish();
}
