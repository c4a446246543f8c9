//! How far the words above a sample go, the rows of a table, and a value on its line.

use crate::outline::{samples, words};

/// Returns how many lines of words stand below media types, and above the value that follows them.
pub(super) fn words_above_sample(lines: &[&str]) -> usize {
    const MOST: usize = 4;
    let is_value = |line: &&str| line.trim_start().starts_with(['{', '[', '<']);
    let start = match lines.iter().position(is_value) {
        None | Some(0) => return 0,
        Some(start) => start,
    };
    let mut words =
        lines.get(..start).unwrap_or_default().iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let are_words = |line: &str| {
        line.split_whitespace().count() > 1
            && samples::Shape::of(line) == samples::Shape::Other
            && !samples::is_of_engine(line)
            && !words::is_no_sample(line)
    };
    if words.clone().count() > MOST || !words.all(are_words) {
        return 0;
    }
    let value = lines.get(start..).unwrap_or_default().join("\n");
    let is_whole = matches!(samples::Shape::of(&value), samples::Shape::Json | samples::Shape::Xml)
        && samples::split_complete(&value).is_some();
    if is_whole { start } else { 0 }
}

/// Returns how many of a table's lines stand before a gap that no table has: where each cell has a blank line
/// below it, two of them end the table. What has a type or a number below is a part of it all the same.
pub(super) fn before_gap(lines: &[&str]) -> usize {
    let is_blank = |line: &&str| line.trim().is_empty();
    let mut blanks = 0;
    let mut has_text = false;
    for (at, line) in lines.iter().enumerate() {
        if is_blank(line) {
            blanks += 1;
            continue;
        }
        let rest = lines.get(at..).unwrap_or_default();
        let is_cell = |line: &&str| {
            let text = line.trim();
            words::is_stock_type(text) || words::is_note(text) || text.parse::<i128>().is_ok()
        };
        let has_cells = || {
            lines.get(..at).unwrap_or_default().windows(3).any(|three| {
                matches!(three, [above, blank, below] if !is_blank(above) && is_blank(blank) && !is_blank(below))
            })
        };
        if has_text && blanks >= 2 && has_cells() && !rest.iter().any(is_cell) {
            return at - blanks;
        }
        (blanks, has_text) = (0, true);
    }
    lines.len()
}

/// Returns whether what stands behind a value on its line is a text, and neither a comment nor the next
/// value.
pub(super) fn is_words(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_alphanumeric()) && words::meaning(rest).is_none()
}
