//! What `XmlSerializer` calls the types of a spec.
//!
//! Documents are written by the runtime, which has these rules too. Here they are for what is said about specs and
//! samples.

use super::shape::Shape;
use crate::spec::{
    Spec, TypeKind,
    model::{Form, Member, TypeDef, XmlElement},
    names::clr_class as name_of_clr_class,
    span::{Span, Spanned},
    type_expr::{Clr, ClrName, TypeExpr, TypeExprKind},
};

/// An element of a member.
pub(crate) struct Element<'s> {
    /// Its name, before it is encoded.
    pub(crate) name: String,
    /// Its namespace; empty if that is the one of the place where the class stands.
    pub(crate) namespace: String,
    /// Whether that is the class's, since the member says no other.
    pub(crate) is_in_class_namespace: bool,
    /// Where its name is given.
    pub(crate) span: Span,
    /// The type of what stands in it.
    pub(crate) ty: &'s TypeExpr,
}

impl Spec {
    /// Returns the elements that a member may become: one, unless the type of the value picks one of several.
    /// `namespace` is that of the class. What is an attribute or text has none.
    pub(crate) fn xml_elements<'s>(&'s self, member: &'s Member, namespace: &str) -> Vec<Element<'s>> {
        let xml = &member.xml;
        let namespace_of = |own: Option<&Spanned<String>>, form: Form| match (form, own) {
            (Form::Unqualified, _) => String::new(),
            (_, Some(own)) => own.value.clone(),
            (_, None) => namespace.to_owned(),
        };
        let is_in_class =
            |own: Option<&Spanned<String>>, form: Form| own.is_none() && form != Form::Unqualified;
        let whole = |given: Option<&Spanned<String>>, own: Option<&Spanned<String>>, form: Form| {
            let (name, span) = given_or(given, &member.name);
            let (namespace, is_in_class_namespace) = (namespace_of(own, form), is_in_class(own, form));
            Element { name: name.to_owned(), namespace, is_in_class_namespace, span, ty: &member.ty }
        };
        if !xml.is_element() || !xml.any_elements.is_empty() {
            return Vec::new();
        }
        if let Some(array) = &xml.array {
            return vec![whole(array.name.as_ref(), array.namespace.as_ref(), array.form.value)];
        }
        if xml.elements.is_empty() {
            return vec![whole(None, None, Form::default())];
        }
        let of_element = |element: &'s XmlElement| {
            // Without an element around them the items of a list have one each.
            let ty = match (&element.ty, self.shape(&member.ty)) {
                (Some(ty), _) => ty,
                (None, Shape::List(item)) => item,
                (None, _) => &member.ty,
            };
            let whole = whole(element.name.as_ref(), element.namespace.as_ref(), element.form.value);
            if element.name.is_none() && xml.elements.len() > 1 {
                // Of several each is called as its type.
                return Element { name: type_name(self, ty), span: element.span, ty, ..whole };
            }
            Element { ty, ..whole }
        };
        xml.elements.iter().map(of_element).collect()
    }

    /// Returns the namespace that the type at a place has of its own; none, if it is that of the place where it
    /// stands.
    pub(crate) fn xml_namespace(&self, index: usize) -> &str {
        let xml = &self.types[index].xml;
        let of_type = xml.ty.as_ref().and_then(|ty| ty.namespace.as_ref());
        let of_root = || xml.root.as_ref().and_then(|root| root.namespace.as_ref());
        of_type.or_else(of_root).map_or("", |namespace| &namespace.value)
    }
}

/// Returns the name that an attribute gives, or else that of the member, and where it stands.
pub(crate) fn given_or<'m>(given: Option<&'m Spanned<String>>, name: &'m Spanned<String>) -> (&'m str, Span) {
    let name = given.unwrap_or(name);
    (name.value.as_str(), name.span)
}

/// Returns the name of the type at a place.
pub(crate) fn name_of_type(spec: &Spec, index: usize) -> String {
    let TypeDef { xml, name, kind, .. } = &spec.types[index];
    match (xml.ty.as_ref().and_then(|ty| ty.name.as_ref()), kind) {
        (Some(given), _) => given.value.clone(),
        (None, TypeKind::Collection(of)) => array_of(&type_name(spec, &of.item)),
        (None, _) => clr_name(spec, name),
    }
}

/// Returns the name of a type: that of an item in a list.
pub(super) fn type_name(spec: &Spec, ty: &TypeExpr) -> String {
    match &ty.kind {
        TypeExprKind::Clr(clr) => xsd_name(*clr).to_owned(),
        TypeExprKind::Word(word) => xsd_name(word.clr()).to_owned(),
        TypeExprKind::Nullable(inner) => type_name(spec, inner),
        TypeExprKind::List(item) | TypeExprKind::Array(item) => array_of(&type_name(spec, item)),
        TypeExprKind::Named(name) => match spec.resolve(name) {
            Ok(index) => name_of_type(spec, index),
            Err(_) => clr_name(spec, name),
        },
        _ => clr_class(spec, ty),
    }
}

fn array_of(item: &str) -> String {
    // Names of one or two letters are capitals altogether.
    if item.chars().count() <= 2 {
        return format!("ArrayOf{}", item.to_uppercase());
    }
    let mut chars = item.chars();
    let first = chars.next().map(char::to_uppercase);
    format!("ArrayOf{}{}", first.into_iter().flatten().collect::<String>(), chars.as_str())
}

/// Returns C#'s name of a class without namespace and the classes around it, with its arguments.
fn clr_name(spec: &Spec, name: &ClrName) -> String {
    let arguments: Vec<String> = name.arguments().map(|argument| clr_class(spec, argument)).collect();
    if arguments.is_empty() {
        name.short().to_owned()
    } else {
        format!("{}Of{}", name.short(), arguments.concat())
    }
}

/// Returns what an argument of a generic class is called in its name.
fn clr_class(spec: &Spec, ty: &TypeExpr) -> String {
    let generic = |name: &str, arguments: &[&TypeExpr]| {
        let arguments: Vec<String> = arguments.iter().map(|argument| clr_class(spec, argument)).collect();
        format!("{name}Of{}", arguments.concat())
    };
    match &ty.kind {
        TypeExprKind::Clr(Clr::Bytes) => "ArrayOfByte".to_owned(),
        TypeExprKind::Clr(clr) => name_of_clr_class(*clr).to_owned(),
        TypeExprKind::Word(word) => name_of_clr_class(word.clr()).to_owned(),
        TypeExprKind::Nullable(inner) if spec.is_nullable_of_dot_net(ty) => generic("Nullable", &[inner]),
        TypeExprKind::Nullable(inner) | TypeExprKind::ReadOnly(inner) => clr_class(spec, inner),
        TypeExprKind::List(item) => generic("List", &[item]),
        TypeExprKind::Array(item) => generic("Array", &[item]),
        TypeExprKind::Dictionary(key, value) => generic("Dictionary", &[key, value]),
        TypeExprKind::Pair(key, value) => generic("KeyValuePair", &[key, value]),
        TypeExprKind::Tuple(items) => generic("Tuple", &items.iter().collect::<Vec<_>>()),
        TypeExprKind::Named(name) => match spec.resolve(name) {
            Ok(index) => clr_name(spec, &spec.types[index].name),
            Err(_) => clr_name(spec, name),
        },
    }
}

/// Returns what XML Schema, or .NET beside it, calls a built-in type.
fn xsd_name(clr: Clr) -> &'static str {
    match clr {
        Clr::Bool => "boolean",
        Clr::SByte => "byte",
        Clr::Byte => "unsignedByte",
        Clr::Short => "short",
        Clr::UShort => "unsignedShort",
        Clr::Int => "int",
        Clr::UInt => "unsignedInt",
        Clr::Long => "long",
        Clr::ULong => "unsignedLong",
        Clr::Float => "float",
        Clr::Double => "double",
        Clr::Decimal => "decimal",
        Clr::Char => "char",
        Clr::String => "string",
        Clr::DateTime => "dateTime",
        Clr::DateTimeOffset => "DateTimeOffset",
        Clr::TimeSpan => "TimeSpan",
        Clr::Guid => "guid",
        Clr::Uri => "Uri",
        Clr::Bytes => "base64Binary",
        Clr::Object => "anyType",
    }
}
