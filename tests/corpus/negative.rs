//! Texts that are no transcripts: the rules stay quiet.

use presscript_analysis::rules::Severity;
use presscript_tests::corpus_files;

use crate::analysis;

/// Transcripts whose speakers no label names.
const UNLABELLED: [&str; 2] = ["fomc_presser_nolabel", "fomc_one_line"];

#[test]
fn few_warnings_where_nobody_speaks() {
    let (mut lines, mut grave, mut labels) = (0, 0, 0);
    for (_, path) in corpus_files()
        .iter()
        .filter(|(source, _)| source.starts_with("neg_") || UNLABELLED.contains(&source.as_str()))
    {
        let analysis = analysis(path);
        lines += analysis.text().line_count();
        for diagnostic in analysis.diagnostics() {
            grave += usize::from(diagnostic.severity >= Severity::Warning);
            labels += usize::from(diagnostic.code.starts_with("label/"));
        }
    }
    println!("{lines} lines: {grave} warnings and errors, {labels} findings about labels");
    assert!(grave * 1000 <= lines * 2, "{grave} in {lines} lines");
    assert!(labels * 1000 <= lines * 2, "{labels} in {lines} lines");
}
