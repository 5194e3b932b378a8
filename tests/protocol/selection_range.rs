//! Growing selections.

use serde_json::{Value, json};

use crate::cursor::{Cursor, out_of_range};

fn chains(cursor: &mut Cursor, positions: &[Value]) -> Vec<Vec<String>> {
    let params = json!({"textDocument": {"uri": crate::URI}, "positions": positions});
    let found = cursor.client.ask("textDocument/selectionRange", params);
    let chains = found.as_array().expect("a list").iter();
    chains
        .map(|chain| {
            let mut steps = Vec::new();
            let mut step = chain;
            while step.is_object() {
                steps.push(cursor.mirror.text_of(&step["range"]).to_owned());
                step = &step["parent"];
            }
            steps
        })
        .collect()
}

#[test]
fn a_selection_grows_to_the_document() {
    let text = "# 😀 Bread\r\nAnna Example (FBC): 😀 Who bakes?\r\n\r\nBen: We do. 😀 Mr. S$0ample does.\r\nMore.\r\n";
    let mut cursor = Cursor::in_text(text);
    let position = cursor.position.clone();
    let label = json!({"line": 1, "character": 6});
    let found = chains(&mut cursor, &[position, label]);
    let turn = "Ben: We do. 😀 Mr. Sample does.\r\nMore.";
    let asked = "Anna Example (FBC): 😀 Who bakes?";
    let exchange = format!("{asked}\r\n\r\n{turn}");
    let section = format!("# 😀 Bread\r\n{exchange}");
    let document = format!("{section}\r\n");
    let common = [exchange.as_str(), &section, &document];
    assert_eq!(
        found[0],
        [
            &[
                "Sample",
                "😀 Mr. Sample does.",
                "We do. 😀 Mr. Sample does.",
                "Ben: We do. 😀 Mr. Sample does.",
                turn
            ][..],
            &common
        ]
        .concat()
    );
    assert_eq!(
        found[1],
        [
            &["Example", "Anna Example", "Anna Example (FBC)", asked][..],
            &common
        ]
        .concat()
    );
    cursor.client.finish();
}

#[test]
fn every_position_gets_an_answer() {
    let mut cursor = Cursor::in_text("$0");
    assert_eq!(chains(&mut cursor, &out_of_range()), [[""], [""]]);
    assert!(chains(&mut cursor, &[]).is_empty());
    cursor.client.finish();

    let mut cursor = Cursor::in_text("Anna: Hi.$0");
    assert_eq!(
        chains(&mut cursor, &out_of_range())[1].last().unwrap(),
        "Anna: Hi."
    );
    cursor.client.finish();
}
