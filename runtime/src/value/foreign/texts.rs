//! Texts that are no `String`.

use crate::contract::{Primitive, Type};
use crate::value::{Field, Scalar, Slot, View};
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

macro_rules! text {
    ($rust:ty) => {
        impl Field for $rust {
            const TYPE: Type = Type::Primitive(Primitive::String);
            const IS_VALUE_TYPE: bool = false;

            #[inline]
            fn initial() -> Self {
                Self::default()
            }

            #[inline]
            fn view(&self) -> View<'_> {
                View::Str(self)
            }

            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::Scalar(self)
            }
        }

        impl Scalar for $rust {
            fn set(&mut self, value: View<'_>) -> bool {
                let View::Str(text) = value else { return false };
                *self = Self::from(text);
                true
            }
        }
    };
}

text!(Box<str>);
text!(Arc<str>);
text!(Rc<str>);
// Short texts are part of the value, and need no memory of their own.
#[cfg(feature = "compact_str")]
text!(compact_str::CompactString);
#[cfg(feature = "smol_str")]
text!(smol_str::SmolStr);

impl Field for Cow<'static, str> {
    const TYPE: Type = Type::Primitive(Primitive::String);
    const IS_VALUE_TYPE: bool = false;

    fn initial() -> Self {
        Cow::Borrowed("")
    }

    fn view(&self) -> View<'_> {
        View::Str(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Scalar(self)
    }
}

impl Scalar for Cow<'static, str> {
    fn set(&mut self, value: View<'_>) -> bool {
        let View::Str(text) = value else { return false };
        *self = Cow::Owned(text.to_owned());
        true
    }
}
