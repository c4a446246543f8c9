//! Columns whose headings stand centred above them, as `w3m` shows tables: a heading does not say where its column
//! begins, but the blanks do that go down through all rows.

use super::aligned::is_row;
use crate::outline::{Column, words};

/// A table's columns: their headings, and where each but the first begins, in characters.
#[derive(Debug, PartialEq)]
pub(super) struct Columns {
    pub(super) headings: Vec<String>,
    starts: Vec<usize>,
}

/// A heading, and where it begins and ends.
struct Heading {
    start: usize,
    end: usize,
    text: String,
}

/// The widest line and the most lines that are looked at: no table of a help page is larger.
const MOST: usize = 1000;

/// Returns the columns of the table whose heading a line is, as the lines below it show them.
pub(super) fn columns(line: &str, below: &[&str]) -> Option<Columns> {
    let headings = headings(line)?;
    // Between two headings: for each place, whether a row has a letter there, and how many rows begin a cell there.
    let mut gaps: Vec<Vec<(bool, usize)>> = headings
        .windows(2)
        .map(|pair| match pair {
            [left, right] => vec![(false, 0); right.start + 1 - left.end],
            _ => Vec::new(),
        })
        .collect();
    let mut rows = 0;
    for line in below.iter().take(MOST).filter(|line| !line.trim().is_empty()) {
        let letters: Vec<bool> = line.chars().take(MOST).map(|c| !c.is_whitespace()).collect();
        let is_letter = |at: usize| letters.get(at).copied().unwrap_or_default();
        let mut next = gaps.clone();
        for (gap, heading) in next.iter_mut().zip(&headings) {
            for (at, (is_taken, begun)) in gap.iter_mut().enumerate() {
                let at = at + heading.end;
                let begins = is_letter(at) && !at.checked_sub(1).is_some_and(is_letter);
                *begun += usize::from(begins);
                *is_taken |= is_letter(at);
            }
        }
        // A line that leaves no way through is none of the table.
        let is_open = |gap: &Vec<(bool, usize)>| gap.iter().rev().skip(1).any(|(is_taken, _)| !is_taken);
        if !is_row(line) || !next.iter().all(is_open) {
            break;
        }
        gaps = next;
        rows += 1;
    }
    if rows == 0 {
        return None;
    }
    let starts = gaps
        .iter()
        .zip(&headings)
        .enumerate()
        .map(|(at, (gap, heading))| heading.end + start(gap, at == 0))
        .collect();
    Some(Columns { headings: headings.into_iter().map(|heading| heading.text).collect(), starts })
}

/// Where a column begins: behind a blank of all rows, where most rows begin a cell; of several such places behind the
/// widest gap. A name has no blanks, so behind it the first one counts.
fn start(gap: &[(bool, usize)], is_behind_names: bool) -> usize {
    let is_open = |at: usize| gap.get(at).is_some_and(|(is_taken, _)| !is_taken);
    let open = (1..gap.len()).filter(|at| is_open(at - 1));
    open.max_by_key(|at| {
        let width = (0..*at).rev().take_while(|at| is_open(*at)).count();
        let early = if is_behind_names { gap.len() - at } else { 0 };
        (gap.get(*at).map_or(0, |(_, begun)| *begun), early, width)
    })
    .unwrap_or_default()
}

impl Columns {
    /// Returns the cells of a line.
    pub(super) fn cells(&self, line: &str) -> Vec<String> {
        let letters: Vec<char> = line.chars().collect();
        let ends = self.starts.iter().copied().chain([letters.len()]);
        let mut start = 0;
        ends.map(|end| {
            let cell: String = letters
                .get(start.min(letters.len())..end.min(letters.len()))
                .unwrap_or_default()
                .iter()
                .collect();
            start = end;
            cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
        })
        .collect()
    }
}

/// Returns the headings of a line that is nothing but headings of a table of members or values.
fn headings(line: &str) -> Option<Vec<Heading>> {
    if line.len() > 400 || line.contains(['|', '\t']) || !line.contains(' ') {
        return None;
    }
    let mut words: Vec<Heading> = Vec::new();
    let mut inside = false;
    for (at, c) in line.chars().enumerate() {
        match words.last_mut().filter(|_| inside) {
            _ if c.is_whitespace() => {}
            Some(word) => {
                word.text.push(c);
                word.end = at + 1;
            }
            None => words.push(Heading { start: at, end: at + 1, text: c.to_string() }),
        }
        inside = !c.is_whitespace();
    }
    let mut found: Vec<Heading> = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let joined = |count: usize| {
            let words = rest.get(..count)?;
            let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            words::column(&text)?;
            Some((count, Heading { start: words.first()?.start, end: words.last()?.end, text }))
        };
        let (count, heading) = (1..=3).rev().find_map(joined)?;
        found.push(heading);
        at += count;
    }
    let first = words::column(&found.first()?.text);
    (found.len() >= 3 && first == Some(Column::Name)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_columns_below_centred_headings() {
        let lines = [
            "  Name          Description                 Type        Additional information",
            "Tags                               Collection of byte None.",
            "",
            "Label   Its label, as given by us  decimal number     Required",
            "",
            "                                                      Max length: 3",
            "Response Formats",
        ];
        let (first, below) = lines.split_first().unwrap_or((&"", &[]));
        let columns = columns(first, below).unwrap_or(Columns { headings: Vec::new(), starts: Vec::new() });
        let cells: Vec<String> = below.iter().take(3).map(|line| columns.cells(line).join("/")).collect();
        assert_eq!(
            cells,
            [
                "Tags//Collection of byte/None.",
                "///",
                "Label/Its label, as given by us/decimal number/Required"
            ]
        );
    }

    #[test]
    fn leaves_lines_of_text_alone() {
        assert_eq!(columns("Name Description Type", &["Id The id of the thing integer"]), None);
        assert_eq!(columns("The Name and its Description", &["a  b"]), None);
    }
}
