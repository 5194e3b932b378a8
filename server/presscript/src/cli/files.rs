//! Transcripts on disk and on standard input: which ones the arguments mean, and their text.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::workspace::files::transcripts;
use crate::workspace::read;

/// Where a transcript comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Standard input, `-` on the command line.
    Stdin,
    /// A file, named as the user named it or the folder it is in.
    File(PathBuf),
}

/// Something that could not be done: with what, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(String);

/// What the arguments of a command mean.
#[derive(Debug)]
pub struct Found {
    /// Each transcript once, standard input first, then by path.
    pub sources: Vec<Source>,
    /// Arguments that mean nothing, and folders that cannot be read.
    pub problems: Vec<Problem>,
}

/// Finds the transcripts that `arguments` mean. A file is taken whatever its name; of a folder, the
/// files with a transcript's name that no `.gitignore` or `.ignore` leaves out.
pub fn find(arguments: &[PathBuf]) -> Found {
    let mut found = Found {
        sources: Vec::new(),
        problems: Vec::new(),
    };
    for argument in arguments {
        if argument.is_dir() {
            found.walk(argument);
        } else {
            found.sources.push(match Source::of(argument) {
                Source::File(path) => Source::File(without_dot(&path)),
                Source::Stdin => Source::Stdin,
            });
        }
    }
    found.sources.sort();
    let mut known = HashSet::new();
    found
        .sources
        .retain(|source| known.insert(source.identity()));
    found
}

impl Found {
    fn walk(&mut self, folder: &Path) {
        let known = (self.sources.len(), self.problems.len());
        for entry in transcripts(folder) {
            match entry {
                Ok(entry) => self.sources.push(Source::File(without_dot(entry.path()))),
                Err(error) => self.problems.push(Problem(error.to_string())),
            }
        }
        if known == (self.sources.len(), self.problems.len()) {
            self.problems.push(Problem::with(
                folder.display(),
                "no transcripts in this folder: it needs files named *.presscript or \
                 *.transcript.txt that no .gitignore or .ignore leaves out; \
                 name files with other names one by one",
            ));
        }
    }
}

/// Without `./`, as others name files: programs that read reports compare names.
pub fn without_dot(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

impl Source {
    /// What one argument means.
    pub fn of(argument: &Path) -> Self {
        if argument == Path::new("-") {
            Self::Stdin
        } else {
            Self::File(argument.to_owned())
        }
    }

    /// Reads the text.
    ///
    /// # Errors
    /// A [`Problem`] when there is no such file, or its content is no text that can be analysed.
    pub fn read(&self) -> Result<String, Problem> {
        let text = match self {
            Self::Stdin => read::stream(io::stdin().lock()),
            Self::File(path) => read::file(path),
        };
        text.map_err(|why| Problem::with(self, why))
    }

    /// The same for two names of one file.
    fn identity(&self) -> PathBuf {
        match self {
            Self::Stdin => PathBuf::from("-"),
            Self::File(path) => fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("<stdin>"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

impl Problem {
    /// A problem with `subject`.
    pub fn with(subject: impl fmt::Display, what: impl fmt::Display) -> Self {
        Self(format!("{subject}: {what}"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
