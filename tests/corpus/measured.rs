//! What Presscript makes of real archives, as a table: `MEASURED.md`.
//!
//! `PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test corpus measured` writes it. It is compared only where the
//! corpus is the one that it was measured on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use presscript_analysis::rules::RULES;
use presscript_tests::{root, say};

use crate::archive::{archive, place};
use crate::injected::injected;
use crate::judgements::judged;
use crate::labels;

#[test]
fn the_table_is_what_is_measured() {
    if archive().is_empty() {
        return;
    }
    let path = root().join("tests/corpus/MEASURED.md");
    let table = table();
    if std::env::var_os("PRESSCRIPT_BLESS").is_some() {
        fs::write(&path, table).expect("the folder can be written to");
        return;
    }
    if is_measured_corpus() {
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == table,
            "MEASURED.md is stale: PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test corpus measured"
        );
    } else {
        say("another corpus than the one of MEASURED.md: its table is only printed");
        println!("{table}");
    }
}

/// Whether the corpus is the one that the table and the judgements are about.
pub fn is_measured_corpus() -> bool {
    include_str!("MEASURED.md").contains(&corpus())
}

/// Which corpus it is.
fn corpus() -> String {
    let bytes: usize = archive()
        .iter()
        .map(|transcript| transcript.analysis.text().len())
        .sum();
    format!("{} transcripts, {bytes} bytes", archive().len())
}

fn table() -> String {
    let mut table = format!(
        "# Measured on real transcripts\n\nWritten by a test: \
         `PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test corpus measured`.\n\
         The corpus is no part of the project: {}.\n",
        corpus()
    );
    sources(&mut table);
    findings(&mut table);
    agreement(&mut table);
    errors(&mut table);
    table
}

/// Lines and what the model has of them, by source.
#[derive(Default)]
struct Counts {
    files: usize,
    lines: usize,
    people: usize,
    exchanges: usize,
    questions: usize,
    answers: usize,
    profiles: BTreeMap<String, usize>,
}

fn counts() -> BTreeMap<&'static str, Counts> {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    for transcript in archive() {
        let model = transcript.analysis.model();
        let count = counts.entry(&transcript.source).or_default();
        count.files += 1;
        count.lines += transcript.analysis.text().line_count();
        count.people += model.speakers.len();
        count.exchanges += model.exchanges.len();
        for exchange in &model.exchanges {
            count.questions += exchange.questions.len() + exchange.unheard.len();
            count.answers += exchange.answers.len();
        }
        let profile = model.context.profile.name.clone().into_owned();
        *count.profiles.entry(profile).or_default() += 1;
    }
    counts
}

fn sources(table: &mut String) {
    table.push_str(
        "\n## Labels, people and exchanges\n\n\
         Precision and recall are against each house's own convention, as `labels.rs` has it; where a house sets no \
         label, what was taken for one is counted. Questions include those that nobody heard.\n\n\
         | source | files | lines | labels | precision | recall | people | exchanges | questions | answers | profile |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n",
    );
    let labels = labels::measured();
    for (source, count) in counts() {
        let label = &labels[source];
        let (precision, recall) = if label.has_convention {
            (
                format!("{:.3}", label.precision()),
                format!("{:.3}", label.recall()),
            )
        } else {
            ("–".to_owned(), "–".to_owned())
        };
        let profiles = count.profiles.iter();
        let profiles: Vec<String> = profiles
            .map(|(name, files)| format!("{name} {files}"))
            .collect();
        let Counts {
            files,
            lines,
            people,
            exchanges,
            questions,
            answers,
            ..
        } = count;
        let (found, profiles) = (label.found, profiles.join(", "));
        let _ = writeln!(
            table,
            "| {source} | {files} | {lines} | {found} | {precision} | {recall} | {people} | {exchanges} | {questions} | {answers} | {profiles} |"
        );
    }
}

fn findings(table: &mut String) {
    table.push_str(
        "\n## Findings per 1,000 lines\n\n\
         Every rule is on here, those that are off by default too. Sources without a finding are left out.\n\n\
         | rule | found | per 1,000 lines, by source |\n|---|---:|---|\n",
    );
    let mut found: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for transcript in archive() {
        for diagnostic in transcript.analysis.diagnostics() {
            let sources = found.entry(diagnostic.code).or_default();
            *sources.entry(&transcript.source).or_default() += 1;
        }
    }
    let counts = counts();
    for rule in RULES {
        let Some(sources) = found.get(rule.code) else {
            let _ = writeln!(table, "| {} | 0 | |", rule.code);
            continue;
        };
        let total: usize = sources.values().sum();
        let rates: Vec<String> = sources
            .iter()
            .map(|(source, found)| {
                let rate = 1000.0 * *found as f64 / counts[source].lines as f64;
                format!("{source} {rate:.2}")
            })
            .collect();
        let _ = writeln!(table, "| {} | {total} | {} |", rule.code, rates.join(", "));
    }
}

fn agreement(table: &mut String) {
    table.push_str(
        "\n## Would a sub-editor agree?\n\n\
         Of each rule up to 20 findings, drawn from the sources in turn, were read; `judgements.tsv` says which and why. \
         A rule that is on has at least 0.9.\n\n\
         | rule | by default | found | read | right | share |\n|---|---|---:|---:|---:|---:|\n",
    );
    let judged = judged();
    for rule in RULES {
        let default = if rule.enabled {
            rule.severity.name()
        } else {
            "off"
        };
        let Some(judged) = judged.get(rule.code) else {
            let _ = writeln!(table, "| {} | {default} | 0 | | | |", rule.code);
            continue;
        };
        let read = judged.agreed + judged.disagreed;
        let _ = writeln!(
            table,
            "| {} | {default} | {} | {read} | {} | {:.2} |",
            rule.code,
            judged.found,
            judged.agreed,
            judged.share()
        );
    }
}

fn errors(table: &mut String) {
    table.push_str(
        "\n## Errors put in on purpose\n\n\
         Into each transcript of a house with a convention one error of each kind, where it can be made.\n\n\
         | error | found | by source |\n|---|---:|---|\n",
    );
    let mut kinds: BTreeMap<&str, Vec<(&str, usize, usize)>> = BTreeMap::new();
    for (&(kind, source), &(found, all)) in injected() {
        kinds.entry(kind).or_default().push((source, found, all));
    }
    for (kind, sources) in kinds {
        let sum = |of: fn(&(&str, usize, usize)) -> usize| sources.iter().map(of).sum::<usize>();
        let (found, all) = (sum(|source| source.1), sum(|source| source.2));
        let by_source = sources.iter();
        let by_source: Vec<String> = by_source
            .map(|(source, found, all)| format!("{source} {found} of {all}"))
            .collect();
        let _ = writeln!(
            table,
            "| {kind} | {found} of {all} | {} |",
            by_source.join(", ")
        );
    }
}

/// Prints findings of the rules that `PRESSCRIPT_SAMPLES` begins, for whoever writes one.
#[test]
fn findings_per_source() {
    const OF_A_SOURCE: usize = 30;
    let Ok(wanted) = std::env::var("PRESSCRIPT_SAMPLES") else {
        return;
    };
    let mut samples: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for transcript in archive() {
        let analysis = &transcript.analysis;
        for found in analysis.diagnostics() {
            if found.code.starts_with(&wanted) {
                let range = &found.range;
                let before = analysis.slice(range.start.saturating_sub(60)..range.start);
                let text = analysis.slice(range.start..range.end.min(range.start + 120));
                let after = analysis.slice(range.end..range.end + 60);
                let shown = format!("{before}⟦{text}⟧{after}").replace(['\n', '\r'], "↵");
                let place = place(analysis, range.start);
                let sample = format!(
                    "{}:{place}: {shown}\n        {}",
                    transcript.name, found.message
                );
                samples
                    .entry((found.code, &transcript.source))
                    .or_default()
                    .push(sample);
            }
        }
    }
    for ((code, source), samples) in &samples {
        println!("\n{code} in {source}, {} in all", samples.len());
        for sample in samples.iter().step_by(samples.len().div_ceil(OF_A_SOURCE)) {
            println!("{sample}");
        }
    }
}
