//! Values of specs, and the forms that mean the same.

use std::borrow::Cow;

use jsonc_parser::cst::CstInputValue;
use serde_json::{Map, Value};

/// A member, a parameter or a payload may be its type alone.
pub(super) fn long(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::String(_) => {
            let mut object = Map::new();
            object.insert("type".to_owned(), value.clone());
            Cow::Owned(Value::Object(object))
        }
        value => Cow::Borrowed(value),
    }
}

/// Returns whether entries of this place have the short form.
pub(super) fn has_short_form(path: &[String]) -> bool {
    match path {
        [.., parent, _] if parent == "members" || parent == "parameters" => true,
        [root, _, last] => root == "endpoints" && (last == "body" || last == "response"),
        _ => false,
    }
}

pub(super) fn input(value: &Value) -> CstInputValue {
    match value {
        Value::Null => CstInputValue::Null,
        Value::Bool(flag) => CstInputValue::Bool(*flag),
        Value::Number(number) => CstInputValue::Number(number.to_string()),
        Value::String(text) => CstInputValue::String(text.clone()),
        Value::Array(items) => CstInputValue::Array(items.iter().map(input).collect()),
        Value::Object(object) => {
            CstInputValue::Object(object.iter().map(|(key, value)| (key.clone(), input(value))).collect())
        }
    }
}
