//! Help pages as flattened text: what search indexes, archives and scrapers keep of them.
//!
//! Each extractor has its own way with tables: one cell a line, pipes before or after the cells, tabs. Which it was is
//! told by the table's heading; its rows are then found by what best explains the cells in it, since
//! all extractors lose, glue and shift cells.

mod cells;
mod echo;
mod glued;
mod header;
mod lines;
mod prices;
mod rows;

use crate::outline;
use crate::page::{Page, Provenance};
use crate::source::NotAHelpPage;

/// Reads a help page from its flattened text.
///
/// ```
/// use datacontract_import::{page::{Content, Provenance}, text};
///
/// let page = text::read(
///     "POST api/boxes\nRequest Information\nBody Parameters\nBox| Name | Description | Type | Additional information |\n\
///      |---|---|---|---|\n| Label | string |\nMax length: 9 |\nResponse Information\nResource Description\nNone.",
///     Provenance::default(),
/// )?;
/// let Content::Api(api) = page.content else { panic!("another kind of page") };
/// let members = api.request.and_then(|request| request.members).unwrap_or_default();
/// assert_eq!(members.first().map(|row| row.ty.as_str()), Some("string"));
/// # Ok::<(), datacontract_import::source::NotAHelpPage>(())
/// ```
pub fn read(text: &str, provenance: Provenance) -> Result<Page, NotAHelpPage> {
    let items = lines::items(text);
    let first = items.iter().find_map(outline::text_of).unwrap_or_default().to_owned();
    if let Some(assembled) = outline::assemble(&items, &outline::Beside::default()) {
        return Ok(Page { provenance, content: assembled.content, notes: assembled.notes });
    }
    Err(crate::foreign::text(text, &first))
}
