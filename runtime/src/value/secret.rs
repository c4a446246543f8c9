//! Values that are not for logs.

use super::converted::{read_secret, view_secret};
use super::{ConvertError, ConvertedSlot, ConvertedView, Field, Slot, View};
use crate::contract::Type;
use std::fmt;

/// A value that `Debug` does not show: passwords, tokens.
///
/// ```
/// use datacontract::Secret;
///
/// let password = Secret::from("Welcome123".to_owned());
/// assert_eq!(format!("{password:?}"), "[secret]");
/// assert_eq!(password.expose(), "Welcome123");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Returns the value.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// Returns the value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Secret(value)
    }
}

impl From<&str> for Secret<String> {
    fn from(value: &str) -> Self {
        Secret(value.to_owned())
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl<T: Field> Field for Secret<T> {
    const TYPE: Type = T::TYPE;
    const IS_VALUE_TYPE: bool = T::IS_VALUE_TYPE;
    const IS_SECRET: bool = true;
    const TAKES_NULL: bool = T::TAKES_NULL;
    const NEEDS_VALUE: bool = T::NEEDS_VALUE;

    fn initial() -> Self {
        Secret(T::initial())
    }

    fn view(&self) -> View<'_> {
        match self.0.view() {
            View::Converted(_) => View::Converted(self),
            view => view,
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        match self.0.slot() {
            Slot::Converted(_) => Slot::Converted(self),
            _ => self.0.slot(),
        }
    }
}

/// What a conversion says of a value that it refuses is not shown.
impl<T: Field> ConvertedView for Secret<T> {
    fn view(&self, f: &mut dyn FnMut(View<'_>)) -> Result<(), ConvertError> {
        view_secret(self.0.view(), f)
    }
}

impl<T: Field> ConvertedSlot for Secret<T> {
    fn read(&mut self, read: &mut dyn FnMut(Slot<'_>) -> bool) -> Result<(), ConvertError> {
        read_secret(self.0.slot(), read)
    }

    fn needs_value(&self) -> bool {
        T::NEEDS_VALUE
    }
}
