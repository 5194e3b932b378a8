//! Reports on all files of the workspace, for `workspace/diagnostic`: what a client knows decides what each says.

use std::collections::{HashMap, HashSet};

use tower_lsp::ls_types::{
    FullDocumentDiagnosticReport, PreviousResultId, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::diagnostic::Findings;
use crate::lsp::uri::Key;

/// What a client knows of each file, under whatever spelling of its URI.
pub struct Known(HashMap<Key, Report>);

/// The last report on a file.
struct Report {
    uri: Uri,
    id: String,
    /// Whether the client knows that it is still true.
    is_confirmed: bool,
}

impl Known {
    /// What the client says that it knows.
    pub fn new(previous: Vec<PreviousResultId>) -> Self {
        let reports = previous.into_iter().map(|previous| {
            let report = Report {
                uri: previous.uri,
                id: previous.value,
                is_confirmed: false,
            };
            (Key::of(&report.uri), report)
        });
        Self(reports.collect())
    }

    /// The report on a file, which the client knows from then on: all findings, or that they are still the same. `None` when
    /// the client knows even that.
    pub fn report(
        &mut self,
        uri: Uri,
        version: Option<i32>,
        findings: &Findings,
    ) -> Option<WorkspaceDocumentDiagnosticReport> {
        let version = version.map(i64::from);
        let file = Key::of(&uri);
        let known = self.0.get(&file);
        let is_unchanged = known.is_some_and(|known| known.id == findings.id);
        if is_unchanged && known.is_some_and(|known| known.is_confirmed) {
            return None;
        }
        let id = findings.id.clone();
        let report = Report {
            uri: uri.clone(),
            id: id.clone(),
            is_confirmed: true,
        };
        self.0.insert(file, report);
        Some(if is_unchanged {
            WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id: id,
                },
            }
            .into()
        } else {
            let result_id = Some(id);
            full(uri, version, result_id, findings.items.clone()).into()
        })
    }

    /// Empty reports on the files that the client knows but that are not `there` any more.
    pub fn gone(&mut self, there: &HashSet<Key>) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let gone = self.0.extract_if(|file, _| !there.contains(file));
        let mut gone: Vec<Uri> = gone.map(|(_, report)| report.uri).collect();
        gone.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        // Without an id, so that the client doesn't ask about it again.
        let reports = gone.into_iter();
        reports
            .map(|uri| full(uri, None, None, Vec::new()).into())
            .collect()
    }
}

fn full(
    uri: Uri,
    version: Option<i64>,
    result_id: Option<String>,
    items: Vec<tower_lsp::ls_types::Diagnostic>,
) -> WorkspaceFullDocumentDiagnosticReport {
    WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().expect("a URI")
    }

    fn known(uris: &[&str]) -> Known {
        let id = Findings::from(Vec::new()).id;
        let previous = uris.iter().map(|text| PreviousResultId {
            uri: uri(text),
            value: id.clone(),
        });
        Known::new(previous.collect())
    }

    fn json(reports: impl IntoIterator<Item = WorkspaceDocumentDiagnosticReport>) -> Value {
        let reports: Vec<_> = reports.into_iter().collect();
        serde_json::to_value(reports).expect("reports are plain data")
    }

    #[test]
    fn the_same_is_said_once() {
        let findings = Findings::from(Vec::new());
        let mut known = known(&["file:///a%40b.presscript"]);
        let a = || uri("file:///a@b.presscript");
        let report = known.report(a(), None, &findings);
        let unchanged =
            json!([{"kind": "unchanged", "uri": a(), "version": null, "resultId": findings.id}]);
        assert_eq!(json(report), unchanged, "the same file under another name");
        assert_eq!(known.report(a(), None, &findings), None);

        let b = uri("untitled:b");
        let report = json(known.report(b.clone(), Some(3), &findings));
        assert_eq!(
            (&report[0]["kind"], &report[0]["version"]),
            (&json!("full"), &json!(3))
        );
        assert_eq!(known.report(b, Some(4), &findings), None);
    }

    #[test]
    fn what_is_gone_has_an_empty_report_under_the_name_that_the_client_knows() {
        let mut known = known(&["file:///a%40.presscript", "file:///b%40.presscript"]);
        let there = HashSet::from([Key::of(&uri("file:///b@.presscript"))]);
        let gone = json!([{"kind": "full", "uri": "file:///a%40.presscript", "version": null, "items": []}]);
        assert_eq!(json(known.gone(&there)), gone);
        assert_eq!(json(known.gone(&there)), json!([]));
    }
}
