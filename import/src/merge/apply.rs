//! The three-way merge itself, entry by entry.

use std::collections::HashMap;

use jsonc_parser::cst::{CstObject, CstObjectProp};
use serde_json::Value;

use super::{
    Change, ChangeKind,
    value::{has_short_form, input, long},
};

/// Merges the entries of an object. `last` and `now` are what the importer wrote, and writes.
pub(super) fn object(
    spec: &CstObject,
    last: &Value,
    now: &Value,
    path: &mut Vec<String>,
    changes: &mut Vec<Change>,
) {
    let Some(entries) = now.as_object() else { return };
    let mut properties = by_name(spec);
    let mut before: Option<CstObjectProp> = None;
    for (key, value) in entries {
        path.push(key.clone());
        let was = last.get(key);
        match (properties.get(key).cloned(), was) {
            (Some(property), was) => {
                entry(&property, was, value, path, changes);
                before = Some(property);
            }
            // A person took it out.
            (None, Some(_)) => before = None,
            (None, None) => {
                let place = before.as_ref().map(CstObjectProp::property_index);
                let place = place.map_or_else(|| spec.properties().len(), |place| place + 1);
                let property = spec.insert(place, key, input(value));
                properties.insert(key.clone(), property.clone());
                before = Some(property);
                changes.push(Change { path: path.clone(), kind: ChangeKind::Added });
            }
        }
        path.pop();
    }
    for (key, was) in last.as_object().into_iter().flatten().filter(|(key, _)| !entries.contains_key(*key)) {
        let Some(property) = properties.get(key).cloned() else { continue };
        path.push(key.clone());
        let Some(is) = value_of(&property) else {
            path.pop();
            continue;
        };
        let kind = if is == *was {
            property.remove();
            ChangeKind::Removed
        } else {
            ChangeKind::Kept { spec: is.to_string(), pages: None }
        };
        changes.push(Change { path: path.clone(), kind });
        path.pop();
    }
}

/// The entries of an object by their keys; of several the first.
fn by_name(spec: &CstObject) -> HashMap<String, CstObjectProp> {
    let mut properties = HashMap::new();
    for property in spec.properties() {
        if let Some(name) = property.name().and_then(|name| name.decoded_value().ok()) {
            properties.entry(name).or_insert(property);
        }
    }
    properties
}

fn value_of(property: &CstObjectProp) -> Option<Value> {
    property.value()?.to_serde_value()
}

fn entry(
    property: &CstObjectProp,
    was: Option<&Value>,
    now: &Value,
    path: &mut Vec<String>,
    changes: &mut Vec<Change>,
) {
    let Some(is) = value_of(property) else { return };
    if is == *now || was == Some(now) {
        return;
    }
    if was == Some(&is) {
        // Objects are gone through, so that what did not change keeps its layout.
        if let (Some(spec), Some(was), true) = (property.object_value(), was, now.is_object()) {
            object(&spec, was, now, path, changes);
            return;
        }
        property.set_value(input(now));
        changes.push(Change {
            path: path.clone(),
            kind: ChangeKind::Changed { from: is.to_string(), to: now.to_string() },
        });
        return;
    }
    let short = has_short_form(path);
    let (long_was, long_now) = (
        was.map(|was| if short { long(was) } else { std::borrow::Cow::Borrowed(was) }),
        if short { long(now) } else { std::borrow::Cow::Borrowed(now) },
    );
    if long_now.is_object() {
        let nothing = Value::Object(serde_json::Map::new());
        let was = long_was.as_deref().unwrap_or(&nothing);
        if let Some(spec) = property.object_value() {
            object(&spec, was, &long_now, path, changes);
            return;
        }
        if short && is.is_string() {
            let adds = long_now
                .as_object()
                .is_some_and(|now| now.keys().any(|key| key != "type" && was.get(key) != now.get(key)));
            if adds {
                property.set_value(input(&long(&is)));
                if let Some(spec) = property.object_value() {
                    object(&spec, was, &long_now, path, changes);
                }
                return;
            }
        }
    }
    changes.push(Change {
        path: path.clone(),
        kind: ChangeKind::Kept { spec: is.to_string(), pages: Some(now.to_string()) },
    });
}
