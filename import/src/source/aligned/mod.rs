//! Tables whose columns are aligned by blanks, as text browsers, terminals and `pdftotext -layout` show them.
//!
//! The headings say where the columns are: each stands at the beginning of its own, or above its middle.
//! Cells that take several lines go on in their own column, below the row's name or around it. The rows are
//! put together by that, and handed on as a table of pipes.

mod columns;
mod heading;
mod rows;

use std::borrow::Cow;

use crate::outline::words;
use columns::Columns;
use heading::Heading;

/// How many ends of a table are tried where paragraphs stand below it.
const MOST_ENDS: usize = 6;

/// Returns the text with its aligned tables as tables of pipes; as it is, if it has none.
pub(super) fn with_pipes(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut found) = (0, false);
    while let Some(line) = lines.get(at).copied() {
        let table = heading::find(lines.get(at..).unwrap_or_default()).and_then(|heading| {
            let below = lines.get(at + heading.lines..).unwrap_or_default();
            table(&heading, below).map(|(rows, used)| (heading, rows, used))
        });
        let Some((heading, rows, used)) = table else {
            out.push_str(line);
            out.push('\n');
            at += 1;
            continue;
        };
        found = true;
        at += heading.lines + used;
        if !heading.title.is_empty() {
            out.push_str(&heading.title);
            out.push('\n');
        }
        let headings: Vec<String> = heading.pieces.iter().map(|piece| piece.text.clone()).collect();
        out.push_str(&piped(&headings));
        out.push('|');
        out.push_str(&"---|".repeat(heading.pieces.len()));
        out.push('\n');
        for row in rows {
            out.push_str(&piped(&row));
        }
    }
    if found { out.into() } else { text.into() }
}

/// Returns a row as a line of a table of pipes.
fn piped(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Returns the rows of a table, and how many lines they take; `None` if what is below a heading is no table.
fn table(heading: &Heading, lines: &[&str]) -> Option<(Vec<Vec<String>>, usize)> {
    let end = lines.iter().position(|line| is_boundary(line)).unwrap_or(lines.len());
    let lines = lines.get(..end)?;
    let headings: Vec<String> = heading.pieces.iter().map(|piece| piece.text.clone()).collect();
    let names = words::columns(&headings);
    ends(lines).find_map(|end| {
        let lines = lines.get(..end)?;
        Columns::all(heading, lines).into_iter().find_map(|columns| {
            let cells: Option<Vec<Vec<String>>> = lines.iter().map(|line| columns.cells(line)).collect();
            rows::of(&cells?, &names).map(|rows| (rows, end))
        })
    })
}

/// Returns where a table can end: behind all lines, or above one that can be a paragraph below it.
fn ends(lines: &[&str]) -> impl Iterator<Item = usize> {
    let margin = lines.iter().filter_map(|line| columns::indentation(line)).min();
    let is_paragraph = move |line: &str| {
        columns::indentation(line) == margin && !line.trim().contains("  ") && !line.trim().contains('\t')
    };
    let mut ends: Vec<usize> =
        (1..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| is_paragraph(line))).collect();
    ends.truncate(MOST_ENDS);
    ends.push(lines.len());
    ends.into_iter().rev()
}

/// Returns whether a line belongs to no table.
fn is_boundary(line: &str) -> bool {
    let text = line.trim();
    words::line_meaning(text).is_some()
        || words::media_types(text).is_some()
        || (words::operation(text).is_some() && !text.contains("  "))
        || text.contains('|') && text.starts_with('|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_rows_together() {
        let text = "Kite\n Name     Description        Type\n\n Label    What it is         string\n          called\n\n Span                        decimal number\n\nRequest Formats\n";
        assert_eq!(
            with_pipes(text),
            "Kite\n| Name | Description | Type |\n|---|---|---|\n| Label | What it is called | string |\n| Span |  | decimal number |\nRequest Formats\n"
        );
    }

    #[test]
    fn centred_headings_and_rows() {
        let text = "\
Name      Description      Type  Additional information
Label Its label, as given string Required

                                 Required
Span                      string
                                 Max length: 2

                                 Data type: Text

Tags  The tags            string Max length: 3

                                 Min length: 2

Owner Who                 Person None.

Request Formats
";
        let rows = [
            "| Name | Description | Type | Additional information |",
            "|---|---|---|---|",
            "| Label | Its label, as given | string | Required |",
            "| Span |  | string | Required Max length: 2 |",
            "| Tags | The tags | string | Data type: Text Max length: 3 Min length: 2 |",
            "| Owner | Who | Person | None. |",
            "Request Formats",
        ];
        assert_eq!(with_pipes(text), rows.join("\n") + "\n");
    }

    #[test]
    fn a_type_before_the_headings() {
        let text = "\
  Kite Name  Description  Type    Additional information
  Id    Its number   string  None.
  
";
        let found = with_pipes(text);
        assert!(found.starts_with("Kite\n| Name |"), "{found}");
        assert!(found.contains("| Id | Its number | string | None. |"), "{found}");
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
