//! Helix, in a terminal, set up by what its README tells a user to do.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use presscript_tests::root;

use crate::support;
use crate::terminal::Terminal;

const FINDINGS: &str = "\
Max Mustername: The ferries go again.

Anna Example (FBC):Can you tell us more?

Max Mustername:  I can. 
";

/// The home folder of a user who has done what the README says, or why there is none.
static HOME: LazyLock<Result<PathBuf, String>> = LazyLock::new(|| {
    let home = support::scratch("helix", "home");
    let mut set_up = Command::new("bash");
    set_up
        .args(["-e", "-c", &support::readme_block("helix", "sh")])
        .env("HOME", &home);
    support::run("bash", &mut set_up, &home.join("output.txt"))?;
    Ok(home)
});

/// Helix with a transcript, and where that is.
struct Helix {
    terminal: Terminal,
    file: PathBuf,
}

impl Helix {
    /// Opens a new transcript.
    fn open(name: &str, text: &str) -> Self {
        let folder = support::scratch("helix", name);
        let file = folder.join("test.presscript");
        fs::write(&file, text).expect("the transcript");
        Self::open_file(file)
    }

    /// Opens the example.
    fn open_example(name: &str) -> Self {
        let folder = support::scratch("helix", name);
        let file = support::workspace(&folder).join("briefing.presscript");
        Self::open_file(file)
    }

    fn open_file(file: PathBuf) -> Self {
        let home = HOME.clone().unwrap_or_else(|problem| panic!("{problem}"));
        let folder = file.parent().expect("a file is in a folder");
        let mut helix = Command::new(root().join("target/tools/bin/hx"));
        helix
            .arg(&file)
            .current_dir(folder)
            .env("HOME", home)
            .env("PATH", support::path_with_server())
            .env("LANG", "C.UTF-8")
            .env("TERM", "tmux-256color")
            .env("COLORTERM", "truecolor");
        let terminal = Terminal::start(&helix, &folder.join("screen.ansi"));
        // Once it shows how many findings there are, the server has read the transcript.
        terminal.wait_for(&["NOR", "● "]);
        Self { terminal, file }
    }

    /// Saves until the file has that text: what the server is asked to do takes its time.
    #[track_caller]
    fn saves(&self, expected: &str) {
        let saved = support::within(Duration::from_secs(20), || {
            self.terminal.press(&[":write", "Enter"]);
            support::within(Duration::from_secs(1), || {
                (self.text() == expected).then_some(())
            })
        });
        assert!(
            saved.is_some(),
            "{}\n{}",
            self.text(),
            self.terminal.screen()
        );
    }

    /// What the file has; nothing for the moment in which Helix puts a new one in its place.
    fn text(&self) -> String {
        match fs::read_to_string(&self.file) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            text => text.expect("the transcript"),
        }
    }
}

#[test]
fn diagnostics() {
    let helix = Helix::open("diagnostics", FINDINGS);
    helix.terminal.wait_for(&[
        "3  Anna Example (FBC):Can you tell us more?  A space is missing behind the colon",
        "5  Max Mustername:  I can.   This line ends in white space",
    ]);
    helix.terminal.press(&["]d"]);
    helix.terminal.wait_for(&["3:19"]);
    helix.terminal.press(&["Space", "d"]);
    helix.terminal.wait_for(&["label/no-space", "typo/spaces"]);
}

#[test]
fn outline() {
    let helix = Helix::open_example("outline");
    helix.terminal.press(&["Space", "s"]);
    helix
        .terminal
        .wait_for(&["1. FBC, Anna Example", "2. Daily Sample, Peter Placeholder"]);
}

#[test]
fn hover() {
    let helix = Helix::open_example("hover");
    helix.terminal.press(&["29gg", "Space", "k"]);
    helix
        .terminal
        .wait_for(&["Max Mustername", "Harbour Council Chair", "principal"]);
}

#[test]
fn definition() {
    let helix = Helix::open_example("definition");
    helix.terminal.press(&["29gg", "gd"]);
    helix.terminal.wait_for(&["1 sel  21:1\n"]);
    helix.terminal.press(&["gr"]);
    helix.terminal.wait_for(&["75"]);
}

#[test]
fn format() {
    let helix = Helix::open("format", FINDINGS);
    helix.terminal.press(&[":format", "Enter"]);
    helix.saves(
        "\
Max Mustername: The ferries go again.

Anna Example (FBC): Can you tell us more?

Max Mustername: I can.
",
    );
}

#[test]
fn code_action() {
    let helix = Helix::open("code_action", FINDINGS);
    helix.terminal.press(&["]d", "Space", "a"]);
    helix.terminal.wait_for(&[
        "Insert a space behind the colon",
        "Ignore “label/no-space” here",
    ]);
    helix.terminal.press(&["Enter"]);
    helix.saves(&FINDINGS.replace("(FBC):Can", "(FBC): Can"));
}

#[test]
fn rename() {
    let helix = Helix::open("rename", FINDINGS);
    helix.terminal.press(&["Space", "r"]);
    helix.terminal.wait_for(&["rename-to:Max Mustername"]);
    helix.terminal.press(&["C-u", "Moritz Musterfrau", "Enter"]);
    helix.saves(&FINDINGS.replace("Max Mustername", "Moritz Musterfrau"));
}

#[test]
fn completion() {
    let helix = Helix::open("completion", FINDINGS);
    helix.terminal.press(&["ge", "o", "Enter", "Ann"]);
    helix.terminal.wait_for(&["Anna Example (FBC) "]);
    helix.terminal.press(&["C-n", "Enter", "Why?", "Escape"]);
    helix.terminal.wait_for(&["NOR"]);
    helix.saves(&format!("{FINDINGS}\nAnna Example (FBC): Why?\n"));
}

#[test]
fn turns() {
    let helix = Helix::open_example("turns");
    helix.terminal.press(&["]f"]);
    helix.terminal.wait_for(&["1 sel  18:1\n"]);
    helix.terminal.press(&["25gg", "gl", "mif", "d"]);
    helix
        .terminal
        .wait_for(&["25  Harbour Council Spokesperson:\n"]);
    helix.terminal.press(&["u", "27gg", "mia", "d"]);
    helix.terminal.wait_for(&["27   (Daily Sample): You said"]);
}

#[test]
fn highlights() {
    let helix = Helix::open("highlights", FINDINGS);
    let coloured = helix.terminal.coloured();
    let line = coloured.lines().next().expect("the first line");
    assert_ne!(
        colour_of(line, "Mustername"),
        colour_of(line, "ferries"),
        "a label and speech"
    );
}

/// The colour of a word.
fn colour_of<'a>(line: &'a str, text: &str) -> &'a str {
    let at = line
        .find(text)
        .unwrap_or_else(|| panic!("no {text} in {line:?}"));
    let (_, colour) = line[..at].rsplit_once("\x1b[").expect("a colour");
    colour.split_once('m').expect("the colour ends").0
}
