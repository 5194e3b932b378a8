//! The server's text stays the client's text, and every read sees exactly the edits that were sent before it.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::{Mirror, found, outlined};
use crate::{URI, document, modern};

/// A sequence of numbers that looks random and is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

const PIECES: [&str; 24] = [
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    ":",
    ": ",
    "  ",
    "(",
    ")",
    "[",
    "]",
    "# ",
    "Q: ",
    "🎤",
    "é",
    "e\u{301}",
    "\u{2028}",
    "word ",
    "Anna Example (Daily Sample): ",
    "\nMinister Max Mustername:Yes. ",
    "[inaudible]",
    "%% ",
    "---\n",
    "?",
];

fn random_change(mirror: &mut Mirror, dice: &mut Dice) -> Value {
    if dice.below(200) == 0 {
        mirror.text = "Anna Example (Daily Sample): Again?\n".repeat(dice.below(4));
        return json!({"text": mirror.text});
    }
    let boundaries = mirror.boundaries();
    let start = dice.below(boundaries.len());
    // The longer the text, the more of it goes.
    let length = dice.below(2 + boundaries.len() / 40);
    let end = (start + length).min(boundaries.len() - 1);
    let new: String = (0..dice.below(4))
        .map(|_| PIECES[dice.below(PIECES.len())])
        .collect();
    mirror.replace(boundaries[start]..boundaries[end], &new)
}

fn two_thousand_edits(encoding: &'static str, seed: u64) {
    let mut capabilities = modern();
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    let (mut client, _) = Client::initialized(capabilities);
    let mut dice = Dice(seed);
    let mut mirror = Mirror::new(
        "Anna Example (Daily Sample):Is this a question?\r\n\r\nMax Mustername: Yes.\n",
        encoding,
    );
    client.open(URI, &mirror.text);

    let (mut edits, mut version) = (0, 1);
    let mut reads = Vec::new();
    while edits < 2_000 {
        let changes: Vec<_> = (0..=dice.below(3))
            .map(|_| random_change(&mut mirror, &mut dice))
            .collect();
        edits += changes.len();
        version += 1;
        client.change(URI, version, Value::Array(changes));
        if dice.below(8) == 0 {
            let symbols = client.request("textDocument/documentSymbol", document());
            let diagnostics = client.request("textDocument/diagnostic", document());
            reads.push((symbols, diagnostics, mirror.outline(), mirror.findings()));
        }
    }

    let report = client.ask("textDocument/diagnostic", document());
    assert_eq!(found(&report["items"]), mirror.findings());
    let symbols = client.ask("textDocument/documentSymbol", document());
    assert_eq!(outlined(&symbols), mirror.outline());

    assert!(reads.len() > 50);
    for (symbols, diagnostics, outline, findings) in reads {
        let symbols = client
            .answer(symbols)
            .expect("an outline is answered even if it is old");
        assert_eq!(outlined(&symbols), outline);
        match client.answer(diagnostics) {
            Ok(report) => assert_eq!(found(&report["items"]), findings),
            Err(error) => assert_eq!(error["data"]["retriggerRequest"], true),
        }
    }
    client.finish();
}

#[test]
fn two_thousand_edits_in_bytes() {
    two_thousand_edits("utf-8", 1);
}

#[test]
fn two_thousand_edits_in_utf_16() {
    two_thousand_edits("utf-16", 2);
}

#[test]
fn two_thousand_edits_in_characters() {
    two_thousand_edits("utf-32", 3);
}

#[test]
fn documents_are_apart() {
    let (mut client, _) = Client::initialized(modern());
    let texts = ["Anna Example:Why?\n", "Max Mustername: Because.\n", ""]
        .map(|text| Mirror::new(text, "utf-8"));
    for (n, mirror) in texts.iter().enumerate() {
        client.open(&format!("file:///{n}"), &mirror.text);
    }
    for (n, mirror) in texts.iter().enumerate() {
        let report = client.ask(
            "textDocument/diagnostic",
            json!({"textDocument": {"uri": format!("file:///{n}")}}),
        );
        assert_eq!(found(&report["items"]), mirror.findings());
    }
    client.finish();
}

#[test]
fn a_document_opened_again_has_its_new_text() {
    let (mut client, _) = Client::initialized(modern());
    client.open(URI, "Anna Example:Why?\n");
    client.close(URI);
    assert_eq!(
        client.ask_for_error("textDocument/diagnostic", document()),
        -32802
    );
    let mirror = Mirror::new("\n\nAnna Example:Why?\n", "utf-8");
    client.open(URI, &mirror.text);
    let report = client.ask("textDocument/diagnostic", document());
    assert_eq!(found(&report["items"]), mirror.findings());
    client.finish();
}
