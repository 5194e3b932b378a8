//! The log, on standard error or in a file, and what a client traces with `$/setTrace`.
//!
//! Below the level `trace` nothing is logged of what documents say.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tower_lsp::Client;
use tower_lsp::jsonrpc::Id;
use tower_lsp::ls_types::notification::LogTrace;
use tower_lsp::ls_types::{LogTraceParams, TraceValue};
use tracing::Instrument;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;
use tracing_subscriber::prelude::*;
use tracing_subscriber::{Registry, fmt, registry, reload};

use super::reply::Reply;
use crate::config::user::LogLevel;

/// How much is logged and traced. Clones share it.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// What the command line or the environment says.
    given: Option<LevelFilter>,
    /// What the user's settings say; they go first, since they can be changed.
    set: Option<LevelFilter>,
    trace: TraceValue,
    filter: Option<reload::Handle<LevelFilter, Registry>>,
}

impl Log {
    /// Starts to log, for the whole process. Without a level `PRESSCRIPT_LOG` says it, otherwise it is `error`.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn start(file: Option<&Path>, level: Option<LogLevel>) -> io::Result<Self> {
        let writer = match file {
            Some(path) => {
                let file = OpenOptions::new().create(true).append(true).open(path)?;
                BoxMakeWriter::new(Arc::new(file))
            }
            None => BoxMakeWriter::new(io::stderr),
        };
        let environment = || std::env::var("PRESSCRIPT_LOG").ok()?.parse().ok();
        let given = level.map(filter).or_else(environment);
        let (limit, handle) = reload::Layer::new(LevelFilter::OFF);
        let lines = fmt::layer().with_writer(writer).with_ansi(false);
        registry().with(limit).with(lines).init();
        let log = Self(Arc::new(Mutex::new(State {
            given,
            filter: Some(handle),
            ..State::default()
        })));
        log.change(|_| ());
        Ok(log)
    }

    /// What the user's settings say of the level.
    pub fn set_level(&self, level: Option<LogLevel>) {
        self.change(|state| state.set = level.map(filter));
    }

    /// What the client wants to be told. The log tells it too, whatever its level is.
    pub fn set_trace(&self, trace: TraceValue) {
        self.change(|state| state.trace = trace);
    }

    /// Waits for an answer, logs that it was given and how long that took, and tells a client that traces.
    pub async fn follow<E>(
        self,
        client: Client,
        method: String,
        id: Option<Id>,
        answer: impl Future<Output = Result<Option<Reply>, E>>,
    ) -> Result<Option<Reply>, E> {
        let Some(id) = id else {
            self.notified(client, &method).await;
            return answer.await;
        };
        let span = tracing::error_span!("request", method, %id);
        let started = Instant::now();
        let reply = answer.instrument(span.clone()).await;
        let elapsed = started.elapsed();
        let error = reply
            .as_ref()
            .ok()
            .and_then(|reply| reply.as_ref()?.error());
        let code = error.map(|error| error.code.code());
        span.in_scope(|| tracing::info!(?elapsed, error = code, "answered"));
        let details = || match code {
            Some(code) => format!("request {id}, error {code}"),
            None => format!("request {id}"),
        };
        // The answer to `initialize` is the first thing that a client may hear.
        if method != "initialize" {
            let message = || format!("{method} was answered in {elapsed:?}");
            self.tell(client, message, details).await;
        }
        reply
    }

    /// Logs a notification of the client, and tells a client that traces all.
    pub async fn notified(&self, client: Client, method: &str) {
        tracing::debug!(method, "notified");
        if self.trace() == TraceValue::Verbose {
            let message = || format!("{method} was received");
            self.tell(client, message, || "notification".to_owned())
                .await;
        }
    }

    async fn tell(
        &self,
        client: Client,
        message: impl FnOnce() -> String,
        details: impl FnOnce() -> String,
    ) {
        let verbose = match self.trace() {
            TraceValue::Off => return,
            TraceValue::Messages => None,
            TraceValue::Verbose => Some(details()),
        };
        let params = LogTraceParams {
            message: message(),
            verbose,
        };
        client.send_notification::<LogTrace>(params).await;
    }

    fn trace(&self) -> TraceValue {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).trace
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        let level = state.set.or(state.given).unwrap_or(LevelFilter::ERROR);
        let traced = match state.trace {
            TraceValue::Off => LevelFilter::OFF,
            TraceValue::Messages => LevelFilter::INFO,
            TraceValue::Verbose => LevelFilter::DEBUG,
        };
        if let Some(filter) = &state.filter {
            // It fails only when there is no log any more.
            let _ = filter.reload(level.max(traced));
        }
    }
}

fn filter(level: LogLevel) -> LevelFilter {
    match level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    }
}
