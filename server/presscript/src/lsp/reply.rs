//! Answers on their way to the client: as the library makes them, or as JSON already.
//!
//! The library turns every result into a tree of values before it is written, which takes several times as long as
//! writing a large one. So what grows with the document is serialised where it is made, on the blocking pool, and goes
//! past the library: the handler leaves it in the request's [`Slot`], and its own answer only says that all went well.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use presscript_analysis::{Cancel, Cancelled};
use serde::Serialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use super::output::Out;

/// A JSON text in pieces, so that what was written before need not be copied.
#[derive(Clone, Debug, Default)]
pub struct Json {
    pieces: Vec<Bytes>,
    /// What comes behind them.
    end: Vec<u8>,
}

/// To copy fewer bytes is cheaper than to have a piece of them.
const PIECE: usize = 512;

impl Json {
    /// Has `write` append to it.
    pub fn write(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.end);
    }

    /// Appends what others have too.
    pub fn share(&mut self, piece: &Bytes) {
        if piece.len() < PIECE {
            self.end.extend_from_slice(piece);
            return;
        }
        if !self.end.is_empty() {
            self.pieces.push(mem::take(&mut self.end).into());
        }
        self.pieces.push(piece.clone());
    }

    /// The same with something before and behind it.
    pub fn within(mut self, before: &[u8], behind: &[u8]) -> Self {
        match self.pieces.is_empty() {
            true => drop(self.end.splice(..0, before.iter().copied())),
            false => self.pieces.insert(0, Bytes::copy_from_slice(before)),
        }
        self.end.extend_from_slice(behind);
        self
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.pieces().map(<[u8]>::len).sum()
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        let pieces = self.pieces.iter().map(|piece| &piece[..]);
        pieces.chain([&self.end[..]])
    }
}

/// Appends plain data to a JSON text.
pub fn append(json: &mut Vec<u8>, value: &impl Serialize) {
    // It can be serialised, and a list of bytes takes all.
    serde_json::to_writer(json, value).expect("JSON");
}

impl From<Vec<u8>> for Json {
    fn from(end: Vec<u8>) -> Self {
        Self {
            pieces: Vec::new(),
            end,
        }
    }
}

/// What answers a request.
#[derive(Debug)]
pub enum Reply {
    /// A message that the library made.
    Library(Response),
    /// A whole message that says that the request went well, as it is written.
    Json(Json),
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
    message: Arc<Mutex<Option<Json>>>,
    /// Where parts of the result go, with the name that the client gave them, if it takes parts.
    stream: Option<(Value, Out)>,
}

/// Most messages have fewer bytes.
const USUAL: usize = 4096;

/// So many items of a list are sent at once to clients that take parts.
const PART: usize = 500;

impl Slot {
    /// The slot of a request; `out` is the way to the client.
    pub fn of(request: &Request, out: &Out) -> Self {
        let params = request.params();
        let token = params.and_then(|params| params.get("partialResultToken"));
        let token = token.filter(|token| token.is_string() || token.is_i64());
        Self {
            id: request.id().cloned(),
            message: Arc::default(),
            stream: token.map(|token| (token.clone(), out.clone())),
        }
    }

    /// Answers with `result`.
    pub fn answer(&self, result: &impl Serialize) {
        self.answer_with(|out| serde_json::to_writer(out, result));
    }

    /// Answers with a list, and sends it in parts where the client takes those; `write` appends some of the items as an
    /// array.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised between two parts.
    pub fn answer_list<T>(
        &self,
        items: &[T],
        mut write: impl FnMut(&[T], &mut Vec<u8>) -> serde_json::Result<()>,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        if self.streams() {
            for part in items.chunks(PART) {
                cancel.check()?;
                self.part(|out| write(part, out));
            }
            self.answer_with(|out| write(&[], out));
        } else {
            self.answer_with(|out| write(items, out));
        }
        Ok(())
    }

    /// Whether the client takes the result in parts.
    pub fn streams(&self) -> bool {
        self.stream.is_some()
    }

    /// Sends a part of the result, which `write` appends as JSON, if the client takes parts.
    pub fn part(&self, write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>) {
        if let Some(value) = json(write).filter(|_| self.streams()) {
            self.part_json(value.into());
        }
    }

    /// Sends a part of the result, if the client takes parts.
    pub fn part_json(&self, value: Json) {
        let Some((token, out)) = &self.stream else {
            return;
        };
        let before = json(|message| {
            message
                .extend_from_slice(br#"{"jsonrpc":"2.0","method":"$/progress","params":{"token":"#);
            serde_json::to_writer(&mut *message, token)?;
            message.extend_from_slice(br#","value":"#);
            Ok(())
        });
        if let Some(before) = before {
            out.send_json(value.within(&before, b"}}"));
        }
    }

    /// Answers with the JSON that `write` appends.
    pub fn answer_with(&self, write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>) {
        let message = json(|message| {
            self.begin(message)?;
            write(message)?;
            message.push(b'}');
            Ok(())
        });
        *self.message() = message.map(Json::from);
    }

    /// Answers with JSON.
    pub fn answer_json(&self, result: Json) {
        let before = json(|message| self.begin(message));
        *self.message() = before.map(|before| result.within(&before, b"}"));
    }

    /// Writes what comes before the result.
    fn begin(&self, message: &mut Vec<u8>) -> serde_json::Result<()> {
        message.extend_from_slice(br#"{"jsonrpc":"2.0","id":"#);
        serde_json::to_writer(&mut *message, &self.id)?;
        message.extend_from_slice(br#","result":"#);
        Ok(())
    }

    /// What is sent: `response`, unless that only stands for an answer that was left here.
    pub fn reply(&self, response: Response) -> Reply {
        match self.message().take().filter(|_| response.is_ok()) {
            Some(message) => Reply::Json(message),
            None => Reply::Library(response),
        }
    }

    fn message(&self) -> MutexGuard<'_, Option<Json>> {
        // Nothing that panics is done with it.
        self.message.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn json(write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>) -> Option<Vec<u8>> {
    let mut message = Vec::with_capacity(USUAL);
    let written = write(&mut message);
    written
        .inspect_err(|error| tracing::error!(%error, "a result that is no JSON"))
        .ok()?;
    Some(message)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::mpsc;

    use serde_json::json;

    use super::*;
    use crate::lsp::output::{Output, write};

    /// A request's slot, and what is written to the client.
    fn slot(params: Value) -> (Slot, mpsc::Receiver<Vec<u8>>) {
        struct Written(mpsc::Sender<Vec<u8>>);
        impl Write for Written {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.send(bytes.to_vec()).expect("somebody reads");
                Ok(bytes.len())
            }
            fn write_vectored(&mut self, parts: &[std::io::IoSlice<'_>]) -> std::io::Result<usize> {
                self.write(
                    &parts
                        .iter()
                        .flat_map(|part| part.to_vec())
                        .collect::<Vec<_>>(),
                )
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        impl Output for Written {
            fn room(&self, bytes: usize) -> usize {
                bytes
            }
        }
        let (sender, written) = mpsc::channel();
        let (out, _) = write(Written(sender));
        let request = Request::build("any").params(params).id(7).finish();
        (Slot::of(&request, &out), written)
    }

    fn json(reply: Reply) -> Value {
        match reply {
            Reply::Library(response) => serde_json::to_value(response).expect("JSON"),
            Reply::Json(message) => {
                let message: Vec<u8> = message.pieces().flatten().copied().collect();
                serde_json::from_slice(&message).expect("JSON")
            }
        }
    }

    #[tokio::test]
    async fn what_is_left_is_the_answer_unless_something_went_wrong() {
        let (slot, _) = slot(json!({}));
        let well = || Response::from_ok(7.into(), Value::Null);
        assert_eq!(
            json(slot.reply(well()))["result"],
            Value::Null,
            "nothing is left yet"
        );
        slot.answer(&["a"]);
        let answer = json!({"jsonrpc": "2.0", "id": 7, "result": ["a"]});
        assert_eq!(json(slot.reply(well())), answer);

        slot.answer(&["a"]);
        let failed = Response::from_error(7.into(), Error::request_cancelled());
        assert_eq!(json(slot.reply(failed))["error"]["code"], -32800);
    }

    #[tokio::test]
    async fn parts_are_sent_to_those_who_take_them_until_they_are_cancelled() {
        let items: Vec<usize> = (0..PART + 1).collect();
        let write = |some: &[usize], out: &mut Vec<u8>| serde_json::to_writer(out, some);
        let (slot, written) = slot(json!({"partialResultToken": "x"}));
        let cancel = Cancel::default();
        assert_eq!(slot.answer_list(&items, write, &cancel), Ok(()));
        let answer = slot.reply(Response::from_ok(7.into(), Value::Null));
        assert_eq!(json(answer)["result"], json!([]));
        let bodies = (0..2).map(|_| {
            let message = String::from_utf8(written.recv().expect("a message")).expect("UTF-8");
            let (_, body) = message.split_once("\r\n\r\n").expect("a head");
            serde_json::from_str(body).expect("JSON")
        });
        let bodies: Vec<Value> = bodies.collect();
        let values = bodies.iter().map(|body| {
            assert_eq!(
                (&body["method"], &body["params"]["token"]),
                (&json!("$/progress"), &json!("x"))
            );
            body["params"]["value"].as_array().expect("a list").len()
        });
        assert_eq!(values.collect::<Vec<_>>(), [PART, 1]);

        cancel.cancel();
        assert_eq!(slot.answer_list(&items, write, &cancel), Err(Cancelled));
    }
}
