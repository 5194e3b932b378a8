//! Real transcripts while they are edited: each is known as if it were opened anew after every edit.

use std::path::Path;
use std::sync::Arc;

use presscript_analysis::{Cancel, Document, Edit, Settings};
use presscript_tests::corpus_files;
use rayon::prelude::*;

use crate::archive::every_rule;

/// Every so manieth file is edited; `PRESSCRIPT_EDITS=1` edits all.
const STEP: usize = 23;
/// Edits of one file.
const EDITS: usize = 12;
/// Longer files are left out, in bytes: each is analysed anew for every edit.
const MAX_BYTES: usize = 200_000;

/// What is typed or pasted.
const NEW: &[&str] = &[
    "",
    "x",
    " ",
    ".",
    "?",
    ":",
    "\n",
    "\n\n",
    "\r\n",
    "’",
    "\"",
    "(",
    "]",
    "*",
    "Q: ",
    "# ",
    "%% ",
    "---\n",
    "[inaudible]",
    "(Laughter.)",
    "[^1]",
    "the the ",
    "\n\nAnna Example (FBC): Who decides?\n\n",
    "\n\nMR. SAMPLE: We do.\n\n",
    "%% presscript-ignore typo/spaces: as it was\n",
];

#[test]
fn an_edited_transcript_is_known_as_if_opened_anew() {
    let step = std::env::var("PRESSCRIPT_EDITS")
        .ok()
        .and_then(|step| step.parse().ok());
    let settings = Arc::new(every_rule());
    let files: Vec<_> = corpus_files()
        .into_iter()
        .step_by(step.unwrap_or(STEP))
        .collect();
    files
        .par_iter()
        .enumerate()
        .for_each(|(seed, (_, path))| edit(path, seed as u64, &settings));
}

fn edit(path: &Path, seed: u64, settings: &Arc<Settings>) {
    let bytes = std::fs::read(path).expect("the corpus can be read");
    let text = String::from_utf8_lossy(&bytes);
    if text.len() > MAX_BYTES {
        return;
    }
    let mut random = Random(seed + 1);
    let mut document = Document::new(&text, settings.clone());
    check(&document, path, "opened");
    for number in 0..EDITS {
        let start = random.below(document.text().len() + 1);
        let length = [0, 0, 1, 7, 80, 3_000][random.below(6)];
        let text = NEW[random.below(NEW.len())].to_owned();
        let done = format!("edit {number}: {start}+{length} {text:?}");
        document.apply(&Edit {
            range: start..start + length,
            text,
        });
        check(&document, path, &done);
    }
}

fn check(document: &Document, path: &Path, done: &str) {
    let cancel = Cancel::default();
    let known = document.analysis(&cancel).expect("nobody cancels");
    let anew = Document::new(&document.text().to_string(), document.settings().clone());
    let anew = anew.analysis(&cancel).expect("nobody cancels");
    assert!(
        known.model() == anew.model(),
        "{}: {done}: the model",
        path.display()
    );
    let differing = known
        .diagnostics()
        .iter()
        .zip(anew.diagnostics())
        .find(|(one, other)| one != other);
    assert!(
        differing.is_none(),
        "{}: {done}: {differing:#?}",
        path.display()
    );
    assert_eq!(
        known.diagnostics().len(),
        anew.diagnostics().len(),
        "{}: {done}",
        path.display()
    );
}

/// Numbers that look drawn by chance, and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }
}
