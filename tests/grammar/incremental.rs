//! After any edits, the tree that was kept up to date is the tree of the text.
//!
//! The edits here are of whole characters, as editors send them: of the character that ended a token,
//! tree-sitter remembers that it looked at the first byte only.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use tree_sitter::{InputEdit, Point};

use crate::inputs::{any_bytes, spliced_lines};
use crate::support::{at_least, outline, parse, parser};

fn point(text: &str, byte: usize) -> Point {
    let before = &text.as_bytes()[..byte];
    let row = before.iter().filter(|byte| **byte == b'\n').count();
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    Point {
        row,
        column: byte - line_start,
    }
}

/// The last boundary of a character up to a byte.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte)
        .rev()
        .find(|byte| text.is_char_boundary(*byte))
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(at_least(1_000))]

    #[test]
    fn edits(
        text in spliced_lines(),
        edits in vec((any::<Index>(), 0..40_usize, prop_oneof![any_bytes(), Just(Vec::new())]), 1..8),
    ) {
        let mut text = String::from_utf8_lossy(&text).into_owned();
        let mut parser = parser();
        let mut tree = parser.parse(&text, None).expect("no limit");
        for (at, removed, inserted) in edits {
            let start = boundary(&text, at.index(text.len() + 1));
            let end = boundary(&text, (start + removed).min(text.len()));
            let inserted = String::from_utf8_lossy(&inserted);
            let mut edited = text.clone();
            edited.replace_range(start..end, &inserted);
            let new_end = start + inserted.len();
            tree.edit(&InputEdit {
                start_byte: start,
                old_end_byte: end,
                new_end_byte: new_end,
                start_position: point(&text, start),
                old_end_position: point(&text, end),
                new_end_position: point(&edited, new_end),
            });
            tree = parser.parse(&edited, Some(&tree)).expect("no limit");
            let fresh = parse(&edited);
            prop_assert_eq!(outline(&tree), outline(&fresh));
            text = edited;
        }
    }
}
