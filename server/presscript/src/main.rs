//! The command `presscript`.

mod cli;
mod config;
mod export;
mod lsp;
mod nearest;
mod workspace;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Most of what is allocated is small and lives for one document. What C code allocates comes from there too, by the feature `override`.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
