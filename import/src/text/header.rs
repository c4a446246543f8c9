//! Finds the heading of a table, which shows how the table's cells are laid out.

use std::collections::BTreeSet;

use super::glued;
use crate::outline::{Column, RowsOf, samples, words};

/// How an extractor writes the cells of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Cells end with a pipe; rows may begin with one, and may go over several lines.
    Pipes {
        /// Rows begin with a pipe.
        leading: bool,
    },
    /// One cell a line (some have a blank line between).
    Lines,
    /// Cells have tabs between.
    Tabs,
    /// All cells of a row on one line with blanks between.
    Blanks,
}

impl Layout {
    /// Returns whether extractors that lay tables out so lose whole cells.
    pub(super) fn loses_cells(self) -> bool {
        matches!(self, Self::Pipes { .. })
    }
}

/// The heading of a table.
#[derive(Debug, PartialEq)]
pub(super) struct Header {
    pub(super) layout: Layout,
    /// The type's name, where it is glued to the heading.
    pub(super) title: String,
    pub(super) columns: Vec<Column>,
    /// How many lines it has.
    pub(super) lines: usize,
    /// What it says of the rows below it.
    pub(super) rows_of: RowsOf,
}

impl Header {
    /// Returns whether each of its cells has a line of its own.
    pub(super) fn is_stacked(&self) -> bool {
        self.layout == Layout::Lines && self.lines >= self.columns.len() && self.lines > 1
    }

    /// Settles what the cells show better than the heading: whether a row stands on one line, and what a
    /// column of values is.
    pub(super) fn settle(&mut self, lines: &[&str], names: &BTreeSet<String>) {
        if matches!(self.layout, Layout::Lines | Layout::Blanks)
            && self.columns.first() == Some(&Column::Name)
        {
            let typed = self.columns.contains(&Column::Type);
            self.layout = if rows_on_lines(lines, typed, names) { Layout::Blanks } else { Layout::Lines };
        }
        // Hand-made pages head the types so.
        let values = self.columns.iter().position(|column| *column == Column::Value);
        if let Some(at) = values.filter(|_| !self.columns.contains(&Column::Type))
            && let Some(column) = self.columns.get_mut(at)
        {
            let cells = || lines.iter().flat_map(|line| line.split(['|', '\t'])).map(str::trim);
            let has_numbers = cells().any(|cell| cell.parse::<i128>().is_ok());
            let is_quoted = |cell: &str| words::unquoted(cell).len() < cell.len();
            let mut texts = cells().filter(|cell| !cell.is_empty());
            let first_is_quoted = texts.next().is_some_and(is_quoted);
            if !has_numbers && cells().any(|cell| words::is_stock_type(&cell.to_lowercase())) {
                *column = Column::Type;
            } else if !has_numbers
                && texts.next().is_some()
                && self.columns.contains(&Column::Name)
                && (first_is_quoted || !cells().any(is_quoted))
            {
                // No cell is a value: the column is empty.
                self.columns.remove(at);
            }
        }
    }
}

/// Returns whether each row has a line, with annotations below it or not. The first line is then more than a
/// name, or, where a row can be a name alone, one that comes after annotations is.
fn rows_on_lines(lines: &[&str], typed: bool, names: &BTreeSet<String>) -> bool {
    let has_cells = |text: &str| {
        !names.contains(&samples::folded(text))
            && !words::is_note(text)
            && text.split_once(' ').is_some_and(|(name, _)| words::is_identifier(name))
    };
    let mut numbered = lines.iter().map(|line| line.trim()).enumerate().filter(|(_, line)| !line.is_empty());
    let (Some((number, first)), next) = (numbered.next(), numbered.next()) else { return false };
    // Where cells have blank lines between, a type directly below is in the same row.
    let has_blanks = lines.iter().any(|line| line.trim().is_empty());
    let is_sentence = first.ends_with('.') && first.split_whitespace().count() >= 4;
    let is_apart = !is_sentence && (!has_blanks || next.is_some_and(|(next, _)| next > number + 1));
    let next = next.map(|(_, line)| line);
    let mut texts = numbered.map(|(_, line)| line);
    if typed && lines.iter().any(|line| glued::cells(line.trim(), names).is_some()) {
        return false;
    }
    if typed {
        // A name with blanks has its type below.
        return has_cells(first) && !(is_apart && next.is_some_and(words::is_stock_type));
    }
    if has_cells(first) {
        return true;
    }
    let rest: Vec<&str> = next.into_iter().chain(texts.by_ref()).collect();
    rest.windows(3).any(
        |three| matches!(three, [above, row, below] if words::is_note(above) && has_cells(row) && words::is_note(below)),
    )
}

/// The heading of a table at the first of some lines.
pub(super) fn find(lines: &[&str]) -> Option<Header> {
    let (line, more) = lines.split_first()?;
    any(line, more.first().copied())
        .map(|header| of_operations(header, lines))
        .or_else(|| glued_of_operations(lines))
        .or_else(|| stacked(lines))
        .filter(|header| header.columns.len() <= MOST)
}

/// Makes the first column that of the operations if the first row begins with one, whatever people call the column:
/// `| Resource | Description |`.
fn of_operations(mut header: Header, lines: &[&str]) -> Header {
    if let [first @ Column::Name, Column::Description] = header.columns.as_mut_slice()
        && lines.get(header.lines).is_some_and(|row| {
            let cell = row.split('|').map(str::trim).find(|cell| !cell.is_empty());
            cell.is_some_and(|cell| words::operation(cell).is_some())
        })
    {
        *first = Column::Api;
    }
    header
}

/// A heading of a list of operations whose two cells have run together, `ResourceDescription`, above an operation.
fn glued_of_operations(lines: &[&str]) -> Option<Header> {
    let (line, more) = lines.split_first()?;
    let first = line.trim().strip_suffix("Description").filter(|first| words::is_identifier(first))?;
    let row = more.iter().map(|line| line.trim()).find(|line| !line.is_empty())?;
    let fits = words::operation(row).is_some() && first.ends_with(char::is_alphanumeric);
    let columns = vec![Column::Api, Column::Description];
    fits.then(|| Header {
        layout: Layout::Lines,
        title: String::new(),
        columns,
        lines: 1,
        rows_of: RowsOf::Anything,
    })
}

/// A heading each of whose cells has a line.
fn stacked(lines: &[&str]) -> Option<Header> {
    if words::names_header(lines.first()?)
        && let Some(header) = stacked_of_headers(lines)
    {
        return Some(header);
    }
    let first = words::column(lines.first()?)?;
    if !matches!(first, Column::Name | Column::Api) {
        return stacked_in_own_order(lines);
    }
    if let Some(header) = stacked_and_renamed(lines) {
        return Some(header);
    }
    let header = stacked_columns(lines);
    // A member called `Name` with the comment `Description` is one; with a third word after them it is a
    // heading.
    let fits = header.columns.len() >= 3
        && matches!(header.columns.get(1), Some(Column::Description | Column::Value | Column::Type));
    fits.then_some(header)
}

/// A heading each of whose cells has a line, above headers of HTTP.
fn stacked_of_headers(lines: &[&str]) -> Option<Header> {
    let mut header = stacked_columns(lines.get(1..)?);
    // The class of a table stands above its first column too.
    let names_no_class = !header.columns.contains(&Column::Name);
    header.columns.insert(0, Column::Name);
    header.lines += 1;
    header.rows_of = RowsOf::Headers;
    (names_no_class && header.columns.len() >= 3 && header.columns.contains(&Column::Description))
        .then_some(header)
}

/// A heading each of whose cells has a line and whose first column is not the names.
fn stacked_in_own_order(lines: &[&str]) -> Option<Header> {
    let header = stacked_columns(lines);
    let has = |column: &Column| header.columns.contains(column);
    // The first word may be the class above the heading of its table. That is asked last: it looks at the lines below
    // in the same way.
    let is_class = || lines.get(1..).and_then(stacked).is_some();
    let fits = header.columns.len() >= 3
        && [Column::Name, Column::Type, Column::Description].iter().all(has)
        && !is_class();
    fits.then_some(header)
}

/// The headings of columns at the start of some lines, each once.
fn stacked_columns(lines: &[&str]) -> Header {
    let mut columns = Vec::new();
    let mut end = 0;
    for (at, line) in lines.iter().enumerate().take(2 * MOST) {
        match words::column(line) {
            // A member called `Value`: types and values never stand beside each other.
            Some(Column::Value) if columns.contains(&Column::Type) => break,
            Some(column) if !columns.contains(&column) => {
                columns.push(column);
                end = at + 1;
            }
            None if line.trim().is_empty() => {}
            _ => break,
        }
    }
    Header { layout: Layout::Lines, title: String::new(), columns, lines: end, rows_of: RowsOf::Anything }
}

/// A heading in words that nobody knows, above rows whose names the samples have: the first row's cells tell
/// the columns.
pub(super) fn unknown(lines: &[&str], names: &BTreeSet<String>) -> Option<Header> {
    let mut texts = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).take(1 + 4 * MOST);
    let heading = texts.next()?;
    let is_name = |text: &str| names.contains(&samples::folded(text));
    let fits = |name: &str| {
        heading.len() <= 120 && heading != name && !is_name(heading) && !words::is_stock_type(heading)
    };
    let end = lines.iter().position(|line| line.trim() == heading)? + 1;
    let first = texts.clone().next()?.split_once(' ');
    if let Some((name, _)) = first.filter(|(name, ty)| is_name(name) && words::is_stock_type(ty)) {
        // What stands below name and type the words tell, or it is a description.
        let columns = vec![Column::Name, Column::Type, Column::Annotations, Column::Description];
        let header = Header {
            layout: Layout::Blanks,
            title: String::new(),
            columns,
            lines: end,
            rows_of: RowsOf::Anything,
        };
        return Some(header).filter(|_| fits(name));
    }
    let name = texts.next().filter(|text| is_name(text) && words::is_identifier(text))?;
    let (second, third) = (texts.next()?, texts.next());
    let mut columns = vec![Column::Name];
    if words::is_stock_type(second) {
        columns.extend([Column::Type, Column::Description]);
    } else if third.is_some_and(words::is_stock_type) && !is_name(second) {
        columns.extend([Column::Description, Column::Type]);
    } else {
        return None;
    }
    if texts.any(words::is_note) {
        columns.push(Column::Annotations);
    }
    fits(name).then_some(Header {
        layout: Layout::Lines,
        title: String::new(),
        columns,
        lines: end,
        rows_of: RowsOf::Anything,
    })
}

/// A heading of one line whose columns are known from another table.
pub(super) fn of_columns(columns: &[Column]) -> Header {
    Header {
        layout: Layout::Lines,
        title: String::new(),
        columns: columns.to_vec(),
        lines: 1,
        rows_of: RowsOf::Anything,
    }
}

/// The heading of a table of an enum's values, each cell on a line: there one or two of them will do.
pub(super) fn of_values(lines: &[&str]) -> Option<Header> {
    let mut columns: Vec<Column> = Vec::new();
    let mut end = 0;
    for (at, line) in lines.iter().enumerate().take(2 * MOST) {
        match words::column(line) {
            Some(column) if !columns.contains(&column) => {
                columns.push(column);
                end = at + 1;
            }
            None if line.trim().is_empty() => {}
            _ => break,
        }
    }
    let fits = matches!(columns.first(), Some(Column::Name | Column::Value));
    fits.then_some(Header {
        layout: Layout::Lines,
        title: String::new(),
        columns,
        lines: end,
        rows_of: RowsOf::Anything,
    })
}

/// A heading of four lines of which a site has renamed some. A word that stands below the first row's type
/// shows that there is a fourth column, so the fourth line is its heading and no member.
fn stacked_and_renamed(lines: &[&str]) -> Option<Header> {
    let mut texts = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (at, line.trim()))
        .filter(|(_, line)| !line.is_empty())
        .take(4 + 2 * MOST);
    let mut headings = Vec::with_capacity(4);
    let mut end = 0;
    for (at, text) in texts.by_ref().take(4) {
        let is_heading = text.len() <= 40 && text.chars().all(|c| c.is_alphabetic() || c == ' ');
        if !is_heading {
            return None;
        }
        headings.push(text.to_owned());
        end = at + 1;
    }
    let is_known = headings.iter().all(|heading| words::column(heading).is_some());
    let has_notes = texts.any(|(_, text)| words::is_note(text));
    let fits = !is_known
        && has_notes
        && words::column(headings.get(2)?) == Some(Column::Type)
        && words::are_of_members(&headings);
    fits.then(|| header(Layout::Lines, "", &headings, end))
}

/// A row of a table that has lost its heading.
pub(super) fn headless(line: &str) -> Option<Header> {
    let cells = filled_cells(line);
    if !line.trim_end().ends_with('|') || cells < 2 {
        return None;
    }
    let layout = Layout::Pipes { leading: line.trim_start().starts_with('|') };
    let columns = vec![Column::Name, Column::Description, Column::Type, Column::Annotations];
    Some(Header { layout, title: String::new(), columns, lines: 0, rows_of: RowsOf::Anything })
}

fn any(line: &str, next: Option<&str>) -> Option<Header> {
    let line = line.trim_end();
    // Headings are short; rows with a long description need not be looked at.
    if line.len() > 600 {
        return None;
    }
    if line.contains('|') {
        return pipes(line, next);
    }
    if line.contains('\t') {
        let cells: Vec<String> =
            line.split('\t').map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned).collect();
        return ((cells.len() >= 2 && are_known(&cells)) || words::are_of_members(&cells))
            .then(|| header(Layout::Tabs, "", &cells, 1));
    }
    let (before, columns) = words::glued_columns(line.trim())?;
    // `BoxDtoNameDescription...`; but a sentence that ends in such words is a sentence.
    if !before.is_empty() && !words::is_identifier(before) && !words::is_stock_type(before) {
        return None;
    }
    let blanks = line.contains("Name Description") || line.contains("Description Type");
    let layout = if blanks { Layout::Blanks } else { Layout::Lines };
    // `PropertyName` is one heading.
    let title = if words::column(before) == Some(Column::Name) { "" } else { before };
    let is_of_headers = before.is_empty() && words::begins_with_headers(line.trim());
    let rows_of = if is_of_headers { RowsOf::Headers } else { RowsOf::Anything };
    Some(Header { layout, title: title.to_owned(), columns, lines: 1, rows_of })
}

/// More columns than any help page has.
const MOST: usize = 12;

/// Returns whether all cells are headings of columns, one at least in the words of stock pages.
fn are_known(cells: &[String]) -> bool {
    let of_headers = usize::from(cells.first().is_some_and(|first| words::names_header(first)));
    cells.iter().skip(of_headers).all(|cell| words::column_of_table(cell).is_some())
        && cells.iter().any(|cell| words::column(cell).is_some())
}

fn header(layout: Layout, title: &str, headings: &[String], lines: usize) -> Header {
    let rows_of = RowsOf::of_headings(headings);
    Header { layout, title: title.trim().to_owned(), columns: words::columns(headings), lines, rows_of }
}

/// Returns how many cells between pipes have a text.
pub(super) fn filled_cells(line: &str) -> usize {
    line.split('|').filter(|cell| !cell.trim().is_empty()).count()
}

/// `|---|---|`, or `---|---|` where rows have no pipe before them: the number of columns.
pub(super) fn separator(line: &str) -> Option<usize> {
    let line = line.trim();
    let plain =
        line.len() >= 3 && line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    plain.then(|| line.split('|').filter(|cell| cell.contains('-')).count())
}

/// Completes the last heading where the text ends in it: `BoxDtoName | Description | Type | Additional inf`.
fn completed(mut cells: Vec<String>) -> Vec<String> {
    const LAST: &str = "Additional information";
    const FEWEST: usize = 3;
    if cells.len() > 1
        && let Some(last) = cells.last_mut()
        && last.len() >= FEWEST
        && words::column(last).is_none()
        && LAST.starts_with(last.as_str())
    {
        LAST.clone_into(last);
    }
    cells
}

fn pipes(line: &str, next: Option<&str>) -> Option<Header> {
    let count = next.and_then(separator);
    let leading = line.trim_start().starts_with('|')
        || next.is_some_and(|n| count.is_some() && n.trim_start().starts_with('|'));
    let mut cells: Vec<String> =
        line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
    if next.is_none() && !line.trim_end().ends_with('|') {
        cells = completed(cells);
    }
    let lines = if count.is_some() { 2 } else { 1 };
    let layout = Layout::Pipes { leading };
    // The type's name stands in a cell of its own before the headings: `BoxDto| Name | Description |`.
    let own_cell = count.map_or_else(|| is_title_before(&cells), |count| cells.len() == count + 1);
    if own_cell && (count.is_some() || words::column(cells.get(1)?) == Some(Column::Name)) {
        let title = cells.remove(0);
        return Some(header(layout, &title, &cells, lines));
    }
    // Or it is glued to the first heading: `BoxDtoName | Description |`.
    let first = cells.first()?.clone();
    if cells.len() >= 2
        && words::column_of_table(&first).is_none()
        && let Some((title, column)) = words::before_first_column(&first)
    {
        let mut headings = cells.clone();
        first.get(title.len()..)?.clone_into(headings.first_mut()?);
        // A type before the names stands before them, and nowhere else.
        let is_first = column != Column::Type || words::column(headings.get(1)?) == Some(Column::Name);
        let is_renamed = count == Some(headings.len()) && words::are_of_members(&headings);
        if is_first && (is_renamed || are_known(&headings)) {
            return Some(header(layout, title, &headings, lines));
        }
    }
    // A member called `Type` of a class `Value` has its annotations below.
    let is_row = || next.is_some_and(|next| words::is_note(next.trim_matches([' ', '|'])));
    let fits = match count {
        // Of a table without rows a converter knows one column.
        Some(1) => cells.len() <= 1 || (cells.len() >= 2 && are_known(&cells)),
        Some(count) => cells.len() <= count.max(1),
        None => cells.len() >= 2 && are_known(&cells) && !is_row(),
    };
    fits.then(|| header(layout, "", &cells, lines))
}

/// Returns whether a cell that is no heading stands before headings. A column that these lack may be glued to
/// it.
fn is_title_before(cells: &[String]) -> bool {
    let Some((first, others)) = cells.split_first() else { return false };
    let columns = words::columns(others);
    let has_column = words::before_first_column(first).is_some_and(|(_, column)| !columns.contains(&column));
    cells.len() >= 3 && words::column(first).is_none() && are_known(others) && !has_column
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(line: &str, next: Option<&str>) -> Option<(String, usize)> {
        let lines: Vec<&str> = std::iter::once(line).chain(next).collect();
        find(&lines).map(|h| (h.title, h.columns.len()))
    }

    #[test]
    fn knows_headings() {
        let four = Some("|---|---|---|---|");
        assert_eq!(
            title("Box| Name | Description | Type | Additional information |", four),
            Some(("Box".into(), 4))
        );
        assert_eq!(
            title("BoxName | Description | Type | Additional information |", Some("---|---|---|---|")),
            Some(("Box".into(), 4))
        );
        assert_eq!(
            title("Name | Description | Type | Additional information |", Some("---|")),
            Some((String::new(), 4))
        );
        assert_eq!(title("Namn | Beskrivning | Typ | Information |", None), Some((String::new(), 4)));
        assert_eq!(title("| Q | W | E | R |", four), Some((String::new(), 4)));
        assert_eq!(title("Katt| Q | W | E | R |", four), Some(("Katt".into(), 4)));
        assert_eq!(
            title("Collection of Box| Name | Description | Type | Additional information | Nullable |", None),
            Some(("Collection of Box".into(), 5))
        );
        assert_eq!(title("NameDescriptionTypeAdditional information", None), Some((String::new(), 4)));
        assert_eq!(title("Name\t\tValue\t\tDescription", None), Some((String::new(), 3)));
        for lines in [
            &["| Resource | Description |", "|---|---|", "| GET /kites | All. |"][..],
            &["Resource | Description |", "---|---|", "GET /kites |"],
            &["ResourceDescription", "GET /kites", "", "All."],
        ] {
            let columns = find(lines).map(|header| header.columns);
            assert_eq!(columns, Some(vec![Column::Api, Column::Description]), "{lines:?}");
        }
        assert_eq!(find(&["ResourceDescription", "Kite"]), None);
        assert_eq!(find(&["Resource Description", "GET /kites"]), None);
        assert_eq!(title("| Name | string |", None), None);
        assert_eq!(title("A sentence about the Name and Description", None), None);
    }
}
