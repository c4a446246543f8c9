//! Collections and dictionaries.

use super::derived::EntrySlotsFn;
use super::{EntryFn, Field, KeyIndex, List, Map, Slot, View};
use crate::contract::Type;
use crate::error::Error;
use std::collections::{BTreeMap, HashMap, btree_map, hash_map};
use std::hash::{BuildHasher, Hash};

impl<T: Field> Field for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const IS_VALUE_TYPE: bool = false;
    const IS_SECRET: bool = T::IS_SECRET;

    #[inline]
    fn initial() -> Self {
        Vec::new()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Field> List for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn item(&self, index: usize) -> View<'_> {
        match self.as_slice() {
            items if index < items.len() => items[index].view(),
            _ => View::Absent,
        }
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn reserve(&mut self, additional: usize) {
        Vec::reserve_exact(self, additional);
    }

    fn push(&mut self) -> Slot<'_> {
        Vec::push(self, T::initial());
        match self.as_mut_slice() {
            [.., last] => last.slot(),
            [] => Slot::Absent,
        }
    }

    fn pop(&mut self) {
        Vec::truncate(self, Vec::len(self).saturating_sub(1));
    }
}

/// A dictionary that keeps its entries in the order in which they came, as .NET's `Dictionary` does on the
/// wire.
///
/// Looking up a key is linear: collect into a `HashMap` where there are many. Reading one is not.
///
/// ```
/// use datacontract::Dictionary;
///
/// let mut stock = Dictionary::new();
/// stock.insert("tea".to_owned(), 3);
/// stock.insert("coffee".to_owned(), 5);
/// assert_eq!(stock.insert("tea".to_owned(), 4), Some(3));
/// assert_eq!(stock.get("coffee"), Some(&5));
/// assert_eq!(stock.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["tea", "coffee"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dictionary<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Dictionary<K, V> {
    fn default() -> Self {
        Dictionary::new()
    }
}

impl<K, V> Dictionary<K, V> {
    /// Returns an empty dictionary.
    #[must_use]
    pub const fn new() -> Self {
        Dictionary { entries: Vec::new() }
    }

    /// Returns how many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the entries in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.entries.iter()
    }

    /// Returns the value of a key.
    pub fn get<Q>(&self, key: &Q) -> Option<&V>
    where
        K: std::borrow::Borrow<Q>,
        Q: PartialEq + ?Sized,
    {
        self.entries.iter().find(|(k, _)| k.borrow() == key).map(|(_, value)| value)
    }

    /// Sets the value of a key, and gives the one that it had; a new key comes last.
    pub fn insert(&mut self, key: K, value: V) -> Option<V>
    where
        K: PartialEq,
    {
        if let Some((_, old)) = self.entries.iter_mut().find(|(k, _)| *k == key) {
            return Some(std::mem::replace(old, value));
        }
        self.entries.push((key, value));
        None
    }
}

impl<K: PartialEq, V> FromIterator<(K, V)> for Dictionary<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut dictionary = Dictionary::new();
        dictionary.extend(entries);
        dictionary
    }
}

impl<K: PartialEq, V> Extend<(K, V)> for Dictionary<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K, V> IntoIterator for Dictionary<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Dictionary<K, V> {
    type Item = &'a (K, V);
    type IntoIter = std::slice::Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A dictionary: how an entry is added, unless its key is there already, and how all are walked over.
macro_rules! map {
    (
        [$($generics:tt)*] $rust:ty,
        |$map:ident, $index:ident, $key:ident, $value:ident| $add:expr
    ) => {
        impl<$($generics)*> Field for $rust {
            const TYPE: Type = Type::Dictionary(&(K::TYPE, V::TYPE));
            const IS_VALUE_TYPE: bool = false;
            const IS_SECRET: bool = K::IS_SECRET || V::IS_SECRET;

            #[inline]
            fn initial() -> Self {
                Self::default()
            }

            #[inline]
            fn view(&self) -> View<'_> {
                View::Map(self)
            }

            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::Map(self)
            }
        }

        impl<$($generics)*> Map for $rust {
            fn len(&self) -> usize {
                self.len()
            }

            fn entries(&self, f: &mut EntryFn<'_>) -> Result<(), Error> {
                for (key, value) in self {
                    f(key.view(), value.view())?;
                }
                Ok(())
            }

            fn clear(&mut self) {
                *self = Self::default();
            }

            fn insert(&mut self, $index: &mut KeyIndex, read: &mut EntrySlotsFn<'_>) -> Result<bool, Error> {
                let (mut $key, mut $value) = (K::initial(), V::initial());
                read($key.slot(), $value.slot())?;
                let $map = self;
                Ok($add.is_none())
            }

            fn set(&mut self, $index: &mut KeyIndex, read: &mut EntrySlotsFn<'_>) -> Result<bool, Error> {
                let (mut $key, mut $value) = (K::initial(), V::initial());
                read($key.slot(), $value.slot())?;
                let $map = self;
                let known = $add;
                Ok(known.map(|(old, value)| *old = value).is_none())
            }
        }
    };
}

map!(
    [K: Field + PartialEq, V: Field] Dictionary<K, V>,
    |map, index, key, value| index.add(&mut map.entries, key, value)
);
#[cfg(feature = "indexmap")]
map!(
    [K: Field + Hash + Eq, V: Field, S: BuildHasher + Default] indexmap::IndexMap<K, V, S>,
    |map, _index, key, value| match map.entry(key) {
        indexmap::map::Entry::Vacant(place) => {
            place.insert(value);
            None
        }
        indexmap::map::Entry::Occupied(place) => Some((place.into_mut(), value)),
    }
);
map!(
    [K: Field + Ord, V: Field] BTreeMap<K, V>,
    |map, _index, key, value| match map.entry(key) {
        btree_map::Entry::Vacant(place) => {
            place.insert(value);
            None
        }
        btree_map::Entry::Occupied(place) => Some((place.into_mut(), value)),
    }
);
map!(
    [K: Field + Hash + Eq, V: Field, S: BuildHasher + Default] HashMap<K, V, S>,
    |map, _index, key, value| match map.entry(key) {
        hash_map::Entry::Vacant(place) => {
            place.insert(value);
            None
        }
        hash_map::Entry::Occupied(place) => Some((place.into_mut(), value)),
    }
);
