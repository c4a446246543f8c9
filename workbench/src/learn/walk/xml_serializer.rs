//! Objects as `XmlSerializer` writes them: members in attributes, in texts and in elements of several names, and lists without an
//! element around their items.

use datacontract_codegen::spec::{ElementPlace, Member, MemberPlace};

use super::{Found, Walk};
use crate::learn::{counting::count, document::Node};

/// What of an object's element nobody has taken for a member yet.
struct Rest<'d> {
    attributes: Vec<(&'d str, Node<'d>)>,
    elements: Vec<(&'d str, Node<'d>)>,
}

impl<'d> Rest<'d> {
    fn take_attribute(&mut self, name: &str) -> Option<Node<'d>> {
        let found = self.attributes.iter().position(|(there, _)| *there == name)?;
        Some(self.attributes.remove(found).1)
    }

    /// Takes the first element that has one of the names, with its place.
    fn take_element<'p, 's>(
        &mut self,
        places: &'p [ElementPlace<'s>],
    ) -> Option<(Node<'d>, &'p ElementPlace<'s>)> {
        let place_of = |name: &str| places.iter().find(|place| place.name == name);
        let found = self.elements.iter().position(|(name, _)| place_of(name).is_some())?;
        let (name, node) = self.elements.remove(found);
        Some((node, place_of(name)?))
    }
}

impl<'s> Walk<'_, 's> {
    pub(super) fn class_of_xml_serializer(&mut self, object: Node<'_>, index: usize, depth: usize) {
        let spec = self.spec();
        let mut rest = Rest { attributes: object.attributes(), elements: object.members() };
        let (mut takes_any_element, mut takes_any_attribute) = (false, false);
        let names: Vec<&str> = rest.elements.iter().map(|(name, _)| *name).collect();
        let mut order = Vec::new();
        for owner in spec.with_bases(index) {
            let Some(class) = spec.types[owner].class() else { continue };
            for (place, member) in class.members.iter().enumerate() {
                takes_any_element |= !member.xml.any_elements.is_empty();
                takes_any_attribute |= member.xml.any_attribute.is_some();
                let found_in = spec.xml_serializer_place(member);
                if let MemberPlace::Element(places) | MemberPlace::Items(places) = &found_in {
                    let at = names.iter().position(|name| places.iter().any(|place| place.name == *name));
                    order.extend(at.map(|at| (at, (owner, place))));
                }
                self.member_of_xml_serializer(object, (owner, place), (member, found_in), &mut rest, depth);
            }
        }
        self.orders.add(&self.trace, index, order);
        if takes_any_element {
            rest.elements.clear();
        }
        if !takes_any_attribute {
            rest.elements.append(&mut rest.attributes);
        }
        self.unknown(object, index, &rest.elements);
    }

    fn member_of_xml_serializer(
        &mut self,
        object: Node<'_>,
        at: (usize, usize),
        (member, found_in): (&'s Member, MemberPlace<'s>),
        rest: &mut Rest<'_>,
        depth: usize,
    ) {
        let found = match found_in {
            MemberPlace::Unnamed => return,
            MemberPlace::Attribute(name) => Found::value(rest.take_attribute(&name), &member.ty),
            MemberPlace::Text => Found::value(object.own_text(), &member.ty),
            MemberPlace::Element(places) => match rest.take_element(&places) {
                None => Found::Nothing,
                Some((node, place)) => {
                    self.note_namespace(object, at.0, node, place);
                    self.named_items(node, member).unwrap_or(Found::Value(node, place.ty))
                }
            },
            MemberPlace::Items(places) => {
                let mut items = Vec::new();
                while let Some((node, place)) = rest.take_element(&places) {
                    self.note_namespace(object, at.0, node, place);
                    items.push((node, place.ty));
                }
                if items.is_empty() {
                    // A list without items looks like null.
                    return;
                }
                Found::Items(items)
            }
        };
        self.member(at, member, found, depth);
    }

    /// Returns the items of a list whose member says what they are called.
    fn named_items<'d>(&self, list: Node<'d>, member: &'s Member) -> Option<Found<'d, 's>> {
        let places = self.spec().xml_serializer_items(member);
        let first = places.first().filter(|_| !list.is_null())?;
        let item = |(name, node): (&str, Node<'d>)| {
            let place = places.iter().find(|place| place.name == name).unwrap_or(first);
            (node, place.ty)
        };
        Some(Found::Items(list.members().into_iter().map(item).collect()))
    }

    /// Counts in which namespace an element of a class's member is.
    fn note_namespace(&mut self, object: Node<'_>, class: usize, node: Node<'_>, place: &ElementPlace<'_>) {
        let Some((namespace, _)) = node.element().filter(|_| place.is_in_class_namespace) else { return };
        let own = self.spec().xml_serializer_type_name(class).namespace;
        let is_expected = if own.is_empty() { object.is_within(namespace) } else { own == namespace };
        let seen = self.seen.classes.entry(class).or_default();
        if is_expected {
            seen.in_own_namespace += 1;
        } else {
            count(&mut seen.in_other_namespaces, namespace.to_owned());
        }
    }
}
