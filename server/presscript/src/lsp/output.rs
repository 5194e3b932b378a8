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
    /// How many of so many bytes are written without waiting for whoever reads them.
    fn room(&self, bytes: usize) -> usize;
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
    /// How many bytes of it are written.
    written: usize,
}

/// A long message is not written at once: whoever reads begins with so many bytes, while the others are written.
const FIRST: usize = 64 * 1024;

impl Message {
    fn new(body: Json) -> Self {
        let head = format!("Content-Length: {}\r\n\r\n", body.len());
        Self {
            head,
            body,
            written: 0,
        }
    }

    /// How many bytes are still to be written.
    fn rest(&self) -> usize {
        self.head.len() + self.body.len() - self.written
    }

    /// Writes so many bytes more, or all that are left. Head and body are written at once where `output` does, so that
    /// whoever reads is not woken for the head alone.
    fn write_to(&mut self, output: &mut dyn Output, bytes: usize) -> io::Result<()> {
        let end = self.written + bytes.min(self.rest());
        while self.written < end {
            let most = if self.written == 0 { FIRST } else { end };
            match output.write_vectored(&self.next(most.min(end - self.written))) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => self.written += written,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        match self.rest() {
            0 => output.flush(),
            _ => Ok(()),
        }
    }

    /// The next bytes to be written, so many of them.
    fn next(&self, bytes: usize) -> Vec<IoSlice<'_>> {
        let (mut skipped, mut wanted) = (self.written, bytes);
        let mut next = Vec::new();
        for part in [self.head.as_bytes()].into_iter().chain(self.body.pieces()) {
            let unread = &part[skipped.min(part.len())..];
            skipped -= part.len() - unread.len();
            let taken = &unread[..wanted.min(unread.len())];
            wanted -= taken.len();
            if !taken.is_empty() {
                next.push(IoSlice::new(taken));
            }
        }
        next
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
    fn send(&self, mut message: Message) {
        let mut state = self.state();
        if state.is_closed {
            return;
        }
        let is_next = state.waiting.is_empty();
        if let Some(output) = state.output.as_mut().filter(|_| is_next) {
            let room = output.room(message.rest());
            if message.write_to(&mut **output, room).is_err() {
                // The client reads no more; the end of the input will follow.
                state.is_closed = true;
                self.news.notify_one();
                return;
            }
        }
        if message.rest() > 0 {
            state.waiting.push_back(message);
            self.news.notify_one();
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
            let (Some(mut message), Some(mut output)) = next else {
                return;
            };
            let written = message.write_to(&mut *output, usize::MAX);
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
    fn room(&self, bytes: usize) -> usize {
        pipe::room(&self.file, self.holds, bytes)
    }
}

#[cfg(test)]
impl Output for io::Sink {
    fn room(&self, bytes: usize) -> usize {
        bytes
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use bytes::Bytes;

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
        fn room(&self, bytes: usize) -> usize {
            if bytes <= self.takes { bytes } else { 0 }
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

    #[tokio::test]
    async fn the_thread_writes_what_a_client_does_not_take_at_once() {
        /// Takes some bytes at once.
        struct Narrow(mpsc::Sender<(bool, Vec<u8>)>, std::thread::ThreadId);
        impl Write for Narrow {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                let is_sender = std::thread::current().id() == self.1;
                let sent = self.0.send((is_sender, bytes.to_vec()));
                sent.map_err(io::Error::other)?;
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        impl Output for Narrow {
            fn room(&self, bytes: usize) -> usize {
                bytes.min(FIRST + 10)
            }
        }
        let (sender, read) = mpsc::channel();
        let (out, writer) = write(Narrow(sender, std::thread::current().id()));
        let pieces = [vec![b'a'; FIRST], vec![b'b'; FIRST]].map(Bytes::from);
        let mut long = Json::default();
        pieces.iter().for_each(|piece| long.share(piece));
        out.send_json(long);
        out.send(&1);
        drop(out);
        writer.await;
        let read: Vec<(bool, Vec<u8>)> = read.iter().collect();
        let by_sender = read.iter().filter(|(is_sender, _)| *is_sender);
        let by_sender: usize = by_sender.map(|(_, bytes)| bytes.len()).sum();
        assert_eq!(by_sender, FIRST + 10);
        let all = read.into_iter().flat_map(|(_, bytes)| bytes);
        let head = format!("Content-Length: {}\r\n\r\n", 2 * FIRST).into_bytes();
        let expected = [head, vec![b'a'; FIRST], vec![b'b'; FIRST]].concat();
        let last = b"Content-Length: 1\r\n\r\n1".to_vec();
        assert!(all.eq([expected, last].concat()));
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
            fn room(&self, bytes: usize) -> usize {
                bytes
            }
        }
        let mut written = Piecemeal(Vec::new(), false);
        let mut message = Message::new(b"\"It rains, and it will rain.\"".to_vec().into());
        message.write_to(&mut written, usize::MAX).unwrap();
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
