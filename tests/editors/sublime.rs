//! The files for Sublime Text, which is not run here: they have what Sublime Text and its package LSP document.

use std::fs;

use presscript_tests::root;
use serde_json::Value;

#[test]
fn the_client_has_what_the_package_documents() {
    let text = read("LSP.sublime-settings");
    let settings: Value = serde_json::from_str(&text).expect("JSON");
    let client = &settings["clients"]["presscript"];
    assert!(client["enabled"].is_boolean());
    assert_eq!(client["command"], serde_json::json!(["presscript", "lsp"]));
    assert_eq!(client["selector"], syntax()["scope"]);
}

#[test]
fn the_syntax_has_what_sublime_documents() {
    let syntax = syntax();
    assert!(syntax["name"].is_string());
    assert_eq!(syntax["version"], 2);
    assert_eq!(
        syntax["file_extensions"],
        serde_json::json!(["presscript", "transcript.txt"])
    );
    let contexts = syntax["contexts"].as_object().expect("contexts");
    assert!(contexts.contains_key("main"));
    for (name, rules) in contexts {
        for rule in rules.as_array().expect("a context is a list") {
            is_rule(rule, &contexts.keys().collect::<Vec<_>>());
            assert!(
                rule.get("match").is_some() || rule.get("meta_scope").is_some(),
                "{name}"
            );
        }
    }
}

fn is_rule(rule: &Value, contexts: &[&String]) {
    for (key, value) in rule.as_object().expect("a rule is a mapping") {
        let fits = match key.as_str() {
            "match" | "embed" | "escape" => value.is_string(),
            "scope" | "meta_scope" => value
                .as_str()
                .is_some_and(|scope| scope.ends_with(".presscript")),
            "captures" => value.is_object(),
            "push" => value
                .as_str()
                .is_some_and(|name| contexts.iter().any(|known| *known == name)),
            "pop" => value.is_number(),
            _ => false,
        };
        assert!(fits, "{key}: {value}");
    }
}

fn syntax() -> Value {
    let text = read("Presscript.sublime-syntax");
    let text = text
        .strip_prefix("%YAML 1.2\n---\n")
        .expect("the head of a syntax");
    serde_saphyr::from_str(text).expect("YAML")
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join("editors/sublime").join(name)).expect("the file")
}
