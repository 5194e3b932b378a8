//! Columns in bytes, UTF-16 units and characters mean the same places.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::mirror::{Mirror, found};
use crate::{URI, document};

fn negotiated(offered: Value) -> (Client, Value) {
    let general = match offered {
        Value::Null => json!({}),
        offered => json!({"positionEncodings": offered}),
    };
    let (client, capabilities) =
        Client::initialized(json!({"general": general, "textDocument": {"diagnostic": {}}}));
    (client, capabilities["positionEncoding"].clone())
}

#[test]
fn bytes_are_taken_if_offered_and_utf_16_units_otherwise() {
    for (offered, expected) in [
        (json!(["utf-16", "utf-8", "utf-32"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-16"),
        (json!(["utf-32"]), "utf-32"),
        (json!([]), "utf-16"),
        (Value::Null, "utf-16"),
    ] {
        let (client, encoding) = negotiated(offered);
        assert_eq!(encoding, expected);
        client.finish();
    }
}

#[test]
fn edits_and_findings_behind_emoji_are_where_they_should_be() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let (mut client, _) = negotiated(json!([encoding]));
        let mut mirror = Mirror::new(
            "🎤 Ökonom 👩‍🎤 e\u{301} Example:🎤Is it?\u{2028} 日本\r\n\r\nAnna 🎤 Example:Why?\r",
            encoding,
        );
        client.open(URI, &mirror.text);
        let place = mirror.text.find("Is it").expect("it is there");
        let first = mirror.replace(place..place + 2, "Ist 🎤🎤 e\u{301}");
        let place = mirror.text.find("日").expect("it is there");
        let second = mirror.replace(
            place..place,
            "東京🗼\r\nMax Mustername:Ja.\r\n\r\n🎤 Dora Dummy:",
        );
        client.change(URI, 2, json!([first, second]));

        let report = client.ask("textDocument/diagnostic", document());
        assert!(!mirror.findings().is_empty());
        assert_eq!(found(&report["items"]), mirror.findings(), "{encoding}");
        client.finish();
    }
}
