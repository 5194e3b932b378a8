//! A document of ten megabytes is edited as any other is, and nobody waits for an answer that nobody needs.

use presscript_tests::client::Client;
use presscript_tests::say;
use serde_json::json;

use crate::{URI, document, modern};

const TURNS: usize = 1_000;

/// A question and a long answer, on four lines.
fn exchange() -> String {
    let speech =
        "We have said so, and we say it again. It is a sample, no more and no less. ".repeat(132);
    format!(
        "Anna Example (Daily Sample): Is this a question?\n\nMinister Max Mustername: {}\n\n",
        speech.trim_end()
    )
}

#[test]
fn ten_megabytes_are_edited_and_read() {
    let (mut client, _) = Client::initialized(modern());
    let text = exchange().repeat(TURNS);
    assert!(text.len() > 9_900_000);
    client.open(URI, &text);
    client.open("file:///small", "Anna Example: Why?\n");

    // As an editor does: each edit asks anew, and cancels what it has asked before.
    let (mut asked, mut version) = (Vec::new(), 1);
    let mut edit = |client: &mut Client, line: usize, character: usize, text: &str| {
        version += 1;
        let at = json!({"line": line, "character": character});
        client.change(
            URI,
            version,
            json!([{"range": {"start": at, "end": at}, "text": text}]),
        );
    };
    for n in 0..100 {
        edit(&mut client, 4 * n + 2, 30, "x");
        let id = client.request("textDocument/documentSymbol", document());
        client.notify("$/cancelRequest", json!({"id": id}));
        asked.push((id, -32800));
        asked.push((
            client.request("textDocument/diagnostic", document()),
            -32802,
        ));
    }
    let small = json!({"textDocument": {"uri": "file:///small"}});
    client.ask("textDocument/documentSymbol", small);

    // One fault at the end, one in the middle, one at the start.
    for turn in [TURNS, TURNS / 2, 0] {
        edit(
            &mut client,
            4 * turn,
            0,
            "Anna Example (Daily Sample):Is it?\n\n",
        );
    }
    // Those that were done before the server heard of it have their answers.
    for (id, code) in asked {
        if let Err(error) = client.answer(id) {
            assert_eq!(error["code"], code);
        }
    }

    let outline = client.ask("textDocument/documentSymbol", document());
    let turns = outline[0]["children"].as_array().expect("one exchange");
    assert_eq!(turns.len(), 2 * TURNS + 3);
    let report = client.ask("textDocument/diagnostic", document());
    let found = report["items"].as_array().expect("a list").iter();
    let found = found.filter(|d| d["code"] == "label/no-space");
    let found: Vec<_> = found.map(|d| &d["range"]["start"]["line"]).collect();
    let expected = [0, 4 * TURNS / 2 + 2, 4 * TURNS + 4];
    assert_eq!(found, expected);
    if let Some(most) = client.memory("VmHWM") {
        say(format!("10 MB and 103 edits: {} MiB at most", most >> 20));
    }
    client.finish();
}
