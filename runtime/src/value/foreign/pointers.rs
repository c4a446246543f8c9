//! Pointers that share a value in memory. On the wire it is written at each place; `Shared` is for objects
//! that keep their identity there.

use crate::contract::Type;
use crate::value::{Field, Slot, View};
use std::rc::Rc;
use std::sync::Arc;

macro_rules! pointer {
    ($pointer:ident) => {
        impl<T: Field> Field for $pointer<T> {
            const TYPE: Type = T::TYPE;
            const IS_VALUE_TYPE: bool = T::IS_VALUE_TYPE;
            const IS_SECRET: bool = T::IS_SECRET;
            const TAKES_NULL: bool = T::TAKES_NULL;
            const NEEDS_VALUE: bool = T::NEEDS_VALUE;

            fn initial() -> Self {
                $pointer::new(T::initial())
            }

            fn view(&self) -> View<'_> {
                (**self).view()
            }

            /// A value that others see too is left to them, and another one is read.
            fn slot(&mut self) -> Slot<'_> {
                if $pointer::get_mut(self).is_none() {
                    *self = Self::initial();
                }
                $pointer::get_mut(self).map_or(Slot::Absent, Field::slot)
            }
        }
    };
}

pointer!(Arc);
pointer!(Rc);
