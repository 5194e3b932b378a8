//! Diagnostics, for `textDocument/diagnostic` and for the [`publisher`](crate::lsp::publisher).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use presscript_analysis::Cancelled;
use presscript_analysis::rules::{self, Severity};
use serde_json::json;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticReport, DocumentDiagnosticReportKind, FullDocumentDiagnosticReport,
    NumberOrString, Range, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
};

use crate::config::{self, FileFindings};
use crate::lsp::convert::{View, range};
use crate::lsp::editor::Editor;

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
        let mut hasher = DefaultHasher::new();
        // Diagnostics are plain data, which always serialises; an empty text would only cost a full report.
        serde_json::to_vec(&items)
            .unwrap_or_default()
            .hash(&mut hasher);
        let id = format!("{:016x}", hasher.finish());
        Self { id, items }
    }
}

impl From<Findings> for FullDocumentDiagnosticReport {
    fn from(findings: Findings) -> Self {
        Self {
            result_id: Some(findings.id),
            items: findings.items,
        }
    }
}

/// The answer to a pull: the findings, or that they are what the client has already, by the id that it names. With it
/// goes what is wrong in `related` files.
pub fn answer(
    findings: Findings,
    previous: Option<String>,
    related: Vec<(Uri, Vec<Diagnostic>)>,
) -> DocumentDiagnosticReport {
    let related = related.into_iter().map(|(uri, items)| {
        let report = FullDocumentDiagnosticReport::from(Findings::from(items));
        (uri, DocumentDiagnosticReportKind::Full(report))
    });
    let related_documents = Some(related.collect()).filter(|all: &HashMap<_, _>| !all.is_empty());
    if previous.as_ref() == Some(&findings.id) {
        let report = RelatedUnchangedDocumentDiagnosticReport {
            related_documents,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                result_id: findings.id,
            },
        };
        return DocumentDiagnosticReport::Unchanged(report);
    }
    let report = RelatedFullDocumentDiagnosticReport {
        related_documents,
        full_document_diagnostic_report: findings.into(),
    };
    DocumentDiagnosticReport::Full(report)
}

/// All findings in the document.
pub fn diagnostics(view: &View) -> Result<Vec<Diagnostic>, Cancelled> {
    let mut ranges = view.ranges();
    let found = view.diagnostics()?.iter();
    let found = found.map(|found| placed(view, found, ranges.of(&found.range)));
    Ok(found.collect())
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
