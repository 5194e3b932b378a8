//! Parsing, and what the tests ask of a tree.

use tree_sitter::{Node, Parser, Tree};

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

/// The bytes at which speaker lines begin, in order.
pub fn speaker_starts(tree: &Tree) -> Vec<usize> {
    let root = tree.root_node();
    let mut cursor = root.walk();
    root.named_children(&mut cursor)
        .filter(|node| node.kind() == "turn")
        .filter_map(|turn| turn.named_child(0))
        .map(|line: Node| line.start_byte())
        .collect()
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
