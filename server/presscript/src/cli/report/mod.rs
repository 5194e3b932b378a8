//! What `check` found, for people and for programs.

mod github;
mod human;
mod json;
pub mod lsp;
mod sarif;

use std::io::{self, Write};

use presscript_analysis::rules::Safety;

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
    /// The files of the configuration that have findings, by path.
    pub configs: &'a [Checked],
    /// The transcripts, by path.
    pub files: &'a [Checked],
    /// How safe the fixes had to be that were applied; `None` when none was.
    pub applied: Option<Safety>,
}

impl<'a> Report<'a> {
    /// All files.
    pub fn all(&self) -> impl Iterator<Item = &'a Checked> {
        self.configs.iter().chain(self.files)
    }

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
