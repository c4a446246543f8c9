//! The attributes of `XmlSerializer`, as specs have them.

use datacontract::contract::Serializer;

use super::{
    jsonc::{Object, Value},
    serializer_word,
};
use crate::infer::{
    References,
    model::{MemberXml, TypeXml, XmlElement},
};

/// Adds what the attributes of a type say.
pub(super) fn add_type(xml: &TypeXml, names: &References, object: &mut Object) {
    let mut own = Object::default();
    if xml.is_own {
        own.add_text("serializer", serializer_word(Serializer::XmlSerializer));
    }
    for (key, name_key, (name, namespace)) in
        [("xmlRoot", "elementName", &xml.root), ("xmlType", "typeName", &xml.ty)]
    {
        let mut attribute = Object::default();
        attribute.add_some(name_key, name.as_ref());
        attribute.add_some("namespace", namespace.as_ref());
        add_attribute(&mut own, key, name.as_deref(), attribute);
    }
    if !xml.includes.is_empty() {
        let includes = xml.includes.iter().map(|id| Value::text(&names.short(*id)));
        own.add("xmlInclude", Value::Array(includes.collect()));
    }
    if !own.is_empty() {
        object.add("xml", Value::Object(own));
    }
}

/// Adds what the attributes of a member say.
pub(super) fn add_member(xml: &MemberXml, object: &mut Object) {
    let mut own = Object::default();
    for (key, element) in [("xmlElement", &xml.element), ("xmlArray", &xml.array)] {
        if let Some(element) = element {
            add_element(&mut own, key, element);
        }
    }
    if let Some(attribute) = &xml.attribute {
        let mut values = Object::default();
        values.add_some("attributeName", attribute.name.as_ref());
        values.add_some("namespace", attribute.namespace.as_ref());
        add_marked(&mut own, "xmlAttribute", attribute.name.as_deref(), values);
    }
    own.add_true("xmlText", xml.is_text);
    let items: Vec<Value> = xml.items.iter().map(|(level, name)| item(*level, name)).collect();
    match items.as_slice() {
        [] => {}
        [only] => own.add("xmlArrayItem", only.clone()),
        _ => own.add("xmlArrayItem", Value::Array(items)),
    }
    if !own.is_empty() {
        object.add("xml", Value::Object(own));
    }
}

fn add_element(own: &mut Object, key: &'static str, element: &XmlElement) {
    let mut values = Object::default();
    values.add_some("elementName", element.name.as_ref());
    values.add_true("isNullable", element.is_nullable);
    if let Some(order) = element.order {
        values.add("order", Value::raw(order.to_string()));
    }
    add_marked(own, key, element.name.as_deref(), values);
}

/// Adds an attribute whose presence alone says something.
fn add_marked(own: &mut Object, key: &'static str, name: Option<&str>, values: Object) {
    if values.is_empty() {
        own.add(key, Value::raw("true"));
    } else {
        add_attribute(own, key, name, values);
    }
}

/// Adds an attribute, if it says anything: as its name alone if that is all that it says.
fn add_attribute(own: &mut Object, key: &'static str, name: Option<&str>, values: Object) {
    match name {
        Some(name) if values.len() == 1 => own.add(key, Value::text(name)),
        _ if values.is_empty() => {}
        _ => own.add(key, Value::Object(values)),
    }
}

fn item(level: usize, name: &str) -> Value {
    if level == 0 {
        return Value::text(name);
    }
    let mut values = Object::default();
    values.add_text("elementName", name);
    values.add("nestingLevel", Value::raw(level.to_string()));
    Value::Object(values)
}
