//! The command `presscript`.

mod cli;
mod config;
mod export;
mod lsp;
mod nearest;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
