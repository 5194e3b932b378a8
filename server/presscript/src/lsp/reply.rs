//! Answers on their way to the client: as the library makes them, or as JSON already.
//!
//! The library turns every result into a tree of values before it is written, which takes several times as long as
//! writing a large one. So what grows with the document is serialised where it is made, on the blocking pool, and goes
//! past the library: the handler leaves it in the request's [`Slot`], and its own answer only says that all went well.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tower_lsp::jsonrpc::{Error, Id, Response};

/// What answers a request.
#[derive(Debug)]
pub enum Reply {
    /// A message that the library made.
    Library(Response),
    /// A whole message that says that the request went well, as it is written.
    Json(Vec<u8>),
}

impl Reply {
    /// What went wrong, if anything did.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Library(response) => response.error(),
            Self::Json(_) => None,
        }
    }
}

/// Where the handler of one request leaves an answer that goes past the library. Clones share it.
#[derive(Clone, Debug)]
pub struct Slot {
    id: Option<Id>,
    message: Arc<Mutex<Option<Vec<u8>>>>,
}

impl Slot {
    /// The slot of a request.
    pub fn new(id: Option<Id>) -> Self {
        Self {
            id,
            message: Arc::default(),
        }
    }

    /// Answers with `result`.
    pub fn answer(&self, result: &impl Serialize) {
        #[derive(Serialize)]
        struct Answer<'a, T> {
            jsonrpc: &'static str,
            id: &'a Option<Id>,
            result: &'a T,
        }
        let answer = Answer {
            jsonrpc: "2.0",
            id: &self.id,
            result,
        };
        match serde_json::to_vec(&answer) {
            Ok(message) => *self.message() = Some(message),
            Err(error) => tracing::error!(%error, "a result that is no JSON"),
        }
    }

    /// What is sent: `response`, unless that only stands for an answer that was left here.
    pub fn reply(&self, response: Response) -> Reply {
        match self.message().take().filter(|_| response.is_ok()) {
            Some(message) => Reply::Json(message),
            None => Reply::Library(response),
        }
    }

    fn message(&self) -> MutexGuard<'_, Option<Vec<u8>>> {
        // Nothing that panics is done with it.
        self.message.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
