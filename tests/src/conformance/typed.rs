//! The engine on compiled Rust types.

use super::{Engine, Outcome, check_with};
use crate::neutral::Contracts;
use datacontract::contract::{Serializer, Type};
use datacontract::dynamic::{Value, from_value, to_value};
use datacontract::xml::{self, ReadOptions, WriteOptions};
use datacontract::{Error, Field};
use serde_json::{Map, Value as Json};
use std::marker::PhantomData;

struct Typed<T>(PhantomData<T>);

impl<T: Field + Default> Engine for Typed<T> {
    fn write(&self, value: &Value, _: &Type, options: &WriteOptions<'_>) -> Result<String, Error> {
        xml::to_string_with(&from_value::<T>(value)?, options)
    }

    fn read(&self, bytes: &[u8], _: &Type, options: ReadOptions<'_>) -> Result<Value, Error> {
        to_value(&xml::from_slice_with::<T>(bytes, options)?)
    }

    fn is_typed(&self) -> bool {
        true
    }
}

/// Checks one case of a serializer with the Rust type `T` for its root. `compiled` has the types of the case's definitions.
#[must_use]
pub fn check<T: Field + Default>(
    serializer: Serializer,
    types: &Map<String, Json>,
    compiled: Vec<(&str, Type)>,
    case: &Json,
) -> Outcome {
    let contracts = Contracts::of_serializer(types, serializer).with_types(compiled);
    check_with(&Typed(PhantomData::<T>), contracts, case)
}
