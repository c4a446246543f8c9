//! Read-only lists and dictionaries, which XML writes as classes.

use super::{Dictionary, Field, Object, Slot, View};
use crate::contract::{Contract, Type};
use crate::error::Error;
use std::ops::{Deref, DerefMut};

/// A list that the service declares as `ReadOnlyCollection<T>`.
pub type ReadOnlyCollection<T> = ReadOnly<Vec<T>>;

/// A dictionary that the service declares as `ReadOnlyDictionary<K, V>`.
pub type ReadOnlyDictionary<K, V> = ReadOnly<Dictionary<K, V>>;

/// A list or dictionary that the service declares as `ReadOnlyCollection<T>` or `ReadOnlyDictionary<K, V>`.
///
/// To `DataContractSerializer` these are classes with a field for what they wrap, so XML has an element
/// `list` or `m_dictionary` more. JSON has just the list or dictionary. In Rust it is used like what it
/// wraps.
///
/// ```
/// use datacontract::ReadOnlyCollection;
///
/// let mut ids = ReadOnlyCollection::from(vec![1, 2]);
/// ids.push(3);
/// assert_eq!(ids.len(), 3);
/// # #[cfg(feature = "json")]
/// assert_eq!(datacontract::json::to_string(&ids)?, "[1,2,3]");
/// assert!(datacontract::xml::to_string(&ids)?.contains("><list xmlns:"));
/// # Ok::<_, datacontract::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReadOnly<C>(pub C);

impl<C> ReadOnly<C> {
    /// Returns the list or dictionary.
    pub fn into_inner(self) -> C {
        self.0
    }
}

impl<C> From<C> for ReadOnly<C> {
    fn from(wrapped: C) -> Self {
        ReadOnly(wrapped)
    }
}

impl<C> Deref for ReadOnly<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.0
    }
}

impl<C> DerefMut for ReadOnly<C> {
    fn deref_mut(&mut self) -> &mut C {
        &mut self.0
    }
}

impl<I, C: FromIterator<I>> FromIterator<I> for ReadOnly<C> {
    fn from_iter<T: IntoIterator<Item = I>>(items: T) -> Self {
        ReadOnly(items.into_iter().collect())
    }
}

impl<C: IntoIterator> IntoIterator for ReadOnly<C> {
    type Item = C::Item;
    type IntoIter = C::IntoIter;

    fn into_iter(self) -> C::IntoIter {
        self.0.into_iter()
    }
}

#[expect(clippy::into_iter_without_iter, reason = "`iter` is that of what it wraps")]
impl<'a, C> IntoIterator for &'a ReadOnly<C>
where
    &'a C: IntoIterator,
{
    type Item = <&'a C as IntoIterator>::Item;
    type IntoIter = <&'a C as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&self.0).into_iter()
    }
}

impl<C: Field> Field for ReadOnly<C> {
    const TYPE: Type = match C::TYPE {
        Type::List(item) => Type::ReadOnlyCollection(item),
        Type::Dictionary(entry) => Type::ReadOnlyDictionary(entry),
        _ => panic!("`ReadOnly` wraps a list such as `Vec<T>`, or a dictionary such as `Dictionary<K, V>`"),
    };
    const IS_VALUE_TYPE: bool = false;
    const IS_SECRET: bool = C::IS_SECRET;

    fn initial() -> Self {
        ReadOnly(C::initial())
    }

    fn view(&self) -> View<'_> {
        View::Object(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Object(self)
    }
}

impl<C: Field> Object for ReadOnly<C> {
    fn actual_contract(&self) -> Option<&'static Contract> {
        None
    }

    fn views(&self, f: &mut dyn FnMut(&[View<'_>])) {
        f(&[self.0.view()]);
    }

    fn slots(&mut self, f: &mut dyn FnMut(&mut [Slot<'_>]) -> Result<(), Error>) -> Result<(), Error> {
        f(&mut [self.0.slot()])
    }
}
