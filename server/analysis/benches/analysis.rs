//! What the parts of an analysis take, at 100 kB and at 1 MB, and a keystroke at 10 MB too: `cargo bench -p presscript-analysis`.
//!
//! The bare parse is the measure of all others. Each bench is told how many bytes it reads, so throughputs compare.

mod briefing;

use std::sync::Arc;

use briefing::briefing;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use presscript_analysis::features::document_symbol::{Kept, Symbol, document_symbols};
use presscript_analysis::features::formatting::format;
use presscript_analysis::features::semantic_tokens::semantic_tokens;
use presscript_analysis::{Analysis, Cancel, Document, Edit, Settings, Text, syntax};

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [100_000, 1_000_000];

fn open(text: &str) -> Analysis {
    let settings: Arc<Settings> = Arc::default();
    Analysis::new(Text::new(text), settings, &Cancel::default()).expect("nobody cancels")
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, size: usize) {
    let text = briefing(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| syntax::parse_behind("", &text, &Cancel::default()));
}

#[divan::bench(args = SIZES)]
fn cold_analysis(bencher: Bencher<'_, '_>, size: usize) {
    let text = briefing(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| open(&text));
}

#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, size: usize) {
    let text = briefing(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| open(&text).diagnostics().len());
}

#[divan::bench(args = SIZES)]
fn format_all(bencher: Bencher<'_, '_>, size: usize) {
    let text = briefing(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| format(&open(&text)));
}

#[divan::bench(args = SIZES)]
fn outline(bencher: Bencher<'_, '_>, size: usize) {
    let analysis = open(&briefing(size));
    bencher.bench(|| document_symbols(black_box(&analysis)));
}

#[divan::bench(args = SIZES)]
fn tokens(bencher: Bencher<'_, '_>, size: usize) {
    let analysis = open(&briefing(size));
    bencher.bench(|| semantic_tokens(black_box(&analysis), 0..analysis.text().len()));
}

/// What a keystroke takes must not grow with the document.
const KEYSTROKE_SIZES: [usize; 3] = [100_000, 1_000_000, 10_000_000];

const BODY: &str = "I will not";
const LABEL: &str = " (Daily";

#[divan::bench(args = KEYSTROKE_SIZES)]
fn keystroke_in_a_body_findings(bencher: Bencher<'_, '_>, size: usize) {
    keystrokes(bencher, size, BODY, |analysis| analysis.diagnostics().len());
}

#[divan::bench(args = KEYSTROKE_SIZES)]
fn keystroke_in_a_label_findings(bencher: Bencher<'_, '_>, size: usize) {
    keystrokes(bencher, size, LABEL, |analysis| {
        analysis.diagnostics().len()
    });
}

#[divan::bench(args = KEYSTROKE_SIZES)]
fn keystroke_in_a_body_outline(bencher: Bencher<'_, '_>, size: usize) {
    keystrokes(bencher, size, BODY, outlines());
}

#[divan::bench(args = KEYSTROKE_SIZES)]
fn keystroke_in_a_label_outline(bencher: Bencher<'_, '_>, size: usize) {
    keystrokes(bencher, size, LABEL, outlines());
}

/// Makes those parts of an outline anew that differ from the one before. Gives how many those are.
fn outlines() -> impl FnMut(&Analysis) -> usize {
    let mut outline = Kept::default();
    move |analysis| {
        let write = |symbols: &[Symbol<'_>], _| black_box(symbols).len();
        let written = outline.update(analysis, write, &Cancel::default());
        written.expect("nobody cancels")
    }
}

/// Types an `x` before the words in the middle, takes it back, and so on; and asks each time.
fn keystrokes(
    bencher: Bencher<'_, '_>,
    size: usize,
    words: &str,
    mut question: impl FnMut(&Analysis) -> usize,
) {
    let text = briefing(size);
    let middle = text.len() / 2;
    let at = middle
        + text[middle..]
            .find(words)
            .expect("the second half has them");
    let mut document = Document::new(&text, Arc::default());
    let mut ask = move |edit: &Edit| {
        document.apply(edit);
        let analysis = document.analysis(&Cancel::default());
        question(&analysis.expect("nobody cancels"))
    };
    let (range, text) = (at..at, "x".to_owned());
    let typed = Edit { range, text };
    let (range, text) = (at..at + 1, String::new());
    let taken_back = Edit { range, text };
    ask(&typed);
    ask(&taken_back);
    bencher.bench_local(|| (ask(&typed), ask(&taken_back)));
}
