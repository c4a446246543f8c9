//! Which pages each endpoint and each type of a spec came from.
//!
//! Importing again needs this: a page that is not given says nothing of what other pages have.

use std::collections::{BTreeMap, BTreeSet};

/// Where everything in a spec came from. Pages are locations, as in [`Provenance`](crate::page::Provenance).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// All pages that were read.
    pub given: BTreeSet<String>,
    /// By heading.
    pub endpoints: BTreeMap<String, EndpointOrigin>,
    /// By full name: the pages that show something of a type.
    pub types: BTreeMap<String, BTreeSet<String>>,
    /// The headings that indexes list, in lower case.
    pub listed: BTreeSet<String>,
}

/// Where an endpoint came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointOrigin {
    /// Its own pages: none if only a list of operations has it.
    pub pages: BTreeSet<String>,
    /// The pages of the types that it uses.
    pub models: BTreeSet<String>,
    /// The indexes that list it.
    pub indexes: BTreeSet<String>,
}

/// Returns whether a location names the same page in every run: standard input does not, nor does a mere file
/// name.
pub(crate) fn is_traceable(location: &str) -> bool {
    location.contains('/')
}
