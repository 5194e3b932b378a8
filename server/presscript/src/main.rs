//! The command `presscript`.

mod cli;
mod export;
mod lsp;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
