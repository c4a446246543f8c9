//! What tables show of the names in JSON, before the samples are gone through.
//!
//! No contract resolver reaches tables: they have the names as C# declares them, and samples those that a resolver made
//! of them.

use datacontract::contract::Naming;

use super::{raw_endpoint::RawEndpoint, types::Registry, words::PageType};

/// What JSON makes of the names that tables have in `PascalCase`, as far as samples show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NamesInJson {
    /// Nothing shows it, or not one thing.
    #[default]
    Open,
    /// A resolver makes `camelCase` of them.
    CamelCase,
}

impl NamesInJson {
    /// Finds it by the tables of the payloads.
    pub(super) fn of(registry: &Registry, endpoints: &[RawEndpoint]) -> Self {
        /// One name can be an attribute's.
        const LEAST: usize = 2;
        let payloads =
            endpoints.iter().flat_map(|endpoint| endpoint.request.iter().chain(&endpoint.response));
        let mut made = 0;
        for payload in payloads {
            let (Some(json), Some(name)) = (&payload.json, class_of(&payload.ty)) else { continue };
            let rows = registry.known_page(name).map(|id| registry.rows(id)).unwrap_or_default();
            for declared in rows.iter().map(|row| row.name.as_str()) {
                let camel = Naming::CamelCase.apply(declared);
                let has = |name: &str| json.contains(&format!("\"{name}\""));
                if declared.is_empty() || camel == declared {
                    continue;
                }
                if has(declared) {
                    return Self::Open;
                }
                made += usize::from(has(&camel));
            }
        }
        if made < LEAST { Self::Open } else { Self::CamelCase }
    }
}

/// Returns the class of a payload, or of the items of its list.
fn class_of(ty: &PageType) -> Option<&str> {
    match ty {
        PageType::Named(name) => Some(name),
        PageType::List(item) => class_of(item),
        _ => None,
    }
}
