//! `textDocument/documentSymbol`: a tree, or a list for clients that cannot show one.
//!
//! The tree is kept as JSON, in parts that are sent again where an edit leaves them alone.

use std::ops::Range as Span;
use std::sync::PoisonError;

use bytes::Bytes;
use memchr::memmem;
use presscript_analysis::Cancelled;
use presscript_analysis::features::document_symbol::{
    self, Kept, Part, Symbol, SymbolKind as Kind,
};
use tower_lsp::ls_types::{Position, Range, SymbolInformation, SymbolKind};

use crate::lsp::convert::{Ranges, View};
use crate::lsp::reply::{Json, Slot, append};

/// The outline that a client was sent last for a document.
pub type Outline = Kept<Written>;

/// Answers with the outline.
pub fn document_symbols(view: &View, slot: &Slot) -> Result<(), Cancelled> {
    if view.editor.nested_symbols {
        return tree(view, slot);
    }
    view.look_at_all()?;
    let symbols = document_symbol::document_symbols(&view.analysis);
    let mut flat = Vec::new();
    flatten(view, &symbols, None, &mut flat);
    slot.answer_list(
        &flat,
        |some, out| serde_json::to_writer(out, some),
        &view.cancel,
    )
}

/// So many bytes, about, are sent at once to clients that take parts.
const SENT: usize = 128 * 1024;

fn tree(view: &View, slot: &Slot) -> Result<(), Cancelled> {
    let outline = view.sent.outline.lock();
    // Whoever panics while it is brought up to date leaves one of no version.
    let mut outline = outline.unwrap_or_else(PoisonError::into_inner);
    let (mut json, mut ranges) = (Vec::new(), view.ranges());
    let write = |symbols: &[Symbol<'_>], bytes: Span<usize>| {
        Written::of(symbols, &bytes, &mut ranges, &mut json)
    };
    outline.update(&view.analysis, write, &view.cancel)?;
    view.cancel.check_length(moved(outline.parts()))?;
    let mut tree = Tree::default();
    let mut line = 0;
    for part in outline.parts() {
        let (level, part) = (part.level, &mut part.written);
        part.move_to(line, &mut json);
        line += part.lines;
        tree.close(level);
        if slot.streams() && tree.open.is_empty() && tree.json.len() >= SENT {
            view.cancel.check()?;
            slot.part_json(std::mem::take(&mut tree).list());
        }
        tree.part(level, part);
    }
    tree.close(Some(0));
    if slot.streams() && tree.goes_on {
        slot.part_json(std::mem::take(&mut tree).list());
    }
    slot.answer_json(tree.list());
    Ok(())
}

/// How many bytes stand in other lines than when they were written.
fn moved(parts: &[Part<Written>]) -> usize {
    let mut line = 0;
    let bytes = parts.iter().map(|Part { written, .. }| {
        let start = line;
        line += written.lines;
        (written.line != start).then_some(written.json.len())
    });
    bytes.flatten().sum()
}

/// Some symbols that follow each other, as JSON.
#[derive(Debug)]
pub struct Written {
    /// `{…},{…}`; of a heading all that comes before what stands below it.
    json: Bytes,
    /// In which line it starts.
    line: u32,
    /// How many lines end in it.
    lines: u32,
    /// From the start of the first symbol to the end of the last one.
    range: Range,
}

impl Written {
    /// Some symbols, which stand for these bytes of the document. `json` is used to write them, and again for the next ones.
    fn of(
        symbols: &[Symbol<'_>],
        bytes: &Span<usize>,
        ranges: &mut Ranges<'_>,
        json: &mut Vec<u8>,
    ) -> Self {
        json.clear();
        let line = ranges.position(bytes.start).line;
        let mut writer = Writer { json, ranges };
        let range = match symbols {
            [heading] if heading.kind == Kind::Heading => {
                let start = writer.begin(heading);
                Range::new(start, writer.ranges.position(heading.range.end))
            }
            _ => writer.symbols(symbols),
        };
        let lines = writer.ranges.position(bytes.end).line - line;
        Self {
            json: Bytes::copy_from_slice(writer.json),
            line,
            lines,
            range,
        }
    }

    /// Has it start in another line. `json` is used for that.
    fn move_to(&mut self, line: u32, json: &mut Vec<u8>) {
        if line == self.line {
            return;
        }
        json.clear();
        let moved = |known: u32| known - self.line + line;
        let mut rest = &self.json[..];
        // In a name there would be backslashes before the quotes.
        while let Some(found) = memmem::find(rest, LINE) {
            let (before, behind) = rest.split_at(found + LINE.len());
            let digits = behind.iter().take_while(|byte| byte.is_ascii_digit());
            let number = digits
                .clone()
                .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
            json.extend_from_slice(before);
            append(json, &moved(number));
            rest = &behind[digits.count()..];
        }
        json.extend_from_slice(rest);
        for place in [&mut self.range.start, &mut self.range.end] {
            place.line = moved(place.line);
        }
        self.json = Bytes::copy_from_slice(json);
        self.line = line;
    }
}

/// Writes symbols as the protocol's `DocumentSymbol`. There are thousands, so that their members are not serialised one
/// by one.
struct Writer<'a, 'b> {
    json: &'a mut Vec<u8>,
    ranges: &'a mut Ranges<'b>,
}

impl Writer<'_, '_> {
    /// Writes them with commas between. Gives their range.
    fn symbols(&mut self, symbols: &[Symbol<'_>]) -> Range {
        let mut range = Range::default();
        for (at, symbol) in symbols.iter().enumerate() {
            if at > 0 {
                self.json.push(b',');
            }
            // Places are counted in the order of the text, so that it is passed over once.
            let start = self.begin(symbol);
            self.symbols(&symbol.children);
            let end = self.ranges.position(symbol.range.end);
            end_symbol(self.json, Range::new(start, end));
            range = Range::new(if at > 0 { range.start } else { start }, end);
        }
        range
    }

    /// Writes what comes before a symbol's children. Gives its start.
    fn begin(&mut self, symbol: &Symbol<'_>) -> Position {
        let start = self.ranges.position(symbol.range.start);
        self.json.extend_from_slice(b"{\"name\":");
        append(self.json, &symbol.name);
        if let Some(detail) = &symbol.detail {
            self.json.extend_from_slice(b",\"detail\":");
            append(self.json, detail);
        }
        self.json.extend_from_slice(b",\"kind\":");
        append(self.json, &kind(symbol.kind));
        self.json.extend_from_slice(b",\"selectionRange\":");
        range(self.json, self.ranges.of(&symbol.selection));
        self.json.extend_from_slice(b",\"children\":[");
        start
    }
}

/// Writes what comes behind a symbol's children.
fn end_symbol(json: &mut Vec<u8>, of: Range) {
    json.extend_from_slice(b"],\"range\":");
    range(json, of);
    json.push(b'}');
}

/// What comes before the number of a line, and before nothing else.
const LINE: &[u8] = b"\"line\":";

fn range(json: &mut Vec<u8>, of: Range) {
    for (name, place) in [(&b"{\"start\":{"[..], of.start), (b",\"end\":{", of.end)] {
        json.extend_from_slice(name);
        json.extend_from_slice(LINE);
        append(json, &place.line);
        json.extend_from_slice(b",\"character\":");
        append(json, &place.character);
        json.push(b'}');
    }
    json.push(b'}');
}

/// The list of symbols, as far as it is put together.
#[derive(Default)]
struct Tree {
    json: Json,
    /// The headings below which the next symbol stands: their levels and what they take in.
    open: Vec<(usize, Range)>,
    /// Whether a symbol stands before the next one, below the same heading.
    goes_on: bool,
}

impl Tree {
    /// Ends the headings below which a heading of this level cannot stand.
    fn close(&mut self, level: Option<usize>) {
        let Some(level) = level else { return };
        while let Some((_, heading)) = self.open.pop_if(|(above, _)| *above >= level) {
            self.json.write(|json| end_symbol(json, heading));
            self.goes_on = true;
            self.take_in(heading);
        }
    }

    /// Puts in what is next.
    fn part(&mut self, level: Option<usize>, part: &Written) {
        if self.goes_on {
            self.json.write(|json| json.push(b','));
        }
        self.json.share(&part.json);
        self.goes_on = level.is_none();
        match level {
            Some(level) => self.open.push((level, part.range)),
            None => self.take_in(part.range),
        }
    }

    /// The last heading ends where what stands below it does.
    fn take_in(&mut self, below: Range) {
        if let Some((_, heading)) = self.open.last_mut() {
            heading.end = heading.end.max(below.end);
        }
    }

    /// All of it, when no heading is open any more.
    fn list(self) -> Json {
        self.json.within(b"[", b"]")
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
