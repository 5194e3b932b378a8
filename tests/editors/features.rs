//! The table in `editors/README.md`: what works in which editor, and that each `yes` in it has a test.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use presscript_tests::root;
use serde_json::Value;

/// The editors in the order of the table: the folder, and what it is called. One without a `features.json` is left out.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "VS Code"),
    ("neovim", "Neovim"),
    ("emacs", "Emacs"),
    ("helix", "Helix"),
    ("kate", "Kate"),
    ("zed", "Zed"),
    ("sublime", "Sublime"),
];

/// What the table may have, in its order.
const FEATURES: &[&str] = &[
    "diagnostics",
    "problems list",
    "quick fix",
    "fix all",
    "outline",
    "hover",
    "format",
    "format on type",
    "rename",
    "completion",
    "inlay hints",
    "code lens",
    "folding",
    "semantic tokens",
    "syntax highlighting",
    "go to definition",
    "references",
    "document highlight",
    "workspace symbols",
    "selection range",
    "snippets",
    "turn navigation",
    "question navigation",
    "split and merge",
    "mark follow-up",
    "status line",
    "statistics",
    "preview",
    "missing server",
    "restart after crash",
    "untrusted workspace",
    "text objects",
    "health check",
];

const START: &str = "<!-- features: generated from editors/*/features.json -->\n";
const END: &str = "<!-- /features -->\n";

/// What an editor has: for each feature the test that proves it, or nothing when it is set up and not run.
type Features = BTreeMap<String, Option<String>>;

#[test]
fn the_table_is_current() {
    let path = root().join("editors/README.md");
    let readme = fs::read_to_string(&path).expect("the table's file");
    let (before, rest) = readme.split_once(START).expect("the table's start");
    let (_, after) = rest.split_once(END).expect("the table's end");
    let current = format!("{before}{START}\n{}\n{END}{after}", table());
    if std::env::var_os("PRESSCRIPT_BLESS").is_some() {
        fs::write(&path, &current).expect("the table can be written");
    }
    let readme = fs::read_to_string(&path).expect("the table's file");
    assert!(
        readme == current,
        "editors/README.md is stale: PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test editors features"
    );
}

/// Every test that is named runs in this target. What VS Code's own runner prints is checked by its test.
#[test]
fn every_test_exists() {
    let this = std::env::current_exe().expect("this test's own path");
    let listed = Command::new(this)
        .arg("--list")
        .output()
        .expect("the tests can be listed");
    let listed = String::from_utf8(listed.stdout).expect("names in UTF-8");
    let mut checked = 0;
    for (folder, _, features) in editors() {
        for test in features.values().flatten() {
            if folder != "vscode" {
                let line = format!("{folder}::{test}: test");
                assert!(
                    listed.lines().any(|listed| listed == line),
                    "editors/{folder}/features.json names `{test}`, which is no test"
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 0, "no test was checked");
}

fn table() -> String {
    let editors = editors();
    let names: Vec<&str> = editors.iter().map(|(_, name, _)| *name).collect();
    let mut table = format!("| | {} |\n", names.join(" | "));
    table.push_str(&format!("|---|{}\n", "---|".repeat(names.len())));
    for feature in FEATURES {
        let cells: Vec<&str> = editors
            .iter()
            .map(|(_, _, features)| match features.get(*feature) {
                Some(Some(_)) => "yes",
                Some(None) => "not run",
                None => "",
            })
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            table.push_str(&format!("| {feature} | {} |\n", cells.join(" | ")));
        }
    }
    table
}

/// The folder, name and features of each editor that has some.
fn editors() -> Vec<(&'static str, &'static str, Features)> {
    EDITORS
        .iter()
        .filter_map(|(folder, name)| {
            let path = root().join("editors").join(folder).join("features.json");
            let text = fs::read_to_string(&path).ok()?;
            let listed: Value = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            Some((*folder, *name, features(folder, &listed)))
        })
        .collect()
}

fn features(folder: &str, listed: &Value) -> Features {
    let listed = listed.as_object().expect("an object of features");
    listed
        .iter()
        .map(|(feature, test)| {
            assert!(
                FEATURES.contains(&feature.as_str()),
                "editors/{folder}/features.json: `{feature}` is not in the list of features"
            );
            let test = match test {
                Value::Null => None,
                Value::String(test) => Some(test.clone()),
                _ => panic!("editors/{folder}/features.json: `{feature}` is no test's name"),
            };
            (feature.clone(), test)
        })
        .collect()
}
