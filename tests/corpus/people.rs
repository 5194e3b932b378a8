//! Who speaks, asks and answers, by source: a table to read, and what must hold in every house.

use std::collections::BTreeMap;

use presscript_analysis::Analysis;
use presscript_analysis::model::label_form::Generic;
use presscript_analysis::model::segment::Part;
use presscript_analysis::model::{Model, Role};
use presscript_tests::corpus_files;

use crate::{analysis, line};

const COLUMNS: [&str; 11] = [
    "files", "turns", "people", "princ", "moder", "press", "exch", "quest", "answ", "unheard",
    "named",
];

/// What stands in the [`COLUMNS`] for one file.
fn counts(model: &Model) -> [usize; COLUMNS.len()] {
    let role = |role| model.speakers.iter().filter(|s| s.role == role).count();
    let questions = || model.exchanges.iter().flat_map(|one| &one.questions);
    [
        1,
        model.turns.len(),
        model.speakers.len(),
        role(Role::Principal),
        role(Role::Moderator),
        role(Role::Press),
        model.exchanges.len(),
        questions().count(),
        model.exchanges.iter().map(|one| one.answers.len()).sum(),
        model.exchanges.iter().map(|one| one.unheard.len()).sum(),
        questions()
            .filter(|&&at| model.introduction(at).is_some())
            .count(),
    ]
}

#[test]
fn people_and_exchanges_by_source() {
    let mut sources: BTreeMap<String, [usize; COLUMNS.len()]> = BTreeMap::new();
    for (source, path) in corpus_files() {
        let sums = sources.entry(source).or_default();
        for (sum, count) in sums.iter_mut().zip(counts(analysis(&path).model())) {
            *sum += count;
        }
    }
    let row =
        |cells: Vec<String>| -> String { cells.iter().map(|cell| format!("{cell:>8}")).collect() };
    println!("{:26}{}", "", row(COLUMNS.map(str::to_owned).to_vec()));
    for (source, sums) in &sources {
        println!(
            "{source:26}{}",
            row(sums.map(|sum| sum.to_string()).to_vec())
        );
    }
}

/// `PRESSCRIPT_SAMPLES=introduction` prints who names himself in a question.
#[test]
fn introductions_to_read() {
    if std::env::var("PRESSCRIPT_SAMPLES").as_deref() != Ok("introduction") {
        return;
    }
    let written = |part: &Option<Part>| {
        part.as_ref()
            .map_or("-".to_owned(), |part| part.text.clone())
    };
    for (source, path) in corpus_files() {
        let analysis = analysis(&path);
        let model = analysis.model();
        for at in 0..model.turns.len() {
            if let Some(found) = model.introduction(at) {
                let (name, outlet) = (written(&found.name), written(&found.outlet));
                println!(
                    "{source} {} | {name} | {outlet} | {}",
                    place(&analysis, at),
                    said(&analysis, at)
                );
            }
        }
    }
}

fn place(analysis: &Analysis, turn: usize) -> usize {
    line(analysis, analysis.model().turn_range(turn).start)
}

/// The beginning of a turn.
fn said(analysis: &Analysis, turn: usize) -> String {
    let text = analysis.slice(analysis.model().turn_range(turn));
    text.chars()
        .take(140)
        .collect::<String>()
        .replace('\n', " ")
}

#[test]
fn whoever_asks_by_label_asks_in_an_exchange() {
    for (_, path) in corpus_files() {
        let analysis = analysis(&path);
        for (at, turn) in analysis.model().turns.iter().enumerate() {
            let generic = turn.form.as_ref().and_then(|form| form.generic);
            if generic == Some(Generic::Question) {
                let (place, path) = (place(&analysis, at), path.display());
                assert!(turn.kind.is_question(), "{path}:{place}: {:?}", turn.kind);
                assert!(turn.exchange.is_some(), "{path}:{place}");
            }
        }
    }
}
