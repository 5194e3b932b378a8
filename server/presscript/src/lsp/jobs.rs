//! The blocking pool: how many jobs run at once, how they are cancelled, and what a panic does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::available_parallelism;

use presscript_analysis::{Cancel, Cancelled};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// The pool. Clones share it.
#[derive(Clone)]
pub struct Jobs {
    permits: Arc<Semaphore>,
    limit: usize,
}

/// Why a job has no result.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nobody waits for it any more.
    Cancelled,
    /// It panicked, which is a fault of ours. The pool goes on.
    Panicked,
}

impl Jobs {
    /// A pool that runs `limit` jobs at once; others wait for their turn.
    pub fn new(limit: usize) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(limit)),
            limit,
        }
    }

    /// A pool for this machine: two jobs at least, so that one that hangs doesn't stop all others.
    pub fn for_this_machine() -> Self {
        Self::new(available_parallelism().map_or(2, |n| n.get().max(2)))
    }

    /// Whether no job runs, so that the pool's threads sleep.
    pub fn are_idle(&self) -> bool {
        self.permits.available_permits() == self.limit
    }

    /// Runs `job` off the async thread. Dropping the future raises the job's cancel flag.
    ///
    /// # Errors
    /// [`Failure`], when the job was cancelled or panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Cancel) -> Result<T, Cancelled> + Send + 'static,
    ) -> Result<T, Failure> {
        let permit = self
            .permits
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| Failure::Cancelled)?;
        let cancel = CancelOnDrop(Cancel::default());
        let flag = cancel.0.clone();
        // The pool catches the unwinding of a panic. The permit goes with the job: one that is cancelled
        // but hasn't noticed yet still uses a processor.
        let span = tracing::Span::current();
        let result = spawn_blocking(move || {
            let _permit = permit;
            span.in_scope(|| job(&flag))
        });
        match result.await {
            Ok(result) => result.map_err(|Cancelled| Failure::Cancelled),
            Err(error) if error.is_panic() => Err(Failure::Panicked),
            Err(_) => Err(Failure::Cancelled),
        }
    }
}

/// Runs a `job` that is soon done on this thread, with the same care for panics.
///
/// # Errors
/// [`Failure`], when the job was cancelled or panicked.
pub fn run_here<T>(job: impl FnOnce() -> Result<T, Cancelled>) -> Result<T, Failure> {
    match catch_unwind(AssertUnwindSafe(job)) {
        Ok(result) => result.map_err(|Cancelled| Failure::Cancelled),
        Err(_) => Err(Failure::Panicked),
    }
}

struct CancelOnDrop(Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    const SOON: Duration = Duration::from_millis(50);
    const LIMIT: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn a_panic_is_a_failure_and_the_pool_goes_on() {
        let jobs = Jobs::new(1);
        assert_eq!(
            jobs.run(|_| -> Result<(), _> { panic!("on purpose") })
                .await,
            Err(Failure::Panicked)
        );
        assert_eq!(jobs.run(|_| Ok(7)).await, Ok(7));
    }

    #[test]
    fn a_job_on_this_thread_fails_in_the_same_ways() {
        assert_eq!(run_here(|| Ok(7)), Ok(7));
        assert_eq!(
            run_here(|| Err::<(), _>(Cancelled)),
            Err(Failure::Cancelled)
        );
        let panics = run_here(|| -> Result<(), _> { panic!("on purpose") });
        assert_eq!(panics, Err(Failure::Panicked));
    }

    #[tokio::test]
    async fn a_dropped_future_raises_the_flag() {
        let (stopped, stops) = mpsc::channel();
        let jobs = Jobs::new(1);
        let endless = jobs.run(move |cancel| -> Result<(), Cancelled> {
            while cancel.check().is_ok() {
                std::thread::yield_now();
            }
            stopped.send(()).unwrap();
            Err(Cancelled)
        });
        assert!(
            tokio::time::timeout(SOON, endless).await.is_err(),
            "it ended without being cancelled"
        );
        stops.recv_timeout(LIMIT).expect("the job stops");
        assert_eq!(jobs.run(|_| Ok(7)).await, Ok(7));
    }

    #[tokio::test]
    async fn a_job_that_ignores_its_flag_keeps_its_place_but_holds_up_nobody_else() {
        let (release, released) = mpsc::channel::<()>();
        let jobs = Jobs::new(2);
        let stuck = jobs.run(move |_| {
            let _ = released.recv_timeout(LIMIT);
            Ok(())
        });
        assert!(tokio::time::timeout(SOON, stuck).await.is_err());
        assert_eq!(jobs.permits.available_permits(), 1);
        assert!(!jobs.are_idle());
        assert_eq!(jobs.run(|_| Ok(7)).await, Ok(7));

        drop(release);
        let both = tokio::time::timeout(LIMIT, jobs.permits.acquire_many(2)).await;
        drop(both.expect("the place is free again"));
        assert!(jobs.are_idle());
    }
}
