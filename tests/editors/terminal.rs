//! A terminal that an editor runs in: keys go in, and what is on the screen is read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use crate::support;

/// How long something may take to show.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running terminal of 110 columns and 30 lines. It ends with its editor when it is dropped.
pub struct Terminal {
    /// The terminal's socket is in here, since the path of one must be short.
    folder: tempfile::TempDir,
    /// Where what was on the screen at the end is written.
    record: PathBuf,
}

impl Terminal {
    /// Starts a command in a terminal of its own. What is on the screen at the end is written to `record`.
    pub fn start(command: &Command, record: &Path) -> Self {
        let terminal = Self {
            folder: tempfile::tempdir().expect("a folder for the socket"),
            record: record.to_owned(),
        };
        let mut words = vec!["env".to_owned()];
        for (name, value) in command.get_envs() {
            let value = value.expect("no variable is unset").to_string_lossy();
            words.push(format!("{}={value}", name.to_string_lossy()));
        }
        words.push(command.get_program().to_string_lossy().into_owned());
        words.extend(
            command
                .get_args()
                .map(|word| word.to_string_lossy().into_owned()),
        );
        let mut start = vec![
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "110",
            "-y",
            "30",
        ];
        let folder = command.get_current_dir().expect("a working folder");
        let folder = folder.to_string_lossy();
        start.extend(["-c", &folder]);
        start.extend(words.iter().map(String::as_str));
        let started = terminal.tmux(&start);
        assert!(
            started.status.success(),
            "tmux does not start: {}",
            String::from_utf8_lossy(&started.stderr)
        );
        terminal.tmux(&["set", "-g", "default-terminal", "tmux-256color"]);
        terminal
    }

    /// Presses keys; a name such as `Enter` is one, other texts are typed.
    pub fn press(&self, keys: &[&str]) {
        let mut arguments = vec!["send-keys"];
        arguments.extend(keys);
        self.tmux(&arguments);
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        let shown = self.tmux(&["capture-pane", "-p"]);
        String::from_utf8_lossy(&shown.stdout).into_owned()
    }

    /// What is on the screen, with its colours.
    pub fn coloured(&self) -> String {
        let shown = self.tmux(&["capture-pane", "-p", "-e", "-N"]);
        String::from_utf8_lossy(&shown.stdout).into_owned()
    }

    /// Waits until the screen shows all of these texts.
    #[track_caller]
    pub fn wait_for(&self, texts: &[&str]) {
        let shown = support::within(PATIENCE, || {
            let screen = self.screen();
            texts.iter().all(|text| screen.contains(text)).then_some(())
        });
        assert!(
            shown.is_some(),
            "the screen never showed {texts:?}:\n{}",
            self.screen()
        );
    }

    fn tmux(&self, arguments: &[&str]) -> Output {
        Command::new("tmux")
            .arg("-S")
            .arg(self.folder.path().join("tmux"))
            .args(arguments)
            .output()
            .expect("tmux runs, install it by tests/setup.sh")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = fs::write(&self.record, self.coloured());
        self.tmux(&["kill-server"]);
    }
}
