//! Wishes about the Rust code.

use jsonc_parser::ast::Value;

use super::{
    keys,
    reader::{Entry, Reader},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{
        model::{MemberSelection, RustRule, RustRules, RustTarget, TypeDef, TypeKind, TypeSelection},
        names::{Names, Unresolved},
        similar::similar,
        span::Spanned,
        type_expr::ClrName,
    },
};

impl Reader<'_> {
    pub(crate) fn rust(&mut self, value: &Value<'_>, types: &[TypeDef], names: &Names) -> RustRules {
        let entries = self.entries(value, "`rust`", Code::DuplicateKey);
        entries.into_iter().filter_map(|entry| self.rust_rule(entry, types, names)).collect()
    }

    fn rust_rule(
        &mut self,
        (key, value): Entry<'_, '_>,
        types: &[TypeDef],
        names: &Names,
    ) -> Option<RustRule> {
        let target = self.rust_target(&key, types, names);
        let fields = self.fields(value, "an entry of `rust`", keys::RUST)?;
        let rule = RustRule {
            name: self.filled_string(fields.get("name"), "`name`"),
            ty: self.filled_string(fields.get("type"), "`type`"),
            derive: self.strings(fields.get("derive"), "`derive`"),
            attributes: self.strings(fields.get("attributes"), "`attributes`"),
            target: Spanned::new(target?, key.span),
        };
        Some(rule)
    }

    fn rust_target(&mut self, key: &Spanned<String>, types: &[TypeDef], names: &Names) -> Option<RustTarget> {
        let find = |text: &str| ClrName::parse(text, 0).ok().map(|name| names.resolve(&name));
        let target = |types, member| Some(RustTarget { text: key.value.clone(), types, member });
        if key.value == "*" {
            return target(TypeSelection::All, None);
        }
        match find(&key.value) {
            Some(Ok(index)) => return target(TypeSelection::One(index), None),
            Some(Err(Unresolved::Ambiguous(several))) => {
                self.ambiguous_target(key, &several, types);
                return None;
            }
            Some(Err(Unresolved::Unknown)) | None => {}
        }
        let Some((owner, member)) = key.value.rsplit_once('.') else {
            self.unknown_target(
                key,
                "there is no such type",
                similar(key, types.iter().map(|ty| ty.name.short())),
            );
            return None;
        };
        let selection = match member {
            "*" => MemberSelection::All,
            _ => MemberSelection::One(member.to_owned()),
        };
        if owner == "*" {
            let all: Vec<&str> = types.iter().flat_map(members).collect();
            if member != "*" && !all.contains(&member) {
                let message = format!("no type has a member `{member}`");
                self.unknown_target(key, &message, similar(member, all));
                return None;
            }
            return target(TypeSelection::All, Some(selection));
        }
        match find(owner) {
            Some(Ok(index)) => {
                let own = members(&types[index]);
                if member != "*" && !own.contains(&member) {
                    let message =
                        format!("`{}` has no member `{member}` of its own", types[index].name.value);
                    self.unknown_target(key, &message, similar(member, own));
                    return None;
                }
                target(TypeSelection::One(index), Some(selection))
            }
            Some(Err(Unresolved::Ambiguous(several))) => {
                self.ambiguous_target(key, &several, types);
                None
            }
            Some(Err(Unresolved::Unknown)) | None => {
                let message = format!("there is no type `{owner}`");
                self.unknown_target(key, &message, similar(owner, types.iter().map(|ty| ty.name.short())));
                None
            }
        }
    }

    fn unknown_target(&mut self, key: &Spanned<String>, message: &str, meant: Option<&str>) {
        let diagnostic = Diagnostic::error(Code::UnknownRustTarget, self.file, key.span, message);
        self.report(match meant {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic.help("write `*`, `Type`, `Type.Member`, `Type.*` or `*.Member`, by CLR names"),
        });
    }

    fn ambiguous_target(&mut self, key: &Spanned<String>, several: &[usize], types: &[TypeDef]) {
        let mut diagnostic =
            Diagnostic::error(Code::AmbiguousType, self.file, key.span, "several types have this name");
        for &index in several {
            diagnostic = diagnostic.related(types[index].name.span, "one of them");
        }
        let first = several.first().map(|&index| types[index].name.to_string()).unwrap_or_default();
        self.report(diagnostic.help(format!("write more of its namespace, such as `{first}`")));
    }
}

/// The CLR names of a type's own members.
fn members(ty: &TypeDef) -> Vec<&str> {
    match &ty.kind {
        TypeKind::Class(class) => class.members.iter().map(|member| member.name.as_str()).collect(),
        TypeKind::Enum(of) => of.members.iter().map(|member| member.name.as_str()).collect(),
        TypeKind::Collection(_) | TypeKind::Dictionary(_) => Vec::new(),
    }
}
