//! The tables of a text: their rows are found once the samples below them are known.

use std::collections::BTreeSet;

use super::cells;
use super::header::{Header, Layout};
use super::prices::Names;
use super::rows::{self, LastRow, Rows};
use super::status_rows;
use super::torn::{self, GoesOn};
use super::unit::{Before, Unit};
use crate::outline::words;
use crate::outline::{Cell, Column, Item, Table, is_footer, is_frame, samples, text_of};
use crate::page::SampleContent;

/// An item, or a table whose rows are not yet found: that takes the names in the samples, which come after
/// it.
pub(super) enum RawItem<'t> {
    Item(Item),
    Table(Header, Vec<&'t str>),
}

/// Finds the rows of the tables, now that all samples are known.
/// `text_end` says how the text ends.
pub(super) fn settle(raw: Vec<RawItem>, text_end: End<'_>) -> Vec<Item> {
    let mut names = BTreeSet::new();
    let mut are_of_samples = false;
    for item in &raw {
        match item {
            RawItem::Item(Item::Sample(SampleContent::Text(text))) => {
                let before = names.len();
                samples::names(text, &mut names);
                are_of_samples |= names.len() > before;
            }
            RawItem::Item(item) => {
                let text = text_of(item).unwrap_or_default();
                if words::operation(text).is_some() {
                    add_parameters(text, &mut names);
                }
            }
            RawItem::Table(..) => {}
        }
    }
    let mut whole = whole_samples(&raw).into_iter();
    let mut names = Names { known: names, are_whole: false, are_of_samples };
    let mut out: Vec<Item> = Vec::with_capacity(raw.len());
    let page = PageOf::of(&raw);
    let mut raw = raw.into_iter().peekable();
    while let Some(item) = raw.next() {
        match item {
            RawItem::Item(item) => out.push(item),
            RawItem::Table(header, lines) => {
                let listed = matches!(raw.peek(), Some(RawItem::Table(next, _)) if is_index(next))
                    && is_index(&header);
                let is_end = raw.peek().is_none();
                names.are_whole = whole.next().unwrap_or_default();
                let end = if is_end { text_end } else { End::Other };
                table(header, &lines, &names, Below { listed, end, page }, &mut out);
            }
        }
    }
    out
}

fn is_index(header: &Header) -> bool {
    header.columns.contains(&Column::Api)
}

/// How many pieces at the end of an index's table are the name and comment of the next group: nothing marks
/// them where each cell has a line. The last entry may be without a description.
fn next_group(units: &[Unit]) -> usize {
    let after = units.iter().rposition(|unit| words::operation(&unit.text).is_some()).map_or(0, |at| at + 1);
    match units.get(after..).unwrap_or_default() {
        [] => 0,
        [_] => 1,
        // A comment can be one word as well, but then the description of the last entry stands before the
        // name.
        [_, .., name, comment] if words::is_identifier(&name.text) && words::is_identifier(&comment.text) => {
            2
        }
        [.., last] if words::is_identifier(&last.text) => 1,
        _ => 2,
    }
}

/// Adds the parameters in a heading, which are names as well.
pub(super) fn add_parameters(heading: &str, names: &mut BTreeSet<String>) {
    for part in heading.split('{').skip(1) {
        let inner = part.split('}').next().unwrap_or_default();
        let plain = inner.split('[').next().unwrap_or_default();
        names.insert(samples::folded(plain));
        if let Some(last) = plain.rsplit('.').next() {
            names.insert(samples::folded(last));
        }
    }
}

/// For each table, whether the samples up to the next table are there and end: they have all names of its
/// members.
fn whole_samples(raw: &[RawItem]) -> Vec<bool> {
    let mut found = Vec::new();
    let (mut any, mut cut) = (false, false);
    for item in raw.iter().rev() {
        match item {
            RawItem::Item(Item::Sample(SampleContent::Text(text))) => {
                any = true;
                cut |= samples::is_cut_off(text);
            }
            RawItem::Item(_) => {}
            RawItem::Table(..) => {
                found.push(any && !cut);
                (any, cut) = (false, false);
            }
        }
    }
    found.reverse();
    found
}

/// What stands below a table.
#[derive(Clone, Copy)]
struct Below<'t> {
    /// Another table of an index.
    listed: bool,
    end: End<'t>,
    page: PageOf,
}

impl Below<'_> {
    /// Returns whether the last cell of a table may go on: where a pipe ends a cell, it is whole.
    fn may_end_in_cell(self, layout: Layout) -> bool {
        matches!(self.end, End::OfPage(None)) && !matches!(layout, Layout::Pipes { .. })
    }
}

/// What the page of a table is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageOf {
    /// An operation: other sections follow its tables, so that a table with which it ends is cut off.
    Operation,
    /// Something else: the page of a type ends with the table of its members.
    Other,
}

impl PageOf {
    fn of(raw: &[RawItem]) -> Self {
        let is_operation = |item: &RawItem| match item {
            RawItem::Item(item) => text_of(item).is_some_and(|text| words::operation(text).is_some()),
            RawItem::Table(..) => false,
        };
        if raw.iter().any(is_operation) { Self::Operation } else { Self::Other }
    }
}

/// Where a table ends.
#[derive(Clone, Copy)]
pub(super) enum End<'t> {
    /// With the page, and perhaps with a line that may be half a cell.
    OfPage(Option<&'t str>),
    /// At half a line that is no cell of it.
    HalfLine,
    Other,
}

/// The last cell of a table with which the page ends, if it may be half a one.
#[derive(Default)]
struct HalfCell {
    text: Option<String>,
    /// What stands between it and the piece before.
    before: Before,
    /// It begins a row: the one above is whole.
    begins_row: bool,
}

impl HalfCell {
    fn take(header: &Header, lines: &[&str], units: &mut Vec<Unit>, end: End<'_>, page: PageOf) -> Self {
        let has_pipes = matches!(header.layout, Layout::Pipes { .. });
        match end {
            End::OfPage(Some(text)) => {
                let parts = words::half_of_annotations(text);
                if let Some((whole, _)) = parts {
                    let line = units.last().map_or(0, |last| last.line + 1);
                    let text = whole.to_owned();
                    units.push(Unit { text, line, closed: true, starts_row: Some(false), ..Unit::default() });
                }
                let half = parts.map_or(text, |(_, half)| half).to_owned();
                HalfCell { text: Some(half), ..HalfCell::default() }
            }
            // Cells end with a pipe.
            End::OfPage(None)
                if has_pipes && lines.last().is_some_and(|line| !line.trim_end().ends_with('|')) =>
            {
                let is_half =
                    |unit: &mut Unit| !words::is_none(&unit.text) && !words::is_required(&unit.text);
                if let Some(last) = units.last_mut()
                    && let Some((whole, half)) = words::half_of_annotations(&last.text)
                {
                    let (length, half) = (whole.len(), half.to_owned());
                    last.text.truncate(length);
                    last.closed = true;
                    return HalfCell { text: Some(half), ..HalfCell::default() };
                }
                let unit = units.pop_if(is_half);
                let begins_row = unit.as_ref().is_some_and(|unit| unit.starts_row == Some(true));
                let before = unit.as_ref().map(|unit| unit.before).unwrap_or_default();
                HalfCell { text: unit.map(|unit| unit.text), before, begins_row }
            }
            // Any line below name and type is a cell, or the start of one, or of the next row.
            End::OfPage(None)
                if header.layout == Layout::Blanks
                    && page == PageOf::Operation
                    && cells::cells_stand_below(lines, &header.columns) =>
            {
                HalfCell::take_line(units)
            }
            End::OfPage(None) if !has_pipes && header.columns.contains(&Column::Annotations) => {
                let unit = units.pop_if(|unit| words::is_half_annotation(&unit.text));
                HalfCell { text: unit.map(|unit| unit.text), ..HalfCell::default() }
            }
            End::OfPage(None) | End::HalfLine | End::Other => HalfCell::default(),
        }
    }
}

impl HalfCell {
    /// Takes the last line, unless it is a word of the engine's that is whole.
    fn take_line(units: &mut Vec<Unit>) -> Self {
        let Some(line) = units.last().map(|last| last.line) else { return HalfCell::default() };
        let start = units.iter().rposition(|unit| unit.line != line).map_or(0, |at| at + 1);
        let is_whole = |text: &str| words::is_none(text) || words::is_required(text);
        if units.last().is_some_and(|last| is_whole(&last.text)) {
            return HalfCell::default();
        }
        let taken = units.split_off(start);
        let begins_row = taken.first().is_some_and(|first| first.starts_row == Some(true));
        let text = taken.iter().map(|unit| unit.text.as_str()).collect::<Vec<_>>().join(" ");
        HalfCell { text: Some(text), begins_row, ..HalfCell::default() }
    }
}

/// What the last cell of an index is in which the page ends.
enum HalfOfIndex {
    /// A part of the last row: all that there is of it.
    Row(Vec<String>),
    /// A text below the table.
    Below(String),
    Nothing,
}

impl HalfCell {
    /// Adds the start of a description to the last row of an index, marked as one.
    fn of_index(self, rows: &mut [Vec<Cell>], columns: &[Column]) -> HalfOfIndex {
        let Some(text) = self.text else { return HalfOfIndex::Nothing };
        let first = text.split(' ').next().unwrap_or_default();
        if self.begins_row || words::method(first).is_some() {
            return HalfOfIndex::Row(vec![text]);
        }
        let at = columns.iter().position(|column| *column == Column::Description);
        let Some((at, row)) = at.zip(rows.last_mut()) else { return HalfOfIndex::Row(vec![text]) };
        let Some(cell) = row.get_mut(at) else { return HalfOfIndex::Row(vec![text]) };
        let goes_on = self.before == Before::Line && !cell.parts.is_empty();
        if is_footer(&text) || !(goes_on || cell.parts.is_empty()) {
            return HalfOfIndex::Below(text);
        }
        if words::begins_no_documentation(&text) {
            return HalfOfIndex::Nothing;
        }
        cell.parts.push(text);
        let whole = row.iter().flat_map(|cell| &cell.parts).cloned().collect();
        if let Some(text) = row.get_mut(at).and_then(|cell| cell.parts.last_mut()) {
            text.push(words::CUT);
        }
        HalfOfIndex::Row(whole)
    }
}

fn has_type(row: &[Cell], header: &Header) -> bool {
    let at = header.columns.iter().position(|column| *column == Column::Type);
    at.and_then(|at| row.get(at)).is_some_and(|cell| !cell.parts.is_empty())
}

/// Takes off the last entry of a list what has more paragraphs than any other entry: it stands below the list. Returns
/// how many they are.
fn take_below_list(rows: &mut [Vec<Cell>], columns: &[Column]) -> usize {
    let Some(at) = columns.iter().position(|column| *column == Column::Description) else { return 0 };
    let Some((last, others)) = rows.split_last_mut() else { return 0 };
    let most = others.iter().filter_map(|row| row.get(at)).map(|cell| cell.parts.len()).max();
    let (Some(most), Some(cell)) = (most, last.get_mut(at)) else { return 0 };
    let below = cell.parts.len().saturating_sub(most.max(1));
    cell.parts.truncate(cell.parts.len() - below);
    below
}

/// Adds to the last row the annotations that are whole in the cell in which the page ends.
fn add_whole_annotations(row: Option<&mut Vec<Cell>>, half: Option<&str>, header: &Header) {
    let at = header.columns.iter().position(|column| *column == Column::Annotations);
    let cell = at.zip(row).and_then(|(at, row)| row.get_mut(at));
    let (Some(cell), Some(half)) = (cell.filter(|cell| cell.parts.is_empty()), half) else { return };
    cell.parts.extend(words::whole_annotations(half));
}

/// Takes what may go on out of the last row of a page that is cut off: an annotation, as `Max length: 3`, and the start
/// of a word for a type. Returns the cells that the row had.
fn take_open_cell(row: &mut [Cell], columns: &[Column], page: PageOf) -> Option<Vec<String>> {
    let all: Vec<String> = row.iter().flat_map(|cell| &cell.parts).cloned().collect();
    let at = columns.iter().position(|column| *column == Column::Annotations);
    let notes = at.and_then(|at| row.get_mut(at));
    if let Some(last) = notes.and_then(|cell| cell.parts.last_mut()) {
        if page != PageOf::Operation || !words::may_go_on(last) || all.last() != Some(last) {
            return None;
        }
        let kept = words::whole_annotations(last);
        let cell = at.and_then(|at| row.get_mut(at))?;
        cell.parts.pop();
        cell.parts.extend(kept);
        return Some(all);
    }
    let at = columns.iter().position(|column| *column == Column::Type)?;
    let ty = row.get_mut(at).filter(|cell| words::is_half_list(&cell.text()))?;
    ty.parts = words::list_of_open_items(&ty.text()).map(str::to_owned).into_iter().collect();
    Some(all)
}

/// Returns whether a word below a row that has all its cells begins the next one. Anything can stand there, but no word
/// of a language has capitals in it, and where names have no pipe before them any word can be the start of one.
fn may_be_next_name(text: &str, layout: Layout) -> bool {
    let begins_row = layout == Layout::Pipes { leading: false }
        && words::is_identifier(text)
        && words::meaning(text).is_none()
        && !is_frame(text);
    begins_row || words::is_class_name(text)
}

/// Returns the only line of a table of one cell a line, if it is no row: a copy that has lost the short lines of a page
/// has the description of a row without its name and type.
fn text_without_row<'l>(header: &Header, lines: &[&'l str], names: &Names) -> Option<&'l str> {
    // So many words a name of the engine's for a type has at most.
    const MOST_WORDS: usize = 24;
    let is_of_lines = matches!(header.layout, Layout::Lines | Layout::Blanks);
    if !is_of_lines || !header.columns.contains(&Column::Type) {
        return None;
    }
    let mut texts = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let (text, None) = (texts.next()?, texts.next()) else { return None };
    let (first, rest) = text.split_once(' ')?;
    let ends = rest.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS).chain([rest.len()]);
    let begins_with_type = || ends.clone().any(|end| rest.get(..end).is_some_and(words::is_stock_type));
    let is_row = names.known.contains(&samples::folded(first))
        || words::type_at_end(text).is_some()
        || begins_with_type()
        || rest.match_indices(' ').any(|(at, _)| rest.get(at + 1..).is_some_and(words::is_note))
        || words::is_note(rest);
    (!is_row).then_some(text)
}

/// The rows at the end of a table with which the page ends.
struct LastRows<'a> {
    header: &'a Header,
    names: &'a Names,
    below: Below<'a>,
}

/// What stands at the end of a page behind the rows of a table.
struct SettledEnd {
    /// The cells of the row in whose middle the page ends.
    torn_cells: Vec<String>,
    /// A line below the table.
    own_line: Option<String>,
    /// How many of the pieces are in rows.
    used: usize,
}

impl LastRows<'_> {
    /// Settles what of the last row is sure. `used` is how many of the pieces are in rows.
    fn settle(
        &self,
        half: HalfCell,
        units: &[Unit],
        rows: &mut Vec<Vec<Cell>>,
        mut used: usize,
    ) -> SettledEnd {
        let Self { header, names, below } = *self;
        let (mut torn_cells, mut own_line) = (Vec::new(), None);
        // Where the page ends in the middle of a row, nobody knows what its cells are. A row above another
        // one is whole.
        let is_followed =
            matches!(below.end, End::HalfLine) && rows.last().is_some_and(|row| has_type(row, header));
        let is_whole = half.begins_row
            || is_followed
            || rows
                .split_last()
                .is_none_or(|(last, others)| rows::is_whole(last, others, &header.columns, header.layout));
        let has_all = rows.last().is_none_or(|row| row.last().is_some_and(|cell| !cell.parts.is_empty()));
        // A cell that may begin an annotation stands behind a type rather than a name.
        let goes_on = match half.text.as_deref().filter(|_| !half.begins_row) {
            Some(text) if words::is_half_annotation(text) => GoesOn::InAnnotations,
            Some(text) => GoesOn::With(text, half.before),
            None => GoesOn::No,
        };
        let mut sure = None;
        if !is_whole && let Some(row) = rows.pop() {
            let pieces = units.get(..used).unwrap_or_default();
            let count = row.iter().map(|cell| cell.parts.len()).sum::<usize>();
            let first = pieces.len().saturating_sub(count);
            sure = torn::sure_cells(pieces.get(first..).unwrap_or_default(), rows, header, goes_on);
            torn_cells.extend(row.into_iter().flat_map(|cell| cell.parts));
        } else if matches!(below.end, End::OfPage(_))
            && let Some((last, others)) = rows.split_last()
            && rows::lacks_notes(last, others, &header.columns)
        {
            // What there is of it stays.
            torn_cells.extend(last.iter().flat_map(|cell| &cell.parts).cloned());
        }
        let may_be_open = is_whole && half.text.is_none() && used == units.len();
        if may_be_open
            && below.may_end_in_cell(header.layout)
            && let Some(cells) =
                rows.last_mut().and_then(|row| take_open_cell(row, &header.columns, below.page))
        {
            torn_cells = cells;
        }
        let outside = units.get(used..).unwrap_or_default();
        let is_name = outside.first().is_some_and(|unit| words::is_identifier(unit.word()));
        if is_name && outside.len() < header.columns.len() {
            // Below a row that is torn itself nobody knows what is which.
            if torn_cells.is_empty() {
                sure = torn::sure_cells(outside, rows, header, goes_on);
            }
            torn_cells.extend(outside.iter().map(|unit| unit.word().to_owned()));
            used = units.len();
        }
        if torn_cells.is_empty() && is_whole && !half.begins_row {
            add_whole_annotations(rows.last_mut(), half.text.as_deref(), header);
        }
        let is_sure = sure.is_some();
        rows.extend(sure);
        let is_next_name = half.text.as_deref().is_some_and(|text| may_be_next_name(text, header.layout));
        let is_annotation = half
            .text
            .as_deref()
            .is_some_and(|text| words::is_half_annotation(text) || words::is_annotation(text));
        let is_own = is_whole
            && !is_annotation
            && has_all
            && torn_cells.is_empty()
            && !is_next_name
            && matches!(below.end, End::OfPage(Some(_)));
        if is_own {
            own_line = half.text;
        } else {
            let is_closed = half.text.is_none() && units.last().is_some_and(|last| last.closed);
            torn_cells.extend(half.text);
            if let ([text], false) = (torn_cells.as_slice(), is_sure) {
                let is_known = names.known.contains(&samples::folded(text));
                let end = torn::end_of_name(header.layout, is_closed || is_known);
                let named = end.and_then(|end| torn::named_row(text, end, rows, header));
                rows.extend(named);
            }
        }
        SettledEnd { torn_cells, own_line, used }
    }
}

fn table(mut header: Header, lines: &[&str], names: &Names, below: Below<'_>, out: &mut Vec<Item>) {
    if let Some(table) = status_rows::table(&header, lines) {
        out.push(Item::Table(table));
        return;
    }
    if let Some(text) = text_without_row(&header, lines, names).filter(|_| matches!(below.end, End::Other)) {
        out.push(Item::Table(Table {
            title: header.title,
            columns: header.columns,
            rows_of: header.rows_of,
            ..Table::default()
        }));
        out.push(Item::line(text));
        return;
    }
    header.settle(lines, &names.known);
    let mut units = cells::units(lines, header.layout, &header.columns, &names.known);
    let half = HalfCell::take(&header, lines, &mut units, below.end, below.page);
    let end = if below.listed { units.len() - next_group(&units).min(units.len()) } else { units.len() };
    let last_row = if matches!(below.end, End::OfPage(_)) && !is_index(&header) {
        LastRow::MayBeCut
    } else {
        LastRow::Whole
    };
    let pieces = units.get(..end).unwrap_or_default();
    let Rows { mut rows, mut used } = rows::rows(pieces, &header.columns, names, header.layout, last_row);
    if is_index(&header) && header.layout == Layout::Lines && matches!(below.end, End::Other) && !below.listed
    {
        used -= take_below_list(&mut rows, &header.columns);
    }
    let mut torn_cells = Vec::new();
    let mut own_line = None;
    if is_index(&header) {
        match half.of_index(&mut rows, &header.columns) {
            HalfOfIndex::Row(cells) => torn_cells = cells,
            HalfOfIndex::Below(text) => own_line = Some(text),
            HalfOfIndex::Nothing => {}
        }
    } else if !matches!(below.end, End::Other) {
        let last = LastRows { header: &header, names, below };
        SettledEnd { torn_cells, own_line, used } = last.settle(half, &units, &mut rows, used);
    }
    let title = words::type_in_words(&header.title).unwrap_or(header.title);
    out.push(Item::Table(Table {
        title,
        columns: header.columns,
        rows,
        torn: torn_cells,
        rows_of: header.rows_of,
    }));
    let texts = units.into_iter().skip(used).map(|unit| unit.text).chain(own_line);
    out.extend(texts.map(Item::line));
}
