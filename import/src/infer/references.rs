//! What types are called where they are mentioned: with as much of the namespace as it takes to mean just
//! one.

use std::collections::{BTreeMap, HashMap, HashSet};

use datacontract_codegen::spec::{TypeExpr, TypeExprKind};

use crate::infer::model::{Ty, TypeDef, TypeId};

/// The names of a spec's types.
pub(crate) struct References {
    full: BTreeMap<TypeId, String>,
    short: BTreeMap<TypeId, String>,
}

impl References {
    /// A type is called by its class if no other type has one of that name, else with the classes around it
    /// and with parts of its namespace, the last ones first.
    pub(crate) fn new(types: &[TypeDef]) -> Self {
        let all: Vec<Vec<String>> = types.iter().map(|def| endings(&def.namespace, &def.class)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for ending in all.iter().flatten() {
            *counts.entry(ending).or_default() += 1;
        }
        let pages: HashMap<&str, TypeId> =
            types.iter().filter_map(|def| Some((def.page.as_deref()?, def.id))).collect();
        let mut full = BTreeMap::new();
        let mut short = BTreeMap::new();
        for (def, endings) in types.iter().zip(&all) {
            let own = def.full_name();
            // Another type's page may be called as this class.
            let is_others_page = |name: &str| pages.get(name).is_some_and(|other| *other != def.id);
            let means_this = |name: &&String| {
                counts.get(name.as_str()) == Some(&1) && means_named(name) && !is_others_page(name)
            };
            let page =
                def.page.as_ref().filter(|page| means_named(page) && !counts.contains_key(page.as_str()));
            let name =
                endings.iter().take(1).find(means_this).or(page).or_else(|| endings.iter().find(means_this));
            short.insert(def.id, name.unwrap_or(&own).clone());
            full.insert(def.id, own);
        }
        Self { full, short }
    }

    /// The whole name, as types are declared.
    pub(crate) fn full(&self, id: TypeId) -> &str {
        self.full.get(&id).map_or("", String::as_str)
    }

    /// The name as it stands in other types and in endpoints.
    pub(crate) fn short(&self, id: TypeId) -> String {
        self.short.get(&id).cloned().unwrap_or_else(|| "object".to_owned())
    }
}

/// The ends of a full name, the shortest first: `Line`, `Order+Line`, `Sales.Order+Line`.
fn endings(namespace: &str, class: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut ending = String::new();
    for part in classes(class).into_iter().rev() {
        ending = if ending.is_empty() { part.to_owned() } else { format!("{part}+{ending}") };
        found.push(ending.clone());
    }
    for part in namespace.split('.').rev().filter(|part| !part.is_empty()) {
        ending = format!("{part}.{ending}");
        found.push(ending.clone());
    }
    found
}

/// The classes of `Outer+Inner<Other+Argument>`: what stands in type arguments is not split.
pub(crate) fn classes(class: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in class.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            '+' if depth == 0 => {
                found.extend(class.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(class.get(start..));
    found
}

/// Whether a text means a type of its own, and not a built-in one.
pub(crate) fn means_named(text: &str) -> bool {
    TypeExpr::parse(text, 0).is_ok_and(|ty| matches!(ty.kind, TypeExprKind::Named(_)))
}

/// Puts type arguments to the classes that have some: `Page` of `Kite` is `Page<Sales.Kite>` if there are two
/// kites.
pub(crate) fn add_arguments(defs: &mut [TypeDef], arguments: &BTreeMap<TypeId, Vec<Ty>>) {
    /// Arguments within arguments.
    const LEVELS: usize = 8;
    let mut open: Vec<usize> = (0..defs.len())
        .filter(|at| defs.get(*at).is_some_and(|def| arguments.contains_key(&def.id)))
        .collect();
    for level in 0..LEVELS {
        if open.is_empty() {
            return;
        }
        let names = References::new(defs);
        let pending: HashSet<TypeId> = open.iter().filter_map(|at| defs.get(*at)).map(|def| def.id).collect();
        let of =
            |at: &usize| defs.get(*at).and_then(|def| arguments.get(&def.id)).map_or(&[][..], Vec::as_slice);
        let is_ready = |at: &usize| {
            let mut ready = true;
            for ty in of(at) {
                ty.each_type(&mut |id| ready &= !pending.contains(&id));
            }
            ready || level + 1 == LEVELS
        };
        let (ready, rest): (Vec<usize>, Vec<usize>) = open.iter().partition(|at| is_ready(at));
        let texts: Vec<(usize, String)> = ready
            .into_iter()
            .map(|at| {
                let texts: Vec<String> = of(&at).iter().map(|ty| ty.text(&|id| names.short(id))).collect();
                (at, texts.join(", "))
            })
            .collect();
        for (at, text) in texts {
            if let Some(def) = defs.get_mut(at) {
                def.class = format!("{}<{text}>", def.class);
            }
        }
        open = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_names() {
        assert_eq!(
            endings("Shop.Sales", "Order+Line"),
            ["Line", "Order+Line", "Sales.Order+Line", "Shop.Sales.Order+Line"]
        );
        assert_eq!(endings("", "Page<Sales.A+B>"), ["Page<Sales.A+B>"]);
    }
}
