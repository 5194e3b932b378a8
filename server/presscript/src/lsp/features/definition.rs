//! `textDocument/definition` and `textDocument/declaration`, as links that know their origin, or as mere places for
//! clients that know no more.

use presscript_analysis::features::definition::{self, Link};
use tower_lsp::ls_types::{GotoDefinitionResponse, LocationLink, Position};

use crate::lsp::convert::View;

/// Where what the cursor is at is introduced.
pub fn definition(view: &View, position: Position) -> Option<GotoDefinitionResponse> {
    let links = definition::definition(&view.analysis, view.offset(position));
    response(view, links, view.editor.definition_links)
}

/// Where it is declared.
pub fn declaration(view: &View, position: Position) -> Option<GotoDefinitionResponse> {
    let links = definition::declaration(&view.analysis, view.offset(position));
    response(view, links, view.editor.declaration_links)
}

fn response(view: &View, links: Vec<Link>, as_links: bool) -> Option<GotoDefinitionResponse> {
    if links.is_empty() {
        return None;
    }
    let links = links.into_iter().filter_map(|link| {
        let target = view.place(&link.target)?;
        Some(LocationLink {
            origin_selection_range: Some(view.range(&link.origin)),
            target_selection_range: view.place(&link.selection)?.range,
            target_uri: target.uri,
            target_range: target.range,
        })
    });
    Some(if as_links {
        GotoDefinitionResponse::Link(links.collect())
    } else {
        let places = links.map(|link| tower_lsp::ls_types::Location {
            uri: link.target_uri,
            range: link.target_selection_range,
        });
        GotoDefinitionResponse::Array(places.collect())
    })
}
