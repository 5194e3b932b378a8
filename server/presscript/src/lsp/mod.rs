//! The language server: a thin layer that speaks LSP and leaves all knowledge to `presscript_analysis`.
//!
//! A message's way, one file a step:
//! - [`transport`]: a thread reads; every message goes on in the order it came.
//! - [`session`]: applies edits at once, in that order, to [`documents`], and gives every read a snapshot.
//! - [`server`]: typed requests; each is one read, run by [`jobs`] on the blocking pool, or at once where it is soon done.
//! - [`reply`]: what goes back; what grows with the document is serialised where it is made.
//! - [`output`]: the way to the client; [`pipe`] knows how much fits into it.
//! - [`features`]: converts in, asks the analysis, converts out, with [`convert`] for all positions and
//!   [`editor`] for what the client can do, and [`newer`] for what the library doesn't know of it.
//! - [`workspace`]: the client's folders, and the settings of the documents in them, over which [`user`] puts the user's.
//! - [`uri`]: the spellings of a file's name that clients have.
//! - [`indexer`]: all transcripts of the workspace, for what needs more than one; [`progress`] shows that it reads.
//! - [`checker`]: reports on all transcripts for clients that ask, and holds back those that would say nothing new.
//!
//! Beside it, [`log`] writes down what happens, [`memory`] tells the allocator to give back what is free, [`publisher`]
//! pushes diagnostics to clients that cannot pull them, and [`lifecycle`] ends the process. There is no lock round
//! documents: they belong to the session alone, and snapshots are immutable.

mod checker;
mod convert;
mod documents;
mod editor;
mod features;
mod indexer;
mod jobs;
mod lifecycle;
mod log;
mod memory;
mod newer;
mod output;
mod pipe;
mod progress;
mod publisher;
mod reply;
mod server;
mod session;
mod transport;
mod uri;
mod user;
mod workspace;
mod workspace_edit;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use lifecycle::Lifecycle;
use log::Log;
use output::StandardOutput;
use session::Session;

use crate::config::today;
use crate::config::user::LogLevel;

/// Serves until the client exits or goes away. The exit code is 0 only after a `shutdown` request, and 2 when the log's
/// file cannot be opened.
pub fn run(log_file: Option<&Path>, log_level: Option<LogLevel>) -> ExitCode {
    let log = match Log::start(log_file, log_level) {
        Ok(log) => log,
        Err(error) => {
            let file = log_file.unwrap_or(Path::new("")).display();
            eprintln!("presscript: cannot open the log file {file}: {error}");
            return ExitCode::from(2);
        }
    };
    memory::keep_for_a_moment();
    let stdout = match StandardOutput::open() {
        Ok(stdout) => stdout,
        Err(error) => {
            eprintln!("presscript: cannot write to the standard output: {error}");
            return ExitCode::FAILURE;
        }
    };
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("presscript: cannot start the server: {error}");
            return ExitCode::FAILURE;
        }
    };

    // Looking for the time zone takes longer than opening a document: it is found while the client introduces itself.
    std::thread::spawn(today);
    let lifecycle = Lifecycle::default();
    runtime.block_on(async {
        let output = output::write(stdout);
        let (session, client, own) = Session::new(lifecycle.clone(), log, output.0.clone());
        let stdin = io::stdin();
        pipe::widen(&stdin);
        let input = io::BufReader::new(stdin);
        let at_end = {
            let lifecycle = lifecycle.clone();
            move || lifecycle.exit_after_grace()
        };
        let at_rest = memory::give_back;
        transport::serve(input, output, session, client, own, at_rest, at_end).await;
    });
    // A job that doesn't look at its cancel flag must not hold up the end.
    runtime.shutdown_background();
    ExitCode::from(lifecycle.exit_code())
}
