//! Lints of rustc that are about the identifiers of a whole crate: only its root can allow them.

use std::collections::HashMap;

use unicode_security::{
    GeneralSecurityProfile as _, is_potential_mixed_script_confusable_char, mixed_script::AugmentedScriptSet,
    skeleton,
};

use crate::spec::{
    model::{Spec, TypeKind},
    rust_name::field_name,
    span::Span,
};

/// Identifiers that rustc warns of unless the crate allows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootLint {
    /// The lint, as `allow` takes it.
    pub lint: &'static str,
    /// What is wrong with the first of the names.
    pub why: String,
    /// Where that name comes from.
    pub span: Span,
    /// How many names there are.
    pub count: usize,
}

/// A name in Rust, and where it comes from.
struct Name {
    text: String,
    span: Span,
}

/// Returns the lints that the names of a spec meet, in order.
pub(super) fn lints(spec: &Spec) -> Vec<RootLint> {
    let names: Vec<Name> = names(spec);
    if names.iter().all(|name| name.text.is_ascii()) {
        return Vec::new();
    }
    [confusable(&names), mixed_scripts(&names), uncommon(&names)].into_iter().flatten().collect()
}

/// Returns the names in Rust that a spec's names become.
fn names(spec: &Spec) -> Vec<Name> {
    let mut names = vec![Name { text: spec.module.value.clone(), span: spec.module.span }];
    let mut add = |text: String, span: Span| names.push(Name { text, span });
    for (index, ty) in spec.types.iter().enumerate() {
        add(spec.rust_type_name(index), ty.name.span);
        match &ty.kind {
            TypeKind::Class(class) => {
                for member in &class.members {
                    add(spec.rust_field_name(index, &member.name), member.name.span);
                }
            }
            TypeKind::Enum(of) => {
                for member in &of.members {
                    let name = if of.flags {
                        spec.rust_constant_name(index, &member.name)
                    } else {
                        spec.rust_variant_name(index, &member.name)
                    };
                    add(name, member.name.span);
                }
            }
            TypeKind::Collection(_) | TypeKind::Dictionary(_) => {}
        }
    }
    for endpoint in &spec.endpoints {
        add(endpoint.rust_name(), endpoint.heading.span);
        add(endpoint.rust_type_name(), endpoint.heading.span);
        for parameter in &endpoint.parameters {
            add(field_name(&parameter.name), parameter.name.span);
        }
    }
    names
}

/// Names that look like others: like each other, or like what may stand in any crate.
fn confusable(names: &[Name]) -> Option<RootLint> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut found: Option<RootLint> = None;
    for name in names {
        let shape: String = skeleton(&name.text).collect();
        let other = match seen.get(&shape) {
            Some(other) if *other == name.text => continue,
            Some(other) if other.is_ascii() && name.text.is_ascii() => continue,
            Some(other) => format!("`{other}`"),
            None if shape.is_ascii() && !name.text.is_ascii() => format!("`{shape}`"),
            None => {
                seen.insert(shape, &name.text);
                continue;
            }
        };
        seen.insert(shape, &name.text);
        count(&mut found, "confusable_idents", name.span, || format!("`{}` looks like {other}", name.text));
    }
    found
}

/// Letters of a script of which the names have only those that look like letters of another one.
fn mixed_scripts(names: &[Name]) -> Option<RootLint> {
    let mut verified = vec![AugmentedScriptSet::for_char('A')];
    let mut suspicious: Vec<(AugmentedScriptSet, char, &Name)> = Vec::new();
    for name in names {
        for c in name.text.chars().filter(|c| !c.is_ascii() && c.identifier_allowed()) {
            let script = AugmentedScriptSet::for_char(c);
            if script.is_all() || verified.contains(&script) {
                continue;
            }
            if is_potential_mixed_script_confusable_char(c) {
                suspicious.push((script, c, name));
            } else {
                verified.push(script);
            }
        }
    }
    let mut found = None;
    for (script, c, name) in suspicious {
        let is_verified = verified.iter().any(|other| {
            let mut both = *other;
            both.intersect_with(script);
            !both.is_empty() && !both.is_all()
        });
        if !is_verified {
            count(&mut found, "mixed_script_confusables", name.span, || {
                format!("`{c}` in `{}` looks like a letter of another script", name.text)
            });
        }
    }
    found
}

/// Letters that Unicode advises against in identifiers.
fn uncommon(names: &[Name]) -> Option<RootLint> {
    let mut found = None;
    for name in names {
        if let Some(c) = name.text.chars().find(|c| !c.is_ascii() && !c.identifier_allowed()) {
            count(&mut found, "uncommon_codepoints", name.span, || {
                format!("`{}` has the uncommon letter `{c}` (U+{:04X})", name.text, u32::from(c))
            });
        }
    }
    found
}

fn count(found: &mut Option<RootLint>, lint: &'static str, span: Span, why: impl FnOnce() -> String) {
    match found {
        Some(found) => found.count += 1,
        None => *found = Some(RootLint { lint, why: why(), span, count: 1 }),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::spec::Spec;

    fn lints(members: &[&str]) -> Vec<&'static str> {
        let members: Vec<String> = members.iter().map(|name| format!("\"{name}\": \"int\"")).collect();
        let text = format!(
            r#"{{ "version": 1, "name": "A", "module": "a", "types": {{ "Lead": {{ "members": {{ {} }} }} }} }}"#,
            members.join(", ")
        );
        let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), &text);
        let spec = spec.unwrap_or_else(|| panic!("{diagnostics:?}"));
        spec.crate_root().lints.iter().map(|lint| lint.lint).collect()
    }

    #[test]
    fn lints_are_those_of_rustc() {
        for (members, expected) in [
            (vec!["Id", "Name"], vec![]),
            (vec!["Заказ", "Größe", "注文", "اسم", "ﬁle", "ªordinal", "ǅungla"], vec![]),
            (vec!["ıd"], vec!["confusable_idents"]),
            (vec!["Id", "ıd"], vec!["confusable_idents"]),
            (vec!["сор"], vec!["confusable_idents", "mixed_script_confusables"]),
            (vec!["сор", "Заказ"], vec!["confusable_idents"]),
            (vec!["ᏣᎳᎩ"], vec!["uncommon_codepoints"]),
            (vec!["ĸappa"], vec!["uncommon_codepoints"]),
        ] {
            assert_eq!(lints(&members), expected, "{members:?}");
        }
    }
}
