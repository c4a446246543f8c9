//! Members by their names, for classes that have many.
//!
//! Going through all members for each name of a document is quickest where they are few. Where they are many,
//! documents with many names that the class does not know would take quadratic time.

use std::cmp::Ordering;

/// Up to how many members a class has no index.
pub(crate) const FEW: usize = 64;

/// How many members are tried before the index is asked.
pub(crate) const NEAR: usize = 8;

/// Members sorted by a name.
#[derive(Debug)]
pub(crate) struct NameIndex {
    sorted: Box<[usize]>,
}

impl NameIndex {
    /// Sorts the members of these positions.
    pub(crate) fn new(count: usize, compare: impl Fn(usize, usize) -> Ordering) -> Self {
        let mut sorted: Vec<usize> = (0..count).collect();
        sorted.sort_by(|a, b| compare(*a, *b));
        Self { sorted: sorted.into() }
    }

    /// Returns the first member of a name from a position on, or else the first one. `compare` says how the
    /// name of a member is to the one that is looked for, and `is_it` whether a member of that name is meant.
    pub(crate) fn find(
        &self,
        from: usize,
        compare: impl Fn(usize) -> Ordering,
        is_it: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let start = self.sorted.partition_point(|member| compare(*member).is_lt());
        let behind = self.sorted.get(start..).unwrap_or_default();
        let same = behind.iter().copied().take_while(|member| compare(*member).is_eq());
        let mut first = None;
        for member in same.filter(|member| is_it(*member)) {
            if member >= from {
                return Some(member);
            }
            first = first.or(Some(member));
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_as_by_going_through_all() {
        let names: Vec<String> = (0..200).map(|at| format!("N{}", at * 7 % 90)).collect();
        let index = NameIndex::new(names.len(), |a, b| names[a].cmp(&names[b]));
        for from in [0, 50, 150, 199, 200] {
            for wanted in (0..95).map(|at| format!("N{at}")) {
                for is_odd in [false, true] {
                    let is_it = |at: usize| !is_odd || at % 2 == 1;
                    let fits = |at: &usize| names[*at] == wanted && is_it(*at);
                    let expected = (from..200).find(fits).or_else(|| (0..from).find(fits));
                    assert_eq!(index.find(from, |at| names[at].cmp(&wanted), is_it), expected);
                }
            }
        }
    }
}
