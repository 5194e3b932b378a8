//! Formatting of ranges and while typing: that edits are where the client's positions say. What they are is the analysis'.

use serde_json::{Value, json};

use crate::cursor::{Cursor, out_of_range};
use crate::{URI, complete, document, modern};

const TEXT: &str = "Anna Example (FBC):Is 🎤 on?  \r\n\r\nBen Dummy: It is.  \r\n\r\n🎤 Anna said:  so. $0 \r\n\r\nAnna Example (FBC):And now?";

fn options() -> Value {
    json!({"tabSize": 4, "insertSpaces": true, "trimTrailingWhitespace": false})
}

fn lines(first: u32, last: u32) -> Value {
    json!({"start": {"line": first, "character": 0}, "end": {"line": last, "character": 999}})
}

/// The text after formatting these ranges.
fn formatted(cursor: &mut Cursor, ranges: &[Value]) -> String {
    let mut params = document();
    params["options"] = options();
    let edits = match ranges {
        [range] => {
            params["range"] = range.clone();
            cursor.client.ask("textDocument/rangeFormatting", params)
        }
        ranges => {
            params["ranges"] = json!(ranges);
            cursor.client.ask("textDocument/rangesFormatting", params)
        }
    };
    let before = cursor.mirror.text.clone();
    cursor.mirror.apply(&edits);
    std::mem::replace(&mut cursor.mirror.text, before)
}

/// The text in which the last character before the cursor was typed, when the server has looked at it.
fn typed(text: &str, typed: &str) -> String {
    let mut cursor = Cursor::in_text(text);
    let params = json!({"textDocument": {"uri": URI}, "position": cursor.position, "ch": typed, "options": options()});
    let edits = cursor.client.ask("textDocument/onTypeFormatting", params);
    cursor.mirror.apply(&edits);
    cursor.client.finish();
    cursor.mirror.text
}

#[test]
fn a_range_is_formatted_alone() {
    let mut cursor = Cursor::in_text(TEXT);
    let text = cursor.mirror.text.clone();
    assert_eq!(
        formatted(&mut cursor, &[lines(0, 0)]),
        text.replace("(FBC):Is 🎤 on?  ", "(FBC): Is 🎤 on?")
    );
    let behind_the_emoji =
        json!({"start": {"line": 4, "character": 5}, "end": {"line": 4, "character": 5}});
    assert_eq!(
        formatted(&mut cursor, &[behind_the_emoji]),
        text.replace("said:  so.  ", "said:  so.")
    );
    assert_eq!(
        formatted(&mut cursor, &[lines(6, 6)]),
        text.replace("(FBC):And now?", "(FBC): And now?\r\n")
    );
    let mut params = document();
    params["options"] = options();
    let all = cursor.client.ask("textDocument/formatting", params.clone());
    params["range"] = lines(0, u32::MAX);
    let range = cursor.client.ask("textDocument/rangeFormatting", params);
    assert_eq!(range, all);
    cursor.client.finish();
}

#[test]
fn several_ranges_are_formatted_at_once() {
    let mut cursor = Cursor::with(complete(), TEXT);
    let text = cursor.mirror.text.clone();
    assert_eq!(
        formatted(&mut cursor, &[lines(2, 2), lines(0, 0)]),
        text.replace("(FBC):Is 🎤 on?  ", "(FBC): Is 🎤 on?")
            .replace("It is.  ", "It is.")
    );
    assert_eq!(formatted(&mut cursor, &[]), text);
    cursor.client.finish();
}

#[test]
fn ranges_that_are_in_no_text_hurt_nobody() {
    let mut cursor = Cursor::in_text("$0");
    for position in out_of_range() {
        let nothing = json!({"start": position, "end": position});
        assert_eq!(formatted(&mut cursor, &[nothing]), "");
    }
    cursor.client.finish();
}

#[test]
fn a_label_is_put_right_when_its_colon_is_typed() {
    let text = "Anna Example (FBC): 🎤?\r\n\r\nBen Dummy (🎤) :$0";
    assert_eq!(typed(text, ":"), text.replace(" :$0", ":"));
    let text = "Anna Example (FBC): He said 🎤 :$0";
    assert_eq!(typed(text, ":"), text.replace("$0", ""));
}

#[test]
fn a_line_that_is_left_is_put_right() {
    let text = "Anna Example (FBC):Is 🎤 on?  \r\n  $0";
    assert_eq!(typed(text, "\n"), "Anna Example (FBC): Is 🎤 on?\r\n  ");
}

#[test]
fn a_client_that_formats_one_range_at_a_time_is_offered_that() {
    let (client, server) = presscript_tests::client::Client::initialized(modern());
    assert_eq!(server["documentRangeFormattingProvider"], true);
    client.finish();
}
