//! The settings of a service's XML formatter, as a spec says them: what .NET writes and reads by them
//! (`datacontract_tests::xml_settings`), for values with and without Rust types.

use datacontract::clr::DateTime;
use datacontract::contract::{Type, XmlEncoding, XmlSettings};
use datacontract::value::Field;
use datacontract::xml::{self, WriteOptions};
use datacontract::{DataContract, Dictionary};
use datacontract_codegen::graph::ContractGraph;
use datacontract_codegen::spec::{Spec, TypeExpr};
use datacontract_tests::xml_settings::{Decoded, Group, Read, Written, decoded, groups};
use serde_json::{Value, json};
use std::path::Path;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(namespace = "http://schemas.datacontract.org/2004/07/Sample", rename_all = "PascalCase")]
struct Letter {
    subject: Option<String>,
    lines: Option<Vec<Option<String>>>,
    counts: Option<Dictionary<String, i32>>,
    reply: Option<Box<Letter>>,
    at: Option<DateTime>,
    weight: f64,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(namespace = "http://schemas.datacontract.org/2004/07/Shop", rename_all = "PascalCase")]
struct Order {
    id: i32,
    placed_at: DateTime,
    day: DateTime,
    note: Option<String>,
    reason: Option<String>,
    count: i32,
    state: State,
    kind: State,
    tags: Option<Dictionary<String, Option<String>>>,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(namespace = "http://schemas.datacontract.org/2004/07/Shop", rename_all = "PascalCase")]
enum State {
    #[default]
    New,
    InProgress,
}

fn spec(settings: &Value) -> Spec {
    let types: Value =
        serde_json::from_str(include_str!("../vectors/xml-settings/types.json")).expect("types");
    let api = json!({ "version": 1, "name": "Sample", "module": "sample", "xml": settings, "types": types });
    Spec::from_text(Path::new("api.json"), &api.to_string()).0.expect("a spec")
}

/// The options of a writer for a service with these settings. The text names the encoding that it is going to
/// be in.
fn options(settings: XmlSettings) -> WriteOptions<'static> {
    let mut options = WriteOptions::of_settings(&settings);
    if settings.encoding == XmlEncoding::Utf16 {
        options.encoding = "utf-16";
    }
    options
}

/// Reads a value of a Rust type and writes it again.
fn rewritten<T: Field>(text: &str, options: &WriteOptions<'_>) -> String {
    let value: T = xml::from_str(text).expect("what .NET writes");
    xml::to_string_with(&value, options).expect("a document")
}

fn typed(ty: &str, text: &str, options: &WriteOptions<'_>) -> String {
    match ty {
        "Sample.Letter" => rewritten::<Letter>(text, options),
        "Shop.Order" => rewritten::<Order>(text, options),
        _ => panic!("{ty} has no Rust type here"),
    }
}

fn untyped(ty: &Type, text: &str, options: &WriteOptions<'_>) -> String {
    let value = xml::read_value(text, ty).expect("what .NET writes");
    xml::write_value(&value, ty, options).expect("a document")
}

#[test]
fn documents_are_written_as_the_formatter_is_set() {
    let mut count = 0;
    for Group { settings, write, .. } in groups() {
        let spec = spec(&settings);
        let graph = ContractGraph::new(&spec);
        let options = options(spec.xml);
        for Written { ty: name, by_default: text, bytes } in write {
            let Decoded { text: expected, encoding } = decoded(&bytes);
            assert_eq!(encoding, spec.xml.encoding, "{settings}");
            let ty = graph.type_of(&TypeExpr::parse(&name, 0).expect("a type"));
            assert_eq!(untyped(&ty, &text, &options), expected, "{settings} {name} without a Rust type");
            assert_eq!(typed(&name, &text, &options), expected, "{settings} {name}");
            count += 1;
        }
    }
    assert_eq!(count, 64, "rows");
}

#[test]
fn documents_of_any_setting_are_read() {
    let mut count = 0;
    for Group { settings, read, .. } in groups() {
        let spec = spec(&settings);
        let graph = ContractGraph::new(&spec);
        for Read { ty: name, charset, bytes, by_default: expected } in read {
            // .NET refuses bytes whose mark and `charset` contradict each other; here the mark decides.
            let Some(expected) = expected else {
                assert_ne!(charset.as_deref() == Some("utf-16"), settings.get("encoding").is_some());
                continue;
            };
            let Decoded { text, .. } = decoded(&bytes);
            // The declaration of UTF-16 is not the text's any more: whoever decodes it takes it off.
            let text = text.strip_prefix(r#"<?xml version="1.0" encoding="utf-16"?>"#).unwrap_or(&text);
            let ty = graph.type_of(&TypeExpr::parse(&name, 0).expect("a type"));
            let by_default = WriteOptions::default();
            assert_eq!(untyped(&ty, text, &by_default), expected, "{settings} {name} without a Rust type");
            assert_eq!(typed(&name, text, &by_default), expected, "{settings} {name}");
            count += 1;
        }
    }
    assert!(count >= 64, "only {count} rows");
}
