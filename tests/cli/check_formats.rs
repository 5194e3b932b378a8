//! What `presscript check` tells programs.

use expect_test::expect;
use presscript_analysis::rules::RULES;
use serde_json::{Value, json};

use crate::support::{Folder, GLUED, MENDED, keys};

#[test]
fn json_has_ranges_as_in_the_protocol() {
    // A Deseret letter is two UTF-16 units, É is one.
    let text = "Minister Édith 𐐔𐐯:I am glad.\r\n";
    let folder = Folder::new(&[("a.presscript", text)]);
    let ran = folder.run(&["check", "--format", "json", "a.presscript"]);
    let place = |start: u32, end: u32| json!({"start": {"line": 0, "character": start}, "end": {"line": 0, "character": end}});
    let expected = json!({"version": 1, "diagnostics": [{
        "path": "a.presscript",
        "code": "label/no-space",
        "severity": "warning",
        "message": "A space is missing behind the colon of this speaker label.",
        "range": place(19, 20),
        "related": [],
        "fixes": [{
            "title": "Insert a space behind the colon",
            "safety": "safe",
            "edits": [{"range": place(20, 20), "newText": " "}],
        }],
    }]});
    let found = ran.json();
    let only: Vec<&Value> = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|diagnostic| diagnostic["code"] == "label/no-space")
        .collect();
    assert_eq!(only, [&expected["diagnostics"][0]]);
    assert_eq!(keys(&found), ["diagnostics", "version"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.stderr, "");
}

#[test]
fn json_without_findings_is_an_empty_list() {
    let folder = Folder::new(&[("a.presscript", MENDED)]);
    let ran = folder.run(&["check", "--format", "json", "a.presscript"]);
    assert_eq!(ran.json(), json!({"version": 1, "diagnostics": []}));
    assert_eq!(ran.code, Some(0));
}

#[test]
fn files_come_in_the_order_of_their_paths() {
    let names: Vec<String> = (0..40).map(|n| format!("{n:02}/a.presscript")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), GLUED)).collect();
    let folder = Folder::new(&files);
    let ran = folder.run(&["check", "--format", "json", "30", ".", "20/a.presscript"]);
    let report = ran.json();
    let paths: Vec<&str> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|diagnostic| diagnostic["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, names);
}

#[test]
fn sarif_describes_rules_results_and_fixes() {
    let folder = Folder::new(&[("a b ü.presscript", GLUED)]);
    let ran = folder.run(&["check", "--format", "sarif", "a b ü.presscript"]);
    let log = ran.json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");

    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: Vec<&str> = rules
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    let (of_rules, of_configuration) = ids.split_at(RULES.len());
    assert_eq!(
        of_rules,
        RULES.iter().map(|rule| rule.code).collect::<Vec<_>>()
    );
    assert!(
        of_configuration.iter().all(|id| id.starts_with("config/")),
        "{of_configuration:?}"
    );
    assert!(of_configuration.contains(&"config/unknown-key"));
    for rule in rules {
        let summary = rule["shortDescription"]["text"].as_str().unwrap();
        assert!(summary.ends_with('.'), "{rule}");
        assert!(rule["helpUri"].as_str().unwrap().starts_with("https://"));
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level), "{rule}");
    }

    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 1);
    let result = &results[0];
    let index = result["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(rules[index]["id"], result["ruleId"]);
    let region = |start: u32, end: u32| json!({"startLine": 1, "startColumn": start, "endLine": 1, "endColumn": end});
    let artifact = json!({"uri": "a%20b%20%C3%BC.presscript"});
    assert_eq!(
        result["locations"],
        json!([{"physicalLocation": {"artifactLocation": artifact, "region": region(20, 21)}}])
    );
    assert_eq!(
        result["fixes"],
        json!([{
            "description": {"text": "Insert a space behind the colon"},
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": [
                    {"deletedRegion": region(21, 21), "insertedContent": {"text": " "}},
                ],
            }],
        }])
    );
    assert_eq!(ran.code, Some(1));
}

#[test]
fn sarif_names_an_absolute_path_by_its_uri() {
    let folder = Folder::new(&[("a.presscript", GLUED)]);
    let path = folder.path("a.presscript");
    let ran = folder.run(&["check", "--format", "sarif", path.to_str().unwrap()]);
    let place = &ran.json()["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(uri.starts_with("file:///"), "{uri}");
    assert!(uri.ends_with("/a.presscript"), "{uri}");
}

#[test]
fn github_gets_escaped_commands() {
    let folder = Folder::new(&[("a,b 100%.presscript", GLUED)]);
    expect![[r#"
        exit 1
        --- stdout
        ::warning file=a%2Cb 100%25.presscript,line=1,endLine=1,col=20,endColumn=21,title=label/no-space::A space is missing behind the colon of this speaker label.
    "#]]
    .assert_eq(&folder.run(&["check", "--format", "github", "."]).text());
}
