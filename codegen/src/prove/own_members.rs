//! Members that one format alone has: a value that was read from the other one lacks them.

use datacontract::{
    contract::{Contract, Kind, Member},
    dynamic::Value,
};

use crate::spec::Format;

/// Gives a value the members that the other format does not have, as they were read from the sample in `format`. Their
/// defaults may be none that can be written: `HttpStatusCode` has no name for 0.
pub(super) fn take(value: &mut Value, other: &Value, format: Format) {
    match (value, other) {
        (Value::Object(value), Value::Object(other)) => {
            let members = value.contract().map(members_of).unwrap_or_default();
            let pairs = value.values_mut().iter_mut().zip(other.values());
            for (at, (value, other)) in pairs.enumerate() {
                if members.get(at).is_some_and(|member| is_of_alone(member, format)) {
                    value.clone_from(other);
                } else {
                    take(value, other, format);
                }
            }
        }
        (Value::List(value), Value::List(other)) => {
            for (value, other) in value.items.iter_mut().zip(&other.items) {
                take(value, other, format);
            }
        }
        (Value::Map(value), Value::Map(other)) => {
            for ((_, value), (_, other)) in value.entries.iter_mut().zip(&other.entries) {
                take(value, other, format);
            }
        }
        _ => {}
    }
}

fn is_of_alone(member: &Member, format: Format) -> bool {
    match format {
        Format::Xml => member.in_xml && !member.in_json,
        Format::Json | Format::Form => member.in_json && !member.in_xml,
    }
}

/// Returns the members of a class in the order of an object's values: those of the base class first.
fn members_of(contract: &'static Contract) -> Vec<&'static Member> {
    let Kind::Class(class) = contract.kind() else { return Vec::new() };
    let mut members = class.base.map(|base| members_of(base.get())).unwrap_or_default();
    members.extend(class.members);
    members
}
