//! `presscript export`.

use std::fs;

use presscript_tests::root;
use serde_json::{Value, json};

use crate::support::{Folder, Ran, briefing, keys};

fn export(text: &str) -> Ran {
    Folder::new::<&str>(&[]).run_with(&["export", "--to", "json", "-"], text)
}

/// The only turn of a text.
fn turn(text: &str) -> Value {
    let export = export(text).json();
    let turns = export["turns"].as_array().unwrap();
    assert_eq!(turns.len(), 1, "{export}");
    turns[0].clone()
}

#[test]
fn the_documented_example_is_right() {
    let page = fs::read_to_string(root().join("server/presscript/EXPORT.md")).unwrap();
    let block = |language: &str| {
        let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
        rest.split_once("```").unwrap().0
    };
    let expected: Value = serde_json::from_str(block("json")).unwrap();
    let ran = export(block("presscript"));
    pretty_assert(&ran.json(), &expected);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
}

/// Equality that shows both values readably.
fn pretty_assert(found: &Value, expected: &Value) {
    assert_eq!(
        found, expected,
        "found:\n{found:#}\nexpected:\n{expected:#}"
    );
}

#[test]
fn the_briefing_counts_right() {
    let ran =
        Folder::new::<&str>(&[]).run(&["export", "--to", "json", briefing().to_str().unwrap()]);
    let export = ran.json();
    assert_eq!(
        keys(&export),
        [
            "exchanges",
            "metadata",
            "opening",
            "speakers",
            "turns",
            "version"
        ]
    );
    let exchanges = export["exchanges"].as_array().unwrap();
    let count = |field: &str| -> usize {
        let lists = exchanges
            .iter()
            .map(|exchange| exchange[field].as_array().unwrap());
        lists.map(Vec::len).sum()
    };
    assert_eq!(exchanges.len(), 7);
    assert_eq!(export["speakers"].as_array().unwrap().len(), 9);
    assert_eq!(export["turns"].as_array().unwrap().len(), 25);
    assert_eq!(
        (count("questions"), count("unheard"), count("answers")),
        (8, 2, 10)
    );
    assert_eq!(
        export["opening"],
        json!({"lines": [1, 15], "speaker": null})
    );
}

#[test]
fn what_refers_to_something_finds_it() {
    let ran =
        Folder::new::<&str>(&[]).run(&["export", "--to", "json", briefing().to_str().unwrap()]);
    let export = ran.json();
    let speakers = export["speakers"].as_array().unwrap();
    let turns = export["turns"].as_array().unwrap();
    for (at, speaker) in speakers.iter().enumerate() {
        assert_eq!(speaker["id"], at + 1);
        let own: Vec<&Value> = turns
            .iter()
            .filter(|turn| turn["speaker"] == speaker["id"])
            .collect();
        let words: u64 = own.iter().map(|turn| turn["words"].as_u64().unwrap()).sum();
        assert_eq!(speaker["turns"], own.len());
        assert_eq!(speaker["words"], words);
    }
    for exchange in export["exchanges"].as_array().unwrap() {
        let kinds = |field: &str| -> Vec<&str> {
            let indexes = exchange[field].as_array().unwrap().iter();
            indexes
                .map(|at| {
                    turns[at.as_u64().unwrap() as usize]["kind"]
                        .as_str()
                        .unwrap()
                })
                .collect()
        };
        assert_eq!(kinds("questions")[0], "question");
        assert!(
            kinds("questions")[1..]
                .iter()
                .all(|kind| *kind == "follow-up")
        );
        assert!(kinds("answers").iter().all(|kind| *kind == "answer"));
        assert_eq!(
            turns[exchange["handoff"].as_u64().unwrap() as usize]["kind"],
            "handoff"
        );
        for line in exchange["unheard"].as_array().unwrap() {
            let annotations = turns
                .iter()
                .flat_map(|turn| turn["annotations"].as_array().unwrap());
            let found = annotations.filter(|annotation| annotation["line"] == *line);
            let kinds: Vec<&Value> = found.map(|annotation| &annotation["kind"]).collect();
            assert_eq!(kinds, ["unheard-question"]);
        }
    }
}

#[test]
fn a_text_of_nothing_has_every_field() {
    assert_eq!(
        export("").json(),
        json!({
            "version": 1, "metadata": {}, "speakers": [], "turns": [], "exchanges": [], "opening": null,
        })
    );
}

#[test]
fn the_text_of_a_turn_is_what_was_said() {
    let text = "Anna Example:  One  \r\n\
                %% a comment\r\n\
                [Applause]\r\n\
                two. (Laughter.) (aside)\r\n\
                \r\n\
                [^1]: A note.\r\n\
                three.[^1] \r\n\
                \r\n\
                [Applause]\r\n\r\n";
    let turn = turn(text);
    assert_eq!(
        turn["text"],
        "One  \ntwo. (Laughter.) (aside)\n\nthree.[^1]"
    );
    assert_eq!(
        turn["annotations"],
        json!([
            {"line": 3, "text": "[Applause]", "kind": "applause"},
            {"line": 4, "text": "(Laughter.)", "kind": "laughter"},
            {"line": 9, "text": "[Applause]", "kind": "applause"},
        ])
    );
}

#[test]
fn a_label_on_a_line_of_its_own_has_the_text_below() {
    let turn = turn("Anna Example:\n\nHello.\n");
    assert_eq!(
        (&turn["label"], &turn["text"]),
        (&json!("Anna Example"), &json!("Hello."))
    );
}

#[test]
fn a_question_of_nobody_by_name_has_no_speaker() {
    let turn = turn("Q    Why?\n");
    assert_eq!(
        (&turn["label"], &turn["speaker"]),
        (&json!("Q"), &Value::Null)
    );
    assert_eq!(
        (&turn["kind"], &turn["text"]),
        (&json!("question"), &json!("Why?"))
    );
}

#[test]
fn a_lost_label_is_null() {
    let turn = turn(": Thank you.\n");
    assert_eq!(
        (&turn["label"], &turn["speaker"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(turn["text"], "Thank you.");
}

#[test]
fn attributes_are_no_speech() {
    let turn = turn("Anna Example (FBC): {follow-up lang=es} ¿Por qué?\n");
    assert_eq!(
        (&turn["kind"], &turn["text"]),
        (&json!("follow-up"), &json!("¿Por qué?"))
    );
}

#[test]
fn front_matter_keeps_its_types_and_order() {
    let yaml = "title: \"A: b\"\nnumber: 3\ndate: 2031-05-06\nno: no\ncode: 0755\nyes: true\n\
                none:\nbig: .inf\n7: seven\nlist: [a, {b: c}]\nlines: |\n  x\n  y\n";
    let export = export(&format!("---\n{yaml}---\nAnna Example: Hi.\n"));
    let metadata = &export.json()["metadata"];
    assert_eq!(
        metadata,
        &json!({
            "title": "A: b", "number": 3, "date": "2031-05-06", "no": "no", "code": "0755", "yes": true,
            "none": null, "big": ".inf", "7": "seven", "list": ["a", {"b": "c"}], "lines": "x\ny\n",
        })
    );
    let place = |key: &str| export.stdout.find(key).unwrap();
    assert!(place("\"title\"") < place("\"number\""));
    assert!(place("\"number\"") < place("\"7\""));
    assert_eq!(export.stderr, "");
}

#[test]
fn broken_front_matter_is_a_warning() {
    for (yaml, line) in [
        ("a: b: c\n", "line 2"),
        ("ok: 1\na: 1\na: 2\n", "line 4"),
        ("- a list\n", "no keys"),
        ("*nobody\n", "line 2"),
    ] {
        let ran = export(&format!("---\n{yaml}---\nAnna Example: Hi.\n"));
        assert_eq!(ran.json()["metadata"], json!({}), "{yaml}");
        assert_eq!(ran.json()["turns"].as_array().unwrap().len(), 1);
        assert_eq!(ran.code, Some(0));
        assert!(
            ran.stderr
                .starts_with("presscript: <stdin>: the front matter"),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains(line), "{yaml}: {}", ran.stderr);
    }
    assert_eq!(export("---\n---\n").stderr, "");
}

#[test]
fn aliases_cannot_blow_up_the_metadata() {
    let mut yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        yaml += &format!("a{level}: &a{level} [{before}]\n");
    }
    let ran = export(&format!("---\n{yaml}---\n"));
    assert_eq!(ran.json()["metadata"], json!({}));
    assert!(ran.stderr.contains("the front matter"), "{}", ran.stderr);
}

#[test]
fn a_page_of_html_stands_alone() {
    let ran = Folder::new::<&str>(&[]).run_with(
        &["export", "--to", "html", "-"],
        "---\ntitle: A & B\nlang: de\n---\nAnna Example (FBC): Why?\n",
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let page = ran.stdout;
    assert!(
        page.starts_with("<!doctype html>\n<html lang=\"de\">"),
        "{page}"
    );
    assert!(page.contains("<title>A &amp; B</title>"), "{page}");
    assert!(
        page.contains("<b class=\"speaker\">Anna Example (FBC):</b> Why?"),
        "{page}"
    );
    assert!(
        !page.contains("http") && !page.contains("<script"),
        "{page}"
    );
    let broken = Folder::new::<&str>(&[]).run_with(
        &["export", "--to", "html", "-"],
        "---\ntitle: [\n---\nQ: Why?\n",
    );
    assert!(
        broken.stderr.contains("not valid YAML"),
        "{}",
        broken.stderr
    );
    assert!(broken.stdout.contains("Why?"), "{}", broken.stdout);
}
