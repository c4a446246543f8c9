//! The order in which a site is gone through: that of its pages' addresses. What is inferred from one page
//! may depend on what others have shown before, and must not depend on the order in which the pages were
//! given.

use std::collections::HashMap;

use super::site::Site;
use crate::infer::pages::raw_endpoint::PayloadKey;

/// The order in which pages were given, by their addresses.
pub(crate) struct GivenOrder {
    places: HashMap<String, usize>,
}

impl GivenOrder {
    /// Returns the place of a page.
    pub(crate) fn place(&self, address: &str) -> Option<usize> {
        self.places.get(address).copied()
    }
}

impl Site {
    /// Puts the operations, tables and enums of a site into the order of their pages' addresses. Returns the
    /// order in which the pages of operations were given, if it was another one.
    pub(crate) fn sort_by_address(&mut self) -> Option<GivenOrder> {
        self.tables.sort_by(|one, other| one.source.location.cmp(&other.source.location));
        self.enums.sort_by(|one, other| one.source.location.cmp(&other.source.location));
        if self.endpoints.is_sorted_by_key(|endpoint| &endpoint.source.location) {
            return None;
        }
        let mut places = HashMap::new();
        for (place, endpoint) in self.endpoints.iter().enumerate() {
            places.entry(endpoint.source.location.clone()).or_insert(place);
        }
        let mut sorted: Vec<_> = std::mem::take(&mut self.endpoints).into_iter().enumerate().collect();
        sorted.sort_by(|(_, one), (_, other)| one.source.location.cmp(&other.source.location));
        let now: HashMap<usize, usize> =
            sorted.iter().enumerate().map(|(now, (before, _))| (*before, now)).collect();
        let now = |before: usize| now.get(&before).copied().unwrap_or(before);
        self.endpoints = sorted.into_iter().map(|(_, endpoint)| endpoint).collect();
        for operation in self.tables.iter_mut().flat_map(|table| &mut table.operations) {
            *operation = now(*operation);
        }
        self.loose_rows = std::mem::take(&mut self.loose_rows)
            .into_iter()
            .map(|(key, rows)| (PayloadKey { operation: now(key.operation), ..key }, rows))
            .collect();
        Some(GivenOrder { places })
    }
}
