//! What may come of a token that does not fit its type.

use super::Reading;
use crate::error::{Error, Result};
use crate::json::path::JsonPath;
use crate::notice::NoticeKind;
use crate::value::ConvertError;

/// An error, or a notice. It is returned as an error, so that values without either cost nothing.
pub(super) struct ErrorOrNotice(Box<Kind>);

enum Kind {
    Error(Error),
    /// Null for a value type, which keeps its default.
    Null,
    /// A name or number that an enum does not have, and the address of the text that it was read from.
    UnknownEnumValue(String, usize),
    /// A value that does not fit its Rust type.
    Unconverted(ConvertError),
}

impl From<Error> for ErrorOrNotice {
    fn from(error: Error) -> Self {
        ErrorOrNotice(Box::new(Kind::Error(error)))
    }
}

impl ErrorOrNotice {
    #[cold]
    pub(super) fn null() -> Self {
        ErrorOrNotice(Box::new(Kind::Null))
    }

    #[cold]
    pub(super) fn unknown_enum_value(text: &str) -> Self {
        ErrorOrNotice(Box::new(Kind::UnknownEnumValue(text.to_owned(), text.as_ptr().addr())))
    }

    #[cold]
    pub(super) fn unconverted(error: ConvertError) -> Self {
        ErrorOrNotice(Box::new(Kind::Unconverted(error)))
    }

    /// Returns the error, or passes the notice to the hook.
    #[cold]
    pub(super) fn resolve(self, reading: &Reading<'_, '_>, path: &JsonPath<'_>) -> Result<()> {
        match *self.0 {
            Kind::Error(error) => return Err(error),
            Kind::Unconverted(error) => return Err(error.when_read().of_secret_if(path.is_secret())),
            Kind::Null => reading.notify_of_value(NoticeKind::Null, path, None),
            Kind::UnknownEnumValue(text, address) => {
                let offset = reading.offset_of_text(address);
                reading.notify_of_value(NoticeKind::UnknownEnumValue, path, Some((&text, offset)));
            }
        }
        Ok(())
    }
}
