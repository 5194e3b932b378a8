//! What the allocator does with memory that is free again.
//!
//! A message of ten megabytes and an outline of six are made of buffers that live for a moment. The allocator of glibc learns from
//! them to keep blocks of that size for itself, and does so once for each thread. A server that stays open all day beside
//! an editor is better off when they go back to the system. `server/BENCHMARKS.md` has what it takes.

/// Larger blocks go back as soon as they are free, in bytes; and so does the end of the heap where more than that is free.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: i32 = 1024 * 1024;

/// So many heaps are enough for threads that hardly ever allocate at the same time.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const HEAPS: i32 = 2;

/// Tells the allocator to give back what is free; before there are other threads.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn give_back() {
    let options = [
        (libc::M_MMAP_THRESHOLD, LARGE),
        (libc::M_TRIM_THRESHOLD, LARGE),
        (libc::M_ARENA_MAX, HEAPS),
    ];
    for (option, value) in options {
        // Sets a number in the allocator, whatever it is; where it doesn't know the option, it does nothing.
        unsafe { libc::mallopt(option, value) };
    }
}

/// Other allocators do so by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back() {}
