//! Wishes about the Rust code.

use std::collections::{HashMap, HashSet};

use jsonc_parser::ast::Value;

use super::{
    keys,
    reader::{Entry, Reader},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{
        Choice, NoChoice,
        model::{
            MemberSelection, RustRule, RustRules, RustTarget, RustTypes, TypeDef, TypeKind, TypeSelection,
        },
        names::{Names, Unresolved},
        similar::similar,
        span::Spanned,
        type_expr::{Clr, ClrName, TypeExpr, TypeExprKind},
    },
};

/// What a `rust` section says.
#[derive(Default)]
pub(crate) struct RustSection {
    pub(crate) rules: RustRules,
    pub(crate) types: RustTypes,
}

impl Reader<'_> {
    pub(crate) fn rust(&mut self, value: &Value<'_>, types: &[TypeDef], names: &Names) -> RustSection {
        let entries = self.entries(value, "`rust`", Code::DuplicateKey);
        let mut members = Members::new(types);
        let mut section = RustSection::default();
        for entry in entries {
            match built_in(&entry.0, names) {
                Some(clr) => self.rust_type(clr, entry, &mut section.types),
                None => section.rules.extend(self.rust_rule(entry, &mut members, names)),
            }
        }
        section
    }

    /// Returns the Rust types of built-in types alone: what a project's `rust` says.
    #[cfg(feature = "project")]
    pub(crate) fn rust_types(&mut self, value: &Value<'_>) -> RustTypes {
        let mut types = RustTypes::default();
        for entry in self.entries(value, "`rust`", Code::DuplicateKey) {
            if let Some(clr) = built_in(&entry.0, &Names::default()) {
                self.rust_type(clr, entry, &mut types);
                continue;
            }
            let message = format!("`{}` is no built-in type of .NET", entry.0.value);
            let diagnostic = Diagnostic::error(Code::UnknownRustTarget, self.file, entry.0.span, message);
            self.report(diagnostic.help(format!(
                "here are the types of all APIs: {}; what is about the types and members of one API stands in `rust` of its \
                 spec",
                super::reader::listed(&crate::spec::ValueType::chosen_for())
            )));
        }
        types
    }

    /// Reads the Rust type of a built-in type.
    fn rust_type(&mut self, clr: Clr, (key, value): Entry<'_, '_>, types: &mut RustTypes) {
        let text = if let Value::StringLit(_) = value {
            self.filled_string(Some(value), "the Rust type")
        } else {
            let fields = self.fields_or(value, "an entry of `rust`", "a type or ", keys::RUST_TYPE);
            fields.and_then(|fields| self.filled_string(fields.get("type"), "`type`"))
        };
        let Some(text) = text else { return };
        if types.get(clr).is_some() {
            let message = format!("`{}` is there already, by another name", clr.name());
            let diagnostic = Diagnostic::error(Code::DuplicateKey, self.file, key.span, message);
            self.report(diagnostic.help("take one of them out"));
            return;
        }
        match Choice::parse(clr, &text) {
            Ok(choice) => types.choose(clr, Spanned::new(choice, text.span)),
            Err(NoChoice { message, help }) => {
                let diagnostic = Diagnostic::error(Code::BadValueType, self.file, text.span, message);
                self.report(diagnostic.help(help));
            }
        }
    }

    fn rust_rule(
        &mut self,
        (key, value): Entry<'_, '_>,
        members: &mut Members<'_>,
        names: &Names,
    ) -> Option<RustRule> {
        let target = self.rust_target(&key, members, names);
        if let Value::StringLit(_) = value {
            let ty = self.filled_string(Some(value), "the Rust type");
            let target = Spanned::new(target?, key.span);
            return Some(RustRule { target, name: None, ty, derive: Vec::new(), attributes: Vec::new() });
        }
        let fields = self.fields_or(value, "an entry of `rust`", "a type or ", keys::RUST)?;
        let rule = RustRule {
            name: self.filled_string(fields.get("name"), "`name`"),
            ty: self.filled_string(fields.get("type"), "`type`"),
            derive: self.strings(fields.get("derive"), "`derive`"),
            attributes: self.strings(fields.get("attributes"), "`attributes`"),
            target: Spanned::new(target?, key.span),
        };
        Some(rule)
    }

    fn rust_target(
        &mut self,
        key: &Spanned<String>,
        members: &mut Members<'_>,
        names: &Names,
    ) -> Option<RustTarget> {
        let types = members.types;
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
            let meant = similar(key, self.searches.among(types).iter().map(|ty| ty.name.short()));
            self.unknown_target(key, "there is no such type", meant);
            return None;
        };
        let selection = match member {
            "*" => MemberSelection::All,
            _ => MemberSelection::One(member.to_owned()),
        };
        if owner == "*" {
            let all = members.of_all();
            if member != "*" && !all.known.contains(member) {
                let message = format!("no type has a member `{member}`");
                let meant = similar(member, self.searches.among(&all.names).iter().copied());
                self.unknown_target(key, &message, meant);
                return None;
            }
            return target(TypeSelection::All, Some(selection));
        }
        match find(owner) {
            Some(Ok(index)) => {
                let own = members.of_type(index);
                if member != "*" && !own.known.contains(member) {
                    let message =
                        format!("`{}` has no member `{member}` of its own", types[index].name.value);
                    let meant = similar(member, self.searches.among(&own.names).iter().copied());
                    self.unknown_target(key, &message, meant);
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
                let meant = similar(owner, self.searches.among(types).iter().map(|ty| ty.name.short()));
                self.unknown_target(key, &message, meant);
                None
            }
        }
    }

    fn unknown_target(&mut self, key: &Spanned<String>, message: &str, meant: Option<&str>) {
        let diagnostic = Diagnostic::error(Code::UnknownRustTarget, self.file, key.span, message);
        self.report(match meant {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic.help("write `*`, `Type`, `Type.Member`, `Type.*` or `*.Member`, by CLR names, or a built-in type: `DateTime`"),
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

/// Returns the built-in type that a key names. A type of the spec with the same name, without its namespace,
/// is meant first.
pub(crate) fn built_in(key: &str, names: &Names) -> Option<Clr> {
    let of_spec = ClrName::parse(key, 0).is_ok_and(|name| names.resolve(&name) != Err(Unresolved::Unknown));
    match TypeExpr::parse(key, 0).ok()?.kind {
        TypeExprKind::Clr(clr) if !of_spec => Some(clr),
        _ => None,
    }
}

/// The types and, as soon as they are asked for, the names of their members.
struct Members<'t> {
    types: &'t [TypeDef],
    of_types: HashMap<usize, MemberNames<'t>>,
    of_all: Option<MemberNames<'t>>,
}

/// CLR names in their order, and to be looked up.
struct MemberNames<'t> {
    names: Vec<&'t str>,
    known: HashSet<&'t str>,
}

impl<'t> Members<'t> {
    fn new(types: &'t [TypeDef]) -> Self {
        Self { types, of_types: HashMap::new(), of_all: None }
    }

    fn of_type(&mut self, index: usize) -> &MemberNames<'t> {
        let types = self.types;
        self.of_types.entry(index).or_insert_with(|| MemberNames::new(members(&types[index])))
    }

    fn of_all(&mut self) -> &MemberNames<'t> {
        let types = self.types;
        self.of_all.get_or_insert_with(|| MemberNames::new(types.iter().flat_map(members).collect()))
    }
}

impl<'t> MemberNames<'t> {
    fn new(names: Vec<&'t str>) -> Self {
        Self { known: names.iter().copied().collect(), names }
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
