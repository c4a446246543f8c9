//! Work on several threads.

use std::{
    num::NonZero,
    panic,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Calls a function with each item, on all processors. The results are in the order of the items.
pub(super) fn map<T: Sync, R: Send>(items: &[T], function: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    if threads <= 1 {
        return items.iter().map(function).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = std::iter::from_fn(|| {
            let index = next.fetch_add(1, Ordering::Relaxed);
            items.get(index).map(|item| (index, function(item)))
        });
        taken.collect::<Vec<_>>()
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let results = threads.into_iter().map(thread::ScopedJoinHandle::join);
        results.flat_map(|result| result.unwrap_or_else(|cause| panic::resume_unwind(cause))).collect()
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Calls two functions at the same time.
pub(super) fn join<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().unwrap_or_else(|cause| panic::resume_unwind(cause)), second)
    })
}

#[cfg(test)]
mod tests {
    use super::{join, map};

    #[test]
    fn results_are_in_the_order_of_items() {
        let items: Vec<u64> = (0..1000).collect();
        // The first ones take longest.
        let slow =
            |item: &u64| (0..(1000 - item) * 20).fold(*item, |sum, n| std::hint::black_box(sum ^ n ^ n));
        assert_eq!(map(&items, slow), items);
        assert!(map(&[], slow).is_empty());
        assert_eq!(join(|| map(&items[..3], slow), || 7), (vec![0, 1, 2], 7));
    }
}
