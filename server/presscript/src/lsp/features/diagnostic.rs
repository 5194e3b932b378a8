//! Diagnostics, for `textDocument/diagnostic` and for the [`publisher`](crate::lsp::publisher).

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use presscript_analysis::model::digest::digest;
use presscript_analysis::rules::{self, Severity, same_findings};
use presscript_analysis::{Analysis, Cancelled};
use serde::Serializer;
use serde_json::json;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticReportKind, FullDocumentDiagnosticReport, NumberOrString, Range,
    UnchangedDocumentDiagnosticReport, Uri,
};

use crate::config::{self, FileFindings};
use crate::lsp::convert::{View, range};
use crate::lsp::editor::Editor;
use crate::lsp::reply::Slot;

/// What was found in a file. The same findings always have the same id: an edit that changes none keeps it, and
/// undoing one that does brings it back.
pub struct Findings {
    /// A hash of all of them.
    pub id: String,
    /// The findings.
    pub items: Vec<Diagnostic>,
}

impl Findings {
    /// All findings in a document.
    pub fn of(view: &View) -> Result<Self, Cancelled> {
        Ok(diagnostics(view)?.into())
    }
}

impl From<Vec<Diagnostic>> for Findings {
    fn from(items: Vec<Diagnostic>) -> Self {
        let mut json = Vec::new();
        // Diagnostics are plain data, which always serialises; an empty text would only cost a full report.
        let _ = serde_json::to_writer(&mut json, &items);
        Self {
            id: id(&json),
            items,
        }
    }
}

/// The id of findings, by what is sent of them.
fn id(json: &[u8]) -> String {
    format!("{:016x}", digest(json))
}

impl From<Findings> for FullDocumentDiagnosticReport {
    fn from(findings: Findings) -> Self {
        Self {
            result_id: Some(findings.id),
            items: findings.items,
        }
    }
}

/// The answer to a pull: the findings, or that they are what the client has already, by the id that it names.
pub fn answer(findings: Findings, previous: Option<String>) -> DocumentDiagnosticReportKind {
    if previous.as_ref() == Some(&findings.id) {
        return DocumentDiagnosticReportKind::Unchanged(UnchangedDocumentDiagnosticReport {
            result_id: findings.id,
        });
    }
    DocumentDiagnosticReportKind::Full(findings.into())
}

/// What is wrong in other files.
fn reports(files: Vec<(Uri, Vec<Diagnostic>)>) -> HashMap<Uri, DocumentDiagnosticReportKind> {
    let reports = files.into_iter();
    let report = |items| DocumentDiagnosticReportKind::Full(Findings::from(items).into());
    reports.map(|(uri, items)| (uri, report(items))).collect()
}

/// The findings that a client was sent last for a document.
#[derive(Debug)]
pub struct Reported {
    of: Arc<Analysis>,
    id: String,
}

/// Leaves the answer to a pull in the slot. There may be a hundred thousand findings: each is written as soon as it is placed,
/// and none is where the client is known to have them.
pub fn leave(
    view: &View,
    slot: &Slot,
    previous: Option<&str>,
    related: Vec<(Uri, Vec<Diagnostic>)>,
) -> Result<(), Cancelled> {
    let items = placed_in_order(view)?;
    let reported = || {
        let reported = view.sent.findings.lock();
        reported.unwrap_or_else(PoisonError::into_inner)
    };
    let known = reported().take().filter(|known| {
        let encoding = view.editor.encoding;
        previous == Some(&known.id) && same_findings(&known.of, &view.analysis, encoding)
    });
    slot.answer_with(|out| {
        let start = out.len();
        let id = match known {
            Some(known) => known.id,
            None => {
                out.extend_from_slice(br#"{"kind":"full","items":"#);
                let from = out.len();
                serde_json::Serializer::new(&mut *out).collect_seq(items)?;
                id(&out[from..])
            }
        };
        if previous == Some(&id) {
            out.truncate(start);
            out.extend_from_slice(br#"{"kind":"unchanged""#);
        }
        out.extend_from_slice(br#","resultId":"#);
        serde_json::to_writer(&mut *out, &id)?;
        if !related.is_empty() {
            out.extend_from_slice(br#","relatedDocuments":"#);
            serde_json::to_writer(&mut *out, &reports(related))?;
        }
        out.push(b'}');
        *reported() = Some(Reported {
            of: view.analysis.clone(),
            id,
        });
        Ok(())
    });
    Ok(())
}

/// All findings in the document.
pub fn diagnostics(view: &View) -> Result<Vec<Diagnostic>, Cancelled> {
    Ok(placed_in_order(view)?.collect())
}

fn placed_in_order(view: &View) -> Result<impl Iterator<Item = Diagnostic>, Cancelled> {
    let mut ranges = view.ranges();
    let found = view.diagnostics()?.iter();
    Ok(found.map(move |found| placed(view, found, ranges.of(&found.range))))
}

/// One finding, with the parts that the client understands.
pub fn diagnostic(view: &View, found: &rules::Diagnostic) -> Diagnostic {
    placed(view, found, view.range(&found.range))
}

fn placed(view: &View, found: &rules::Diagnostic, range: Range) -> Diagnostic {
    let parts = view.editor.diagnostics;
    let related = found.related.iter().filter_map(|related| {
        Some(DiagnosticRelatedInformation {
            location: view.place(&related.place)?,
            message: related.note.clone(),
        })
    });
    let fixes = || json!({"fixes": found.fixes.iter().map(|fix| &fix.title).collect::<Vec<_>>()});
    Diagnostic {
        related_information: (parts.related_information && !found.related.is_empty())
            .then(|| related.collect()),
        tags: (parts.unnecessary && found.code.ends_with("/unused"))
            .then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: parts.data.then(fixes),
        ..bare(found, range, view.editor.as_ref(), rules::doc_url)
    }
}

/// All findings in a file of the configuration.
pub fn config_diagnostics(file: &FileFindings, editor: &Editor) -> Vec<Diagnostic> {
    let diagnostics = file.diagnostics.iter().map(|found| {
        let range = range(&file.text, &found.range, editor.encoding);
        bare(found, range, editor, |_| config::doc_url())
    });
    diagnostics.collect()
}

/// What every finding has, whatever file it is in.
fn bare(
    found: &rules::Diagnostic,
    range: Range,
    editor: &Editor,
    page: impl Fn(&str) -> String,
) -> Diagnostic {
    let page = || {
        let href = page(found.code).parse().ok()?;
        Some(CodeDescription { href })
    };
    Diagnostic {
        range,
        severity: Some(match found.severity {
            Severity::Hint => DiagnosticSeverity::HINT,
            Severity::Information => DiagnosticSeverity::INFORMATION,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Error => DiagnosticSeverity::ERROR,
        }),
        code: Some(NumberOrString::String(found.code.into())),
        code_description: editor.diagnostics.code_description.then(page).flatten(),
        source: Some("presscript".into()),
        message: found.message.clone(),
        ..Default::default()
    }
}
