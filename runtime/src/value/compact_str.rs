//! Texts by `compact_str`: short ones are part of the value, and need no memory of their own.

use super::{Field, Scalar, Slot, View};
use crate::contract::{Primitive, Type};
use compact_str::CompactString;

impl Field for CompactString {
    const TYPE: Type = Type::Primitive(Primitive::String);
    const IS_VALUE_TYPE: bool = false;

    #[inline]
    fn view(&self) -> View<'_> {
        View::Str(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Scalar(self)
    }
}

impl Scalar for CompactString {
    #[inline]
    fn set(&mut self, value: View<'_>) -> bool {
        let View::Str(text) = value else { return false };
        *self = CompactString::new(text);
        true
    }
}
