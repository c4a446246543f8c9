//! The rows of a type that the table on one page lacks, and those on other pages have: the pages are of different days.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{
    infer::{
        model::TypeId,
        types::{each::TableEnd, registry::Registry},
    },
    page::Row,
};

/// The rows of types that the tables of one page lack: what the samples of that page lack of them shows nothing.
pub(crate) type UnlistedRows = HashMap<TypeId, BTreeSet<String>>;

/// What is kept of a table whose rows have been taken over.
pub(super) struct TakenTable {
    pub(super) id: TypeId,
    /// What its rows are called.
    pub(super) names: Vec<String>,
    pub(super) end: TableEnd,
    /// The operations on whose pages it stands.
    pub(super) operations: Vec<usize>,
    /// Where its page is.
    pub(super) location: String,
}

impl TakenTable {
    /// Returns the names of the whole table that this one lacks: of one that is cut off, those before its last row.
    fn lacked<'r>(&self, whole: &'r [Row]) -> Vec<&'r str> {
        // A row that has lost its name may be any of them.
        if self.names.iter().any(String::is_empty) {
            return Vec::new();
        }
        let own: HashSet<&str> = self.names.iter().map(String::as_str).collect();
        let last = whole.iter().rposition(|row| own.contains(row.name.as_str())).map_or(0, |last| last + 1);
        let told = match self.end {
            TableEnd::Whole => whole,
            TableEnd::OfPage => whole.get(..last).unwrap_or_default(),
        };
        let names = told.iter().map(|row| row.name.as_str());
        names.filter(|name| !name.is_empty() && !own.contains(name)).collect()
    }
}

/// Finds by operation which rows the tables on its page lack, and tells of it at the types.
pub(super) fn find(tables: Vec<TakenTable>, registry: &mut Registry) -> HashMap<usize, UnlistedRows> {
    let mut found: HashMap<usize, UnlistedRows> = HashMap::new();
    for table in tables {
        let Some(ty) = registry.get_mut(table.id) else { continue };
        let lacked = table.lacked(ty.rows.as_deref().unwrap_or_default());
        if lacked.is_empty() {
            continue;
        }
        ty.conflicts.insert(format!(
            "its tables differ: that of {} lacks `{}`; the pages seem to be of different days",
            table.location,
            lacked.join("`, `")
        ));
        let lacked: BTreeSet<String> = lacked.into_iter().map(str::to_owned).collect();
        for operation in table.operations {
            found.entry(operation).or_default().insert(table.id, lacked.clone());
        }
    }
    found
}
