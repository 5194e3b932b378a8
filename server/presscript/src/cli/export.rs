//! `presscript export`: a transcript in another format.

use std::io::{self, Write};
use std::path::PathBuf;

use presscript_analysis::Text;

use super::check::analyse;
use super::files::{Problem, Source};
use super::{Outcome, terminal};
use crate::export::json;

/// Export a transcript
#[derive(clap::Args)]
pub struct Export {
    /// The format
    #[arg(long, value_enum)]
    to: Format,
    /// A file, or - for standard input
    path: PathBuf,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Speakers, turns and exchanges; EXPORT.md describes every field
    Json,
}

impl Export {
    /// Prints the transcript in the format.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let source = Source::of(&self.path);
        let text = match source.read() {
            Ok(text) => text,
            Err(problem) => {
                terminal::complain(problem);
                return Ok(Outcome::Failed);
            }
        };
        let analysis = analyse(Text::new(&text));
        match self.to {
            Format::Json => {
                let (transcript, warnings) = json::transcript(&analysis);
                for warning in warnings {
                    terminal::complain(Problem::with(&source, warning));
                }
                serde_json::to_writer_pretty(&mut *out, &transcript)?;
                writeln!(out)?;
            }
        }
        Ok(Outcome::Clean)
    }
}
