//! The attributes of `XmlSerializer` that samples show.

use crate::infer::{
    members::facts::Fact,
    model::{EnumMember, MemberXml, Ty, TypeXml, XmlAttribute, XmlElement},
    samples::{
        form::{JsonForm, XmlForm},
        xml::{Node, decode},
    },
    types::{
        each::Type,
        resolve::Resolved,
        seen::{Kind, Slot},
    },
};

/// The namespace of `xml:lang`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Returns what the attributes of a member say that C# calls `name`. `type_name` is what `XmlSerializer`
/// calls a type unless the member says otherwise, where that is known.
pub(crate) fn of_member(
    fact: &Fact,
    name: &str,
    resolved: &Resolved,
    type_name: &dyn Fn(&Ty) -> Option<String>,
) -> MemberXml {
    let mut xml = MemberXml::default();
    let Some(node) = fact.node() else { return xml };
    let other = fact.xml.as_deref().map(decode).filter(|shown| shown != name);
    let is_list = matches!(resolved.ty, Ty::List(_) | Ty::Array(_));
    match node {
        Node::Attribute => {
            let namespace = fact.xml_namespace.as_ref().filter(|namespace| !namespace.is_empty());
            xml.attribute = Some(match namespace {
                Some(namespace) if namespace == XML => {
                    let own = other.unwrap_or_else(|| name.to_owned());
                    XmlAttribute { name: Some(format!("xml:{own}")), namespace: None }
                }
                namespace => XmlAttribute { name: other, namespace: namespace.cloned() },
            });
        }
        Node::Text => xml.is_text = true,
        Node::Items => {
            xml.element = Some(XmlElement { name: other, order: fact.order, ..XmlElement::default() });
        }
        Node::Element => {
            let is_nil = |slot: &Slot| slot.is_of_xml_serializer() && slot.xml == XmlForm::Nil;
            let is_nullable = !resolved.is_value_type && fact.slots.iter().any(is_nil);
            let element = XmlElement { name: other, is_nullable, order: fact.order };
            let element = Some(element).filter(|element| *element != XmlElement::default());
            if is_list {
                xml.array = element;
                items(&resolved.ty, &fact.slots.iter().collect::<Vec<_>>(), 0, type_name, &mut xml.items);
            } else {
                xml.element = element;
            }
        }
    }
    xml
}

/// Adds what the items of lists are called, where that is not what their type is called.
fn items(
    ty: &Ty,
    slots: &[&Slot],
    level: usize,
    type_name: &dyn Fn(&Ty) -> Option<String>,
    found: &mut Vec<(usize, String)>,
) {
    let (Ty::List(item) | Ty::Array(item)) = ty else { return };
    let of_list = slots.iter().filter_map(|slot| match &slot.kind {
        Kind::List(items) => Some(items),
        _ => None,
    });
    let inner: Vec<&Slot> = of_list.flatten().collect();
    let shown =
        inner.iter().filter(|slot| slot.is_of_xml_serializer()).find_map(|slot| slot.element.as_ref());
    if let Some(shown) = shown.map(|(_, name)| decode(name)) {
        let is_usual = match &**item {
            // They are named after their items.
            Ty::List(_) | Ty::Array(_) => shown.starts_with("ArrayOf"),
            item => type_name(item).is_none_or(|name| name == shown),
        };
        if !is_usual {
            found.push((level, shown));
        }
    }
    items(item, &inner, level + 1, type_name, found);
}

/// Returns what `XmlSerializer` calls a class or an enum that C# calls `class`, as items of lists show it.
pub(crate) fn name_of_type(ty: &Type, class: &str) -> String {
    ty.serialized.items.first().map_or_else(|| class.to_owned(), |name| decode(name))
}

/// Returns what the attributes of a type say that C# calls `class`.
pub(crate) fn of_type(ty: &Type, class: &str) -> TypeXml {
    let name = name_of_type(ty, class);
    if ty.is_list() {
        // Without an attribute it would be called after its items.
        let root = ty.serialized.roots.first();
        return TypeXml {
            is_own: ty.serialized.is_own,
            root: (
                root.map(|(_, root)| decode(root)),
                root.map(|(namespace, _)| namespace.clone()).filter(|of| !of.is_empty()),
            ),
            ..TypeXml::default()
        };
    }
    let (root_namespace, root) = match ty.serialized.roots.first() {
        Some((namespace, root)) => (namespace.clone(), decode(root)),
        None => (String::new(), name.clone()),
    };
    TypeXml {
        is_own: ty.serialized.is_own,
        root: (Some(root).filter(|root| *root != name), Some(root_namespace).filter(|of| !of.is_empty())),
        ty: (Some(name).filter(|name| name != class), ty.serialized.namespace.clone()),
        includes: Vec::new(),
    }
}

/// Takes the names of an enum's members that XML shows for `XmlEnum`'s. What JSON shows is `EnumMember`'s.
///
/// A number in XML is a name too, of a member that JSON shows the number of.
pub(crate) fn of_enum(ty: &Type, members: &mut Vec<EnumMember>) {
    for (json, xml) in &ty.shown {
        if let (JsonForm::Whole(number), XmlForm::Whole(name)) = (json, xml)
            && let Ok(value) = number.parse()
            && members.iter().all(|member| member.value != value)
        {
            let (name, xml_name) = (format!("Value{number}").replace('-', "Minus"), Some(name.clone()));
            members.push(EnumMember { xml_name, ..EnumMember::new(name, value) });
        }
    }
    for member in members {
        let Some(name) = &member.contract_name else { continue };
        let shows = |text: &str| ty.shown.iter().any(|(_, xml)| xml.is_text(text));
        if shows(name) {
            let in_json = ty.shown.iter().any(|(json, _)| json.is_text(name));
            member.xml_name = Some(name.clone());
            if !in_json {
                member.contract_name = None;
            }
        }
    }
}
