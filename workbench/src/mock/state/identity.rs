//! What tells the objects of a resource apart.

use datacontract::clr::Guid;
use datacontract::contract::{Primitive, Type};
use datacontract::dynamic::Value;

/// The value of the member that tells an object apart: a number, a text or a Guid.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    Number(i128),
    /// In small letters: addresses are the same in any case.
    Text(String),
}

impl Identity {
    /// Returns the identity that a value is, if it is one.
    pub(super) fn of(value: &Value) -> Option<Identity> {
        Some(match value {
            Value::SByte(number) => Identity::Number((*number).into()),
            Value::Byte(number) => Identity::Number((*number).into()),
            Value::Int16(number) => Identity::Number((*number).into()),
            Value::UInt16(number) => Identity::Number((*number).into()),
            Value::Int32(number) => Identity::Number((*number).into()),
            Value::UInt32(number) => Identity::Number((*number).into()),
            Value::Int64(number) => Identity::Number((*number).into()),
            Value::UInt64(number) => Identity::Number((*number).into()),
            Value::String(text) => Identity::Text(text.to_lowercase()),
            Value::Guid(guid) => Identity::Text(guid.to_string()),
            _ => return None,
        })
    }

    /// Returns the number that it is counted by, which the next identity goes beyond; 0 if it has none.
    pub(super) fn number(&self) -> i128 {
        match self {
            Identity::Number(number) => *number,
            Identity::Text(text) => match text.strip_prefix(MADE_GUID) {
                Some(count) => i128::from_str_radix(count, 16).unwrap_or_default(),
                None => text.parse().unwrap_or_default(),
            },
        }
    }

    /// Returns whether it is what an object has that was not given an identity yet.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Identity::Number(number) => *number == 0,
            Identity::Text(text) => text.is_empty() || *text == Guid::default().to_string(),
        }
    }
}

/// Returns whether a value is one of a type.
pub(super) fn has_type(value: &Value, ty: &Type) -> bool {
    let ty = match ty {
        Type::Nullable(inner) => inner,
        ty => ty,
    };
    matches!((value.ty(), ty), (Some(Type::Primitive(a)), Type::Primitive(b)) if a == *b)
}

/// Returns an identity of the type of the member that it is for: the first one behind `last`.
pub(super) fn next_identity(member: &Value, ty: Option<Primitive>, last: i128) -> Option<Value> {
    let ty = match member.ty() {
        Some(Type::Primitive(primitive)) => primitive,
        _ => ty?,
    };
    let next = last.checked_add(1)?;
    match ty {
        Primitive::SByte => next.try_into().ok().map(Value::SByte),
        Primitive::Byte => next.try_into().ok().map(Value::Byte),
        Primitive::Int16 => next.try_into().ok().map(Value::Int16),
        Primitive::UInt16 => next.try_into().ok().map(Value::UInt16),
        Primitive::Int32 => next.try_into().ok().map(Value::Int32),
        Primitive::UInt32 => next.try_into().ok().map(Value::UInt32),
        Primitive::Int64 => next.try_into().ok().map(Value::Int64),
        Primitive::UInt64 => next.try_into().ok().map(Value::UInt64),
        Primitive::String => Some(Value::String(next.to_string())),
        Primitive::Guid => {
            format!("{MADE_GUID}{:012x}", next & 0xffff_ffff_ffff).parse().ok().map(Value::Guid)
        }
        _ => None,
    }
}

/// What the Guids that are given begin with.
const MADE_GUID: &str = "5a3f9c1e-7b2d-4e68-9f10-";

/// Copies what two objects have in common: members of one name whose values fit.
pub(super) fn copy_members(from: &Value, to: &mut Value) {
    let (Value::Object(from), Value::Object(to)) = (from, to) else { return };
    let types = to.member_types();
    for ((name, ty), place) in to.member_names().iter().zip(types).zip(to.values_mut().iter_mut()) {
        let Some(value) = from.get(name) else { continue };
        if value.ty().map_or(ty.is_nullable(), |actual| fits(&actual, &ty)) {
            *place = value.clone();
        }
    }
}

/// Returns whether a value of one type can stand where another one is declared.
pub(super) fn fits(actual: &Type, declared: &Type) -> bool {
    match (actual, declared) {
        (actual, Type::Nullable(inner)) => fits(actual, inner),
        (_, Type::Object) => true,
        (Type::Primitive(a), Type::Primitive(b)) => a == b,
        (Type::Contract(a), Type::Contract(b)) => std::ptr::eq(a.get(), b.get()),
        (Type::List(a) | Type::Array(a), Type::List(b) | Type::Array(b)) => fits(a, b),
        (Type::Dictionary(a), Type::Dictionary(b)) => fits(&a.0, &b.0) && fits(&a.1, &b.1),
        _ => false,
    }
}
