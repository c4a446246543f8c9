//! What values and names look like.

use super::{Scope, ValueContext, Walk};
use crate::{
    clr_name::AssemblyQualifiedName,
    infer::{
        pairing::by_name,
        samples::{
            form::{JsonForm, Text, XmlForm, as_in_xml},
            json::{Array, Json, Object},
            xml::{Element, decode},
        },
        types::{
            contract_names::{self, Argument},
            registry::{Shape, ShapeId},
            seen::CollectionClass,
        },
        wording::words::{PageType, Word},
    },
};
use datacontract::contract::{ARRAYS, DC, SER};
use indexmap::IndexSet;

/// What an object in JSON says of which object it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity<'a> {
    None,
    /// `"$id": "1"`
    Is(&'a str),
    /// `"$ref": "1"`
    RefersTo(&'a str),
}

/// The members of an object, and its identity, which is no member. A reference to another object has no
/// members of its own.
pub(super) fn contents_of(json: Option<&Json>) -> (Option<&[(String, Json)]>, Identity<'_>) {
    match json {
        Some(Json::Object(Object { members, metadata, .. })) => match (&metadata.refers_to, &metadata.id) {
            (Some(identity), _) => (None, Identity::RefersTo(identity)),
            (None, Some(identity)) => (Some(members), Identity::Is(identity)),
            (None, None) => (Some(members), Identity::None),
        },
        _ => (None, Identity::None),
    }
}

/// What an object or a list in JSON says of its class.
pub(super) fn class_of(json: Option<&Json>) -> Option<&AssemblyQualifiedName> {
    match json {
        Some(Json::Object(object)) => object.metadata.class.as_ref(),
        Some(Json::Array(array)) => array.class.as_ref(),
        _ => None,
    }
}

/// The class of a list, as far as JSON says it.
pub(super) fn class_of_list(json: Option<&Json>) -> CollectionClass {
    let is_array = matches!(json, Some(Json::Array(_)))
        && class_of(json).is_some_and(|class| class.name.ends_with("[]"));
    if is_array { CollectionClass::Array } else { CollectionClass::Usual }
}

impl Walk<'_> {
    /// What the content of an object looks like: two that pages do not name are one type if they look alike
    /// all the way down. (A class of the same members may have members of other classes.)
    pub(super) fn shape(&mut self, json: Option<&Json>, xml: Option<&Element>) -> ShapeId {
        let place = match (json, xml) {
            (Some(json @ (Json::Object(_) | Json::Array(_))), _) => Some(std::ptr::from_ref(json).addr()),
            // Items of `XmlSerializer` may stand in a list that is made for the walk, and let go of on the
            // way.
            (None, Some(xml)) if !xml.children.is_empty() => {
                (!self.is_xml_serializer()).then(|| std::ptr::from_ref(xml).addr())
            }
            _ => return self.registry.shapes.id(Shape::Simple),
        };
        if let Some(id) = place.and_then(|place| self.shapes.get(&place)) {
            return *id;
        }
        let shape = match (json, xml) {
            (Some(Json::Array(Array { items, .. })), _) => {
                Shape::List(items.first().map(|item| self.shape(Some(item), None)))
            }
            (Some(json), _) => {
                let members = contents_of(Some(json)).0.unwrap_or_default();
                let mut parts: Vec<(String, ShapeId)> = members
                    .iter()
                    .map(|(name, value)| (by_name::loosely(name), self.shape(Some(value), None)))
                    .collect();
                parts.sort();
                Shape::Members(parts)
            }
            (None, xml) => {
                let mut parts: Vec<(String, ShapeId)> = xml
                    .map_or(&[][..], |xml| &xml.children)
                    .iter()
                    .map(|child| (by_name::loosely(&decode(&child.name)), self.shape(None, Some(child))))
                    .collect();
                parts.sort();
                parts.dedup();
                Shape::Members(parts)
            }
        };
        let id = self.registry.shapes.id(shape);
        if let Some(place) = place {
            self.shapes.insert(place, id);
        }
        id
    }

    /// The scope in an element.
    pub(super) fn enter<'a>(&mut self, context: &ValueContext<'a>, xml: Option<&'a Element>) -> Scope<'a> {
        for namespace in xml.into_iter().flat_map(|xml| xml.declared.iter().chain([&xml.namespace])) {
            self.registry.namespaces.add(namespace);
        }
        context.scope.within(xml)
    }
}

/// The class of a dictionary's values, from what XML calls an entry: the name that, with a namespace that is
/// in scope, gives this very name.
pub(super) fn contract_of_value(entry: &str, value: &Element, scope: &Scope<'_>) -> Option<(String, String)> {
    let inner = value.children.last().map(|child| child.namespace.as_str());
    let outer = scope.all();
    let near = value.declared.iter().map(String::as_str).chain(inner);
    let namespaces: IndexSet<&str> = near.chain(outer).collect();
    for key in built_in_names() {
        let Some(rest) =
            entry.strip_prefix("KeyValueOf").and_then(|rest| rest.strip_prefix(key.name.as_str()))
        else {
            continue;
        };
        // Eight characters of base64, of which `/` and `+` are written as two.
        for length in 8..=16 {
            let Some(name) = rest.len().checked_sub(length).and_then(|end| rest.get(..end)) else { continue };
            if name.is_empty() {
                continue;
            }
            for namespace in &namespaces {
                let argument = Argument::new(name, *namespace);
                if contract_names::entry(&key, &argument) == entry {
                    return Some(((*namespace).to_owned(), name.to_owned()));
                }
            }
        }
    }
    None
}

/// The built-in types that keys are of.
pub(crate) fn built_in_names() -> Vec<Argument> {
    use datacontract::contract::XSD;
    let xsd = [
        "string",
        "int",
        "long",
        "short",
        "byte",
        "unsignedByte",
        "unsignedShort",
        "unsignedInt",
        "unsignedLong",
        "decimal",
        "double",
        "float",
        "boolean",
        "dateTime",
        "anyURI",
        "anyType",
        "base64Binary",
    ];
    let ser = ["guid", "char", "duration"];
    xsd.into_iter()
        .map(|name| Argument::new(name, XSD))
        .chain(ser.into_iter().map(|name| Argument::new(name, SER)))
        .chain([Argument::new("DateTimeOffset", format!("{DC}System"))])
        .collect()
}

/// A key in JSON is always a text: what it would be as a value.
pub(super) fn key_value(key: &PageType, name: &str) -> Json {
    match key {
        PageType::Word(Word::Text | Word::Guid | Word::Date) => Json::Text(name.to_owned()),
        _ if name.parse::<i64>().is_ok() => Json::Number(name.to_owned()),
        _ => Json::Text(name.to_owned()),
    }
}

/// Whether an object's members are entries: XML shows it, or the names are the counter's.
pub(super) fn is_dictionary(members: &[(String, Json)], xml: Option<&Element>) -> bool {
    if let Some(first) = xml.and_then(|xml| xml.children.first()) {
        return is_entry(first);
    }
    // No member of C# is called `1`.
    let is_key =
        |name: &str| matches!(Text::of(name), Text::Sample(_) | Text::Guid) || name.parse::<i64>().is_ok();
    !members.is_empty() && members.iter().all(|(name, _)| is_key(name))
}

/// Returns whether an element is an entry of a dictionary.
pub(super) fn is_entry(element: &Element) -> bool {
    element.name.starts_with("KeyValueOf") && element.namespace == ARRAYS
}

/// Two elements of one name and nothing else, or items of the library's namespace.
pub(super) fn looks_like_list(xml: &Element) -> bool {
    let alike = xml.children.windows(2).all(|pair| match pair {
        [a, b] => a.name == b.name && a.namespace == b.namespace,
        _ => true,
    });
    alike && (xml.children.len() > 1 || xml.children.first().is_some_and(|child| child.namespace == ARRAYS))
}

/// Returns what a value in JSON may be in XML: its form, and whether it is `true`.
pub(super) fn values_in_xml(value: Option<&Json>) -> Vec<(XmlForm, bool)> {
    let is_true = matches!(value, Some(Json::Bool(true)));
    as_in_xml(JsonForm::of(value)).into_iter().map(|form| (form, is_true)).collect()
}

/// Returns the form of an element's value, and whether it is `true`.
pub(super) fn value_of(element: Option<&Element>) -> (XmlForm, bool) {
    let form = XmlForm::of(element);
    let is_true = form == XmlForm::Bool && element.is_some_and(|element| element.text == "true");
    (form, is_true)
}

pub(super) fn note_page(pages: &mut Vec<String>, page: &str) {
    const ENOUGH: usize = 4;
    if pages.len() < ENOUGH && !pages.iter().any(|known| known == page) {
        pages.push(page.to_owned());
    }
}
