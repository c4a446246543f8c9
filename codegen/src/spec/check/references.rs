//! Names of types: declared, found, used.

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        Endpoint, TypeDef,
        names::Unresolved,
        similar::similar,
        type_expr::{Clr, ClrName, Nullability, TypeExpr, TypeExprKind, Word, clr_alias},
    },
};

/// How many of the types that an ambiguous name may be are shown.
const SHOWN: usize = 20;

impl Checker<'_> {
    pub(super) fn references(&mut self) {
        self.declared_once();
        self.not_built_in();
        self.marks_fit();
        if self.resolved() {
            self.used();
        }
    }

    fn declared_once(&mut self) {
        let spec = self.spec;
        for (index, ty) in spec.types.iter().enumerate() {
            let Ok(first) = spec.resolve(&ty.name) else { continue };
            if first < index {
                let message = format!("`{}` is declared twice", ty.name.value);
                self.report(
                    self.error(Code::DuplicateType, ty.name.span, message)
                        .related(spec.types[first].name.span, "first declared here")
                        .help("keep one of them"),
                );
            }
        }
    }

    fn not_built_in(&mut self) {
        for ty in &self.spec.types {
            if !ty.name.namespace.is_empty() {
                continue;
            }
            let text = ty.name.to_string();
            let named = TypeExpr::parse(&text, 0).is_ok_and(|ty| matches!(ty.kind, TypeExprKind::Named(_)));
            if !named {
                let message = format!("`{text}` is the name of a built-in type");
                self.report(self.error(Code::BuiltInName, ty.name.span, message).help(format!(
                    "declare it with its namespace, as `Site.Models.{text}`, and always write that"
                )));
            }
        }
    }

    /// Returns whether every name means a type.
    fn resolved(&mut self) -> bool {
        let spec = self.spec;
        let mut unresolved = Vec::new();
        spec.each_type(&mut |ty| {
            ty.each_name(&mut |name| {
                if let Err(why) = spec.resolve(name) {
                    unresolved.push((name, why));
                }
            });
        });
        let all = unresolved.is_empty();
        for (name, why) in unresolved {
            match why {
                Unresolved::Unknown => self.unknown(name),
                Unresolved::Ambiguous(types) => self.ambiguous(name, &types),
            }
        }
        all
    }

    fn unknown(&mut self, name: &ClrName) {
        let spec = self.spec;
        let diagnostic = self.error(Code::UnknownType, name.span, format!("unknown type `{name}`"));
        let types = self.searches.among(&spec.types);
        let declared = types.iter().map(|ty| ty.name.short());
        let built_in = Clr::ALL.map(Clr::name).into_iter().chain(Word::ALL.map(Word::text));
        let plain = name.arguments().next().is_none();
        let same_class = types.iter().find(|ty| ty.name.short() == name.short());
        self.report(if let Some(clr) = clr_alias(name.short()).filter(|_| plain) {
            diagnostic.help(format!("write `{}`", clr.name()))
        } else if let Some(ty) = same_class {
            diagnostic
                .related(ty.name.span, "a type of this name, but not the same")
                .help(format!("did you mean `{}`?", ty.name.value))
        } else if let Some(meant) = similar(name.short(), declared.chain(built_in)) {
            diagnostic.help(format!("did you mean `{meant}`?"))
        } else {
            diagnostic.help("declare it under `types`")
        });
    }

    fn ambiguous(&mut self, name: &ClrName, types: &[usize]) {
        let message = format!("`{name}` may be any of {} types", types.len());
        let mut diagnostic = self.error(Code::AmbiguousType, name.span, message);
        for &index in types.iter().take(SHOWN) {
            diagnostic = diagnostic.related(self.spec.types[index].name.span, "one of them");
        }
        let first = types.first().map(|&index| self.spec.types[index].name.to_string()).unwrap_or_default();
        self.report(diagnostic.help(format!("write more of its namespace, such as `{first}`")));
    }

    /// `?` after a reference type says something of the items of a collection, and of bodies and responses,
    /// that they may be null; members and parameters of such a type may be null without it.
    fn marks_fit(&mut self) {
        let spec = self.spec;
        let mut needless = Vec::new();
        let mut look = |ty: &'_ TypeExpr| {
            let inner = ty.without_nullable();
            let is_marked = matches!(ty.kind, TypeExprKind::Nullable(_));
            let is_known = !matches!(inner.kind, TypeExprKind::Named(_)) || spec.named(inner).is_some();
            let takes_null = is_known && spec.nullability_of_type(inner) == Nullability::Nullable;
            needless.extend((is_marked && takes_null).then(|| ty.clone()));
        };
        for class in spec.types.iter().filter_map(TypeDef::class) {
            class.members.iter().for_each(|member| look(&member.ty));
        }
        spec.endpoints
            .iter()
            .flat_map(|endpoint| &endpoint.parameters)
            .for_each(|parameter| look(&parameter.ty));
        for ty in needless {
            let inner = ty.without_nullable();
            let message = format!("`{inner}` is a reference type: it can be null without `?`");
            let diagnostic = self.error(Code::BadType, ty.span, message);
            self.report(
                diagnostic.help(format!("write `{inner}`, and `\"nullable\": false` if it is never null")),
            );
        }
    }

    /// Types that no endpoint leads to. A spec without endpoints is a library of types.
    fn used(&mut self) {
        let spec = self.spec;
        if spec.endpoints.is_empty() {
            return;
        }
        let used = spec.reached(spec.endpoints.iter().flat_map(Endpoint::type_words));
        for (ty, _) in spec.types.iter().zip(used).filter(|(_, used)| !used) {
            let message = format!("no endpoint leads to `{}`", ty.name.value);
            self.report(self.warning(Code::UnusedType, ty.name.span, message).help(
                "name it where it is sent or answered, or under `knownTypes` of the class that it may stand for; or \
                 delete it",
            ));
        }
    }
}
