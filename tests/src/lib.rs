//! What several test targets need: where the project is, and where the corpus of real transcripts is.

pub mod binary;
pub mod client;

use std::io::Write;
use std::path::{Path, PathBuf};

/// The root of the project.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The folder of real transcripts: `$PRESSCRIPT_CORPUS`, or else `shared/corpus` beside the project.
///
/// The corpus is no part of the project. Where there is none, this says so, and a test does without.
pub fn corpus_dir() -> Option<PathBuf> {
    let dir = std::env::var_os("PRESSCRIPT_CORPUS")
        .map_or_else(|| root().join("../shared/corpus"), PathBuf::from);
    if !dir.is_dir() {
        say(format!("skipped: no corpus at {}", dir.display()));
        return None;
    }
    Some(dir)
}

/// Prints a line that is shown even for a test that passes, unlike those of `println!`.
pub fn say(line: impl std::fmt::Display) {
    // A test does not fail because nobody reads what it says.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The transcripts of the corpus as (source, path), in order. Empty where there is no corpus.
pub fn corpus_files() -> Vec<(String, PathBuf)> {
    let Some(dir) = corpus_dir() else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for source in sorted(&dir).into_iter().filter(|path| path.is_dir()) {
        let name = source
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        files.extend(sorted(&source).into_iter().map(|file| (name.clone(), file)));
    }
    files
}

fn sorted(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
}
