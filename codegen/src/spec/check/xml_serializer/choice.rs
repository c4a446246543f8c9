//! `XmlChoiceIdentifier`: the member whose enum says which of several elements another one is.

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        Spec, TypeKind,
        model::{Member, TypeDef},
        span::Spanned,
        type_expr::TypeExprKind,
        xml_serializer::shape::Shape,
    },
};
use datacontract::contract::encode_name;

impl Checker<'_> {
    /// What `xmlChoiceIdentifier` names is an enum with a member for each element.
    pub(super) fn choice_is_identified(&mut self, index: usize, member: &Member) {
        let spec = self.spec;
        let Some(name) = &member.xml.choice_identifier else { return };
        if member.xml.elements.is_empty() {
            let diagnostic = self.error(
                Code::XmlAttributeClash,
                name.span,
                "`xmlChoiceIdentifier` chooses from several `xmlElement`, and there is none",
            );
            self.report(diagnostic.help("write the elements, or take `xmlChoiceIdentifier` out"));
            return;
        }
        let mut members = spec.with_bases(index).into_iter().flat_map(|index| members_of(&spec.types[index]));
        let Some(identifier) = members.find(|other| other.name.value == name.value) else {
            let message = format!("`{}` has no member `{}`", spec.types[index].name.short(), name.value);
            let diagnostic = self.error(Code::XmlAmbiguousChoice, name.span, message);
            self.report(
                diagnostic.help("name the member whose enum says which element it is, as C# names it"),
            );
            return;
        };
        let Some(of) = spec.choosing_enum(member, identifier) else {
            let is_list = matches!(spec.shape(&member.ty), Shape::List(_));
            let wanted = if is_list { "an array of an enum" } else { "an enum" };
            let message =
                format!("`{}` is `{}`, and has to be {wanted}", identifier.name.value, identifier.ty);
            let diagnostic = self.error(Code::XmlAmbiguousChoice, name.span, message);
            self.report(
                diagnostic
                    .related(identifier.ty.span, "its type")
                    .help("the enum has a member for each of the elements"),
            );
            return;
        };
        self.elements_are_named(index, member, name, of);
    }

    fn elements_are_named(&mut self, index: usize, member: &Member, name: &Spanned<String>, of: &TypeDef) {
        let TypeKind::Enum(kind) = &of.kind else { return };
        let namespace = self.spec.xml_namespace(index);
        let names: Vec<&str> = kind
            .members
            .iter()
            .filter(|member| !member.xml.ignored)
            .map(|member| member.xml.name.as_ref().unwrap_or(&member.name).value.as_str())
            .collect();
        for element in self.spec.xml_elements(member, namespace) {
            let is_it = |name: &&str| {
                let (of, name) = name.rsplit_once(':').unwrap_or((namespace, name));
                encode_name(name) == encode_name(&element.name) && of == element.namespace
            };
            if !names.iter().any(is_it) {
                let message =
                    format!("`{}` has no member for the element `{}`", of.name.short(), element.name);
                let diagnostic = self.error(Code::XmlAmbiguousChoice, element.span, message);
                self.report(diagnostic.related(name.span, "the member that chooses").help(
                    "give it one of that name, by `xmlEnum` if its own is another; in another namespace the name is \
                     `namespace:name`",
                ));
            }
        }
    }
}

fn members_of(ty: &TypeDef) -> &[Member] {
    ty.class().map_or(&[], |class| &class.members)
}

impl Spec {
    /// Returns the enum whose values choose the elements of a member.
    fn choosing_enum(&self, member: &Member, identifier: &Member) -> Option<&TypeDef> {
        let ty = match (&self.shape(&member.ty), &identifier.ty.kind) {
            (Shape::List(_), TypeExprKind::Array(item)) => item,
            (Shape::List(_), _) => return None,
            _ => &identifier.ty,
        };
        self.enum_named(ty).map(|index| &self.types[index])
    }
}
