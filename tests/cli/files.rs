//! Which files are taken, and what is said of those that cannot be.

use std::fs::File;

use expect_test::expect;

use crate::support::{Folder, GLUED, MENDED, Ran};

/// The paths that a JSON report names, each once.
fn paths(ran: &Ran) -> Vec<String> {
    let report = ran.json();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let mut paths: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic["path"].as_str().unwrap().to_owned())
        .collect();
    paths.dedup();
    paths
}

#[test]
fn of_a_folder_only_transcripts_are_taken() {
    let folder = Folder::new(&[
        ("a.presscript", GLUED),
        ("b.transcript.txt", GLUED),
        ("c.txt", GLUED),
        ("d/e/f.presscript", GLUED),
        ("g.presscript.bak", GLUED),
        (".hidden/h.presscript", GLUED),
    ]);
    let ran = folder.run(&["check", "--format", "json", "."]);
    assert_eq!(
        paths(&ran),
        ["a.presscript", "b.transcript.txt", "d/e/f.presscript"]
    );
}

#[test]
fn ignore_files_are_honoured_in_folders_but_a_named_file_is_taken() {
    let folder = Folder::new(&[
        (".gitignore", "/drafts/\n"),
        ("x/.ignore", "old.presscript\n"),
        ("drafts/a.presscript", GLUED),
        ("x/new.presscript", GLUED),
        ("x/old.presscript", GLUED),
        ("plain.txt", GLUED),
    ]);
    let ran = folder.run(&["check", "--format", "json", "."]);
    assert_eq!(paths(&ran), ["x/new.presscript"]);
    let named = ["drafts/a.presscript", "x/old.presscript", "plain.txt"];
    for name in named {
        let ran = folder.run(&["check", "--format", "json", name]);
        assert_eq!(paths(&ran), [name]);
    }
}

#[test]
fn two_names_of_one_file_are_one_file() {
    let folder = Folder::new(&[("a.presscript", GLUED)]);
    let absolute = folder.path("a.presscript");
    let ran = folder.run(&[
        "check",
        ".",
        "./a.presscript",
        absolute.to_str().unwrap(),
        "a.presscript",
    ]);
    assert!(
        ran.stdout.contains("Found 1 warning in 1 file."),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_checked() {
    let latin1 = b"Minister M\xfcller: Good morning.\n";
    let utf16 = b"\xff\xfeA\0:\0";
    let folder = Folder::new(&[
        ("good.presscript", GLUED.as_bytes()),
        ("latin1.presscript", latin1),
        ("utf16.presscript", utf16),
        ("notes/read.me", b""),
    ]);
    let arguments = ["check", ".", "missing.presscript", "notes"];
    expect![[r#"
        exit 2
        --- stdout
        warning[label/no-space]: A space is missing behind the colon of this speaker label.
         --> good.presscript:1:20
          |
        1 | Minister Mustername:I am glad to be here.
          |                    ^
          |
          = help: Insert a space behind the colon (`--fix` does it)

        Found 1 warning in 1 file. `--fix` can mend 1.
        --- stderr
        presscript: notes: no transcripts in this folder: it needs files named *.presscript or *.transcript.txt that no .gitignore or .ignore leaves out; name files with other names one by one
        presscript: latin1.presscript: is not UTF-8 (line 1, byte 10); save it as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`
        presscript: missing.presscript: there is no such file
        presscript: utf16.presscript: is UTF-16; save it as UTF-8
    "#]]
    .assert_eq(&folder.run(&arguments).text());
}

#[test]
fn every_command_says_what_it_cannot_read() {
    let folder = Folder::new(&[("latin1", b"M\xfcller: Hello.\n")]);
    for arguments in [
        &["check"][..],
        &["check", "--fix"],
        &["check", "--format", "json"],
        &["format"],
        &["format", "--check"],
        &["outline"],
        &["export", "--to", "json"],
    ] {
        let ran = folder.run(&[arguments, &["latin1"]].concat());
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(
            ran.stderr.contains("latin1: is not UTF-8"),
            "{}",
            ran.stderr
        );
    }
    let ran = folder.run(&["outline", "."]);
    assert_eq!(
        ran.text(),
        "exit 2\n--- stderr\npresscript: .: is a folder; name a file in it\n"
    );
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let folder = Folder::new(&[("good.presscript", MENDED)]);
    let large = File::create(folder.path("large.presscript")).unwrap();
    large.set_len(u64::from(u32::MAX) + 1).unwrap();
    let ran = folder.run(&["check", "."]);
    assert_eq!(
        ran.text(),
        "exit 2\n--- stdout\nNo findings in 1 file.\n--- stderr\n\
         presscript: large.presscript: is larger than 4 GiB, which is more than a transcript can have; split it\n"
    );
}
