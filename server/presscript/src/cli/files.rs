//! Transcripts on disk and on standard input: which ones the arguments mean, and their text.

use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::workspace::files::transcripts;

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
        let bytes = self.bytes().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Problem::with(self, "there is no such file"),
            io::ErrorKind::IsADirectory => Problem::with(self, "is a folder; name a file in it"),
            io::ErrorKind::FileTooLarge => Problem::with(
                self,
                "is larger than 4 GiB, which is more than a transcript can have; split it",
            ),
            _ => Problem::with(self, format_args!("cannot be read: {error}")),
        })?;
        String::from_utf8(bytes).map_err(|error| Problem::with(self, not_utf8(&error)))
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Stdin => read_bounded(io::stdin().lock()),
            Self::File(path) => {
                let file = File::open(path)?;
                if file.metadata()?.len() > MAX_BYTES {
                    return Err(io::ErrorKind::FileTooLarge.into());
                }
                read_bounded(file)
            }
        }
    }

    /// The same for two names of one file.
    fn identity(&self) -> PathBuf {
        match self {
            Self::Stdin => PathBuf::from("-"),
            Self::File(path) => fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
        }
    }
}

/// The syntax tree counts bytes with 32 bits.
const MAX_BYTES: u64 = u32::MAX as u64;

fn read_bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn not_utf8(error: &std::string::FromUtf8Error) -> String {
    let bytes = error.as_bytes();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "is UTF-16; save it as UTF-8".to_owned();
    }
    let valid = &bytes[..error.utf8_error().valid_up_to()];
    let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
    format!(
        "is not UTF-8 (line {line}, byte {}); save it as UTF-8, \
         for example with `iconv -f WINDOWS-1252 -t UTF-8`",
        valid.len()
    )
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
