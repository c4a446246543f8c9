//! The values that stand in several places of a spec.

use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Value, json};

/// A type in C# or in the words of help pages.
pub(super) struct TypeWord;

impl JsonSchema for TypeWord {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TypeWord".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        let built_in = crate::spec::Clr::ALL.map(crate::spec::Clr::name);
        let words = crate::spec::Word::ALL.map(crate::spec::Word::text);
        let patterns =
            ["List<T>", "Dictionary<K, V>", "Collection of T", "Dictionary of K [key] and V [value]"];
        let examples: Vec<Value> =
            built_in.iter().chain(&words).chain(&patterns).map(|text| json!(text)).collect();
        json_schema!({
            "description":
                "A type in C# (`long?`, `List<Lead>`, `Dictionary<string, int>`), in the words of help pages \
                 (`integer`, `Collection of Lead`), or the name of a type of this file, with its namespace or without.",
            "type": "string",
            "minLength": 1,
            "examples": examples,
        })
    }
}

/// A text, a number, true, false or null.
pub(super) struct Literal;

impl JsonSchema for Literal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Literal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text, a number, true, false or null.",
            "type": ["string", "number", "boolean", "null"],
        })
    }
}

/// A text, or null.
pub(super) struct TextOrNull(Option<String>);

impl JsonSchema for TextOrNull {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TextOrNull".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text, or null.",
            "anyOf": [{"type": "string"}, {"const": null}],
        })
    }
}

/// `true`, or a text that says what to use instead.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Deprecated {
    Yes(bool),
    Because(String),
}
