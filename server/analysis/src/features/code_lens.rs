//! A line above each exchange that says what it holds: `Exchange 3 of 10 · FBC · 143 words · 1 follow-up`.

use std::ops::Range;

use super::hover::count;
use crate::Analysis;
use crate::model::Model;

/// A place above which an exchange is described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLens {
    /// The label that the exchange starts with, in bytes.
    pub range: Range<usize>,
    /// The exchange, as an index into [`Model::exchanges`].
    pub exchange: usize,
}

/// One for each exchange, if the settings want them.
pub fn code_lenses(analysis: &Analysis) -> Vec<CodeLens> {
    if !analysis.settings().code_lenses.exchanges {
        return Vec::new();
    }
    let model = analysis.model();
    let starts = model.exchanges.iter().enumerate();
    starts
        .filter_map(|(exchange, found)| {
            Some(CodeLens {
                range: model.label_range(*found.turns.first()?),
                exchange,
            })
        })
        .collect()
}

/// What an exchange holds, in one line.
pub fn summary(model: &Model, exchange: usize) -> String {
    let found = &model.exchanges[exchange];
    let words: usize = found
        .turns
        .iter()
        .map(|&turn| model.turn_segment(turn).segment.speech.words)
        .sum();
    let questions = found.questions.len() + found.unheard.len();
    let mut parts = vec![format!(
        "Exchange {} of {}",
        exchange + 1,
        model.exchanges.len()
    )];
    let asker = found.askers.first();
    let asker = asker.map(|&id| model.speakers[id].display_name());
    parts.extend(model.outlet(found).or(asker).map(str::to_owned));
    parts.push(count(words, "word"));
    if questions > 1 {
        parts.push(count(questions - 1, "follow-up"));
    }
    parts.join(" · ")
}

/// The labels of an exchange's turns, in bytes.
pub fn labels(model: &Model, exchange: usize) -> Vec<Range<usize>> {
    let turns = model.exchanges[exchange].turns.iter();
    turns.map(|&turn| model.label_range(turn)).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::Settings;
    use crate::settings::CodeLensOptions;

    fn check(text: &str, expect: Expect) {
        let analysis = Analysis::of(text);
        let shown = code_lenses(&analysis).into_iter().map(|lens| {
            let summary = summary(analysis.model(), lens.exchange);
            let labels = labels(analysis.model(), lens.exchange).len();
            format!("{}: {summary} ({labels})\n", analysis.slice(lens.range))
        });
        expect.assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn every_exchange_is_described() {
        check(
            include_str!("../../../../tests/fixtures/briefing.presscript"),
            expect![[r#"
                Harbour Council Spokesperson Flora Fictional: Exchange 1 of 7 · FBC · 57 words (3)
                Harbour Council Spokesperson: Exchange 2 of 7 · Daily Sample · 59 words · 1 follow-up (5)
                Harbour Council Spokesperson: Exchange 3 of 7 · Radio Specimen · 48 words (3)
                Harbour Council Spokesperson: Exchange 4 of 7 · ITV9 · 72 words · 1 follow-up (4)
                Harbour Council Spokesperson: Exchange 5 of 7 · Fictional Gazette · 46 words · 1 follow-up (4)
                Harbour Council Spokesperson: Exchange 6 of 7 · National News Agency of the Isles · 35 words (3)
                Harbour Council Spokesperson: Exchange 7 of 7 · Specimen Weekly · 41 words (3)
            "#]],
        );
    }

    #[test]
    fn without_an_outlet_the_asker_is_named() {
        check(
            "Q: Why?\n\nMR. SAMPLE: So.\n\nReporter Anna Example: And?\n\nMR. SAMPLE: So.\n",
            expect![[r#"
                Q: Exchange 1 of 2 · 2 words (2)
                Reporter Anna Example: Exchange 2 of 2 · Anna Example · 2 words (2)
            "#]],
        );
    }

    #[test]
    fn they_can_be_off() {
        let settings = Settings {
            code_lenses: CodeLensOptions { exchanges: false },
            ..Settings::default()
        };
        assert!(code_lenses(&Analysis::with("Q: Why?\n\nA: So.\n", settings)).is_empty());
        assert_eq!(code_lenses(&Analysis::of("Q: Why?\n\nA: So.\n")).len(), 1);
    }
}
