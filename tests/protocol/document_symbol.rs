//! An outline is put together from what was sent before. However the text came about, it is that of the text.

use presscript_tests::client::Client;
use serde_json::json;

use crate::mirror::Mirror;
use crate::{URI, document, modern};

const ANEW: &str = "file:///anew.presscript";

/// Exchanges below headings of several levels and below none, with words in them that look like the protocol's own.
fn transcript(exchanges: usize) -> String {
    let exchange = |number: usize| {
        let heading = match number % 40 {
            10 => format!("# \"line\":{number} 🎤\n\n"),
            20 => format!("## Part {number}\n\n"),
            30 => "# Questions \\\"line\\\":1\n\n".to_owned(),
            _ => String::new(),
        };
        let asker = ["Anna Example (FBC)", "Ben Sample (Island TV)"][number % 2];
        let said = "It is a sample, no more and no less. ".repeat(number % 9);
        format!(
            "{heading}{asker}: {{\"line\":{number}}} 🎤 Why?\n\nMinister Max Mustername: So.\n\n{said}\n\n"
        )
    };
    (0..exchanges).map(exchange).collect()
}

#[test]
fn an_outline_after_edits_is_that_of_the_text() {
    for encoding in ["utf-8", "utf-16"] {
        let mut capabilities = modern();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::initialized(capabilities).0;
        let mut mirror = Mirror::new(transcript(600), encoding);
        client.open(URI, &mirror.text);
        let edits: [(&str, &str); 12] = [
            // Lines more and fewer, before everything that was sent.
            ("Anna", "\n\nAnna"),
            ("\n\nAnna", "Anna"),
            ("Anna", &"Dora Dummy: Welcome.\n".repeat(1_000)),
            // A letter, a line, another heading in the middle.
            ("\"line\":300", "\"line\":30"),
            ("\"line\":333} 🎤 ", "\"line\":333} 🎤\n\n"),
            ("# \"line\":290", "### \"line\":290"),
            ("## Part 300", "# Part 300"),
            ("# Part 340", "Part 340"),
            // Others who speak, or do something else.
            ("Anna Example", "Anna Sample-Example"),
            ("Minister Max Mustername: So.", "Minister Max: So?"),
            ("Ben Sample (Island TV): {\"line\":401}", "Ben Sample: {"),
            ("Dora Dummy: ", ""),
        ];
        for (version, (old, new)) in (2..).zip(edits) {
            let place = mirror.place(old);
            let change = mirror.replace(place, new);
            client.change(URI, version, json!([change]));
            let outline = client.ask("textDocument/documentSymbol", document());
            client.open(ANEW, &mirror.text);
            let anew = json!({"textDocument": {"uri": ANEW}});
            let anew = client.ask("textDocument/documentSymbol", anew);
            assert!(outline == anew, "{encoding}: {old} → {new}");
            client.close(ANEW);
        }
        client.finish();
    }
}
