//! Which files are transcripts.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};
use presscript_analysis::{Cancel, Cancelled};

/// Whether a file in a folder is taken for a transcript.
pub fn is_transcript(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".presscript") || name.ends_with(".transcript.txt")
}

/// What is in a folder and below, but for what a `.gitignore` or `.ignore` leaves out: transcripts, and what cannot be
/// read.
pub fn transcripts(folder: &Path) -> impl Iterator<Item = Result<DirEntry, ignore::Error>> {
    found(&WalkBuilder::new(folder))
}

/// The transcripts of these folders that are in, or are, one of `places`: each once, by path. What cannot be read is none,
/// and folders that are no workspace are not looked into.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn transcripts_in(
    folders: &[PathBuf],
    places: &Arc<Vec<PathBuf>>,
    cancel: &Cancel,
) -> Result<Vec<PathBuf>, Cancelled> {
    let mut paths = Vec::new();
    for folder in folders.iter().filter(|folder| is_workspace(folder)) {
        let mut walk = WalkBuilder::new(folder);
        let wanted = places.clone();
        // The way to a place is walked as well, since what leaves it out may stand anywhere on it.
        walk.filter_entry(move |entry| {
            let path = entry.path();
            let mut places = wanted.iter();
            places.any(|place| place.starts_with(path) || path.starts_with(place))
        });
        for entry in found(&walk).filter_map(Result::ok) {
            cancel.check()?;
            if places.iter().any(|place| entry.path().starts_with(place)) {
                paths.push(entry.into_path());
            }
        }
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Whether all of a folder may be read without being asked: not the root, nor the user's home, nor what they are in.
fn is_workspace(folder: &Path) -> bool {
    let home = env::home_dir().filter(|home| home.is_absolute());
    let holds_home = home.is_some_and(|home| home.starts_with(folder));
    folder.is_absolute() && folder.parent().is_some() && !holds_home
}

fn found(walk: &WalkBuilder) -> impl Iterator<Item = Result<DirEntry, ignore::Error>> + use<> {
    let mut walk = walk.clone();
    let entries = walk.require_git(false).build();
    entries.filter(|entry| {
        let Ok(entry) = entry else { return true };
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        is_file && is_transcript(entry.path())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_and_what_it_is_in_are_no_workspace() {
        let home = env::home_dir().expect("tests run with a home");
        assert!(!is_workspace(&home) && !is_workspace(Path::new("/")));
        assert!(home.ancestors().all(|folder| !is_workspace(folder)));
        assert!(is_workspace(&home.join("press")));
        assert!(is_workspace(&home.with_file_name("a-home-that-is-longer")));
        assert!(!is_workspace(Path::new("press")));
    }
}
