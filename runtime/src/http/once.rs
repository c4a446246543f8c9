//! What can be sent once, by any of the clones of its owner.

use std::sync::{Arc, Mutex, PoisonError};

/// A value that is shared between clones until one of them takes it.
pub(crate) struct Once<T: ?Sized>(Arc<Mutex<Option<Box<T>>>>);

impl<T: ?Sized> Once<T> {
    pub(crate) fn new(value: Box<T>) -> Self {
        Once(Arc::new(Mutex::new(Some(value))))
    }

    /// Takes the value; `None` if it was taken before.
    pub(crate) fn take(&self) -> Option<Box<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Returns whether nobody has taken the value yet.
    pub(crate) fn is_there(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Returns whether both are clones of one value.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Clone for Once<T> {
    fn clone(&self) -> Self {
        Once(Arc::clone(&self.0))
    }
}
