//! `textDocument/inlayHint`, with what is shown on hovering a hint only when the client asks for that.

use presscript_analysis::features::inlay_hint::{self, HintDetail, HintKind};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::ls_types::{
    InlayHint, InlayHintKind, InlayHintLabel, InlayHintLabelPart, InlayHintParams,
    InlayHintTooltip, VersionedTextDocumentIdentifier,
};

use super::hover;
use crate::lsp::convert::View;

/// What a hint keeps for the time when the client asks for more.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    text_document: VersionedTextDocumentIdentifier,
    turn: usize,
}

/// The hints in a range.
pub fn inlay_hints(view: &View, params: &InlayHintParams) -> Vec<InlayHint> {
    let hints = inlay_hint::inlay_hints(&view.analysis, view.bytes(params.range));
    let converted = hints.into_iter().map(|hint| {
        let person = hint.kind == HintKind::Person;
        let part = InlayHintLabelPart {
            value: hint.text,
            ..Default::default()
        };
        let lazy = InlayHint {
            position: view.range(&(hint.at..hint.at)).start,
            label: vec![part].into(),
            kind: Some(if person {
                InlayHintKind::TYPE
            } else {
                InlayHintKind::PARAMETER
            }),
            text_edits: None,
            tooltip: None,
            padding_left: Some(person),
            padding_right: Some(!person),
            data: None,
        };
        if view.editor.resolves_inlay_hints {
            let data = json!({"textDocument": view.identifier(), "turn": hint.turn});
            return InlayHint {
                data: Some(data),
                ..lazy
            };
        }
        match inlay_hint::detail(&view.analysis, hint.kind, hint.turn) {
            Some(detail) => detailed(view, lazy, detail),
            None => lazy,
        }
    });
    converted.collect()
}

/// A hint with more about it; `None` when it is one of another version.
pub fn resolve(view: &View, hint: InlayHint) -> Option<InlayHint> {
    let data: Data = serde_json::from_value(hint.data.clone()?).ok()?;
    let kind = match hint.kind {
        Some(InlayHintKind::TYPE) => HintKind::Person,
        _ => HintKind::Question,
    };
    let current = data.text_document == view.identifier();
    let detail = inlay_hint::detail(&view.analysis, kind, data.turn).filter(|_| current)?;
    Some(detailed(view, hint, detail))
}

fn detailed(view: &View, mut hint: InlayHint, detail: HintDetail) -> InlayHint {
    let markup = hover::markup(view.editor.markdown_hovers, detail.markdown);
    hint.tooltip = Some(InlayHintTooltip::MarkupContent(markup));
    if let InlayHintLabel::LabelParts(parts) = &mut hint.label
        && let Some(part) = parts.first_mut()
    {
        part.location = detail.introduction.map(|label| view.location(&label));
    }
    hint
}
