//! `presscript outline`.

use serde_json::Value;

use crate::support::{Folder, briefing, keys};

#[test]
fn the_tree_has_a_line_for_every_exchange_and_turn() {
    let folder = Folder::new::<&str>(&[]);
    let ran = folder.run(&["outline", briefing().to_str().unwrap()]);
    assert_eq!(ran.code, Some(0));
    let roots: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| !line.contains(['├', '└']))
        .collect();
    assert_eq!(
        roots.len(),
        8,
        "the opening and seven exchanges:\n{}",
        ran.stdout
    );
    let asked = roots
        .iter()
        .find(|line| line.contains("Nils Noname"))
        .unwrap();
    assert!(asked.contains("ITV9"), "{asked}");
    let unheard = "[Follow-up question inaudible]";
    let unheard: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.contains(unheard))
        .collect();
    assert!(unheard[0].starts_with("52  ├─ "), "{unheard:?}");
    assert_eq!(unheard.len(), 2);
}

#[test]
fn json_symbols_nest_and_lie_within_each_other() {
    let ran = Folder::new::<&str>(&[]).run(&[
        "outline",
        "--format",
        "json",
        briefing().to_str().unwrap(),
    ]);
    let symbols = ran.json();
    assert_eq!(symbols.as_array().unwrap().len(), 8);
    let mut kinds = Vec::new();
    for symbol in symbols.as_array().unwrap() {
        walk(symbol, symbol, &mut kinds);
    }
    let count = |kind: &str| kinds.iter().filter(|found| *found == kind).count();
    assert_eq!(count("opening"), 1);
    assert_eq!(count("exchange"), 7);
    assert_eq!(count("question") + count("follow-up"), 8);
    assert_eq!(count("unheard-question"), 2);
    assert_eq!(count("answer"), 10);
}

fn walk(symbol: &Value, parent: &Value, kinds: &mut Vec<String>) {
    assert_eq!(
        keys(symbol),
        [
            "children",
            "detail",
            "kind",
            "name",
            "range",
            "selectionRange"
        ]
    );
    kinds.push(symbol["kind"].as_str().unwrap().to_owned());
    assert!(is_within(&symbol["range"], &parent["range"]), "{symbol}");
    assert!(
        is_within(&symbol["selectionRange"], &symbol["range"]),
        "{symbol}"
    );
    for child in symbol["children"].as_array().unwrap() {
        walk(child, symbol, kinds);
    }
}

fn is_within(inner: &Value, outer: &Value) -> bool {
    let place = |position: &Value| {
        let number = |name: &str| position[name].as_u64().unwrap();
        (number("line"), number("character"))
    };
    place(&outer["start"]) <= place(&inner["start"]) && place(&inner["end"]) <= place(&outer["end"])
}

#[test]
fn standard_input_and_an_empty_text_have_an_outline() {
    let folder = Folder::new::<&str>(&[]);
    assert_eq!(folder.run(&["outline", "-"]).text(), "exit 0\n");
    let ran = folder.run_with(&["outline", "--format", "json", "-"], "");
    assert_eq!(ran.json(), serde_json::json!([]));
}
