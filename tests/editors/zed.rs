//! The Zed extension, which is not run here: its files have what Zed documents of extensions, in the right types.

use std::fs;

use presscript_tests::root;
use toml::{Table, Value};

/// The keys that a table must have, and the type of each.
type Shape = &'static [(&'static str, &'static str)];

const EXTENSION: Shape = &[
    ("id", "string"),
    ("name", "string"),
    ("version", "string"),
    ("schema_version", "integer"),
    ("authors", "array"),
    ("description", "string"),
    ("repository", "string"),
    ("grammars", "table"),
    ("language_servers", "table"),
];
const GRAMMAR: Shape = &[
    ("repository", "string"),
    ("rev", "string"),
    ("path", "string"),
];
const SERVER: Shape = &[("name", "string"), ("languages", "array")];
const LANGUAGE: Shape = &[
    ("name", "string"),
    ("grammar", "string"),
    ("path_suffixes", "array"),
    ("line_comments", "array"),
    ("soft_wrap", "string"),
];

#[test]
fn the_extension_has_what_zed_documents() {
    let extension = read("extension.toml");
    has_shape(&extension, EXTENSION);
    let grammars = table(&extension, "grammars");
    has_shape(table(grammars, "presscript"), GRAMMAR);
    let grammar = table(grammars, "presscript")["path"]
        .as_str()
        .expect("a path");
    assert!(root().join(grammar).join("src/parser.c").exists());
    let server = table(table(&extension, "language_servers"), "presscript");
    has_shape(server, SERVER);

    let language = read("languages/presscript/config.toml");
    has_shape(&language, LANGUAGE);
    assert!(grammars.contains_key(language["grammar"].as_str().expect("a name")));
    assert_eq!(
        server["languages"].as_array(),
        Some(&vec![language["name"].clone()])
    );

    let manifest = read("Cargo.toml");
    assert_eq!(
        table(&manifest, "lib")["crate-type"],
        Value::Array(vec!["cdylib".into()])
    );
    assert!(table(&manifest, "dependencies").contains_key("zed_extension_api"));
}

fn has_shape(table: &Table, shape: Shape) {
    for (key, kind) in shape {
        let found = table.get(*key).map(Value::type_str);
        assert_eq!(found, Some(*kind), "{key} in {table:#?}");
    }
    for key in table.keys() {
        assert!(
            shape.iter().any(|(known, _)| known == key),
            "{key} is not a key that Zed has"
        );
    }
}

fn table<'a>(table: &'a Table, key: &str) -> &'a Table {
    table[key]
        .as_table()
        .unwrap_or_else(|| panic!("{key} is no table"))
}

fn read(name: &str) -> Table {
    let text = fs::read_to_string(root().join("editors/zed").join(name)).expect("the file");
    text.parse()
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}
