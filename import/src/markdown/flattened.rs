//! Pages that an extractor of text has flattened and marked up as Markdown: headings and samples are Markdown's,
//! the tables are not. Their rows lack empty cells and go over several lines.

use super::{heading_of, lines};
use crate::outline::words;

/// Returns the text without Markdown's marks, if its tables are none of Markdown's.
pub(crate) fn text_of(text: &str) -> Option<String> {
    has_flattened_table(text).then(|| without_marks(text))
}

fn has_flattened_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    (1..lines.len()).any(|at| match lines.get(at - 1..) {
        Some([header, rule, rows @ ..]) if lines::is_dashes(rule) => {
            has_type_before_columns(header, rule) || has_short_row(rows, lines::pipes(rule))
        }
        _ => false,
    })
}

/// Returns whether the type of the members stands in the cell of the first column's name: `Kite| Name |`,
/// `KiteName |`.
fn has_type_before_columns(header: &str, rule: &str) -> bool {
    let Some((first, rest)) = header.split_once('|') else { return false };
    let second = rest.split('|').next().unwrap_or_default().trim();
    let is_header = !first.is_empty() && words::column(second).is_some() && rule.ends_with('|');
    // A link to the type's page is Markdown's.
    if !is_header || first.contains("](") {
        return false;
    }
    let is_glued = |at: usize| {
        first.split_at_checked(at).is_some_and(|(ty, name)| {
            ty.ends_with(char::is_alphanumeric) && words::column(name.trim()).is_some()
        })
    };
    rule.starts_with('|')
        || (words::column(first.trim()).is_none()
            && first.char_indices().any(|(at, c)| c.is_uppercase() && is_glued(at)))
}

/// Returns whether the first row lacks a cell: it ends before it has as many as the rule above it.
fn has_short_row(rows: &[&str], columns: usize) -> bool {
    let (mut found, mut before) = (0, "");
    for row in rows.iter().filter(|row| !row.is_empty()) {
        // What fills up a row that lacks a cell. Below an open cell it is the end of that.
        if before.ends_with('|') && row.chars().all(|c| c == '|') {
            return true;
        }
        before = *row;
        if heading_of(row).is_some() {
            return (1..columns).contains(&found);
        }
        found += lines::pipes(row);
        if found >= columns {
            return false;
        }
    }
    false
}

/// Takes off the marks of headings and the fences of samples.
fn without_marks(text: &str) -> String {
    let mut in_sample = false;
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_sample = !in_sample;
            continue;
        }
        let plain = if in_sample { None } else { heading_of(line.trim()) };
        out.push_str(plain.unwrap_or(line));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_lack_cells_are_none_of_markdowns() {
        const RULE: &str = "|---|---|---|---|";
        const COLUMNS: &str = "Name | Description | Type | Additional information |";
        for (table, is_flattened) in [
            (format!("Kite| {COLUMNS}\n{RULE}\n| Id |\nIts number. |\ninteger |\nNone. |\n"), true),
            (format!("Kite{COLUMNS}\n---|---|---|---|\nId |\nIts number. |\ninteger |\nNone. |\n"), true),
            (
                format!("| {COLUMNS}\n{RULE}\n| Id | integer |\nNone. |\n|\n| Label | string |\nNone. |\n"),
                true,
            ),
            (format!("| {COLUMNS}\n{RULE}\n| Id | integer |\nRequired |\n\n## Body Parameters\n"), true),
            (format!("| {COLUMNS}\n{RULE}\n| Id |\nIts number. |\ninteger |\nNone. |\n\n## Body\n"), false),
            (format!("| {COLUMNS}\n{RULE}\n| Id | | integer | None. |\n"), false),
            ("ParameterName | Description | Type\n---|---|---\nId | Its number. | int\n".to_owned(), false),
            (
                format!(
                    "| {COLUMNS}\n{RULE}\n| Id |  | integer | None.\n |\n| Label |  | string | None.\n |\n"
                ),
                false,
            ),
            (format!("[Kite](/x) {COLUMNS}\n---|---|---|---\nId | | integer | None.\n"), false),
        ] {
            assert_eq!(has_flattened_table(&format!("# Kite\n\n{table}")), is_flattened, "{table}");
        }
    }
}
