//! `secrecy`: values that stay secret here too.

use crate::contract::{Primitive, Type};
use crate::value::converted::{read_secret, view_secret};
use crate::value::{ConvertError, ConvertedSlot, ConvertedView, Field, Scalar, Slot, View};
use ::secrecy::zeroize::Zeroize;
use ::secrecy::{ExposeSecret, ExposeSecretMut, SecretBox, SecretString};

impl Field for SecretString {
    const TYPE: Type = Type::Primitive(Primitive::String);
    const IS_VALUE_TYPE: bool = false;
    const IS_SECRET: bool = true;

    fn initial() -> Self {
        SecretString::default()
    }

    fn view(&self) -> View<'_> {
        View::Str(self.expose_secret())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Scalar(self)
    }
}

impl Scalar for SecretString {
    fn set(&mut self, value: View<'_>) -> bool {
        let View::Str(text) = value else { return false };
        *self = SecretString::from(text);
        true
    }
}

impl<T: Field + Zeroize> Field for SecretBox<T> {
    const TYPE: Type = T::TYPE;
    const IS_VALUE_TYPE: bool = T::IS_VALUE_TYPE;
    const IS_SECRET: bool = true;
    const TAKES_NULL: bool = T::TAKES_NULL;
    const NEEDS_VALUE: bool = T::NEEDS_VALUE;

    fn initial() -> Self {
        SecretBox::new(Box::new(T::initial()))
    }

    fn view(&self) -> View<'_> {
        match self.expose_secret().view() {
            View::Converted(_) => View::Converted(self),
            view => view,
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        match self.expose_secret_mut().slot() {
            Slot::Converted(_) => Slot::Converted(self),
            _ => self.expose_secret_mut().slot(),
        }
    }
}

/// What a conversion says of a value that it refuses is not shown.
impl<T: Field + Zeroize> ConvertedView for SecretBox<T> {
    fn view(&self, f: &mut dyn FnMut(View<'_>)) -> Result<(), ConvertError> {
        view_secret(self.expose_secret().view(), f)
    }
}

impl<T: Field + Zeroize> ConvertedSlot for SecretBox<T> {
    fn read(&mut self, read: &mut dyn FnMut(Slot<'_>) -> bool) -> Result<(), ConvertError> {
        read_secret(self.expose_secret_mut().slot(), read)
    }

    fn needs_value(&self) -> bool {
        T::NEEDS_VALUE
    }
}
