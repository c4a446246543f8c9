//! Rust names that would meet: two names that differ in case alone become one by Rust's conventions.

use std::collections::{HashMap, HashSet};

use datacontract_codegen::spec::rust_name::{field_name, type_name};

use super::model::{Api, TypeKind};

/// Gives names of their own to whatever would become a name that is taken.
pub(crate) fn resolve_clashes(api: &mut Api) {
    endpoints(api);
    let mut rules = Vec::new();
    let mut types = Taken::default();
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
        let rust = types.free(&own, &type_name(&format!("{last}_{page}")));
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
        let mut taken = Taken::default();
        for (name, own) in members {
            let rust = taken.free(&own, &own);
            if rust != own {
                rules.push((format!("{full}.{name}"), rust));
            }
        }
    }
    api.rust = rules;
}

/// Names that are taken.
#[derive(Debug, Default)]
struct Taken {
    names: HashSet<String>,
    /// Of each name that numbers were put to: the next one that may be free.
    numbers: HashMap<String, usize>,
}

impl Taken {
    /// Takes the first of these that is free: the name, another, or the other with a number.
    fn free(&mut self, own: &str, other: &str) -> String {
        let wanted = if self.names.contains(own) { other } else { own };
        if self.names.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let plain = other.trim_start_matches("r#").trim_end_matches('_');
        let number = self.numbers.entry(plain.to_owned()).or_insert(2);
        loop {
            let wanted = format!("{plain}_{number}");
            *number += 1;
            if self.names.insert(wanted.clone()) {
                return wanted;
            }
        }
    }
}

pub(crate) fn full_name(namespace: &str, class: &str) -> String {
    if namespace.is_empty() { class.to_owned() } else { format!("{namespace}.{class}") }
}

/// The names of endpoints' functions, as they follow from method and path; where two are one, the query tells them
/// apart, or a number does.
fn endpoints(api: &mut Api) {
    let mut taken = Taken::default();
    for endpoint in &mut api.endpoints {
        let own = function_name(&endpoint.heading);
        let query: Vec<&str> =
            endpoint.parameters.iter().filter(|p| !p.in_path).map(|p| p.name.as_str()).collect();
        let other = field_name(&format!("{own}_by_{}", query.join("_and_")));
        let name = taken.free(&own, if query.is_empty() { &own } else { &other });
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
