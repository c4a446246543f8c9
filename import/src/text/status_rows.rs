//! Tables of statuses whose rows have all their cells on one line: none is lost or moved there.

use super::cells::split_pipes;
use super::header::{Header, Layout};
use crate::outline::{Cell, Column, Table, collapse, words};

/// Reads the lines below a heading as the rows of such a table, if all of them are.
pub(super) fn table(header: &Header, lines: &[&str]) -> Option<Table> {
    if !matches!(header.layout, Layout::Pipes { .. }) {
        return None;
    }
    let rows: Vec<Vec<Cell>> =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| row(line)).collect::<Option<_>>()?;
    let width = rows.first().map(Vec::len)?;
    // Below headings that are lost what is said of the code stands last.
    let columns = match header.lines {
        0 => (1..width).map(|at| Column::Other(at.to_string())).chain([Column::Description]).collect(),
        _ => header.columns.clone(),
    };
    let fits = width > 1 && columns.len() == width && rows.iter().all(|row| row.len() == width);
    fits.then(|| Table { title: header.title.clone(), columns, rows, ..Table::default() })
}

/// Reads a row that begins with a status.
fn row(line: &str) -> Option<Vec<Cell>> {
    let row = line.trim().strip_suffix('|')?;
    let row = row.strip_prefix('|').unwrap_or(row);
    let cells: Vec<Cell> = split_pipes(row)
        .into_iter()
        .map(|text| collapse(&text.replace("\\|", "|")))
        .map(|text| if text.is_empty() { Cell::default() } else { Cell::of(text) })
        .collect();
    cells.first().is_some_and(|cell| words::begins_with_status(&cell.text())).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::RowsOf;

    #[test]
    fn rows_of_statuses_have_all_their_cells() {
        let pipes = |lines| Header {
            layout: Layout::Pipes { leading: true },
            title: String::new(),
            columns: vec![Column::Name, Column::Annotations, Column::Description],
            lines,
            rows_of: RowsOf::Anything,
        };
        let texts = |table: Table| -> Vec<Vec<String>> {
            table.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect()
        };
        let lines = ["| 200 | OK | The kite |", "| 404 | Not Found | |"];
        let rows = [["200", "OK", "The kite"], ["404", "Not Found", ""]];
        for heading in [0, 2] {
            assert_eq!(table(&pipes(heading), &lines).map(texts).expect("a table"), rows);
        }
        assert_eq!(table(&pipes(2), &["| 200 | OK |"]), None);
        assert_eq!(table(&pipes(0), &["| Id | integer | None. |"]), None);
        assert_eq!(table(&pipes(0), &["| 200 | OK |", "The kite |"]), None);
        assert_eq!(table(&pipes(0), &[]), None);
    }
}
