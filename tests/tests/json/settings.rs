//! The settings of a service's JSON formatter, as a spec says them: what Json.NET 6.0.8 writes and reads by
//! them (`vectors/json-settings/`, whose rows `Vectors.cs` has made).

use datacontract::clr::DateTime;
use datacontract::contract::Type;
use datacontract::json::{self, ReadOptions, WriteOptions};
use datacontract::xml;
use datacontract_codegen::graph::ContractGraph;
use datacontract_codegen::spec::{Spec, TypeExpr};
use serde_json::{Value, json};
use std::path::Path;

/// The rows of a group: a type, a text, and what Json.NET makes of it.
type Row = [Option<String>; 3];

fn vectors(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/json-settings").join(name);
    let text = std::fs::read_to_string(path).expect("the vectors");
    match serde_json::from_str(&text).expect("the vectors are JSON") {
        Value::Array(groups) => groups,
        types => vec![types],
    }
}

/// A spec with these settings and the types of the vectors; nothing if its check refuses them.
fn spec(settings: &Value) -> Option<Spec> {
    let api = json!({
        "version": 1, "name": "Sample", "module": "sample", "json": settings,
        "types": vectors("types.json").remove(0),
    });
    Spec::from_text(Path::new("api.json"), &api.to_string()).0
}

fn type_of(graph: &ContractGraph<'_>, name: &str) -> Type {
    graph.type_of(&TypeExpr::parse(name, 0).expect("a type"))
}

/// What there is to compare: rows that agree, and the others.
#[derive(Default)]
struct Tally {
    agree: usize,
    differ: Vec<String>,
}

impl Tally {
    fn compare(&mut self, what: &str, expected: Option<&str>, found: datacontract::Result<String>) {
        let found = found.ok();
        if found.as_deref() == expected {
            self.agree += 1;
        } else {
            self.differ.push(format!("{what}\n  .NET {expected:?}\n  here {found:?}"));
        }
    }

    fn all_agree(&self, name: &str, at_least: usize) {
        let differ = &self.differ;
        assert!(
            differ.is_empty(),
            "{name}: {} agree, {} differ\n{}",
            self.agree,
            differ.len(),
            differ[..differ.len().min(25)].join("\n")
        );
        assert!(self.agree >= at_least, "{name}: only {} rows", self.agree);
    }
}

/// What Json.NET writes by default, as a value of the spec with the settings.
fn value_of(text: &str, plain: &Type, ty: &Type, settings: &Value) -> datacontract::dynamic::Value {
    let by_default = "what Json.NET writes by default";
    // The numbers that no member of an enum has are beyond XML.
    let of_xml = retyped(json::read_value(text, plain).expect(by_default), plain, ty, settings);
    of_xml.unwrap_or_else(|_| json::read_value(text, ty).expect(by_default))
}

/// The value by the contracts of another spec, where these are other: by way of XML, which no setting of JSON
/// changes.
fn retyped(
    value: datacontract::dynamic::Value,
    from: &Type,
    to: &Type,
    settings: &Value,
) -> datacontract::Result<datacontract::dynamic::Value> {
    if ["naming", "enums", "typeNameHandling"].iter().all(|key| settings.get(key).is_none()) {
        return Ok(value);
    }
    let text = xml::write_value(&value, from, &xml::WriteOptions::default())?;
    xml::read_value(&text, to)
}

/// Whether both are the same instant, with any offsets.
fn is_same_instant(expected: Option<&str>, found: &datacontract::Result<String>) -> bool {
    let instant = |text: &str| {
        let date: DateTime = serde_json::from_str(text).ok()?;
        date.to_unix_ticks_utc()
    };
    match (expected, found) {
        (Some(expected), Ok(found)) => instant(expected).is_some_and(|ticks| instant(found) == Some(ticks)),
        _ => false,
    }
}

fn rows(group: &Value, kind: &str) -> Vec<Row> {
    group.get(kind).map(|rows| serde_json::from_value(rows.clone()).expect("rows")).unwrap_or_default()
}

/// Compares all rows of a file but those that `is_other` knows to be otherwise on purpose.
fn compare(name: &str, is_other: impl Fn(&Value, &str, &str) -> bool) -> Tally {
    let plain_spec = spec(&json!({})).expect("a spec without settings");
    let plain = ContractGraph::new(&plain_spec);
    let mut tally = Tally::default();
    for group in vectors(name) {
        let settings = &group["settings"];
        let Some(spec) = spec(settings) else {
            // What the check of a spec refuses, .NET refuses when it writes.
            for [_, text, expected] in rows(&group, "write") {
                let refused = datacontract::json::from_str::<bool>("").map(|_| String::new());
                tally.compare(&format!("{settings} of {text:?}"), expected.as_deref(), refused);
            }
            continue;
        };
        let graph = ContractGraph::new(&spec);
        for [ty, text, expected] in rows(&group, "write") {
            let (ty, text) = (ty.expect("a type"), text.expect("a text"));
            if is_other(settings, "write", &text) {
                continue;
            }
            let read = value_of(&text, &type_of(&plain, &ty), &type_of(&graph, &ty), settings);
            let mut options = WriteOptions::default();
            options.settings = Some(graph.json_settings());
            let found = json::write_value(&read, &type_of(&graph, &ty), &options);
            tally.compare(&format!("{settings} writes {ty} {text}"), expected.as_deref(), found);
        }
        for [ty, text, expected] in rows(&group, "read") {
            let (ty, text) = (ty.expect("a type"), text.expect("a text"));
            if is_other(settings, "read", &text) {
                continue;
            }
            let mut options = ReadOptions::default();
            options.settings = Some(graph.json_settings());
            let read = json::read_value_with(&text, &type_of(&graph, &ty), options);
            let found = read.and_then(|value| {
                let value = retyped(value, &type_of(&graph, &ty), &type_of(&plain, &ty), settings)?;
                json::write_value(&value, &type_of(&plain, &ty), &WriteOptions::default())
            });
            // .NET turns an offset into that of its machine; here it stays, unless a setting says otherwise.
            let zone = settings.get("dateTimeZoneHandling").and_then(Value::as_str);
            if zone.is_none_or(|zone| zone == "roundtripKind") && is_same_instant(expected.as_deref(), &found)
            {
                tally.agree += 1;
                continue;
            }
            tally.compare(&format!("{settings} reads {ty} {text}"), expected.as_deref(), found);
        }
    }
    tally
}

fn never(_: &Value, _: &str, _: &str) -> bool {
    false
}

#[test]
fn dates_are_written_in_any_zone_and_form() {
    compare("dates.json", never).all_agree("dates", 500);
}

#[test]
fn dates_are_read_in_any_zone_and_form() {
    compare("dates-read.json", never).all_agree("dates-read", 100);
}

#[test]
fn dates_are_written_by_any_format() {
    compare("date-formats.json", never).all_agree("date-formats", 1000);
}

#[test]
fn dates_are_read_by_any_format() {
    // What a format does not take is read in other ways: by `DateTime.Parse` in .NET, as ISO 8601 here.
    let by_other_ways = [
        "\"5/10/2024\"",
        "\"2024-10-15  05:30\"",
        "\"2024-10-15 13:30 PM\"",
        "\"2024-10-15 24:00\"",
        "\"05:30:00.1 2024/10/15\"",
        "\"2024-10-15 05:30 Z\"",
    ];
    compare("date-formats-read.json", |_, _, text| by_other_ways.contains(&text))
        .all_agree("date-formats-read", 500);
}

#[test]
fn nulls_and_defaults_are_left_out() {
    compare("nulls-and-defaults.json", never).all_agree("nulls-and-defaults", 80);
}

#[test]
fn names_and_enums_have_any_case() {
    // A name that an enum does not have is kept here.
    let is_unknown = |_: &Value, _: &str, text: &str| text.contains("wrong") || text == r#"{"Kind":""}"#;
    compare("names-and-enums.json", is_unknown).all_agree("names-and-enums", 20);
}

#[test]
fn further_characters_are_escaped() {
    compare("escapes.json", never).all_agree("escapes", 50);
}

#[test]
fn objects_and_arrays_have_ids() {
    // Without the setting nothing but a contract with `IsReference` is looked for by `$ref`, lists are
    // arrays, and all names of a dictionary are keys.
    let needs_setting = |settings: &Value, kind: &str, text: &str| {
        let is_set = settings["preserveReferencesHandling"] != "none";
        let has_metadata =
            [r#"{"$ref""#, r#""$values""#, r#""ByName":{"$id""#].iter().any(|of| text.contains(of));
        // Json.NET numbers arrays, but does not read them again: only lists.
        let is_array = text.contains(r#""Numbers":{"$id""#);
        kind == "read" && (is_array || (!is_set && has_metadata))
    };
    compare("references.json", needs_setting).all_agree("references", 160);
}

#[test]
fn types_are_named() {
    // Without the setting lists are arrays, and all names of a dictionary are keys.
    let needs_setting = |settings: &Value, kind: &str, text: &str| {
        settings["typeNameHandling"] == "none"
            && kind == "read"
            && text.contains("System.Collections.Generic")
    };
    compare("type-names.json", needs_setting).all_agree("type-names", 45);
}

/// Values of derived classes and of `object` are read by their `$type`, and written by all settings.
#[test]
fn actual_types_are_named() {
    let all = spec(&json!({ "typeNameHandling": "all", "assembly": "Vectors" })).expect("a spec");
    let graph = ContractGraph::new(&all);
    let mut tally = Tally::default();
    for group in vectors("type-names.json") {
        let handling = spec(&group["settings"]).expect("a spec").json_settings().type_names;
        for [ty, text, expected] in rows(&group, "typed") {
            let (ty, text) = (type_of(&graph, &ty.expect("a type")), text.expect("a text"));
            let value = json::read_value(&text, &ty).expect("what Json.NET writes");
            let mut options = WriteOptions::default();
            options.settings = Some(graph.json_settings().type_names(handling));
            let found = json::write_value(&value, &ty, &options);
            tally.compare(&format!("{handling:?} writes {text}"), expected.as_deref(), found);
        }
    }
    tally.all_agree("typed", 10);
}

#[test]
fn dates_are_keys_in_any_form() {
    // .NET turns an offset into that of its machine; here it stays, as in values.
    let has_offset = |_: &Value, kind: &str, text: &str| {
        kind == "read" && (text.contains("-05:00") || text.contains("+0000)"))
    };
    compare("date-keys.json", has_offset).all_agree("date-keys", 360);
}

#[test]
fn defaults_are_what_the_contract_says() {
    // A default that a document has is taken here. Json.NET leaves the member as its constructor made it, at
    // zero.
    let is_kept = |settings: &Value, kind: &str, text: &str| {
        settings["defaultValueHandling"] == "ignore" && kind == "read" && text.contains(r#""Five":5"#)
    };
    compare("default-values.json", is_kept).all_agree("default-values", 20);
}
