//! The search for symbols by what the user types: letters in order, several words in any order.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::summary::Symbol;

/// A search that goes on with each symbol that it is shown.
pub struct Search<T> {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
    found: Vec<Found<T>>,
    limit: usize,
}

struct Found<T> {
    score: u32,
    len: usize,
    what: T,
}

impl<T> Search<T> {
    /// A search for what the user has typed, for `limit` results at most; nothing typed finds everything.
    pub fn new(query: &str, limit: usize) -> Self {
        let pattern = Pattern::new(
            query,
            CaseMatching::Ignore,
            Normalization::Smart,
            AtomKind::Fuzzy,
        );
        Self {
            pattern,
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
            found: Vec::new(),
            limit,
        }
    }

    /// Looks at a symbol, and keeps `what` when the symbol is found: by its name, or by several words of which some are
    /// those of what it belongs to.
    pub fn look_at(&mut self, symbol: &Symbol, what: impl FnOnce() -> T) {
        if self.pattern.atoms.is_empty() && self.found.len() >= self.limit {
            return;
        }
        let score = self.score(&symbol.name).or_else(|| {
            let several = self.pattern.atoms.len() > 1;
            let container = symbol.container.as_ref().filter(|_| several)?;
            self.score(&format!("{} {container}", symbol.name))
        });
        if let Some(score) = score {
            self.found.push(Found {
                score,
                len: symbol.name.len(),
                what: what(),
            });
        }
    }

    /// What was found, the best first. Of what is equally good, the shorter comes first, then what
    /// was looked at first; all is in that order when nothing was typed.
    pub fn best(mut self) -> Vec<T> {
        if !self.pattern.atoms.is_empty() {
            self.found
                .sort_by_key(|found| (Reverse(found.score), found.len));
        }
        let found = self.found.into_iter();
        found.take(self.limit).map(|found| found.what).collect()
    }

    fn score(&mut self, text: &str) -> Option<u32> {
        let text = Utf32Str::new(text, &mut self.buffer);
        self.pattern.score(text, &mut self.matcher)
    }
}

#[cfg(test)]
mod tests {
    use presscript_analysis::Position;
    use presscript_analysis::features::workspace_symbol::SymbolKind;

    use super::*;

    fn found(query: &str, limit: usize) -> Vec<&'static str> {
        let names = [
            ("3. Daily Sample, Anna Example: Why?", None),
            ("Anna Example", Some("Daily Sample")),
            ("André Dummy", Some("Radio Specimen")),
            ("Questions", Some("Day one")),
        ];
        let mut search = Search::new(query, limit);
        for (name, container) in names {
            let start = Position { line: 0, column: 0 };
            let symbol = Symbol {
                kind: SymbolKind::Person,
                name: name.to_owned(),
                container: container.map(str::to_owned),
                range: start..start,
            };
            search.look_at(&symbol, || name);
        }
        search.best()
    }

    #[test]
    fn letters_in_order_find_a_name_the_best_first() {
        assert_eq!(
            found("anna", 9),
            ["Anna Example", "3. Daily Sample, Anna Example: Why?"]
        );
        assert_eq!(found("adm", 9), ["André Dummy"]);
        assert_eq!(found("andre", 9), ["André Dummy"]);
        assert_eq!(found("xyz", 9), [""; 0]);
    }

    #[test]
    fn words_stand_in_any_order_and_may_be_of_the_container() {
        assert_eq!(found("specimen andré", 9), ["André Dummy"]);
        assert_eq!(found("dummy andre", 9), ["André Dummy"]);
    }

    #[test]
    fn nothing_typed_finds_all_in_order_up_to_the_limit() {
        assert_eq!(found("", 9).len(), 4);
        assert_eq!(
            found(" ", 2),
            ["3. Daily Sample, Anna Example: Why?", "Anna Example"]
        );
    }
}
