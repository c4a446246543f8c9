//! How much room a document will need: about as much as the last one of that contract.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How large the last document of a contract was; nothing depends on it but how often memory is asked for.
#[derive(Debug, Default)]
pub(crate) struct Size(AtomicUsize);

impl Size {
    /// Of a document whose contract has had none.
    pub(crate) const UNKNOWN: usize = 1024;
    /// One large document does not make the next one ask for more than this.
    const MAX: usize = 64 << 20;
    /// Nor for more than this in a buffer that its owner keeps.
    pub(crate) const MAX_KEPT: usize = 1 << 20;
    /// What a document may leave unused of the room that it asked for.
    const MAX_UNUSED: usize = 64 << 10;

    /// Room for one like the last, somewhat longer.
    #[inline]
    pub(crate) fn room(&self) -> usize {
        match self.0.load(Ordering::Relaxed) {
            0 => Size::UNKNOWN,
            last => last + last / 16 + 128,
        }
    }

    /// Gives back what a document did not need, if it is much.
    pub(crate) fn trim(document: &mut Vec<u8>) {
        if document.capacity() - document.len() > document.len().max(Size::MAX_UNUSED) {
            document.shrink_to_fit();
        }
    }

    /// Notes the size of a document.
    #[inline]
    pub(crate) fn note(&self, size: usize) {
        let size = size.min(Size::MAX);
        // Most often it is the same, and threads that only read it do not disturb each other.
        if self.0.load(Ordering::Relaxed) != size {
            self.0.store(size, Ordering::Relaxed);
        }
    }
}
