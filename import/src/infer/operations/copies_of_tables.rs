//! The tables of one type on several pages: they say the same, as far as each of them goes.

use std::collections::{HashMap, HashSet};

use super::site::Site;
use crate::{
    infer::{model::TypeId, wording::words::PageType},
    outline::words,
    page::{NameEnd, Provenance, Row},
};

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
        // A property that hides one of the base class stands beside it, by the same name.
        let beside: Vec<Option<&Row>> = if has_all_of(known, rows) && are_unique(known) && are_unique(rows) {
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
}

/// Returns whether the rows have all names of the others, each of which has one.
fn has_all_of(rows: &[Row], others: &[Row]) -> bool {
    let names: HashSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    others.iter().all(|row| !row.name.is_empty() && names.contains(row.name.as_str()))
}

/// Returns whether each row has a name of its own.
fn are_unique(rows: &[Row]) -> bool {
    let mut names = HashSet::new();
    rows.iter().all(|row| names.insert(row.name.as_str()))
}

/// Returns whether rows of a page that is cut off end in a name of which another copy of the table has more.
fn ends_in_name_of(rows: &[Row], others: &[Row]) -> bool {
    let Some((last, before)) = rows.split_last() else { return false };
    last.name_end == NameEnd::Open
        && others.get(before.len()).is_some_and(|other| other.name.starts_with(&last.name))
}
