//! `presscript.toml` on the command line: which one holds, what it changes, and what is said about it.

use std::fs;

use expect_test::expect;
use presscript_tests::root;

use crate::support::{Folder, GLUED, MENDED};

const OFF: &str = "[rules]\n\"label/no-space\" = \"off\"\n";

#[test]
fn the_nearest_file_holds() {
    let folder = Folder::new(&[
        ("presscript.toml", OFF),
        ("a.presscript", GLUED),
        ("b/c/b.presscript", GLUED),
        ("d/presscript.toml", "[rules]\nlabel = \"error\"\n"),
        ("d/d.presscript", GLUED),
    ]);
    let ran = folder.run(&["check", "--format", "github", "."]);
    let files: Vec<&str> = ran.stdout.lines().map(|line| &line[..30]).collect();
    assert_eq!(files, ["::error file=d/d.presscript,li"], "{ran:?}");

    for name in ["a.presscript", "b/c/b.presscript", "./b/../a.presscript"] {
        assert_eq!(folder.run(&["check", name]).code, Some(0), "{name}");
    }
    assert_eq!(folder.run_with(&["check", "-"], GLUED).code, Some(0));
}

#[test]
fn a_file_can_be_chosen_or_none() {
    let folder = Folder::new(&[
        ("presscript.toml", OFF),
        ("a.presscript", GLUED),
        ("else/hint.toml", "[rules]\nlabel = \"hint\"\n"),
    ]);
    let severity = |arguments: &[&str]| {
        let arguments = [&["check", "--format", "json", "a.presscript"], arguments].concat();
        let report = folder.run(&arguments).json();
        report["diagnostics"][0]["severity"]
            .as_str()
            .map(str::to_owned)
    };
    assert_eq!(severity(&[]), None);
    assert_eq!(
        severity(&["--config", "else/hint.toml"]).as_deref(),
        Some("hint")
    );
    assert_eq!(severity(&["--no-config"]).as_deref(), Some("warning"));

    let ran = folder.run(&["check", "--fix", "--config", "nowhere.toml", "a.presscript"]);
    assert_eq!(
        ran.text(),
        "exit 2\n--- stderr\npresscript: nowhere.toml: cannot be read: there is no such file\n"
    );
    assert_eq!(
        folder.read("a.presscript"),
        GLUED,
        "nothing was fixed in the dark"
    );
}

#[test]
fn findings_are_reported_like_those_in_transcripts() {
    let folder = Folder::new(&[
        (
            "presscript.toml",
            "profil = \"nato\"\n[rules]\nlabel = \"of\"\n",
        ),
        ("a.presscript", MENDED),
    ]);
    expect![[r#"
        exit 1
        --- stdout
        warning[config/unknown-key]: There is no key “profil” here; did you mean “profile”?
         --> presscript.toml:1:1
          |
        1 | profil = "nato"
          | ^^^^^^

        error[config/invalid-value]: “label” must be “off”, “on”, “hint”, “information”, “warning”, “error” or a table, not “of”; did you mean “off”?
         --> presscript.toml:3:9
          |
        3 | label = "of"
          |         ^^^^

        Found 1 error, 1 warning in 1 file.
    "#]].assert_eq(&folder.run(&["check", "."]).text());
    expect![[r#"
        exit 1
        --- stdout
        ::warning file=presscript.toml,line=1,endLine=1,col=1,endColumn=7,title=config/unknown-key::There is no key “profil” here; did you mean “profile”?
        ::error file=presscript.toml,line=3,endLine=3,col=9,endColumn=13,title=config/invalid-value::“label” must be “off”, “on”, “hint”, “information”, “warning”, “error” or a table, not “of”; did you mean “off”?
    "#]].assert_eq(&folder.run(&["check", "--format", "github", "."]).text());

    let report = folder.run(&["check", "--format", "json", "."]).json();
    let found = &report["diagnostics"][0];
    assert_eq!(
        (&found["path"], &found["code"]),
        (&"presscript.toml".into(), &"config/unknown-key".into())
    );
    assert_eq!(
        found["range"]["end"],
        serde_json::json!({"line": 0, "character": 6})
    );

    let log = folder.run(&["check", "--format", "sarif", "."]).json();
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
    }
    expect![[r#"
        exit 0
        --- stdout
        1  Mustername: I am glad to be here.
        --- stderr
        presscript: presscript.toml: line 1: There is no key “profil” here; did you mean “profile”? (1 more: see `presscript check`)
    "#]].assert_eq(&folder.run(&["outline", "a.presscript"]).text());
}

#[test]
fn a_file_that_cannot_be_read_fails_and_the_rest_is_done() {
    let folder = Folder::new(&[
        ("presscript.toml", &b"lang = \"\xff\""[..]),
        ("a.presscript", GLUED.as_bytes()),
    ]);
    let ran = folder.run(&["check", "--format", "github", "."]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.stderr,
        "presscript: presscript.toml: This file cannot be read: it is not UTF-8.\n"
    );
    assert!(ran.stdout.contains("label/no-space"), "{}", ran.stdout);
}

#[test]
fn verbose_says_what_holds_and_why() {
    let folder = Folder::new(&[
        ("presscript.toml", "profile = \"nato\"\n"),
        ("a.presscript", MENDED),
        ("b.presscript", &format!("---\nprofile: imf\n---\n{MENDED}")),
    ]);
    let ran = folder.run(&["check", "--verbose", "."]);
    expect![[r#"
        a.presscript: profile nato (named by presscript.toml); presscript.toml
        b.presscript: profile imf (named by its front matter); presscript.toml
    "#]]
    .assert_eq(&ran.stderr);
    let ran = folder.run(&["check", "--verbose", "--no-config", "a.presscript"]);
    expect![[r#"
        a.presscript: profile generic (nothing else fits); no presscript.toml
    "#]]
    .assert_eq(&ran.stderr);
}

/// What is outside of the home folder is nobody's wish.
#[test]
fn nothing_above_home_is_read() {
    let folder = Folder::new(&[
        ("presscript.toml", OFF),
        ("home/press/a.presscript", GLUED),
        ("homestead/a.presscript", GLUED),
    ]);
    let code = |name: &str| {
        let mut command = folder.command(&["check", name]);
        let status = command
            .env("HOME", folder.path("home"))
            .output()
            .unwrap()
            .status;
        status.code()
    };
    assert_eq!(
        code("home/press/a.presscript"),
        Some(1),
        "the file is above home"
    );
    assert_eq!(code("homestead/a.presscript"), Some(1), "here too");
    fs::write(folder.path("home/presscript.toml"), OFF).unwrap();
    assert_eq!(code("home/press/a.presscript"), Some(0));
    assert_eq!(
        code("homestead/a.presscript"),
        Some(1),
        "not in a home whose name begins alike"
    );
}

#[test]
fn a_roster_is_part_of_the_report() {
    let folder = Folder::new(&[
        ("presscript.toml", "roster = \"people.yaml\"\n"),
        ("people.yaml", "- Anna Example (Daily Sample) {principl}\n"),
        ("a.presscript", MENDED),
    ]);
    expect![[r#"
        exit 1
        --- stdout
        error[config/invalid-roster]: “principl” is no role; a cast entry can have principal, moderator, press, interpreter, opening.
         --> people.yaml:1:32
          |
        1 | - Anna Example (Daily Sample) {principl}
          |                                ^^^^^^^^

        Found 1 error in 1 file.
    "#]].assert_eq(&folder.run(&["check", "."]).text());
}

#[test]
fn the_schema_of_the_editor_s_settings_can_be_printed() {
    let ran = Folder::new::<&str>(&[]).run(&["config", "schema", "--editor"]);
    let schema: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let levels = &schema["properties"]["logLevel"];
    assert!(levels.to_string().contains("debug"), "{levels}");
}

#[test]
fn the_schema_can_be_printed() {
    let ran = Folder::new::<&str>(&[]).run(&["config", "schema"]);
    let committed = root().join("server/presscript/presscript.schema.json");
    let committed = fs::read_to_string(committed).unwrap();
    assert!(
        ran.stdout == committed,
        "presscript.schema.json is another one"
    );
}
