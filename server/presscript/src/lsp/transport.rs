//! Messages in and out: one thread reads, and the session is called in the order of the wire.
//!
//! This takes the place of `tower_lsp::Server`, whose loop ends at the first malformed message, and whose
//! reader waits for its writer, so that a client that writes much before it reads would wait for ever.

use std::future::poll_fn;
use std::io::{self, BufRead, Read};
use std::panic::AssertUnwindSafe;
use std::thread;
use std::time::Duration;

use futures::{FutureExt, SinkExt, StreamExt};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::sleep;
use tower::Service;
use tower_lsp::ClientSocket;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use super::output::Out;
use super::reply::Reply;
use super::uri;

/// Serves until `exit` or the end of the input, then lets what still runs finish. The `own` messages of the server
/// reach the session as if they came from the client.
///
/// `at_rest` runs when there has been nothing to do for a moment, and `at_end` on the reading thread, which has nothing left to
/// do then.
pub async fn serve<S>(
    input: impl BufRead + Send + 'static,
    (out, writer): (Out, impl Future),
    mut session: S,
    client: ClientSocket,
    mut own: mpsc::UnboundedReceiver<Request>,
    at_rest: impl Fn(),
    at_end: impl FnOnce() + Send + 'static,
) where
    S: Service<Request, Response = Option<Reply>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let mut messages = read(input, at_end);
    let (mut to_client, mut from_client) = client.split();
    let (mut ready, mut answers) = (None, JoinSet::new());
    let mut has_ended = false;
    // Whether a request is being answered that changes the state which decides about every later message.
    let mut is_changing = false;
    let mut has_rested = true;
    while !has_ended || ready.is_some() || !answers.is_empty() {
        let takes_more = !has_ended && !is_changing;
        let message = tokio::select! {
            biased;
            // What a request has told the client must come before its answer.
            Some(request) = to_client.next() => {
                out.send(&request);
                continue;
            }
            Some(answer) = next(&mut ready, &mut answers) => {
                is_changing &= !answer.changes_state;
                if let Some(reply) = answer.reply {
                    out.send_reply(reply);
                }
                continue;
            }
            message = messages.recv(), if takes_more => message,
            Some(request) = own.recv(), if takes_more => Some(Message::Request(request)),
            () = sleep(REST), if !has_rested && answers.is_empty() => {
                at_rest();
                has_rested = true;
                continue;
            }
        };
        has_rested = false;
        match message {
            Some(Message::Request(request)) => {
                if poll_fn(|cx| session.poll_ready(cx)).await.is_err() {
                    has_ended = true;
                    continue;
                }
                let changes_state = matches!(request.method(), "initialize" | "shutdown");
                is_changing = changes_state;
                let reply = reply(request.id().cloned(), session.call(request));
                let mut answer = Box::pin(reply.map(move |reply| Answer {
                    reply,
                    changes_state,
                }));
                // Its first step is in the order of the wire, so that a cancellation is never one of a request that
                // came after it.
                ready = (&mut answer).now_or_never();
                if ready.is_none() {
                    answers.spawn(answer);
                }
            }
            Some(Message::Response(response)) => {
                has_ended |= from_client.send(response).await.is_err();
            }
            Some(Message::Malformed(response)) => out.send(&response),
            None => has_ended = true,
        }
    }
    out.close();
    writer.await;
}

/// Who types makes shorter pauses, and who reads makes longer ones.
const REST: Duration = Duration::from_millis(100);

/// What answers a message; a notification has no reply.
struct Answer {
    reply: Option<Reply>,
    changes_state: bool,
}

/// The next answer that is there.
async fn next(ready: &mut Option<Answer>, answers: &mut JoinSet<Answer>) -> Option<Answer> {
    match ready.take() {
        Some(answer) => Some(answer),
        None => answers.join_next().await?.ok(),
    }
}

/// What `future` answers. Whatever happens, a request gets an answer: the client would wait for ever otherwise.
async fn reply<E>(
    id: Option<Id>,
    future: impl Future<Output = Result<Option<Reply>, E>>,
) -> Option<Reply> {
    let error = match AssertUnwindSafe(future).catch_unwind().await {
        Ok(Ok(Some(reply))) => return Some(reply),
        // The library gives none for a method that starts with `$/`, even if it is a request.
        Ok(_) => Error::method_not_found(),
        Err(_) => Error::internal_error(),
    };
    Some(Reply::Library(Response::from_error(id?, error)))
}

/// What came from the client.
enum Message {
    Request(Request),
    Response(Response),
    /// Something else, with the error to answer.
    Malformed(Response),
}

/// The longest message that is taken for one, in bytes. Who announces more has miscounted.
const MAX_BODY: u64 = 1 << 30;

/// There is room at once for messages that have at most so many bytes.
const MAX_ROOM: u64 = 1 << 20;

/// The longest line of a head, in bytes.
const MAX_HEADER: u64 = 4096;

fn read(
    mut input: impl BufRead + Send + 'static,
    at_end: impl FnOnce() + Send + 'static,
) -> mpsc::UnboundedReceiver<Message> {
    let (messages, receiver) = mpsc::unbounded_channel();
    thread::spawn(move || {
        loop {
            let message = match read_body(&mut input) {
                Ok(Some(body)) => parse(&body),
                Ok(None) => break,
                // Nobody knows where the next message begins, and a server that looks for it seems to hang.
                Err(error) => {
                    tracing::error!(%error, "the input cannot be read any further");
                    break;
                }
            };
            let is_exit =
                matches!(&message, Message::Request(request) if request.method() == "exit");
            if messages.send(message).is_err() || is_exit {
                break;
            }
        }
        drop(messages);
        at_end();
    });
    receiver
}

/// The next message's bytes, or nothing at the end of the input. Empty lines before the head are passed over.
///
/// # Errors
/// Those of the input, and of a head that is none or doesn't say how long the body is.
fn read_body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let (mut length, mut in_head) = (None, false);
    loop {
        let mut line = Vec::new();
        input
            .by_ref()
            .take(MAX_HEADER)
            .read_until(b'\n', &mut line)?;
        if line.len() as u64 == MAX_HEADER {
            return Err(io::Error::other("a header without end"));
        }
        if !line.ends_with(b"\n") {
            return Ok(None);
        }
        let line = line.trim_ascii();
        if !line.is_empty() {
            length = content_length(line)?.or(length);
            in_head = true;
        } else if let Some(length) = length {
            // Who miscounts takes no more than that.
            let mut body = Vec::with_capacity(length.min(MAX_ROOM) as usize);
            let complete = input.by_ref().take(length).read_to_end(&mut body)? as u64 == length;
            return Ok(complete.then_some(body));
        } else if in_head {
            return Err(io::Error::other("a head without a length"));
        }
    }
}

/// The length that a header says, if it is the one that does.
fn content_length(header: &[u8]) -> io::Result<Option<u64>> {
    let bad = || {
        let header = String::from_utf8_lossy(header);
        io::Error::other(format!("not a header: {header:.80}"))
    };
    let header = std::str::from_utf8(header).map_err(|_| bad())?;
    let (name, value) = header.split_once(':').ok_or_else(bad)?;
    let name = name.trim_end();
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(bad());
    }
    if !name.eq_ignore_ascii_case("content-length") {
        return Ok(None);
    }
    let length = value.trim().parse().map_err(|_| bad())?;
    if length > MAX_BODY {
        return Err(bad());
    }
    Ok(Some(length))
}

fn parse(body: &[u8]) -> Message {
    let mut value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => {
            tracing::error!(%error, "not JSON");
            return Message::Malformed(Response::from_error(Id::Null, Error::parse_error()));
        }
    };
    uri::mend(&mut value);
    // The library would build them anew, as large as they are.
    let params = value.as_object_mut().and_then(|it| it.remove("params"));
    let id = value
        .get("id")
        .and_then(|id| serde_json::from_value(id.clone()).ok())
        .unwrap_or(Id::Null);
    let message = if value.get("method").is_some() {
        serde_json::from_value(value).map(|request| Message::Request(with(params, request)))
    } else {
        serde_json::from_value(value).map(Message::Response)
    };
    message.unwrap_or_else(|error| {
        tracing::error!("not a message");
        tracing::trace!(%error, "not a message");
        Message::Malformed(Response::from_error(id, Error::invalid_request()))
    })
}

/// A request with its parameters.
fn with(params: Option<Value>, request: Request) -> Request {
    let (method, id, _) = request.into_parts();
    // Some clients send an empty object where there are no parameters, which the library would refuse.
    let params = params.filter(|_| method != "shutdown");
    let mut request = Request::build(method);
    if let Some(params) = params {
        request = request.params(params);
    }
    if let Some(id) = id {
        request = request.id(id);
    }
    request.finish()
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::io::Write;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll};
    use std::time::Duration;

    use serde_json::json;

    use super::*;
    use crate::lsp::output::{Output, write};

    fn bodies(mut input: &[u8]) -> Vec<String> {
        std::iter::from_fn(|| read_body(&mut input).unwrap())
            .map(|body| String::from_utf8(body).unwrap())
            .collect()
    }

    #[test]
    fn bodies_are_cut_by_length() {
        let input = b"Content-Length: 2\r\n\r\n{}content-length:4\nContent-Type: x\n\nnull";
        assert_eq!(bodies(input), ["{}", "null"]);
    }

    #[test]
    fn what_is_no_head_is_an_error() {
        let endless = "x".repeat(5000);
        for input in [
            "Content-Length: many\r\n\r\n{}",
            "Content-Length: 18446744073709551615\r\n\r\n{}",
            "X: y\r\n\r\n{}",
            "\"}Content-Length: 2\r\n\r\n{}",
            "{}\n",
            &endless,
        ] {
            assert!(read_body(&mut input.as_bytes()).is_err(), "{input:.40}");
        }
    }

    #[test]
    fn a_cut_off_message_is_the_end() {
        assert!(bodies(b"Content-Length: 9\r\n\r\n{}").is_empty());
        assert!(bodies(b"Content-Len").is_empty());
        assert!(bodies(b"\r\n\n").is_empty());
    }

    #[test]
    fn what_is_no_message_gets_an_error() {
        for (body, code, id) in [
            ("{", -32700, Id::Null),
            ("[]", -32600, Id::Null),
            ("7", -32600, Id::Null),
            (r#"{"id":3,"method":"shutdown"}"#, -32600, Id::Number(3)),
            (
                r#"{"jsonrpc":"2.0","id":"x","method":8}"#,
                -32600,
                Id::String("x".into()),
            ),
        ] {
            let Message::Malformed(response) = parse(body.as_bytes()) else {
                panic!("{body} was taken for a message")
            };
            assert_eq!(response.error().unwrap().code.code(), code, "{body}");
            assert_eq!(response.id(), &id, "{body}");
        }
    }

    /// Answers `ok`; `panic` and `hang` do what they say.
    struct Fake;

    impl Service<Request> for Fake {
        type Response = Option<Reply>;
        type Error = std::convert::Infallible;
        type Future = futures::future::BoxFuture<'static, Result<Option<Reply>, Self::Error>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let (method, id, _) = request.into_parts();
            async move {
                match &*method {
                    "panic" => panic!("on purpose"),
                    "hang" => pending().await,
                    _ => Ok(id.map(|id| Reply::Library(Response::from_ok(id, method.into())))),
                }
            }
            .boxed()
        }
    }

    /// What a writer was given.
    #[derive(Clone, Default)]
    struct Written {
        bytes: Arc<Mutex<Vec<u8>>>,
        messages: Arc<AtomicUsize>,
    }

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.bytes.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            self.messages.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }
    }

    impl Output for Written {
        fn room(&self, _: usize) -> usize {
            0
        }
    }

    /// What is written when `methods` come in, each with its place as id: the first `expected` answers at least.
    async fn served(methods: &[&str], expected: usize) -> Vec<Value> {
        let mut input = Vec::new();
        for (id, method) in methods.iter().enumerate() {
            let body = json!({"jsonrpc": "2.0", "id": id, "method": method}).to_string();
            write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        }
        let written = Written::default();
        let output = write(written.clone());
        let out = output.0.clone();
        let (_, client, own) =
            crate::lsp::session::Session::new(Default::default(), Default::default(), out);
        let input = io::Cursor::new(input);
        let serving = serve(input, output, Fake, client, own, || (), || ());
        let enough = async {
            while written.messages.load(Ordering::SeqCst) < expected {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::select! {
            _ = serving => {}
            () = enough => {}
            () = tokio::time::sleep(Duration::from_secs(60)) => panic!("too few answers"),
        }
        let written = written.bytes.lock().unwrap();
        let mut answers: Vec<Value> = bodies(&written)
            .iter()
            .map(|body| serde_json::from_str(body).unwrap())
            .collect();
        answers.sort_by_key(|answer| answer["id"].as_u64());
        answers
    }

    #[tokio::test]
    async fn a_panic_is_answered_and_the_server_lives() {
        let answers = served(&["panic", "hover"], 2).await;
        assert_eq!(answers.len(), 2);
        assert_eq!(answers[0]["error"]["code"], -32603);
        assert_eq!(answers[1]["result"], "hover");
    }

    #[tokio::test]
    async fn requests_that_hang_hold_up_nobody() {
        let methods = [vec!["hang"; 50], vec!["hover", "shutdown"]].concat();
        let answers = served(&methods, 2).await;
        let results: Vec<_> = answers
            .iter()
            .map(|answer| answer["result"].as_str())
            .collect();
        assert_eq!(results, [Some("hover"), Some("shutdown")]);
    }
}
