//! What a token has otherwise than its type.

use super::Reading;
use crate::error::{Error, ErrorKind, Result};
use crate::json::place::Place;
use crate::notice::NoticeKind;
use crate::value::ConvertError;

/// An error, or what is merely told of. It comes by the way of errors, so that the usual way costs nothing.
pub(super) struct Departure(Box<Kind>);

enum Kind {
    Error(Error),
    /// Null for a value type, which keeps its default.
    Null,
    /// A name or number that an enum does not have, and the address of the text that it was read from.
    UnknownEnumValue(String, usize),
    /// A value that does not fit its Rust type.
    Unconverted(ConvertError),
}

impl From<Error> for Departure {
    fn from(error: Error) -> Self {
        Departure(Box::new(Kind::Error(error)))
    }
}

impl Departure {
    #[cold]
    pub(super) fn null() -> Self {
        Departure(Box::new(Kind::Null))
    }

    #[cold]
    pub(super) fn unknown_enum_value(text: &str) -> Self {
        Departure(Box::new(Kind::UnknownEnumValue(text.to_owned(), text.as_ptr().addr())))
    }

    #[cold]
    pub(super) fn unconverted(error: ConvertError) -> Self {
        Departure(Box::new(Kind::Unconverted(error)))
    }

    /// Tells of it, unless it is an error.
    #[cold]
    pub(super) fn settle(self, reading: &Reading<'_>, place: &Place<'_>) -> Result<()> {
        match *self.0 {
            Kind::Error(error) => return Err(error),
            Kind::Unconverted(error) => return Err(error.into_error(ErrorKind::Value, place.is_secret())),
            Kind::Null => reading.tell_value(NoticeKind::Null, place, None),
            Kind::UnknownEnumValue(text, address) => {
                let offset = reading.offset_of_text(address);
                reading.tell_value(NoticeKind::UnknownEnumValue, place, Some((&text, offset)));
            }
        }
        Ok(())
    }
}
