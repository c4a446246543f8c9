//! Tables whose columns are aligned by blanks, as `pdftotext -layout` and terminals show them.
//!
//! The header says where each column begins. A cell that is broken goes on below its beginning, in its own column: the
//! rows are put together by that, and handed on as a table of pipes.

use std::borrow::Cow;

use crate::outline::words;

/// How far a cell can begin to the left of its heading.
const SLACK: usize = 2;

/// A piece of a line between wide gaps: where it begins and ends, in characters, and its text.
struct Piece {
    start: usize,
    end: usize,
    text: String,
}

/// Returns the text with its aligned tables as tables of pipes; as it is, if it has none.
pub(super) fn with_pipes(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut found) = (0, false);
    while let Some(line) = lines.get(at).copied() {
        at += 1;
        let table = header(line).and_then(|header| table(&header, lines.get(at..).unwrap_or_default()));
        let Some((rows, used)) = table else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        found = true;
        at += used;
        for row in rows {
            out.push_str(&row);
            out.push('\n');
        }
    }
    if found { out.into() } else { text.into() }
}

/// Cuts a line at its wide gaps.
fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut blanks = 2;
    for (at, c) in line.chars().enumerate() {
        if c.is_whitespace() {
            blanks += if c == '\t' { 2 } else { 1 };
            continue;
        }
        match pieces.last_mut().filter(|_| blanks < 2) {
            Some(piece) => {
                if blanks == 1 {
                    piece.text.push(' ');
                }
                piece.text.push(c);
                piece.end = at + 1;
            }
            None => pieces.push(Piece { start: at, end: at + 1, text: c.to_string() }),
        }
        blanks = 0;
    }
    pieces
}

/// Returns the headings of a table's columns.
fn header(line: &str) -> Option<Vec<Piece>> {
    // Most lines have no gap at all.
    if !line.trim().contains("  ") || line.contains('|') {
        return None;
    }
    let pieces = pieces(line);
    (pieces.len() >= 2 && pieces.iter().all(|piece| words::column(&piece.text).is_some())).then_some(pieces)
}

/// Returns the lines of a table of pipes, and how many lines of the text it takes; `None` if there are no rows.
fn table(header: &[Piece], lines: &[&str]) -> Option<(Vec<String>, usize)> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut used = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let Some(cells) = cells(header, line) else { break };
        let begins = cells.first().is_some_and(|cell| !cell.is_empty());
        let alone = begins && cells.iter().skip(1).all(String::is_empty);
        match rows.last_mut() {
            // A row has more than a name; a line below the table has not.
            _ if alone => break,
            Some(row) if !begins => {
                for (cell, more) in row.iter_mut().zip(cells).filter(|(_, more)| !more.is_empty()) {
                    if !cell.is_empty() {
                        cell.push(' ');
                    }
                    cell.push_str(&more);
                }
            }
            None if !begins => break,
            _ => rows.push(cells),
        }
        used = at + 1;
    }
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let dashes = format!("|{}", "---|".repeat(header.len()));
    let first = line(header.iter().map(|piece| piece.text.clone()).collect());
    let body = rows.into_iter().map(line);
    (used > 0).then(|| ([first, dashes].into_iter().chain(body).collect(), used))
}

/// Returns the cells of a line in their columns; `None` if the line is none of the table.
fn cells(header: &[Piece], line: &str) -> Option<Vec<String>> {
    let text = line.trim();
    if words::line_meaning(text).is_some()
        || words::media_types(text).is_some()
        || words::operation(text).is_some()
    {
        return None;
    }
    let mut cells = vec![String::new(); header.len()];
    for piece in pieces(line) {
        let column = header.iter().rposition(|column| column.start <= piece.start + SLACK)?;
        // What reaches into the next column is a line of text.
        let next = header.get(column + 1);
        let cell = cells.get_mut(column).filter(|cell| cell.is_empty())?;
        if next.is_some_and(|next| piece.end > next.start) {
            return None;
        }
        *cell = piece.text.replace('|', "\\|");
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_rows_together() {
        let text = "Kite\n Name     Description        Type\n\n Label    What it is         string\n          called\n\n Span                        decimal number\n\nRequest Formats\n";
        assert_eq!(
            with_pipes(text),
            "Kite\n| Name | Description | Type |\n|---|---|---|\n| Label | What it is called | string |\n| Span |  | decimal number |\n\nRequest Formats\n"
        );
    }

    #[test]
    fn leaves_other_texts_alone() {
        for text in [
            "Name  Description\nthis line goes right through the columns\n",
            "Name Description Type\nId integer\n",
            "| Name  | Type  |\n|---|---|\n",
            "Name    Type\n\nKite\n",
        ] {
            assert_eq!(with_pipes(text), text);
        }
    }
}
