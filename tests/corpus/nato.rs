//! The press conference that the project was founded on: every finding, and the whole model.

use presscript_analysis::Analysis;
use presscript_analysis::model::Role;
use presscript_tests::corpus_dir;

use crate::{analysis, line};

fn nato() -> Option<Analysis> {
    Some(analysis(&corpus_dir()?.join("nato/001.txt")))
}

#[test]
fn exactly_these_findings() {
    let Some(analysis) = nato() else { return };
    let trailing: Vec<usize> = (0..analysis.text().line_count())
        .filter(|&line| {
            let text = analysis.slice(analysis.text().line_range(line));
            text.ends_with([' ', '\u{a0}', '\t'])
        })
        .map(|line| line + 1)
        .collect();
    let mut expected: Vec<(usize, &str)> = trailing
        .into_iter()
        .map(|line| (line, "typo/spaces"))
        .collect();
    expected.extend([
        (1, "qa/opening-unattributed"),
        (FIRST_CURLY, "typo/mixed-quotes"),
        (107, "label/extra-space"),
        (135, "qa/handoff-mismatch"),
        (137, "note/glued"),
        (148, "label/no-blank-before"),
        (148, "typo/spaces"),
        (162, "qa/handoff-mismatch"),
    ]);
    expected.sort_unstable();
    let mut found: Vec<(usize, &str)> = analysis
        .diagnostics()
        .iter()
        .map(|diagnostic| (line(&analysis, diagnostic.range.start), diagnostic.code))
        .collect();
    found.sort_unstable();
    assert_eq!(found, expected);
}

/// The first line with a curly apostrophe, the rarer form there.
const FIRST_CURLY: usize = 22;

#[test]
fn who_speaks() {
    let Some(analysis) = nato() else { return };
    let model = analysis.model();
    let count = |role| model.speakers.iter().filter(|s| s.role == role).count();
    assert_eq!(model.speakers.len(), 12);
    assert_eq!(count(Role::Principal), 1);
    assert_eq!(count(Role::Moderator), 1);
    assert_eq!(count(Role::Press), 10);
    let opening = model.opening.as_ref().expect("there is an opening");
    assert_eq!(opening.speaker, None);
    assert_eq!(line(&analysis, opening.range.start), 1);
    assert_eq!(line(&analysis, opening.range.end), 93);
}

#[test]
fn who_asks_and_who_answers() {
    let Some(analysis) = nato() else { return };
    let model = analysis.model();
    let outlets: Vec<&str> = model
        .exchanges
        .iter()
        .map(|exchange| model.outlet(exchange).expect("every asker has an outlet"))
        .collect();
    assert_eq!(
        outlets,
        [
            "BBC",
            "CNBC",
            "Interfax Ukraine",
            "Der Spiegel",
            "TVP",
            "Al Jazeera",
            "National News Agency of Ukraine",
            "Bloomberg",
            "Lenta.ru",
            "Jane’s Defence Weekly",
        ]
    );
    let sum = |of: fn(&presscript_analysis::model::Exchange) -> usize| {
        model.exchanges.iter().map(|one| of(one)).sum::<usize>()
    };
    assert_eq!(sum(|exchange| usize::from(exchange.handoff.is_some())), 10);
    assert_eq!(sum(|exchange| exchange.questions.len()), 11);
    assert_eq!(sum(|exchange| exchange.answers.len()), 13);
    let unheard: Vec<usize> = model
        .segments
        .iter()
        .flat_map(|placed| {
            let unheard = placed.segment.speech.unheard.iter();
            let analysis = &analysis;
            unheard.map(move |range| line(analysis, placed.start + range.start))
        })
        .collect();
    assert_eq!(unheard, [147, 170]);
    assert_eq!(sum(|exchange| exchange.unheard.len()), 2);
}
