//! How often the next label is the one that completion offers first, when a transcript is written from its start.
//!
//! `cargo test -p presscript-tests --test corpus completion -- --nocapture` prints it by source.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::sync::Arc;

use presscript_analysis::features::completion::completions;
use presscript_analysis::{Analysis, Cancel, Text};
use rayon::prelude::*;

use crate::archive::{Transcript, archive};

/// So many turns of each transcript are tried, evenly drawn.
const TURNS: usize = 12;

/// What became of labels that stood in the transcript before, so that they can be known.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    tried: usize,
    first: usize,
    among_three: usize,
}

#[test]
fn the_next_label_is_among_the_first() {
    let mut by_source: BTreeMap<&str, Tally> = BTreeMap::new();
    let each: Vec<Tally> = archive().par_iter().map(tally).collect();
    let mut all = Tally::default();
    for (transcript, tally) in archive().iter().zip(each) {
        *by_source.entry(&transcript.source).or_default() += tally;
        all += tally;
    }
    by_source.retain(|_, tally| tally.tried > 0);
    for (source, tally) in by_source.iter().chain([(&"all", &all)]) {
        let share = |part: usize| part as f64 / tally.tried as f64;
        let (first, among_three) = (share(tally.first), share(tally.among_three));
        println!(
            "{source:26} {:5} first {first:.2} among three {among_three:.2}",
            tally.tried
        );
    }
    assert!(all.first * 100 >= all.tried * 75, "{all:?}");
    assert!(all.among_three * 100 >= all.tried * 93, "{all:?}");
}

fn tally(transcript: &Transcript) -> Tally {
    let model = transcript.analysis.model();
    let every = model.turns.len().div_ceil(TURNS).max(1);
    let mut tally = Tally::default();
    for turn in (1..model.turns.len()).rev().step_by(every) {
        let range = model.label_range(turn);
        let label = transcript.analysis.slice(range.clone());
        let has_it = |turn: usize| {
            let of = model.turn_segment(turn).segment.label();
            of.is_some_and(|of| of.text == label)
        };
        if !(0..turn).any(has_it) {
            continue;
        }
        let before = Text::new(&transcript.analysis.slice(0..range.start));
        let before = Analysis::new(before, Arc::default(), &Cancel::default());
        let before = before.expect("nobody cancels");
        let offered = completions(&before, before.text().len(), None).all;
        let place = offered.iter().position(|one| one.label == label);
        tally.tried += 1;
        tally.first += usize::from(place == Some(0));
        tally.among_three += usize::from(place.is_some_and(|place| place < 3));
    }
    tally
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.tried += other.tried;
        self.first += other.first;
        self.among_three += other.among_three;
    }
}
