//! The command line. Exit codes: 0 for success, 1 for findings or failure, 2 for a wrong call.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::lsp;

/// Tools for press transcripts.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the language server over standard input and output.
    Lsp {
        /// Accepted because many editors pass it; there is no other way to connect.
        #[arg(long)]
        stdio: bool,
    },
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Lsp { stdio: _ } => lsp::run(),
    }
}
