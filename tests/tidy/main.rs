//! The project's own conventions: layers, banned imports, module documentation, the size of files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The layers of the analysis, lowest first. A file may use its own layer and those before it.
const LAYERS: &[&str] = &[
    "text",
    "changes",
    "syntax",
    "profile",
    "model",
    "diagnostic",
    "settings",
    "analysis",
    "rules",
    "features",
    "document",
];

/// A file's lines outside of its tests; more want a reason.
const MAX_LINES: usize = 600;

#[test]
fn no_layer_uses_a_later_one() {
    for (path, text) in sources("server/analysis/src") {
        let Some(layer) = layer_of(&path) else {
            continue;
        };
        for used in crate_imports(code(&path, &text)) {
            let Some(used_layer) = LAYERS.iter().position(|name| *name == used) else {
                continue;
            };
            assert!(
                used_layer <= layer,
                "{}: `{}` comes after `{}`",
                path.display(),
                used,
                LAYERS[layer]
            );
        }
    }
}

#[test]
fn the_analysis_is_pure() {
    const BANNED: &[&str] = &[
        "std::fs",
        "std::io",
        "std::env",
        "std::net",
        "std::process",
        "std::thread",
        "std::time",
        "tokio",
        "serde",
        "tower",
        "lsp_types",
        "ls_types",
    ];
    for (path, text) in sources("server/analysis/src") {
        for (number, line) in code(&path, &text).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for banned in BANNED {
                assert!(
                    !code.contains(banned),
                    "{}:{}: {banned}",
                    path.display(),
                    number + 1
                );
            }
        }
    }
    let manifest = read(&root().join("server/analysis/Cargo.toml"));
    for banned in ["tokio", "serde", "tower", "lsp"] {
        assert!(
            !manifest.contains(banned),
            "server/analysis/Cargo.toml: {banned}"
        );
    }
}

#[test]
fn only_lowering_reads_syntax_nodes() {
    let allowed = ["syntax.rs", "model/lower.rs"];
    for (path, text) in sources("server/analysis/src") {
        let name = path
            .strip_prefix(root().join("server/analysis/src"))
            .expect("it was found there");
        if !allowed.iter().any(|file| name == Path::new(file)) {
            assert!(
                !code(&path, &text).contains("tree_sitter::"),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn the_two_adapters_do_not_know_each_other() {
    for (folder, other) in [("lsp", "crate::cli"), ("cli", "crate::lsp")] {
        for (path, text) in sources(&format!("server/presscript/src/{folder}")) {
            let dispatches = path.ends_with("cli/mod.rs");
            assert!(
                dispatches || !text.contains(other),
                "{}: {other}",
                path.display()
            );
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in all_sources() {
        assert!(
            text.starts_with("//! "),
            "{} begins without `//!`",
            path.display()
        );
    }
}

#[test]
fn files_stay_small() {
    for (path, text) in all_sources() {
        let is_test = path.starts_with(root().join("tests"));
        let lines = code(&path, &text).lines().count();
        assert!(
            is_test || lines <= MAX_LINES,
            "{}: {lines} lines",
            path.display()
        );
    }
}

#[test]
fn the_top_level_holds_what_it_should() {
    const EXPECTED: &[&str] = &[
        ".ci",
        ".gitignore",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "editors",
        "grammar",
        "server",
        "tests",
    ];
    let listed = Command::new("git")
        .args(["ls-files"])
        .current_dir(root())
        .output()
        .expect("git runs");
    let listed = String::from_utf8(listed.stdout).expect("names in UTF-8");
    assert!(listed.contains("Cargo.toml"), "git lists no files");
    for file in listed.lines() {
        let name = file.split('/').next().unwrap_or(file);
        assert!(EXPECTED.contains(&name), "{name} is new at the top level");
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ is in the repository")
        .to_owned()
}

fn all_sources() -> Vec<(PathBuf, String)> {
    ["server", "tests", "grammar/bindings/rust"]
        .iter()
        .flat_map(|folder| sources(folder))
        .collect()
}

/// The Rust files below a folder, with their texts.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path.clone(), read(&path)));
            }
        }
    }
    assert!(!found.is_empty(), "no Rust files below {folder}");
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text up to the tests at its end; nothing of a file that is tests only.
fn code<'a>(path: &Path, text: &'a str) -> &'a str {
    if path.ends_with("tests.rs") {
        return "";
    }
    text.find("#[cfg(test)]\nmod tests {")
        .map_or(text, |at| &text[..at])
}

/// The first path segment behind each `crate::`, those in braces included.
fn crate_imports(text: &str) -> Vec<String> {
    let mut imports = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let group = rest.strip_prefix('{').map_or(
            rest.split([';', ' ', '(', '\n']).next().unwrap_or_default(),
            |group| group.split('}').next().unwrap_or_default(),
        );
        for path in group.split(',') {
            let first: String = path
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            imports.push(if first == "Analysis" {
                "analysis".to_owned()
            } else {
                first
            });
        }
    }
    imports
}

fn layer_of(path: &Path) -> Option<usize> {
    let inside = path
        .strip_prefix(root().join("server/analysis/src"))
        .expect("it was found there");
    let first = inside
        .components()
        .next()?
        .as_os_str()
        .to_str()?
        .trim_end_matches(".rs")
        .to_owned();
    LAYERS.iter().position(|name| *name == first)
}
