//! Random specs: whatever `check` passes of them has to compile.
//!
//! The specs have hostile names and texts, all forms of types, all keys of the format and deep nestings. The
//! same seed gives the same spec.

mod compile;
mod endpoints;
mod names;
mod texts;
mod types;

pub use names::module;

pub use compile::{Batch, Edition, Failure, Task, Verdict, target, verdict};

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// An object in the order of its insertions.
type Object = Map<String, Value>;

/// A spec on its way to its text.
struct Spec {
    rng: Rng,
    /// The names of the types to declare, as they are referred to.
    classes: Vec<String>,
    enums: Vec<String>,
    collections: Vec<String>,
}

/// Returns the text of the spec of a seed.
#[must_use]
pub fn spec(seed: u64) -> String {
    let mut spec =
        Spec { rng: Rng::with_seed(seed), classes: Vec::new(), enums: Vec::new(), collections: Vec::new() };
    let types = spec.types();
    let endpoints = spec.endpoints();
    let rust = spec.rust(&types);
    let mut object = Object::new();
    object.insert("version".to_owned(), json!(1));
    object.insert("name".to_owned(), json!(spec.text()));
    object.insert("module".to_owned(), json!(module(seed)));
    spec.maybe(0.3, &mut object, "doc", |spec| json!(spec.text()));
    spec.maybe(0.2, &mut object, "source", Spec::source);
    spec.maybe(0.2, &mut object, "baseUrl", |_| json!("https://example.com/größe/"));
    spec.maybe(0.3, &mut object, "authentication", |spec| match spec.rng.u8(0..3) {
        0 => json!("basic"),
        1 => json!({ "header": "X-Api-Key" }),
        _ => json!("none"),
    });
    spec.maybe(0.2, &mut object, "json", |spec| {
        json!({
            "naming": spec.one_of(&["asDeclared", "camelCase", "snakeCase"]),
            "enums": spec.one_of(&["number", "text"]),
        })
    });
    object.insert("endpoints".to_owned(), Value::Object(endpoints));
    object.insert("types".to_owned(), Value::Object(types));
    if !rust.is_empty() {
        object.insert("rust".to_owned(), Value::Object(rust));
    }
    serde_json::to_string_pretty(&object).unwrap_or_default()
}

impl Spec {
    fn chance(&mut self, probability: f64) -> bool {
        self.rng.f64() < probability
    }

    fn one_of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.rng.usize(..items.len())]
    }

    fn maybe(
        &mut self,
        probability: f64,
        object: &mut Object,
        key: &str,
        value: impl FnOnce(&mut Self) -> Value,
    ) {
        if self.chance(probability) {
            let value = value(self);
            object.insert(key.to_owned(), value);
        }
    }

    fn source(&mut self) -> Value {
        json!({ "page": "https://example.com/Help", "retrieved": "2024-10-15", "note": self.text() })
    }

    fn deprecated(&mut self) -> Value {
        if self.chance(0.5) { json!(true) } else { json!(self.text()) }
    }

    /// Wishes about the Rust code of some types and members.
    fn rust(&mut self, types: &Object) -> Object {
        let mut rust = Object::new();
        for (name, ty) in types {
            if self.chance(0.1) {
                let mut rule = Object::new();
                self.maybe(0.6, &mut rule, "name", |spec| json!(spec.rust_name()));
                self.maybe(0.3, &mut rule, "derive", |_| json!(["::std::cmp::PartialEq", "Debug"]));
                self.maybe(0.3, &mut rule, "attributes", |_| json!(["doc(hidden)"]));
                rust.insert(name.clone(), Value::Object(rule));
            }
            let members = ["members", "enum"].iter().find_map(|key| ty.get(key)?.as_object());
            for member in members.into_iter().flat_map(Object::keys) {
                if self.chance(0.05) {
                    let mut rule = Object::new();
                    self.maybe(0.6, &mut rule, "name", |spec| json!(spec.rust_name()));
                    self.maybe(0.3, &mut rule, "attributes", |_| json!(["doc(hidden)"]));
                    // Whether a type of the user's hides a secret, only the user knows.
                    let is_secret =
                        ty.get("members").is_some_and(|members| members[member]["secret"] == true);
                    if ty.get("members").is_some() && !is_secret {
                        self.maybe(0.2, &mut rule, "type", |_| {
                            json!("::std::option::Option<::std::string::String>")
                        });
                    }
                    rust.insert(format!("{name}.{member}"), Value::Object(rule));
                }
            }
        }
        rust
    }
}
