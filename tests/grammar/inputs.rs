//! Inputs for the property tests: bytes, and lines that were cut to pieces and joined again.

use std::fs;
use std::sync::LazyLock;

use presscript_tests::{corpus_files, root};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Pieces of which the language is made, and bytes that are no text.
const PIECES: &[&[u8]] = &[
    b"\n",
    b"\r\n",
    b"\r",
    b" ",
    b"\t",
    b"\xc2\xa0",
    b"\xe3\x80\x80",
    b"\0",
    b"\xff",
    b"\xe2\x80\xa8",
    b"\xef\xbb\xbf",
    b"\x0c",
    b"---",
    b"...",
    b"\n---\n",
    b"#",
    b"# ",
    b"%%",
    b"%% presscript-ignore",
    b"-file",
    b"label/unknown",
    b",",
    b":",
    b": ",
    b"\xef\xbc\x9a",
    b";",
    b"; ",
    b"@",
    b"\\",
    b"\\:",
    b"Q",
    b"A",
    b"Q. ",
    b"A. ",
    b"Q    ",
    b"Anna Example",
    b"Anna Example (Daily Sample)",
    b"MR. SAMPLE",
    b"of",
    b"the",
    b"al-",
    b"Jr.",
    b"(",
    b")",
    b"[",
    b"]",
    b"\xef\xbc\x88",
    b"\xef\xbc\x89",
    b"[^1]",
    b"[^",
    b"[00:12:31]",
    b"(12:31)",
    b"00:12:31",
    b"12",
    b"{",
    b"}",
    b"{-20-}",
    b"{+11+}",
    b"{-",
    b"-}",
    b"{follow-up lang=es}",
    b"lang",
    b"=",
    b"\"",
    b"via=\"a b\"",
    b"(through interpreter)",
    b"inaudible",
    b"https://example.org/a_(b)",
    b"http",
    b"text",
    b"Speaker 1",
    b"\xe8\xae\xb0\xe8\x80\x85",
    b"?",
    b"--",
];

/// Lines of our fixtures and, where there is a corpus, some of every file in it.
static LINES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let fixtures = fs::read_dir(root().join("tests/fixtures"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()));
    let mut lines = Vec::new();
    for path in fixtures.chain(corpus_files().into_iter().map(|(_, path)| path)) {
        let text = fs::read(&path).unwrap_or_default();
        let of_file = text.split_inclusive(|byte| *byte == b'\n');
        lines.extend(
            of_file
                .filter(|line| line.len() < 2000)
                .take(200)
                .map(<[u8]>::to_vec),
        );
    }
    lines
});

/// Any bytes: random ones, and random pieces of the language.
pub fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces = vec(select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![vec(any::<u8>(), 0..200), pieces]
}

/// Pieces of real lines and of the language, joined.
pub fn spliced_lines() -> impl Strategy<Value = Vec<u8>> {
    let cut = (any::<Index>(), any::<Index>(), any::<Index>()).prop_map(|(line, start, end)| {
        let line = &LINES[line.index(LINES.len())];
        let (start, end) = (start.index(line.len() + 1), end.index(line.len() + 1));
        line[start.min(end)..start.max(end)].to_vec()
    });
    let whole = any::<Index>().prop_map(|line| LINES[line.index(LINES.len())].clone());
    let piece = select(PIECES).prop_map(<[u8]>::to_vec);
    vec(prop_oneof![2 => whole, 2 => cut, 1 => piece], 0..20).prop_map(|parts| parts.concat())
}
