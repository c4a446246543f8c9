//! `secrecy`: values that stay secret here too.

use crate::contract::{Primitive, Type};
use crate::value::{Field, Scalar, Slot, View};
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
        self.expose_secret().view()
    }

    fn slot(&mut self) -> Slot<'_> {
        self.expose_secret_mut().slot()
    }
}
