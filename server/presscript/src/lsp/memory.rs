//! What the allocator does with memory that is free again.
//!
//! A message of ten megabytes and an outline of six are made of buffers that live for a moment. While somebody types, the next
//! ones take their place, and pages that the system would have to give anew make them slow. As soon as nobody does, a server
//! that stays open all day beside an editor is better off without them. `server/BENCHMARKS.md` has what it takes.

use std::ffi::{c_int, c_long};

use libmimalloc_sys::{mi_collect, mi_option_set};

/// `mi_option_purge_delay` of `mimalloc.h`: after how many milliseconds free pages may go back to the system.
const PURGE_DELAY: c_int = 15;
const A_MOMENT: c_long = 50;

/// Tells the allocator how long to keep what is free; before there are other threads.
pub fn keep_for_a_moment() {
    // Sets a number in the allocator, which is not safe beside other threads.
    unsafe { mi_option_set(PURGE_DELAY, A_MOMENT) };
}

/// Gives back what is free and belongs to this thread, or to none as large blocks do. The allocator does so by itself only while it is
/// asked for more.
pub fn give_back() {
    const AT_ONCE: bool = true;
    // Any thread may call it at any time.
    unsafe { mi_collect(AT_ONCE) };
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// What the process has in memory, in bytes.
    fn resident() -> usize {
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
        let pages = statm.split(' ').nth(1).unwrap();
        pages.parse::<usize>().unwrap() * 4096
    }

    #[test]
    fn what_is_free_goes_back() {
        const SOME: usize = 64 * 1024 * 1024;
        keep_for_a_moment();
        let before = resident();
        let block = vec![1u8; SOME];
        assert!(resident() > before + SOME / 2);
        drop(std::hint::black_box(block));
        give_back();
        assert!(resident() < before + SOME / 2);
    }
}
