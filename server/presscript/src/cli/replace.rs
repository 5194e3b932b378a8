//! Writing a file so that it has either its old or its new content, whatever happens.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Replaces the content of an existing file; of the file that a symbolic link leads to. Owner and
/// permissions stay.
///
/// # Errors
/// Any of the file system; the file then has its old content.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    // A rename would not ask whether the file itself may be written.
    let old = OpenOptions::new().write(true).open(&path)?.metadata()?;
    if old.permissions().readonly() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it is read-only",
        ));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    keep_owner(&old, new.as_file());
    new.as_file().set_permissions(old.permissions())?;
    new.as_file().sync_all()?;
    new.persist(&path)?;
    Ok(())
}

/// Gives `new` the owner and the group of `old`, as far as the system lets us.
#[cfg(unix)]
fn keep_owner(old: &fs::Metadata, new: &File) {
    use std::os::unix::fs::{MetadataExt, fchown};

    if fchown(new, Some(old.uid()), Some(old.gid())).is_err() {
        let _ = fchown(new, None, Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_old: &fs::Metadata, _new: &File) {}
