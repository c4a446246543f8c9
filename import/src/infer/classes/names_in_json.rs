//! What tables show of the names in JSON, before the samples are gone through.
//!
//! No contract resolver reaches tables: they have the names as C# declares them, and samples those that a resolver made
//! of them.

use datacontract::contract::Naming;

use crate::infer::{
    pages::raw_endpoint::RawEndpoint,
    types::registry::{NamesInJson, Registry},
    wording::words::PageType,
};

/// Finds what JSON makes of the names in the tables of payloads.
pub(crate) fn of_tables(registry: &Registry, endpoints: &[RawEndpoint]) -> NamesInJson {
    /// One name can be an attribute's.
    const LEAST: usize = 2;
    let payloads = endpoints.iter().flat_map(|endpoint| endpoint.request.iter().chain(&endpoint.response));
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
                return NamesInJson::Open;
            }
            made += usize::from(has(&camel));
        }
    }
    if made < LEAST { NamesInJson::Open } else { NamesInJson::CamelCase }
}

/// Returns the class of a payload, or of the items of its list.
fn class_of(ty: &PageType) -> Option<&str> {
    match ty {
        PageType::Named(name) => Some(name),
        PageType::List(item) => class_of(item),
        _ => None,
    }
}
