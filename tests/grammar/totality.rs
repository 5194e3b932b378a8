//! No input is a syntax error: whatever the bytes, the tree holds no ERROR and no MISSING node.

use std::fs;

use presscript_tests::corpus_files;
use proptest::prelude::*;

use crate::inputs::{any_bytes, spliced_lines};
use crate::support::{at_least, first_fault, parse};

fn assert_sound(text: &[u8]) {
    if let Some(fault) = first_fault(&parse(text)) {
        panic!("{fault} in {:?}", String::from_utf8_lossy(text));
    }
}

#[test]
fn every_file_of_the_corpus() {
    for (_, path) in corpus_files() {
        let text = fs::read(&path).expect("the corpus can be read");
        if let Some(fault) = first_fault(&parse(&text)) {
            panic!("{fault} in {}", path.display());
        }
    }
}

#[test]
fn the_empty_file_and_single_characters() {
    assert_sound(b"");
    for first in 0..=255 {
        assert_sound(&[first]);
        for second in b"\0\r\n :@#[({\\QA.%-" {
            assert_sound(&[first, *second]);
        }
    }
}

proptest! {
    #![proptest_config(at_least(2_000))]

    #[test]
    fn any_bytes_at_all(text in any_bytes()) {
        assert_sound(&text);
    }

    #[test]
    fn lines_cut_and_joined(text in spliced_lines()) {
        assert_sound(&text);
    }
}
