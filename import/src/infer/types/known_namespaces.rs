//! The namespaces that samples show, found by the hashes that the names of dictionaries' entries have of
//! them.

use std::collections::{BTreeSet, HashMap};

use datacontract::contract::DC;
use indexmap::IndexSet;

use super::contract_names::{self, Argument};
use crate::infer::samples::form::system;

/// Words that namespaces of contracts often have.
const USUAL_WORDS: &[&str] = &[
    "Api",
    "Base",
    "Classes",
    "Common",
    "Contracts",
    "Core",
    "DTO",
    "DTOs",
    "Data",
    "DataContracts",
    "Domain",
    "Dto",
    "Dtos",
    "Entities",
    "Entity",
    "Enums",
    "In",
    "Infrastructure",
    "Input",
    "Inputs",
    "Model",
    "Models",
    "Out",
    "Output",
    "Outputs",
    "Request",
    "RequestModels",
    "Requests",
    "Response",
    "ResponseModels",
    "Responses",
    "Results",
    "Services",
    "Shared",
    "ViewModel",
    "ViewModels",
];

/// The namespaces that samples show, each once.
#[derive(Debug, Default)]
pub(crate) struct KnownNamespaces {
    all: IndexSet<String>,
    /// How many of them have hashes.
    hashed: usize,
    /// By the namespaces of an entry's key and the hash of the two: the namespaces of values.
    of_values: HashMap<(String, String), usize>,
    /// By the hash in the name of `T?`: the namespaces of `T`.
    of_nullables: HashMap<String, usize>,
}

impl KnownNamespaces {
    pub(crate) fn add(&mut self, namespace: &str) {
        if !self.all.contains(namespace) {
            self.all.insert(namespace.to_owned());
        }
    }

    /// All of them, in the order in which they were met.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> + use<'_> {
        self.all.iter().map(String::as_str)
    }

    /// Returns namespaces of .NET that are built as those that samples show: the same with another last word or none,
    /// or with another word in one place. None of them is known to be there.
    pub(crate) fn near(&self, most: usize) -> IndexSet<String> {
        let of_clr: Vec<Vec<&str>> =
            self.all.iter().filter_map(|all| Some(all.strip_prefix(DC)?.split('.').collect())).collect();
        let words: IndexSet<&str> =
            of_clr.iter().flatten().copied().chain(USUAL_WORDS.iter().copied()).collect();
        let mut near = IndexSet::new();
        for parts in &of_clr {
            for place in (0..parts.len()).rev() {
                let (before, behind) = parts.split_at(place);
                let behind = behind.get(1..).unwrap_or_default();
                if !before.is_empty() {
                    near.insert(format!("{DC}{}", before.join(".")));
                }
                for word in &words {
                    let other: Vec<&str> = before.iter().chain([word]).chain(behind).copied().collect();
                    near.insert(format!("{DC}{}", other.join(".")));
                }
                if near.len() >= most {
                    return near;
                }
            }
            near.extend(words.iter().map(|word| format!("{DC}{}.{word}", parts.join("."))));
        }
        near
    }

    /// The namespace of a type of this name, if a dictionary of it, or of `T?` of it, has entries of this
    /// name. `keys` are the types that keys may be of.
    pub(crate) fn of_entry(&mut self, entry: &str, name: &str, keys: &[Argument]) -> Option<&str> {
        self.hash(keys);
        let found = keys.iter().find_map(|key| {
            let rest = entry.strip_prefix("KeyValueOf")?.strip_prefix(key.name.as_str())?;
            let plain = rest
                .strip_prefix(name)
                .and_then(|hash| self.of_values.get(&(key.namespace.clone(), hash.to_owned())));
            let nullable = || {
                let hashes = rest.strip_prefix("NullableOf")?.strip_prefix(name)?;
                let outer = hash_of_value(key, &system());
                self.of_nullables.get(hashes.strip_suffix(outer.as_str())?)
            };
            plain.or_else(nullable).copied()
        })?;
        self.all.get_index(found).map(String::as_str)
    }

    /// Computes the hashes of the namespaces that were met since.
    fn hash(&mut self, keys: &[Argument]) {
        let mut seen = BTreeSet::new();
        let keys: Vec<&Argument> = keys.iter().filter(|key| seen.insert(&key.namespace)).collect();
        for (place, namespace) in self.all.iter().enumerate().skip(self.hashed) {
            for key in &keys {
                let hash = hash_of_value(key, namespace);
                self.of_values.entry((key.namespace.clone(), hash)).or_insert(place);
            }
            let nullable = Argument::new("", namespace.as_str()).nullable().name;
            let hash = nullable.strip_prefix("NullableOf").unwrap_or_default().to_owned();
            self.of_nullables.entry(hash).or_insert(place);
        }
        self.hashed = self.all.len();
    }
}

/// What ends the name of an entry whose value is of a namespace.
fn hash_of_value(key: &Argument, namespace: &str) -> String {
    let key = Argument::new("", key.namespace.as_str());
    let name = contract_names::entry(&key, &Argument::new("", namespace));
    name.strip_prefix("KeyValueOf").unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use datacontract::contract::{SER, XSD};

    #[test]
    fn a_namespace_is_found_by_the_name_of_an_entry() {
        let mut known = KnownNamespaces::default();
        known.add(XSD);
        known.add("urn:other");
        let keys = [Argument::new("string", XSD), Argument::new("guid", SER)];
        let value = Argument::new("Kind", "urn:shop");
        for (key, nullable) in [(0, false), (1, false), (0, true), (1, true)] {
            let value = if nullable { value.nullable() } else { value.clone() };
            let entry = contract_names::entry(&keys[key], &value);
            assert_eq!(KnownNamespaces::default().of_entry(&entry, "Kind", &keys), None);
            assert_eq!(known.of_entry(&entry, "Other", &keys), None);
            known.add("urn:shop");
            assert_eq!(known.of_entry(&entry, "Kind", &keys), Some("urn:shop"));
        }
    }
}
