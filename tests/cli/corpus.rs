//! The commands over real transcripts, where the corpus is at hand.

use std::fs;

use presscript_tests::{corpus_dir, corpus_files};
use serde_json::json;

use crate::support::Folder;

#[test]
fn the_export_of_a_real_briefing_counts_right() {
    let Some(corpus) = corpus_dir() else { return };
    let path = corpus.join("nato/001.txt");
    let folder = Folder::new::<&str>(&[]);
    let export = folder
        .run(&["export", "--to", "json", path.to_str().unwrap()])
        .json();
    let exchanges = export["exchanges"].as_array().unwrap();
    let unheard: Vec<_> = exchanges
        .iter()
        .flat_map(|exchange| exchange["unheard"].as_array().unwrap())
        .collect();
    assert_eq!(exchanges.len(), 10);
    assert_eq!(export["speakers"].as_array().unwrap().len(), 12);
    assert_eq!(unheard, [147, 170]);
    assert_eq!(export["opening"]["lines"], json!([1, 93]));
    assert_eq!(export["metadata"], json!({}));
}

#[test]
fn safe_fixes_keep_every_letter_of_real_transcripts() {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let files: Vec<(String, String)> = one_of_each_source();
    let named: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    if named.is_empty() {
        return;
    }
    let folder = Folder::new(&named);
    folder.run(&["check", "--fix", "--format", "json", "."]);
    let fixed: Vec<String> = named.iter().map(|(name, _)| folder.read(name)).collect();
    for ((name, text), fixed) in named.iter().zip(&fixed) {
        assert!(letters(text) == letters(fixed), "{name}");
    }
    let ran = folder.run(&["check", "--fix", "--format", "json", "."]);
    for ((name, _), fixed) in named.iter().zip(&fixed) {
        assert!(&folder.read(name) == fixed, "{name} changes again");
    }
    assert!(!ran.stdout.contains(r#""safety": "safe""#));
}

/// The first transcript of every archive, under a name of ours.
fn one_of_each_source() -> Vec<(String, String)> {
    let mut firsts: Vec<(String, String)> = Vec::new();
    for (source, path) in corpus_files() {
        let name = format!("{source}.presscript");
        if firsts.last().is_some_and(|(last, _)| *last == name) {
            continue;
        }
        if let Ok(text) = fs::read_to_string(path) {
            firsts.push((name, text));
        }
    }
    firsts
}
