//! How fast the grammar parses. This prints and asserts nothing; run it with `--release`.

use std::fs;
use std::time::Instant;

use presscript_tests::{corpus_files, root, say};

use crate::support::parser;

#[test]
fn speed() {
    let mut files: Vec<_> = corpus_files().into_iter().map(|(_, path)| path).collect();
    files.push(root().join("tests/fixtures/briefing.presscript"));
    let texts: Vec<_> = files
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect();
    let bytes: usize = texts.iter().map(Vec::len).sum();
    let mut parser = parser();
    let start = Instant::now();
    for text in &texts {
        parser.parse(text, None).expect("no limit");
    }
    let rate = bytes as f64 / start.elapsed().as_secs_f64() / 1e6;
    say(format!(
        "{bytes} bytes in {} files: {rate:.1} MB/s",
        texts.len()
    ));
}
