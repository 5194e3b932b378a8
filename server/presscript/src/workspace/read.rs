//! What a file holds: its text, or why there is none, and whether it is still the same.

use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::string::FromUtf8Error;
use std::sync::Arc;
use std::time::SystemTime;

use presscript_analysis::{Analysis, Cancel, Cancelled, Settings, Text};

/// The syntax tree counts bytes with 32 bits.
const MAX_BYTES: u64 = u32::MAX as u64;

/// What nobody has asked for by name is not looked into when it is larger.
const MAX_UNASKED_BYTES: u64 = 64 << 20;

/// As long as it is the same, a file is as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    len: u64,
}

impl Stamp {
    /// The stamp of a file; `None` when there is no such file.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self {
            modified: metadata.modified().ok(),
            len: metadata.len(),
        })
    }
}

/// The text of a file.
///
/// # Errors
/// Why there is none, in words that go on after the file's name.
pub fn file(path: &Path) -> Result<String, String> {
    let bytes = || {
        let file = File::open(path)?;
        let len = file.metadata()?.len();
        if len > MAX_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        bounded(file, usize::try_from(len).unwrap_or_default())
    };
    text(bytes())
}

/// The text of a stream.
///
/// # Errors
/// Why there is none, in words that go on after the stream's name.
pub fn stream(stream: impl Read) -> Result<String, String> {
    text(bounded(stream, 0))
}

/// The text of a file that was found in a folder; `None`, with a word in the log, when it cannot be read.
pub fn found(path: &Path, stamp: &Stamp) -> Option<String> {
    let text = match stamp.len {
        ..=MAX_UNASKED_BYTES => file(path),
        _ => Err("is larger than 64 MiB".to_owned()),
    };
    text.inspect_err(|why| tracing::warn!(path = %path.display(), "left out: it {why}"))
        .ok()
}

/// What `see` sees in the analysis of a file. A fault of ours costs the file that it shows in and no other: then it is `None`.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn analysed<T>(
    path: &Path,
    text: &str,
    settings: &Arc<Settings>,
    see: impl FnOnce(Analysis) -> Result<T, Cancelled>,
    cancel: &Cancel,
) -> Result<Option<T>, Cancelled> {
    let seen = || see(Analysis::new(Text::new(text), settings.clone(), cancel)?);
    let Ok(seen) = catch_unwind(AssertUnwindSafe(seen)) else {
        tracing::error!(path = %path.display(), "a file made the analysis panic");
        return Ok(None);
    };
    seen.map(Some)
}

/// All that a reader has, probably so many bytes.
fn bounded(reader: impl Read, expected: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // With one more it shows at once that nothing follows.
    bytes.try_reserve_exact(expected.saturating_add(1))?;
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn text(bytes: io::Result<Vec<u8>>) -> Result<String, String> {
    let bytes = bytes.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder; name a file in it".to_owned(),
        io::ErrorKind::FileTooLarge => {
            "is larger than 4 GiB, which is more than a transcript can have; split it".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    })?;
    String::from_utf8(bytes).map_err(|error| not_utf8(&error))
}

fn not_utf8(error: &FromUtf8Error) -> String {
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
