//! Members of classes.

use std::collections::BTreeMap;

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        model::{Class, Format, Literal, Member},
        span::Span,
        type_expr::{Nullability, TypeExprKind},
    },
};

impl Checker<'_> {
    pub(super) fn members(&mut self) {
        for ty in &self.spec.types {
            let Some(class) = ty.class() else { continue };
            self.wire_names(class);
            for member in &class.members {
                self.order_is_no_less_than_zero(member);
                self.required_is_written(class, member);
                self.nullable_agrees(member);
                self.json_default_fits(member);
                self.one_format(member);
                self.annotations(&member.annotations, &member.ty, Some(class));
            }
        }
    }

    /// No two members of a class have one name in XML or in JSON.
    fn wire_names(&mut self, class: &Class) {
        for (format, name) in [(Format::Xml, "XML"), (Format::Json, "JSON")] {
            let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
            for member in class.members.iter().filter(|member| member.only.is_none_or(|only| only == format))
            {
                let given = match format {
                    Format::Json => member.json_name.as_ref().or(member.contract_name.as_ref()),
                    _ => member.contract_name.as_ref(),
                };
                let wire = given.unwrap_or(&member.name);
                if wire.is_empty() {
                    let message = format!("the name in {name} is empty");
                    self.report(self.error(Code::BadContractName, wire.span, message));
                } else if let Some(first) = seen.insert(wire, wire.span) {
                    let message = format!("two members are called `{}` in {name}", wire.value);
                    let diagnostic = self.error(Code::DuplicateWireName, wire.span, message);
                    self.report(
                        diagnostic.related(first, "the first one").help(
                            "give each its own name; a member that only one format has says so by `only`",
                        ),
                    );
                }
            }
        }
    }

    fn order_is_no_less_than_zero(&mut self, member: &Member) {
        let Some(order) = member.order.as_ref().filter(|order| order.value < 0) else { return };
        let message = format!("`order` cannot be {}", order.value);
        self.report(
            self.error(Code::BadValue, order.span, message)
                .label("DataMemberAttribute throws")
                .help("write 0 or more; only `jsonOrder` may be less"),
        );
    }

    fn required_is_written(&mut self, class: &Class, member: &Member) {
        if !member.required.value {
            return;
        }
        if !member.emit_default.value {
            let message = format!("`{}` must be written, but not with its default value", member.name.value);
            self.report(
                self.error(Code::RequiredNotEmitted, member.required.span, message)
                    .label("DataContractSerializer throws at the default value")
                    .related(member.emit_default.span, "not written then")
                    .help("leave out one of the two"),
            );
        }
        if class.is_reference.value {
            let message = format!("`{}` is required in a class with `isReference`", member.name.value);
            self.report(
                self.error(Code::RequiredReference, member.required.span, message)
                    .label("DataContractSerializer refuses this")
                    .related(class.is_reference.span, "references have no members")
                    .help("leave out one of the two"),
            );
        }
    }

    fn json_default_fits(&mut self, member: &Member) {
        let (Some(default), ty) = (&member.json.default_value, &member.ty) else { return };
        let is_null = default.value == Literal::Null && self.spec.nullability(member) != Nullability::Never;
        if !is_null && !self.spec.is_value(&default.value, ty) {
            let message = format!("this is no value of `{ty}`");
            let diagnostic = self.error(Code::BadDefault, default.span, message).related(ty.span, "the type");
            self.report(
                diagnostic.help("write numbers for numbers, texts for texts, and members' names for enums"),
            );
        }
    }

    fn nullable_agrees(&mut self, member: &Member) {
        let Some(nullable) = &member.nullable else { return };
        let ty = &member.ty;
        let (message, help) = if nullable.value && self.spec.nullability_of_type(ty) == Nullability::Never {
            (format!("`{ty}` is never null"), format!("write `{ty}?` in place of `nullable`"))
        } else if !nullable.value && matches!(ty.kind, TypeExprKind::Nullable(_)) {
            let inner = ty.without_nullable();
            (format!("`{ty}` can be null"), format!("write `{inner}` in place of `nullable`"))
        } else {
            return;
        };
        let diagnostic = self.error(Code::NullabilityClash, nullable.span, message);
        self.report(diagnostic.label("this says otherwise").related(ty.span, "the type").help(help));
    }

    /// What is said of JSON belongs to members that JSON has.
    fn one_format(&mut self, member: &Member) {
        if member.only != Some(Format::Xml) {
            return;
        }
        let json = member.json_name.as_ref().map(|name| ("json", name.span));
        let order = member.json_order.as_ref().map(|order| ("jsonOrder", order.span));
        for (key, span) in json.into_iter().chain(order) {
            let message = format!("`{key}` has no effect: only XML has `{}`", member.name.value);
            self.report(
                self.error(Code::Misplaced, span, message).help(format!("take `{key}` or `only` out")),
            );
        }
    }
}
