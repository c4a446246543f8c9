//! Imports the pages of which it is known what they stand for, and compares with the truth.

mod compare;
mod convert;
mod fixtures;
mod limits;
mod table;

use table::Table;

#[test]
fn the_pages_become_what_they_stand_for() {
    let truth = fixtures::truth();
    let mut table = Table::default();
    for site in ["main", "camel"] {
        for layout in fixtures::layouts(site) {
            let pages = fixtures::pages(&layout);
            let imported =
                datacontract_import::import(pages.into_iter(), &datacontract_import::Options::default());
            if let Ok(folder) = std::env::var("SHOW_IMPORTED") {
                fixtures::save(std::path::Path::new(&folder), &layout, &imported);
            }
            table.add(&layout, compare::site(&truth, site, &layout, &imported));
        }
    }
    println!("{table}");
    table.check();
}
