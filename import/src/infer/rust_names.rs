//! Rust names that would meet: two names that differ in case alone become one by Rust's conventions.

use std::collections::BTreeSet;

use datacontract_codegen::spec::rust_name::{field_name, type_name};

use super::model::{Api, TypeKind};

/// Gives names of their own to whatever would become a name that is taken.
pub(crate) fn resolve_clashes(api: &mut Api) {
    endpoints(api);
    let mut rules = Vec::new();
    let mut types = BTreeSet::new();
    for def in &api.types {
        let full = full_name(&def.namespace, &def.class);
        let page = def
            .class
            .rsplit('+')
            .next()
            .unwrap_or(&def.class)
            .replace(['<', '>', ',', ' ', '?', '[', ']'], "_");
        let own = type_name(&page);
        let last = def.namespace.rsplit('.').next().unwrap_or_default();
        let rust = free(&mut types, &own, &type_name(&format!("{last}_{page}")));
        if rust != own {
            rules.push((full.clone(), rust));
        }
        let members: Vec<(&str, String)> = match &def.kind {
            TypeKind::Class(class) => {
                class.members.iter().map(|m| (m.name.as_str(), field_name(&m.name))).collect()
            }
            TypeKind::Enum { members, .. } => {
                members.iter().map(|m| (m.name.as_str(), type_name(&m.name))).collect()
            }
        };
        let mut taken = BTreeSet::new();
        for (name, own) in members {
            let rust = free(&mut taken, &own, &own);
            if rust != own {
                rules.push((format!("{full}.{name}"), rust));
            }
        }
    }
    api.rust = rules;
}

/// The first of these that is free: the name, another, or the other with a number.
fn free(taken: &mut BTreeSet<String>, own: &str, other: &str) -> String {
    let plain = other.trim_start_matches("r#");
    let mut wanted = if taken.contains(own) { other.to_owned() } else { own.to_owned() };
    let mut number = 2;
    while !taken.insert(wanted.clone()) {
        wanted = format!("{}_{number}", plain.trim_end_matches('_'));
        number += 1;
    }
    wanted
}

pub(crate) fn full_name(namespace: &str, class: &str) -> String {
    if namespace.is_empty() { class.to_owned() } else { format!("{namespace}.{class}") }
}

/// The names of endpoints' functions, as they follow from method and path; where two are one, the query tells them
/// apart, or a number does.
fn endpoints(api: &mut Api) {
    let mut taken = BTreeSet::new();
    for endpoint in &mut api.endpoints {
        let own = function_name(&endpoint.heading);
        let query: Vec<&str> =
            endpoint.parameters.iter().filter(|p| !p.in_path).map(|p| p.name.as_str()).collect();
        let other = field_name(&format!("{own}_by_{}", query.join("_and_")));
        let name = free(&mut taken, &own, if query.is_empty() { &own } else { &other });
        if name != own {
            endpoint.name = Some(name);
        }
    }
}

fn function_name(heading: &str) -> String {
    let (method, path) = heading.split_once(' ').unwrap_or(("", heading));
    let path = path.split('?').next().unwrap_or_default();
    let path = match path.split_once('/') {
        Some((first, rest)) if first.eq_ignore_ascii_case("api") => rest,
        _ => path,
    };
    field_name(&format!("{method}_{}", path.replace('{', "_by_").replace('}', "")))
}
