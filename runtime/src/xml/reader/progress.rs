//! What is known of an object while it is read: its element, its class, and how far it was read.

use super::super::tokenizer::Tag;
use crate::plan::{ClassPlan, ObjectPlan};
use crate::value::{Seen, SeenBits};
use std::ops::Range;

/// An element whose start tag was read.
#[derive(Clone, Copy)]
pub(super) struct Element {
    /// The position of its `<`.
    pub(super) start: usize,
    /// `<X />`
    pub(super) is_empty: bool,
}

impl From<&Tag<'_>> for Element {
    fn from(tag: &Tag<'_>) -> Self {
        Element { start: tag.start, is_empty: tag.is_empty }
    }
}

/// The plan of a type that is a class.
#[derive(Clone, Copy)]
pub(super) struct ClassType<'p> {
    pub(super) plan: &'p ObjectPlan,
    pub(super) class: &'p ClassPlan,
}

/// Which members of an object were read, and which one is expected next.
pub(super) struct Progress<'s> {
    seen: SeenBits<'s>,
    expected: usize,
}

impl<'s> Progress<'s> {
    /// Returns the progress of an object of which the first `read` members were read.
    #[inline]
    pub(super) fn new(seen: &'s mut Seen, read: usize) -> Self {
        let mut progress = Progress { seen: seen.marks(), expected: 0 };
        progress.mark_all(0..read);
        progress
    }

    /// Returns the index of the member that is expected next: the one behind the last that was read.
    pub(super) fn expected(&self) -> usize {
        self.expected
    }

    /// Returns whether a member was not read yet.
    #[inline]
    pub(super) fn lacks(&self, member: usize) -> bool {
        self.seen.lack(member)
    }

    /// Counts the members from `first` on that were not read yet, up to one that was, or to the last of
    /// `members`.
    #[inline]
    pub(super) fn lacking(&self, first: usize, members: usize) -> usize {
        self.seen.lacking(first, members)
    }

    /// Returns whether a member behind this one was read, so that .NET would pass over this one.
    pub(super) fn is_past(&self, member: usize, members: usize) -> bool {
        member + 1 + self.lacking(member + 1, members) < members
    }

    /// Notes that a member was read.
    #[inline]
    pub(super) fn mark(&mut self, member: usize) {
        self.expected = member + 1;
        self.seen.mark(member);
    }

    /// Notes that members were read, in their order.
    #[inline]
    pub(super) fn mark_all(&mut self, members: Range<usize>) {
        self.expected = members.end;
        self.seen.mark_all(members);
    }
}
