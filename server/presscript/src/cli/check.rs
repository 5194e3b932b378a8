//! `presscript check`: what the rules find, and their safe fixes.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use presscript_analysis::rules::{Diagnostic, Safety, Severity, edits};
use presscript_analysis::{Analysis, Cancel, Text};

use super::files::{Problem, Source};
use super::replace::replace;
use super::report::{self, Report};
use super::{Outcome, batch, terminal};

/// Check transcripts
///
/// Reports what the rules find. Errors and warnings make the exit code 1; information and hints alone
/// leave it 0. `presscript explain` lists the rules.
#[derive(clap::Args)]
pub struct Check {
    /// Files, folders (*.presscript and *.transcript.txt in them), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to show what was found
    #[arg(long, value_enum, default_value_t)]
    format: report::Format,
    /// Apply every safe fix, then report what is left. Standard input is written, fixed, to standard
    /// output, and the report to standard error
    #[arg(long)]
    fix: bool,
}

/// A transcript and what was found in it.
pub struct Checked {
    /// Where it comes from.
    pub source: Source,
    /// Its text, after fixes.
    pub text: Text,
    /// What was found in that text.
    pub diagnostics: Vec<Diagnostic>,
    /// How many fixes were applied.
    pub fixed: usize,
}

impl Check {
    /// Checks, fixes if asked to, and reports.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let batch = batch::run(&self.paths, |source, text| self.check(source, &text));
        let report = Report {
            files: &batch.results,
            offers_fixes: !self.fix,
        };
        let stdin = batch
            .results
            .iter()
            .find(|checked| checked.source == Source::Stdin);
        match stdin.filter(|_| self.fix) {
            Some(stdin) => {
                write!(out, "{}", stdin.text)?;
                out.flush()?;
                let mut text = Vec::new();
                report.write(self.format, &mut text)?;
                terminal::say(String::from_utf8_lossy(&text).trim_end());
            }
            None => report.write(self.format, out)?,
        }
        let mut diagnostics = batch
            .results
            .iter()
            .flat_map(|checked| &checked.diagnostics);
        let found = if diagnostics.any(|diagnostic| diagnostic.severity >= Severity::Warning) {
            Outcome::Findings
        } else {
            Outcome::Clean
        };
        Ok(batch.outcome.max(found))
    }

    fn check(&self, source: Source, text: &str) -> Result<Checked, Problem> {
        let mut checked = Checked::new(source, Text::new(text));
        if !self.fix {
            return Ok(checked);
        }
        checked.fix();
        if let Source::File(path) = &checked.source
            && checked.fixed > 0
        {
            replace(path, &checked.text.to_string()).map_err(|error| {
                Problem::with(&checked.source, format_args!("cannot be written: {error}"))
            })?;
        }
        Ok(checked)
    }
}

impl Checked {
    fn new(source: Source, text: Text) -> Self {
        let diagnostics = diagnostics(&text);
        Self {
            source,
            text,
            diagnostics,
            fixed: 0,
        }
    }

    /// Applies safe fixes in rounds, since one may make another possible or overlap with it.
    fn fix(&mut self) {
        for _ in 0..MAX_ROUNDS {
            let edits = edits(&self.diagnostics, Safety::Safe);
            let before = self.text.clone();
            self.text.apply_all(&edits);
            if self.text == before {
                return;
            }
            self.fixed += edits.len();
            self.diagnostics = diagnostics(&self.text);
        }
    }
}

/// Two fixes that undo each other would go on for ever.
const MAX_ROUNDS: usize = 100;

/// The analysis of a text.
pub fn analyse(text: Text) -> Analysis {
    Analysis::new(text, Arc::default(), &Cancel::default()).expect("nobody cancels")
}

fn diagnostics(text: &Text) -> Vec<Diagnostic> {
    analyse(text.clone()).diagnostics().to_vec()
}
