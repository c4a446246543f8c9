//! Attributes of one member: those that exclude each other, and those that need another type.

use std::collections::HashMap;

use crate::{
    diagnostic::Code,
    spec::{
        Spec,
        check::Checker,
        model::{Form, Member, MemberXml, XmlElement},
        span::{Span, Spanned},
        type_expr::{Clr, TypeExpr, TypeExprKind},
        xml_serializer::shape::Shape,
    },
};
use datacontract_rules::xml_serializer::attribute_name_error;

/// What an attribute makes of a member, and where it says so.
struct Role {
    key: &'static str,
    span: Span,
    /// What goes with it.
    group: Group,
}

/// Attributes that go with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Element,
    Attribute,
    Text,
    Array,
    AnyElement,
    /// A list of texts: `xmlAnyAttribute`, `xmlNamespaceDeclarations`.
    Texts,
}

impl Group {
    /// Returns whether a member may have attributes of both: elements with the texts between them.
    fn goes_with(self, other: Group) -> bool {
        let is_mixed = |a, b| a == Group::Text && matches!(b, Group::Element | Group::AnyElement);
        self == other || is_mixed(self, other) || is_mixed(other, self)
    }
}

fn roles(xml: &MemberXml) -> impl Iterator<Item = Role> {
    let role = |key, span: Option<Span>, group| span.map(|span| Role { key, span, group });
    [
        role("xmlElement", xml.elements.first().map(|element| element.span), Group::Element),
        role("xmlAttribute", xml.attribute.as_ref().map(|attribute| attribute.span), Group::Attribute),
        role("xmlText", xml.text.as_ref().map(|text| text.span), Group::Text),
        role("xmlArray", xml.array.as_ref().map(|array| array.span), Group::Array),
        role("xmlArrayItem", xml.items.first().map(|item| item.element.span), Group::Array),
        role("xmlAnyElement", xml.any_elements.first().map(|element| element.span), Group::AnyElement),
        role("xmlAnyAttribute", xml.any_attribute, Group::Texts),
        role("xmlNamespaceDeclarations", xml.namespaces, Group::Texts),
    ]
    .into_iter()
    .flatten()
}

impl Checker<'_> {
    /// What `XmlSerializer` ignores has no other attribute of it.
    pub(super) fn ignored_is_bare(&mut self, member: &Member) {
        let Some(ignored) = member.xml.ignore else { return };
        for role in roles(&member.xml) {
            let message =
                format!("`{}` has no effect: XmlSerializer ignores `{}`", role.key, member.name.value);
            self.report(
                self.error(Code::Misplaced, role.span, message)
                    .related(ignored, "ignored here")
                    .help(format!("take `{}` or `xmlIgnore` out", role.key)),
            );
        }
    }

    pub(super) fn attributes_agree(&mut self, member: &Member) {
        self.one_role(member);
        self.has_type_for_role(member);
        self.forms_fit(member);
        self.attribute_name(member);
        self.choices_differ(member);
    }

    fn one_role(&mut self, member: &Member) {
        let mut roles = roles(&member.xml);
        let Some(first) = roles.next() else { return };
        if let Some(other) = roles.find(|role| !role.group.goes_with(first.group)) {
            let message = format!("`{}` cannot be beside `{}`", other.key, first.key);
            let diagnostic = self.error(Code::XmlAttributeClash, other.span, message);
            self.report(
                diagnostic
                    .related(first.span, "the first one")
                    .help("a member is an element, an attribute, text or an array: take one of the two out"),
            );
        }
    }

    fn has_type_for_role(&mut self, member: &Member) {
        let spec = self.spec;
        let shape = spec.shape(&member.ty);
        for role in roles(&member.xml) {
            let is_bytes = member.ty.clr() == Some(Clr::Bytes);
            match (role.group, shape) {
                (Group::Array, Shape::List(_)) | (Group::Element, _) => {}
                (Group::Text, Shape::List(_)) if member.xml.is_mixed() => {}
                (Group::AnyElement | Group::Texts, _) => self.is_for_texts(member, &role),
                (Group::Array, _) if is_bytes => {
                    let message = format!("`{}` makes a list of numbers of a `byte[]`", role.key);
                    let diagnostic = self.error(Code::XmlAttributeClash, role.span, message);
                    self.report(
                        diagnostic.related(member.ty.span, "the type").help(
                            "write `List<byte>` if the samples show a list; else take the attribute out",
                        ),
                    );
                }
                (Group::Array, _) => {
                    let message = format!("`{}` is for lists, and `{}` is none", role.key, member.ty);
                    let diagnostic = self.error(Code::XmlAttributeClash, role.span, message);
                    self.report(
                        diagnostic
                            .related(member.ty.span, "the type")
                            .help("write `xmlElement`, or make the type a list"),
                    );
                }
                (Group::Attribute | Group::Text, _) => {
                    if let Some(why) = spec.no_text(&member.ty, role.group) {
                        let message = format!("`{}` cannot be for `{}`: {why}", role.key, member.ty);
                        let diagnostic = self.error(Code::XmlNoText, role.span, message);
                        self.report(diagnostic.related(member.ty.span, "the type").help(
                            "write `xmlElement`, or correct the type: what a member has in XML as text is a simple value \
                             without `?`",
                        ));
                    }
                }
            }
        }
        let is_one_value = matches!(shape, Shape::Simple | Shape::Enum { .. } | Shape::NullableValue);
        for ty in member.xml.elements.iter().filter_map(|element| element.ty.as_ref()) {
            if is_one_value && spec.names.canonical(ty) != spec.names.canonical(&member.ty) {
                let message = format!("`{ty}` is not the type of the member, which is a simple one");
                let diagnostic = self.error(Code::XmlAttributeClash, ty.span, message);
                self.report(
                    diagnostic
                        .related(member.ty.span, "the member's type")
                        .help("take `type` out, or make the member an `object`"),
                );
            }
        }
    }

    /// XML that no contract describes is a text.
    fn is_for_texts(&mut self, member: &Member, role: &Role) {
        let is_string = |ty: &TypeExpr| matches!(ty.without_nullable().kind, TypeExprKind::Clr(Clr::String));
        let fits = match self.spec.shape(&member.ty) {
            Shape::List(item) => is_string(item),
            _ => role.group == Group::AnyElement && !member.xml.is_mixed() && is_string(&member.ty),
        };
        if fits {
            return;
        }
        let wanted = match role.group {
            Group::AnyElement if !member.xml.is_mixed() => "`string` or `string[]`",
            _ => "`string[]`",
        };
        let message = format!("`{}` cannot be for `{}`: what it takes are texts", role.key, member.ty);
        let diagnostic = self.error(Code::XmlAttributeClash, role.span, message);
        self.report(
            diagnostic
                .related(member.ty.span, "the type")
                .help(format!("write {wanted}, whatever type of `System.Xml` it is in C#")),
        );
    }

    /// A name in no namespace has none.
    fn forms_fit(&mut self, member: &Member) {
        let xml = &member.xml;
        let mut all: Vec<(&Spanned<Form>, Option<&Spanned<String>>)> = Vec::new();
        let items = xml.items.iter().map(|item| &item.element);
        all.extend(xml.elements.iter().chain(items).map(|of| (&of.form, of.namespace.as_ref())));
        all.extend(xml.attribute.iter().map(|of| (&of.form, of.namespace.as_ref())));
        all.extend(xml.array.iter().map(|of| (&of.form, of.namespace.as_ref())));
        for (form, namespace) in all {
            if form.value == Form::Unqualified
                && let Some(namespace) = namespace
            {
                let message = format!("an unqualified name is in no namespace, not in `{}`", namespace.value);
                let diagnostic = self.error(Code::XmlAttributeClash, form.span, message);
                self.report(
                    diagnostic
                        .related(namespace.span, "the namespace")
                        .help("take one of `form` and `namespace` out"),
                );
            }
        }
    }

    fn attribute_name(&mut self, member: &Member) {
        let Some(name) = member.xml.attribute.as_ref().and_then(|attribute| attribute.name.as_ref()) else {
            return;
        };
        if let Some(error) = attribute_name_error(name) {
            let diagnostic = self.error(Code::XmlBadName, name.span, error.message);
            self.report(
                diagnostic.help("write the name without a prefix, and what the prefix means as `namespace`"),
            );
        }
    }

    /// The type of a value picks one of several elements.
    fn choices_differ(&mut self, member: &Member) {
        // Another member may choose instead.
        if member.xml.choice_identifier.is_none() {
            let elements = member.xml.elements.iter().map(|element| (0, element));
            self.choice_differs(member, elements);
        }
        let items = member.xml.items.iter().map(|item| (item.nesting_level, &item.element));
        self.choice_differs(member, items);
    }

    fn choice_differs<'m>(&mut self, member: &Member, choice: impl Iterator<Item = (u8, &'m XmlElement)>) {
        let mut seen = HashMap::new();
        for (level, element) in choice {
            let ty = self.spec.names.canonical(element.ty.as_ref().unwrap_or(&member.ty));
            let Some(first) = seen.insert((level, ty), element.span) else { continue };
            let values = element.ty.as_ref().map_or_else(
                || "values of the member's own type".to_owned(),
                |ty| format!("values of `{ty}`"),
            );
            let message = format!("two elements are for {values}");
            let diagnostic = self.error(Code::XmlAmbiguousChoice, element.span, message);
            self.report(diagnostic.related(first, "the first one").help(
                "give each the `type` whose values it is for; where an enum chooses, name its member: \
                 `\"xmlChoiceIdentifier\": \"Kind\"`",
            ));
        }
    }
}

impl Spec {
    /// Returns why values of a type are not written as text; `None` if they are.
    fn no_text(&self, ty: &TypeExpr, group: Group) -> Option<&'static str> {
        let is_string = |ty: &TypeExpr| matches!(ty.without_nullable().kind, TypeExprKind::Clr(Clr::String));
        match self.shape(ty) {
            Shape::Simple | Shape::Enum { .. } => None,
            Shape::NullableValue => Some("what may be null is an element"),
            Shape::Class => Some("it is not written as text"),
            Shape::List(item) if group == Group::Text => {
                (!is_string(item)).then_some("lists in text are of strings")
            }
            Shape::List(item) => match self.shape(item) {
                Shape::Simple | Shape::Enum { flags: false } => None,
                Shape::Enum { flags: true } => Some("blanks are between values and between flags"),
                Shape::NullableValue => Some("what may be null is an element"),
                Shape::Class | Shape::List(_) => Some("its items are not written as text"),
            },
        }
    }
}
