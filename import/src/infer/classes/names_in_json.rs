//! What tables show of the names in JSON, before the samples are gone through.
//!
//! No contract resolver reaches tables: they have the names as C# declares them, and samples those that a resolver made
//! of them.

use std::collections::HashSet;

use datacontract::contract::Naming;

use crate::infer::{
    pages::raw_endpoint::RawEndpoint,
    samples::json::{self, Json},
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
        let Some(name) = class_of(&payload.ty) else { continue };
        let rows = registry.known_page(name).map(|id| registry.rows(id)).unwrap_or_default();
        let Some(json) = payload.json.as_deref().filter(|_| !rows.is_empty()).and_then(json::parse) else {
            continue;
        };
        let names = names_of(&json.value);
        for declared in rows.iter().map(|row| row.name.as_str()) {
            let camel = Naming::CamelCase.apply(declared);
            if declared.is_empty() || camel == declared {
                continue;
            }
            if names.contains(declared) {
                return NamesInJson::Open;
            }
            made += usize::from(names.contains(camel.as_str()));
        }
    }
    if made < LEAST { NamesInJson::Open } else { NamesInJson::CamelCase }
}

/// Returns the names of an object's members, or of those of a list's first item.
fn names_of(json: &Json) -> HashSet<&str> {
    match json {
        Json::Object(object) => object.members.iter().map(|(name, _)| name.as_str()).collect(),
        Json::Array(array) => array.items.first().map(names_of).unwrap_or_default(),
        _ => HashSet::new(),
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
