//! Members of types that Rust people use: those of the standard library, and of crates behind the features of
//! their names.
//!
//! Each has a type of .NET, by which it goes over the wire. What that cannot hold is an error.

#[cfg(feature = "bigdecimal")]
mod bigdecimal;
mod bytes;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
mod numbers;
mod pointers;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "secrecy")]
mod secrecy;
mod sequences;
#[cfg(feature = "json")]
mod serde_json;
mod sets;
mod std_time;
mod texts;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;

pub use bytes::ByteArray;

/// Makes a type a member that is converted to a wire type: by `to_wire` and `from_wire`, which return a
/// `Result` of any error that a `ConvertError` can be made of.
macro_rules! converted {
    (
        $(#[$attr:meta])*
        $rust:ty => $wire:ty,
        initial: $initial:expr,
        |$value:ident| $to_wire:expr,
        |$read:ident| $from_wire:expr
        $(, needs_value: $needs_value:literal)?
    ) => {
        $(#[$attr])*
        impl $crate::value::Convert for $rust {
            type Wire = $wire;

            fn to_wire(&self) -> Result<$wire, $crate::value::ConvertError> {
                let $value = self;
                Ok($to_wire?)
            }

            fn from_wire($read: $wire) -> Result<Self, $crate::value::ConvertError> {
                Ok($from_wire?)
            }
        }

        impl $crate::value::Field for $rust {
            const TYPE: $crate::contract::Type = <$wire as $crate::value::Field>::TYPE;
            const IS_VALUE_TYPE: bool = <$wire as $crate::value::Field>::IS_VALUE_TYPE;
            $(const NEEDS_VALUE: bool = $needs_value;)?

            fn initial() -> Self {
                $initial
            }

            fn view(&self) -> $crate::value::View<'_> {
                $crate::value::View::Converted(self)
            }

            fn slot(&mut self) -> $crate::value::Slot<'_> {
                $crate::value::Slot::Converted(self)
            }
        }
    };
}
use converted;

/// The conversion of a value that always fits.
#[cfg(any(
    feature = "bigdecimal",
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "time",
    feature = "url",
    feature = "uuid"
))]
#[expect(clippy::unnecessary_wraps, reason = "it stands where another conversion may fail")]
fn fits<T>(value: T) -> Result<T, super::ConvertError> {
    Ok(value)
}

/// Returns the clock of a date without a zone.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn unspecified(date: crate::clr::DateTime) -> Result<crate::clr::DateTime, super::ConvertError> {
    if date.kind() == crate::clr::DateTimeKind::Unspecified {
        Ok(date)
    } else {
        Err(super::ConvertError::new("the date has a zone, and its Rust type has none"))
    }
}

/// Returns a date at midnight, without a zone.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn midnight(date: crate::clr::DateTime) -> Result<crate::clr::DateTime, super::ConvertError> {
    let date = unspecified(date)?;
    if date.ticks() % 864_000_000_000 == 0 {
        Ok(date)
    } else {
        Err(super::ConvertError::new("the date has a time of day, and its Rust type has none"))
    }
}
