//! Rust names that would meet: two names that differ in case alone become one by Rust's conventions.

use std::collections::{HashMap, HashSet};

use datacontract_codegen::spec::{
    ClrName,
    names::page_name,
    rust_name::{field_name, type_name},
};

use super::operations;
use crate::infer::model::{Api, TypeKind};

/// Gives names of their own to whatever would become a name that is taken.
pub(crate) fn resolve_clashes(api: &mut Api) {
    operations::name(&mut api.endpoints, &api.types);
    let mut rules = Vec::new();
    let mut types = Taken::default();
    for def in &api.types {
        let full = def.full_name();
        // The generator names types after their pages.
        let page = ClrName::parse(&full, 0).map_or_else(|_| def.class.clone(), |name| page_name(&name));
        let own = type_name(&page);
        let last = def.namespace.rsplit('.').next().unwrap_or_default();
        // Of generic classes the arguments say more.
        let other = if def.class.contains('<') { def.class.clone() } else { format!("{last}_{page}") };
        let rust = types.free(&own, &type_name(&other.replace(|c: char| !c.is_alphanumeric(), "_")));
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
            TypeKind::List(_) => Vec::new(),
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
