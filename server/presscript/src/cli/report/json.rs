//! One JSON object with all findings.

use std::io::{self, Write};

use presscript_analysis::rules::{Diagnostic, Safety};
use serde::Serialize;

use super::lsp::{Range, TextEdit};
use crate::cli::check::Checked;

/// The start of an object with a `version` that changes when its form does.
pub fn begin(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n  \"version\": 1,\n  \"diagnostics\": [")
}

/// A finding, as an element of the list.
pub fn finding(file: &Checked, diagnostic: &Diagnostic) -> String {
    let path = file.source.to_string();
    element(&JsonDiagnostic::new(&path, file, diagnostic), "    ")
}

/// The end of the list, and of the object.
pub fn end(has_findings: bool, out: &mut dyn Write) -> io::Result<()> {
    let indent = if has_findings { "\n  " } else { "" };
    writeln!(out, "{indent}]\n}}")
}

/// A value on lines of its own, each of them with this white space before it.
pub fn element(value: &impl Serialize, indent: &str) -> String {
    let pretty = serde_json::to_string_pretty(value).expect("keys are strings");
    let line = format!("\n{indent}");
    line.clone() + &pretty.replace('\n', &line)
}

#[derive(Serialize)]
struct JsonDiagnostic {
    path: String,
    code: &'static str,
    severity: &'static str,
    message: String,
    range: Range,
    related: Vec<JsonRelated>,
    fixes: Vec<JsonFix>,
}

#[derive(Serialize)]
struct JsonRelated {
    path: String,
    range: Range,
    message: String,
}

#[derive(Serialize)]
struct JsonFix {
    title: String,
    safety: &'static str,
    edits: Vec<TextEdit>,
}

impl JsonDiagnostic {
    fn new(path: &str, file: &Checked, diagnostic: &Diagnostic) -> Self {
        let text = &file.text;
        let related = diagnostic.related.iter().map(|related| {
            let (source, text) = file.file_of(&related.place);
            JsonRelated {
                path: source.to_string(),
                range: Range::new(text, related.place.range()),
                message: related.note.clone(),
            }
        });
        let fixes = diagnostic.fixes.iter().map(|fix| JsonFix {
            title: fix.title.clone(),
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
                Safety::Choice => "choice",
            },
            edits: fix
                .edits
                .iter()
                .map(|edit| TextEdit::new(text, edit))
                .collect(),
        });
        Self {
            path: path.to_owned(),
            code: diagnostic.code,
            severity: diagnostic.severity.name(),
            message: diagnostic.message.clone(),
            range: Range::new(text, &diagnostic.range),
            related: related.collect(),
            fixes: fixes.collect(),
        }
    }
}
