//! The configuration as a whole: files in, settings and findings out.

use std::fs;
use std::sync::Arc;

use expect_test::{Expect, expect};
use presscript_analysis::Encoding;
use presscript_analysis::Settings;
use presscript_analysis::profile::Quotes;
use presscript_analysis::rules::Severity;
use presscript_analysis::settings::{EndOfLine, Level};
use tempfile::TempDir;

use super::search::Bounds;
use super::store::{Configs, Lookup};

/// A folder with files in which configurations are looked up.
struct Archive {
    folder: TempDir,
    configs: Configs,
}

impl Archive {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let path = folder.path().to_owned();
        let bounds = Bounds::new(std::slice::from_ref(&path));
        let configs = Configs::new(Lookup::Nearest, bounds, Some(path));
        Self { folder, configs }
    }

    fn settings(&self, name: &str) -> Arc<Settings> {
        self.configs
            .resolve(&self.folder.path().join(name))
            .settings
    }

    /// Every finding as `file:line:column code message`.
    fn findings(&self) -> String {
        let mut findings = String::new();
        for file in self.configs.findings() {
            let name = self.configs.shown(&file.path).display().to_string();
            for found in file.diagnostics {
                let [start, end] = [found.range.start, found.range.end]
                    .map(|byte| file.text.position(byte, Encoding::Utf32));
                findings += &format!(
                    "{name}:{}:{}-{} {} {}\n",
                    start.line + 1,
                    start.column + 1,
                    end.column + 1,
                    found.code,
                    found.message
                );
            }
        }
        findings
    }
}

/// The settings of a transcript beside this `presscript.toml`, and what is wrong with it.
fn config(text: &str) -> (Arc<Settings>, String) {
    let archive = Archive::new(&[("presscript.toml", text)]);
    (archive.settings("a.presscript"), archive.findings())
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&config(text).1);
}

#[test]
fn every_slip_is_found_at_its_place() {
    check(
        r#"
profil = "nato"
lang = "english"
profile = "natoo"

[rules]
"label/no-spce" = "off"
"label/empty" = "of"
label = 3
typo = { severity = "warn", ignore = "In Texas", x = 1 }
something-else = "off"

[format]
quotes = "curled"
notes = "yes"
sentence-spaces = 5
brackets = []

[[overrides]]
files = ["2024/**", "a[", "../b", 7]
profile = "kremlim"
roster = "nobody.yaml"
notes = true

[profiles.own]
extends = "sate"
spaces-after-colon = -1
people = { first = ["{NAME}", "{nam}"] }
colour = "red"
"#,
        expect![[r#"
            presscript.toml:2:1-7 config/unknown-key There is no key “profil” here; did you mean “profile”?
            presscript.toml:3:8-17 config/invalid-value “english” is no language tag, such as “en” or “pt-BR”.
            presscript.toml:4:11-18 config/invalid-value There is no profile “natoo”; did you mean “nato”?
            presscript.toml:7:1-16 config/unknown-key There is no key “label/no-spce” here; did you mean “label/no-space”?
            presscript.toml:8:17-21 config/invalid-value “label/empty” must be “off”, “on”, “hint”, “information”, “warning”, “error” or a table, not “of”; did you mean “off”?
            presscript.toml:9:9-10 config/invalid-value “label” must be “off”, “on”, “hint”, “information”, “warning”, “error” or a table, not 3.
            presscript.toml:10:21-27 config/invalid-value “severity” must be “off”, “on”, “hint”, “information”, “warning” or “error”, not “warn”; did you mean “warning”?
            presscript.toml:10:38-48 config/invalid-value “ignore” must be a list in square brackets, not “In Texas”.
            presscript.toml:10:50-51 config/unknown-key There is no key “x” here; known are “ignore”, “severity”.
            presscript.toml:11:1-15 config/unknown-key There is no rule and no area “something-else”; `presscript explain` lists all of them.
            presscript.toml:14:10-18 config/invalid-value “quotes” must be “straight” or “curly”, not “curled”; did you mean “curly”?
            presscript.toml:15:9-14 config/invalid-value “notes” must be true or false, not “yes”.
            presscript.toml:16:19-20 config/invalid-value “sentence-spaces” must be a number from 1 to 2, not 5.
            presscript.toml:17:12-14 config/invalid-value “brackets” must be “square” or “round”, not a list.
            presscript.toml:20:21-25 config/invalid-value “a[” is no glob: unclosed character class; missing ']'.
            presscript.toml:20:27-33 config/invalid-value “../b” matches nothing: it must name files in or below the folder of presscript.toml.
            presscript.toml:20:35-36 config/invalid-value “files” must be text, not 7.
            presscript.toml:21:11-20 config/invalid-value There is no profile “kremlim”; did you mean “kremlin”?
            presscript.toml:22:10-23 config/invalid-value The roster “nobody.yaml” cannot be read: there is no such file.
            presscript.toml:23:1-6 config/unknown-key There is no key “notes” here; known are “code-lenses”, “files”, “format”, “inlay-hints”, “lang”, “profile”, “roster”, “rules”.
            presscript.toml:26:11-17 config/invalid-value There is no profile “sate”; did you mean “state”?
            presscript.toml:27:22-24 config/invalid-value “spaces-after-colon” must be a number from 0 to 4, not -1.
            presscript.toml:28:31-38 config/invalid-value “{nam}” is no part of a label; the parts are honorific, title, given, initial, surname, name, outlet.
            presscript.toml:29:1-7 config/unknown-key There is no key “colour” here; known are “answer”, “before-colon”, “brackets”, “end”, “extends”, “lang”, “notes”, “outlet-first”, “people”, “press”, “question”, “question-colon”, “quotes”, “resumes-with-label”, “roster-heads”, “sentence-spaces”, “signs”, “spaces-after-colon”, “start”, “title”.
        "#]],
    );
}

#[test]
fn what_is_no_toml_is_found_and_the_rest_holds() {
    let (settings, findings) = config(
        "profile = \"nato\"\nlang = \"en\nlang = \"de\"\n[rules]\nlabel = off\n\"note/glued\" = \"off\"\n[format\nquotes = \"curly\"\n",
    );
    expect![[r#"
        presscript.toml:2:11-11 config/syntax This is no TOML: invalid basic string, expected `"`.
        presscript.toml:3:1-5 config/syntax This is no TOML: duplicate key.
        presscript.toml:5:9-12 config/syntax This is no TOML: string values must be quoted, expected literal string.
        presscript.toml:7:8-8 config/syntax This is no TOML: unclosed table, expected `]`.
        presscript.toml:8:1-7 config/unknown-key There is no key “quotes” here; known are “code-lenses”, “format”, “inlay-hints”, “lang”, “overrides”, “profile”, “profiles”, “roster”, “rules”.
    "#]].assert_eq(&findings);
    assert_eq!(settings.profile.as_deref(), Some("nato"));
    assert_eq!(settings.rules["note/glued"].level, Some(Level::Off));
}

#[test]
fn what_is_set_for_a_rule_goes_before_its_area_and_an_override_before_both() {
    let archive = Archive::new(&[(
        "presscript.toml",
        r#"
        [rules]
        "note/glued" = "error"
        note = "off"
        "label/unconfirmed" = { ignore = ["In Texas:"] }

        [[overrides]]
        files = ["old/", "*.txt"]
        rules.note = "hint"

        [[overrides]]
        files = ["old/1999/*"]
        rules."note/glued" = { severity = "on", ignore = [] }
        "#,
    )]);
    let level = |name: &str, code| {
        archive
            .settings(name)
            .rules
            .get(code)
            .and_then(|rule| rule.level)
    };
    assert_eq!(
        level("a.presscript", "note/glued"),
        Some(Level::At(Severity::Error))
    );
    assert_eq!(level("a.presscript", "note/unbalanced"), Some(Level::Off));
    for name in [
        "old/a.presscript",
        "old/b/a.presscript",
        "new/a.transcript.txt",
    ] {
        assert_eq!(
            level(name, "note/glued"),
            Some(Level::At(Severity::Hint)),
            "{name}"
        );
    }
    assert_eq!(
        level("old/1999/a.presscript", "note/glued"),
        Some(Level::On)
    );
    assert_eq!(
        level("old/1999/b/a.presscript", "note/glued"),
        Some(Level::At(Severity::Hint))
    );
    let ignore = &archive.settings("a.presscript").rules["label/unconfirmed"].ignore;
    assert!(ignore.contains("in texas"), "{ignore:?}");
    assert_eq!(archive.findings(), "");
}

#[test]
fn transcripts_with_the_same_settings_share_them() {
    let archive = Archive::new(&[
        (
            "presscript.toml",
            "[[overrides]]\nfiles = [\"old/**\"]\nlang = \"de\"\n",
        ),
        ("new/presscript.toml", "lang = \"fr\"\n"),
    ]);
    let [a, b, old, new] = [
        "a.presscript",
        "b/b.presscript",
        "old/c.presscript",
        "new/b/d.presscript",
    ]
    .map(|name| archive.settings(name));
    assert!(Arc::ptr_eq(&a, &b));
    assert_eq!((&a.lang, old.lang.as_deref()), (&None, Some("de")));
    assert_eq!(
        new.lang.as_deref(),
        Some("fr"),
        "the nearest file alone holds"
    );
}

#[test]
fn profiles_extend_each_other_in_any_order() {
    let (settings, findings) = config(
        r#"
        profile = "harbour"
        [profiles.harbour]
        extends = "port"
        notes = ["Gulls."]
        [profiles.port]
        extends = "nato"
        title = "The port"
        quotes = "curly"
        [profiles.nato]
        extends = "nato"
        spaces-after-colon = 2
        [profiles.hen]
        extends = "egg"
        [profiles.egg]
        extends = "hen"
        "#,
    );
    let harbour = settings.profile_named("harbour").expect("it is defined");
    assert_eq!(*harbour.notes, ["Gulls."]);
    assert_eq!(harbour.quotes, Some(Quotes::Curly));
    assert_eq!(harbour.spaces_after_colon, Some(2));
    assert_eq!(
        harbour.people,
        settings.profile_named("nato").unwrap().people
    );
    expect![[r#"
        presscript.toml:14:19-24 config/invalid-value “hen” extends “egg”, which extends it in turn; one of them must begin as something else.
        presscript.toml:16:19-24 config/invalid-value “egg” extends “hen”, which extends it in turn; one of them must begin as something else.
    "#]].assert_eq(&findings);
}

#[test]
fn a_roster_is_read_and_what_is_wrong_with_it_found() {
    let archive = Archive::new(&[
        (
            "presscript.toml",
            "roster = \"people.yaml\"\n[[overrides]]\nfiles = [\"x/**\"]\nroster = \"x\"\n",
        ),
        (
            "people.yaml",
            "- Anna Example (Daily Sample)\n- Max Mustername, Minister {principl}\n",
        ),
        ("x/a.presscript", ""),
    ]);
    let settings = archive.settings("a.presscript");
    let roster = settings.roster.as_deref().expect("it can be read");
    assert_eq!(
        (roster.name.as_str(), roster.entries.len()),
        ("people.yaml", 2)
    );
    expect![[r#"
        people.yaml:2:29-37 config/invalid-roster “principl” is no role; a cast entry can have principal, moderator, press, interpreter, opening.
        presscript.toml:4:10-13 config/invalid-value The roster “x” cannot be read: it is not a file.
    "#]].assert_eq(&archive.findings());
}

#[test]
fn a_file_that_cannot_be_read_is_a_finding() {
    let archive = Archive::new(&[]);
    fs::write(
        archive.folder.path().join("presscript.toml"),
        b"lang = \"\xff\"",
    )
    .unwrap();
    assert_eq!(archive.settings("a.presscript").lang, None);
    expect![[r#"
        presscript.toml:1:1-1 config/unreadable This file cannot be read: it is not UTF-8.
    "#]]
    .assert_eq(&archive.findings());
}

#[test]
fn line_ends_come_from_editorconfig() {
    let archive = Archive::new(&[
        (
            ".editorconfig",
            "root = true\n[*]\nend_of_line = crlf\n[*.txt]\ninsert_final_newline = false\n",
        ),
        ("b/.editorconfig", "[a.*]\nend_of_line = lf\n"),
    ]);
    let ends = |name: &str| {
        let settings = archive.settings(name);
        (settings.format.end_of_line, settings.format.final_newline)
    };
    assert_eq!(ends("a.presscript"), (Some(EndOfLine::CrLf), None));
    assert_eq!(
        ends("a.transcript.txt"),
        (Some(EndOfLine::CrLf), Some(false))
    );
    assert_eq!(ends("b/a.presscript"), (Some(EndOfLine::Lf), None));
}

#[test]
fn nothing_is_looked_up_when_nothing_shall_be() {
    let archive = Archive::new(&[
        ("presscript.toml", "lang = \"de\"\n"),
        (".editorconfig", "[*]\nend_of_line = crlf\n"),
    ]);
    let configs = Configs::new(Lookup::None, Bounds::default(), None);
    let resolved = configs.resolve(&archive.folder.path().join("a.presscript"));
    assert_eq!(resolved.settings.lang, None);
    assert_eq!(resolved.settings.format.end_of_line, None);
    assert_eq!(resolved.config, None);
}

/// The reference, whose examples are read here.
const REFERENCE: &str = include_str!("../../CONFIG.md");

fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    let blocks = REFERENCE.split(&fence).skip(1);
    blocks.filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_examples_of_the_reference_are_valid() {
    let [roster] = blocks("yaml")[..] else {
        panic!("one roster");
    };
    let examples = blocks("toml");
    assert!(examples.len() >= 5, "{examples:?}");
    for example in examples {
        let archive = Archive::new(&[("presscript.toml", example), ("people.yaml", roster)]);
        let settings = archive.settings("2001/a.presscript");
        assert_ne!(settings, Archive::new(&[]).settings("a.presscript"));
        assert_eq!(archive.findings(), "", "{example}");
    }
}

#[test]
fn the_reference_knows_every_key_and_every_finding() {
    let schema = &*super::schema::SCHEMA;
    let profiles = presscript_analysis::profile::PROFILES.iter();
    let mut names: Vec<String> = profiles.map(|profile| profile.name.to_string()).collect();
    names.extend(super::CODES.iter().map(|code| code.code.to_owned()));
    let own = schema["properties"].as_object().into_iter();
    let tables = schema["definitions"].as_object().into_iter().flatten();
    // Rules have a reference of their own.
    let tables = tables.filter(|(name, _)| *name != "Rules");
    let of_tables = tables.filter_map(|(_, table)| table["properties"].as_object());
    names.extend(own.chain(of_tables).flat_map(|keys| keys.keys().cloned()));
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        let is_known = [format!("`{name}`"), format!("{name} = ")]
            .iter()
            .any(|form| REFERENCE.contains(form));
        assert!(is_known, "CONFIG.md says nothing of `{name}`");
    }
}
