//! Converts values between formats by a spec's contracts.

use datacontract::{
    contract::{JsonSettings, Naming, Type},
    json, xml,
};

/// What came of one direction.
pub(crate) enum Outcome {
    Same,
    Differs(String),
    Failed(String),
}

pub(crate) fn to_xml(text: &str, ty: &Type, expected: &str) -> Outcome {
    let value = match json::read_value(text, ty) {
        Ok(value) => value,
        Err(error) => return Outcome::Failed(format!("JSON cannot be read: {error}")),
    };
    match xml::write_value(&value, ty, &xml::WriteOptions::default()) {
        Ok(found) => outcome(&found, expected),
        Err(error) => Outcome::Failed(format!("XML cannot be written: {error}")),
    }
}

pub(crate) fn to_json(text: &str, ty: &Type, naming: Naming, expected: &str) -> Outcome {
    let value = match xml::read_value(text, ty) {
        Ok(value) => value,
        Err(error) => return Outcome::Failed(format!("XML cannot be read: {error}")),
    };
    let mut options = json::WriteOptions::default();
    options.settings = Some(JsonSettings::new().naming(naming));
    match json::write_value(&value, ty, &options) {
        Ok(found) => outcome(&without_identities(&found), expected),
        Err(error) => Outcome::Failed(format!("JSON cannot be written: {error}")),
    }
}

fn outcome(found: &str, expected: &str) -> Outcome {
    if found == expected {
        return Outcome::Same;
    }
    let at = found.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.chars().skip(at.saturating_sub(40)).take(120).collect::<String>();
    Outcome::Differs(format!("`{}` in place of `{}`", part(found), part(expected)))
}

/// The truth was printed again, as samples are: `$id` is lost.
fn without_identities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\"$id\":\"") {
        out.push_str(before);
        rest = after.split_once("\",").map_or("", |(_, rest)| rest);
    }
    out + rest
}
