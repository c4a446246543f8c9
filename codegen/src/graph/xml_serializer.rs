//! What the attributes of `XmlSerializer` say, as descriptions of contracts have it.

use super::contracts::Builder;
use super::keep::keep_one;
use crate::spec::{
    Member, Spanned, Spec, TypeDef, TypeExpr, XmlAnyElement as SpecAnyElement, XmlArrayItem as SpecArrayItem,
    XmlElement as SpecElement,
    wire::{clr_name_of_member, clr_name_of_type, is_field_among_properties},
    xml_serializer::data_type,
};
use datacontract::contract::xml_serializer::{
    MemberXml, Node, TypeXml, XmlAnyElement, XmlArray, XmlArrayItem, XmlAttribute, XmlElement,
};
use datacontract::dynamic::ContractSet;

impl Builder {
    /// Returns what a type says; `None` if it says nothing.
    pub(super) fn type_xml(&self, spec: &Spec, ty: &TypeDef) -> Option<&'static TypeXml> {
        let mut made = TypeXml::new();
        made.clr_name = clr_name_of_type(ty).map(|name| ContractSet::keep_text(name.to_owned()));
        if let Some(root) = &ty.xml.root {
            made.root_name = kept(root.name.as_ref());
            made.root_namespace = kept(root.namespace.as_ref());
            made.root_is_nullable = root.is_nullable.as_deref().copied();
        }
        if let Some(of_type) = &ty.xml.ty {
            made.type_name = kept(of_type.name.as_ref());
            made.type_namespace = kept(of_type.namespace.as_ref());
        }
        if !ty.xml.includes.is_empty() {
            let includes = ty.xml.includes.iter().map(|include| self.type_of(spec, include)).collect();
            made.includes = ContractSet::keep(includes);
        }
        made.is_own_serializer = ty.xml.own_serializer.is_some();
        made.refused = spec.refusal_of(ty).map(ContractSet::keep_text);
        let says_something = ty.xml.span.is_some() || made.clr_name.is_some() || made.refused.is_some();
        says_something.then(|| keep_one(made))
    }

    /// Returns what a member says; `None` if it says nothing.
    pub(super) fn member_xml(
        &self,
        spec: &Spec,
        ty: &TypeDef,
        member: &Member,
    ) -> Option<&'static MemberXml> {
        let mut made = MemberXml::new();
        made.clr_name = clr_name_of_member(ty, member).map(|name| ContractSet::keep_text(name.to_owned()));
        made.is_field = is_field_among_properties(ty, member);
        made.node = self.node(spec, member);
        made.order = member.xml.order().map(|order| order.value);
        made.is_mixed = member.xml.is_mixed();
        made.choice_identifier = kept(member.xml.choice_identifier.as_ref());
        let says_something = member.xml.span.is_some() || made.clr_name.is_some() || made.is_field;
        says_something.then(|| keep_one(made))
    }

    fn node(&self, spec: &Spec, member: &Member) -> Node {
        let xml = &member.xml;
        if xml.ignore.is_some() {
            return Node::Ignored;
        }
        if xml.any_attribute.is_some() {
            return Node::AnyAttributes;
        }
        if xml.namespaces.is_some() {
            return Node::Namespaces;
        }
        if !xml.any_elements.is_empty() {
            let element = |element: &SpecAnyElement| {
                let mut made = XmlAnyElement::new();
                made.name = kept(element.name.as_ref());
                made.namespace = kept(element.namespace.as_ref());
                made
            };
            return Node::AnyElements(ContractSet::keep(xml.any_elements.iter().map(element).collect()));
        }
        if !xml.elements.is_empty() {
            let elements = xml.elements.iter().map(|element| self.element(spec, element)).collect();
            return Node::Elements(ContractSet::keep(elements));
        }
        if let Some(attribute) = &xml.attribute {
            let mut made = XmlAttribute::new().form(attribute.form.value);
            made.name = kept(attribute.name.as_ref());
            made.namespace = kept(attribute.namespace.as_ref());
            made.data_type = data_type::of(attribute.data_type.as_ref());
            return Node::Attribute(made);
        }
        if let Some(text) = &xml.text {
            return Node::Text(data_type::of(text.data_type.as_ref()));
        }
        if xml.array.is_none() && xml.items.is_empty() {
            return Node::Default;
        }
        let mut made = XmlArray::new();
        if let Some(array) = &xml.array {
            made = made.form(array.form.value);
            made.name = kept(array.name.as_ref());
            made.namespace = kept(array.namespace.as_ref());
            made.is_nullable = array.is_nullable.as_deref().copied();
        }
        let item = |item: &SpecArrayItem| {
            XmlArrayItem::new(self.element(spec, &item.element)).nesting_level(item.nesting_level)
        };
        Node::Array(made, ContractSet::keep(xml.items.iter().map(item).collect()))
    }

    fn element(&self, spec: &Spec, element: &SpecElement) -> XmlElement {
        let mut made = XmlElement::new().form(element.form.value);
        made.name = kept(element.name.as_ref());
        made.namespace = kept(element.namespace.as_ref());
        made.ty = element.ty.as_ref().map(|ty: &TypeExpr| self.type_of(spec, ty));
        made.is_nullable = element.is_nullable.as_deref().copied();
        made.data_type = data_type::of(element.data_type.as_ref());
        made
    }
}

fn kept(text: Option<&Spanned<String>>) -> Option<&'static str> {
    text.map(|text| ContractSet::keep_text(text.value.clone()))
}
