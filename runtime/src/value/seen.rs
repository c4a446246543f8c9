//! Which members of an object were read.

/// A set of members by their places: the first 64 without an allocation.
pub(crate) struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    /// None of so many.
    #[inline]
    pub(crate) fn new(members: usize) -> Self {
        Seen { first: 0, others: vec![0; members.saturating_sub(1) / 64] }
    }

    /// Marks a member; whether it was marked already.
    #[inline]
    pub(crate) fn mark(&mut self, member: usize) -> bool {
        let word = match member / 64 {
            0 => &mut self.first,
            word => match self.others.get_mut(word - 1) {
                Some(word) => word,
                None => return false,
            },
        };
        let bit = 1 << (member % 64);
        let was = *word & bit != 0;
        *word |= bit;
        was
    }

    /// Those of so many that were not marked.
    #[inline]
    pub(crate) fn unmarked(&self, members: usize) -> impl Iterator<Item = usize> {
        // Most objects have them all.
        let has_all = members <= 64 && self.first.count_ones() as usize == members;
        let members = if has_all { 0 } else { members };
        (0..members).filter(|&member| !self.has(member))
    }

    /// Whether a member was marked.
    #[inline]
    pub(crate) fn has(&self, member: usize) -> bool {
        let word = match member / 64 {
            0 => Some(&self.first),
            word => self.others.get(word - 1),
        };
        word.is_some_and(|word| word & (1 << (member % 64)) != 0)
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
}
