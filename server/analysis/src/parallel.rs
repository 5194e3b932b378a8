//! Work that all cores share.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `of` gives for each of the items, in their order.
///
/// Whoever is free takes the next item. This thread is one of them and begins at once: to wake another takes as long as some items.
pub fn map<T: Sync, R: Send + Sync>(items: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let results: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let at = next.fetch_add(1, Ordering::Relaxed)
            && let Some(item) = items.get(at)
        {
            results[at].get_or_init(|| of(item));
        }
    };
    let threads = rayon::current_num_threads().min(items.len());
    rayon::in_place_scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|_| work());
        }
        work();
    });
    let results = results.into_iter().filter_map(OnceLock::into_inner);
    results.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_is_done_once_and_results_are_in_order() {
        for many in [0, 1, 2, 1_000] {
            let items: Vec<usize> = (0..many).collect();
            let done = AtomicUsize::new(0);
            let doubled = map(&items, |item| {
                done.fetch_add(1, Ordering::Relaxed);
                item * 2
            });
            assert_eq!(doubled, (0..many).map(|item| item * 2).collect::<Vec<_>>());
            assert_eq!(done.into_inner(), many);
        }
    }
}
