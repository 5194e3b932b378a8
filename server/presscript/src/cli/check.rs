//! `presscript check`: what the rules find, and the fixes that may be applied unseen or on request.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use presscript_analysis::model::ProfileReason;
use presscript_analysis::rules::{Diagnostic, Place, Safety, edits};
use presscript_analysis::{Analysis, Cancel, Settings, Text};

use super::config::{self, Choice};
use super::files::{Problem, Source, find};
use super::replace::replace;
use super::report::{self, Report, Style};
use super::{Outcome, batch, terminal};
use crate::config::{Configs, FileFindings, Resolved};

/// Check transcripts
///
/// Reports what the rules find, and what is wrong with presscript.toml. Errors and warnings make the exit code 1;
/// information and hints alone leave it 0. `presscript explain` lists the rules.
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
    /// Like --fix, with the fixes that change words where only one is possible: look at what they did
    #[arg(long)]
    unsafe_fixes: bool,
    /// Say on standard error which profile and which presscript.toml hold for each transcript, and why
    #[arg(long)]
    verbose: bool,
    #[command(flatten)]
    choice: Choice,
}

/// A transcript and what was found in it; or a file of the configuration.
pub struct Checked {
    /// Where it comes from.
    pub source: Source,
    /// Its text, after fixes.
    pub text: Text,
    /// What was found in that text.
    pub diagnostics: Vec<Diagnostic>,
    /// How many fixes were applied.
    pub fixed: usize,
    /// What it was checked with.
    settings: Arc<Settings>,
    /// The profile and why it is that one, where somebody wants to know.
    profile: String,
    config: Option<PathBuf>,
    roster: OnceLock<Text>,
}

impl Check {
    /// Checks, fixes if asked to, and reports.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let configs = match self.choice.configs() {
            Ok(configs) => configs,
            Err(problem) => {
                terminal::complain(problem);
                return Ok(Outcome::Failed);
            }
        };
        let found = find(&self.paths);
        for source in &found.sources {
            configs.resolve(source.path());
        }
        let (findings, readable) = config::findings(&configs);
        let style = Style {
            format: self.format,
            applied: self.safety(),
        };
        // Where fixed text goes to standard output, the report goes to standard error.
        let mut fixed: Option<Text> = None;
        let mut aside = Vec::new();
        let goes_aside = style.applied.is_some() && found.sources.contains(&Source::Stdin);
        let mut report = Report::begin(&style, if goes_aside { &mut aside } else { &mut *out })?;
        for file in findings {
            report.config(&style.findings(&Checked::config(file, &configs)))?;
        }
        let work = |source, text: String| {
            let checked = self.check(source, &text, &configs)?;
            let explanation = self.verbose.then(|| checked.explanation(&configs));
            let findings = style.findings(&checked);
            let text = (checked.source == Source::Stdin).then_some(checked.text);
            Ok((findings, explanation, text))
        };
        let outcome = batch::run(found, work, |(findings, explanation, text)| {
            explanation.into_iter().for_each(terminal::say);
            fixed = fixed.take().or(text);
            report.transcript(&findings)
        })?;
        let found = report.end()?;
        if let (true, Some(text)) = (goes_aside, fixed) {
            write!(out, "{text}")?;
            out.flush()?;
        }
        if goes_aside {
            terminal::say(String::from_utf8_lossy(&aside).trim_end());
        }
        Ok(outcome.max(readable).max(found))
    }

    /// How safe the fixes must be that are applied; `None` when none is.
    fn safety(&self) -> Option<Safety> {
        match (self.unsafe_fixes, self.fix) {
            (true, _) => Some(Safety::Unsafe),
            (false, true) => Some(Safety::Safe),
            (false, false) => None,
        }
    }

    fn check(&self, source: Source, text: &str, configs: &Configs) -> Result<Checked, Problem> {
        let resolved = configs.resolve(source.path());
        let mut checked = Checked::transcript(source, Text::new(text), resolved, self.verbose);
        let Some(safety) = self.safety() else {
            return Ok(checked);
        };
        checked.fix(safety);
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
    fn transcript(source: Source, text: Text, resolved: Resolved, verbose: bool) -> Self {
        let analysis = analyse(text.clone(), resolved.settings.clone());
        Self {
            source,
            text,
            diagnostics: analysis.diagnostics().to_vec(),
            fixed: 0,
            profile: if verbose {
                profile(&analysis)
            } else {
                String::new()
            },
            settings: resolved.settings,
            config: resolved.config,
            roster: OnceLock::new(),
        }
    }

    fn config(file: FileFindings, configs: &Configs) -> Self {
        Self {
            source: Source::File(configs.shown(&file.path)),
            text: file.text,
            diagnostics: file.diagnostics,
            fixed: 0,
            settings: Arc::default(),
            profile: String::new(),
            config: None,
            roster: OnceLock::new(),
        }
    }

    /// The file of a place, and its text.
    pub fn file_of(&self, place: &Place) -> (Source, &Text) {
        match (place, &self.settings.roster) {
            (Place::Roster(_), Some(roster)) => {
                let text = self.roster.get_or_init(|| Text::new(&roster.text));
                (Source::File(PathBuf::from(&roster.name)), text)
            }
            _ => (self.source.clone(), &self.text),
        }
    }

    /// Applies fixes in rounds, since one may make another possible or overlap with it.
    fn fix(&mut self, safety: Safety) {
        for _ in 0..MAX_ROUNDS {
            let edits = edits(&self.diagnostics, safety);
            let before = self.text.clone();
            self.text.apply_all(&edits);
            if self.text == before {
                return;
            }
            self.fixed += edits.len();
            let analysis = analyse(self.text.clone(), self.settings.clone());
            self.diagnostics = analysis.diagnostics().to_vec();
        }
    }

    /// What it was checked with, in one line.
    fn explanation(&self, configs: &Configs) -> String {
        let config = self.config.as_deref().map(|config| configs.shown(config));
        let config = config.as_deref().unwrap_or(Path::new("no presscript.toml"));
        format!("{}: {}; {}", self.source, self.profile, config.display())
    }
}

/// Two fixes that undo each other would go on for ever.
const MAX_ROUNDS: usize = 100;

/// The analysis of a text.
pub fn analyse(text: Text, settings: Arc<Settings>) -> Analysis {
    Analysis::new(text, settings, &Cancel::default()).expect("nobody cancels")
}

/// The profile of a transcript, and why it is that one.
fn profile(analysis: &Analysis) -> String {
    let context = &analysis.model().context;
    let why = match context.reason {
        ProfileReason::FrontMatter => "named by its front matter".to_owned(),
        ProfileReason::Settings => "named by presscript.toml".to_owned(),
        ProfileReason::Inferred => analysis.why_this_house().unwrap_or_default(),
        ProfileReason::Default => "nothing else fits".to_owned(),
    };
    format!("profile {} ({why})", context.profile.name)
}
