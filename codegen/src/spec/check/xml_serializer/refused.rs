//! Types that `XmlSerializer` does not take at all. The service has no XML of what leads to them.

use std::collections::HashMap;

use super::{members, named_values};
use crate::{
    diagnostic::Code,
    spec::{
        Endpoint, Spec, TypeKind,
        check::Checker,
        model::{Member, TypeDef},
        type_expr::{Clr, TypeExpr, TypeExprKind},
    },
};
use datacontract::contract::Serializer;

/// Collections of .NET that are lists in a spec, and that `XmlSerializer` does not take: interfaces, and classes
/// without an indexer.
const INTERFACES: [&str; 3] = ["IEnumerable", "IList", "ICollection"];
const WITHOUT_INDEXER: [&str; 3] = ["SortedSet", "LinkedList", "ConcurrentBag"];

/// The way out that all have.
const WAY_OUT: &str = "if the page has an XML sample, correct the type; else there is nothing to do: the service answers in \
                       another format";

impl Checker<'_> {
    /// A member's type is one that it takes.
    pub(super) fn member_is_taken(&mut self, ty: &TypeDef, member: &Member) {
        let what = self.spec.refused(&member.ty, true).or_else(|| {
            // To an `object` with types for each element it does not matter.
            member.xml.types().find_map(|ty| self.spec.refused(ty, true))
        });
        if let Some((refused, why)) = what {
            let message = format!(
                "XmlSerializer refuses `{}`: {why}, so the service has no XML of `{}`",
                self.written(refused),
                ty.name.short()
            );
            self.report(self.warning(Code::XmlRefusedType, refused.span, message).help(format!(
                "{WAY_OUT}; a member that XmlSerializer does not have says so by `\"xml\": {{\"xmlIgnore\": true}}`"
            )));
        }
    }

    /// A member that says whether another one is there is a `bool`.
    pub(super) fn flags_are_bools(&mut self, ty: &TypeDef) {
        let flags = ty.class().map_or(&[][..], |class| &class.members);
        let flags: HashMap<&str, &Member> =
            flags.iter().filter_map(|flag| Some((flag.name.strip_suffix("Specified")?, flag))).collect();
        if flags.is_empty() {
            return;
        }
        for member in members(ty) {
            let Some(flag) = flags.get(member.name.as_str()) else { continue };
            if flag.ty.clr() != Some(Clr::Bool) || self.spec.is_nullable_of_dot_net(&flag.ty) {
                let message = format!(
                    "XmlSerializer refuses `{}`: it says whether `{}` is there, and is no `bool`, so the service has no XML of \
                     `{}`",
                    flag.name.value,
                    member.name.value,
                    ty.name.short()
                );
                let diagnostic = self.warning(Code::XmlRefusedType, flag.ty.span, message);
                self.report(diagnostic.related(member.name.span, "the other member").help(WAY_OUT));
            }
        }
    }

    /// A body's or response's type is one that it takes.
    pub(super) fn payloads_are_taken(&mut self) {
        let spec = self.spec;
        if !spec.has_xml() {
            return;
        }
        for endpoint in &spec.endpoints {
            let response = endpoint.response.as_ref().map(|payload| (payload, false));
            let body = endpoint.body.as_ref().map(|payload| (payload, true));
            for (payload, refuses_interfaces) in body.into_iter().chain(response) {
                let ty = &payload.ty;
                if spec.serializer_of(endpoint, ty) == Serializer::XmlSerializer
                    && let Some((refused, why)) = spec.refused(ty, refuses_interfaces)
                {
                    let message = format!(
                        "XmlSerializer refuses `{}`: {why}, so there is no XML of it",
                        self.written(refused)
                    );
                    let diagnostic = self.warning(Code::XmlRefusedType, refused.span, message);
                    self.report(diagnostic.help(WAY_OUT));
                }
            }
        }
    }

    /// An enum has values that XML can name, and numbers that fit its 64 bits with a sign.
    pub(super) fn enum_has_values(&mut self, ty: &TypeDef) {
        let TypeKind::Enum(of) = &ty.kind else { return };
        if named_values(ty) == Some(0) && !of.members.is_empty() {
            let message = format!(
                "XmlSerializer refuses `{}`: it ignores all its members, so the service has no XML of it",
                ty.name.short()
            );
            let span = of.members.iter().find_map(|member| member.xml.span).unwrap_or(ty.name.span);
            let diagnostic = self.warning(Code::XmlRefusedType, span, message);
            self.report(diagnostic.help(format!("{WAY_OUT}; else take an `xmlIgnore` out")));
        }
        if let Some(member) = of.members.iter().find(|member| member.value.value > i64::MAX.into()) {
            let message = format!(
                "XmlSerializer refuses `{}`: {} is beyond a `long`, so the service has no XML of it",
                ty.name.short(),
                member.value.value
            );
            let diagnostic = self.warning(Code::XmlRefusedType, member.value.span, message);
            self.report(diagnostic.help(WAY_OUT));
        }
    }

    /// Returns a type as the spec has it, which reads interfaces as lists.
    fn written(&self, ty: &TypeExpr) -> String {
        self.spec.text_of(ty).map_or_else(|| ty.to_string(), str::to_owned)
    }
}

impl Spec {
    /// Returns why `XmlSerializer` refuses a type of the spec, where its contract does not show it: the spec says so, or
    /// a member is declared as an interface, which is a list to the contract.
    pub(crate) fn refusal_of(&self, ty: &TypeDef) -> Option<String> {
        if let Some(why) = &ty.xml.refused {
            return Some(why.value.clone());
        }
        members(ty).find_map(|member| {
            let (refused, why) = self.refused(&member.ty, true)?;
            let is_list = matches!(refused.kind, TypeExprKind::List(_));
            is_list.then(|| {
                let written = self.text_of(refused).unwrap_or("a collection");
                format!("`{}` is `{written}`, and {why}", member.name.value)
            })
        })
    }

    /// Returns whether an endpoint's body is declared as an interface, and `XmlSerializer` is to read it.
    pub(crate) fn is_refused_interface(&self, endpoint: &Endpoint) -> bool {
        endpoint.body.as_ref().is_some_and(|body| {
            self.serializer_of(endpoint, &body.ty) == Serializer::XmlSerializer
                && self
                    .refused(&body.ty, true)
                    .is_some_and(|(refused, _)| matches!(refused.kind, TypeExprKind::List(_)))
        })
    }

    /// Returns the part of a type that `XmlSerializer` refuses, and why. At the root of an answer Web API puts a
    /// list in the place of an interface.
    fn refused<'t>(
        &self,
        ty: &'t TypeExpr,
        refuses_interfaces: bool,
    ) -> Option<(&'t TypeExpr, &'static str)> {
        const DICTIONARY: &str = "it takes no dictionaries";
        const READ_ONLY: &str = "it takes no collection without a method `Add`";
        const TUPLE: &str = "a tuple has no constructor without arguments";
        let why = match &ty.kind {
            TypeExprKind::Clr(Clr::Uri) => "a `Uri` has no constructor without arguments",
            TypeExprKind::Dictionary(..) => DICTIONARY,
            TypeExprKind::ReadOnly(_) => READ_ONLY,
            TypeExprKind::Tuple(_) => TUPLE,
            TypeExprKind::Named(_) => match self.named(ty).map(|index| &self.types[index].kind) {
                Some(TypeKind::Dictionary(_)) => DICTIONARY,
                _ => return None,
            },
            TypeExprKind::Nullable(inner) => return self.refused(inner, refuses_interfaces),
            TypeExprKind::Array(item) => return self.refused(item, true),
            TypeExprKind::List(item) => match self.class_of_list(ty) {
                Some(class) if refuses_interfaces && INTERFACES.contains(&class) => "it takes no interfaces",
                Some(class) if WITHOUT_INDEXER.contains(&class) => {
                    "it takes no collection that has no indexer"
                }
                _ => return self.refused(item, true),
            },
            TypeExprKind::Clr(_) | TypeExprKind::Word(_) | TypeExprKind::Pair(..) => return None,
        };
        Some((ty, why))
    }

    /// Returns the class or interface that a list was written with: the types of a spec are the same for all.
    fn class_of_list(&self, ty: &TypeExpr) -> Option<&str> {
        let (name, _) = self.text_of(ty)?.split_once('<')?;
        name.trim_end().rsplit('.').next()
    }

    fn text_of(&self, ty: &TypeExpr) -> Option<&str> {
        self.file.text().get(ty.span.range())
    }
}
