//! Integers that are not zero, and `char`.

use super::converted;
use crate::clr::Char;
use crate::value::ConvertError;
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
};

macro_rules! non_zero {
    ($($rust:ident $wire:ident,)*) => {$(
        // C#'s default is zero, so a document has to have a value.
        converted!(
            $rust => $wire,
            initial: $rust::MIN,
            |number| Ok::<_, ConvertError>(number.get()),
            |number| $rust::new(number).ok_or_else(|| ConvertError::new("the number may not be zero")),
            needs_value: true
        );
    )*};
}

non_zero! {
    NonZeroI8 i8, NonZeroI16 i16, NonZeroI32 i32, NonZeroI64 i64,
    NonZeroU8 u8, NonZeroU16 u16, NonZeroU32 u32, NonZeroU64 u64,
}

converted!(
    char => Char,
    initial: '\0',
    |c| Char::try_from(*c),
    |c| char::try_from(c)
);
