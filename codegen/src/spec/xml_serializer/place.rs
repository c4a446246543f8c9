//! Where members and types stand in the documents of `XmlSerializer`, for those who look at documents without reading them.

use datacontract::contract::encode_name;

use super::{
    names::{given_or, name_of_type, type_name},
    shape::Shape,
};
use crate::spec::{
    Spec,
    model::{Member, XmlArrayItem},
    type_expr::TypeExpr,
};

/// Where a member stands in the documents of `XmlSerializer`.
#[derive(Clone, Debug)]
pub enum MemberPlace<'s> {
    /// Nowhere, as with `XmlIgnore`, or where nothing has its name, as with `XmlAnyElement`.
    Unnamed,
    /// In an attribute of this name.
    Attribute(String),
    /// In the text of the object's element.
    Text,
    /// In one of these elements: the type of the value says in which.
    Element(Vec<ElementPlace<'s>>),
    /// In elements side by side, one for each item of a list.
    Items(Vec<ElementPlace<'s>>),
}

/// An element in which a member stands, or an item of a list.
#[derive(Clone, Debug)]
pub struct ElementPlace<'s> {
    /// The name, as it stands in documents.
    pub name: String,
    /// Whether it is in the namespace of the class, since the member says no other.
    pub is_in_class_namespace: bool,
    /// The type of what stands in it.
    pub ty: &'s TypeExpr,
}

/// What `XmlSerializer` calls something: a name, and a namespace, which is empty if there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementName {
    /// The name, as it stands in documents.
    pub name: String,
    /// The namespace.
    pub namespace: String,
}

impl Spec {
    /// Returns where a member stands in the documents of `XmlSerializer`.
    #[must_use]
    pub fn xml_serializer_place<'s>(&'s self, member: &'s Member) -> MemberPlace<'s> {
        if !member.is_in_xml_serializer() {
            return MemberPlace::Unnamed;
        }
        if let Some(attribute) = &member.xml.attribute {
            let (name, _) = given_or(attribute.name.as_ref(), &member.name);
            return MemberPlace::Attribute(encode_name(name));
        }
        if member.xml.text.is_some() && !member.xml.is_mixed() {
            return MemberPlace::Text;
        }
        let elements: Vec<_> = self
            .xml_elements(member, "")
            .into_iter()
            .map(|element| ElementPlace {
                name: encode_name(&element.name),
                is_in_class_namespace: element.is_in_class_namespace,
                ty: element.ty,
            })
            .collect();
        let is_list = matches!(self.shape(&member.ty), Shape::List(_));
        match elements.is_empty() {
            true => MemberPlace::Unnamed,
            false if is_list && !member.xml.elements.is_empty() => MemberPlace::Items(elements),
            false => MemberPlace::Element(elements),
        }
    }

    /// Returns the elements of the items of a member that is a list with an element around its items, where the member says what
    /// they are: of several the type of the item picks one.
    #[must_use]
    pub fn xml_serializer_items<'s>(&'s self, member: &'s Member) -> Vec<ElementPlace<'s>> {
        let Shape::List(own) = self.shape(&member.ty) else { return Vec::new() };
        let outer = member.xml.items.iter().filter(|item| item.nesting_level == 0);
        let place = |XmlArrayItem { element, .. }: &'s XmlArrayItem| {
            let ty = element.ty.as_ref().unwrap_or(own);
            let name = element.name.as_ref().map_or_else(|| type_name(self, ty), |name| name.value.clone());
            ElementPlace { name: encode_name(&name), is_in_class_namespace: false, ty }
        };
        outer.map(place).collect()
    }

    /// Returns what the type at a place is called by `xsi:type`. The namespace is empty, too, if it is that of where the type
    /// stands.
    #[must_use]
    pub fn xml_serializer_type_name(&self, index: usize) -> ElementName {
        let name = encode_name(&name_of_type(self, index));
        ElementName { name, namespace: self.xml_namespace(index).to_owned() }
    }

    /// Returns the root of a document of the type at a place.
    #[must_use]
    pub fn xml_serializer_root(&self, index: usize) -> ElementName {
        let root = self.types[index].xml.root.as_ref();
        let given = root.and_then(|root| root.name.as_ref()).map(|name| encode_name(name));
        let namespace = root.and_then(|root| root.namespace.as_ref());
        ElementName {
            name: given.unwrap_or_else(|| self.xml_serializer_type_name(index).name),
            namespace: namespace.map(|namespace| namespace.value.clone()).unwrap_or_default(),
        }
    }

    /// Returns whether `XmlSerializer` knows the type at a place wherever it stands: a member, a base class or `XmlInclude` leads
    /// to it.
    #[must_use]
    pub fn xml_serializer_knows(&self, index: usize) -> bool {
        let mut below = Vec::new();
        (0..self.types.len()).for_each(|other| self.types_below(other, &mut below));
        below.contains(&index)
    }
}
