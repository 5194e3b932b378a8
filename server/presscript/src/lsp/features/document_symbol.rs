//! `textDocument/documentSymbol`: a tree, or a list for clients that cannot show one.

use presscript_analysis::Cancelled;
use presscript_analysis::features::document_symbol::{self, Symbol, SymbolKind as Kind};
use serde::Serialize;
use tower_lsp::ls_types::{Range, SymbolInformation, SymbolKind};

use crate::lsp::convert::{Ranges, View};
use crate::lsp::reply::Slot;

/// Answers with the outline.
pub fn document_symbols(view: &View, slot: &Slot) -> Result<(), Cancelled> {
    let symbols = document_symbol::document_symbols(&view.analysis);
    if view.editor.nested_symbols {
        let ranges = &mut view.ranges();
        let write = |symbols: &[_], out: &mut Vec<u8>| {
            out.reserve(count(symbols) * SYMBOL);
            Tree { out, ranges }.symbols(symbols)
        };
        return slot.answer_list(&symbols, write, &view.cancel);
    }
    let mut flat = Vec::new();
    flatten(view, &symbols, None, &mut flat);
    slot.answer_list(
        &flat,
        |some, out| serde_json::to_writer(out, some),
        &view.cancel,
    )
}

/// Most symbols take fewer bytes as JSON.
const SYMBOL: usize = 320;

/// How many symbols there are, with those in others.
fn count(symbols: &[Symbol<'_>]) -> usize {
    let each = symbols.iter().map(|symbol| 1 + count(&symbol.children));
    each.sum()
}

/// Writes symbols as the protocol's `DocumentSymbol[]`. There are thousands at every keystroke, so that their members are
/// not serialised one by one.
struct Tree<'a, 'b> {
    out: &'a mut Vec<u8>,
    ranges: &'a mut Ranges<'b>,
}

impl Tree<'_, '_> {
    fn symbols(&mut self, symbols: &[Symbol<'_>]) -> serde_json::Result<()> {
        self.json("[");
        for (at, symbol) in symbols.iter().enumerate() {
            self.json(if at > 0 { ",{" } else { "{" });
            self.symbol(symbol)?;
            self.json("}");
        }
        self.json("]");
        Ok(())
    }

    fn symbol(&mut self, symbol: &Symbol<'_>) -> serde_json::Result<()> {
        // Places are counted in the order of the text, so that it is passed over once.
        let start = self.ranges.position(symbol.range.start);
        let selection = self.ranges.of(&symbol.selection);
        self.json("\"name\":");
        self.value(&symbol.name)?;
        if let Some(detail) = &symbol.detail {
            self.json(",\"detail\":");
            self.value(detail)?;
        }
        self.json(",\"kind\":");
        self.value(&kind(symbol.kind))?;
        self.json(",\"selectionRange\":");
        self.range(selection)?;
        self.json(",\"children\":");
        self.symbols(&symbol.children)?;
        self.json(",\"range\":");
        let end = self.ranges.position(symbol.range.end);
        self.range(Range::new(start, end))
    }

    fn range(&mut self, range: Range) -> serde_json::Result<()> {
        self.json("{\"start\":{\"line\":");
        self.value(&range.start.line)?;
        self.json(",\"character\":");
        self.value(&range.start.character)?;
        self.json("},\"end\":{\"line\":");
        self.value(&range.end.line)?;
        self.json(",\"character\":");
        self.value(&range.end.character)?;
        self.json("}}");
        Ok(())
    }

    fn json(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    fn value(&mut self, value: &impl Serialize) -> serde_json::Result<()> {
        serde_json::to_writer(&mut *self.out, value)
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
