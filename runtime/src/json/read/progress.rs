//! The members of an object that were read.

use crate::value::Seen;

/// The members that were read: only their number as long as they come in order, as most do, and then a set.
#[derive(Default)]
pub(super) struct Progress {
    /// How many members came in order. It is no member's index any more once one came out of order.
    in_order: usize,
    /// All members that were read, once one came out of order.
    seen: Option<Seen>,
}

impl Progress {
    /// Marks one of `members` members by its index, and returns whether it was marked already.
    #[inline]
    pub(super) fn mark(&mut self, member: usize, members: usize) -> bool {
        if member == self.in_order {
            self.in_order += 1;
            return false;
        }
        self.seen(members).mark(member)
    }

    /// Returns whether all of `members` members are known to be marked.
    #[inline]
    pub(super) fn is_complete(&self, members: usize) -> bool {
        self.in_order == members
    }

    /// Returns which of `members` members are marked.
    #[inline(never)]
    pub(super) fn seen(&mut self, members: usize) -> &mut Seen {
        self.seen.get_or_insert_with(|| {
            let mut seen = Seen::new(members);
            seen.marks().mark_all(0..self.in_order);
            self.in_order = usize::MAX;
            seen
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The short way for members in order, and the general one.
        #[test]
        fn members_in_order_are_marked_as_others(
            in_order in 0_usize..80,
            others in prop::collection::vec(0_usize..80, 0..20),
        ) {
            let (mut progress, mut seen) = (Progress::default(), Seen::new(80));
            for member in (0..in_order).chain(others) {
                prop_assert_eq!(progress.mark(member, 80), seen.mark(member));
            }
            if progress.is_complete(80) {
                prop_assert_eq!(seen.unmarked(80).count(), 0);
            }
            prop_assert!(progress.seen(80).unmarked(80).eq(seen.unmarked(80)));
        }
    }
}
