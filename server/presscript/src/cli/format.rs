//! `presscript format`: white space as it should be.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use presscript_analysis::Text;
use presscript_analysis::features::formatting;
use similar::TextDiff;

use super::check::analyse;
use super::config::{Choice, mention_findings};
use super::files::{Problem, Source, find};
use super::replace::replace;
use super::{Outcome, batch, terminal};
use crate::config::Configs;

/// Format transcripts
///
/// Changes white space only. Files are rewritten only when they change; standard input is written,
/// formatted, to standard output.
#[derive(clap::Args)]
pub struct Format {
    /// Files, folders (*.presscript and *.transcript.txt in them), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; name the files that would change and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would change as a unified diff
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    choice: Choice,
}

/// A transcript before and after.
struct Formatted {
    source: Source,
    old: String,
    /// `None` where nothing changes.
    new: Option<String>,
}

impl Format {
    /// Formats, or says what formatting would change.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let dry = self.check || self.diff;
        let configs = match self.choice.configs() {
            Ok(configs) => configs,
            Err(problem) => {
                terminal::complain(problem);
                return Ok(Outcome::Failed);
            }
        };
        let mut changes = 0;
        let work = |source, text| format(source, text, &configs, !dry);
        let outcome = batch::run(find(&self.paths), work, |formatted: Formatted| {
            if !dry && formatted.source == Source::Stdin {
                let new = formatted.new.unwrap_or(formatted.old);
                return out.write_all(new.as_bytes());
            }
            let Some(new) = &formatted.new else {
                return Ok(());
            };
            changes += 1;
            if self.diff {
                formatted.write_diff(new, out)
            } else if self.check {
                writeln!(out, "{} is not formatted", formatted.source)
            } else {
                terminal::say(format_args!("formatted {}", formatted.source));
                Ok(())
            }
        })?;
        let readable = mention_findings(&configs);
        let found = if self.check && changes > 0 {
            Outcome::Findings
        } else {
            Outcome::Clean
        };
        Ok(outcome.max(readable).max(found))
    }
}

fn format(
    source: Source,
    old: String,
    configs: &Configs,
    write: bool,
) -> Result<Formatted, Problem> {
    let settings = configs.resolve(source.path()).settings;
    let analysis = analyse(Text::new(&old), settings);
    let edits = formatting::format(&analysis);
    let new = (!edits.is_empty()).then(|| {
        let mut text = analysis.text().clone();
        text.apply_all(&edits);
        text.to_string()
    });
    let new = new.filter(|new| *new != old);
    let formatted = Formatted { source, old, new };
    if let (Source::File(path), Some(new)) = (&formatted.source, &formatted.new)
        && write
    {
        replace(path, new).map_err(|error| {
            Problem::with(
                &formatted.source,
                format_args!("cannot be written: {error}"),
            )
        })?;
    }
    Ok(formatted)
}

impl Formatted {
    fn write_diff(&self, new: &str, out: &mut dyn Write) -> io::Result<()> {
        let name = self.source.to_string();
        TextDiff::configure()
            .timeout(DIFF_PATIENCE)
            .diff_lines(self.old.as_str(), new)
            .unified_diff()
            .header(&name, &name)
            .to_writer(out)
    }
}

/// After this time a diff is still right, but may be longer than it needs to be.
const DIFF_PATIENCE: Duration = Duration::from_secs(1);
