//! What the attributes of `XmlSerializer` say of types and members.
//!
//! They join what the other serializers' attributes say: a type can serve all of them.

pub use datacontract::contract::xml_serializer::Form;

use crate::spec::{
    span::{Span, Spanned},
    type_expr::TypeExpr,
};

/// What a type's `xml` says.
#[derive(Clone, Debug, Default)]
pub struct TypeXml {
    /// Where it stands; `None` if there is no `xml`.
    pub span: Option<Span>,
    /// Web API uses `XmlSerializer` for documents with this root, whatever its formatter is set to
    /// (`XmlFormatter.SetSerializer`). The span is that of the word.
    pub own_serializer: Option<Span>,
    /// `XmlRoot`.
    pub root: Option<XmlRoot>,
    /// `XmlType`.
    pub ty: Option<XmlType>,
    /// The types of its `XmlInclude` attributes.
    pub includes: Vec<TypeExpr>,
    /// Why it refuses the type, where the members do not show it.
    pub refused: Option<Spanned<String>>,
}

/// `XmlRoot` at a type: the element of a document.
#[derive(Clone, Debug, Default)]
pub struct XmlRoot {
    /// `ElementName`.
    pub name: Option<Spanned<String>>,
    /// `Namespace`.
    pub namespace: Option<Spanned<String>>,
    /// `IsNullable`.
    pub is_nullable: Option<Spanned<bool>>,
}

/// `XmlType` at a type.
#[derive(Clone, Debug, Default)]
pub struct XmlType {
    /// `TypeName`.
    pub name: Option<Spanned<String>>,
    /// `Namespace`.
    pub namespace: Option<Spanned<String>>,
}

/// What a member's `xml` says.
#[derive(Clone, Debug, Default)]
pub struct MemberXml {
    /// Where it stands; `None` if there is no `xml`.
    pub span: Option<Span>,
    /// `XmlIgnore`: where it says so.
    pub ignore: Option<Span>,
    /// `XmlElement`, once or several times.
    pub elements: Vec<XmlElement>,
    /// `XmlAttribute`.
    pub attribute: Option<XmlAttribute>,
    /// `XmlText`.
    pub text: Option<XmlText>,
    /// `XmlArray`.
    pub array: Option<XmlArray>,
    /// `XmlArrayItem`, once or several times.
    pub items: Vec<XmlArrayItem>,
    /// `XmlChoiceIdentifier(MemberName)`: C#'s name of the member that says which of its elements it is.
    pub choice_identifier: Option<Spanned<String>>,
    /// `XmlAnyElement`, once or several times.
    pub any_elements: Vec<XmlAnyElement>,
    /// `XmlAnyAttribute`: where it says so.
    pub any_attribute: Option<Span>,
    /// `XmlNamespaceDeclarations`: where it says so.
    pub namespaces: Option<Span>,
}

/// `XmlAnyElement` at a member.
#[derive(Clone, Debug)]
pub struct XmlAnyElement {
    /// Where it stands.
    pub span: Span,
    /// `Name`.
    pub name: Option<Spanned<String>>,
    /// `Namespace`.
    pub namespace: Option<Spanned<String>>,
    /// `Order`.
    pub order: Option<Spanned<i32>>,
}

/// `XmlElement` at a member, or what `XmlArrayItem` says of the items' element.
#[derive(Clone, Debug)]
pub struct XmlElement {
    /// Where it stands.
    pub span: Span,
    /// `ElementName`.
    pub name: Option<Spanned<String>>,
    /// `Namespace`.
    pub namespace: Option<Spanned<String>>,
    /// `IsNullable`.
    pub is_nullable: Option<Spanned<bool>>,
    /// `Form`.
    pub form: Spanned<Form>,
    /// `DataType`: the name of a type of XML Schema.
    pub data_type: Option<Spanned<String>>,
    /// `Type`.
    pub ty: Option<TypeExpr>,
    /// `Order`; of `XmlElement` alone.
    pub order: Option<Spanned<i32>>,
}

/// `XmlArrayItem` at a member.
#[derive(Clone, Debug)]
pub struct XmlArrayItem {
    /// What it says of the items' element.
    pub element: XmlElement,
    /// `NestingLevel`: of which lists in the list it speaks.
    pub nesting_level: u8,
}

/// `XmlAttribute` at a member.
#[derive(Clone, Debug)]
pub struct XmlAttribute {
    /// Where it stands.
    pub span: Span,
    /// `AttributeName`.
    pub name: Option<Spanned<String>>,
    /// `Namespace`.
    pub namespace: Option<Spanned<String>>,
    /// `Form`.
    pub form: Spanned<Form>,
    /// `DataType`: the name of a type of XML Schema.
    pub data_type: Option<Spanned<String>>,
}

/// `XmlText` at a member.
#[derive(Clone, Debug)]
pub struct XmlText {
    /// Where it stands.
    pub span: Span,
    /// `DataType`: the name of a type of XML Schema.
    pub data_type: Option<Spanned<String>>,
}

/// `XmlArray` at a member: the element around the items.
#[derive(Clone, Debug)]
pub struct XmlArray {
    /// Where it stands.
    pub span: Span,
    /// `ElementName`.
    pub name: Option<Spanned<String>>,
    /// `Namespace`.
    pub namespace: Option<Spanned<String>>,
    /// `IsNullable`.
    pub is_nullable: Option<Spanned<bool>>,
    /// `Form`.
    pub form: Spanned<Form>,
    /// `Order`.
    pub order: Option<Spanned<i32>>,
}

/// What an enum member's `xml` says.
#[derive(Clone, Debug, Default)]
pub struct EnumMemberXml {
    /// Where `xmlEnum` or `xmlIgnore` stands; `None` if there is neither.
    pub span: Option<Span>,
    /// `XmlEnum`: the name that `XmlSerializer` has for it.
    pub name: Option<Spanned<String>>,
    /// `XmlIgnore`: `XmlSerializer` has no name for it.
    pub ignored: bool,
}

impl TypeXml {
    /// Returns whether there is something to say of the type itself, for which a collection needs a contract of
    /// its own.
    #[must_use]
    pub fn needs_contract(&self) -> bool {
        self.span.is_some()
    }
}

impl MemberXml {
    /// Returns the `Order` that it gives the member.
    #[must_use]
    pub fn order(&self) -> Option<&Spanned<i32>> {
        let of_elements = self.elements.iter().find_map(|element| element.order.as_ref());
        let of_elements = of_elements.or_else(|| self.any_elements.iter().find_map(|any| any.order.as_ref()));
        of_elements.or_else(|| self.array.as_ref()?.order.as_ref())
    }

    /// Returns whether an attribute says what the member becomes.
    #[must_use]
    pub fn says_what(&self) -> bool {
        self.attribute.is_some()
            || self.text.is_some()
            || self.array.is_some()
            || !self.elements.is_empty()
            || !self.items.is_empty()
            || !self.any_elements.is_empty()
            || self.any_attribute.is_some()
            || self.namespaces.is_some()
    }

    /// Returns whether the member becomes elements, perhaps with texts between them: no attribute, no text alone and no
    /// declarations.
    #[must_use]
    pub fn is_element(&self) -> bool {
        let is_attribute = self.attribute.is_some() || self.any_attribute.is_some();
        !is_attribute && self.namespaces.is_none() && (self.text.is_none() || self.is_mixed())
    }

    /// Returns whether the texts between its elements are items too: `XmlText` beside `XmlElement` or
    /// `XmlAnyElement`.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        self.text.is_some() && !(self.elements.is_empty() && self.any_elements.is_empty())
    }

    /// Returns the types that its `XmlElement` and `XmlArrayItem` name.
    pub fn types(&self) -> impl Iterator<Item = &TypeExpr> {
        let items = self.items.iter().map(|item| &item.element);
        self.elements.iter().chain(items).filter_map(|element| element.ty.as_ref())
    }
}
