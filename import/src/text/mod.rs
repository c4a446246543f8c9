//! Help pages as flattened text: what search indexes, archives and scrapers keep of them.
//!
//! Each extractor has its own way with tables: one cell a line, pipes before or after the cells, tabs. Which
//! it was follows from the table's heading; its rows are then found by what best explains the cells in it,
//! since all extractors lose, glue and shift cells.

mod cells;
mod echo;
mod ending;
mod extents;
mod glued;
mod half_header;
mod header;
mod instead;
mod labelled_rows;
mod labels;
mod lines;
mod mended;
mod menu;
mod multipart;
mod noted_types;
mod prices;
mod rows;
mod status_rows;
mod tables;
mod torn;
mod type_labels;
mod unit;

use self::ending::Half;
use crate::outline::{self, Behind};
use crate::page::{Content, Ending, Page, Provenance};
use crate::source::NotAHelpPage;

/// Reads a help page from its flattened text.
///
/// ```
/// use datacontract_import::{page::{Content, Provenance}, text};
///
/// let page = text::read(
///     "POST api/boxes\nRequest Information\nBody Parameters\nBox| Name | Description | Type | Additional information
/// |\n\
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
    let mut pages: Vec<outline::Assembled> = outline::apart(items)
        .iter()
        .filter_map(|items| outline::assemble(items, &outline::PageMetadata::default()))
        .collect();
    let is_operation = |page: &outline::Assembled| matches!(page.content, Content::Api(_));
    // Lists of what other systems have look like tables of members.
    if !pages.is_empty()
        && !pages.iter().any(is_operation)
        && let Some(other) = crate::foreign::text_of_other_system(text, &first)
    {
        return Err(other);
    }
    let first_operation = pages.iter().position(is_operation);
    if let (Some(menu), Some(page)) = (menu, first_operation.and_then(|at| pages.get_mut(at))) {
        page.notes.push(format!("Not kept: `{menu}` behind the heading."));
    }
    let operations = pages.iter().filter(|page| is_operation(page)).count();
    let last = pages.iter().rposition(is_operation).or(pages.len().checked_sub(1));
    for (at, page) in pages.iter_mut().enumerate() {
        let is_last = Some(at) == last;
        let half = half.as_ref().filter(|_| is_last);
        if let Some(half) = half {
            outline::note_half_line(half.text(), &mut page.notes);
        }
        if let Content::Api(api) = &mut page.content {
            if let Some(Half::Words(half)) = half {
                outline::settle_above_half_line(half, api);
            }
            let end = match half {
                Some(_) if api.ending != Ending::Whole => Ending::CutOff,
                _ => api.ending,
            };
            let behind = if is_last { Behind::last_of(operations) } else { Behind::Something };
            page.lacking.note(end, behind, api, &mut page.notes);
            if let Some(half) = half {
                api.ending = Ending::CutOff;
                api.half_line = Some(half.text().to_owned());
            }
        }
    }
    let pages = pages.into_iter().map(|assembled| Page {
        provenance: provenance.clone(),
        content: assembled.content,
        notes: assembled.notes,
    });
    outline::Pages::collect(pages).ok_or_else(|| crate::foreign::text(text, &first))
}
