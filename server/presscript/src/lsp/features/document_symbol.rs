//! `textDocument/documentSymbol`: a tree, or a list for clients that cannot show one.

use std::cell::RefCell;

use presscript_analysis::features::document_symbol::{self, Symbol, SymbolKind as Kind};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use tower_lsp::ls_types::{Range, SymbolInformation, SymbolKind};

use crate::lsp::convert::{Ranges, View};
use crate::lsp::reply::Slot;

/// Answers with the outline.
pub fn document_symbols(view: &View, slot: &Slot) {
    let symbols = document_symbol::document_symbols(&view.analysis);
    if view.editor.nested_symbols {
        let ranges = RefCell::new(view.ranges());
        return slot.answer(&Tree {
            symbols: &symbols,
            ranges: &ranges,
        });
    }
    let mut flat = Vec::new();
    flatten(view, &symbols, None, &mut flat);
    slot.answer(&flat);
}

/// Symbols, serialised as the protocol's `DocumentSymbol[]` without making another tree of them.
struct Tree<'a> {
    symbols: &'a [Symbol<'a>],
    ranges: &'a RefCell<Ranges<'a>>,
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self.symbols.iter();
        serializer.collect_seq(entries.map(|symbol| Entry {
            symbol,
            ranges: self.ranges,
        }))
    }
}

struct Entry<'a> {
    symbol: &'a Symbol<'a>,
    ranges: &'a RefCell<Ranges<'a>>,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { symbol, ranges } = self;
        let position = |byte| ranges.borrow_mut().position(byte);
        // Its places are counted in the order of the text, so that it is passed over once.
        let start = position(symbol.range.start);
        let selection = &symbol.selection;
        let selection = Range::new(position(selection.start), position(selection.end));
        let mut entry = serializer.serialize_struct("DocumentSymbol", 6)?;
        entry.serialize_field("name", &symbol.name)?;
        match &symbol.detail {
            Some(detail) => entry.serialize_field("detail", detail)?,
            None => entry.skip_field("detail")?,
        }
        entry.serialize_field("kind", &kind(symbol.kind))?;
        entry.serialize_field("selectionRange", &selection)?;
        let children = Tree {
            symbols: &symbol.children,
            ranges,
        };
        entry.serialize_field("children", &children)?;
        entry.serialize_field("range", &Range::new(start, position(symbol.range.end)))?;
        entry.end()
    }
}

#[expect(deprecated, reason = "the field `deprecated` has to be given")]
fn flatten(
    view: &View,
    symbols: &[Symbol<'_>],
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        flat.push(SymbolInformation {
            name: symbol.name.to_string(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: view.location(&symbol.range),
            container_name: container.map(Into::into),
        });
        flatten(view, &symbol.children, Some(&symbol.name), flat);
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
