//! `presscript export`: a transcript in another format.

use std::io::{self, Write};
use std::path::PathBuf;

use super::config::Choice;
use super::files::{Problem, Source};
use super::{Outcome, terminal};
use crate::export::{html, json};

/// Export a transcript
#[derive(clap::Args)]
pub struct Export {
    /// The format
    #[arg(long, value_enum)]
    to: Format,
    /// A file, or - for standard input
    path: PathBuf,
    #[command(flatten)]
    choice: Choice,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Speakers, turns and exchanges; EXPORT.md describes every field
    Json,
    /// A page to read
    Html,
}

impl Export {
    /// Prints the transcript in the format.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let source = Source::of(&self.path);
        let Some((analysis, outcome)) = self.choice.analyse(&source) else {
            return Ok(Outcome::Failed);
        };
        match self.to {
            Format::Json => {
                let (transcript, warnings) = json::transcript(&analysis);
                complain(&source, warnings);
                serde_json::to_writer_pretty(&mut *out, &transcript)?;
                writeln!(out)?;
            }
            Format::Html => {
                let (page, warnings) = html::page(&analysis);
                complain(&source, warnings);
                out.write_all(page.as_bytes())?;
            }
        }
        Ok(outcome)
    }
}

fn complain(source: &Source, warnings: Vec<String>) {
    for warning in warnings {
        terminal::complain(Problem::with(source, warning));
    }
}
