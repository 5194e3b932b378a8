//! The rules and the model over real transcripts, where the corpus is at hand; without it every test passes at once.
//!
//! `MEASURED.md` is the table of what is found, and `judgements.tsv` what a reader thought of it.
//! `PRESSCRIPT_SAMPLES=label/embedded cargo test -p presscript-tests --test corpus findings -- --nocapture`, or with only
//! `label`, prints findings of these rules, evenly drawn.

mod archive;
mod completion;
mod features;
mod incremental;
mod injected;
mod judgements;
mod labels;
mod measured;
mod nato;
mod negative;
mod people;
mod profile;

use std::path::Path;
use std::sync::Arc;

use presscript_analysis::{Analysis, Cancel, Text};

/// The analysis of a file. Bytes that are no UTF-8 become replacement characters.
fn analysis(path: &Path) -> Analysis {
    let bytes = std::fs::read(path).expect("the corpus can be read");
    let text = Text::new(&String::from_utf8_lossy(&bytes));
    Analysis::new(text, Arc::default(), &Cancel::default()).expect("nobody cancels")
}

/// The line of a byte, from 1.
fn line(analysis: &Analysis, byte: usize) -> usize {
    analysis.text().line_of(byte) + 1
}
