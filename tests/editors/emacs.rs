//! The Emacs mode in a real Emacs with Eglot: every script of the folder `emacs` is one test.
//!
//! Each Emacs has an empty home of its own below the target directory, set up by what the README tells a user to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use presscript_tests::root;

use crate::support;
use crate::terminal::Terminal;

macro_rules! scripts {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*

        /// The tests, by the names of their scripts.
        pub const SCRIPTS: &[&str] = &[$(stringify!($name)),*];
    };
}

scripts![
    code_action,
    completion,
    definition,
    diagnostics,
    format,
    highlights,
    hover,
    outline,
    rename,
    server_missing,
    without_parser,
];

#[test]
fn every_script_is_a_test() {
    support::every_script_is_a_test("emacs/scripts", "el", SCRIPTS);
}

/// The folder of a parser of ABI 14, made as the README says, or why there is none.
static PARSER: LazyLock<Result<PathBuf, String>> = LazyLock::new(|| {
    let folder = support::scratch("emacs", "parser");
    support::copy_folder(&root().join("grammar"), &folder.join("grammar"));
    let log = folder.join("output.txt");
    let mut generate = Command::new(root().join("target/tools/bin/tree-sitter"));
    generate
        .args(["generate", "--abi", "14"])
        .current_dir(folder.join("grammar"));
    support::run("tree-sitter", &mut generate, &log)?;
    let mut compile = Command::new("cc");
    compile
        .args([
            "-O1",
            "-fPIC",
            "-shared",
            "-Isrc",
            "src/parser.c",
            "src/scanner.c",
            "-o",
        ])
        .arg(folder.join("libtree-sitter-presscript.so"))
        .current_dir(folder.join("grammar"));
    support::run("cc", &mut compile, &log)?;
    Ok(folder)
});

fn run(name: &str) {
    let passed = PARSER.clone().and_then(|parser| run_script(name, &parser));
    if let Err(problem) = passed {
        panic!("{problem}");
    }
}

fn run_script(name: &str, parser: &Path) -> Result<(), String> {
    let tests = root().join("tests/editors/emacs");
    let (home, mut emacs) = emacs(name, parser);
    emacs
        .arg("--batch")
        .arg("-l")
        .arg(tests.join("support.el"))
        .arg("--eval")
        .arg(format!(
            "(support-run {:?})",
            tests.join(format!("scripts/{name}.el")).to_string_lossy()
        ));
    support::run(name, &mut emacs, &home.join("output.txt"))
}

/// An Emacs in a folder with the example, set up as the README says, and its empty home.
fn emacs(name: &str, parser: &Path) -> (PathBuf, Command) {
    let home = support::scratch("emacs", name);
    let init = format!(
        "{}\n(setq treesit-extra-load-path '({:?}))\n",
        support::readme_block("emacs", "elisp"),
        parser.to_string_lossy()
    );
    fs::write(home.join("init.el"), init).expect("the init.el");
    let mut emacs = Command::new("emacs");
    emacs
        .arg("-Q")
        .arg("-l")
        .arg(home.join("init.el"))
        .current_dir(support::workspace(&home))
        .env("PATH", support::path_with_server())
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("LANG", "C.UTF-8");
    (home, emacs)
}

/// In a terminal, as a user sees it: the mode, the server, inlay hints, and the list of findings.
#[test]
fn screen() {
    let parser = PARSER.clone().unwrap_or_else(|problem| panic!("{problem}"));
    let (home, mut emacs) = emacs("screen", &parser);
    let text =
        "Minister Max Mustername: Welcome.\n\nAnna Example (FBC):Is it safe?\n\nMinister: It is.\n";
    fs::write(home.join("workspace/screen.presscript"), text).expect("the transcript");
    emacs
        .args(["-nw", "screen.presscript"])
        .env("TERM", "tmux-256color")
        .env("COLORTERM", "truecolor");
    let terminal = Terminal::start(&emacs, &home.join("screen.ansi"));
    terminal.wait_for(&["(Presscript Flymake[0 1]", "eglot:workspace"]);
    terminal.press(&["M-x"]);
    terminal.wait_for(&["M-x"]);
    terminal.press(&["flymake-show-buffer-diagnostics", "Enter"]);
    terminal.wait_for(&[
        "Minister Max Mustername: It is.",
        "    3  18 warning  e-f-b    presscript [label/no-space]: A space is missing",
    ]);
}

/// The mode compiles without a warning, and its texts are as Emacs wants them.
#[test]
fn byte_compiles() {
    let folder = support::scratch("emacs", "byte_compiles");
    support::copy_folder(&root().join("editors/emacs"), &folder);
    let mut emacs = Command::new("emacs");
    emacs
        .args(["-Q", "--batch"])
        .args(["--eval", "(setq byte-compile-error-on-warn t)"])
        .args(["--eval", "(checkdoc-file \"presscript-mode.el\")"])
        .args(["-f", "batch-byte-compile", "presscript-mode.el"])
        .current_dir(&folder)
        .env("HOME", &folder);
    let log = folder.join("output.txt");
    support::run("emacs", &mut emacs, &log).unwrap_or_else(|problem| panic!("{problem}"));
    let said = fs::read_to_string(&log).expect("the log");
    assert!(!said.contains("Warning"), "{said}");
}
