//! `System.Object`: the value chooses its type.

use super::token::Token;
use super::{Fields, ValueContext};
use crate::clr::DateTime;
use crate::contract::{Primitive, Type};
use crate::plan::{Body, ObjectPlan, TypePlan};
use crate::value::dynamic::{DynamicList, DynamicMap, Value};
use serde_core::de::{MapAccess, SeqAccess};
use std::sync::LazyLock;

const STRING: Type = Type::Primitive(Primitive::String);
const ARRAY: Type = Type::List(&Type::Object);
const OBJECT: Type = Type::Dictionary(&(STRING, Type::Object));

static ARRAY_PLAN: LazyLock<TypePlan> = LazyLock::new(|| TypePlan::new(&ARRAY));
static OBJECT_PLAN: LazyLock<TypePlan> = LazyLock::new(|| TypePlan::new(&OBJECT));

impl ValueContext<'_, '_> {
    /// An array (`JArray`): a list of `object`.
    pub(super) fn any_array<'de, A: SeqAccess<'de>>(
        &self,
        value: &mut Value,
        seq: A,
    ) -> Result<(), A::Error> {
        let Some(ObjectPlan { body: Body::Collection(collection), .. }) = ARRAY_PLAN.object() else {
            return Err(self.unexpected("an array"));
        };
        let mut list = DynamicList::new(ARRAY);
        self.items(collection, &mut list, seq)?;
        *value = Value::List(Box::new(list));
        Ok(())
    }

    /// An object (`JObject`): a dictionary of `object`.
    pub(super) fn any_object<'de, A: MapAccess<'de>>(
        &self,
        value: &mut Value,
        fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let Some(ObjectPlan { body: Body::Dictionary(dictionary), .. }) = OBJECT_PLAN.object() else {
            return Err(self.unexpected("an object"));
        };
        let mut entries = DynamicMap::new(OBJECT);
        self.entries(dictionary, &mut entries, fields)?;
        // `{}` is what a plain `object` looks like too, and only that has a form in XML.
        *value = if entries.entries.is_empty() { Value::Empty } else { Value::Map(Box::new(entries)) };
        Ok(())
    }
}

/// Returns the value of anything else.
pub(super) fn any_value(token: &Token<'_>) -> Value {
    match *token {
        Token::Null => Value::Null,
        Token::Bool(value) => Value::Boolean(value),
        Token::Int(value) => Value::Int64(value),
        Token::UInt(value) => Value::UInt64(value),
        Token::Float(value) => Value::Double(value),
        Token::Text(text) => date(text).map_or_else(|| Value::String(text.to_owned()), Value::DateTime),
        Token::Number(text) => crate::clr::parse_json_f64(text).map_or(Value::Null, Value::Double),
        Token::Bytes(bytes) => Value::Bytes(bytes.into()),
    }
}

/// Json.NET takes any text that looks like one for a `DateTime` (`DateParseHandling`).
fn date(text: &str) -> Option<DateTime> {
    let looks_like = match text.as_bytes() {
        [b'/', ..] => text.len() >= 9,
        bytes @ [first, ..] => {
            (19..=40).contains(&bytes.len()) && first.is_ascii_digit() && bytes.get(10) == Some(&b'T')
        }
        [] => false,
    };
    if looks_like { DateTime::from_json_text(text).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Json.NET's `DateTimeUtils.TryParseDateTime`.
    #[test]
    fn only_whole_dates_are_dates() {
        for text in ["2024-10-15T05:29:19", "2024-10-15T05:29:19.5139414+02:00", "/Date(1234567890000)/"] {
            assert!(date(text).is_some(), "{text}");
        }
        for text in ["", "2024-10-15", "2024-10-15 05:29:19", " 2024-10-15T05:29:19", "/Date(", "/////////"] {
            assert!(date(text).is_none(), "{text}");
        }
    }
}
