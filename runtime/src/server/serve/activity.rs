//! What is known of a connection from outside of hyper: whether it does anything.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What a connection does, told by its parts: by the service what is being answered, by the socket what goes over it.
///
/// One task has all of them, so that no order of memory matters.
#[derive(Debug, Default)]
pub(super) struct Activity {
    /// Requests that are being answered: from their call to the end of the answer's body.
    answering: AtomicUsize,
    /// How often the socket gave or took bytes.
    transfers: AtomicUsize,
    /// Bytes have come since the last call: the start of a request.
    has_begun: AtomicBool,
    /// There was a call.
    is_called: AtomicBool,
    /// The socket outlives the connection that hyper has of it.
    is_kept: AtomicBool,
}

/// What a connection had done at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen(usize);

impl Activity {
    /// Notes that a request is called, and returns what notes its end when it is dropped.
    pub(super) fn call(self: &Arc<Self>) -> Answering {
        self.has_begun.store(false, Ordering::Relaxed);
        self.is_called.store(true, Ordering::Relaxed);
        self.answering.fetch_add(1, Ordering::Relaxed);
        Answering(Arc::clone(self))
    }

    /// Returns whether a request was called.
    pub(super) fn is_called(&self) -> bool {
        self.is_called.load(Ordering::Relaxed)
    }

    /// Notes that bytes were read.
    pub(super) fn read(&self) {
        self.has_begun.store(true, Ordering::Relaxed);
        self.wrote();
    }

    /// Notes that bytes were written.
    pub(super) fn wrote(&self) {
        self.transfers.fetch_add(1, Ordering::Relaxed);
    }

    /// Returns what was seen so far.
    pub(super) fn seen(&self) -> Seen {
        Seen(self.transfers.load(Ordering::Relaxed))
    }

    /// Returns whether nothing is under way, and nothing has been since `before`.
    pub(super) fn rests_since(&self, before: Seen) -> bool {
        self.is_called()
            && self.answering.load(Ordering::Relaxed) == 0
            && !self.has_begun.load(Ordering::Relaxed)
            && self.seen() == before
    }

    /// Has the socket stay open when hyper ends its connection.
    pub(super) fn keep(&self, is_kept: bool) {
        self.is_kept.store(is_kept, Ordering::Relaxed);
    }

    pub(super) fn is_kept(&self) -> bool {
        self.is_kept.load(Ordering::Relaxed)
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub(super) struct Answering(Arc<Activity>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.answering.fetch_sub(1, Ordering::Relaxed);
    }
}
