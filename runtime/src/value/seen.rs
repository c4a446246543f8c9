//! Which members of an object were read.

use std::ops::Range;

/// A set of members by their places: the first 64 without an allocation.
pub(crate) struct Seen {
    /// All of at most 64.
    few: u64,
    /// All of more.
    many: Vec<u64>,
}

impl Seen {
    /// Marks none of `members` members.
    #[inline]
    pub(crate) fn new(members: usize) -> Self {
        Seen { few: 0, many: if members > 64 { vec![0; members.div_ceil(64)] } else { Vec::new() } }
    }

    /// Returns the marks alone, for loops over members, which then have nothing else to look at.
    #[inline]
    pub(crate) fn marks(&mut self) -> SeenBits<'_> {
        SeenBits(if self.many.is_empty() { std::slice::from_mut(&mut self.few) } else { &mut self.many })
    }

    /// Marks a member as seen, and returns whether it was marked already.
    #[cfg(any(test, feature = "json"))]
    #[inline]
    pub(crate) fn mark(&mut self, member: usize) -> bool {
        let was = self.has(member);
        self.marks().mark(member);
        was
    }

    /// Returns the indexes of those members that were not marked.
    #[inline]
    pub(crate) fn unmarked(&self, members: usize) -> impl Iterator<Item = usize> {
        // Most objects have them all.
        let has_all = matches!(members, 1..=64) && self.few == u64::MAX >> (64 - members);
        let members = if has_all { 0 } else { members };
        (0..members).filter(|&member| !self.has(member))
    }

    /// Returns whether a member was marked.
    #[inline]
    pub(crate) fn has(&self, member: usize) -> bool {
        let words = if self.many.is_empty() { std::slice::from_ref(&self.few) } else { &*self.many };
        words.get(member / 64).is_some_and(|word| word & (1 << (member % 64)) != 0)
    }
}

/// The marks of a set.
pub(crate) struct SeenBits<'s>(&'s mut [u64]);

impl SeenBits<'_> {
    /// Marks a member as seen.
    #[inline]
    pub(crate) fn mark(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word |= 1 << (member % 64);
        }
    }

    /// Marks members as seen.
    #[inline]
    pub(crate) fn mark_all(&mut self, members: Range<usize>) {
        let mut start = members.start;
        while start < members.end {
            let bit = start % 64;
            let count = (64 - bit).min(members.end - start);
            if let Some(word) = self.0.get_mut(start / 64) {
                *word |= u64::MAX >> (64 - count) << bit;
            }
            start += count;
        }
    }

    /// Returns whether a member is not marked.
    #[inline]
    pub(crate) fn lack(&self, member: usize) -> bool {
        self.0.get(member / 64).is_some_and(|word| word & (1 << (member % 64)) == 0)
    }

    /// Returns how many of the members from one on are not marked, up to one that is, or to the end of so
    /// many.
    #[inline]
    pub(crate) fn lacking(&self, first: usize, members: usize) -> usize {
        let mut place = first;
        while let Some(word) = self.0.get(place / 64) {
            let ahead = word >> (place % 64);
            if ahead != 0 {
                place += ahead.trailing_zeros() as usize;
                break;
            }
            place = (place / 64 + 1) * 64;
        }
        place.min(members).saturating_sub(first)
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn all_places_are_kept_apart() {
        for count in [0, 1, 63, 64, 65, 128, 129, 200] {
            let mut seen = Seen::new(count);
            assert!((0..count).step_by(3).all(|member| !seen.mark(member)));
            assert!((0..count).all(|member| seen.mark(member) == (member % 3 == 0)));
            assert_eq!(seen.unmarked(count).count(), 0);
            assert!(Seen::new(count).unmarked(count).eq(0..count));
        }
    }

    #[test]
    fn runs_of_members() {
        let members = 200;
        for start in 0..members {
            for end in start..=members {
                let mut seen = Seen::new(members);
                seen.marks().mark_all(start..end);
                assert!((0..members).all(|member| seen.has(member) == (start..end).contains(&member)));
                let first = start / 2;
                let expected = (first..members).take_while(|&member| !seen.has(member)).count();
                assert_eq!(seen.marks().lacking(first, members), expected);
            }
        }
    }
}
