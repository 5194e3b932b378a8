//! Who asked whom.

use serde_json::{Value, json};

use crate::cursor::{Cursor, out_of_range};

const PREPARE: &str = "textDocument/prepareCallHierarchy";

const TEXT: &str = "😀 Welcome.\r\n\r\nAnna Example (FBC): 😀 Why?\r\n\r\nMinister Max Mustername: So.\r\n\r\nAnna Example (FBC): When?\r\n\r\nMinister: Soon.\r\n\r\nBen Dummy (Daily Sample): Who?\r\n\r\nMinister: We.\r\n";

/// The other side of each call, and where.
fn calls(cursor: &Cursor, found: &Value, side: &str) -> Vec<(String, Vec<String>)> {
    let calls = found.as_array().expect("a list").iter();
    calls
        .map(|call| {
            let name = call[side]["name"].as_str().expect("a name").to_owned();
            let ranges = call["fromRanges"].as_array().expect("a list");
            (
                name,
                ranges.iter().map(|range| cursor.shown(range)).collect(),
            )
        })
        .collect()
}

#[test]
fn questions_are_calls() {
    let mut cursor = Cursor::in_text(&TEXT.replace("Minister: Soon", "Min$0ister: Soon"));
    let items = cursor.ask(PREPARE);
    assert_eq!(
        (items.as_array().unwrap().len(), &items[0]["name"]),
        (1, &json!("Max Mustername"))
    );
    assert_eq!(
        cursor.shown(&items[0]["selectionRange"]),
        "5 Minister Max Mustername"
    );

    let item = json!({"item": items[0]});
    let found = cursor
        .client
        .ask("callHierarchy/incomingCalls", item.clone());
    assert_eq!(
        calls(&cursor, &found, "from"),
        [
            (
                "Anna Example".into(),
                vec!["3 Anna Example (FBC)".into(), "7 Anna Example (FBC)".into()]
            ),
            (
                "Ben Dummy".into(),
                vec!["11 Ben Dummy (Daily Sample)".into()]
            ),
        ]
    );
    let found = cursor.client.ask("callHierarchy/outgoingCalls", item);
    let answered: Vec<_> = calls(&cursor, &found, "to")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(answered, ["Anna Example", "Ben Dummy"]);

    let anna = json!({"item": found[0]["to"]});
    let found = cursor.client.ask("callHierarchy/outgoingCalls", anna);
    assert_eq!(calls(&cursor, &found, "to")[0].0, "Max Mustername");
    cursor.client.finish();
}

#[test]
fn an_item_of_an_older_text_is_found_by_its_label_or_not_at_all() {
    let mut cursor = Cursor::in_text(&TEXT.replace("Ben", "B$0en"));
    let item = json!({"item": cursor.ask(PREPARE)[0]});
    cursor.client.change(
        crate::URI,
        2,
        json!([{"text": "Ben Dummy (Daily Sample): Who?\nMax Mustername: We.\n"}]),
    );
    let found = cursor
        .client
        .ask("callHierarchy/outgoingCalls", item.clone());
    assert_eq!(found[0]["to"]["name"], "Max Mustername");

    cursor.client.change(crate::URI, 3, json!([{"text": ""}]));
    for method in ["callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"] {
        assert_eq!(cursor.client.ask(method, item.clone()), Value::Null);
        let mut without_data = item.clone();
        without_data["item"]["data"] = Value::Null;
        assert_eq!(cursor.client.ask(method, without_data), Value::Null);
    }
    cursor.client.close(crate::URI);
    assert_eq!(
        cursor.client.ask("callHierarchy/incomingCalls", item),
        Value::Null
    );
    cursor.client.finish();
}

#[test]
fn who_is_not_named_is_no_item() {
    for text in ["$0", "Q$0: Why?\nMax Mustername: So.\n", "Anna: Hi$0.\n"] {
        let mut cursor = Cursor::in_text(text);
        for position in [vec![cursor.position.clone()], out_of_range().to_vec()].concat() {
            cursor.position = position;
            assert_eq!(cursor.ask(PREPARE), Value::Null);
        }
        cursor.client.finish();
    }
}
