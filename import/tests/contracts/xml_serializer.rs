//! The XML of samples as `XmlSerializer` writes it: without namespaces, in the order of the source.

use std::fmt::Write as _;

use super::contract::*;
use super::sample::Value;
use super::service::Service;

/// Writes XML as `XmlSerializer` does, indented.
pub(crate) fn xml(service: &Service, ty: &Type, value: &Value) -> String {
    let mut text = String::new();
    let attributes = " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" \
                      xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    element(service, &name(service, ty), attributes, ty, value, 0, &mut text);
    text.trim_start().to_owned()
}

/// Returns what an item of this type is called.
fn name(service: &Service, ty: &Type) -> String {
    match ty {
        Type::Simple(simple) => simple.item.to_owned(),
        Type::Nullable(ty) => name(service, ty),
        Type::Enum(index) => service.enums[*index].name.clone(),
        Type::Class(index) => service.classes[*index].name.clone(),
        Type::List(item) => {
            let name = name(service, item);
            format!("ArrayOf{}{}", name[..1].to_uppercase(), &name[1..])
        }
        Type::Dictionary(..) => unreachable!("it refuses dictionaries"),
    }
}

fn element(
    service: &Service,
    name: &str,
    attributes: &str,
    ty: &Type,
    value: &Value,
    depth: usize,
    text: &mut String,
) {
    let indent = "  ".repeat(depth);
    let _ = write!(text, "\n{indent}<{name}{attributes}");
    let before = text.len();
    text.push('>');
    match (value, ty) {
        (_, Type::Nullable(inner)) => {
            text.truncate(before - name.len() - attributes.len() - indent.len() - 2);
            return element(service, name, attributes, inner, value, depth, text);
        }
        (Value::Text(_, of), _) => text.push_str(of),
        (Value::List(items), Type::List(of)) => {
            for item in items {
                element(service, &self::name(service, of), "", of, item, depth + 1, text);
            }
        }
        (Value::Class(class, values), _) => members(service, *class, values, depth + 1, text),
        _ => unreachable!("no such value is made for it"),
    }
    if text.len() == before + 1 && !matches!(value, Value::Text(..)) {
        text.truncate(before);
        text.push_str(" />");
        return;
    }
    if !matches!(value, Value::Text(..)) {
        let _ = write!(text, "\n{indent}");
    }
    let _ = write!(text, "</{name}>");
}

fn members(
    service: &Service,
    class: usize,
    values: &[(usize, Member, Value)],
    depth: usize,
    text: &mut String,
) {
    let mut levels = vec![class];
    while let Some(base) = service.classes[levels[levels.len() - 1]].base {
        levels.push(base);
    }
    for level in levels.into_iter().rev() {
        for of_fields in [true, false] {
            let own = values.iter().filter(|(declaring, member, value)| {
                *declaring == level
                    && (member.kind == Kind::Field) == of_fields
                    && member.is_in_xml()
                    && !matches!(value, Value::Null)
            });
            for (_, member, value) in own {
                element(service, &member.name, "", &member.ty, value, depth, text);
            }
        }
    }
}
