//! The names of types with which pages end, in their middle perhaps.

use std::collections::{HashMap, HashSet};

use super::site::Site;
use crate::{
    infer::{pages::raw_endpoint::RawPayload, types::each::TableEnd, wording::words::PageType},
    outline,
    page::Row,
};

impl Site {
    /// Keeps the name of the type in the last row of a table, if the page ends behind its cell.
    pub(super) fn keep_whole_last_type(&mut self, rows: &[Row], notes: &[String]) {
        let Some(last) = rows.last() else { return };
        if notes.iter().any(|note| outline::is_behind_type(note, &last.name, &last.ty)) {
            let name = PageType::parse(&last.ty).innermost().map(str::to_owned);
            self.whole_last_types.extend(name);
        }
    }

    /// Returns the names of types that stand in the last cell of a page and nowhere else: they may be longer.
    pub(crate) fn names_at_the_end(&self) -> Vec<String> {
        let is_last = |row: &&Row| row.unannotated && row.annotations.is_empty();
        let ends = self.tables.iter().filter(|table| table.end == TableEnd::OfPage);
        let of_last_rows =
            ends.filter_map(|table| table.rows.last().filter(is_last)).map(|row| PageType::parse(&row.ty));
        let last: Vec<PageType> = of_last_rows.chain(self.types_of_last_lines()).collect();
        if last.is_empty() {
            return Vec::new();
        }
        let of_rows = self.tables.iter().flat_map(|table| &table.rows).map(|row| PageType::parse(&row.ty));
        let payloads = self.endpoints.iter().flat_map(|endpoint| [&endpoint.request, &endpoint.response]);
        let of_payloads = payloads.flatten().map(|payload| payload.ty.clone());
        let mut counts: HashMap<String, usize> = HashMap::new();
        for ty in of_rows.chain(of_payloads) {
            *counts.entry(ty.innermost().unwrap_or_default().to_owned()).or_default() += 1;
        }
        let tables: HashSet<&str> = self.tables.iter().map(|table| table.name.as_str()).collect();
        let is_alone = |name: &&str| {
            counts.get(*name) == Some(&1)
                && self.registry.known_page(name).is_none()
                && !tables.contains(*name)
                && !self.whole_last_types.contains(*name)
        };
        let named = last.iter().filter(|ty| !ty.is_framework()).filter_map(PageType::innermost);
        named.filter(is_alone).map(str::to_owned).collect()
    }

    /// Returns the types of payloads with which pages end, in the middle of their names perhaps.
    fn types_of_last_lines(&self) -> Vec<PageType> {
        let mut found = Vec::new();
        for endpoint in &self.endpoints {
            let is_last = |payload: &&RawPayload| endpoint.half_line.as_ref() == Some(&payload.ty_text);
            let payloads = [&endpoint.request, &endpoint.response].into_iter().flatten();
            found.extend(payloads.filter(is_last).map(|payload| payload.ty.clone()));
        }
        found
    }
}
