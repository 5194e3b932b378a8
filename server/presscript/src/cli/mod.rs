//! The command line: one file for each command, and beside them what commands share.
//!
//! A command writes what it finds to standard output, says what it could not do on standard error
//! (see [`terminal`]), and ends with an [`Outcome`].
//! - [`files`] finds and reads transcripts, [`batch`] works on many at once, [`replace`] writes them.
//! - [`report`] shows what `check` found, one format a file.

mod batch;
mod check;
mod completions;
mod config;
mod explain;
mod export;
mod files;
mod format;
mod init;
mod outline;
mod replace;
mod report;
mod terminal;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::user::LogLevel;
use crate::lsp;

/// Tools for press transcripts.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done, and nothing to object to
  1  `check` found errors or warnings, or `format --check` files to format
  2  something could not be done; the rest was";

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Format(format::Format),
    Outline(outline::Outline),
    Explain(explain::Explain),
    Export(export::Export),
    Init(init::Init),
    Config(config::Config),
    Completions(completions::Completions),
    /// Run the language server over standard input and output
    Lsp {
        /// Accepted because many editors pass it; there is no other way to connect
        #[arg(long)]
        stdio: bool,
        /// Append the log to this file instead of writing it to standard error
        #[arg(long, value_name = "FILE")]
        log_file: Option<PathBuf>,
        /// How much to log [default: that of PRESSCRIPT_LOG, or error]
        #[arg(long, value_name = "LEVEL")]
        log_level: Option<LogLevel>,
    },
}

/// How a command ended, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Done, and nothing to object to.
    Clean,
    /// Done, and there is something to object to.
    Findings,
    /// Not everything could be done.
    Failed,
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Check(check) => print(|out| check.run(out)),
        Command::Format(format) => print(|out| format.run(out)),
        Command::Outline(outline) => print(|out| outline.run(out)),
        Command::Explain(explain) => print(|out| explain.run(out)),
        Command::Export(export) => print(|out| export.run(out)),
        Command::Init(init) => print(|out| init.run(out)),
        Command::Config(config) => print(|out| config.run(out)),
        Command::Completions(completions) => print(|out| completions.run(out)),
        Command::Lsp {
            stdio: _,
            log_file,
            log_level,
        } => lsp::run(log_file.as_deref(), log_level),
    }
}

/// Runs a command that prints; its errors are those of printing.
fn print(command: impl FnOnce(&mut dyn Write) -> io::Result<Outcome>) -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = command(&mut out).and_then(|outcome| out.flush().map(|()| outcome));
    match done {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // Whoever reads has seen enough, as in `presscript check | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            terminal::complain(format_args!("cannot write the output: {error}"));
            ExitCode::from(Outcome::Failed as u8)
        }
    }
}
