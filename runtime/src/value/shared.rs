//! Objects that more than one place refers to: contracts with `IsReference`.

use super::{Field, Slot, View};
use crate::contract::Type;
use crate::error::Error;
use std::any::Any;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, Weak};

/// A pointer to an object that several places refer to, as `IsReference=true` keeps it on the wire.
///
/// An object graph may have cycles: a child that knows its parent. The way back must not own its target, or
/// the cycle would never be freed. So a pointer either owns ([`Shared::new`], `clone`) or only refers
/// ([`Shared::downgrade`]). Reading makes the right ones: what refers to an object that is still being read,
/// and so contains the reference, does not own it. Such a pointer is empty once the last owner is gone.
///
/// ```
/// use datacontract::Shared;
///
/// let first = Shared::new(1);
/// let second = first.clone();
/// second.with_mut(|value| *value += 1);
/// assert_eq!(first.with(|value| *value), Some(2));
///
/// let back = first.downgrade();
/// assert!(Shared::same(&first, &back));
/// drop((first, second));
/// assert_eq!(back.with(|value| *value), None);
/// ```
pub struct Shared<T>(Pointer<T>);

enum Pointer<T> {
    Owner(Arc<RwLock<T>>),
    Back(Weak<RwLock<T>>),
}

impl<T> Shared<T> {
    /// Returns an owner of a new object.
    #[must_use]
    pub fn new(value: T) -> Self {
        Shared(Pointer::Owner(Arc::new(RwLock::new(value))))
    }

    /// Returns a pointer to the same object that does not own it.
    #[must_use]
    pub fn downgrade(&self) -> Self {
        Shared(Pointer::Back(match &self.0 {
            Pointer::Owner(target) => Arc::downgrade(target),
            Pointer::Back(target) => target.clone(),
        }))
    }

    /// Returns a pointer to the same object that owns it; none if the object is gone.
    #[must_use]
    pub fn upgrade(&self) -> Option<Self> {
        self.target().map(|target| Shared(Pointer::Owner(target)))
    }

    /// Returns whether it owns the object.
    #[must_use]
    pub const fn is_owner(&self) -> bool {
        matches!(self.0, Pointer::Owner(_))
    }

    /// Returns whether two pointers are to the same object.
    #[must_use]
    pub fn same(a: &Self, b: &Self) -> bool {
        a.address() == b.address()
    }

    /// Lets `f` see the object; none if it is gone.
    ///
    /// The object is locked for reading meanwhile: `f` must not change it through another pointer.
    pub fn with<R>(&self, f: impl FnOnce(&T) -> R) -> Option<R> {
        let target = self.target()?;
        let value = target.read().unwrap_or_else(PoisonError::into_inner);
        Some(f(&value))
    }

    /// Lets `f` change the object; none if it is gone.
    ///
    /// The object is locked for writing meanwhile: `f` must not look at it through another pointer.
    pub fn with_mut<R>(&self, f: impl FnOnce(&mut T) -> R) -> Option<R> {
        let target = self.target()?;
        let mut value = target.write().unwrap_or_else(PoisonError::into_inner);
        Some(f(&mut value))
    }

    fn target(&self) -> Option<Arc<RwLock<T>>> {
        match &self.0 {
            Pointer::Owner(target) => Some(Arc::clone(target)),
            Pointer::Back(target) => target.upgrade(),
        }
    }

    fn address(&self) -> usize {
        match &self.0 {
            Pointer::Owner(target) => Arc::as_ptr(target).addr(),
            Pointer::Back(target) => target.as_ptr().addr(),
        }
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Shared::new(T::default())
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Shared::new(value)
    }
}

impl<T> Clone for Shared<T> {
    /// A pointer of the same kind to the same object.
    fn clone(&self) -> Self {
        Shared(match &self.0 {
            Pointer::Owner(target) => Pointer::Owner(Arc::clone(target)),
            Pointer::Back(target) => Pointer::Back(Weak::clone(target)),
        })
    }
}

/// Owners are equal if their objects are. Pointers that do not own are equal if both have an object or both
/// have none: looking further would go round in circles.
impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        if Shared::same(self, other) {
            return true;
        }
        match (self.is_owner(), other.is_owner()) {
            (true, true) => self.with(|a| other.with(|b| a == b)).flatten().unwrap_or(false),
            (false, false) => self.target().is_some() == other.target().is_some(),
            _ => false,
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Pointer::Owner(target) => match target.try_read() {
                Ok(value) => value.fmt(f),
                Err(_) => f.write_str("(locked)"),
            },
            // It would go round in circles.
            Pointer::Back(_) => f.write_str("(back)"),
        }
    }
}

/// A shared object as a writer sees it.
pub trait SharedView {
    /// Returns a number that no other object has as long as this one exists.
    fn identity(&self) -> usize;

    /// Returns whether it owns the object.
    fn is_owner(&self) -> bool;

    /// Calls `f` with the object; with null if it is gone.
    fn view(&self, f: &mut dyn FnMut(View<'_>));
}

/// A shared object while a document is read: what [`SharedSlot::fresh`] gives and [`SharedSlot::link`] takes.
pub type SharedTarget = Arc<dyn Any + Send + Sync>;

/// A place where a reader puts a shared object.
pub trait SharedSlot {
    /// Becomes the owner of a new object.
    fn fresh(&mut self) -> SharedTarget;

    /// Lets `read` fill the object.
    fn fill(&mut self, read: &mut dyn FnMut(Slot<'_>) -> Result<(), Error>) -> Result<(), Error>;

    /// Refers to an object that was read before, or (`is_open`) is being read, and so must not be owned.
    /// `false` if it is of another type.
    fn link(&mut self, target: &SharedTarget, is_open: bool) -> bool;
}

impl<T: Field> SharedView for Shared<T> {
    fn identity(&self) -> usize {
        self.address()
    }

    fn is_owner(&self) -> bool {
        Shared::is_owner(self)
    }

    fn view(&self, f: &mut dyn FnMut(View<'_>)) {
        if self.with(|value| f(value.view())).is_none() {
            f(View::Null);
        }
    }
}

impl<T: Field + Send + Sync + 'static> SharedSlot for Shared<T> {
    fn fresh(&mut self) -> SharedTarget {
        let target = Arc::new(RwLock::new(T::initial()));
        self.0 = Pointer::Owner(Arc::clone(&target));
        target
    }

    fn fill(&mut self, read: &mut dyn FnMut(Slot<'_>) -> Result<(), Error>) -> Result<(), Error> {
        self.with_mut(|value| read(value.slot())).unwrap_or(Ok(()))
    }

    fn link(&mut self, target: &SharedTarget, is_open: bool) -> bool {
        let Ok(target) = Arc::clone(target).downcast::<RwLock<T>>() else { return false };
        self.0 = if is_open { Pointer::Back(Arc::downgrade(&target)) } else { Pointer::Owner(target) };
        true
    }
}

impl<T: Field + Send + Sync + 'static> Field for Shared<T> {
    const TYPE: Type = T::TYPE;
    const IS_VALUE_TYPE: bool = T::IS_VALUE_TYPE;
    const IS_SECRET: bool = T::IS_SECRET;
    const TAKES_NULL: bool = T::TAKES_NULL;
    const NEEDS_VALUE: bool = T::NEEDS_VALUE;

    fn initial() -> Self {
        Shared::new(T::initial())
    }

    fn view(&self) -> View<'_> {
        View::Shared(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Shared(self)
    }
}
