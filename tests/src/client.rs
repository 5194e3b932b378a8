//! A client of the language server, as strict as a test wants it.
//!
//! It reads only while it waits for something, so that every test is one of a slow client too. A message that
//! nobody asks for fails the test in [`Client::finish`], and a server that hangs is killed after [`LIMIT`].

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{iter, thread};

use serde_json::{Value, json};

use crate::binary::binary;

/// How long a server may live in a test.
pub const LIMIT: Duration = Duration::from_secs(120);

/// A running server, and what it has said.
pub struct Client {
    server: Arc<Mutex<Child>>,
    input: Option<ChildStdin>,
    output: Option<BufReader<ChildStdout>>,
    last_id: i64,
    /// What came while something else was waited for.
    unclaimed: VecDeque<Value>,
    finished: bool,
    _watchdog: mpsc::Sender<()>,
}

/// What became of a request: its result, or its error.
pub type Answer = Result<Value, Value>;

impl Client {
    /// Starts a server that waits for `initialize`.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same, with more arguments.
    pub fn start_with(arguments: &[&str]) -> Self {
        Self::start_as(
            Command::new(binary())
                .args(["lsp", "--stdio"])
                .args(arguments),
        )
    }

    /// The same, for a user with this home folder.
    pub fn start_at_home(home: &Path) -> Self {
        Self::start_as(Command::new(binary()).arg("lsp").env("HOME", home))
    }

    fn start_as(command: &mut Command) -> Self {
        let mut server = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .env("PRESSCRIPT_LOG", "off")
            .spawn()
            .expect("the server starts");
        let input = server.stdin.take();
        let output = server.stdout.take().map(BufReader::new);
        let server = Arc::new(Mutex::new(server));
        let watchdog = kill_after_limit(server.clone());
        Self {
            server,
            input,
            output,
            last_id: 0,
            unclaimed: VecDeque::new(),
            finished: false,
            _watchdog: watchdog,
        }
    }

    /// Starts a server for a client with these capabilities; returns what the server can do as well.
    pub fn initialized(capabilities: Value) -> (Self, Value) {
        Self::initialized_with(
            json!({"processId": null, "rootUri": null, "capabilities": capabilities}),
        )
    }

    /// The same, with all parameters of `initialize`.
    pub fn initialized_with(params: Value) -> (Self, Value) {
        let mut client = Self::start();
        let result = client.ask("initialize", params);
        client.notify("initialized", json!({}));
        (client, result["capabilities"].clone())
    }

    /// Sends bytes that need not be messages.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).expect("the server reads");
    }

    /// Sends a body as it is.
    pub fn send_raw(&mut self, body: &[u8]) {
        self.send_bytes(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        self.send_bytes(body);
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send_raw(
            json!({"jsonrpc": "2.0", "method": method, "params": params})
                .to_string()
                .as_bytes(),
        );
    }

    /// Sends a request and returns its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.last_id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send_raw(message.to_string().as_bytes());
        self.last_id
    }

    /// Waits for the answer to the request `id`.
    pub fn answer(&mut self, id: i64) -> Answer {
        let message = self.wait_for(&format!("the answer to request {id}"), |message| {
            message.get("method").is_none() && message["id"] == id
        });
        match message.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(message["result"].clone()),
        }
    }

    /// Sends a request and waits for its answer.
    pub fn try_ask(&mut self, method: &str, params: Value) -> Answer {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// Sends a request and waits for its result, which must not be an error.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params)
            .unwrap_or_else(|error| panic!("{method} failed: {error}"))
    }

    /// Sends a request and waits for its error's code.
    pub fn ask_for_error(&mut self, method: &str, params: Value) -> i64 {
        let error = self.try_ask(method, params).expect_err("the request fails");
        error["code"].as_i64().expect("an error has a code")
    }

    /// Waits for a notification from the server and returns its parameters.
    pub fn notification(&mut self, method: &str) -> Value {
        let mut message = self.wait_for(method, |message| {
            message["method"] == method && message.get("id").is_none()
        });
        message["params"].take()
    }

    /// The parameters of the notifications of this kind that came while something else was waited for.
    pub fn notifications(&mut self, method: &str) -> Vec<Value> {
        let is_one = |message: &Value| message["method"] == method && message.get("id").is_none();
        let taken = self.unclaimed.iter().filter(|message| is_one(message));
        let taken = taken.map(|message| message["params"].clone()).collect();
        self.unclaimed.retain(|message| !is_one(message));
        taken
    }

    /// Waits for a request from the server, answers it with nothing, and returns its parameters.
    pub fn asked(&mut self, method: &str) -> Value {
        self.asked_for(method, &Value::Null)
    }

    /// The same, with something to answer.
    pub fn asked_for(&mut self, method: &str, result: &Value) -> Value {
        let mut message = self.wait_for(method, |message| {
            message["method"] == method && message.get("id").is_some()
        });
        let answer = json!({"jsonrpc": "2.0", "id": message["id"], "result": result});
        self.send_raw(answer.to_string().as_bytes());
        message["params"].take()
    }

    /// Waits for a request from the server, and refuses it.
    pub fn refused(&mut self, method: &str) {
        let message = self.wait_for(method, |message| {
            message["method"] == method && message.get("id").is_some()
        });
        let error = json!({"code": -32601, "message": "no"});
        let answer = json!({"jsonrpc": "2.0", "id": message["id"], "error": error});
        self.send_raw(answer.to_string().as_bytes());
    }

    /// Whether the answer to the request `id` has come while something else was waited for.
    pub fn has_answer(&self, id: i64) -> bool {
        let mut messages = self.unclaimed.iter();
        messages.any(|message| message.get("method").is_none() && message["id"] == id)
    }

    /// Waits for an answer without an id, as malformed messages get one, and returns its error's code.
    pub fn anonymous_error(&mut self) -> i64 {
        let message = self.wait_for("an error without an id", |message| {
            message.get("id") == Some(&Value::Null)
        });
        message["error"]["code"]
            .as_i64()
            .expect("an error has a code")
    }

    /// The next message, whatever it is; nothing when the server has closed its output.
    pub fn next_message(&mut self) -> Option<Value> {
        self.unclaimed.pop_front().or_else(|| self.receive())
    }

    /// Opens a document as version 1.
    pub fn open(&mut self, uri: &str, text: &str) {
        let item = json!({"uri": uri, "languageId": "presscript", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// Sends a document's changes.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let params =
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
        self.notify("textDocument/didChange", params);
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        );
    }

    /// The server's memory in bytes, as the field `name` of its `/proc` entry says: `VmRSS` for now, `VmHWM` for the
    /// most that it ever was. Nothing where there is no such entry.
    pub fn memory(&self, name: &str) -> Option<u64> {
        let id = self.server.lock().expect("no panic inside").id();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let fields = status.lines().filter_map(|line| line.split_once(':'));
        let (_, value) = fields.into_iter().find(|(field, _)| *field == name)?;
        let kilobytes: u64 = value.trim().strip_suffix(" kB")?.parse().ok()?;
        Some(kilobytes * 1024)
    }

    /// Closes the server's input without a word.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Closes the server's output: nothing can be read any more.
    pub fn close_output(&mut self) {
        self.output = None;
    }

    /// Waits until the server has ended. Fails if it said anything that nobody asked for.
    pub fn exit_code(mut self) -> i32 {
        let rest: Vec<Value> = iter::from_fn(|| self.next_message()).collect();
        assert!(rest.is_empty(), "nobody asked for: {rest:#?}");
        self.exit_code_unread()
    }

    /// Waits until the server has ended, without reading what it says.
    pub fn exit_code_unread(mut self) -> i32 {
        self.finished = true;
        let started = Instant::now();
        while started.elapsed() < LIMIT {
            let mut server = self.server.lock().expect("no panic inside");
            if let Some(status) = server.try_wait().expect("it can be waited for") {
                return status
                    .code()
                    .expect("the server ends by itself, not by a signal");
            }
            drop(server);
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the server doesn't end");
    }

    /// Ends the server as a good client does, and fails if anything is wrong with that.
    pub fn finish(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.exit_code(), 0);
    }

    fn wait_for(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unclaimed.iter().position(&is_it) {
            return self
                .unclaimed
                .remove(at)
                .expect("its position was just found");
        }
        loop {
            let message = self
                .receive()
                .unwrap_or_else(|| panic!("the server ended instead of sending {what}"));
            if is_it(&message) {
                return message;
            }
            self.unclaimed.push_back(message);
        }
    }

    fn receive(&mut self) -> Option<Value> {
        let output = self.output.as_mut().expect("the output is open");
        let mut length = None;
        loop {
            let mut line = String::new();
            if output.read_line(&mut line).expect("headers are text") == 0 {
                return None;
            }
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.trim_end().parse().ok();
            } else {
                assert_eq!(line, "\r\n", "only messages may be written to stdout");
                break;
            }
        }
        let mut body = vec![0; length.expect("a message says how long it is")];
        output
            .read_exact(&mut body)
            .expect("a message is as long as it says");
        Some(serde_json::from_slice(&body).expect("a message is JSON"))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Ok(mut server) = self.server.lock() {
            let _ = server.kill();
            let _ = server.wait();
        }
        assert!(
            self.finished || thread::panicking(),
            "the test must end with `finish` or `exit_code`"
        );
    }
}

/// Kills the server after [`LIMIT`], unless the returned sender is dropped before.
fn kill_after_limit(server: Arc<Mutex<Child>>) -> mpsc::Sender<()> {
    let (sender, finished) = mpsc::channel();
    thread::spawn(move || {
        if finished.recv_timeout(LIMIT) == Err(mpsc::RecvTimeoutError::Timeout)
            && let Ok(mut server) = server.lock()
        {
            let _ = server.kill();
        }
    });
    sender
}
