//! What a reader thought of the findings: for each rule a sample, and whether a sub-editor would agree.
//!
//! `judgements.tsv` holds a line for each finding that was read: rule, file, place, `agree` or `disagree`, and why
//! where it is not plain. `PRESSCRIPT_JUDGE=label cargo test -p presscript-tests --test corpus agrees -- --nocapture` prints
//! what is still to be read of rules that begin with `label`.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use presscript_analysis::rules::{Diagnostic, RULES};

use presscript_tests::say;

use crate::archive::{Transcript, archive, place};
use crate::measured::is_measured_corpus;

/// How many findings of a rule are read.
const SAMPLE: usize = 20;

/// The share of findings that a sub-editor must agree with for a rule to be on by default.
const FLOOR: f64 = 0.9;

/// A rule's findings, and what the reader thought of the sample.
pub struct Judged {
    /// All findings in the corpus.
    pub found: usize,
    /// How many of the sample are right.
    pub agreed: usize,
    /// How many of the sample are wrong.
    pub disagreed: usize,
    /// Those of the sample that nobody has read.
    pub unread: Vec<Found>,
}

/// A finding in the corpus.
#[derive(Clone, Copy)]
pub struct Found {
    transcript: &'static Transcript,
    diagnostic: &'static Diagnostic,
}

impl Judged {
    /// The share of the read findings that are right.
    pub fn share(&self) -> f64 {
        self.agreed as f64 / (self.agreed + self.disagreed).max(1) as f64
    }
}

/// Every rule that finds anything, by code.
pub fn judged() -> BTreeMap<&'static str, Judged> {
    let verdicts = verdicts();
    let mut found: BTreeMap<&str, BTreeMap<&str, Vec<Found>>> = BTreeMap::new();
    for transcript in archive() {
        for diagnostic in transcript.analysis.diagnostics() {
            let sources = found.entry(diagnostic.code).or_default();
            sources.entry(&transcript.source).or_default().push(Found {
                transcript,
                diagnostic,
            });
        }
    }
    let judge = |(code, sources): (&'static str, BTreeMap<&str, Vec<Found>>)| {
        let mut judged = Judged {
            found: sources.values().map(Vec::len).sum(),
            agreed: 0,
            disagreed: 0,
            unread: Vec::new(),
        };
        for found in sample(sources) {
            match verdicts.get(&found.key()) {
                Some(true) => judged.agreed += 1,
                Some(false) => judged.disagreed += 1,
                None => judged.unread.push(found),
            }
        }
        (code, judged)
    };
    found.into_iter().map(judge).collect()
}

/// The sample: from each source in turn, so that a house with many findings does not speak for all. Within a source the
/// order is one of chance that never changes, so that a finding that goes away moves no other.
fn sample(mut sources: BTreeMap<&str, Vec<Found>>) -> Vec<Found> {
    for found in sources.values_mut() {
        found.sort_by_key(|found| std::cmp::Reverse(hash(&found.key())));
    }
    let mut sample = Vec::new();
    while sample.len() < SAMPLE && sources.values().any(|found| !found.is_empty()) {
        let next = sources.values_mut().filter_map(Vec::pop);
        sample.extend(next);
    }
    sample.truncate(SAMPLE);
    sample
}

/// FNV-1a: the same on every machine, for ever.
pub fn hash(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Found {
    /// What a line of the file begins with.
    fn key(&self) -> String {
        let place = place(&self.transcript.analysis, self.diagnostic.range.start);
        format!(
            "{}\t{}\t{place}",
            self.diagnostic.code, self.transcript.name
        )
    }

    /// The finding with the text around it, for the reader.
    pub fn show(&self, around: usize) -> String {
        let (analysis, found) = (&self.transcript.analysis, self.diagnostic);
        let range = &found.range;
        let mut shown = format!(
            "{}\n    {}⟦{}⟧{}\n    {}",
            self.key(),
            analysis.slice(range.start.saturating_sub(around)..range.start),
            analysis.slice(range.start..range.end.min(range.start + 2 * around)),
            analysis.slice(range.end..range.end + around),
            found.message
        )
        .replace('\r', "");
        for fix in &found.fixes {
            let edits = fix.edits.iter().map(|edit| edit.text.as_str());
            let edits: String = edits
                .collect::<Vec<_>>()
                .join(" … ")
                .chars()
                .take(80)
                .collect();
            let _ = write!(shown, "\n    fix: {} ({edits:?})", fix.title);
        }
        shown
    }
}

/// What was read: whether the reader agrees, by rule, file and place.
fn verdicts() -> HashMap<String, bool> {
    let mut verdicts = HashMap::new();
    for (number, line) in include_str!("judgements.tsv").lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [rule, file, place, verdict, _why] = cells.as_slice() else {
            panic!("judgements.tsv:{}: five cells are expected", number + 1);
        };
        let agrees = match *verdict {
            "agree" => true,
            "disagree" => false,
            other => panic!("judgements.tsv:{}: `{other}`", number + 1),
        };
        let known = verdicts.insert(format!("{rule}\t{file}\t{place}"), agrees);
        assert!(known.is_none(), "judgements.tsv:{}: read twice", number + 1);
    }
    verdicts
}

#[test]
fn a_sub_editor_agrees_with_the_rules() {
    let wanted = std::env::var("PRESSCRIPT_JUDGE").ok();
    let mut faults = Vec::new();
    for (code, judged) in judged() {
        if let Some(wanted) = &wanted
            && code.starts_with(wanted)
        {
            for found in &judged.unread {
                println!("{}\n", found.show(240));
            }
        }
        let rule = RULES.iter().find(|rule| rule.code == code).expect(code);
        if !judged.unread.is_empty() {
            faults.push(format!(
                "{code}: {} findings are unread",
                judged.unread.len()
            ));
        } else if rule.enabled && judged.share() < FLOOR {
            faults.push(format!(
                "{code}: {:.2} are right, but it is on",
                judged.share()
            ));
        }
    }
    if is_measured_corpus() {
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    } else {
        say("another corpus than the one of MEASURED.md: nobody has read its findings");
    }
}
