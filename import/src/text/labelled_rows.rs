//! Rows of a table without headings, in pipes, that say the method and the path of an operation:
//! `| HTTP Verb | PUT |`.

use super::mended::is_rule;
use crate::outline::words::{self, Meaning};

/// Rows that say what the operation of a page is.
#[derive(Debug, PartialEq)]
pub(super) struct LabelledRows {
    /// Each row with a blank between its cells.
    pub(super) texts: Vec<String>,
    /// How many lines they are.
    pub(super) lines: usize,
}

/// Finds such rows at the first of some lines. One of them has the method, as any table may have a row with a
/// path.
pub(super) fn find(lines: &[&str]) -> Option<LabelledRows> {
    let mut found = LabelledRows { texts: Vec::new(), lines: 0 };
    let mut has_method = false;
    for (at, line) in lines.iter().enumerate() {
        if let Some([label, value]) = cells(line) {
            has_method |= words::method(value).is_some();
            found.texts.push(format!("{label} {value}"));
        } else if found.texts.is_empty() || !is_rule(line) {
            break;
        }
        found.lines = at + 1;
    }
    has_method.then_some(found)
}

fn cells(line: &str) -> Option<[&str; 2]> {
    if !line.contains('|') {
        return None;
    }
    let cells = line.split('|').map(str::trim).filter(|cell| !cell.is_empty());
    let cells: [&str; 2] = cells.collect::<Vec<_>>().try_into().ok()?;
    let [label, value] = cells;
    let is_of_summary = words::meaning(label) == Some(Meaning::Summary) && value.contains(' ');
    (words::is_labelled_cell(label, value) || is_of_summary).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_say_method_and_path() {
        let lines = [
            "| Full path | kites/{id} |",
            "|---|---|",
            "| HTTP Verb | PUT |",
            "| Description | Flies it. |",
            "| Version | 2 |",
        ];
        let texts =
            ["Full path kites/{id}", "HTTP Verb PUT", "Description Flies it."].map(str::to_owned).to_vec();
        assert_eq!(find(&lines), Some(LabelledRows { texts, lines: 4 }));
    }

    #[test]
    fn other_rows_stay() {
        for lines in [
            &["| Full path | kites/{id} |", "| Name | Type |"][..],
            &["| Name | Description |", "|---|---|", "| HTTP Verb | PUT |"],
            &["| HTTP Verb | The method |", "| PUT | kites |"],
            &["HTTP Verb PUT"],
        ] {
            assert_eq!(find(lines), None, "{lines:?}");
        }
    }
}
