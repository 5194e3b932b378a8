//! The requests, typed: each says which feature answers it and what becomes of the answer when the text changes.

use std::sync::Arc;

use presscript_analysis::{Cancel, Cancelled};
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::request::{GotoDeclarationParams, GotoDeclarationResponse};
use tower_lsp::ls_types::*;

use super::{
    Server, diagnostics_of_closed, diagnostics_outdated, folders, slot, subject, watched_files,
    watched_settings,
};
use crate::lsp::checker::Checker;
use crate::lsp::convert::View;
use crate::lsp::editor::Editor;
use crate::lsp::features::{
    call_hierarchy, code_action, code_lens, completion, definition, diagnostic, document_highlight,
    document_link, document_symbol, execute_command, folding_range, formatting, hover, inlay_hint,
    linked_editing_range, references, rename, selection_range, semantic_tokens, workspace_symbol,
};
use crate::lsp::indexer::Indexer;
use crate::lsp::publisher::Publisher;

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(parent) = params.process_id {
            self.lifecycle.follow(parent);
        }
        let editor = self.editor.get_or_init(|| Arc::new(Editor::new(&params)));
        self.publisher.get_or_init(|| {
            Publisher::start(self.client.clone(), self.jobs.clone(), editor.clone())
        });
        self.indexer
            .get_or_init(|| Indexer::start(self.client.clone(), self.jobs.clone(), editor.clone()));
        self.checker.get_or_init(|| {
            let (client, jobs) = (self.client.clone(), self.jobs.clone());
            let lifecycle = self.lifecycle.clone();
            Arc::new(Checker::new(client, jobs, editor.clone(), lifecycle))
        });
        self.folders.get_or_init(|| folders(&params));
        self.user.log().set_trace(params.trace.unwrap_or_default());
        self.user
            .initialize(params.initialization_options.unwrap_or_default());
        Ok(InitializeResult {
            capabilities: editor.server_capabilities(),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").into(),
                version: Some(env!("CARGO_PKG_VERSION").into()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let Some(editor) = self.editor() else { return };
        let watched = [
            editor.watches_files.then(watched_files),
            editor.watches_settings.then(watched_settings),
        ];
        let watched: Vec<_> = watched.into_iter().flatten().collect();
        if !watched.is_empty() {
            let client = self.client.clone();
            tokio::spawn(async move { client.register_capability(watched).await });
        }
        if editor.pulls_settings {
            self.user.pull(&self.client);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        self.lifecycle.shut_down();
        Ok(())
    }

    async fn document_symbol(
        &self,
        _: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.leave_with(document_symbol::document_symbols).await?;
        Ok(None)
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params.position;
        self.read_place(move |view| definition::definition(view, at))
            .await
    }

    async fn goto_declaration(
        &self,
        params: GotoDeclarationParams,
    ) -> Result<Option<GotoDeclarationResponse>> {
        let at = params.text_document_position_params.position;
        self.read_place(move |view| definition::declaration(view, at))
            .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let params = Arc::new(params);
        let about = params.clone();
        let here = self.read(move |view| Ok(references::references(view, &about)));
        let Some(mut found) = here.await? else {
            return Ok(None);
        };
        if found.shared.is_some() {
            let with_others = self.read_all(move |transcripts, cancel| {
                references::in_others(&params, &mut found, transcripts, cancel)?;
                Ok(found)
            });
            found = with_others.await?;
        }
        let write = |some: &[Location], out: &mut _| serde_json::to_writer(out, some);
        let answered = slot().answer_list(&found.places, write, &Cancel::default());
        answered.map_err(|Cancelled| Error::request_cancelled())?;
        Ok(None)
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let prepared = self.read(move |view| Ok(rename::prepare(view, params.position)));
        prepared.await?.map(Some)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let editor = self.editor().ok_or_else(Error::invalid_request)?.clone();
        let edit = async {
            let mut found = self
                .read(move |view| rename::rename(view, &params))
                .await??;
            found.check_saved(&self.unsaved())?;
            if found.is_shared() {
                if let Some(indexer) = self.indexer.get() {
                    indexer.doubt();
                }
                let editor = editor.clone();
                let with_others = self.read_all(move |transcripts, cancel| {
                    rename::in_others(found, transcripts, &editor, cancel)
                });
                found = with_others.await??;
            }
            Ok(Some(found.into_edit(&editor)))
        };
        Self::while_current(Error::content_modified(), edit).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params.position;
        self.read(move |view| Ok(Some(document_highlight::document_highlights(view, at))))
            .await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let at = params.text_document_position_params.position;
        self.read(move |view| Ok(call_hierarchy::prepare(view, at)))
            .await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        if subject().is_err() {
            return Ok(None);
        }
        self.read(move |view| Ok(call_hierarchy::incoming(view, &params.item)))
            .await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        if subject().is_err() {
            return Ok(None);
        }
        self.read(move |view| Ok(call_hierarchy::outgoing(view, &params.item)))
            .await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        self.read(move |view| {
            Ok(Some(selection_range::selection_ranges(
                view,
                &params.positions,
            )))
        })
        .await
    }

    async fn document_link(&self, _: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.read(|view| Ok(Some(document_link::document_links(view))))
            .await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.read_all(move |transcripts, cancel| {
            let symbols = workspace_symbol::symbols(transcripts, &params.query, cancel)?;
            Ok(Some(symbols.into()))
        })
        .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.read_place(move |view| hover::hover(view, &params))
            .await
    }

    async fn folding_range(&self, _: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.leave(|view| Ok(folding_range::folding_ranges(view)))
            .await?;
        Ok(None)
    }

    async fn semantic_tokens_full(
        &self,
        _: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        self.leave_with(semantic_tokens::full).await?;
        Ok(None)
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        self.leave(move |view| semantic_tokens::delta(view, &params))
            .await?;
        Ok(None)
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.leave_with(move |view, slot| semantic_tokens::range(view, &params, slot))
            .await?;
        Ok(None)
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.read(move |view| Ok(Some(inlay_hint::inlay_hints(view, &params))))
            .await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        let resolved = self.read(move |view| Ok(inlay_hint::resolve(view, hint)));
        resolved.await?.ok_or_else(Error::content_modified)
    }

    async fn code_lens(&self, _: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.read(|view| Ok(Some(code_lens::code_lenses(view))))
            .await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let resolved = self.read(move |view| Ok(code_lens::resolve(view, lens)));
        resolved.await?.ok_or_else(Error::content_modified)
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let slot = slot();
        let completions = move |view: &View| slot.answer(&completion::completions(view, &params));
        self.read_place(completions).await?;
        Ok(None)
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        // Of many items there is no more to tell, and they name no document; or it was closed since.
        if subject().is_err() {
            return Ok(item);
        }
        self.read(move |view| Ok(completion::resolve(view, item)))
            .await
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        self.read_place(move |view| linked_editing_range::linked_editing_ranges(view, &params))
            .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let command = execute_command::Command::of(&params)?;
        self.read(move |view| Ok(Some(command.run(view)))).await
    }

    async fn formatting(&self, _: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let format = |view: &View| Ok(Some(formatting::format(view)));
        self.read_current(Error::content_modified(), format).await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let format = move |view: &View| Ok(Some(formatting::format_ranges(view, &[params.range])));
        self.read_current(Error::content_modified(), format).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let format = move |view: &View| Ok(Some(formatting::format_on_type(view, &params)));
        self.read_current(Error::content_modified(), format).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let actions = move |view: &View| code_action::code_actions(view, &params).map(Some);
        self.read_current(Error::content_modified(), actions).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let resolved = self.read(move |view| code_action::resolve(view, action));
        resolved.await?.ok_or_else(Error::content_modified)
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        subject().map_err(|_| diagnostics_of_closed())?;
        let takes_related = |editor: &&Arc<Editor>| editor.takes_related_reports;
        let takes_related = self.editor().filter(takes_related).is_some();
        let checker = self.checker.get().filter(|_| takes_related);
        let related = checker.map(|checker| checker.related(&params.text_document.uri));
        let slot = slot();
        let report = self.read(move |view| {
            let previous = params.previous_result_id.as_deref();
            diagnostic::leave(view, &slot, previous, related.unwrap_or_default())
        });
        Self::while_current(diagnostics_outdated(), report).await?;
        Ok(DocumentDiagnosticReportPartialResult::default().into())
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let checker = self.checker.get().ok_or_else(Error::invalid_request)?;
        Ok(checker.report(params).await?.into())
    }
}

/// Requests that the library has no method for.
impl Server {
    /// `textDocument/rangesFormatting`.
    pub async fn ranges_formatting(
        &self,
        params: formatting::RangesParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let format = move |view: &View| Ok(Some(formatting::format_ranges(view, &params.ranges)));
        self.read_current(Error::content_modified(), format).await
    }
}
