//! One JSON object with all findings.

use std::io::{self, Write};

use presscript_analysis::rules::{Diagnostic, Safety};
use serde::Serialize;

use super::Report;
use super::lsp::{Range, TextEdit};
use crate::cli::check::Checked;

/// Writes the report as an object with a `version` that changes when its form does.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics = report.all().flat_map(|file| {
        let path = file.source.to_string();
        file.diagnostics
            .iter()
            .map(move |diagnostic| JsonDiagnostic::new(&path, file, diagnostic))
    });
    let all = All {
        version: 1,
        diagnostics: diagnostics.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

#[derive(Serialize)]
struct All {
    version: u32,
    diagnostics: Vec<JsonDiagnostic>,
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
