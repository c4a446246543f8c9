//! The tables of one type on several pages: they say the same, as far as each of them goes, unless the pages are of
//! different days.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::site::{Site, Table};
use crate::{
    infer::{model::TypeId, types::each::TableEnd, wording::words::PageType},
    outline::words,
    page::{NameEnd, Provenance, Row},
};

/// The rows of types that the tables of one page lack, and those of other pages have: what the samples of that page
/// lack of them shows nothing.
pub(crate) type UnlistedRows = HashMap<TypeId, BTreeSet<String>>;

/// What is kept of a table whose rows have been taken over.
pub(super) struct TakenTable {
    id: TypeId,
    names: Vec<String>,
    end: TableEnd,
    operations: Vec<usize>,
    location: String,
}

impl TakenTable {
    pub(super) fn new(id: TypeId, table: &Table) -> Self {
        Self {
            id,
            names: table.rows.iter().map(|row| row.name.clone()).collect(),
            end: table.end,
            operations: table.operations.clone(),
            location: table.source.location.clone(),
        }
    }

    /// Returns the names of the whole table that this one lacks: of one that is cut off, those before its last row.
    fn lacked<'r>(&self, whole: &'r [Row]) -> Vec<&'r str> {
        if self.names.iter().any(String::is_empty) || whole.iter().any(|row| row.name.is_empty()) {
            return Vec::new();
        }
        let own: HashSet<&str> = self.names.iter().map(String::as_str).collect();
        let last = whole.iter().rposition(|row| own.contains(row.name.as_str())).map_or(0, |last| last + 1);
        let told = match self.end {
            TableEnd::Whole => whole,
            TableEnd::OfPage => whole.get(..last).unwrap_or_default(),
        };
        told.iter().map(|row| row.name.as_str()).filter(|name| !own.contains(name)).collect()
    }
}

impl Site {
    /// The table of a type; the longer one counts, and one fills the gaps of the other.
    pub(crate) fn add_rows(&mut self, id: TypeId, rows: &[Row], provenance: &Provenance) {
        let Some(ty) = self.registry.get_mut(id) else { return };
        if ty.source.location.is_empty() {
            ty.source = provenance.clone();
        }
        let Some(known) = &mut ty.rows else {
            ty.rows = Some(rows.to_vec());
            return;
        };
        let rows = rows.get(..rows.len() - usize::from(ends_in_name_of(rows, known))).unwrap_or_default();
        if ends_in_name_of(known, rows) {
            known.pop();
        }
        if rows.len() > known.len() && has_all_of(rows, known) {
            rows.clone_into(known);
            return;
        }
        let beside: Vec<Option<&Row>> = if has_all_of(known, rows) {
            let by_name: HashMap<&str, &Row> = rows.iter().map(|row| (row.name.as_str(), row)).collect();
            known.iter().map(|row| by_name.get(row.name.as_str()).copied()).collect()
        } else {
            rows.iter().map(Some).collect()
        };
        for (row, other) in known.iter_mut().zip(beside) {
            let Some(other) = other else { continue };
            let same = row.name == other.name || row.name.is_empty() || other.name.is_empty();
            if !same {
                let conflict = format!(
                    "its tables differ: `{}` and `{}` stand at the same place, the latter on {}",
                    row.name, other.name, provenance.location
                );
                ty.conflicts.insert(conflict);
                return;
            }
            if !row.ty.is_empty()
                && !other.ty.is_empty()
                && PageType::parse(&row.ty) != PageType::parse(&other.ty)
            {
                let conflict =
                    format!("`{}` is `{}`, and `{}` on {}", row.name, row.ty, other.ty, provenance.location);
                ty.conflicts.insert(conflict);
            }
            for (own, theirs) in [
                (&mut row.name, &other.name),
                (&mut row.ty, &other.ty),
                (&mut row.description, &other.description),
            ] {
                // Where one copy of a page is cut off, another may have the end.
                if own.is_empty() || words::is_start_of(own, theirs) {
                    own.clone_from(theirs);
                }
            }
            if row.annotations.is_empty() {
                row.annotations.clone_from(&other.annotations);
            }
            row.unannotated &= other.unannotated;
        }
    }

    /// Notes which rows the tables of a page lack that those of other pages have, and tells of it at the type.
    pub(super) fn note_unlisted_rows(&mut self, tables: Vec<TakenTable>) {
        for table in tables {
            let Some(ty) = self.registry.get_mut(table.id) else { continue };
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
                self.unlisted.entry(operation).or_default().insert(table.id, lacked.clone());
            }
        }
    }
}

/// Returns whether the rows have all names of the others, each of which has one.
fn has_all_of(rows: &[Row], others: &[Row]) -> bool {
    let names: HashSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    others.iter().all(|row| !row.name.is_empty() && names.contains(row.name.as_str()))
}

/// Returns whether rows of a page that is cut off end in a name of which another copy of the table has more.
fn ends_in_name_of(rows: &[Row], others: &[Row]) -> bool {
    let Some((last, before)) = rows.split_last() else { return false };
    last.name_end == NameEnd::Open
        && others.get(before.len()).is_some_and(|other| other.name.starts_with(&last.name))
}
