//! Diagnostics, for `textDocument/diagnostic` and for the [`publisher`](crate::lsp::publisher).

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use bytes::Bytes;
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
use crate::lsp::reply::{Json, Slot, append};

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
    /// All of them as JSON, unless that is large.
    items: Option<Bytes>,
}

/// More bytes than this are not kept.
const KEPT: usize = 1 << 20;

/// Leaves the answer to a pull in the slot. Findings that were sent before are neither placed nor serialised again where they
/// are known to be the same. There may be a hundred thousand: each is written as soon as it is placed.
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
    let known = reported().take();
    let known =
        known.filter(|known| same_findings(&known.of, &view.analysis, view.editor.encoding));
    let (id, items) = match known {
        Some(Reported { id, items, .. }) if items.is_some() || previous == Some(&id) => (id, items),
        _ => {
            let mut json = Vec::new();
            // Plain data can be serialised, and a list of bytes takes all.
            let written = serde_json::Serializer::new(&mut json).collect_seq(items);
            written.expect("JSON");
            (id(&json), Some(json.into()))
        }
    };
    let mut report = Json::default();
    match &items {
        Some(items) if previous != Some(&id) => {
            report.write(|json| json.extend_from_slice(br#"{"kind":"full","items":"#));
            report.share(items);
        }
        _ => report.write(|json| json.extend_from_slice(br#"{"kind":"unchanged""#)),
    }
    let related = (!related.is_empty()).then(|| reports(related));
    report.write(|json| {
        json.extend_from_slice(br#","resultId":"#);
        append(json, &id);
        if let Some(related) = related {
            json.extend_from_slice(br#","relatedDocuments":"#);
            append(json, &related);
        }
        json.push(b'}');
    });
    slot.answer_json(report);
    let items = items.filter(|items| items.len() <= KEPT);
    let of = view.analysis.clone();
    *reported() = Some(Reported { of, id, items });
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
