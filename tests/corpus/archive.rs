//! The corpus, read and analysed once for all tests.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use presscript_analysis::rules::{RULES, Rule};
use presscript_analysis::settings::{Level, RuleSettings};
use presscript_analysis::{Analysis, Cancel, Settings, Text};
use presscript_tests::corpus_files;
use rayon::prelude::*;

/// A real transcript.
pub struct Transcript {
    /// The archive that it is from: the folder.
    pub source: String,
    /// The folder and the file: `nato/001.txt`.
    pub name: String,
    /// Its analysis, with every rule on. Bytes that are no UTF-8 are replacement characters.
    pub analysis: Analysis,
}

/// All transcripts, in order; none where there is no corpus.
pub fn archive() -> &'static [Transcript] {
    static ARCHIVE: LazyLock<Vec<Transcript>> = LazyLock::new(|| {
        let settings = Arc::new(every_rule());
        let files = corpus_files().into_par_iter();
        files
            .map(|(source, path)| transcript(source, &path, settings.clone()))
            .collect()
    });
    &ARCHIVE
}

fn transcript(source: String, path: &Path, settings: Arc<Settings>) -> Transcript {
    let bytes = std::fs::read(path).expect("the corpus can be read");
    let text = Text::new(&String::from_utf8_lossy(&bytes));
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    Transcript {
        name: format!("{source}/{file}"),
        source,
        analysis: Analysis::new(text, settings, &Cancel::default()).expect("nobody cancels"),
    }
}

/// Settings in which no rule is off.
pub fn every_rule() -> Settings {
    let on = |rule: &&Rule| {
        let level = Some(Level::On);
        let settings = RuleSettings {
            level,
            ..RuleSettings::default()
        };
        (rule.code, settings)
    };
    Settings {
        rules: RULES.iter().map(on).collect::<HashMap<_, _>>(),
        ..Settings::default()
    }
}

/// The line and the column of a byte, in characters from 1: `12:1`.
pub fn place(analysis: &Analysis, byte: usize) -> String {
    let place = analysis
        .text()
        .position(byte, presscript_analysis::Encoding::Utf32);
    format!("{}:{}", place.line + 1, place.column + 1)
}
