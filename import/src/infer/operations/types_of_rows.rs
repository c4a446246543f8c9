//! What the rows of tables say of the types of their members: a range of numbers, or a value by its name.

use super::site::Site;
use crate::{
    infer::{
        pages::annotations::{self, RowOf},
        wording::words::PageType,
    },
    page::Row,
};

impl Site {
    /// Notes of the types of members which have a range of numbers.
    pub(super) fn note_ranges(&mut self, rows: &[Row]) {
        for row in rows {
            let PageType::Named(name) = PageType::parse(&row.ty) else { continue };
            if annotations::has_range_of_numbers(&row.annotations) && !PageType::parse(&row.ty).is_framework()
            {
                let id = self.registry.of_page(&name);
                if let Some(ty) = self.registry.get_mut(id) {
                    ty.has_range = true;
                }
            }
        }
    }

    /// Takes a type for an enum of which a row has a value by its name: `Example value: Open`.
    pub(super) fn add_named_values(&mut self, rows: &[Row]) {
        for row in rows {
            let (name, of) = match PageType::parse(&row.ty) {
                PageType::Named(name) => (name, RowOf::One),
                PageType::List(item) => match *item {
                    PageType::Named(name) => (name, RowOf::List),
                    _ => continue,
                },
                _ => continue,
            };
            let values = annotations::values_named(&annotations::read(&row.annotations), of);
            if values.is_empty() {
                continue;
            }
            let id = self.registry.of_page(&name);
            if let Some(ty) = self.registry.get_mut(id).filter(|ty| ty.is_unlisted()) {
                ty.is_enum = true;
                ty.add_values_of_rows(values);
            }
        }
    }
}
