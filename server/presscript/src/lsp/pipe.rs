//! The pipes between client and server, as the system knows them: how much fits in, and whether there is room.

#[cfg(unix)]
use std::os::fd::AsFd;

/// Messages of so many bytes fit in where the system allows it. Linux gives everybody as much, and no more.
#[cfg(target_os = "linux")]
const ROOM: usize = 1 << 20;

/// Makes room in a pipe, so that whoever writes a large message need not wait for whoever reads it. Gives how many bytes
/// it holds; 0 where that is not known, or for what is no pipe.
#[cfg(target_os = "linux")]
pub fn widen(pipe: &impl AsFd) -> usize {
    use rustix::pipe::{fcntl_getpipe_size, fcntl_setpipe_size};
    let holds = fcntl_setpipe_size(pipe, ROOM).or_else(|_| fcntl_getpipe_size(pipe));
    holds.unwrap_or(0)
}

#[cfg(not(target_os = "linux"))]
pub fn widen<T>(_: &T) -> usize {
    0
}

/// How many of some more `bytes` a pipe that `holds` so many takes at once.
#[cfg(unix)]
pub fn room(pipe: &impl AsFd, holds: usize, bytes: usize) -> usize {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::pipe::PIPE_BUF;
    let (has_room, most) = if bytes <= PIPE_BUF {
        // A pipe that can be written to at all takes so many.
        let mut output = [PollFd::new(pipe, PollFlags::OUT)];
        let found = poll(&mut output, Some(&Timespec::default()));
        (found == Ok(1), bytes)
    } else {
        // What waits may fill its pages in part only, so that nobody knows how much more fits in.
        (rustix::io::ioctl_fionread(pipe) == Ok(0), holds.min(bytes))
    };
    if has_room { most } else { 0 }
}

#[cfg(not(unix))]
pub fn room<T>(_: &T, _: usize, _: usize) -> usize {
    0
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::io::{Read, Write, pipe};

    use rustix::pipe::PIPE_BUF;

    use super::*;

    #[test]
    fn what_it_takes_is_written_without_waiting() {
        let (mut reader, mut writer) = pipe().unwrap();
        rustix::io::ioctl_fionbio(&writer, true).unwrap();
        let holds = widen(&writer);
        assert!(holds >= 64 * 1024, "{holds}");
        for bytes in [1, PIPE_BUF + 1, holds - 1, holds] {
            assert_eq!(room(&writer, holds, bytes), bytes);
            // It fails where it would have to wait.
            assert_eq!(writer.write(&vec![b'x'; bytes]).unwrap(), bytes);
            assert_eq!(room(&writer, holds, PIPE_BUF + 1), 0, "{bytes} wait");
            reader.read_exact(&mut vec![0; bytes]).unwrap();
        }
    }

    #[test]
    fn what_is_no_pipe_takes_little_at_once() {
        let file = tempfile::tempfile().unwrap();
        assert_eq!(widen(&file), 0);
        assert_eq!(room(&file, 0, 1), 1);
        assert_eq!(room(&file, 0, 100_000), 0);
    }
}
