//! Parsing, and what the tests ask of a tree.

use tree_sitter::{Parser, Tree};

/// A parser for Presscript.
pub fn parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_presscript::LANGUAGE.into())
        .expect("the crate and the library know the same ABI");
    parser
}

/// The tree of a text.
pub fn parse(text: impl AsRef<[u8]>) -> Tree {
    parser()
        .parse(text, None)
        .expect("no time limit, no cancellation")
}

/// The lines of a text without their ends, which are LF, CRLF or CR, each with the byte it begins at.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = (start, &rest[..end]);
        let line_end = if rest[end..].starts_with("\r\n") {
            2
        } else {
            1
        };
        start += end + line_end;
        Some(line)
    })
}

/// The first ERROR or MISSING node, with its range, or nothing.
pub fn first_fault(tree: &Tree) -> Option<String> {
    if !tree.root_node().has_error() {
        return None;
    }
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if node.is_error() || node.is_missing() {
            return Some(format!("{} at {:?}", node.to_sexp(), node.byte_range()));
        }
        if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return Some("has_error, but no faulty node".into());
            }
        }
    }
}

/// A node as the tests compare it: its depth, kind, field and range in bytes.
pub type Outline<'a> = (u32, &'a str, Option<&'a str>, std::ops::Range<usize>);

/// Every node of a tree.
pub fn outline(tree: &Tree) -> Vec<Outline<'_>> {
    let mut nodes = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        nodes.push((
            cursor.depth(),
            node.kind(),
            cursor.field_name(),
            node.byte_range(),
        ));
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return nodes;
            }
        }
    }
}

/// How often a property test runs: `PROPTEST_CASES` times where that is more than `cases`.
pub fn at_least(cases: u32) -> proptest::test_runner::Config {
    let default = proptest::test_runner::Config::default();
    proptest::test_runner::Config {
        cases: cases.max(default.cases),
        failure_persistence: None,
        ..default
    }
}
