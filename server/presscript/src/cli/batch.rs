//! The same work on many transcripts, several at a time, with results in the order of their paths.

use std::io;
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::files::{Found, Problem, Source};
use super::{Outcome, terminal};

/// So many transcripts are in memory at a time.
const WINDOW: usize = 256;

/// Reads every transcript that was found, does `work` on its text, and gives what comes of it to `done`, by path. What
/// could not be done is said on standard error, and makes the outcome [`Outcome::Failed`].
///
/// # Errors
/// Those of `done`, which end the work.
pub fn run<T: Send>(
    found: Found,
    work: impl Fn(Source, String) -> Result<T, Problem> + Sync,
    mut done: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Outcome> {
    let progress = Progress::new(found.sources.len());
    let mut problems = found.problems;
    for window in found.sources.chunks(WINDOW) {
        let window = window.par_iter().cloned().map(|source| {
            let result = source.read().and_then(|text| work(source, text));
            progress.step();
            result
        });
        let results: Vec<_> = window.collect();
        progress.bar.suspend(|| {
            for result in results {
                match result {
                    Ok(result) => done(result)?,
                    Err(problem) => problems.push(problem),
                }
            }
            io::Result::Ok(())
        })?;
    }
    progress.bar.finish_and_clear();
    for problem in &problems {
        terminal::complain(problem);
    }
    Ok(match problems.is_empty() {
        true => Outcome::Clean,
        false => Outcome::Failed,
    })
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
