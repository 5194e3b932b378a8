//! Where the `presscript.toml` of a transcript may be: in its folder or above, but never above what the user works in.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// How far up is looked: not above a folder of the workspace, not above the home folder, not in the root.
#[derive(Debug, Default)]
pub struct Bounds {
    home: Vec<PathBuf>,
    workspace: Vec<PathBuf>,
}

impl Bounds {
    /// The bounds of a user who works in these folders. Without any, the home folder is the only bound.
    pub fn new(workspace: &[PathBuf]) -> Self {
        let home = env::home_dir().filter(|home| home.is_absolute());
        Self {
            home: under_all_names(home.as_slice()),
            workspace: under_all_names(workspace),
        }
    }

    /// The folders that may hold the file, the nearest first.
    pub fn folders<'a>(&self, transcript: &'a Path) -> impl Iterator<Item = &'a Path> {
        let innermost = self
            .workspace
            .iter()
            .filter(|folder| transcript.starts_with(folder))
            .max_by_key(|folder| folder.components().count())
            .cloned();
        let is_above_home = |folder: &Path| {
            let homes = self.home.iter();
            let mut above = homes.filter(|home| home.starts_with(folder) && *home != folder);
            above.next().is_some() || folder.parent().is_none()
        };
        let mut folders = Vec::new();
        for folder in transcript.ancestors().skip(1) {
            if is_above_home(folder) {
                break;
            }
            folders.push(folder);
            if innermost.as_deref() == Some(folder) {
                break;
            }
        }
        folders.into_iter()
    }
}

/// The folders, and where they are when links are followed.
fn under_all_names(folders: &[PathBuf]) -> Vec<PathBuf> {
    let real = folders
        .iter()
        .filter_map(|folder| fs::canonicalize(folder).ok());
    folders.iter().cloned().chain(real).collect()
}

/// An absolute path without `.` and `..`.
pub fn absolute(path: &Path) -> PathBuf {
    let has_dots = path.components().any(|part| part == Component::ParentDir);
    if has_dots && let (Some(folder), Some(name)) = (path.parent(), path.file_name()) {
        // What is above a linked folder only the file system knows.
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        if let Ok(folder) = fs::canonicalize(folder) {
            return folder.join(name);
        }
    }
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(bounds: &Bounds, transcript: &str) -> Vec<String> {
        let folders = bounds.folders(Path::new(transcript));
        folders.map(|folder| folder.display().to_string()).collect()
    }

    fn bounds(home: &str, workspace: &[&str]) -> Bounds {
        Bounds {
            home: vec![home.into()],
            workspace: workspace.iter().map(PathBuf::from).collect(),
        }
    }

    #[test]
    fn home_is_the_last_folder() {
        let bounds = bounds("/home/anna", &[]);
        assert_eq!(
            folders(&bounds, "/home/anna/press/2024/a.presscript"),
            ["/home/anna/press/2024", "/home/anna/press", "/home/anna"]
        );
        assert_eq!(folders(&bounds, "/home/anna/a.presscript"), ["/home/anna"]);
        assert_eq!(folders(&bounds, "/home/a.presscript"), [""; 0]);
        assert_eq!(folders(&bounds, "/a.presscript"), [""; 0]);
        assert_eq!(
            folders(&bounds, "/home/annabel/press/a.presscript"),
            ["/home/annabel/press", "/home/annabel"]
        );
        assert_eq!(
            folders(&bounds, "/srv/press/a.presscript"),
            ["/srv/press", "/srv"]
        );
    }

    #[test]
    fn a_workspace_is_the_last_folder_for_what_is_in_it() {
        let bounds = bounds("/home/anna", &["/srv/foo", "/srv/foo/inner", "/"]);
        assert_eq!(
            folders(&bounds, "/srv/foo/b/a.presscript"),
            ["/srv/foo/b", "/srv/foo"]
        );
        assert_eq!(
            folders(&bounds, "/srv/foo/inner/a.presscript"),
            ["/srv/foo/inner"]
        );
        assert_eq!(
            folders(&bounds, "/srv/foobar/a.presscript"),
            ["/srv/foobar", "/srv"],
            "another folder whose name begins alike"
        );
        assert_eq!(folders(&bounds, "/home/a.presscript"), [""; 0]);
    }

    #[test]
    fn dots_are_resolved() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let real = fs::canonicalize(folder.path()).unwrap();
        assert_eq!(
            absolute(&folder.path().join("b/../a.presscript")),
            real.join("a.presscript")
        );
        assert_eq!(
            absolute(Path::new("./a.presscript")),
            env::current_dir().unwrap().join("a.presscript")
        );
    }
}
