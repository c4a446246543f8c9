//! Generated code with types of other crates does on the wire what it does with this project's own.

mod calls;
mod days;
mod misfits;
mod samples;

use datacontract::{Field, json, xml};

/// Writes a value in both formats.
#[track_caller]
fn written(value: &impl Field) -> (String, String) {
    (xml::to_string(value).expect("XML"), json::to_string(value).expect("JSON"))
}

/// Reads a value from both formats, and returns what is written of each.
#[track_caller]
fn through<T: Field + PartialEq + std::fmt::Debug>((text_xml, text_json): (&str, &str)) -> (String, String) {
    let from_xml: T = xml::from_str(text_xml).expect("XML that is read");
    let from_json: T = json::from_str(text_json).expect("JSON that is read");
    assert_eq!(from_xml, from_json);
    written(&from_xml)
}
