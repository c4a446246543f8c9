//! Enums.

use std::collections::BTreeMap;

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::model::{Enum, TypeDef, TypeKind},
};

impl Checker<'_> {
    pub(super) fn enums(&mut self) {
        for ty in &self.spec.types {
            if let TypeKind::Enum(of) = &ty.kind {
                self.values_fit(of);
                self.values_differ(of);
                self.names_are_filled(of);
                self.names_differ(of);
                self.has_values(ty, of);
            }
        }
    }

    fn values_fit(&mut self, of: &Enum) {
        let (min, max) = of.underlying.range();
        let word = of.underlying.word();
        for member in of.members.iter().filter(|member| !(min..=max).contains(&member.value.value)) {
            let message = format!("{} is no `{word}`", member.value.value);
            let diagnostic = self.error(Code::EnumOutOfRange, member.value.span, message);
            self.report(
                diagnostic
                    .note(format!("a `{word}` goes from {min} to {max}"))
                    .help("correct the number, or give the enum's type as `underlying`"),
            );
        }
    }

    fn values_differ(&mut self, of: &Enum) {
        let mut seen = BTreeMap::new();
        for member in &of.members {
            if let Some(first) = seen.insert(member.value.value, &member.name) {
                let message =
                    format!("`{}` and `{}` are both {}", first.value, member.name.value, member.value.value);
                self.report(
                    self.warning(Code::DuplicateEnumValue, member.value.span, message)
                        .related(first.span, "the first one, which is written")
                        .help("if the service writes the other name, list that one first"),
                );
            }
        }
    }

    fn names_are_filled(&mut self, of: &Enum) {
        for name in of.members.iter().flat_map(|member| member.contract_name.iter().chain([&member.name])) {
            if name.is_empty() {
                let diagnostic = self.error(Code::BadContractName, name.span, "a value's name is not empty");
                self.report(
                    diagnostic.help("write the name that is on the wire; without one, take the value out"),
                );
            }
        }
    }

    fn names_differ(&mut self, of: &Enum) {
        let mut seen = BTreeMap::new();
        for member in &of.members {
            let name = member.contract_name.as_ref().unwrap_or(&member.name);
            if let Some(first) = seen.insert(name.as_str(), name.span) {
                let message = format!("two values are called `{}`", name.value);
                let diagnostic = self.error(Code::DuplicateWireName, name.span, message);
                self.report(diagnostic.related(first, "the first one").help("give each its own name"));
            }
        }
    }

    fn has_values(&mut self, ty: &TypeDef, of: &Enum) {
        if of.members.is_empty() && !of.open {
            let message = format!("`{}` has no members and takes no others", ty.name.short());
            self.report(
                self.error(Code::EmptyEnum, ty.name.span, message)
                    .help("list its members; if the page does not name them, leave out `\"open\": false`"),
            );
        }
    }
}
