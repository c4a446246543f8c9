//! Members that some objects of a list have and others lack.

use indexmap::IndexSet;

use crate::infer::samples::json::Json;

/// More objects than these show nothing more.
const OBJECTS: usize = 64;

/// The name under which Json.NET writes the class of an object.
const CLASS: &str = "$type";

/// Returns the names of members that some objects of a list have and others lack. `whole` is how many of the values
/// stand there to their end. Objects that name their classes may be of several.
pub(super) fn lacking(values: &[Json], whole: usize) -> IndexSet<&str> {
    let objects: Vec<IndexSet<&str>> = values
        .iter()
        .take(whole.min(OBJECTS))
        .filter_map(|value| match value {
            Json::Object(object) => Some(object.members.iter().map(|(name, _)| name.as_str()).collect()),
            _ => None,
        })
        .collect();
    let all: IndexSet<&str> = objects.iter().flatten().copied().collect();
    if all.contains(CLASS) {
        return IndexSet::new();
    }
    all.into_iter().filter(|name| !objects.iter().all(|object| object.contains(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::samples::json;

    #[test]
    fn objects_lack_what_others_have() {
        for (text, whole, names) in [
            (r#"[{"a": 1, "b": 2}, {"a": 3}]"#, 2, &["b"][..]),
            (r#"[{"a": 1}, {"b": 2, "a": null}]"#, 2, &["b"]),
            (r#"[{"a": 1, "b": 2}, {"a": 3}]"#, 1, &[]),
            (r#"[{"a": 1}, {"a": 2}]"#, 2, &[]),
            (r#"[{"$type": "A", "a": 1}, {"$type": "B"}]"#, 2, &[]),
            (r#"[1, {"a": 2}, null]"#, 3, &[]),
        ] {
            let Some(Json::Array(array)) = json::parse(text).map(|parsed| parsed.value) else {
                panic!("{text}")
            };
            assert_eq!(lacking(&array.items, whole).as_slice(), names, "{text}");
        }
    }
}
