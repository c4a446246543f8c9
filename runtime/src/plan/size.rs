//! How much room a document will need: about as much as the last one of that contract.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How large the last document of a contract was; nothing depends on it but how often memory is asked for.
#[derive(Debug, Default)]
pub(crate) struct Size(AtomicUsize);

/// How large the documents of a contract are in each format.
#[derive(Debug, Default)]
pub(crate) struct Sizes {
    pub(crate) xml: Size,
    #[cfg(feature = "json")]
    pub(crate) json: Size,
}

/// The room that a document got.
pub(crate) struct Room<'s> {
    size: Option<&'s Size>,
    owner: Owner,
    start: usize,
}

/// Whose buffer a document is written to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// Its own.
    Document,
    /// The caller's, who may keep it.
    Caller,
}

impl<'s> Room<'s> {
    /// Makes room behind what a buffer holds. `size` is that of the root's contract, if it has one.
    pub(crate) fn make(size: Option<&'s Size>, out: &mut Vec<u8>) -> Self {
        let room = size.map_or(Size::UNKNOWN, Size::room);
        let owner = if out.capacity() == 0 { Owner::Document } else { Owner::Caller };
        match owner {
            Owner::Document => *out = Vec::with_capacity(room),
            Owner::Caller => out.reserve(room.min(Size::MAX_KEPT)),
        }
        Room { size, owner, start: out.len() }
    }

    /// Gives back what a whole document did not need, and notes how large it is.
    pub(crate) fn settle(self, out: &mut Vec<u8>) {
        if self.owner == Owner::Document {
            Size::trim(out);
        }
        if let Some(size) = self.size {
            size.note(out.len() - self.start);
        }
    }
}

impl Size {
    /// Of a document whose contract has had none.
    const UNKNOWN: usize = 1024;
    /// One large document does not make the next one ask for more than this.
    const MAX: usize = 64 << 20;
    /// Nor for more than this in a buffer that its owner keeps.
    const MAX_KEPT: usize = 1 << 20;
    /// What a document may leave unused of the room that it asked for.
    const MAX_UNUSED: usize = 64 << 10;

    /// Room for one like the last, somewhat longer.
    #[inline]
    fn room(&self) -> usize {
        match self.0.load(Ordering::Relaxed) {
            0 => Size::UNKNOWN,
            last => last + last / 16 + 128,
        }
    }

    /// Gives back what a document did not need, if it is much.
    fn trim(document: &mut Vec<u8>) {
        if document.capacity() - document.len() > document.len().max(Size::MAX_UNUSED) {
            document.shrink_to_fit();
        }
    }

    /// Notes the size of a document.
    #[inline]
    fn note(&self, size: usize) {
        let size = size.min(Size::MAX);
        // Most often it is the same, and threads that only read it do not disturb each other.
        if self.0.load(Ordering::Relaxed) != size {
            self.0.store(size, Ordering::Relaxed);
        }
    }
}
