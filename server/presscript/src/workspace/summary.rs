//! What is remembered of a transcript: its symbols, and the labels of people whom a roster declares.

use std::ops::Range;

use presscript_analysis::features::references;
use presscript_analysis::features::workspace_symbol::{SymbolKind, symbols};
use presscript_analysis::rules::Place;
use presscript_analysis::{Analysis, Encoding, Position};

/// What other transcripts and searches need to know of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Its people, questions and headings.
    pub symbols: Vec<Symbol>,
    /// Its people whom the roster declares.
    pub shared: Vec<Shared>,
}

/// Something that can be searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// What it is called.
    pub name: String,
    /// What it belongs to.
    pub container: Option<String>,
    /// Where it is, as the client counts.
    pub range: Range<Position>,
}

/// A person of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The roster's file, and the first byte of the name in it.
    pub entry: (String, usize),
    /// The labels, as the client counts.
    pub labels: Vec<Range<Position>>,
}

impl Summary {
    /// The summary for a client that counts columns so.
    pub fn of(analysis: &Analysis, encoding: Encoding) -> Self {
        let place = |range: &Range<usize>| {
            let position = |byte| analysis.text().position(byte, encoding);
            position(range.start)..position(range.end)
        };
        let symbols = symbols(analysis).into_iter().map(|symbol| Symbol {
            kind: symbol.kind,
            name: symbol.name,
            container: symbol.container,
            range: place(&symbol.range),
        });
        let speakers = analysis.model().speakers.iter();
        let shared = speakers.filter_map(|speaker| {
            let found = references::person(analysis, speaker.id);
            let entry = shared_entry(analysis, &found)?;
            let labels = found.uses.iter().map(place).collect();
            Some(Shared { entry, labels })
        });
        Self {
            symbols: symbols.collect(),
            shared: shared.collect(),
        }
    }

    /// The labels of a person of the roster.
    pub fn labels_of(&self, entry: &(String, usize)) -> &[Range<Position>] {
        let person = self.shared.iter().find(|shared| shared.entry == *entry);
        person.map_or(&[], |person| &person.labels)
    }
}

/// The roster's entry of a person, if that is where the person is declared.
pub fn shared_entry(
    analysis: &Analysis,
    found: &references::References,
) -> Option<(String, usize)> {
    let roster = analysis.settings().roster.as_ref()?;
    let declared = found.declarations.iter().find_map(|place| match place {
        Place::Roster(entry) => Some(entry.start),
        Place::Document(_) => None,
    })?;
    Some((roster.name.clone(), declared))
}
