//! Joins lines that converters break where Markdown allows no break.

use std::borrow::Cow;

use super::heading_of;
use crate::outline::words;

/// The most lines that a row of a table is broken into: a cell can have a paragraph for each annotation.
const MOST_LINES: usize = 60;

/// Joins what converters have broken: the header of a table, a heading between method and path, and the rows
/// of tables.
pub(super) fn joined(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().collect();
    let mut out: Vec<Cow<str>> = Vec::with_capacity(lines.len());
    // How many pipes the rows of the table have that is being read.
    let mut columns = None;
    let (mut at, mut changed) = (0, 0);
    // How many cells.
    let mut cells = 0;
    while let Some(line) = lines.get(at).copied() {
        at += 1;
        if is_dashes(line) {
            join_header(&mut out, pipes(line));
            columns = line.trim_start().starts_with('|').then(|| pipes(line));
            cells = line.split('|').filter(|cell| cell.contains('-')).count();
        } else if let Some(columns) = columns.filter(|columns| is_row(line) && pipes(line) < *columns) {
            if let Some((row, used)) = join_row(line, lines.get(at..).unwrap_or_default(), columns) {
                at += used;
                out.push(with_plain_pattern(&row).into_owned().into());
                continue;
            }
        } else if !is_row(line) {
            columns = None;
        }
        let plain = with_plain_pattern(line);
        changed += usize::from(matches!(plain, Cow::Owned(_)));
        if line.trim().is_empty() {
            cells = 0;
        } else if cells >= 2
            && let Some(row) = with_text_pipes(&plain, cells)
        {
            out.push(row.into());
            changed += 1;
            continue;
        }
        match out.last_mut().filter(|above| is_broken_heading(above, line)) {
            Some(above) => *above = format!("{above} {}", line.trim()).into(),
            None => out.push(plain),
        }
        if is_label_of_sample(line, lines.get(at)) {
            out.push("".into());
            changed += 1;
        }
    }
    let is_as_it_was = out.len() == lines.len() && changed == 0;
    if is_as_it_was { text.into() } else { out.join("\n").into() }
}

/// Returns whether a line only announces the sample in the next one, which is a block of its own then.
fn is_label_of_sample(line: &str, next: Option<&&str>) -> bool {
    line.trim().trim_matches('*').eq_ignore_ascii_case("sample:")
        && next.is_some_and(|next| next.trim_start().starts_with(['{', '[', '<']))
}

/// What stands before a regular expression.
const PATTERN: &str = "regular expression pattern: ";

/// Escapes a regular expression that a converter has left as it is: Markdown takes its backslashes and stars
/// for its own. A converter that escapes doubles the backslash of `\d`, and puts one before brackets and
/// stars.
fn with_plain_pattern(line: &str) -> Cow<'_, str> {
    let Some((before, pattern)) = line.split_once(PATTERN) else { return line.into() };
    let is_escaped = ["\\\\", "\\[", "\\]", "\\*", "\\_"].iter().any(|escape| pattern.contains(escape));
    let is_plain = !is_escaped || {
        let mut after = pattern.split('\\').skip(1);
        !pattern.contains("\\\\") && after.any(|part| part.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    if !is_plain || !pattern.contains(['\\', '*', '_', '`']) {
        return line.into();
    }
    let mut out = String::with_capacity(line.len() * 2);
    out.push_str(before);
    out.push_str(PATTERN);
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        // A row's own pipes and breaks stay what they are.
        let is_mark =
            matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '&') || (c == '<' && !rest.starts_with("<br"));
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out.into()
}

pub(super) fn pipes(line: &str) -> usize {
    line.matches('|').count() - line.matches("\\|").count()
}

fn is_row(line: &str) -> bool {
    line.trim_start().starts_with('|')
}

/// Escapes the pipes of a cell's text, where a converter has not: a row has no more cells than its table.
/// They are the description's if a type and annotations stand at the end of the row, else the last cell's
/// (`^(a|b)$`).
fn with_text_pipes(line: &str, columns: usize) -> Option<String> {
    let row = line.trim();
    let edges = (row.starts_with('|'), row.len() > 1 && row.ends_with('|'));
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = if edges.1 { row.strip_suffix('|').unwrap_or(row) } else { row };
    let mut cells: Vec<String> = Vec::new();
    for piece in row.split('|') {
        match cells.last_mut().filter(|cell| cell.ends_with('\\')) {
            Some(cell) => {
                cell.push('|');
                cell.push_str(piece);
            }
            None => cells.push(piece.to_owned()),
        }
    }
    let extra = cells.len().checked_sub(columns).filter(|extra| *extra > 0)?;
    let ends_well = cells.last().is_some_and(|cell| words::is_note(cell.trim()))
        && (columns < 4 || cells.get(cells.len() - 2).is_some_and(|cell| is_type(cell.trim())));
    let first = if ends_well { 1 } else { columns - 1 };
    let text = cells.splice(first..=first + extra, []).collect::<Vec<_>>().join("\\|");
    cells.insert(first, text);
    let edge = |has: bool| if has { "|" } else { "" };
    Some(format!("{}{}{}", edge(edges.0), cells.join("|"), edge(edges.1)))
}

/// Returns whether a cell is a type, or links to one.
fn is_type(cell: &str) -> bool {
    let (of, name) = cell
        .rsplit_once('[')
        .map_or(("", cell), |(of, link)| (of, link.split_once("](").map_or(cell, |(name, _)| name)));
    words::is_type(&format!("{of}{name}"))
}

/// Returns whether a line is the row below the header of a table: `---|---`.
pub(super) fn is_dashes(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '))
}

/// The row of dashes has more cells than the line above it: the header begins one line before.
fn join_header(out: &mut Vec<Cow<str>>, columns: usize) {
    while let [.., above, below] = out.as_slice()
        && pipes(below) < columns
        && pipes(above) > 0
        && pipes(above) + pipes(below) <= columns
        && !below.trim().is_empty()
    {
        let header = format!("{} {}", above.trim_end(), below.trim_start());
        out.truncate(out.len() - 2);
        out.push(header.into());
    }
}

/// Returns a row whose cells have paragraphs, as one line, and how many further lines it takes.
fn join_row(first: &str, rest: &[&str], columns: usize) -> Option<(String, usize)> {
    let mut row = first.trim_end().to_owned();
    let mut found = pipes(first);
    let mut paragraph = false;
    for (used, line) in rest.iter().take(MOST_LINES).enumerate() {
        let line = line.trim();
        if heading_of(line).is_some() {
            return None;
        }
        if line.is_empty() {
            paragraph = true;
            continue;
        }
        row.push_str(if std::mem::take(&mut paragraph) { "<br>" } else { " " });
        row.push_str(line);
        found += pipes(line);
        if found >= columns {
            return Some((row, used + 1));
        }
    }
    None
}

fn is_broken_heading(above: &str, line: &str) -> bool {
    heading_of(above).is_some_and(|title| {
        words::method(title).is_some() && words::operation(&format!("{title} {}", line.trim())).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_pipes_of_texts() {
        for (row, columns, escaped) in [
            (
                "| Id | One of: A | B | C | string | None. |",
                4,
                Some("| Id | One of: A \\| B \\| C | string | None. |"),
            ),
            ("Id | A | B | [Kite](/x) | Required", 4, Some("Id | A \\| B | [Kite](/x) | Required")),
            (
                "| Id | text | string | Matching: ^(a|b)$ |",
                4,
                Some("| Id | text | string | Matching: ^(a\\|b)$ |"),
            ),
            ("| Open | 0 | A | B |", 3, Some("| Open | 0 | A \\| B |")),
            ("| Id | A \\| B | string | None. |", 4, None),
            ("| Id | | string | None. |", 4, None),
        ] {
            assert_eq!(with_text_pipes(row, columns).as_deref(), escaped, "{row}");
        }
    }

    #[test]
    fn joins_what_is_broken() {
        assert_eq!(joined("# GET\napi/kites/{id}\n\n# GET\n\nx"), "# GET api/kites/{id}\n\n# GET\n\nx");
        assert_eq!(
            joined("[Kite](/x) Name|\nDescription| Additional\ninformation\n---|---|---\nId | | \n"),
            "[Kite](/x) Name| Description| Additional information\n---|---|---\nId | | "
        );
        assert_eq!(
            joined(
                "| Name | Type | Notes |\n| --- | --- | --- |\n| Id | \ninteger\n\n | \n\nRequired\n\nMax: 3\n\n |\n| X | a | b |"
            ),
            "| Name | Type | Notes |\n| --- | --- | --- |\n| Id | integer<br>|<br>Required<br>Max: 3<br>|\n| X | a | b |"
        );
    }

    #[test]
    fn patterns_keep_their_backslashes() {
        let of = |pattern: &str| with_plain_pattern(&format!("| Required {PATTERN}{pattern} |")).into_owned();
        assert_eq!(of(r"^\d*\.\w*$"), format!(r"| Required {PATTERN}^\\d\*\\.\\w\*$ |"));
        assert_eq!(of(r"a*b*<br>Max length: 3"), format!(r"| Required {PATTERN}a\*b\*<br>Max length: 3 |"));
        for escaped in [r"^\\d\*$", r"^\[a-z\]+$", "^[a-z]+$"] {
            assert_eq!(of(escaped), format!("| Required {PATTERN}{escaped} |"));
        }
    }

    #[test]
    fn leaves_the_rest() {
        for text in ["| A | B |\n|---|---|\n| x\n\n# Heading\n| y |", "a|b\n---\nc", "a\n\n---|---\n"] {
            assert_eq!(joined(text), text);
        }
    }
}
