//! What contracts refer to lives as long as the program.

/// Keeps a value for as long as the program runs.
pub(super) fn keep_one<T>(item: T) -> &'static T {
    Box::leak(Box::new(item))
}
