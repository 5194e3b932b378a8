//! Highlights of what the cursor is at.

use serde_json::json;

use crate::cursor::{Cursor, out_of_range};

const HIGHLIGHT: &str = "textDocument/documentHighlight";

#[test]
fn a_person_is_highlighted_under_every_label() {
    let text = "😀 Hi.\r\nChair: One.\r\n\r\nQ: 😀?\r\n\r\nChair Max Mustername: Three.\r\n\r\nMr. Musterna$0me: Four.\r\n";
    let mut cursor = Cursor::in_text(text);
    let found = cursor.ask(HIGHLIGHT);
    let labels = cursor.all(&found, "range");
    assert_eq!(
        labels,
        ["2 Chair", "6 Chair Max Mustername", "8 Mr. Mustername"]
    );
    let kinds: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["kind"])
        .collect();
    assert_eq!(
        kinds,
        [&json!(2), &json!(3), &json!(2)],
        "the introduction is written"
    );
    cursor.client.finish();
}

#[test]
fn the_cast_declares() {
    let mut cursor = Cursor::in_text("---\ncast: [Anna Ex$0ample]\n---\nAnna Example: Hi.\n");
    let found = cursor.ask(HIGHLIGHT);
    assert_eq!(
        cursor.all(&found, "range"),
        ["2 Anna Example", "4 Anna Example"]
    );
    assert_eq!(
        (&found[0]["kind"], &found[1]["kind"]),
        (&json!(3), &json!(2))
    );
    cursor.client.finish();
}

#[test]
fn nothing_is_highlighted_where_nothing_is() {
    let mut cursor = Cursor::in_text("$0");
    assert_eq!(cursor.ask(HIGHLIGHT), json!([]));
    for position in out_of_range() {
        cursor.position = position;
        assert_eq!(cursor.ask(HIGHLIGHT), json!([]));
    }
    cursor.client.finish();
}
