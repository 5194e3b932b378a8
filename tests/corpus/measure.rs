//! How often each rule finds something, by source.

use std::collections::BTreeMap;

use presscript_analysis::Analysis;
use presscript_analysis::rules::Diagnostic;
use presscript_tests::corpus_files;

use crate::{analysis, line};

#[test]
fn findings_per_thousand_lines() {
    let wanted = std::env::var("PRESSCRIPT_SAMPLES").ok();
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut samples: BTreeMap<(&str, String), Vec<String>> = BTreeMap::new();
    for (source, path) in corpus_files() {
        let analysis = analysis(&path);
        *lines.entry(source.clone()).or_default() += analysis.text().line_count();
        for diagnostic in analysis.diagnostics() {
            *counts.entry((diagnostic.code, source.clone())).or_default() += 1;
            if wanted
                .as_ref()
                .is_some_and(|wanted| diagnostic.code.starts_with(wanted))
            {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let sample = format!("{name}:{}", sample(&analysis, diagnostic));
                samples
                    .entry((diagnostic.code, source.clone()))
                    .or_default()
                    .push(sample);
            }
        }
    }
    for ((code, source), count) in &counts {
        let rate = *count as f64 * 1000.0 / lines[source] as f64;
        println!("{code:26} {source:26} {count:6} {rate:8.2} per 1,000 lines");
    }
    for ((code, source), samples) in &samples {
        println!("\n{code} in {source}, {} in all", samples.len());
        for sample in samples.iter().step_by(samples.len().div_ceil(SAMPLES)) {
            println!("{sample}");
        }
    }
}

/// At most this many findings of a source are printed.
const SAMPLES: usize = 30;

/// The line of a finding with the text around it.
fn sample(analysis: &Analysis, diagnostic: &Diagnostic) -> String {
    const AROUND: usize = 60;
    let range = &diagnostic.range;
    let before = analysis.slice(range.start.saturating_sub(AROUND)..range.start);
    let found = analysis.slice(range.start..range.end.min(range.start + 2 * AROUND));
    let after = analysis.slice(range.end..range.end + AROUND);
    let line = line(analysis, range.start);
    let context = format!("{before}⟦{found}⟧{after}").replace(['\n', '\r'], "↵");
    format!("{line}: {context}\n        {}", diagnostic.message)
}
