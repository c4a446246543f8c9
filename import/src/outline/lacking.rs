//! What a page lacks that ends early, and the notes on where it ends.

use super::Item;
use crate::page::{ApiPage, Ending, Missing};

/// The note on a page that ends before its response.
const NO_RESPONSE: &str =
    "Nothing about the response: looked for `Response Information`; the page may be cut off.";

/// The note on a page that ends before its body.
const NO_BODY: &str =
    "Nothing about the body and the response: looked for `Body Parameters`; the page may be cut off.";

/// The start of a note that says where a page ends.
const ENDS: &str = "The page ends in the middle of ";

/// The start of the note on a row in whose middle a page ends.
const IN_ROW: &str = "The page ends in the middle of a table's row: ";

/// What a page does not say of its operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lacking {
    pub(super) body: Lack,
    pub(super) response: Lack,
    /// The cells of the last URI parameter, if it alone has no annotations and is the last thing on the page.
    pub(super) row: Option<Vec<String>>,
}

/// What a page lacks of a body or a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lack {
    /// Nothing: it shows what there is, or says that there is none.
    #[default]
    Nothing,
    /// All of it, and other pages may have no more.
    Unsaid,
    /// All of it, on a page of 5.0: these leave out what they have nothing to show of.
    LeftOut,
    /// What has to stand below the last heading.
    BelowHeading,
    /// Its headings, as the page is no more than the operation and what that does.
    NotBegun,
    /// Its headings, where others are there.
    Headings,
}

/// What stands behind a page in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// Nothing: the document is this page.
    Nothing,
    /// Nothing, and other operations stand before it.
    NothingOfSeveral,
    /// Another operation, or the end of the document.
    Something,
}

impl Behind {
    /// Returns what stands behind the last of a document's operations.
    pub(crate) fn last_of(operations: usize) -> Self {
        if operations == 1 { Self::Nothing } else { Self::NothingOfSeveral }
    }
}

impl Lack {
    /// Returns whether it shows that the page ends early.
    fn is_cut(self, behind: Behind) -> bool {
        match self {
            Self::Nothing | Self::Unsaid | Self::LeftOut => false,
            Self::BelowHeading => behind != Behind::Something,
            // Lists of operations have no more of each.
            Self::NotBegun => behind == Behind::Nothing,
            Self::Headings => true,
        }
    }

    /// Returns why nothing is said, `is_cut` if the page ends before it.
    fn missing(self, is_cut: bool, end: Ending, behind: Behind) -> Missing {
        match self {
            _ if is_cut => Missing::BehindEnd,
            Self::LeftOut if end == Ending::Whole || behind == Behind::Something => Missing::LeftOut,
            Self::LeftOut => Missing::LeftOutOrBehindEnd,
            Self::Nothing | Self::Unsaid | Self::BelowHeading | Self::NotBegun | Self::Headings => {
                Missing::Nothing
            }
        }
    }
}

impl Lacking {
    /// Notes what a page lacks that it would have if it did not end early. `end` is what the document shows of its end.
    pub(crate) fn note(&self, end: Ending, behind: Behind, api: &mut ApiPage, notes: &mut Vec<String>) {
        if self.response == Lack::Headings
            && let Some(cells) = &self.row
            && !notes.iter().any(|note| note.starts_with(ENDS))
        {
            notes.push(in_row(cells));
        }
        let may_be_cut = matches!(self.body, Lack::Unsaid | Lack::LeftOut);
        let lacks_body = self.body.is_cut(behind) || (end == Ending::CutOff && may_be_cut);
        if lacks_body {
            notes.push(NO_BODY.to_owned());
        }
        let lacks_response =
            self.response.is_cut(behind) || (end == Ending::CutOff && self.response != Lack::Nothing);
        if lacks_response {
            notes.push(NO_RESPONSE.to_owned());
        }
        if lacks_body || lacks_response {
            api.ending = Ending::CutOff;
        }
        api.no_request = self.body.missing(lacks_body, end, behind);
        api.no_response = self.response.missing(lacks_response, end, behind);
    }
}

/// Returns whether a note says that the page ends in the middle of something.
pub(crate) fn says_where_it_ends(note: &str) -> bool {
    note.starts_with(ENDS)
}

/// Adds the note on the line in whose middle a page ends.
pub(crate) fn note_half_line(line: &str, notes: &mut Vec<String>) {
    notes.push(format!("{ENDS}a line: `{line}`."));
}

/// Drops the notes on what is missing where another one says at what the page ends.
pub(crate) fn tell_cut_once(notes: &mut Vec<String>) {
    let says_where = |note: &String| {
        note.starts_with(ENDS) || ["request", "response"].iter().any(|what| is_of_cut_sample(note, what))
    };
    if notes.iter().any(says_where) {
        notes.retain(|note| note != NO_RESPONSE && note != NO_BODY);
    } else if notes.iter().any(|note| note == NO_BODY) {
        notes.retain(|note| note != NO_RESPONSE);
    }
}

/// Notes the row in whose middle a page ends.
pub(super) fn note_torn(items: &[Item], notes: &mut Vec<String>) {
    for item in items {
        if let Item::Table(table) = item
            && !table.torn.is_empty()
        {
            notes.push(in_row(&table.torn));
        }
    }
}

fn in_row(cells: &[String]) -> String {
    format!("{IN_ROW}`{}`.", cells.join(" | "))
}

/// Returns whether a note says that the page ends in the middle of a table's row.
pub(crate) fn is_in_row(note: &str) -> bool {
    note.starts_with(IN_ROW)
}

/// Returns whether a note says that the page ends in the middle of the row of a name.
pub(crate) fn is_in_row_of(note: &str, name: &str) -> bool {
    let cells = note.strip_prefix(IN_ROW).and_then(|cells| cells.strip_prefix('`'));
    let behind = cells.and_then(|cells| cells.strip_prefix(name));
    behind.is_some_and(|behind| behind.starts_with(" | ") || behind == "`.")
}

/// Returns whether a note says that the page ends in the middle of a row behind the cell of its type, which is whole
/// then.
pub(crate) fn is_behind_type(note: &str, name: &str, ty: &str) -> bool {
    let cells = note.strip_prefix(IN_ROW).and_then(|cells| cells.strip_prefix('`'));
    let mut cells = cells.unwrap_or_default().split(" | ");
    cells.next() == Some(name) && cells.any(|cell| cell == ty) && cells.next().is_some()
}

/// The start of the note on a sample that is cut off.
pub(super) fn sample_for(what: &str) -> String {
    format!("The {what}'s sample for ")
}

/// Returns whether a note says that a sample is cut off.
pub(crate) fn is_of_cut_sample(note: &str, what: &str) -> bool {
    note.starts_with(&sample_for(what)) && note.ends_with("is cut off.")
}
