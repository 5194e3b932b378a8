//! What a document gives to the search over a whole workspace: its people, its questions and its headings.

use std::ops::Range;

use super::definition::{declared, introduced};
use super::document_symbol::{self, SymbolKind as Entry, document_symbols};
use crate::Analysis;
use crate::rules::Place;

/// Something that can be searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// What it is called: a person's name, `3. Daily Sample, Anna Example: first words`, a heading.
    pub name: String,
    /// What it belongs to: a person's outlet or title, the heading above, the document's title.
    pub container: Option<String>,
    /// Where it begins: the words that name it, in bytes.
    pub range: Range<usize>,
}

/// What can be searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// Somebody who speaks.
    Person,
    /// A question, with what was answered.
    Question,
    /// A heading.
    Heading,
}

/// The symbols of a document: people first, then the others in order.
pub fn symbols(analysis: &Analysis) -> Vec<Symbol> {
    let title = analysis.model().context.front_matter.text("title");
    let mut symbols: Vec<Symbol> = people(analysis, title).collect();
    collect(document_symbols(analysis), title, &mut symbols);
    symbols
}

fn people<'a>(analysis: &'a Analysis, title: Option<&'a str>) -> impl Iterator<Item = Symbol> + 'a {
    let speakers = analysis.model().speakers.iter();
    speakers.filter_map(move |speaker| {
        let own = declared(analysis, speaker.cast)
            .filter(|(place, _)| matches!(place, Place::Document(_)));
        let (_, range) = own.or_else(|| introduced(analysis, speaker.id))?;
        let name = speaker.display_name();
        let more = [speaker.affiliation.as_deref(), speaker.title.as_deref()];
        let container = more.into_iter().flatten().find(|more| *more != name);
        Some(Symbol {
            kind: SymbolKind::Person,
            name: name.to_owned(),
            container: container.or(title).map(str::to_owned),
            range,
        })
    })
}

/// Headings and exchanges of an outline; what stands below an exchange is found through it.
fn collect(
    outline: Vec<document_symbol::Symbol<'_>>,
    container: Option<&str>,
    symbols: &mut Vec<Symbol>,
) {
    for entry in outline {
        let (kind, name) = match (entry.kind, entry.detail) {
            (Entry::Heading, _) => (SymbolKind::Heading, entry.name.to_string()),
            (Entry::Exchange, Some(words)) => {
                (SymbolKind::Question, format!("{}: {words}", entry.name))
            }
            (Entry::Exchange, None) => (SymbolKind::Question, entry.name.to_string()),
            _ => continue,
        };
        symbols.push(Symbol {
            kind,
            name,
            container: container.map(str::to_owned),
            range: entry.selection,
        });
        if entry.kind == Entry::Heading {
            collect(entry.children, Some(&entry.name), symbols);
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expect: Expect) {
        let analysis = Analysis::of(text);
        let symbols = symbols(&analysis).into_iter().map(|symbol| {
            let line = analysis.text().line_of(symbol.range.start) + 1;
            let at = analysis.slice(symbol.range).into_owned();
            let container = symbol.container.unwrap_or_default();
            format!(
                "{:?}: {} | {container} @ {line} {at}\n",
                symbol.kind, symbol.name
            )
        });
        expect.assert_eq(&symbols.collect::<String>());
    }

    #[test]
    fn people_questions_and_headings_are_found_with_what_they_belong_to() {
        check(
            "---\ntitle: Day one\n---\nMinister Max Mustername: Welcome.\n\n# Questions\n## Bread\nAnna Example (FBC): Who bakes it?\n\nMinister: We do.\n\nQ: Who else?\n\nMinister: Nobody.\n",
            expect![[r##"
                Person: Max Mustername | Minister @ 4 Minister Max Mustername
                Person: Anna Example | FBC @ 8 Anna Example (FBC)
                Heading: Questions | Day one @ 6 # Questions
                Heading: Bread | Questions @ 7 ## Bread
                Question: 1. FBC, Anna Example: Who bakes it? | Bread @ 8 Anna Example (FBC)
                Question: 2. Question: Who else? | Bread @ 12 Q
            "##]],
        );
    }

    #[test]
    fn an_empty_document_has_none() {
        check("", expect![""]);
    }
}
