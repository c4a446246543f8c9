//! `#[derive(DataContract)]` and `#[derive(Endpoint)]` on types written by hand.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::pedantic)]

mod classes;
mod collections;
mod endpoint;
mod enums;
mod hygiene;
mod json_rules;
mod nulls;
mod page;
mod polymorphic;
mod read_only;
mod xml_serializer;
mod xml_serializer_vectors;

use datacontract::{Field, xml};
use serde_json::Value;

/// The XML that .NET writes in this case of `writing.json`.
#[track_caller]
fn vector(id: &str) -> String {
    let cases: Value =
        serde_json::from_str(include_str!("../../vectors/writing.json")).expect("the vectors are JSON");
    let case = cases.as_array().and_then(|cases| cases.iter().find(|case| case["id"] == id));
    case.and_then(|case| case["xml"].as_str()).expect("there is such a case, and it has XML").to_owned()
}

/// The value is written as .NET does, and read again.
#[track_caller]
fn is_vector<T: Field + Default + PartialEq + std::fmt::Debug>(id: &str, value: &T) {
    is_written_as(value, &vector(id));
}

#[track_caller]
fn is_written_as<T: Field + Default + PartialEq + std::fmt::Debug>(value: &T, expected: &str) {
    assert_eq!(xml::to_string(value).as_deref(), Ok(expected));
    assert_eq!(xml::from_str::<T>(expected).as_ref(), Ok(value));
}
