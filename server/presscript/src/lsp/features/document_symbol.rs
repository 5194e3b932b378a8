//! `textDocument/documentSymbol`: a tree, or a list for clients that cannot show one.

use presscript_analysis::features::document_symbol::{self, Symbol, SymbolKind as Kind};
use tower_lsp::ls_types::{DocumentSymbol, DocumentSymbolResponse, SymbolInformation, SymbolKind};

use crate::lsp::convert::View;

/// The outline.
pub fn document_symbols(view: &View) -> DocumentSymbolResponse {
    let symbols = document_symbol::document_symbols(&view.analysis);
    if view.editor.nested_symbols {
        return DocumentSymbolResponse::Nested(
            symbols
                .into_iter()
                .map(|symbol| nested(view, symbol))
                .collect(),
        );
    }
    let mut flat = Vec::new();
    flatten(view, symbols, None, &mut flat);
    DocumentSymbolResponse::Flat(flat)
}

#[expect(deprecated, reason = "the field `deprecated` has to be given")]
fn nested(view: &View, symbol: Symbol) -> DocumentSymbol {
    DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: view.range(&symbol.range),
        selection_range: view.range(&symbol.selection),
        children: Some(
            symbol
                .children
                .into_iter()
                .map(|child| nested(view, child))
                .collect(),
        ),
    }
}

#[expect(deprecated, reason = "the field `deprecated` has to be given")]
fn flatten(
    view: &View,
    symbols: Vec<Symbol>,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: view.location(&symbol.range),
            container_name: container.map(Into::into),
        });
        flatten(view, symbol.children, Some(&symbol.name), flat);
    }
}

/// The protocol has kinds for programs only. These were chosen for icons that differ at a glance.
fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Heading => SymbolKind::NAMESPACE,
        Kind::Opening | Kind::Closing => SymbolKind::INTERFACE,
        Kind::Exchange => SymbolKind::CLASS,
        Kind::Question | Kind::FollowUp | Kind::UnheardQuestion => SymbolKind::EVENT,
        Kind::Answer => SymbolKind::METHOD,
        Kind::Remarks => SymbolKind::STRING,
    }
}
