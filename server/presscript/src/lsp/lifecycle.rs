//! How the process ends: with which exit code, and that it does end, whatever hangs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tokio::sync::watch;

/// How long answers may still be worked out and written after `exit` or the end of the input.
const GRACE: Duration = Duration::from_secs(3);

/// How often the parent process is looked for.
const PARENT_CHECK: Duration = Duration::from_secs(1);

/// What is known of the end. Clones share it.
#[derive(Clone, Default)]
pub struct Lifecycle {
    shut_down: Arc<AtomicBool>,
    is_ending: Arc<watch::Sender<bool>>,
}

impl Lifecycle {
    /// The client has asked for `shutdown`.
    pub fn shut_down(&self) {
        self.shut_down.store(true, Ordering::SeqCst);
        self.is_ending.send_replace(true);
    }

    /// Whether the client has asked for `shutdown`.
    pub fn is_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::SeqCst)
    }

    /// Waits until nothing more is wanted: for answers that are held back.
    pub async fn ends(&self) {
        // The sender lives as long as `self`.
        let _ = self.is_ending.subscribe().wait_for(|ends| *ends).await;
    }

    /// 0 after a `shutdown`, otherwise 1.
    pub fn exit_code(&self) -> u8 {
        u8::from(!self.is_shut_down())
    }

    /// Ends the process when the grace period is over, unless it has ended by itself before.
    pub fn exit_after_grace(&self) {
        self.is_ending.send_replace(true);
        thread::sleep(GRACE);
        tracing::error!("something still runs after the grace period");
        std::process::exit(self.exit_code().into());
    }

    /// Ends the process soon after the process `parent` has ended: nobody is left to talk to.
    ///
    /// Where processes cannot be looked for (outside Unix), the end of the input has to do.
    pub fn follow(&self, parent: u32) {
        let lifecycle = self.clone();
        thread::spawn(move || {
            while is_running(parent) {
                thread::sleep(PARENT_CHECK);
            }
            std::process::exit(lifecycle.exit_code().into());
        });
    }
}

#[cfg(unix)]
fn is_running(process: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    pid.is_none_or(|pid| test_kill_process(pid) != Err(Errno::SRCH))
}

#[cfg(not(unix))]
fn is_running(_: u32) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn success_needs_a_shutdown() {
        let lifecycle = Lifecycle::default();
        assert_eq!(lifecycle.exit_code(), 1);
        lifecycle.clone().shut_down();
        assert_eq!(lifecycle.exit_code(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn a_process_that_was_waited_for_is_gone() {
        assert!(is_running(std::process::id()));
        let mut child = std::process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        assert!(!is_running(child.id()));
    }
}
