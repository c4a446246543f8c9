//! Names within an object: each element and each attribute has one of its own.

use std::collections::HashMap;

use super::members;
use crate::{
    diagnostic::Code,
    spec::{
        check::Checker,
        model::{Member, TypeDef},
        span::Span,
        type_expr::TypeExpr,
        xml_serializer::names::{Element, given_or},
    },
};
use datacontract_rules::xml_serializer::attribute_name;

/// An element or an attribute: its name and its namespace.
type Name = (String, String);

/// The names in an object, each with where it is given.
#[derive(Default)]
struct Names {
    elements: HashMap<Name, Span>,
    attributes: HashMap<Name, Span>,
}

impl Checker<'_> {
    pub(super) fn names_differ_for_xml(&mut self, index: usize) {
        let spec = self.spec;
        let mut names = Names::default();
        let mut declared: HashMap<&str, &Member> = HashMap::new();
        let namespace = spec.xml_namespace(index);
        let chain = spec.with_bases(index);
        for &class in chain.iter().rev() {
            let ty = &spec.types[class];
            // With an order .NET reads them one after the other, and names may be there again.
            let is_ordered = members(ty).any(|member| member.xml.order().is_some());
            for member in members(ty) {
                if class != index || !declared.contains_key(member.name.as_str()) {
                    self.names_of_member(&mut names, member, namespace, is_ordered, class == index);
                } else if let Some(hidden) = declared.get(member.name.as_str()) {
                    self.hides(ty, member, hidden);
                }
                declared.entry(member.name.as_str()).or_insert(member);
            }
        }
    }

    /// Adds the names of a member; those that are there already are reported, unless the member is a base
    /// class's.
    fn names_of_member(
        &mut self,
        names: &mut Names,
        member: &Member,
        namespace: &str,
        is_ordered: bool,
        is_own: bool,
    ) {
        let spec = self.spec;
        if let Some(attribute) = &member.xml.attribute {
            let (given, span) = given_or(attribute.name.as_ref(), &member.name);
            let own = attribute.namespace.as_deref().filter(|own| own.as_str() != namespace);
            let (name, own) = attribute_name(given, own.map(String::as_str));
            let key = (name.to_owned(), own.to_owned());
            if let Some(first) = names.attributes.insert(key, span)
                && is_own
            {
                self.twice("attributes", given, span, first, "xmlAttribute");
            }
            return;
        }
        if is_ordered {
            return;
        }
        for Element { name, namespace, span, .. } in spec.xml_elements(member, namespace) {
            if let Some(first) = names.elements.insert((name.clone(), namespace), span)
                && is_own
            {
                self.twice("elements", &name, span, first, "xmlElement");
            }
        }
    }

    fn twice(&mut self, what: &str, name: &str, span: Span, first: Span, key: &str) {
        let message = format!("two {what} of an object are called `{name}` in XML");
        let diagnostic = self.error(Code::XmlDuplicateName, span, message);
        self.report(diagnostic.related(first, "the first one").help(format!(
            "give one of them another name or namespace by `{key}`, or leave it out by `\"xmlIgnore\": true`"
        )));
    }

    /// A member of the same name as one of a base class is that one, if it has its type.
    fn hides(&mut self, ty: &TypeDef, member: &Member, hidden: &Member) {
        let canonical = |ty: &TypeExpr| self.spec.names.canonical(ty);
        if canonical(&member.ty) == canonical(&hidden.ty) {
            return;
        }
        let message = format!(
            "XmlSerializer refuses `{}`: it hides a member of a base class, which is a `{}`, so the service has no XML of `{}`",
            member.name.value,
            hidden.ty,
            ty.name.short()
        );
        let diagnostic = self.warning(Code::XmlRefusedType, member.name.span, message);
        self.report(diagnostic.related(hidden.name.span, "the member that it hides").help(
            "if the page has an XML sample, correct one of the two; else there is nothing to do: the service answers in \
             another format",
        ));
    }
}
