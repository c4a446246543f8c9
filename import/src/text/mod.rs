//! Help pages as flattened text: what search indexes, archives and scrapers keep of them.
//!
//! Each extractor has its own way with tables: one cell a line, pipes before or after the cells, tabs. Which
//! it was follows from the table's heading; its rows are then found by what best explains the cells in it,
//! since all extractors lose, glue and shift cells.

mod cells;
mod echo;
mod ending;
mod glued;
mod header;
mod instead;
mod labels;
mod lines;
mod mended;
mod menu;
mod multipart;
mod prices;
mod rows;
mod status_rows;
mod tables;
mod torn;
mod type_labels;

use crate::outline;
use crate::page::{Content, Ending, Page, Provenance};
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
///
/// Of several operations in one text the first is read, and the others are named in its notes.
#[expect(clippy::needless_pass_by_value, reason = "the page is said to be from there")]
pub fn read(text: &str, provenance: Provenance) -> Result<Page, NotAHelpPage> {
    read_all(text, &provenance).map(outline::Pages::into_first)
}

/// Reads the pages of a text, one an operation.
pub(crate) fn read_all(text: &str, provenance: &Provenance) -> Result<outline::Pages, NotAHelpPage> {
    let lines::Read { items, half, menu } = lines::read(text);
    let first = items.iter().find_map(outline::text_of).unwrap_or_default().to_owned();
    let mut pages: Vec<Page> = outline::apart(items)
        .iter()
        .filter_map(|items| outline::assemble(items, &outline::PageMetadata::default()))
        .map(|assembled| Page {
            provenance: provenance.clone(),
            content: assembled.content,
            notes: assembled.notes,
        })
        .collect();
    let is_operation = |page: &Page| matches!(page.content, Content::Api(_));
    let first_operation = pages.iter().position(is_operation);
    if let (Some(menu), Some(page)) = (menu, first_operation.and_then(|at| pages.get_mut(at))) {
        page.notes.push(format!("Not kept: `{menu}` behind the heading."));
    }
    let last = pages.iter().rposition(is_operation).or(pages.len().checked_sub(1));
    if let (Some(half), Some(page)) = (half, last.and_then(|last| pages.get_mut(last))) {
        outline::note_half_line(&half, &mut page.notes);
        if let Content::Api(api) = &mut page.content {
            let is_known = api.response.is_some()
                || api.ending == Ending::Whole
                || page.notes.iter().any(|note| note == outline::NO_RESPONSE);
            if !is_known {
                page.notes.push(outline::NO_RESPONSE.to_owned());
            }
            api.ending = Ending::CutOff;
        }
    }
    outline::Pages::collect(pages.into_iter()).ok_or_else(|| crate::foreign::text(text, &first))
}
