//! SARIF 2.1.0, the format of code scanning.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use presscript_analysis::rules::{self, Diagnostic, RULES, Rule, Severity};
use presscript_analysis::{Encoding, Text};
use serde_json::{Value, json};

use super::json::element;
use crate::cli::check::Checked;
use crate::cli::files::Source;
use crate::config;

/// The start of a log with one run, with every rule described.
pub fn begin(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(frame()[0].as_bytes())
}

/// A finding, as an element of the run's results.
pub fn finding(file: &Checked, diagnostic: &Diagnostic) -> String {
    element(&result(file, diagnostic), "        ")
}

/// The end of the results, of the run and of the log.
pub fn end(has_findings: bool, out: &mut dyn Write) -> io::Result<()> {
    let indent = if has_findings { "\n      " } else { "" };
    writeln!(out, "{indent}{}", frame()[1])
}

/// What stands before and behind the results.
fn frame() -> [String; 2] {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "presscript",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": descriptors(),
            }},
            "columnKind": "utf16CodeUnits",
            "results": [],
        }],
    });
    let log = format!("{log:#}");
    let (before, behind) = log
        .rsplit_once("[]")
        .expect("the results are the last list");
    [format!("{before}["), format!("]{behind}")]
}

/// What can be found: by the rules, then in the configuration.
fn descriptors() -> Vec<Value> {
    let rules = RULES.iter().map(|rule| descriptor(rule));
    let config = config::CODES.iter().map(|code| {
        json!({
            "id": code.code,
            "shortDescription": {"text": code.summary},
            "helpUri": config::doc_url(),
            "defaultConfiguration": {"level": level(code.severity)},
        })
    });
    rules.chain(config).collect()
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": {"text": rule.summary()},
        "help": {"text": rule.doc, "markdown": rule.doc},
        "helpUri": rules::doc_url(rule.code),
        "defaultConfiguration": {"level": level(rule.severity), "enabled": rule.enabled},
    })
}

fn result(file: &Checked, diagnostic: &Diagnostic) -> Value {
    let text = &file.text;
    let artifact = json!({"uri": uri(&file.source)});
    let related = diagnostic.related.iter().map(|related| {
        let (source, text) = file.file_of(&related.place);
        json!({
            "physicalLocation": {
                "artifactLocation": {"uri": uri(&source)},
                "region": region(text, related.place.range()),
            },
            "message": {"text": related.note},
        })
    });
    let fixes = diagnostic.fixes.iter().filter(|fix| !fix.edits.is_empty());
    let fixes = fixes.map(|fix| {
        let replacements = fix.edits.iter().map(|edit| {
            json!({
                "deletedRegion": region(text, &edit.range),
                "insertedContent": {"text": edit.text},
            })
        });
        json!({
            "description": {"text": fix.title},
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": replacements.collect::<Vec<_>>(),
            }],
        })
    });
    json!({
        "ruleId": diagnostic.code,
        "ruleIndex": codes().position(|code| code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": {"text": diagnostic.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": artifact,
            "region": region(text, &diagnostic.range),
        }}],
        "relatedLocations": related.collect::<Vec<_>>(),
        "fixes": fixes.collect::<Vec<_>>(),
    })
}

/// The codes of the descriptors, in their order.
fn codes() -> impl Iterator<Item = &'static str> {
    let rules = RULES.iter().map(|rule| rule.code);
    rules.chain(config::CODES.iter().map(|code| code.code))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// Lines and columns from 1; the end column is the one after the last.
fn region(text: &Text, bytes: &std::ops::Range<usize>) -> Value {
    let [start, end] = [bytes.start, bytes.end].map(|byte| text.position(byte, Encoding::Utf16));
    json!({
        "startLine": start.line + 1,
        "startColumn": start.column + 1,
        "endLine": end.line + 1,
        "endColumn": end.column + 1,
    })
}

/// What stands for itself in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A relative path stays relative, so that it is one in the repository.
fn uri(source: &Source) -> String {
    let path = source.to_string();
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path
    };
    let scheme = match source {
        Source::File(file) if file.is_absolute() && path.starts_with('/') => "file://",
        Source::File(file) if file.is_absolute() => "file:///",
        _ => "",
    };
    format!("{scheme}{}", utf8_percent_encode(&path, PATH))
}
