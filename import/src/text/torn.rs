//! What is sure of the row in whose middle a page ends.

use super::header::{Header, Layout};
use super::unit::{Before, Unit};
use crate::outline::{Cell, Column, is_frame, words};
use crate::page::NameEnd;

/// What of a row stands behind its last whole piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GoesOn<'a> {
    /// A piece that the page may end in, with what stands before it.
    With(&'a str, Before),
    /// The start of an annotation, in which the page ends: it stands behind a type.
    InAnnotations,
    No,
}

impl<'a> GoesOn<'a> {
    fn text(self) -> Option<&'a str> {
        match self {
            GoesOn::With(text, _) => Some(text),
            GoesOn::InAnnotations | GoesOn::No => None,
        }
    }

    fn before(self) -> Option<Before> {
        match self {
            GoesOn::With(_, before) => Some(before),
            GoesOn::InAnnotations | GoesOn::No => None,
        }
    }
}

/// Returns the cells of a row in whose middle the page ends that are whole for sure: the name, and the type
/// where the layout shows which cell it is. The others may be parts of cells, or of other columns.
///
/// `pieces` are those of the row, and `others` the rows before it: without any, what the columns are is not
/// sure either.
pub(super) fn sure_cells(
    pieces: &[Unit],
    others: &[Vec<Cell>],
    header: &Header,
    goes_on: GoesOn<'_>,
) -> Option<Vec<Cell>> {
    let column = |column: Column| header.columns.iter().position(|other| *other == column);
    // A member of an enum without its number would say that none has one.
    if column(Column::Value).is_some() || column(Column::Api).is_some() {
        return None;
    }
    let name = column(Column::Name)?;
    let (first, more) = pieces.split_first()?;
    let text = first.word();
    // Extractors that drop empty descriptions have the type on the name's line, and a description below it.
    let is_plain = |row: &Vec<Cell>| {
        let is_empty = |column| row.get(column).is_none_or(|cell: &Cell| cell.parts.is_empty());
        column(Column::Description).is_some_and(is_empty)
            && column(Column::Type).is_some_and(|ty| !is_empty(ty))
    };
    let shares_line = more
        .first()
        .map(|next| next.before)
        .or(goes_on.before())
        .is_some_and(|before| before == Before::Pipe);
    // What cannot be a type stands in the description, so that the cell before it is the name.
    let below = more.first().map(|next| next.text.as_str()).or(goes_on.text());
    let is_next_column = column(Column::Description) == Some(name + 1);
    let is_described = first.closed && (!shares_line || is_next_column) && below.is_some_and(cannot_be_type);
    // Below a name that an extractor has lost, the first cell is a type or a description: each has a line.
    let may_be_lost = first.unnamed
        || (header.layout == Layout::Pipes { leading: false }
            && !is_described
            && !(shares_line && others.iter().any(is_plain)));
    // What a row above is called, or its type, is rather what stands below the table.
    let is_new = |row: &Vec<Cell>| {
        ![Some(name), column(Column::Type)]
            .into_iter()
            .flatten()
            .any(|at| row.get(at).is_some_and(|cell| cell.text() == text))
    };
    let is_name = words::is_identifier(text)
        && !words::is_sample_label(text)
        && !words::is_stock_type(text)
        && !may_be_lost
        && others.iter().all(is_new);
    let begins = match first.starts_row {
        Some(begins) if header.layout != Layout::Blanks => begins,
        _ => true,
    };
    // A line end alone may have torn the name.
    let is_whole = match more.first() {
        Some(next) => next.before != Before::Line,
        None => matches!(goes_on, GoesOn::With(..)) || first.closed,
    };
    // Where each cell has a line, no name is lost: the first piece of the first row is one.
    let is_below = match others.last() {
        Some(above) => is_below_row(above, header, first),
        None => header.layout == Layout::Lines && first.before != Before::Pipe,
    };
    if !is_whole || !is_name || !begins || !is_below {
        return None;
    }
    let mut cells = vec![Cell::default(); header.columns.len()];
    cells.get_mut(name)?.parts.push(text.to_owned());
    // No cell can be lost between columns that stand beside each other.
    let is_beside = column(Column::Type) == Some(name + 1) && more.len() > 1;
    if matches!(header.layout, Layout::Pipes { .. })
        && let ([ty, more @ ..], Some(at)) = (more, column(Column::Type))
        && ty.line == first.line
        && words::is_type(&ty.text)
        && (is_beside || (more.is_empty() && others.iter().any(is_plain)))
        && let Some(cell) = cells.get_mut(at)
    {
        cell.parts.push(ty.text.clone());
    }
    let has_pipes = matches!(header.layout, Layout::Pipes { .. });
    // The last piece is the type if it stands where that of the other rows does and is a whole word for one.
    let is_type_next = match more {
        [] => shares_line && others.iter().any(is_plain),
        [described] => {
            described.closed && is_next_column && (!shares_line || cannot_be_type(&described.text))
        }
        _ => false,
    };
    let last_type = match (header.layout, more) {
        (Layout::Pipes { .. }, _) => goes_on.text().filter(|_| is_type_next),
        // Where each cell has a line, a description may be one of these words, unless no row has one.
        (Layout::Lines, [only]) if !others.is_empty() && others.iter().all(is_plain) => {
            Some(only.text.as_str())
        }
        _ => None,
    };
    let is_behind_type = |ty: &&str| goes_on == GoesOn::InAnnotations && words::is_type(ty);
    let last_type = last_type.and_then(|ty| Some(ty).filter(is_behind_type).or_else(|| type_so_far(ty)));
    if let Some((ty, cell)) = last_type.zip(column(Column::Type).and_then(|at| cells.get_mut(at))) {
        cell.parts.push(ty.to_owned());
    }
    if let Some(cell) = column(Column::Description).and_then(|at| cells.get_mut(at)) {
        let mut texts = more.iter().map(|piece| piece.text.as_str()).chain(goes_on.text());
        // Directly behind the name words that are no type's are a description, as far as the page goes.
        let is_next = column(Column::Description) == Some(name + 1) && !others.is_empty();
        // A name alone on its line has a description below: without one the type shares the line.
        let is_told = has_pipes && (is_described || (last_type.is_some() && !more.is_empty()));
        let begun = texts.clone().next().filter(|text| is_next && (is_told || are_words(text)));
        // What stands in the next cell shows that it is whole.
        let next = more.get(1).map(|piece| piece.before).or(goes_on.before());
        let is_whole = more
            .first()
            .is_some_and(|piece| piece.closed || next.is_some_and(|before| before != Before::Line));
        let is_whole = is_whole && header.layout != Layout::Blanks;
        let begun =
            begun.map(|text| if is_whole { text.to_owned() } else { format!("{text}{}", words::CUT) });
        cell.parts.extend(texts.find(|text| is_sentence(text)).map(str::to_owned).or(begun));
    }
    Some(cells)
}

/// Returns what is sure of a type in which a page ends: all of it if it is a whole word for one, or that it
/// is a list. The name of a class may go on.
fn type_so_far(ty: &str) -> Option<&str> {
    let is_half_list = words::begins_composed_type(ty)
        && (words::is_half_list(ty) || !ty.rsplit(" of ").next().is_some_and(words::is_engines_word));
    let is_whole = words::is_stock_type(ty) && !words::begins_stock_type(ty) && !is_half_list;
    if is_whole { Some(ty) } else { words::list_of_open_items(ty) }
}

/// Returns how far the name goes with which a page ends, `is_shown` if a pipe stands behind it or the samples
/// have it. A cell that lacks its pipe is cut off; where each cell has a line, nothing tells.
pub(super) fn end_of_name(layout: Layout, is_shown: bool) -> Option<NameEnd> {
    match layout {
        _ if is_shown => Some(NameEnd::Shown),
        Layout::Lines => Some(NameEnd::Open),
        Layout::Pipes { .. } | Layout::Tabs | Layout::Blanks => None,
    }
}

/// Returns the row of which the page has no more than the name, below one that has all its cells. A name that may go on
/// is marked as one.
pub(super) fn named_row(
    text: &str,
    end: NameEnd,
    others: &[Vec<Cell>],
    header: &Header,
) -> Option<Vec<Cell>> {
    let column = |column: Column| header.columns.iter().position(|other| *other == column);
    let (name, ty) = (column(Column::Name)?, column(Column::Type)?);
    // Without more columns behind the name, it may be a row of its own.
    let notes = column(Column::Annotations)?;
    if column(Column::Value).is_some() || column(Column::Api).is_some() {
        return None;
    }
    // Where rows begin with a pipe, one shows what is a name. Else the first cell of a row is a description where the
    // extractor loses names, as it has above then.
    let has_name = |row: &Vec<Cell>| row.get(name).is_some_and(|cell| !cell.parts.is_empty());
    match header.layout {
        Layout::Pipes { leading: true } => return None,
        Layout::Pipes { leading: false } if !others.iter().all(has_name) => return None,
        Layout::Pipes { .. } | Layout::Lines | Layout::Tabs | Layout::Blanks => {}
    }
    let above = others.last()?.get(notes)?.parts.last().filter(|note| words::is_note(note))?;
    // More annotations may stand below one.
    let is_annotation = words::is_note(text) || (words::is_half_annotation(text) && !words::is_none(above));
    let is_known = |row: &Vec<Cell>| {
        [name, ty].into_iter().any(|at| row.get(at).is_some_and(|cell| cell.text() == text))
    };
    let is_name = words::is_identifier(text)
        && !is_annotation
        && !words::is_stock_type(text)
        && !words::is_sample_label(text)
        && words::meaning(text).is_none()
        && !is_frame(text)
        && !others.iter().any(is_known);
    if !is_name {
        return None;
    }
    let mut cells = vec![Cell::default(); header.columns.len()];
    let shown = match end {
        NameEnd::Shown => text.to_owned(),
        NameEnd::Open => format!("{text}{}", words::CUT),
    };
    cells.get_mut(name)?.parts.push(shown);
    Some(cells)
}

/// Returns whether a piece is a whole sentence: no type ends in a full stop, and of the notes only the engine's own.
fn is_sentence(text: &str) -> bool {
    text.contains(' ') && text.ends_with(['.', '!', '?']) && !text.ends_with("..") && !words::is_note(text)
}

/// Returns whether a piece, which may be the start of a cell, is of several words and none of them begins a type or an
/// annotation.
fn cannot_be_type(text: &str) -> bool {
    text.contains(' ')
        && !words::begins_composed_type(text)
        && !words::is_stock_type(text)
        && !words::is_half_stock_type(text)
        && !words::is_note(text)
        && !words::is_half_annotation(text)
}

/// Returns whether a piece has more words than any type or annotation begins with.
fn are_words(text: &str) -> bool {
    const MOST_OF_TYPES: usize = 3;
    text.split_whitespace().count() > MOST_OF_TYPES
        && !words::begins_composed_type(text)
        && !words::is_note(text)
        && !words::is_half_annotation(text)
}

/// Returns whether a new row begins below the row above, as the layout shows or since that has its last cell.
fn is_below_row(above: &[Cell], header: &Header, first: &Unit) -> bool {
    first.starts_row == Some(true)
        || header.columns.iter().zip(above).any(|(column, cell)| {
            *column == Column::Annotations && cell.parts.last().is_some_and(|part| words::is_note(part))
        })
}
