//! The examples and the lists of `grammar/SPEC.md` are true.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use presscript_tests::root;
use serde_json::Value;
use tree_sitter::{Node, Tree};

use crate::support::{lines, parse};

/// The fenced blocks of the specification: the language of each, its first line and its content.
fn blocks() -> Vec<(String, usize, String)> {
    let path = root().join("grammar/SPEC.md");
    let spec = fs::read_to_string(path).expect("the specification can be read");
    let mut blocks = Vec::new();
    let mut open: Option<(String, usize, String)> = None;
    for (row, line) in spec.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language.into(), row + 2, String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, _, content)), None) => {
                content.push_str(line);
                content.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

fn block(language: &str) -> String {
    let mut found = blocks().into_iter().filter(|block| block.0 == language);
    found.next().expect("the specification has the list").2
}

/// The kind of every line, by the node that begins on it.
fn line_kinds(text: &str, tree: &Tree) -> String {
    lines(text)
        .map(|(start, line)| {
            let trimmed = line.trim();
            if trimmed.is_empty() {
                return "blank\n".to_owned();
            }
            let start = start + line.len() - line.trim_start().len();
            let mut node = tree
                .root_node()
                .descendant_for_byte_range(start, start + 1)
                .expect("the byte is in the tree");
            while let Some(parent) = node.parent().filter(|parent| !is_group(parent)) {
                node = parent;
            }
            format!("{}\n", node.kind())
        })
        .collect()
}

fn is_group(node: &Node) -> bool {
    matches!(node.kind(), "document" | "unattributed" | "turn")
}

fn words(text: &str) -> String {
    let text = text.replace('(', " (").replace(')', " )");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn examples() {
    let mut examples = 0;
    let blocks = blocks();
    for pair in blocks.windows(2) {
        let [(language, row, text), (form, _, expected)] = pair else {
            continue;
        };
        if language != "presscript" {
            continue;
        }
        let tree = parse(text);
        match form.as_str() {
            "lines" => assert_eq!(*expected, line_kinds(text, &tree), "SPEC.md:{row}"),
            "tree" => {
                let found = tree.root_node().to_sexp();
                assert_eq!(words(expected), words(&found), "SPEC.md:{row}");
            }
            other => panic!("SPEC.md:{row}: an example with `{other}` after it"),
        }
        examples += 1;
    }
    assert!(examples >= 15, "only {examples} examples were found");
}

#[test]
fn nodes_and_fields() {
    let types: Vec<Value> =
        serde_json::from_str(tree_sitter_presscript::NODE_TYPES).expect("the node types are JSON");
    let mut named = BTreeMap::new();
    let mut tokens = BTreeSet::new();
    for node in &types {
        let kind = node["type"].as_str().expect("a node has a type").to_owned();
        if node["named"] == true {
            let fields = node["fields"].as_object().into_iter().flatten();
            named.insert(
                kind,
                fields
                    .map(|(field, _)| field.clone())
                    .collect::<BTreeSet<_>>(),
            );
        } else {
            tokens.insert(kind);
        }
    }
    let listed = block("nodes")
        .lines()
        .map(|line| {
            let (kind, fields) = line.split_once(':').unwrap_or((line, ""));
            (
                kind.to_owned(),
                fields.split_whitespace().map(str::to_owned).collect(),
            )
        })
        .collect();
    assert_eq!(named, listed);
    assert_eq!(
        tokens,
        block("tokens")
            .split_whitespace()
            .map(str::to_owned)
            .collect()
    );
}

/// Line ends of all kinds give the same tree.
#[test]
fn line_ends() {
    for (language, row, text) in blocks() {
        if language != "presscript" {
            continue;
        }
        let expected = parse(&text).root_node().to_sexp();
        for line_end in ["\r\n", "\r"] {
            let found = parse(text.replace('\n', line_end)).root_node().to_sexp();
            assert_eq!(expected, found, "SPEC.md:{row} with {line_end:?}");
        }
        let found = parse(text.trim_end()).root_node().to_sexp();
        assert_eq!(expected, found, "SPEC.md:{row} without a line end last");
        let found = parse(format!("\u{feff}{text}")).root_node().to_sexp();
        assert_eq!(expected, found, "SPEC.md:{row} with a byte order mark");
    }
}
