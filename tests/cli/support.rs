//! A folder of its own for every test, and `presscript` running in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use presscript_tests::binary::binary;
use serde_json::Value;
use tempfile::TempDir;

/// One finding, of `label/no-space`, with a safe fix.
pub const GLUED: &str = "Minister Mustername:I am glad to be here.\n";
/// [`GLUED`] without its finding.
pub const MENDED: &str = "Minister Mustername: I am glad to be here.\n";

/// A folder with files.
pub struct Folder(TempDir);

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    /// A folder with these files; folders between are made.
    pub fn new<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("there is room for a folder"));
        for (name, content) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().expect("it is in the folder")).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all files directly in the folder, in order.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// `presscript`, about to run in the folder, without the environment's wishes for colours.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.0.path());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs with `stdin` on standard input.
    pub fn run_with(&self, arguments: &[&str], stdin: &str) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing may be gone already.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// All of it as one text, for comparison.
    pub fn text(&self) -> String {
        let mut text = format!("exit {}\n", self.code.unwrap_or(-1));
        for (name, stream) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !stream.is_empty() {
                text += &format!("--- {name}\n{stream}");
            }
        }
        text
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The fictional briefing.
pub fn briefing() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/briefing.presscript")
}

/// The names of an object's members, sorted.
pub fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().unwrap_or_else(|| panic!("{value}"));
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
