//! `presscript check` for people, and its exit codes.

use expect_test::expect;

use crate::support::{Folder, GLUED, MENDED};

#[test]
fn a_finding_is_shown_in_its_line() {
    let folder = Folder::new(&[("a.presscript", GLUED)]);
    expect![[r#"
        exit 1
        --- stdout
        warning[label/no-space]: A space is missing behind the colon of this speaker label.
         --> a.presscript:1:20
          |
        1 | Minister Mustername:I am glad to be here.
          |                    ^
          |
          = help: Insert a space behind the colon (`--fix` does it)

        Found 1 warning in 1 file. `--fix` can mend 1.
    "#]]
    .assert_eq(&folder.run(&["check", "a.presscript"]).text());
}

#[test]
fn a_related_place_is_shown_with_its_note() {
    let text = "Flora Fictional: FBC.\n\nAnna Example (FBC): Why?\n\nFlora Fictional: TPB.\n\n\
                Dora Dummy (TPB): Who?\n\nMax Mustername: We.\n";
    let folder = Folder::new(&[("a.presscript", text)]);
    let ran = folder.run(&["check", "a.presscript"]);
    for part in [
        "warning[qa/unanswered]: ",
        " --> a.presscript:3:1\n",
        "3 | Anna Example (FBC): Why?\n",
        " ::: a.presscript:5:1\n",
        "^ the next hand-off",
        "- the next hand-off",
    ] {
        let shown = ran.stdout.contains(part);
        assert_eq!(
            shown,
            part != "^ the next hand-off",
            "{part}\n{}",
            ran.stdout
        );
    }
}

#[test]
fn of_a_very_long_line_only_the_place_is_shown() {
    let words = "Word ".repeat(5_000);
    let text = format!("Flora Fictional: {words}[inaudible and so on.\n");
    let folder = Folder::new(&[("a.presscript", &text)]);
    let ran = folder.run(&["check", "a.presscript"]);
    let shown = ran.stdout.contains("--> a.presscript:1:2503");
    assert!(shown && !ran.stdout.contains("Word"), "{}", ran.stdout);
}

#[test]
fn a_clean_file_is_said_to_be_clean() {
    let folder = Folder::new(&[("a.presscript", MENDED)]);
    expect![[r#"
        exit 0
        --- stdout
        No findings in 1 file.
    "#]]
    .assert_eq(&folder.run(&["check", "a.presscript"]).text());
}

#[test]
fn hints_and_information_alone_are_no_failure() {
    // Two spaces behind a label are information where the others have one.
    let text = format!(
        "{}Anna Example:  Two.\n",
        "Anna Example: One.\n\n".repeat(4)
    );
    let folder = Folder::new(&[("a.presscript", text)]);
    let ran = folder.run(&["check", "--format", "json", "a.presscript"]);
    let report = ran.json();
    let severities: Vec<_> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|diagnostic| diagnostic["severity"].as_str().unwrap())
        .collect();
    assert_eq!(severities, ["information"]);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn an_empty_file_is_clean() {
    let folder = Folder::new(&[("a.presscript", "")]);
    assert_eq!(folder.run(&["check", "a.presscript"]).code, Some(0));
}

#[test]
fn standard_input_is_checked() {
    let folder = Folder::new::<&str>(&[]);
    let ran = folder.run_with(&["check", "-"], GLUED);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("--> <stdin>:1:20"), "{}", ran.stdout);
}

#[test]
fn long_lines_are_cut_around_the_finding() {
    let text = format!("{}{}\n", GLUED.trim_end(), " And so on.".repeat(10_000));
    let folder = Folder::new(&[("a.presscript", text)]);
    let ran = folder.run(&["check", "a.presscript"]);
    assert!(
        ran.stdout.lines().all(|line| line.len() < 200),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_transcript_cannot_send_commands_to_the_terminal() {
    let text = "Minister Mustername:I \u{1b}[31mam.\n";
    let folder = Folder::new(&[("a.presscript", text)]);
    let ran = folder.run(&["check", "a.presscript"]);
    assert_eq!(ran.code, Some(1));
    assert!(!ran.stdout.contains('\u{1b}'), "{:?}", ran.stdout);
}

#[test]
fn colours_come_only_when_wanted() {
    let folder = Folder::new(&[("a.presscript", GLUED)]);
    let coloured = |variable: Option<(&str, &str)>| {
        let output = folder
            .command(&["check", "a.presscript"])
            .envs(variable)
            .output()
            .unwrap();
        output.stdout.contains(&b'\x1b')
    };
    assert!(!coloured(None), "standard output is no terminal");
    assert!(coloured(Some(("CLICOLOR_FORCE", "1"))));
    assert!(!coloured(Some(("NO_COLOR", "1"))));
}

#[test]
fn a_wrong_call_is_told_so() {
    let folder = Folder::new::<&str>(&[]);
    for arguments in [
        &["check"][..],
        &["check", "--format", "xml", "-"],
        &["chekc", "-"],
        &[],
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(
            ran.stderr.contains("--help"),
            "{arguments:?}: {}",
            ran.stderr
        );
    }
}

#[test]
fn the_version_and_the_help_are_shown() {
    let folder = Folder::new::<&str>(&[]);
    let version = folder.run(&["--version"]);
    assert!(version.stdout.starts_with("presscript 0."), "{version:?}");
    let help = folder.run(&["check", "--help"]);
    assert_eq!(help.code, Some(0));
    assert!(help.stdout.contains("exit code 1"), "{}", help.stdout);
}

#[test]
fn shells_get_completions() {
    let folder = Folder::new::<&str>(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!(ran.code, Some(0), "{shell}");
        assert!(ran.stdout.contains("outline"), "{shell}");
    }
}
