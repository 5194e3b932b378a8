//! What `check` found, for people and for programs.

mod github;
mod human;
mod json;
pub mod lsp;
mod sarif;

use std::collections::BTreeMap;
use std::io::{self, Write};

use presscript_analysis::rules::{Safety, Severity};

use super::Outcome;
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

/// How findings are shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// For whom.
    pub format: Format,
    /// How safe the fixes had to be that were applied; `None` when none was.
    pub applied: Option<Safety>,
}

/// The findings of one file, ready to be written.
pub struct Findings {
    text: String,
    summary: Summary,
}

/// What is summed up of findings.
#[derive(Default)]
struct Summary {
    files: usize,
    fixed: usize,
    by_severity: BTreeMap<Severity, usize>,
    /// Those that a safe fix can mend.
    safe: usize,
    /// Those that only an unsafe one can.
    unsafe_only: usize,
}

impl Style {
    /// Puts the findings of a file into words. Files don't know of each other here, so that this may be done for several
    /// at a time.
    pub fn findings(&self, file: &Checked) -> Findings {
        let write = |diagnostic| match self.format {
            Format::Human => human::finding(self, file, diagnostic),
            Format::Json => json::finding(file, diagnostic),
            Format::Sarif => sarif::finding(file, diagnostic),
            Format::Github => github::finding(file, diagnostic),
        };
        let written: Vec<String> = file.diagnostics.iter().map(write).collect();
        Findings {
            text: written.join(self.separator()),
            summary: Summary::of(file),
        }
    }

    fn separator(&self) -> &'static str {
        match self.format {
            Format::Human | Format::Github => "",
            Format::Json | Format::Sarif => ",",
        }
    }
}

/// A report that is being written, file by file.
pub struct Report<'a> {
    style: Style,
    out: &'a mut dyn Write,
    summary: Summary,
}

impl<'a> Report<'a> {
    /// Writes what stands before all findings.
    pub fn begin(style: &Style, out: &'a mut dyn Write) -> io::Result<Self> {
        match style.format {
            Format::Human | Format::Github => {}
            Format::Json => json::begin(out)?,
            Format::Sarif => sarif::begin(out)?,
        }
        Ok(Self {
            style: *style,
            out,
            summary: Summary::default(),
        })
    }

    /// Writes the findings of a file of the configuration.
    pub fn config(&mut self, findings: &Findings) -> io::Result<()> {
        if !findings.text.is_empty() {
            if self.summary.has_findings() {
                self.out.write_all(self.style.separator().as_bytes())?;
            }
            self.out.write_all(findings.text.as_bytes())?;
        }
        self.summary.add(&findings.summary);
        Ok(())
    }

    /// Writes the findings of a transcript.
    pub fn transcript(&mut self, findings: &Findings) -> io::Result<()> {
        self.summary.files += 1;
        self.config(findings)
    }

    /// Writes what stands behind all findings; [`Outcome::Findings`] when there are errors or warnings among them.
    pub fn end(self) -> io::Result<Outcome> {
        match self.style.format {
            Format::Human => human::end(&self.style, &self.summary, self.out)?,
            Format::Json => json::end(self.summary.has_findings(), self.out)?,
            Format::Sarif => sarif::end(self.summary.has_findings(), self.out)?,
            Format::Github => {}
        }
        let mut severities = self.summary.by_severity.keys();
        Ok(
            match severities.any(|&severity| severity >= Severity::Warning) {
                true => Outcome::Findings,
                false => Outcome::Clean,
            },
        )
    }
}

impl Summary {
    fn of(file: &Checked) -> Self {
        let mut summary = Self {
            fixed: file.fixed,
            ..Self::default()
        };
        for diagnostic in &file.diagnostics {
            *summary.by_severity.entry(diagnostic.severity).or_insert(0) += 1;
            match diagnostic.fixes.iter().map(|fix| fix.safety).min() {
                Some(Safety::Safe) => summary.safe += 1,
                Some(Safety::Unsafe) => summary.unsafe_only += 1,
                Some(Safety::Choice) | None => {}
            }
        }
        summary
    }

    fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.fixed += other.fixed;
        for (&severity, number) in &other.by_severity {
            *self.by_severity.entry(severity).or_insert(0) += number;
        }
        self.safe += other.safe;
        self.unsafe_only += other.unsafe_only;
    }

    fn has_findings(&self) -> bool {
        !self.by_severity.is_empty()
    }
}
