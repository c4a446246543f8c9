//! Reading and writing by the slow path alone, and item by item, for the tests that hold one way against the other.

use super::{Paths, ReadOptions, Root, WriteOptions, reader, writer};
use crate::contract::{Serializer, Type};
use crate::error::Result;
pub use crate::items::values::Outcome;
use crate::plan::TypePlan;
use crate::raw;
use crate::value::dynamic::Value;
use crate::value::{Field, Slot};

/// Writes a value like [`write_value`](super::write_value), by the slow path alone.
pub fn write_value(value: &Value, ty: &Type, options: &WriteOptions<'_>) -> Result<String> {
    let mut out = Vec::new();
    let serializer = super::serializer_of(ty, options.serializer);
    let root = Root { ty, plan: None, serializer };
    writer::write_document(root, value.view_as(ty), options, &mut out)?;
    Ok(raw::into_string(out))
}

/// Reads a document like [`from_str_with`](super::from_str_with), by the slow path alone.
pub fn from_str<T: Field>(text: &str, options: ReadOptions<'_>) -> Result<T> {
    let mut value = T::initial();
    reader::read_document(text, value.slot(), &plan_of(&T::TYPE, &options), options, Paths::SlowOnly)?;
    Ok(value)
}

/// Reads a document like [`read_value_with`](super::read_value_with), by the slow path alone.
pub fn read_value(text: &str, ty: &Type, options: ReadOptions<'_>) -> Result<Value> {
    let mut value = Value::default_of(ty);
    reader::read_document(text, Slot::Value(&mut value), &plan_of(ty, &options), options, Paths::SlowOnly)?;
    Ok(value)
}

/// Reads a list item by item from a document that comes in chunks: the items, and what is around them.
pub fn read_items(
    chunks: &mut dyn Iterator<Item = &[u8]>,
    root: (&Type, &str),
    options: ReadOptions<'_>,
) -> Result<Outcome> {
    super::items::read_values(chunks, root, options)
}

/// Writes a document and the items of its list, one by one.
pub fn write_items(
    document: &Value,
    items: &[Value],
    root: (&Type, &str),
    options: &WriteOptions<'_>,
) -> Result<Vec<u8>> {
    super::items::write_values(document, items, root, options)
}

fn plan_of(ty: &Type, options: &ReadOptions<'_>) -> TypePlan {
    match super::serializer_of(ty, options.serializer) {
        Serializer::DataContractSerializer => TypePlan::new(ty),
        Serializer::XmlSerializer => TypePlan::root_for_xml_serializer(ty),
    }
}
