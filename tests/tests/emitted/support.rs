//! Types that a fixture takes for its own.

use datacontract::{
    DataContract, Field,
    contract::Type,
    value::{Slot, View},
};

/// A text with a meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd)]
pub struct PhoneNumber(pub String);

impl Field for PhoneNumber {
    const TYPE: Type = String::TYPE;
    const IS_VALUE_TYPE: bool = String::IS_VALUE_TYPE;

    fn initial() -> Self {
        Self::default()
    }

    fn view(&self) -> View<'_> {
        self.0.view()
    }

    fn slot(&mut self) -> Slot<'_> {
        self.0.slot()
    }
}

/// A contract that exists already.
#[derive(DataContract, Clone, Debug, Default, PartialEq, Eq, PartialOrd)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
pub struct Address {
    /// The city.
    pub city: Option<String>,
}
