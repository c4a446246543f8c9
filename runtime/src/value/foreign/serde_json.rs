//! `serde_json::Value`, for members that are declared as `object`.

use super::converted;
use crate::value::dynamic::{Value, from_serde_json, to_serde_json};
use ::serde_json::Value as JsonValue;

converted!(
    JsonValue => Value,
    initial: JsonValue::Null,
    |value| from_serde_json(value),
    |value| to_serde_json(&value)
);
