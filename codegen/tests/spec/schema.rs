//! The JSON Schema beside the specs.

use std::{fs, path::Path};

use datacontract_codegen::{
    diagnostic::Format,
    spec::{Spec, schema::schema},
};
use serde_json::{Map, Value};

/// With `UPDATE_SCHEMA=1` in the environment the file is written anew.
#[test]
fn the_file_is_the_schema() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/schema.json"));
    let wanted = schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(path, &wanted).expect("specs/schema.json can be written");
    }
    let found = fs::read_to_string(path).expect("specs/schema.json");
    assert!(found == wanted, "specs/schema.json is stale: run this test with UPDATE_SCHEMA=1");
}

/// Calls `visit` with the path and the schema of every property.
fn each_property(schema: &Value, path: &str, visit: &mut dyn FnMut(&str, &str, &Value)) {
    match schema {
        Value::Object(entries) => {
            for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                visit(path, key, property);
            }
            entries.iter().for_each(|(key, value)| each_property(value, &format!("{path}/{key}"), visit));
        }
        Value::Array(items) => items.iter().for_each(|item| each_property(item, path, visit)),
        _ => {}
    }
}

#[test]
fn editors_can_describe_every_key() {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let mut count = 0;
    each_property(&schema, "", &mut |path, key, property| {
        count += 1;
        let description = property["description"].as_str().unwrap_or_default();
        // `Index` and the like are said by a word or two.
        assert!(!description.trim().is_empty(), "{path}/{key} has no description");
    });
    assert!(count > 200, "{count}");
}

/// The examples of the keys of a spec make a spec.
#[test]
fn examples_are_what_a_spec_can_say() {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let first = |of: &Value| of["examples"].get(0).cloned();
    let mut spec = Map::from_iter([("version".to_owned(), Value::from(1))]);
    for (key, property) in schema["properties"].as_object().expect("keys") {
        spec.extend(first(property).map(|example| (key.clone(), example)));
    }
    for (section, definition) in [("endpoints", "Endpoint"), ("types", "Type")] {
        let entry =
            spec[section].as_object_mut().and_then(|entries| entries.values_mut().next()).expect("an entry");
        for (key, property) in schema["definitions"][definition]["properties"].as_object().expect("keys") {
            // A type is a class, an enum or a dictionary; samples have files; the path has one parameter.
            if !matches!(
                key.as_str(),
                "enum" | "dictionary" | "samples" | "untyped" | "parameters" | "members"
            ) {
                let example = first(property);
                entry
                    .as_object_mut()
                    .expect("an object")
                    .extend(example.map(|example| (key.clone(), example)));
            }
        }
    }
    assert!(spec.len() > 8, "{spec:?}");
    let text = Value::Object(spec).to_string();
    let (read, diagnostics) = Spec::from_text(Path::new("api.json"), &text);
    assert!(
        read.is_some() && !diagnostics.has_errors(),
        "{text}\n{}",
        diagnostics.render(Format::Text { color: false })
    );
}
