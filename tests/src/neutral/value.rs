//! Values of the neutral format to dynamic values, and back.

use super::contracts::{Contracts, Unsupported};
use super::xml_serializer;
use datacontract::Shared;
use datacontract::clr::{Bytes, Char, DateTime, DateTimeKind, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use datacontract::contract::{Kind, Primitive, Serializer, Type};
use datacontract::dynamic::{DynamicEnum, DynamicList, DynamicMap, DynamicObject, DynamicShared, Value};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, Unsupported>;

fn malformed(what: impl Into<String>) -> Unsupported {
    Unsupported::Malformed(what.into())
}

/// The dynamic value of a neutral one; `reference` is the declared type as the file has it.
pub fn from_neutral(contracts: &mut Contracts<'_>, reference: &Json, value: &Json) -> Result<Value> {
    let mut objects = Objects { definitions: BTreeMap::new(), made: BTreeMap::new() };
    objects.define(value);
    convert(contracts, &mut objects, reference, value)
}

/// The objects with an identity by their `$id`. Numbers are given in the order of writing, so that a
/// reference may stand before its object.
struct Objects<'v> {
    definitions: BTreeMap<u64, &'v Json>,
    /// Those that are made, and whether they still are being made.
    made: BTreeMap<u64, (DynamicShared, bool)>,
}

impl<'v> Objects<'v> {
    fn define(&mut self, value: &'v Json) {
        if let Some(id) = value.get("$id").and_then(Json::as_u64) {
            self.definitions.insert(id, value);
        }
        match value {
            Json::Object(members) => members.values().for_each(|value| self.define(value)),
            Json::Array(items) => items.iter().for_each(|value| self.define(value)),
            _ => {}
        }
    }

    /// A pointer to an object that is made, at least in part.
    fn made(&self, id: u64) -> Option<Value> {
        let (target, is_open) = self.made.get(&id)?;
        // What refers to an object that contains it must not own it.
        Some(Value::Shared(if *is_open { target.downgrade() } else { target.clone() }))
    }
}

fn convert<'v>(
    contracts: &mut Contracts<'_>,
    objects: &mut Objects<'v>,
    reference: &Json,
    value: &'v Json,
) -> Result<Value> {
    if let Some(object) = value.as_object() {
        if let (Some(actual), Some(value)) = (object.get("$type"), object.get("$value")) {
            let made = convert(contracts, objects, actual, value)?;
            // `new object()` is an empty object of the type `object`.
            return Ok(if actual == "object" && made == Value::Null { Value::Empty } else { made });
        }
        if let Some(id) = object.get("$ref").and_then(Json::as_u64) {
            if let Some(made) = objects.made(id) {
                return Ok(made);
            }
            let definition =
                *objects.definitions.get(&id).ok_or_else(|| malformed(format!("no object {id}")))?;
            return convert(contracts, objects, reference, definition);
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
                return convert(contracts, objects, inner, value);
            }
            if let Some(item) = object.get("list").or_else(|| object.get("array")) {
                return list(contracts, objects, ty, item, value);
            }
            if let Some([key, entry]) = object.get("dictionary").and_then(Json::as_array).map(Vec::as_slice) {
                return dictionary(contracts, objects, ty, key, entry, value);
            }
            let key = object.get("ref").and_then(Json::as_str).unwrap_or_default();
            let definition =
                contracts.definition(key).ok_or_else(|| malformed(format!("no definition of {key}")))?;
            let Some(id) = value.get("$id").and_then(Json::as_u64) else {
                return defined(contracts, objects, ty, key, definition, value);
            };
            if let Some(made) = objects.made(id) {
                return Ok(made);
            }
            let shared = DynamicShared::new(ty);
            objects.made.insert(id, (shared.clone(), true));
            let content = defined(contracts, objects, ty, key, definition, value)?;
            shared.pointer().with_mut(|node| *node.value_mut() = content);
            objects.made.insert(id, (shared.clone(), false));
            Ok(Value::Shared(shared))
        }
    }
}

fn defined<'v>(
    contracts: &mut Contracts<'_>,
    objects: &mut Objects<'v>,
    ty: Type,
    key: &str,
    definition: &Map<String, Json>,
    value: &'v Json,
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
                (Some(item), ..) => list(contracts, objects, ty, item, value),
                (None, Some(key), Some(entry)) => dictionary(contracts, objects, ty, key, entry, value),
                _ => Err(malformed("a collection has an item, or key and value")),
            }
        }
        Some("class" | "struct") => {
            let value = value.as_object().ok_or_else(|| malformed("an object is an object"))?;
            contracts.refuse_left_out(key, value)?;
            let mut object = DynamicObject::new(ty);
            for (place, (name, reference)) in members(contracts, key)?.iter().enumerate() {
                if let Some(given) = value.get(name) {
                    let mut given = convert(contracts, objects, reference, given)?;
                    if value.get(&format!("ShouldSerialize{name}")) == Some(&Json::Bool(false)) {
                        if reference == "object" && contracts.is_nullable_element(key, name) {
                            return Err(Unsupported::OutOfScope(
                                "an `object` with IsNullable that ShouldSerialize leaves out: a value without Rust type has no such state".to_owned(),
                            ));
                        }
                        // An `object` that is left out is as good as one that is null.
                        given = if reference == "object" { Value::Null } else { Value::Empty };
                    }
                    let value = given;
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
        let definition =
            contracts.definition(&key).ok_or_else(|| malformed(format!("no definition of {key}")))?;
        current =
            definition.get("base").and_then(|base| base.get("ref")).and_then(Json::as_str).map(str::to_owned);
        classes.push((key, definition));
    }
    let mut members: Vec<(String, Json)> = Vec::new();
    for (key, definition) in classes.into_iter().rev() {
        for member in definition.get("members").and_then(Json::as_array).into_iter().flatten() {
            if contracts.leaves_out(member) {
                continue;
            }
            let name = member.get("name").and_then(Json::as_str).unwrap_or_default();
            let is_hidden = members.iter().any(|(other, _)| other == name);
            let name = if is_hidden { format!("{key}::{name}") } else { name.to_owned() };
            members.push((name, member.get("type").cloned().unwrap_or_default()));
        }
    }
    Ok(members)
}

fn list<'v>(
    contracts: &mut Contracts<'_>,
    objects: &mut Objects<'v>,
    ty: Type,
    item: &Json,
    value: &'v Json,
) -> Result<Value> {
    let mut list = DynamicList::new(ty);
    for value in value.as_array().ok_or_else(|| malformed("a list is an array"))? {
        list.items.push(convert(contracts, objects, item, value)?);
    }
    Ok(Value::List(Box::new(list)))
}

fn dictionary<'v>(
    contracts: &mut Contracts<'_>,
    objects: &mut Objects<'v>,
    ty: Type,
    key: &Json,
    entry: &Json,
    value: &'v Json,
) -> Result<Value> {
    let mut map = DynamicMap::new(ty);
    for pair in value.as_array().ok_or_else(|| malformed("a dictionary is an array of pairs"))? {
        let Some([k, v]) = pair.as_array().map(Vec::as_slice) else {
            return Err(malformed("an entry is a pair"));
        };
        map.entries.push((convert(contracts, objects, key, k)?, convert(contracts, objects, entry, v)?));
    }
    Ok(Value::Map(Box::new(map)))
}

fn primitive(ty: &Type, value: &Json) -> Result<Value> {
    use Primitive as P;
    let wrong = || malformed(format!("{value} is no value of {ty:?}"));
    let Type::Primitive(primitive) = ty else {
        return match value.as_object() {
            Some(object) if object.is_empty() => Ok(Value::Empty),
            None if value.is_string() => Err(Unsupported::OutOfScope("XML nodes in an object".to_owned())),
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
        P::Single => Value::Single(float(text()?).parse().map_err(|_| wrong())?),
        P::Double => Value::Double(float(text()?).parse().map_err(|_| wrong())?),
        P::Decimal => Value::Decimal(text()?.parse::<Decimal>().map_err(|_| wrong())?),
        P::String => match value.get("utf16").and_then(Json::as_array) {
            None => Value::String(text()?.to_owned()),
            Some(units) => {
                let units: Option<Vec<u16>> = units
                    .iter()
                    .map(|unit| unit.as_u64().and_then(|unit| u16::try_from(unit).ok()))
                    .collect();
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
fn float(text: &str) -> &str {
    match text {
        "INF" => "inf",
        "-INF" => "-inf",
        text => text,
    }
}

/// The neutral form of a dynamic value whose declared type the file has as `reference`.
pub fn to_neutral(contracts: &mut Contracts<'_>, reference: &Json, value: &Value) -> Result<Json> {
    Neutral { contracts, written: Vec::new() }.value(reference, value)
}

struct Neutral<'c, 'a> {
    contracts: &'c mut Contracts<'a>,
    /// The objects with an identity, in the order of their `$id`.
    written: Vec<DynamicShared>,
}

impl Neutral<'_, '_> {
    fn value(&mut self, reference: &Json, value: &Value) -> Result<Json> {
        if matches!(value, Value::Null) {
            return Ok(Json::Null);
        }
        if matches!(value, Value::Empty) {
            return Ok(json!({}));
        }
        if let Value::Shared(shared) = value {
            return self.shared(reference, shared);
        }
        let declared = self.contracts.type_of(reference)?;
        let actual = value.ty().ok_or_else(|| malformed("a value without type"))?;
        if is_declared(&declared, &actual) {
            return self.content(reference, value);
        }
        let reference = self.contracts.reference_of(&actual);
        let reference = reference
            .or_else(|| self.contracts.included_reference(&actual))
            .ok_or_else(|| malformed("a type without reference"))?;
        Ok(json!({"$type": reference, "$value": self.content(&reference, value)?}))
    }

    fn shared(&mut self, reference: &Json, shared: &DynamicShared) -> Result<Json> {
        if let Some(place) =
            self.written.iter().position(|other| Shared::same(other.pointer(), shared.pointer()))
        {
            return Ok(json!({"$ref": place + 1}));
        }
        self.written.push(shared.clone());
        let id = self.written.len();
        let content = shared
            .pointer()
            .with(|node| node.value().clone())
            .ok_or_else(|| malformed("an object that is gone"))?;
        let mut made = self.value(reference, &content)?;
        let object = match made.get_mut("$value") {
            Some(object) => object,
            None => &mut made,
        };
        match object {
            Json::Object(members) => {
                members.insert("$id".to_owned(), json!(id));
            }
            items => *items = json!({"$id": id, "$items": items.take()}),
        }
        Ok(made)
    }

    fn content(&mut self, reference: &Json, value: &Value) -> Result<Json> {
        let reference = reference.get("nullable").unwrap_or(reference).clone();
        let definition =
            reference.get("ref").and_then(Json::as_str).and_then(|key| self.contracts.definition(key));
        let part = |name: &str| definition.and_then(|definition| definition.get(name));
        let wrong = || malformed("a value of another type");
        match value {
            Value::Object(object) => {
                let key = reference.get("ref").and_then(Json::as_str).ok_or_else(wrong)?.to_owned();
                let mut made = Map::new();
                if self.contracts.serializer() == Serializer::XmlSerializer {
                    return self.object_of_xml_serializer(&key, object.values());
                }
                for ((name, reference), value) in members(self.contracts, &key)?.iter().zip(object.values()) {
                    made.insert(name.clone(), self.value(reference, value)?);
                }
                Ok(Json::Object(made))
            }
            Value::List(list) => {
                let item = reference.get("list").or_else(|| reference.get("array")).or_else(|| part("item"));
                let item = item.ok_or_else(wrong)?.clone();
                self.list(&reference, &item, &list.items)
            }
            Value::Map(map) => {
                let pair = reference.get("dictionary").and_then(Json::as_array).map(Vec::as_slice);
                let (key, entry) = match pair {
                    Some([key, entry]) => (key.clone(), entry.clone()),
                    _ => (part("key").ok_or_else(wrong)?.clone(), part("value").ok_or_else(wrong)?.clone()),
                };
                self.map(&key, &entry, &map.entries)
            }
            value => scalar(value).ok_or_else(wrong),
        }
    }
}

impl Neutral<'_, '_> {
    fn list(&mut self, reference: &Json, item: &Json, values: &[Value]) -> Result<Json> {
        let mut items: Vec<Json> =
            values.iter().map(|value| self.value(item, value)).collect::<Result<_>>()?;
        // That a set holds each item once is a matter of its class, not of the contract.
        if matches!(reference.get("clr").and_then(Json::as_str), Some("HashSet" | "SortedSet" | "ISet")) {
            let mut seen = Vec::new();
            let is_bytes = reference.get("list").is_some_and(|item| item == "bytes");
            items.retain(|item| match equal_part(item).filter(|part| !is_bytes || part.is_null()) {
                None => true,
                Some(part) => {
                    !seen.contains(&part) && {
                        seen.push(part);
                        true
                    }
                }
            });
        }
        Ok(Json::Array(items))
    }

    fn map(&mut self, key: &Json, entry: &Json, entries: &[(Value, Value)]) -> Result<Json> {
        let entries = entries.iter().map(|(k, v)| Ok(json!([self.value(key, k)?, self.value(entry, v)?])));
        entries.collect()
    }
}

/// What of an item makes it equal to others in a set; `None` of objects and lists, which are told apart by what they
/// are, not by what is in them.
fn equal_part(item: &Json) -> Option<Json> {
    match item {
        Json::Array(_) => None,
        // Dates of other kinds are equal.
        Json::Object(members) if members.contains_key("ticks") => members.get("ticks").cloned(),
        Json::Object(members) => {
            let is_simple = members.get("$type").is_some_and(Json::is_string);
            let value = members.get("$value").filter(|_| is_simple)?;
            Some(json!([members.get("$type"), equal_part(value)?]))
        }
        simple => Some(simple.clone()),
    }
}

impl Neutral<'_, '_> {
    /// What .NET has where there is no value: zero, or null.
    fn zero(&mut self, reference: &Json) -> Result<Json> {
        let zero = match self.contracts.type_of(reference)? {
            ty @ Type::Primitive(_) if ty.is_value_type() => Value::new(&ty),
            ty @ Type::Contract(contract) if matches!(contract.get().kind(), Kind::Enum(_)) => {
                Value::Enum(DynamicEnum::with_number(ty, 0))
            }
            _ => Value::Null,
        };
        self.value(reference, &zero)
    }

    /// An object with the members that `XmlSerializer` minds.
    fn object_of_xml_serializer(&mut self, key: &str, values: &[Value]) -> Result<Json> {
        let mut made = Map::new();
        let mut values = values.iter();
        let mut classes = Vec::new();
        let mut current = Some(key.to_owned());
        while let Some(key) = current {
            let definition = self.contracts.definition(&key).ok_or_else(|| malformed("no definition"))?;
            let base = definition.get("base").and_then(|base| base.get("ref")).and_then(Json::as_str);
            current = base.map(str::to_owned);
            classes.push((key, definition));
        }
        for (key, definition) in classes.into_iter().rev() {
            let none = Vec::new();
            let members = definition.get("members").and_then(Json::as_array).unwrap_or(&none);
            for member in members {
                let value = if self.contracts.leaves_out(member) { None } else { values.next() };
                let object = member.as_object().ok_or_else(|| malformed("a member is an object"))?;
                // Pairs have their members though none of them is written.
                let is_pair = definition.get("clrName").is_some_and(|name| name == "KeyValuePair");
                if !is_pair && !xml_serializer::takes_part(object, members) {
                    continue;
                }
                let name = member["name"].as_str().unwrap_or_default();
                let name = if made.contains_key(name) { format!("{key}::{name}") } else { name.to_owned() };
                let value = match value {
                    // A Rust type has no value where the service's attributes may leave it out; .NET has zero.
                    Some(Value::Null) if object.contains_key("shouldSerialize") => {
                        self.zero(&member["type"])?
                    }
                    Some(value) => self.value(&member["type"], value)?,
                    // .NET makes lists.
                    None if member["type"].get("list").is_some() => json!([]),
                    None => Json::Null,
                };
                made.insert(name, value);
            }
        }
        Ok(Json::Object(made))
    }
}

fn is_declared(declared: &Type, actual: &Type) -> bool {
    match (declared, actual) {
        (Type::Nullable(inner), actual) => is_declared(inner, actual),
        // The generator makes a struct of each library's pair, whose contract is another one of the same
        // name.
        (Type::Contract(a), Type::Contract(b)) => {
            std::ptr::eq(a.get(), b.get()) || a.get().qualified_name() == b.get().qualified_name()
        }
        (Type::Primitive(a), Type::Primitive(b)) => a == b,
        (Type::Object, _) => false,
        // The actual class of a collection does not show.
        (Type::List(_) | Type::Array(_), Type::List(_) | Type::Array(_)) => true,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

fn scalar(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Boolean(v) => json!(v),
        Value::SByte(v) => json!(v),
        Value::Byte(v) => json!(v),
        Value::Int16(v) => json!(v),
        Value::UInt16(v) => json!(v),
        Value::Int32(v) => json!(v),
        Value::UInt32(v) => json!(v),
        Value::Int64(v) => json!(v),
        Value::UInt64(v) => json!(v),
        Value::Single(v) => json!(float_text(f64::from(*v), &format!("{v:E}"))),
        Value::Double(v) => json!(float_text(*v, &format!("{v:E}"))),
        Value::Decimal(v) => json!(v.to_string()),
        Value::Char(v) => json!(v.unit()),
        Value::String(v) => json!(v),
        Value::DateTime(v) => match v.kind() {
            DateTimeKind::Utc => json!({"ticks": v.ticks(), "kind": "Utc"}),
            DateTimeKind::Local { offset_minutes } => {
                json!({"ticks": v.ticks(), "kind": "Local", "offsetMinutes": offset_minutes})
            }
            DateTimeKind::Unspecified => json!({"ticks": v.ticks(), "kind": "Unspecified"}),
        },
        Value::DateTimeOffset(v) => json!({"ticks": v.ticks(), "offsetMinutes": v.offset_minutes()}),
        Value::TimeSpan(v) => json!({"ticks": v.ticks()}),
        Value::Guid(v) => json!(v.to_string()),
        Value::Uri(v) => json!(v.as_str()),
        Value::Bytes(v) => json!(v.to_string()),
        Value::Enum(v) => json!(v.number()?),
        _ => return None,
    })
}

fn float_text(value: f64, digits: &str) -> String {
    if value.is_nan() {
        "NaN".to_owned()
    } else if value.is_infinite() {
        if value > 0.0 { "INF".to_owned() } else { "-INF".to_owned() }
    } else if value == 0.0 && value.is_sign_negative() {
        "-0".to_owned()
    } else {
        digits.to_owned()
    }
}
