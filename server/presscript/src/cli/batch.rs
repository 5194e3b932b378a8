//! The same work on many transcripts, several at a time, with results in the order of their paths.

use std::path::PathBuf;
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::files::{Problem, Source, find};
use super::{Outcome, terminal};

/// What became of the work.
pub struct Batch<T> {
    /// The results of what could be done, by path.
    pub results: Vec<T>,
    /// [`Outcome::Failed`] when something could not be done, which was said on standard error.
    pub outcome: Outcome,
}

/// Reads every transcript that `arguments` mean and does `work` on its text.
pub fn run<T: Send>(
    arguments: &[PathBuf],
    work: impl Fn(Source, String) -> Result<T, Problem> + Sync,
) -> Batch<T> {
    let found = find(arguments);
    let progress = Progress::new(found.sources.len());
    let done: Vec<_> = found
        .sources
        .into_par_iter()
        .map(|source| {
            let done = source.read().and_then(|text| work(source, text));
            progress.step();
            done
        })
        .collect();
    progress.bar.finish_and_clear();

    let mut problems = found.problems;
    let mut results = Vec::new();
    for done in done {
        match done {
            Ok(result) => results.push(result),
            Err(problem) => problems.push(problem),
        }
    }
    for problem in &problems {
        terminal::complain(problem);
    }
    let outcome = if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Failed
    };
    Batch { results, outcome }
}

/// A bar on standard error that shows itself only on a terminal, and only to those who wait.
struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: Once,
}

impl Progress {
    /// How long nothing is shown.
    const PATIENCE: Duration = Duration::from_secs(1);

    fn new(transcripts: usize) -> Self {
        let bar =
            ProgressBar::with_draw_target(Some(transcripts as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} transcripts")
            .expect("the template is well-formed");
        Self {
            bar: bar.with_style(style),
            start: Instant::now(),
            shown: Once::new(),
        }
    }

    fn step(&self) {
        if self.start.elapsed() > Self::PATIENCE {
            self.shown
                .call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }
}
