//! `presscript format`.

use expect_test::expect;

use crate::support::Folder;

const LOOSE: &str = "Anna Example (FBC): Why?  \n\n\nMax Mustername: Because.\n";
const FORMATTED: &str = "Anna Example (FBC): Why?\n\nMax Mustername: Because.\n";

#[test]
fn files_are_rewritten() {
    let folder = Folder::new(&[("a.presscript", LOOSE), ("b.presscript", FORMATTED)]);
    expect![[r#"
        exit 0
        --- stderr
        formatted a.presscript
    "#]]
    .assert_eq(&folder.run(&["format", "."]).text());
    assert_eq!(folder.read("a.presscript"), FORMATTED);
    assert_eq!(folder.read("b.presscript"), FORMATTED);
    assert_eq!(folder.run(&["format", "."]).text(), "exit 0\n");
}

#[test]
fn a_check_writes_nothing() {
    let folder = Folder::new(&[("a.presscript", LOOSE), ("b.presscript", FORMATTED)]);
    expect![[r#"
        exit 1
        --- stdout
        a.presscript is not formatted
    "#]]
    .assert_eq(&folder.run(&["format", "--check", "."]).text());
    assert_eq!(folder.read("a.presscript"), LOOSE);
    assert_eq!(
        folder.run(&["format", "--check", "b.presscript"]).text(),
        "exit 0\n"
    );
}

#[test]
fn a_diff_shows_what_would_change() {
    let folder = Folder::new(&[("a.presscript", LOOSE), ("b.presscript", FORMATTED)]);
    let diff = "\
--- a.presscript
+++ a.presscript
@@ -1,4 +1,3 @@
-Anna Example (FBC): Why?  
-
+Anna Example (FBC): Why?
 
 Max Mustername: Because.
";
    let ran = folder.run(&["format", "--diff", "."]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), diff));
    let ran = folder.run(&["format", "--check", "--diff", "."]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), diff));
    assert_eq!(folder.read("a.presscript"), LOOSE);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new::<&str>(&[]);
    for text in [LOOSE, FORMATTED] {
        let ran = folder.run_with(&["format", "-"], text);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), FORMATTED));
        assert_eq!(ran.stderr, "");
    }
    let ran = folder.run_with(&["format", "--check", "-"], LOOSE);
    assert_eq!(ran.text(), "exit 1\n--- stdout\n<stdin> is not formatted\n");
}

#[test]
fn line_ends_are_kept() {
    let folder = Folder::new(&[("a.presscript", LOOSE.replace('\n', "\r\n"))]);
    folder.run(&["format", "a.presscript"]);
    assert_eq!(folder.read("a.presscript"), FORMATTED.replace('\n', "\r\n"));
}
