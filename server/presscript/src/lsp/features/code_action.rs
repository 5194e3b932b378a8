//! `textDocument/codeAction`: quick fixes, refactorings, and what concerns the whole document. Clients that can wait for
//! the edits get them when an action is chosen.

use std::collections::HashMap;
use std::iter::once;
use std::ops::Range;

use presscript_analysis::features::code_action::{self, SOURCE};
use presscript_analysis::{Cancelled, Edit};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionResponse, CodeActionTriggerKind, VersionedTextDocumentIdentifier, WorkspaceEdit,
};

use super::diagnostic;
use crate::lsp::convert::View;
use crate::lsp::workspace_edit::{FileEdits, workspace_edit};

/// What an action keeps for the time when it is chosen.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    text_document: VersionedTextDocumentIdentifier,
    /// The places that it was offered for, in bytes.
    places: Vec<Range<usize>>,
    /// Which of the actions of its kind it is.
    index: usize,
}

/// What can be done in a range and for the findings that the client names (those of the cursor's line
/// in Neovim), of the kinds that it wants.
pub fn code_actions(
    view: &View,
    params: &CodeActionParams,
) -> Result<CodeActionResponse, Cancelled> {
    view.diagnostics()?;
    let named = params.context.diagnostics.iter().map(|found| found.range);
    let places: Vec<_> = once(params.range)
        .chain(named)
        .map(|range| view.bytes(range))
        .collect();
    let wanted = |kind: &str| is_wanted(kind, &params.context);
    let actions = code_action::code_actions(&view.analysis, &places, wanted);
    let mut offered: HashMap<&str, usize> = HashMap::new();
    let converted = actions.into_iter().map(|action| {
        let of_kind = offered.entry(action.kind).or_default();
        let index = std::mem::replace(of_kind, *of_kind + 1);
        let found = action.diagnostic(&view.analysis);
        let lazy = CodeAction {
            diagnostics: found.map(|found| vec![diagnostic::diagnostic(view, found)]),
            kind: Some(CodeActionKind::from(action.kind)),
            is_preferred: Some(action.preferred),
            title: action.title.clone(),
            ..Default::default()
        };
        CodeActionOrCommand::CodeAction(match view.editor.resolves_code_actions {
            true => CodeAction {
                data: Some(
                    json!({"textDocument": view.identifier(), "places": places, "index": index}),
                ),
                ..lazy
            },
            false => CodeAction {
                edit: Some(edit(view, &action.edits(&view.analysis))),
                ..lazy
            },
        })
    });
    Ok(converted.collect())
}

/// An action with its edits; `None` when it was offered for another version, or with other settings.
pub fn resolve(view: &View, action: CodeAction) -> Result<Option<CodeAction>, Cancelled> {
    view.diagnostics()?;
    let data = action
        .data
        .clone()
        .and_then(|data| serde_json::from_value(data).ok());
    let (Some(data), Some(kind)) = (data, &action.kind) else {
        return Ok(None);
    };
    let Data {
        text_document,
        places,
        index,
    } = data;
    let offered = code_action::code_actions(&view.analysis, &places, |of| of == kind.as_str());
    let same = |offered: &&code_action::CodeAction| {
        text_document == view.identifier() && offered.title == action.title
    };
    let chosen = offered.get(index).filter(same);
    let edits = chosen.map(|chosen| chosen.edits(&view.analysis));
    Ok(edits.map(|edits| CodeAction {
        edit: Some(edit(view, &edits)),
        ..action
    }))
}

/// Whether the client wants a kind of actions. One that asks by itself, as the cursor moves, wants none on the whole
/// document unless it says so.
fn is_wanted(kind: &str, context: &CodeActionContext) -> bool {
    let by_itself = context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
    match &context.only {
        Some(only) => only.iter().any(|only| includes(only.as_str(), kind)),
        None => !(by_itself && includes(SOURCE, kind)),
    }
}

/// Kinds are hierarchical: `source` includes `source.fixAll`.
fn includes(general: &str, kind: &str) -> bool {
    let rest = kind.strip_prefix(general);
    rest.is_some_and(|rest| general.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

fn edit(view: &View, edits: &[Edit]) -> WorkspaceEdit {
    let here = FileEdits {
        uri: view.uri.clone(),
        version: Some(view.version),
        edits: view.edits(edits),
        confirm: false,
    };
    workspace_edit(&view.editor, vec![here])
}

#[cfg(test)]
mod tests {
    use presscript_analysis::features::code_action::{FIX_ALL, QUICK_FIX};

    use super::*;

    fn context(
        only: Option<&'static str>,
        trigger_kind: CodeActionTriggerKind,
    ) -> CodeActionContext {
        CodeActionContext {
            only: only.map(|only| vec![only.into()]),
            trigger_kind: Some(trigger_kind),
            ..Default::default()
        }
    }

    #[test]
    fn a_kind_includes_those_below_it() {
        assert!(includes("source", FIX_ALL) && includes("source.fixAll", FIX_ALL));
        assert!(includes("", FIX_ALL) && includes(FIX_ALL, FIX_ALL));
        assert!(!includes("source.fix", FIX_ALL) && !includes("quickfix", FIX_ALL));
        assert!(!includes("source.fixAll.eslint", FIX_ALL));
    }

    #[test]
    fn whoever_asks_as_the_cursor_moves_wants_nothing_on_the_whole_document() {
        let moved = context(None, CodeActionTriggerKind::AUTOMATIC);
        assert!(is_wanted(QUICK_FIX, &moved) && !is_wanted(FIX_ALL, &moved));
        let saved = context(Some("source.fixAll"), CodeActionTriggerKind::AUTOMATIC);
        assert!(!is_wanted(QUICK_FIX, &saved) && is_wanted(FIX_ALL, &saved));
        let asked = context(None, CodeActionTriggerKind::INVOKED);
        assert!(is_wanted(QUICK_FIX, &asked) && is_wanted(FIX_ALL, &asked));
    }
}
