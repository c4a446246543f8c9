//! Sets: on the wire they are lists. An item that is there twice would be lost, and is an error.

use super::sequences::Items;
use crate::contract::Type;
use crate::value::{ConvertError, ConvertedSlot, ConvertedView, Field, Slot, View};
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

macro_rules! set {
    ([$($generics:tt)*] $rust:ty) => {
        impl<$($generics)*> Field for $rust {
            const TYPE: Type = Type::List(&T::TYPE);
            const IS_VALUE_TYPE: bool = false;
            const IS_SECRET: bool = T::IS_SECRET;

            fn initial() -> Self {
                Self::default()
            }

            fn view(&self) -> View<'_> {
                View::Converted(self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Converted(self)
            }
        }

        impl<$($generics)*> ConvertedView for $rust {
            fn view(&self, f: &mut dyn FnMut(View<'_>)) -> Result<(), ConvertError> {
                f(View::List(&Items(self.iter().collect())));
                Ok(())
            }
        }

        impl<$($generics)*> ConvertedSlot for $rust {
            fn read(&mut self, read: &mut dyn FnMut(Slot<'_>) -> bool) -> Result<(), ConvertError> {
                let mut items = Vec::<T>::new();
                if read(Slot::List(&mut items)) {
                    let count = items.len();
                    *self = items.into_iter().collect();
                    if self.len() < count {
                        return Err(ConvertError::new("the list has an item twice, which a set would lose"));
                    }
                }
                Ok(())
            }

            fn needs_value(&self) -> bool {
                false
            }
        }
    };
}

set!([T: Field + Eq + Hash, S: BuildHasher + Default] HashSet<T, S>);
set!([T: Field + Ord] BTreeSet<T>);
#[cfg(feature = "indexmap")]
set!([T: Field + Eq + Hash, S: BuildHasher + Default] indexmap::IndexSet<T, S>);
