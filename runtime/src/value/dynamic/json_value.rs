//! Between dynamic values and those of `serde_json`.

use super::{DynamicList, DynamicMap, Value};
use crate::contract::{Primitive, Type};
use crate::value::ConvertError;
use serde_json::{Map, Number, Value as JsonValue};

const ARRAY: Type = Type::List(&Type::Object);
const OBJECT: Type = Type::Dictionary(&(Type::Primitive(Primitive::String), Type::Object));

/// Returns what Json.NET makes of a JSON value in an `object`; but texts that look like dates stay texts.
pub(crate) fn from_serde_json(value: &JsonValue) -> Result<Value, ConvertError> {
    Ok(match value {
        JsonValue::Null => Value::Null,
        JsonValue::Bool(value) => Value::Boolean(*value),
        JsonValue::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), _, _) => Value::Int64(number),
            (None, Some(number), _) => Value::UInt64(number),
            (None, None, Some(number)) => Value::Double(number),
            (None, None, None) => return Err(ConvertError::new("the number is beyond all types of .NET")),
        },
        JsonValue::String(text) => Value::String(text.clone()),
        JsonValue::Array(items) => {
            let mut list = DynamicList::new(ARRAY);
            list.items = items.iter().map(from_serde_json).collect::<Result<_, _>>()?;
            Value::List(Box::new(list))
        }
        // It is the only object that XML has a form for.
        JsonValue::Object(members) if members.is_empty() => Value::Empty,
        JsonValue::Object(members) => {
            let mut map = DynamicMap::new(OBJECT);
            for (name, value) in members {
                map.entries.push((Value::String(name.clone()), from_serde_json(value)?));
            }
            Value::Map(Box::new(map))
        }
    })
}

/// Returns the JSON value of what an `object` may be in JSON. A date is a text, as it is there.
///
/// # Errors
/// If the value is of a type that JSON does not know: what would be written later would be another one.
pub(crate) fn to_serde_json(value: &Value) -> Result<JsonValue, ConvertError> {
    let double = |number: f64| {
        Number::from_f64(number).map(JsonValue::Number).ok_or(ConvertError::new("JSON has no such number"))
    };
    Ok(match value {
        Value::Null => JsonValue::Null,
        Value::Empty => JsonValue::Object(Map::new()),
        Value::Boolean(value) => JsonValue::Bool(*value),
        Value::SByte(number) => (*number).into(),
        Value::Int16(number) => (*number).into(),
        Value::Int32(number) => (*number).into(),
        Value::Int64(number) => (*number).into(),
        Value::Byte(number) => (*number).into(),
        Value::UInt16(number) => (*number).into(),
        Value::UInt32(number) => (*number).into(),
        Value::UInt64(number) => (*number).into(),
        Value::Single(number) => double(f64::from(*number))?,
        Value::Double(number) => double(*number)?,
        Value::String(text) => JsonValue::String(text.clone()),
        Value::DateTime(date) => JsonValue::String(date.to_json_text()),
        Value::List(list) => {
            JsonValue::Array(list.items.iter().map(to_serde_json).collect::<Result<_, _>>()?)
        }
        Value::Map(map) => {
            let entries = map.entries.iter().map(|(name, value)| match name {
                Value::String(name) => Ok((name.clone(), to_serde_json(value)?)),
                _ => Err(ConvertError::new("the keys of a JSON object are texts")),
            });
            JsonValue::Object(entries.collect::<Result<_, _>>()?)
        }
        _ => {
            return Err(ConvertError::new(
                "the value is of a type that JSON does not know: `datacontract::dynamic::Value` holds any",
            ));
        }
    })
}
