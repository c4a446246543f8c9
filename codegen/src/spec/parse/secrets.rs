//! Where a spec has values of secrets: what the service takes for a secret parameter or member that is left
//! out.
//!
//! Logins in addresses are not meant here: [`address`](crate::address) finds those in any text.

use std::ops::Range;

use jsonc_parser::{
    ast::{Object, Value},
    common::Ranged,
};

use super::keys;

/// Returns where values of secrets stand, in order.
pub(super) fn of(value: &Value<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found
}

/// Returns where values of secrets may stand in a text that is no JSON, so that nobody knows what they belong
/// to: behind each `"default"`, up to the end of the line.
pub(super) fn of_malformed(text: &str) -> Vec<Range<usize>> {
    let key = "\"default\"";
    let ends = text.match_indices(key).map(|(at, _)| at + key.len());
    ends.map(|start| start..text[start..].find('\n').map_or(text.len(), |length| start + length)).collect()
}

fn collect(value: &Value<'_>, found: &mut Vec<Range<usize>>) {
    match value {
        Value::Object(object) => {
            let is_secret = is_secret(object);
            for property in &object.properties {
                if is_secret && may_be_a_value(property.name.as_str()) {
                    let range = property.value.range();
                    found.push(range.start..range.end);
                } else {
                    collect(&property.value, found);
                }
            }
        }
        Value::Array(array) => array.elements.iter().for_each(|element| collect(element, found)),
        _ => {}
    }
}

fn is_secret(object: &Object<'_>) -> bool {
    let is_true = |value: &Value<'_>| !matches!(value, Value::BooleanLit(literal) if !literal.value);
    object.properties.iter().any(|property| property.name.as_str() == "secret" && is_true(&property.value))
}

/// Returns whether a key may hold a value: the default does, and a misspelled key may mean it.
fn may_be_a_value(key: &str) -> bool {
    key == "default" || !(keys::MEMBER.contains(&key) || keys::PARAMETER.contains(&key))
}
