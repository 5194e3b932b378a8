//! `presscript init`.

use expect_test::expect;

use crate::support::{Folder, MENDED};

#[test]
fn a_file_is_written_once_and_is_valid() {
    let folder = Folder::new(&[("a.presscript", MENDED)]);
    expect![[r#"
        exit 0
        --- stdout
        presscript.toml: written, with no profile.
    "#]]
    .assert_eq(&folder.run(&["init"]).text());
    let written = folder.read("presscript.toml");
    assert!(written.contains("\n[rules]\n"), "{written}");
    expect![[r#"
        exit 0
        --- stdout
        No findings in 1 file.
    "#]]
    .assert_eq(&folder.run(&["check", "."]).text());

    std::fs::write(folder.path("presscript.toml"), "# mine\n").unwrap();
    expect![[r#"
        exit 2
        --- stderr
        presscript: presscript.toml: is there already; --force overwrites it
    "#]]
    .assert_eq(&folder.run(&["init"]).text());
    assert_eq!(folder.read("presscript.toml"), "# mine\n");
    assert_eq!(folder.run(&["init", "--force"]).code, Some(0));
    assert_eq!(folder.read("presscript.toml"), written);
}

#[test]
fn a_folder_without_transcripts_gets_one_too() {
    let folder = Folder::new(&[("new/readme.md", "")]);
    let ran = folder.run(&["init", "new"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(folder.read("new/presscript.toml").contains("#profile = "));
    assert_eq!(folder.run(&["init", "nowhere"]).code, Some(2));
}
