//! Lists that are no `Vec`.

use crate::contract::Type;
use crate::value::{ConvertError, ConvertedSlot, ConvertedView, Field, List, Slot, View};
use std::collections::VecDeque;

/// A list that grows at its end.
macro_rules! list {
    ([$($generics:tt)*] $rust:ty, $item:ty, $push:ident, $pop:ident) => {
        impl<$($generics)*> Field for $rust {
            const TYPE: Type = Type::List(&<$item as Field>::TYPE);
            const IS_VALUE_TYPE: bool = false;
            const IS_SECRET: bool = <$item as Field>::IS_SECRET;

            fn initial() -> Self {
                Self::default()
            }

            fn view(&self) -> View<'_> {
                View::List(self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::List(self)
            }
        }

        impl<$($generics)*> List for $rust {
            fn len(&self) -> usize {
                self.len()
            }

            fn item(&self, index: usize) -> View<'_> {
                self.get(index).map_or(View::Absent, Field::view)
            }

            fn clear(&mut self) {
                self.clear();
            }

            fn reserve(&mut self, additional: usize) {
                self.reserve(additional);
            }

            fn push(&mut self) -> Slot<'_> {
                let place = self.len();
                self.$push(<$item as Field>::initial());
                self.get_mut(place).map_or(Slot::Absent, Field::slot)
            }

            fn pop(&mut self) {
                self.$pop();
            }
        }
    };
}

list!([T: Field] VecDeque<T>, T, push_back, pop_back);
#[cfg(feature = "smallvec")]
list!([A: smallvec::Array<Item: Field>] smallvec::SmallVec<A>, A::Item, push, pop);

/// The items of what is no list, for writing.
pub(super) struct Items<'a, T>(pub(super) Vec<&'a T>);

impl<T: Field> List for Items<'_, T> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.0.get(index).map_or(View::Absent, |item| item.view())
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self) -> Slot<'_> {
        Slot::Absent
    }

    fn pop(&mut self) {
        self.0.pop();
    }
}

/// As many items as the type says.
impl<T: Field, const N: usize> Field for [T; N] {
    const TYPE: Type = Type::Array(&T::TYPE);
    const IS_VALUE_TYPE: bool = false;
    const IS_SECRET: bool = T::IS_SECRET;
    const NEEDS_VALUE: bool = N > 0;

    fn initial() -> Self {
        std::array::from_fn(|_| T::initial())
    }

    fn view(&self) -> View<'_> {
        View::Converted(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Converted(self)
    }
}

impl<T: Field, const N: usize> ConvertedView for [T; N] {
    fn view(&self, f: &mut dyn FnMut(View<'_>)) -> Result<(), ConvertError> {
        f(View::List(&Items(self.iter().collect())));
        Ok(())
    }
}

impl<T: Field, const N: usize> ConvertedSlot for [T; N] {
    fn read(&mut self, read: &mut dyn FnMut(Slot<'_>) -> bool) -> Result<(), ConvertError> {
        let mut items = Vec::new();
        if read(Slot::List(&mut items)) {
            *self = <[T; N]>::try_from(items).map_err(|items: Vec<T>| {
                ConvertError::new(format!("the array has {} items, and its Rust type has {N}", items.len()))
            })?;
        }
        Ok(())
    }

    fn needs_value(&self) -> bool {
        Self::NEEDS_VALUE
    }
}
