//! `workspace/symbol`: people, questions and headings of all transcripts, open or not.

use presscript_analysis::features::workspace_symbol::SymbolKind as Kind;
use presscript_analysis::{Cancel, Cancelled};
use tower_lsp::ls_types::{Location, OneOf, SymbolKind, Uri, WorkspaceSymbol};

use crate::lsp::convert;
use crate::lsp::indexer::Transcripts;
use crate::workspace::search::Search;
use crate::workspace::summary::Symbol;

/// As many as a person looks through; who types more finds more.
const LIMIT: usize = 500;

/// The symbols that fit a query best.
pub fn symbols(
    transcripts: &Transcripts,
    query: &str,
    cancel: &Cancel,
) -> Result<Vec<WorkspaceSymbol>, Cancelled> {
    let mut search = Search::new(query, LIMIT);
    transcripts.each(cancel, |uri, summary| {
        for symbol in &summary.symbols {
            search.look_at(symbol, || (uri.clone(), symbol.clone()));
        }
    })?;
    let best = search.best().into_iter();
    Ok(best.map(|(uri, found)| symbol(uri, found)).collect())
}

fn symbol(uri: Uri, symbol: Symbol) -> WorkspaceSymbol {
    WorkspaceSymbol {
        name: symbol.name,
        kind: match symbol.kind {
            Kind::Person => SymbolKind::OBJECT,
            Kind::Question => SymbolKind::CLASS,
            Kind::Heading => SymbolKind::NAMESPACE,
        },
        tags: None,
        container_name: symbol.container,
        location: OneOf::Left(Location::new(uri, convert::positions(&symbol.range))),
        data: None,
    }
}
