//! What the client can do, and what the server offers it in return.

use presscript_analysis::Encoding;
use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, DiagnosticOptions,
    DiagnosticServerCapabilities, DiagnosticTag, MarkupKind, OneOf, PositionEncodingKind,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

/// The client's capabilities, as far as an answer depends on them.
#[derive(Debug)]
pub struct Editor {
    /// What its columns count.
    pub encoding: Encoding,
    /// Whether it asks for diagnostics; it gets them pushed otherwise, and never both ways.
    pub pulls_diagnostics: bool,
    /// Whether it asks for them again when it is told to.
    pub refreshes_diagnostics: bool,
    /// Whether it says when a file changes.
    pub watches_files: bool,
    /// Which parts of a diagnostic it understands.
    pub diagnostics: DiagnosticParts,
    /// Whether an outline may be a tree.
    pub nested_symbols: bool,
    /// Whether hovers may be Markdown.
    pub markdown_hovers: bool,
    /// Whether a code action may be more than a command.
    pub code_action_literals: bool,
    /// Whether edits may say which version they are for.
    pub versioned_edits: bool,
    /// How many folds it wants at most.
    pub fold_limit: usize,
}

/// The optional parts of a diagnostic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiagnosticParts {
    /// Other places that matter.
    pub related_information: bool,
    /// The tag of things that nothing uses.
    pub unnecessary: bool,
    /// The address of the rule's page.
    pub code_description: bool,
    /// Data for the client's own use.
    pub data: bool,
}

impl Editor {
    /// Reads the capabilities that came with `initialize`.
    pub fn new(client: &ClientCapabilities) -> Self {
        let document = client.text_document.clone().unwrap_or_default();
        let hover_formats = document
            .hover
            .and_then(|hover| hover.content_format)
            .unwrap_or_default();
        let symbols = document.document_symbol.unwrap_or_default();
        let actions = document.code_action.unwrap_or_default();
        let folds = document.folding_range.unwrap_or_default();
        let workspace = client.workspace.clone().unwrap_or_default();
        let workspace_edit = workspace.workspace_edit.unwrap_or_default();
        let watched_files = workspace.did_change_watched_files.unwrap_or_default();
        let refresh = workspace
            .diagnostics
            .and_then(|diagnostics| diagnostics.refresh_support);
        Self {
            encoding: encoding(client),
            pulls_diagnostics: document.diagnostic.is_some(),
            refreshes_diagnostics: refresh.unwrap_or(false),
            watches_files: watched_files.dynamic_registration.unwrap_or(false),
            diagnostics: diagnostic_parts(client),
            nested_symbols: symbols
                .hierarchical_document_symbol_support
                .unwrap_or(false),
            markdown_hovers: hover_formats.contains(&MarkupKind::Markdown),
            code_action_literals: actions.code_action_literal_support.is_some(),
            versioned_edits: workspace_edit.document_changes.unwrap_or(false),
            fold_limit: folds.range_limit.map_or(usize::MAX, |limit| limit as usize),
        }
    }

    /// What the server offers this client.
    pub fn server_capabilities(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(match self.encoding {
                Encoding::Utf8 => PositionEncodingKind::UTF8,
                Encoding::Utf16 => PositionEncodingKind::UTF16,
                Encoding::Utf32 => PositionEncodingKind::UTF32,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Options(
                TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
                    save: Some(true.into()),
                    ..Default::default()
                },
            )),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: None,
            }),
            document_symbol_provider: Some(OneOf::Left(true)),
            hover_provider: Some(true.into()),
            document_formatting_provider: Some(OneOf::Left(true)),
            folding_range_provider: Some(true.into()),
            code_action_provider: self.code_action_literals.then(|| {
                CodeActionOptions {
                    code_action_kinds: Some(vec![
                        CodeActionKind::QUICKFIX,
                        CodeActionKind::SOURCE_FIX_ALL,
                    ]),
                    ..Default::default()
                }
                .into()
            }),
            diagnostic_provider: self.pulls_diagnostics.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("presscript".into()),
                    ..Default::default()
                })
            }),
            ..Default::default()
        }
    }
}

/// Bytes if the client can count them, for then nothing has to be converted.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client
        .general
        .as_ref()
        .and_then(|general| general.position_encodings.as_deref())
        .unwrap_or_default();
    let known = [
        (PositionEncodingKind::UTF8, Encoding::Utf8),
        (PositionEncodingKind::UTF16, Encoding::Utf16),
        (PositionEncodingKind::UTF32, Encoding::Utf32),
    ];
    let mut usable = known.into_iter().filter(|(kind, _)| offered.contains(kind));
    usable
        .next()
        .map_or(Encoding::Utf16, |(_, encoding)| encoding)
}

/// Clients declare these for pushed diagnostics, newer ones for pulled ones too; they mean both.
fn diagnostic_parts(client: &ClientCapabilities) -> DiagnosticParts {
    let document = client.text_document.clone().unwrap_or_default();
    let pushed = document.publish_diagnostics.unwrap_or_default();
    let pulled = document.diagnostic.unwrap_or_default();
    let either = |a: Option<bool>, b: Option<bool>| a.or(b).unwrap_or(false);
    DiagnosticParts {
        related_information: either(pushed.related_information, pulled.related_information),
        unnecessary: pulled.tag_support.is_some()
            || pushed
                .tag_support
                .is_some_and(|tags| tags.value_set.contains(&DiagnosticTag::UNNECESSARY)),
        code_description: either(
            pushed.code_description_support,
            pulled.code_description_support,
        ),
        data: either(pushed.data_support, pulled.data_support),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn editor(capabilities: Value) -> Editor {
        Editor::new(&serde_json::from_value(capabilities).unwrap())
    }

    #[test]
    fn bytes_are_preferred_and_utf_16_is_the_default() {
        let encoding =
            |offered: &[&str]| editor(json!({"general": {"positionEncodings": offered}})).encoding;
        assert_eq!(encoding(&["utf-16", "utf-8"]), Encoding::Utf8);
        assert_eq!(encoding(&["utf-32", "utf-16"]), Encoding::Utf16);
        assert_eq!(encoding(&["utf-32"]), Encoding::Utf32);
        assert_eq!(encoding(&["utf-7"]), Encoding::Utf16);
        assert_eq!(editor(json!({})).encoding, Encoding::Utf16);
    }

    #[test]
    fn diagnostic_parts_may_be_declared_for_either_way() {
        let pushed = editor(json!({"textDocument": {"publishDiagnostics": {"dataSupport": true}}}));
        assert!(pushed.diagnostics.data && !pushed.pulls_diagnostics);
        let pulled = editor(json!({"textDocument": {"diagnostic": {"relatedInformation": true}}}));
        assert!(pulled.diagnostics.related_information && pulled.pulls_diagnostics);
        assert_eq!(editor(json!({})).diagnostics, DiagnosticParts::default());
    }
}
