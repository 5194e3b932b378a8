//! The way to the client. Whoever sends a message writes it himself where that makes him wait for nobody; what a client
//! is too slow to take is left to a thread, so that no sender ever waits.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, IoSlice, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::pipe;
use super::reply::{Json, Reply};

/// Where messages are written.
pub trait Output: Write + Send + 'static {
    /// Whether so many bytes are written without waiting for whoever reads them.
    fn takes(&self, bytes: usize) -> bool;
}

/// The way to the client, which never makes a sender wait. Clones share it.
#[derive(Clone)]
pub struct Out(Arc<Senders>);

/// All senders; when they are gone, the thread has nothing more to wait for.
struct Senders(Arc<Way>);

struct Way {
    state: Mutex<State>,
    /// Something waits, or nothing more will.
    news: Condvar,
}

struct State {
    /// Where messages are written; not here while the thread writes.
    output: Option<Box<dyn Output>>,
    waiting: VecDeque<Message>,
    /// Whether what is sent from now on is not written any more.
    is_closed: bool,
}

/// A message as it is written.
struct Message {
    head: String,
    body: Json,
}

impl Message {
    fn new(body: Json) -> Self {
        let head = format!("Content-Length: {}\r\n\r\n", body.len());
        Self { head, body }
    }

    fn len(&self) -> usize {
        self.head.len() + self.body.len()
    }

    /// Writes all parts at once where `output` does, so that whoever reads is not woken for the head alone.
    fn write_to(&self, output: &mut dyn Output) -> io::Result<()> {
        let parts = [self.head.as_bytes()].into_iter().chain(self.body.pieces());
        let mut parts: Vec<IoSlice<'_>> = parts.map(IoSlice::new).collect();
        let mut parts = &mut parts[..];
        while !parts.is_empty() {
            match output.write_vectored(parts) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => IoSlice::advance_slices(&mut parts, written),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        output.flush()
    }
}

/// The way to a client that reads `output`, and the end of the writing: everybody who may send is gone, the way is
/// closed, or the client reads no more.
pub fn write(output: impl Output) -> (Out, impl Future) {
    let way = Arc::new(Way {
        state: Mutex::new(State {
            output: Some(Box::new(output)),
            waiting: VecDeque::new(),
            is_closed: false,
        }),
        news: Condvar::new(),
    });
    let out = Out(Arc::new(Senders(way.clone())));
    (out, tokio::task::spawn_blocking(move || way.write()))
}

impl Out {
    /// Sends a message.
    pub fn send(&self, message: &impl serde::Serialize) {
        match serde_json::to_vec(message) {
            Ok(body) => self.send_json(body.into()),
            Err(error) => tracing::error!(%error, "a message that is no JSON"),
        }
    }

    /// Sends what answers a request.
    pub fn send_reply(&self, reply: Reply) {
        match reply {
            Reply::Library(response) => self.send(&response),
            Reply::Json(message) => self.send_json(message),
        }
    }

    /// Sends a message that is JSON already.
    pub fn send_json(&self, body: Json) {
        self.0.0.send(Message::new(body));
    }

    /// What is sent from now on is not written any more.
    pub fn close(&self) {
        self.0.0.close();
    }
}

impl std::fmt::Debug for Out {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Out")
    }
}

impl Drop for Senders {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Way {
    fn send(&self, message: Message) {
        let mut state = self.state();
        if state.is_closed {
            return;
        }
        let is_next = state.waiting.is_empty();
        match &mut state.output {
            Some(output) if is_next && output.takes(message.len()) => {
                // It fails when the client reads no more; the end of the input will follow.
                let written = message.write_to(&mut **output);
                if written.is_err() {
                    state.is_closed = true;
                    self.news.notify_one();
                }
            }
            _ => {
                state.waiting.push_back(message);
                self.news.notify_one();
            }
        }
    }

    fn close(&self) {
        self.state().is_closed = true;
        self.news.notify_one();
    }

    /// Writes what senders leave, until the end.
    fn write(&self) {
        loop {
            let idle = |state: &mut State| state.waiting.is_empty() && !state.is_closed;
            let state = self.news.wait_while(self.state(), idle);
            let mut state = state.unwrap_or_else(PoisonError::into_inner);
            let next = (state.waiting.pop_front(), state.output.take());
            drop(state);
            let (Some(message), Some(mut output)) = next else {
                return;
            };
            let written = message.write_to(&mut *output);
            let mut state = self.state();
            state.output = Some(output);
            if written.is_err() {
                state.is_closed = true;
                state.waiting.clear();
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that panics is done with it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The standard output without the library's buffer, which writes head and body of a message one after the other.
pub struct StandardOutput {
    file: File,
    /// So many bytes may wait in it for whoever reads; 0 where that is not known.
    holds: usize,
}

impl StandardOutput {
    /// The standard output of this process.
    ///
    /// # Errors
    /// There is none.
    pub fn open() -> io::Result<Self> {
        let stdout = io::stdout();
        #[cfg(unix)]
        let owned = std::os::fd::AsFd::as_fd(&stdout).try_clone_to_owned();
        #[cfg(windows)]
        let owned = std::os::windows::io::AsHandle::as_handle(&stdout).try_clone_to_owned();
        let holds = pipe::widen(&stdout);
        Ok(Self {
            file: owned?.into(),
            holds,
        })
    }
}

impl Write for StandardOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        self.file.write_vectored(parts)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Output for StandardOutput {
    fn takes(&self, bytes: usize) -> bool {
        pipe::takes(&self.file, self.holds, bytes)
    }
}

#[cfg(test)]
impl Output for io::Sink {
    fn takes(&self, _: usize) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// A client that takes so many bytes at once.
    struct Client {
        takes: usize,
        read: mpsc::SyncSender<String>,
    }

    impl Write for Client {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.read.send(text).map_err(io::Error::other)?;
            Ok(bytes.len())
        }

        fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
            self.write(
                &parts
                    .iter()
                    .flat_map(|part| part.to_vec())
                    .collect::<Vec<_>>(),
            )
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Output for Client {
        fn takes(&self, bytes: usize) -> bool {
            bytes <= self.takes
        }
    }

    #[tokio::test]
    async fn what_a_client_takes_is_written_at_once() {
        let (read, messages) = mpsc::sync_channel(1);
        let (out, _) = write(Client { takes: 100, read });
        out.send_json(b"{}".to_vec().into());
        assert_eq!(messages.try_recv().unwrap(), "Content-Length: 2\r\n\r\n{}");
    }

    #[tokio::test]
    async fn a_client_that_is_slow_gets_all_in_order_and_nobody_waits_for_it() {
        // It takes one message at a time, and whoever writes another one waits until it has read that.
        let (read, messages) = mpsc::sync_channel(0);
        let (out, writer) = write(Client { takes: 0, read });
        for number in 0..100 {
            out.send(&number);
        }
        out.close();
        out.send(&"too late");
        let numbers: Vec<String> = messages.iter().collect();
        writer.await;
        let expected = |number: usize| {
            let body = number.to_string();
            format!("Content-Length: {}\r\n\r\n{body}", body.len())
        };
        assert_eq!(numbers, (0..100).map(expected).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn what_is_taken_at_once_does_not_overtake_what_waits() {
        let (read, messages) = mpsc::sync_channel(0);
        let (out, writer) = write(Client { takes: 30, read });
        let long = "x".repeat(100);
        out.send(&long);
        out.send(&1);
        out.close();
        let read: Vec<String> = messages.iter().collect();
        writer.await;
        assert!(read[0].ends_with(&format!("\"{long}\"")), "{read:?}");
        assert!(read[1].ends_with("\r\n\r\n1"), "{read:?}");
    }

    #[test]
    fn a_message_is_written_in_as_many_pieces_as_it_takes() {
        /// Takes some bytes at a time, and is interrupted before each.
        struct Piecemeal(Vec<u8>, bool);
        impl Write for Piecemeal {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.1 = !self.1;
                if self.1 {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                let some = bytes.len().min(7);
                self.0.extend_from_slice(&bytes[..some]);
                Ok(some)
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        impl Output for Piecemeal {
            fn takes(&self, _: usize) -> bool {
                true
            }
        }
        let mut written = Piecemeal(Vec::new(), false);
        let message = Message::new(b"\"It rains, and it will rain.\"".to_vec().into());
        message.write_to(&mut written).unwrap();
        let expected = "Content-Length: 29\r\n\r\n\"It rains, and it will rain.\"";
        assert_eq!(String::from_utf8(written.0).unwrap(), expected);
    }

    #[tokio::test]
    async fn a_client_that_reads_no_more_ends_the_writing() {
        for takes in [0, 100] {
            let (read, messages) = mpsc::sync_channel(0);
            drop(messages);
            let (out, writer) = write(Client { takes, read });
            out.send(&1);
            out.send(&2);
            writer.await;
        }
    }
}
