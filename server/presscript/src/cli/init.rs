//! `presscript init`: a first `presscript.toml`.

use std::io::{self, Write};

use super::Outcome;

/// Write a presscript.toml
#[derive(clap::Args)]
pub struct Init {}

impl Init {
    /// Writes it.
    pub fn run(&self, _out: &mut dyn Write) -> io::Result<Outcome> {
        Ok(Outcome::Clean)
    }
}
