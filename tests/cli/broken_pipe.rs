//! Output that nobody reads, or that cannot be written.

use std::fs;
use std::process::Stdio;

use crate::support::{Folder, GLUED};

const COMMANDS: &[&[&str]] = &[
    &["check", "a.presscript"],
    &["check", "--format", "json", "a.presscript"],
    &["check", "--fix", "-"],
    &["format", "--diff", "a.presscript"],
    &["format", "-"],
    &["outline", "a.presscript"],
    &["explain"],
    &["export", "--to", "json", "a.presscript"],
    &["completions", "bash"],
    &["check", "missing"],
    &["--help"],
];

fn folder() -> Folder {
    let text = format!("{GLUED}\n\n\n").repeat(2_000);
    Folder::new(&[("a.presscript", text)])
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let folder = folder();
    for arguments in COMMANDS {
        let mut child = folder
            .command(arguments)
            .stdin(fs::File::open(folder.path("a.presscript")).unwrap())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!stderr.contains("panicked"), "{arguments:?}: {stderr}");
        let code = output.status.code();
        assert!(matches!(code, Some(0..=2)), "{arguments:?}: {code:?}");
    }
}

#[test]
fn closed_standard_error_is_no_panic() {
    let folder = folder();
    for arguments in COMMANDS {
        let mut child = folder
            .command(arguments)
            .stdin(fs::File::open(folder.path("a.presscript")).unwrap())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stderr.take());
        let code = child.wait().unwrap().code();
        assert!(matches!(code, Some(0..=2)), "{arguments:?}: {code:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let folder = folder();
    let output = folder
        .command(&["outline", "a.presscript"])
        .stdout(fs::File::options().write(true).open("/dev/full").unwrap())
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr.starts_with("presscript: cannot write the output: "),
        "{stderr}"
    );
}
