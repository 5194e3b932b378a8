//! `presscript check --fix`: what is written, and how.

use std::fs;

use expect_test::expect;
use serde_json::Value;

use crate::support::{Folder, GLUED, MENDED, briefing};

#[test]
fn safe_fixes_are_applied_and_the_rest_reported() {
    let folder = Folder::new(&[("a.presscript", GLUED)]);
    expect![[r#"
        exit 0
        --- stdout
        Mended 1 place. No findings in 1 file.
    "#]]
    .assert_eq(&folder.run(&["check", "--fix", "a.presscript"]).text());
    assert_eq!(folder.read("a.presscript"), MENDED);
    assert_eq!(folder.names(), ["a.presscript"]);
}

#[test]
fn fixed_standard_input_goes_to_standard_output() {
    let folder = Folder::new::<&str>(&[]);
    let ran = folder.run_with(&["check", "--fix", "-"], GLUED);
    assert_eq!(ran.stdout, MENDED);
    assert_eq!(ran.stderr, "Mended 1 place. No findings in 1 file.\n");
    assert_eq!(ran.code, Some(0));
}

/// Every white space, quote and bracket that some rule may want to change, in one place.
const KNOTTED: &str = "\u{feff} Minister Mustername :“I  am”\u{a0}glad..[inaudible]to\tbe here. \r\n\
    Anna Example (FBC) :  Why?\u{200b}  \r\n\
    \u{3000}\r\n\
    Minister Mustername:Because… \r\n";

#[test]
fn fixes_that_meet_lose_nothing_and_come_to_an_end() {
    let folder = Folder::new(&[("a.presscript", KNOTTED)]);
    folder.run(&["check", "--fix", "a.presscript"]);
    let fixed = folder.read("a.presscript");
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    assert_eq!(letters(&fixed), letters(KNOTTED));
    assert_ne!(fixed, KNOTTED);

    let ran = folder.run(&["check", "--fix", "--format", "json", "a.presscript"]);
    assert_eq!(
        folder.read("a.presscript"),
        fixed,
        "a second run changes nothing"
    );
    let left = ran.json()["diagnostics"].to_string();
    assert!(!left.contains(r#""safety":"safe""#), "{left}");
}

/// Labels, notes and quotes that are wrong in more than one way at the same place.
const TANGLED: &str = "Anna Example (FBC; Why?\n\nMinister Max Mustername: Because [laugther and so. MR. SAMPLE: Well, “yes\".\n\n\
    Anna Example (FBC): \n\nMinister Max Mustername: It's ‘so’ [inaudibel].\n\n: Thanks]\n\nPeter Placeholder (FBC) Can you say when?\n\n\
    Мax Mustername: [laugther] MINISTER MUSTERNAME; It’s [[done].\n\n%% presscript-ignore label/no-spce\nMinister Max Mustername: Yes.\n";

#[test]
fn unsafe_fixes_are_applied_on_request_and_choices_never() {
    let text = "Anna Example (FBC): Why?\n\nMinister Max Mustername:Because [laugther].\n";
    let folder = Folder::new(&[("a.presscript", text)]);
    let ran = folder.run(&["check", "a.presscript"]);
    assert!(
        ran.stdout
            .contains("`--fix` can mend 1, `--unsafe-fixes` 1 more."),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("(`--unsafe-fixes` does it)"),
        "{}",
        ran.stdout
    );
    let ran = folder.run(&["check", "--fix", "a.presscript"]);
    assert!(
        ran.stdout.contains("Mended 1 place.")
            && ran.stdout.contains(" `--unsafe-fixes` can mend 1."),
        "{}",
        ran.stdout
    );
    let ran = folder.run(&["check", "--unsafe-fixes", "a.presscript"]);
    assert!(ran.stdout.contains("Mended 1 place."), "{}", ran.stdout);
    assert!(!ran.stdout.contains("can mend"), "{}", ran.stdout);
    assert_eq!(
        folder.read("a.presscript"),
        "Anna Example (FBC): Why?\n\nMinister Max Mustername: Because [laughter].\n"
    );
}

#[test]
fn unsafe_fixes_that_overlap_corrupt_nothing_and_come_to_an_end() {
    for copies in [1, 3] {
        let folder = Folder::new(&[("a.presscript", TANGLED.repeat(copies))]);
        let ran = folder.run(&[
            "check",
            "--unsafe-fixes",
            "--format",
            "json",
            "a.presscript",
        ]);
        let fixed = folder.read("a.presscript");
        assert_ne!(fixed, TANGLED.repeat(copies));
        // Words of speech that no fix has a reason to touch.
        for word in [
            "Because",
            "and so",
            "Well",
            "Thanks",
            "Can you say when?",
            "Yes.",
        ] {
            assert_eq!(fixed.matches(word).count(), copies, "{word}: {fixed}");
        }
        let left: Vec<Value> = ran.json()["diagnostics"].as_array().unwrap().clone();
        let fixes = left
            .iter()
            .flat_map(|found| found["fixes"].as_array().unwrap());
        let left: Vec<&Value> = fixes.filter(|fix| fix["safety"] != "choice").collect();
        assert_eq!(left, Vec::<&Value>::new(), "{fixed}");

        folder.run(&["check", "--unsafe-fixes", "a.presscript"]);
        assert_eq!(
            folder.read("a.presscript"),
            fixed,
            "a second run changes nothing"
        );
    }
}

#[test]
fn every_safe_fix_of_the_briefing_is_done_in_one_run() {
    let text = fs::read_to_string(briefing()).unwrap();
    let folder = Folder::new(&[("a.presscript", &text)]);
    folder.run(&["check", "--fix", "a.presscript"]);
    let ran = folder.run(&["check", "--format", "json", "a.presscript"]);
    let report = ran.json();
    let fixes = report["diagnostics"].as_array().unwrap().iter();
    let safe = fixes
        .flat_map(|diagnostic| diagnostic["fixes"].as_array().unwrap())
        .filter(|fix| fix["safety"] == "safe");
    assert_eq!(safe.collect::<Vec<&Value>>(), Vec::<&Value>::new());
}

#[test]
fn line_ends_are_kept() {
    for end in ["\n", "\r\n", "\r"] {
        // One fix inserts a space, another one a blank line.
        let turns = format!("{MENDED}\n").repeat(4);
        let text = format!("{GLUED}\n{turns}{MENDED}{MENDED}").replace('\n', end);
        let folder = Folder::new(&[("a.presscript", text)]);
        folder.run(&["check", "--fix", "a.presscript"]);
        let fixed = folder.read("a.presscript");
        let breaks = |text: &str| {
            text.chars()
                .filter(|c| "\r\n".contains(*c))
                .collect::<String>()
        };
        assert!(fixed.starts_with(MENDED.trim_end()), "{fixed:?}");
        assert_eq!(breaks(&fixed).len(), 13 * end.len(), "{fixed:?}");
        assert_eq!(breaks(&fixed).replace(end, ""), "", "{fixed:?}");
    }
}

#[test]
fn a_file_without_fixes_is_not_written() {
    let folder = Folder::new(&[("a.presscript", MENDED), ("b.presscript", GLUED)]);
    let long_ago = std::time::UNIX_EPOCH;
    for name in ["a.presscript", "b.presscript"] {
        let file = fs::File::options()
            .write(true)
            .open(folder.path(name))
            .unwrap();
        file.set_modified(long_ago).unwrap();
    }
    folder.run(&["check", "--fix", "."]);
    let modified = |name| fs::metadata(folder.path(name)).unwrap().modified().unwrap();
    assert_eq!(modified("a.presscript"), long_ago);
    assert_ne!(modified("b.presscript"), long_ago);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_keeps_its_permissions() {
        let folder = Folder::new(&[("a.presscript", GLUED)]);
        let path = folder.path("a.presscript");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let before = fs::metadata(&path).unwrap();
        folder.run(&["check", "--fix", "a.presscript"]);
        let after = fs::metadata(&path).unwrap();
        assert_eq!(after.mode(), before.mode());
        assert_ne!(after.ino(), before.ino(), "written beside, then renamed");
    }

    #[test]
    fn a_link_stays_and_its_target_is_written() {
        let folder = Folder::new(&[("real/a.presscript", GLUED)]);
        symlink("real/a.presscript", folder.path("link.presscript")).unwrap();
        let ran = folder.run(&["check", "--fix", "link.presscript"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert_eq!(folder.read("real/a.presscript"), MENDED);
        let link = fs::symlink_metadata(folder.path("link.presscript")).unwrap();
        assert!(link.is_symlink());
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let folder = Folder::new(&[("a.presscript", GLUED), ("b.presscript", GLUED)]);
        let path = folder.path("a.presscript");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let ran = folder.run(&["check", "--fix", "."]);
        assert_eq!(ran.code, Some(2));
        assert!(
            ran.stderr
                .starts_with("presscript: a.presscript: cannot be written: "),
            "{}",
            ran.stderr
        );
        assert_eq!(folder.read("a.presscript"), GLUED);
        assert_eq!(folder.read("b.presscript"), MENDED);
    }
}
