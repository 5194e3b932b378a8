//! What is told of a file that settings come from while it is open in the editor: what is wrong with it, and the rosters
//! that it names. It is no transcript, so that of all else there is nothing to tell, which is no error.

use std::path::Path;

use serde_json::Value;
use tower_lsp::jsonrpc::Request;
use tower_lsp::ls_types::request::{DocumentDiagnosticRequest, DocumentLinkRequest, Request as _};
use tower_lsp::ls_types::{Diagnostic, DocumentDiagnosticParams, DocumentLink, Uri};

use super::diagnostic::{self, Findings};
use crate::config::Configs;
use crate::lsp::convert;
use crate::lsp::editor::Editor;
use crate::lsp::uri::file_path;

/// A file as it is on disk, for a client.
pub struct ConfigFile<'a> {
    /// Its name.
    pub uri: &'a Uri,
    /// Where it was read.
    pub configs: &'a Configs,
    /// Who asks.
    pub editor: &'a Editor,
    /// Whether the editor has it as it was read.
    pub saved: bool,
    /// Whether its findings are not pushed.
    pub pulled: bool,
}

impl ConfigFile<'_> {
    /// What there is to answer to a request about it.
    pub fn answer(&self, request: &Request) -> Value {
        let Some(path) = file_path(self.uri) else {
            return Value::Null;
        };
        let answer = match request.method() {
            DocumentLinkRequest::METHOD => serde_json::to_value(self.links(&path)),
            DocumentDiagnosticRequest::METHOD => {
                let params = request.params().cloned().unwrap_or_default();
                let previous = serde_json::from_value::<DocumentDiagnosticParams>(params);
                let previous = previous.ok().and_then(|params| params.previous_result_id);
                let findings = Findings::from(self.findings(&path));
                serde_json::to_value(diagnostic::answer(findings, previous))
            }
            _ => Ok(Value::Null),
        };
        answer.unwrap_or_default()
    }

    fn links(&self, path: &Path) -> Vec<DocumentLink> {
        let named = self.configs.rosters_named_in(path);
        let Some((text, rosters)) = named.filter(|_| self.saved) else {
            return Vec::new();
        };
        let tooltip = self.editor.link_tooltips.then_some("Open the roster");
        let links = rosters.into_iter().filter_map(|roster| {
            Some(DocumentLink {
                range: convert::range(&text, &roster.place, self.editor.encoding),
                target: Some(Uri::from_file_path(&roster.path)?),
                tooltip: tooltip.map(str::to_owned),
                data: None,
            })
        });
        links.collect()
    }

    fn findings(&self, path: &Path) -> Vec<Diagnostic> {
        let findings = self.configs.findings().into_iter();
        let own = findings.filter(|file| self.pulled && file.path == path);
        own.flat_map(|file| diagnostic::config_diagnostics(&file, self.editor))
            .collect()
    }
}
