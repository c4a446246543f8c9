//! Names, counted.

use std::collections::BTreeMap;

/// How many names a class or an enum may add to what is remembered: a service that makes names up would fill the memory.
const MAX_NAMES: usize = 1_000;

/// Counts a name, unless there are too many.
pub(super) fn count<K: Ord>(names: &mut BTreeMap<K, u64>, name: K) {
    if names.len() < MAX_NAMES || names.contains_key(&name) {
        *names.entry(name).or_default() += 1;
    }
}

/// Returns an entry for a name; `None` if there are too many.
pub(super) fn entry<'m, V: Default>(names: &'m mut BTreeMap<String, V>, name: &str) -> Option<&'m mut V> {
    if names.len() >= MAX_NAMES && !names.contains_key(name) {
        return None;
    }
    Some(names.entry(name.to_owned()).or_default())
}
