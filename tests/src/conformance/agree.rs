//! Whether two values of the neutral format are the same.

use datacontract::clr::DateTime;
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};

/// Compares two neutral values. Where they first differ is told by the names that lead there.
///
/// .NET turns local times to the time zone of the machine that the vectors were made on; we keep the offset
/// that was read, so the instants have to agree. Values below 60 levels are cut off. The numbers of objects
/// are names: what counts is which places hold the same object.
pub(super) fn agree(expected: &Json, found: &Json) -> Result<(), String> {
    compare(expected, found, Nulls::AreNone)
}

/// Compares two values as [`agree`] does, but takes an empty list for null.
pub(super) fn agree_but_for_null_arrays(expected: &Json, found: &Json) -> Result<(), String> {
    compare(expected, found, Nulls::MayBeEmptyLists)
}

/// What may stand for null.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nulls {
    AreNone,
    MayBeEmptyLists,
}

fn compare(expected: &Json, found: &Json, nulls: Nulls) -> Result<(), String> {
    let mut comparison = Comparison {
        nulls,
        expected: Objects::of(expected),
        found: Objects::of(found),
        pairs: HashMap::new(),
        path: Vec::new(),
    };
    if comparison.values(expected, found) { Ok(()) } else { Err(comparison.path.join("/")) }
}

/// The objects with an identity by their numbers.
struct Objects<'a>(BTreeMap<u64, &'a Json>);

impl<'a> Objects<'a> {
    fn of(value: &'a Json) -> Self {
        let mut objects = BTreeMap::new();
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            if let Some(id) = value.get("$id").and_then(Json::as_u64) {
                objects.insert(id, value);
            }
            match value {
                Json::Object(members) => open.extend(members.values()),
                Json::Array(items) => open.extend(items),
                _ => {}
            }
        }
        Objects(objects)
    }

    /// The object that a value is or refers to, and its number. What refers to an object may name its actual
    /// type, or leave that to the place where the object itself stands.
    fn identified(&self, value: &'a Json) -> Option<(u64, &'a Json)> {
        let value = value.get("$value").unwrap_or(value);
        if let Some(id) = value.get("$id").and_then(Json::as_u64) {
            return Some((id, value));
        }
        let id = value.get("$ref").and_then(Json::as_u64)?;
        self.0.get(&id).map(|object| (id, *object))
    }
}

struct Comparison<'a> {
    nulls: Nulls,
    expected: Objects<'a>,
    found: Objects<'a>,
    /// The numbers of objects that were compared: each expected one with that which was found.
    pairs: HashMap<u64, u64>,
    /// The names that lead to the place; it stays where values differ.
    path: Vec<String>,
}

impl<'a> Comparison<'a> {
    fn values(&mut self, expected: &'a Json, found: &'a Json) -> bool {
        if expected.get("$cut").is_some() {
            return true;
        }
        if let (Some((a, expected)), Some((b, found))) =
            (self.expected.identified(expected), self.found.identified(found))
        {
            return match self.pairs.get(&a) {
                Some(other) => *other == b,
                None if self.pairs.values().any(|other| *other == b) => false,
                None => {
                    self.pairs.insert(a, b);
                    self.contents(expected, found)
                }
            };
        }
        if let (Some(expected), Some(found)) = (local(expected), local(found)) {
            let in_zone = found.0 - found.1 + expected.1;
            return in_zone.clamp(0, DateTime::MAX.ticks()) == expected.0;
        }
        self.contents(expected, found)
    }

    fn contents(&mut self, expected: &'a Json, found: &'a Json) -> bool {
        match (expected, found) {
            (Json::Object(a), Json::Object(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .all(|(key, a)| key == "$id" || b.get(key).is_some_and(|b| self.inside(key, a, b)))
            }
            (Json::Array(a), Json::Array(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .enumerate()
                        .all(|(place, (a, b))| self.inside(&place.to_string(), a, b))
            }
            (Json::Null, Json::Array(items)) if self.nulls == Nulls::MayBeEmptyLists => items.is_empty(),
            (a, b) => a == b,
        }
    }

    fn inside(&mut self, name: &str, expected: &'a Json, found: &'a Json) -> bool {
        self.path.push(name.to_owned());
        let agree = self.values(expected, found);
        if agree {
            self.path.pop();
        }
        agree
    }
}

/// The ticks and the offset in ticks of a local time.
fn local(value: &Json) -> Option<(i64, i64)> {
    const TICKS_PER_MINUTE: i64 = 600_000_000;
    (value.get("kind")?.as_str()? == "Local")
        .then_some((value.get("ticks")?.as_i64()?, value.get("offsetMinutes")?.as_i64()? * TICKS_PER_MINUTE))
}

#[cfg(test)]
mod tests {
    use super::agree;
    use serde_json::{Value as Json, json};

    fn differ(expected: &Json, found: &Json) -> Option<String> {
        agree(expected, found).err()
    }

    #[test]
    fn numbers_of_objects_are_names() {
        let first = json!({"a": {"$ref": 1}, "b": {"$id": 1, "x": 5}, "c": {"$id": 2, "x": 5}});
        let other = json!({"a": {"$id": 7, "x": 5}, "b": {"$ref": 7}, "c": {"$id": 8, "x": 5}});
        assert_eq!(differ(&first, &other), None);
        let typed = json!({"a": {"$type": "T", "$value": {"$ref": 1}}, "b": {"$id": 1, "x": 5}, "c": {"$id": 2, "x": 5}});
        assert_eq!(differ(&typed, &other), None);
    }

    #[test]
    fn other_objects_differ() {
        let first = json!({"a": {"$ref": 1}, "b": {"$id": 1, "x": 5}, "c": {"$id": 2, "x": 5}});
        // Which objects are the same, and what is in them.
        let same = json!({"a": {"$id": 7, "x": 5}, "b": {"$ref": 7}, "c": {"$ref": 7}});
        assert_eq!(differ(&first, &same).as_deref(), Some("c"));
        let apart = json!({"a": {"$id": 7, "x": 5}, "b": {"$id": 8, "x": 5}, "c": {"$id": 9, "x": 5}});
        assert_eq!(differ(&first, &apart).as_deref(), Some("b"));
        let changed = json!({"a": {"$id": 7, "x": 6}, "b": {"$ref": 7}, "c": {"$id": 8, "x": 5}});
        assert_eq!(differ(&first, &changed).as_deref(), Some("a/x"));
    }

    #[test]
    fn local_times_agree_by_instant() {
        let local =
            |ticks: i64, offset: i64| json!({"ticks": ticks, "kind": "Local", "offsetMinutes": offset});
        assert_eq!(differ(&local(36_000_000_000, 60), &local(0, 0)), None);
        assert_eq!(differ(&local(36_000_000_000, 60), &local(1, 0)).as_deref(), Some(""));
    }
}
