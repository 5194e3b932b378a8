//! Progress of long work, as the client shows it.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::ls_types::ProgressToken;

/// How many times something has been shown: every time has a token of its own.
static SHOWN: AtomicUsize = AtomicUsize::new(0);

/// Work that goes on; dropping it says that it is done.
pub struct Progress(watch::Sender<(usize, usize)>);

impl Progress {
    /// Shows work under this title, with a button that stops it.
    pub fn start(client: Client, title: &'static str) -> Self {
        let (sender, mut progress) = watch::channel((0, 0));
        tokio::spawn(async move {
            let number = SHOWN.fetch_add(1, Ordering::Relaxed);
            let token = ProgressToken::String(format!("presscript/{number}"));
            if client
                .create_work_done_progress(token.clone())
                .await
                .is_err()
            {
                return;
            }
            let shown = client.progress(token, title);
            let shown = shown.with_percentage(0).with_cancel_button().begin().await;
            let mut last = 0;
            while progress.changed().await.is_ok() {
                let (done, all) = *progress.borrow_and_update();
                let percentage = u32::try_from(done * 100 / all.max(1)).unwrap_or(100);
                if percentage > last {
                    last = percentage;
                    let message = format!("{done} of {all}");
                    shown.report_with_message(message, percentage, None).await;
                }
            }
            shown.finish().await;
        });
        Self(sender)
    }

    /// So much of all is done.
    pub fn report(&self, done: usize, all: usize) {
        // Those who are done at once may come in another order.
        self.0.send_if_modified(|known| {
            let further = done > known.0 || all != known.1;
            if further {
                *known = (done, all);
            }
            further
        });
    }
}
