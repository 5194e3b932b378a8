//! `presscript completions`: what a shell needs to complete our commands.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Arguments, Outcome};

/// Print completions for a shell
#[derive(clap::Args)]
pub struct Completions {
    /// The shell that is to read them
    shell: Shell,
}

impl Completions {
    /// Prints the shell's script.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        // Completed in memory, because the generator panics when it cannot write.
        let mut script = Vec::new();
        clap_complete::generate(
            self.shell,
            &mut Arguments::command(),
            "presscript",
            &mut script,
        );
        out.write_all(&script)?;
        Ok(Outcome::Clean)
    }
}
