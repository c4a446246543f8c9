//! Which members of an object were read.

use crate::value::Seen;

/// As long as the members come in order, which most do, merely how many.
#[derive(Default)]
pub(super) struct Progress {
    /// No member's place any more once one came out of order.
    in_order: usize,
    /// All that were read, from the first one on that came out of order.
    seen: Option<Seen>,
}

impl Progress {
    /// Marks a member of so many by its place; whether it was marked already.
    #[inline]
    pub(super) fn mark(&mut self, member: usize, members: usize) -> bool {
        if member == self.in_order {
            self.in_order += 1;
            return false;
        }
        self.seen(members).mark(member)
    }

    /// Whether all of so many are known to be marked.
    #[inline]
    pub(super) fn is_complete(&self, members: usize) -> bool {
        self.in_order == members
    }

    /// Those of so many that are marked.
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
