//! How much room a document will need: about as much as the last one of that contract.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How large the last document of a contract was; nothing depends on it but how often memory is asked for.
#[derive(Debug, Default)]
pub(crate) struct Size(AtomicUsize);

impl Size {
    /// Of a document whose contract has had none.
    pub(crate) const UNKNOWN: usize = 1024;
    /// One large document does not make the next ones ask for more than this.
    const MAX: usize = 1 << 20;

    /// Room for one like the last, somewhat longer.
    #[inline]
    pub(crate) fn room(&self) -> usize {
        match self.0.load(Ordering::Relaxed) {
            0 => Size::UNKNOWN,
            last => last + last / 16 + 128,
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
