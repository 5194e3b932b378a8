//! What a document takes in memory, counted by the allocator. It is the only test of its process, so that nothing else is counted.

#[path = "../benches/briefing/mod.rs"]
mod briefing;

use std::alloc::System;
use std::sync::Arc;

use briefing::briefing;
use presscript_analysis::features::document_symbol::document_symbols;
use presscript_analysis::{Cancel, Document, Edit};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Bytes in use.
fn in_use() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated - stats.bytes_deallocated
}

/// Asks for all that an editor shows.
fn show(document: &Document) {
    let analysis = document
        .analysis(&Cancel::default())
        .expect("nobody cancels");
    analysis.diagnostics();
    document_symbols(&analysis);
}

#[test]
fn a_document_takes_at_most_six_bytes_for_each_of_its_text() {
    const SIZE: usize = 10_000_000;
    const EDITS: usize = 10_000;
    let text = briefing(SIZE);
    // What is made once, whatever the document.
    show(&Document::new(&briefing(10_000), Arc::default()));
    let before = in_use();
    let mut document = Document::new(&text, Arc::default());
    show(&document);
    let beyond = |document: &Document| {
        let beyond = in_use() - before - document.text().len();
        beyond as f64 / document.text().len() as f64
    };
    let opened = beyond(&document);
    assert!(opened <= 6.0, "{opened} bytes for each when it is open");

    let middle = SIZE / 2 + text[SIZE / 2..].find("Anna X").expect("a label") + "Anna X".len();
    for number in 0..EDITS {
        // Into a label, out of it again, and into what is said.
        let (range, new) = match number % 4 {
            0 => (middle..middle, "a"),
            1 => (middle..middle + 1, ""),
            2 => (middle + 80..middle + 80, "b"),
            _ => (middle + 80..middle + 81, ""),
        };
        let text = new.to_owned();
        document.apply(&Edit { range, text });
        match number % 100 {
            0 => show(&document),
            _ => drop(document.analysis(&Cancel::default())),
        }
    }
    show(&document);
    let typed = beyond(&document);
    assert!(typed <= 6.0, "{typed} bytes for each after {EDITS} edits");
    println!(
        "{opened:.2} bytes for each of the text when it is open, {typed:.2} after {EDITS} edits"
    );
}
