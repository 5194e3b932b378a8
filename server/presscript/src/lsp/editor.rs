//! What the client can do, and what the server offers it in return.

use std::iter::once;

use presscript_analysis::Encoding;
use presscript_analysis::features::code_action;
use serde_json::Value;
use tower_lsp::ls_types::{
    CallHierarchyServerCapability, ClientCapabilities, CodeActionKind, CodeActionOptions,
    CodeLensOptions, DeclarationCapability, DiagnosticOptions, DiagnosticServerCapabilities,
    DiagnosticTag, DocumentLinkOptions, DocumentOnTypeFormattingOptions, ExecuteCommandOptions,
    FileOperationFilter, FileOperationPattern, FileOperationPatternKind,
    FileOperationRegistrationOptions, InitializeParams, InlayHintOptions,
    InlayHintServerCapabilities, LinkedEditingRangeServerCapabilities, MarkupKind, OneOf,
    PositionEncodingKind, RenameOptions, SelectionRangeProviderCapability,
    SemanticTokensClientCapabilities, SemanticTokensFullOptions, SemanticTokensOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkDoneProgressOptions, WorkspaceFileOperationsServerCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::features::{code_lens, completion, execute_command, semantic_tokens};

/// The client's capabilities, as far as an answer depends on them.
#[derive(Debug)]
pub struct Editor {
    /// What its columns count.
    pub encoding: Encoding,
    /// Whether it asks for diagnostics; it gets them pushed otherwise, and never both ways.
    pub pulls_diagnostics: bool,
    /// Whether the report on a document may name findings in other files.
    pub takes_related_reports: bool,
    /// What it asks for again when it is told to.
    pub refreshes: Refreshes,
    /// Whether it says when a file changes.
    pub watches_files: bool,
    /// Whether it is asked for the user's settings; it sends them otherwise.
    pub pulls_settings: bool,
    /// Whether it has to be told that changes of the user's settings matter.
    pub watches_settings: bool,
    /// Which parts of a diagnostic it understands.
    pub diagnostics: DiagnosticParts,
    /// Whether an outline may be a tree.
    pub nested_symbols: bool,
    /// Whether hovers may be Markdown.
    pub markdown_hovers: bool,
    /// Whether what completions tell may be Markdown.
    pub markdown_completions: bool,
    /// Whether a completion may have two ranges: one for inserting, one for replacing.
    pub inserts_or_replaces: bool,
    /// Whether it shows a word beside a completion's label.
    pub completion_label_details: bool,
    /// Whether a code action may be more than a command.
    pub code_action_literals: bool,
    /// Whether it asks for the edits of a code action only when the user chooses it.
    pub resolves_code_actions: bool,
    /// Whether edits may say which version they are for.
    pub versioned_edits: bool,
    /// Whether it asks the user about edits that say that they need a look.
    pub annotated_edits: bool,
    /// Whether it asks what would be renamed before it asks for a new name.
    pub prepares_rename: bool,
    /// How many folds it wants at most.
    pub fold_limit: usize,
    /// Whether it shows a text instead of what is folded.
    pub shows_collapsed_text: bool,
    /// Whether it asks for a hint's tooltip and place only when it needs them.
    pub resolves_inlay_hints: bool,
    /// Whether it has a command `presscript.showReferences`, which takes a document's URI, a position and places, and
    /// shows these. It says so in `initializationOptions`: `{"commands": ["presscript.showReferences"]}`.
    pub shows_references: bool,
    /// Which semantic tokens it asks for.
    semantic_tokens: Option<SemanticTokensClientCapabilities>,
    /// Whether a definition may be a link that knows its origin.
    pub definition_links: bool,
    /// Whether a declaration may.
    pub declaration_links: bool,
    /// Whether links may say what they do.
    pub link_tooltips: bool,
    /// Whether it shows that work goes on.
    pub shows_progress: bool,
    /// Whether it says when the user creates, renames or deletes files in it.
    pub tells_file_operations: bool,
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

/// What a client asks for again when it is told to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refreshes {
    /// The findings of all documents.
    pub diagnostics: bool,
    /// Their colours.
    pub semantic_tokens: bool,
    /// What is shown between the words.
    pub inlay_hints: bool,
    /// The lines above exchanges.
    pub code_lenses: bool,
}

impl Editor {
    /// Reads what came with `initialize`.
    pub fn new(params: &InitializeParams) -> Self {
        let client = &params.capabilities;
        let document = client.text_document.clone().unwrap_or_default();
        let hover_formats = document
            .hover
            .and_then(|hover| hover.content_format)
            .unwrap_or_default();
        let completions = document
            .completion
            .and_then(|completion| completion.completion_item)
            .unwrap_or_default();
        let completion_formats = completions.documentation_format.unwrap_or_default();
        let symbols = document.document_symbol.unwrap_or_default();
        let actions = document.code_action.unwrap_or_default();
        let resolved_in_actions = actions
            .resolve_support
            .map_or(Vec::new(), |resolve| resolve.properties);
        let folds = document.folding_range.unwrap_or_default();
        let workspace = client.workspace.clone().unwrap_or_default();
        let definition = document.definition.unwrap_or_default();
        let declaration = document.declaration.unwrap_or_default();
        let rename = document.rename.unwrap_or_default();
        let tooltips = document
            .document_link
            .and_then(|links| links.tooltip_support);
        let window = client.window.clone().unwrap_or_default();
        let workspace_edit = workspace.workspace_edit.unwrap_or_default();
        let configuration = workspace.did_change_configuration.unwrap_or_default();
        let watched_files = workspace.did_change_watched_files.unwrap_or_default();
        let resolved_in_hints = document
            .inlay_hint
            .and_then(|hint| hint.resolve_support)
            .map_or(Vec::new(), |resolve| resolve.properties);
        let resolved_in_hints = |property: &str| resolved_in_hints.iter().any(|p| p == property);
        Self {
            encoding: encoding(client),
            pulls_diagnostics: document.diagnostic.is_some(),
            takes_related_reports: document
                .diagnostic
                .as_ref()
                .and_then(|pulled| pulled.related_document_support)
                .unwrap_or(false),
            refreshes: refreshes(client),
            watches_files: watched_files.dynamic_registration.unwrap_or(false),
            pulls_settings: workspace.configuration.unwrap_or(false),
            watches_settings: configuration.dynamic_registration.unwrap_or(false),
            diagnostics: diagnostic_parts(client),
            nested_symbols: symbols
                .hierarchical_document_symbol_support
                .unwrap_or(false),
            markdown_hovers: hover_formats.first() == Some(&MarkupKind::Markdown),
            markdown_completions: completion_formats.first() == Some(&MarkupKind::Markdown),
            inserts_or_replaces: completions.insert_replace_support.unwrap_or(false),
            completion_label_details: completions.label_details_support.unwrap_or(false),
            code_action_literals: actions.code_action_literal_support.is_some(),
            resolves_code_actions: actions.data_support.unwrap_or(false)
                && resolved_in_actions.iter().any(|p| p == "edit"),
            versioned_edits: workspace_edit.document_changes.unwrap_or(false),
            annotated_edits: workspace_edit.change_annotation_support.is_some()
                && rename.honors_change_annotations.unwrap_or(false),
            prepares_rename: rename.prepare_support.unwrap_or(false),
            fold_limit: folds.range_limit.map_or(usize::MAX, |limit| limit as usize),
            shows_collapsed_text: folds
                .folding_range
                .and_then(|fold| fold.collapsed_text)
                .unwrap_or(false),
            resolves_inlay_hints: resolved_in_hints("tooltip")
                && resolved_in_hints("label.location"),
            shows_references: has_command(params, code_lens::SHOW_REFERENCES),
            semantic_tokens: document.semantic_tokens,
            definition_links: definition.link_support.unwrap_or(false),
            declaration_links: declaration.link_support.unwrap_or(false),
            link_tooltips: tooltips.unwrap_or(false),
            shows_progress: window.work_done_progress.unwrap_or(false),
            tells_file_operations: workspace.file_operations.is_some(),
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
                file_operations: self.tells_file_operations.then(file_operations),
            }),
            document_symbol_provider: Some(OneOf::Left(true)),
            completion_provider: Some(completion::options()),
            definition_provider: Some(OneOf::Left(true)),
            declaration_provider: Some(DeclarationCapability::Simple(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            rename_provider: Some(match self.prepares_rename {
                true => OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                }),
                false => OneOf::Left(true),
            }),
            call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            hover_provider: Some(true.into()),
            document_formatting_provider: Some(OneOf::Left(true)),
            document_range_formatting_provider: Some(OneOf::Left(true)),
            document_on_type_formatting_provider: Some(DocumentOnTypeFormattingOptions {
                first_trigger_character: ":".to_owned(),
                more_trigger_character: Some(vec!["\n".to_owned()]),
            }),
            folding_range_provider: Some(true.into()),
            code_action_provider: self.code_action_literals.then(|| {
                CodeActionOptions {
                    code_action_kinds: Some(
                        once(CodeActionKind::SOURCE_FIX_ALL)
                            .chain(code_action::kinds().map(CodeActionKind::from))
                            .collect(),
                    ),
                    resolve_provider: Some(self.resolves_code_actions),
                    ..Default::default()
                }
                .into()
            }),
            diagnostic_provider: self.pulls_diagnostics.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("presscript".into()),
                    // Rosters and presscript.toml decide what is found in transcripts.
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    work_done_progress_options: WorkDoneProgressOptions {
                        work_done_progress: Some(true),
                    },
                })
            }),
            semantic_tokens_provider: self
                .semantic_tokens
                .as_ref()
                .map(|client| tokens_for(client).into()),
            inlay_hint_provider: Some(OneOf::Right(InlayHintServerCapabilities::Options(
                InlayHintOptions {
                    resolve_provider: Some(self.resolves_inlay_hints),
                    ..Default::default()
                },
            ))),
            code_lens_provider: Some(CodeLensOptions {
                resolve_provider: Some(true),
            }),
            linked_editing_range_provider: Some(LinkedEditingRangeServerCapabilities::Simple(true)),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: execute_command::COMMANDS
                    .iter()
                    .map(|command| (*command).to_owned())
                    .collect(),
                ..Default::default()
            }),
            ..Default::default()
        }
    }
}

fn refreshes(client: &ClientCapabilities) -> Refreshes {
    let workspace = client.workspace.clone().unwrap_or_default();
    let is = |support: Option<Option<bool>>| support.flatten().unwrap_or(false);
    Refreshes {
        diagnostics: is(workspace.diagnostics.map(|of| of.refresh_support)),
        semantic_tokens: is(workspace.semantic_tokens.map(|of| of.refresh_support)),
        inlay_hints: is(workspace.inlay_hint.map(|of| of.refresh_support)),
        code_lenses: is(workspace.code_lens.map(|of| of.refresh_support)),
    }
}

/// The semantic tokens that a client asks for.
fn tokens_for(client: &SemanticTokensClientCapabilities) -> SemanticTokensOptions {
    let wants_delta = |full: &SemanticTokensFullOptions| match full {
        SemanticTokensFullOptions::Bool(_) => false,
        SemanticTokensFullOptions::Delta { delta } => delta.unwrap_or(false),
    };
    let delta = client.requests.full.as_ref().is_some_and(wants_delta);
    SemanticTokensOptions {
        legend: semantic_tokens::legend(),
        range: client.requests.range,
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(delta) }),
        ..Default::default()
    }
}

/// The files and folders whose creation, renaming and deletion the client is to tell.
fn file_operations() -> WorkspaceFileOperationsServerCapabilities {
    let filter = |glob: &str, kind| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern {
            glob: glob.to_owned(),
            matches: Some(kind),
            options: None,
        },
    };
    let options = Some(FileOperationRegistrationOptions {
        filters: vec![
            filter("**/*.presscript", FileOperationPatternKind::File),
            filter("**/*.transcript.txt", FileOperationPatternKind::File),
            filter("**/*.{yaml,yml}", FileOperationPatternKind::File),
            filter(
                "**/{presscript.toml,.editorconfig}",
                FileOperationPatternKind::File,
            ),
            filter("**", FileOperationPatternKind::Folder),
        ],
    });
    WorkspaceFileOperationsServerCapabilities {
        did_create: options.clone(),
        did_rename: options.clone(),
        did_delete: options,
        ..Default::default()
    }
}

/// Whether the client says that it has a command of its own.
fn has_command(params: &InitializeParams, command: &str) -> bool {
    let options = params.initialization_options.as_ref();
    let commands = options
        .and_then(|options| options.get("commands"))
        .and_then(Value::as_array);
    commands.is_some_and(|commands| commands.iter().any(|known| known == command))
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
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        Editor::new(&serde_json::from_value(params).unwrap())
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

    #[test]
    fn the_first_format_is_the_one_that_the_client_prefers() {
        let markdown = |formats: &[&str]| {
            let capabilities = json!({"textDocument": {"hover": {"contentFormat": formats}}});
            editor(capabilities).markdown_hovers
        };
        assert!(markdown(&["markdown", "plaintext"]));
        assert!(!markdown(&["plaintext", "markdown"]) && !markdown(&[]));
    }

    #[test]
    fn semantic_tokens_are_offered_as_they_are_asked_for() {
        let tokens = |requests: Value| {
            let tokens = json!({"requests": requests, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]});
            let editor = editor(json!({"textDocument": {"semanticTokens": tokens}}));
            let offered = serde_json::to_value(editor.server_capabilities()).unwrap();
            let offered = &offered["semanticTokensProvider"];
            (offered["full"].clone(), offered["range"].clone())
        };
        assert_eq!(
            tokens(json!({"full": {"delta": true}, "range": true})),
            (json!({"delta": true}), json!(true))
        );
        assert_eq!(tokens(json!({"full": true})).0, json!({"delta": false}));
        let nothing = editor(json!({})).server_capabilities();
        assert_eq!(nothing.semantic_tokens_provider, None);
    }
}
