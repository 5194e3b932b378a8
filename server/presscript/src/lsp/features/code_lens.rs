//! `textDocument/codeLens`: a line above each exchange, worked out when the client is about to show it.

use presscript_analysis::features::code_lens;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command, VersionedTextDocumentIdentifier};

use crate::lsp::convert::View;

/// A command of the client: shows the places that it is given, as
/// [`Editor::shows_references`](crate::lsp::editor::Editor::shows_references) describes it.
pub const SHOW_REFERENCES: &str = "presscript.showReferences";

/// What a lens keeps for the time when the client shows it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    text_document: VersionedTextDocumentIdentifier,
    exchange: usize,
}

/// The places, without what is shown there.
pub fn code_lenses(view: &View) -> Vec<CodeLens> {
    let lenses = code_lens::code_lenses(&view.analysis).into_iter();
    lenses
        .map(|lens| CodeLens {
            range: view.range(&lens.range),
            command: None,
            data: Some(json!({"textDocument": view.identifier(), "exchange": lens.exchange})),
        })
        .collect()
}

/// A lens with what is shown; `None` when there is no such exchange any more. While somebody types, lenses are of an older version:
/// what the exchange holds now is better than nothing, which clients show as such, and soon they ask for all lenses anew.
pub fn resolve(view: &View, lens: CodeLens) -> Option<CodeLens> {
    let data: Data = serde_json::from_value(lens.data.clone()?).ok()?;
    let model = view.analysis.model();
    if data.text_document.uri != view.uri || data.exchange >= model.exchanges.len() {
        return None;
    }
    let title = code_lens::summary(model, data.exchange);
    let command = if view.editor.shows_references {
        let labels = code_lens::labels(model, data.exchange);
        let places: Vec<_> = labels.iter().map(|label| view.location(label)).collect();
        let arguments = vec![json!(view.uri), json!(lens.range.start), json!(places)];
        Command::new(title, SHOW_REFERENCES.to_owned(), Some(arguments))
    } else {
        // A lens has to have a command; clients show one without a name as text.
        Command::new(title, String::new(), None)
    };
    Some(CodeLens {
        command: Some(command),
        ..lens
    })
}
