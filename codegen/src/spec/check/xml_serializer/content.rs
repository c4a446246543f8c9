//! The text of an object.

use super::members;
use std::collections::HashMap;

use crate::{
    diagnostic::Code,
    spec::{
        Spec,
        check::Checker,
        model::{Member, TypeDef},
        span::Spanned,
        type_expr::{Clr, TypeExprKind},
        xml_serializer::shape::Shape,
    },
};

impl Checker<'_> {
    pub(super) fn texts(&mut self, index: usize) {
        let spec = self.spec;
        let ty = &spec.types[index];
        let mut texts = members(ty).filter(|member| member.xml.text.is_some());
        let text = texts.next();
        self.catch_alls(ty);
        if let Some(text) = text {
            for other in texts {
                let message = format!("`{}` has two texts", ty.name.short());
                let span = other.xml.text.as_ref().map_or(other.name.span, |text| text.span);
                let diagnostic = self.error(Code::XmlText, span, message);
                self.report(
                    diagnostic
                        .related(text.name.span, "the first one")
                        .help("let one of them be an attribute or an element"),
                );
            }
        }
        let base = spec.with_bases(index).into_iter().nth(1);
        if let Some(base) = base.filter(|&base| spec.has_simple_content(base)) {
            if let Some(member) = members(ty).find(|member| member.xml.is_element()) {
                let message = format!(
                    "`{}` is no attribute, and the base class `{}` has nothing but text",
                    member.name.value,
                    spec.types[base].name.short()
                );
                let diagnostic = self.error(Code::XmlText, member.name.span, message);
                self.report(diagnostic.related(spec.types[base].name.span, "the base class").help(
                    "write `\"xmlAttribute\": true`, or correct the base class: what is derived from text adds attributes alone",
                ));
            }
        } else if let Some(text) = text
            && base.is_none()
            && let Some(element) = first_element(ty)
            && !text.xml.is_mixed()
            && !spec.is_text(text)
        {
            let message = format!("`{}` is text beside elements, and no string", text.name.value);
            let diagnostic = self.error(Code::XmlText, text.ty.span, message);
            self.report(
                diagnostic
                    .related(element.name.span, "an element")
                    .help("make it a `string`, or the others attributes"),
            );
        }
    }

    /// Two members cannot take the same that no other one does.
    fn catch_alls(&mut self, ty: &TypeDef) {
        let text = |text: Option<&Spanned<String>>| text.map(|text| text.value.clone());
        let mut taken = HashMap::new();
        for member in members(ty) {
            let xml = &member.xml;
            let elements = xml.any_elements.iter();
            let elements = elements.map(|any| {
                ("xmlAnyElement", text(any.name.as_ref()), text(any.namespace.as_ref()), any.span)
            });
            let declarations = xml.namespaces.iter();
            let declarations = declarations.map(|span| ("xmlNamespaceDeclarations", None, None, *span));
            for (key, name, namespace, span) in elements.chain(declarations) {
                let Some(first) = taken.insert((key, name, namespace), span) else { continue };
                let message = format!("two `{key}` of `{}` take the same", ty.name.short());
                let diagnostic = self.error(Code::XmlAttributeClash, span, message);
                self.report(diagnostic.related(first, "the first one").help("take one of them out"));
            }
        }
    }
}

fn first_element(ty: &TypeDef) -> Option<&Member> {
    members(ty).find(|member| member.xml.is_element())
}

impl Spec {
    /// Returns whether objects of the class at a place have text and no elements.
    fn has_simple_content(&self, index: usize) -> bool {
        let chain = self.with_bases(index);
        let has_text = |index: &usize| {
            members(&self.types[*index])
                .any(|member| member.xml.text.is_some() && !matches!(self.shape(&member.ty), Shape::List(_)))
        };
        // The text is that of the first class: what is derived from it adds attributes alone.
        chain.last().is_some_and(has_text)
            && chain.iter().all(|&index| first_element(&self.types[index]).is_none())
    }

    /// Returns whether a member can stand among elements: a string, or strings.
    fn is_text(&self, member: &Member) -> bool {
        match self.shape(&member.ty) {
            Shape::List(_) => true,
            _ => matches!(member.ty.kind, TypeExprKind::Clr(Clr::String)),
        }
    }
}
