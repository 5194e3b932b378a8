//! What `check` found, for people and for programs.

mod github;
mod human;
mod json;
pub mod lsp;
mod sarif;

use std::io::{self, Write};

use super::check::Checked;

/// How to show what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: each finding with its lines, and a summary
    #[default]
    Human,
    /// One JSON object, with ranges as in the Language Server Protocol
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, which GitHub shows at their lines
    Github,
}

/// What is reported.
pub struct Report<'a> {
    /// The transcripts, by path.
    pub files: &'a [Checked],
    /// Whether safe fixes can still be applied by `--fix`.
    pub offers_fixes: bool,
}

impl Report<'_> {
    /// Writes it all.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Human => human::write(self, out),
            Format::Json => json::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Github => github::write(self, out),
        }
    }
}
