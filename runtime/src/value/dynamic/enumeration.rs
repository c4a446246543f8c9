//! Values of enums without a Rust type.

use super::types::{contract_of, same_type};
use crate::contract::{EnumContract, Kind, Type, type_name};
use crate::value::derived::{unknown_value, unknown_view};
use crate::value::{Scalar, UnknownValue, View};
use std::fmt;

/// A value of an enum.
#[derive(Clone)]
pub struct DynamicEnum {
    ty: Type,
    value: UnknownValue,
}

impl DynamicEnum {
    /// Returns the value zero.
    #[must_use]
    pub fn new(ty: Type) -> Self {
        DynamicEnum { ty, value: UnknownValue::Number(0) }
    }

    /// Returns a value with this number; that of an `ulong` enum as its 64 bits.
    #[must_use]
    pub fn with_number(ty: Type, number: i64) -> Self {
        DynamicEnum { ty, value: UnknownValue::Number(number) }
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> Type {
        self.ty
    }

    /// Its number; none if it was read by a name that the contract does not have.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        match self.value {
            UnknownValue::Number(number) => Some(number),
            UnknownValue::Text(_) => None,
        }
    }

    pub(crate) fn view(&self) -> View<'_> {
        unknown_view(&self.value)
    }

    fn contract(&self) -> Option<EnumContract> {
        match contract_of(&self.ty)?.kind() {
            Kind::Enum(contract) => Some(*contract),
            _ => None,
        }
    }
}

impl Scalar for DynamicEnum {
    fn set(&mut self, value: View<'_>) -> bool {
        unknown_value(value).is_some_and(|value| {
            self.value = value;
            true
        })
    }
}

impl PartialEq for DynamicEnum {
    fn eq(&self, other: &Self) -> bool {
        same_type(&self.ty, &other.ty) && self.value == other.value
    }
}

impl fmt::Debug for DynamicEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = type_name(&self.ty).name;
        let text =
            self.number().zip(self.contract()).and_then(|(number, contract)| contract.text_of(number, " | "));
        match text {
            Some(text) => write!(f, "{name}::{text}"),
            None => write!(f, "{name}({})", self.value),
        }
    }
}
