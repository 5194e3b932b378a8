//! `textDocument/codeAction`: quick fixes, and all safe fixes at once.

use std::collections::HashMap;
use std::iter::once;

use presscript_analysis::features::code_action::{self, CodeActionKind as Kind};
use presscript_analysis::{Cancelled, Edit};
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    WorkspaceEdit,
};

use super::diagnostic;
use crate::lsp::convert::View;

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
    let actions = code_action::code_actions(&view.analysis, &places);
    let wanted = actions
        .into_iter()
        .filter(|action| is_wanted(&kind(action.kind), params.context.only.as_deref()));
    let converted = wanted.map(|action| {
        CodeActionOrCommand::CodeAction(CodeAction {
            title: action.title,
            kind: Some(kind(action.kind)),
            diagnostics: action
                .diagnostic
                .map(|found| vec![diagnostic::diagnostic(view, &found)]),
            edit: Some(workspace_edit(view, &action.edits)),
            is_preferred: Some(action.preferred),
            ..Default::default()
        })
    });
    Ok(converted.collect())
}

fn kind(kind: Kind) -> CodeActionKind {
    match kind {
        Kind::QuickFix => CodeActionKind::QUICKFIX,
        Kind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        Kind::FixAll => CodeActionKind::SOURCE_FIX_ALL,
    }
}

/// Kinds are hierarchical: who wants `source` wants `source.fixAll` too.
fn is_wanted(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let includes = |wanted: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| {
            wanted == &CodeActionKind::EMPTY || rest.is_empty() || rest.starts_with('.')
        })
    };
    only.is_none_or(|only| only.iter().any(includes))
}

fn workspace_edit(view: &View, edits: &[Edit]) -> WorkspaceEdit {
    let edits = view.edits(edits);
    if !view.editor.versioned_edits {
        return WorkspaceEdit {
            changes: Some(HashMap::from([(view.uri.clone(), edits)])),
            ..Default::default()
        };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier {
        uri: view.uri.clone(),
        version: Some(view.version),
    };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit {
        text_document,
        edits,
    }]);
    WorkspaceEdit {
        document_changes: Some(changes),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_includes_those_below_it() {
        let wanted =
            |only: &'static str| is_wanted(&CodeActionKind::SOURCE_FIX_ALL, Some(&[only.into()]));
        assert!(wanted("source") && wanted("source.fixAll") && wanted(""));
        assert!(!wanted("source.fix") && !wanted("quickfix") && !wanted("source.fixAll.eslint"));
        assert!(is_wanted(&CodeActionKind::QUICKFIX, None));
        assert!(!is_wanted(&CodeActionKind::QUICKFIX, Some(&[])));
    }
}
