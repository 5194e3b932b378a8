//! Generated files are current: writing them again gives what is committed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use presscript_tests::root;

use crate::unicode;

/// The files that `tree-sitter generate` writes.
const PARSER_FILES: [&str; 3] = ["parser.c", "grammar.json", "node-types.json"];

fn grammar() -> PathBuf {
    root().join("grammar")
}

/// tree-sitter's command-line tool: `$PRESSCRIPT_TREE_SITTER`, or else where the test command installs it.
fn tree_sitter() -> Command {
    let path = std::env::var_os("PRESSCRIPT_TREE_SITTER").map_or_else(
        || root().join("target/tools/bin/tree-sitter"),
        PathBuf::from,
    );
    assert!(
        path.is_file(),
        "no tree-sitter at {}: install it with `cargo install tree-sitter-cli --no-default-features \
         --locked --root target/tools`, or name it in PRESSCRIPT_TREE_SITTER",
        path.display(),
    );
    Command::new(path)
}

fn run(command: &mut Command) {
    let output = command.output().expect("the tool starts");
    assert!(
        output.status.success(),
        "{command:?} failed:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn parser_is_current() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    for file in ["grammar.js", "package.json", "tree-sitter.json"] {
        fs::copy(grammar().join(file), temporary.path().join(file)).expect(file);
    }
    run(tree_sitter().arg("generate").current_dir(temporary.path()));
    for file in PARSER_FILES {
        assert!(
            read(&temporary.path().join("src").join(file))
                == read(&grammar().join("src").join(file)),
            "grammar/src/{file} is stale: run `tree-sitter generate` in grammar/",
        );
    }
}

#[test]
fn unicode_header_is_current() {
    let path = grammar().join("src/unicode.h");
    let header = unicode::header();
    if std::env::var_os("PRESSCRIPT_BLESS").is_some() {
        fs::write(&path, &header).expect("the header can be written");
    }
    assert!(
        read(&path) == header,
        "grammar/src/unicode.h is stale: PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test grammar unicode",
    );
}

/// The cases of test/corpus and test/highlight.
#[test]
fn tree_sitter_test_passes() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    run(tree_sitter()
        .arg("test")
        .env("XDG_CACHE_HOME", cache.path())
        .current_dir(grammar()));
}

/// Every query compiles against the language.
#[test]
fn queries_are_valid() {
    for query in [
        tree_sitter_presscript::HIGHLIGHTS_QUERY,
        tree_sitter_presscript::FOLDS_QUERY,
        tree_sitter_presscript::INJECTIONS_QUERY,
        tree_sitter_presscript::TEXTOBJECTS_QUERY,
    ] {
        let language = tree_sitter_presscript::LANGUAGE.into();
        if let Err(error) = tree_sitter::Query::new(&language, query) {
            panic!("{error}");
        }
    }
}
