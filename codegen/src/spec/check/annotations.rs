//! Annotations of members and parameters.

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        model::{Annotations, Class, Literal, TypeKind},
        parse::keys,
        span::Span,
        type_expr::{Clr, TypeExpr, TypeExprKind},
    },
};

#[cfg(feature = "http")]
use datacontract::contract::{Primitive, Type};

/// The keys of annotations that are no rules.
const NO_RULES: [&str; 4] = ["allowEmptyStrings", "dataType", "displayName", "messages"];

impl Checker<'_> {
    /// Checks the annotations of a value of a type; those of a member with the class that it stands in.
    pub(super) fn annotations(&mut self, annotations: &Annotations, ty: &TypeExpr, class: Option<&Class>) {
        self.ends_are_in_order(annotations);
        self.rules_fit(annotations, ty);
        self.compared_member_is_there(annotations, class);
        self.messages_have_rules(annotations);
        #[cfg(feature = "http")]
        self.pattern_is_checked(annotations, ty);
    }

    fn ends_are_in_order(&mut self, annotations: &Annotations) {
        let lengths = annotations.min_length.as_ref().zip(annotations.max_length.as_ref());
        let both = annotations.length.as_ref().map(|(min, max)| (min, max));
        for (min, max) in lengths.into_iter().chain(both) {
            if min.value > max.value {
                let message = format!("no length is at least {} and at most {}", min.value, max.value);
                self.report(
                    self.error(Code::BadAnnotation, max.span, message).help("correct one of the two"),
                );
            }
        }
        if let Some((min, max)) = &annotations.range
            && let (Literal::Number(low), Literal::Number(high)) = (&min.value, &max.value)
            && low.parse::<f64>().ok() > high.parse::<f64>().ok()
        {
            let message = format!("no value is at least {low} and at most {high}");
            self.report(self.error(Code::BadAnnotation, max.span, message).help("correct one of the two"));
        }
    }

    fn rules_fit(&mut self, annotations: &Annotations, ty: &TypeExpr) {
        let length = [
            annotations.min_length.as_ref().map(|length| ("minLength", length.span)),
            annotations.max_length.as_ref().map(|length| ("maxLength", length.span)),
            annotations.length.as_ref().map(|(min, max)| ("length", min.span.to(max.span))),
        ];
        if !self.has_length(ty) {
            for (key, span) in length.into_iter().flatten() {
                self.misfit(ty, key, span, "have no length");
            }
        }
        let is_text = matches!(ty.clr(), Some(Clr::String));
        for rule in annotations.texts.iter().filter(|_| !is_text) {
            self.misfit(ty, rule.key(), ty.span, "are no texts");
        }
    }

    fn misfit(&mut self, ty: &TypeExpr, key: &str, span: Span, what: &str) {
        let message = format!("`{key}` does not fit: values of `{ty}` {what}");
        let diagnostic = self.error(Code::BadAnnotation, span, message).related(ty.span, "the type");
        self.report(diagnostic.help(format!("take `{key}` out, or correct the type")));
    }

    fn compared_member_is_there(&mut self, annotations: &Annotations, class: Option<&Class>) {
        let Some(other) = &annotations.compare else { return };
        // What a base class has is not looked for: .NET finds it, and so does a service here.
        let is_known = class.is_some_and(|class| {
            class.base.is_some() || class.members.iter().any(|member| member.name.value == other.value)
        });
        if !is_known {
            let message = format!("`compare` names `{}`, which is no member of the class", other.value);
            let help = "write the CLR name of a member of the same class";
            self.report(self.error(Code::BadAnnotation, other.span, message).help(help));
        }
    }

    fn messages_have_rules(&mut self, annotations: &Annotations) {
        for (key, _) in &annotations.messages {
            let is_rule = keys::ANNOTATIONS.contains(&key.as_str()) && !NO_RULES.contains(&key.as_str());
            if !is_rule || !annotations.order.contains(&key.value) {
                let message = format!("there is no rule `{}` that could have this message", key.value);
                let help = "name the key of a rule that stands beside `messages`";
                self.report(self.error(Code::BadAnnotation, key.span, message).help(help));
            }
        }
    }

    /// Warns of a pattern of .NET that a service in Rust does not check.
    #[cfg(feature = "http")]
    fn pattern_is_checked(&mut self, annotations: &Annotations, ty: &TypeExpr) {
        let Some(pattern) = &annotations.pattern else { return };
        let ty = match ty.clr() {
            Some(clr) => clr.runtime_type(),
            // An enum has the names of its members as texts.
            None if self.spec.enum_named(ty).is_some() => Type::Primitive(Primitive::String),
            None => Type::List(&Type::Object),
        };
        if let Some(why) = datacontract::http::pattern_error(pattern, &ty) {
            let message = format!("a service in Rust does not check this pattern: {why}");
            let diagnostic = self.warning(Code::UncheckedPattern, pattern.span, message);
            self.report(diagnostic.help("check it in the service's own code, or write it without that"));
        }
    }

    /// Returns whether values of a type are of some length: texts, lists, dictionaries.
    fn has_length(&self, ty: &TypeExpr) -> bool {
        match &ty.kind {
            TypeExprKind::Clr(clr) => matches!(clr, Clr::String | Clr::Bytes | Clr::Object),
            TypeExprKind::List(_)
            | TypeExprKind::Array(_)
            | TypeExprKind::Dictionary(..)
            | TypeExprKind::ReadOnly(_) => true,
            TypeExprKind::Named(_) => self.spec.named(ty).is_none_or(|index| {
                matches!(self.spec.types[index].kind, TypeKind::Collection(_) | TypeKind::Dictionary(_))
            }),
            _ => false,
        }
    }
}
