//! `presscript config`, and the arguments by which other commands choose a `presscript.toml`.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use presscript_analysis::{Analysis, Text};

use super::check::analyse;
use super::files::{Problem, Source};
use super::{Outcome, terminal};
use crate::config::{Bounds, Configs, FileFindings, Lookup, UNREADABLE, read_text, schema, user};

/// What presscript.toml can say
#[derive(clap::Args)]
pub struct Config {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Print the JSON schema of presscript.toml, for editors
    Schema {
        /// Print that of the settings that users have in the editor instead
        #[arg(long, hide = true)]
        editor: bool,
    },
}

impl Config {
    /// Prints what is asked for.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        match self.command {
            Command::Schema { editor: false } => out.write_all(schema::text().as_bytes())?,
            Command::Schema { editor: true } => out.write_all(user::schema().as_bytes())?,
        }
        Ok(Outcome::Clean)
    }
}

/// Which `presscript.toml` a command goes by.
#[derive(clap::Args)]
pub struct Choice {
    /// Use this presscript.toml for all transcripts, instead of the nearest one of each
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Use no presscript.toml and no .editorconfig
    #[arg(long)]
    no_config: bool,
}

impl Choice {
    /// The configurations that are chosen.
    ///
    /// # Errors
    /// A [`Problem`] when the file that was asked for cannot be read.
    pub fn configs(&self) -> Result<Configs, Problem> {
        let lookup = match &self.config {
            Some(file) => {
                read_text(file).map_err(|error| {
                    Problem::with(file.display(), format_args!("cannot be read: {error}"))
                })?;
                Lookup::File(file.clone())
            }
            None if self.no_config => Lookup::None,
            None => Lookup::Nearest,
        };
        let shown_from = env::current_dir().ok();
        Ok(Configs::new(lookup, Bounds::new(&[]), shown_from))
    }
}

impl Source {
    /// Where `presscript.toml` is looked for: beside standard input is the current folder.
    pub fn path(&self) -> &Path {
        match self {
            Self::Stdin => Path::new("stdin"),
            Self::File(path) => path,
        }
    }
}

impl Choice {
    /// The analysis of one transcript, for commands that take no more. It complains about what it cannot read.
    pub fn analyse(&self, source: &Source) -> Option<(Analysis, Outcome)> {
        let text = source.read();
        let analysed = self.configs().and_then(|configs| {
            let settings = configs.resolve(source.path()).settings;
            Ok((
                analyse(Text::new(&text?), settings),
                mention_findings(&configs),
            ))
        });
        analysed.map_err(terminal::complain).ok()
    }
}

/// The files that could be read, with what is wrong in them. About the others it complains, and gives
/// [`Outcome::Failed`].
pub fn findings(configs: &Configs) -> (Vec<FileFindings>, Outcome) {
    let mut outcome = Outcome::Clean;
    let mut findings = configs.findings();
    findings.retain(|file| {
        let unreadable = file
            .diagnostics
            .iter()
            .find(|found| found.code == UNREADABLE.code);
        if let Some(found) = unreadable {
            let path = configs.shown(&file.path);
            terminal::complain(Problem::with(path.display(), &found.message));
            outcome = Outcome::Failed;
        }
        unreadable.is_none()
    });
    (findings, outcome)
}

/// Says on standard error that `presscript.toml` needs a look; for commands that report nothing themselves.
pub fn mention_findings(configs: &Configs) -> Outcome {
    let (findings, outcome) = findings(configs);
    for file in findings {
        let path = configs.shown(&file.path);
        let [first, others @ ..] = &file.diagnostics[..] else {
            continue;
        };
        let line = file.text.line_of(first.range.start) + 1;
        let more = match others.len() {
            0 => String::new(),
            more => format!(" ({more} more: see `presscript check`)"),
        };
        let what = format!("line {line}: {}{more}", first.message);
        terminal::complain(Problem::with(path.display(), what));
    }
    outcome
}
