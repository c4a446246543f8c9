//! Mends what extractors and sites do to single lines, before a text is read.

use std::{borrow::Cow, collections::BTreeMap};

use super::header::{filled_cells, separator};
use crate::outline::{
    samples,
    words::{self, Meaning},
};

/// Returns a text with the lines that its page had.
pub(super) fn lines(text: &str) -> String {
    let text = with_plain_samples(text);
    let text = with_parted_sections(&text);
    with_parted_titles(&with_whole_types(&without_stars(&with_rows_together(&text)))).into_owned()
}

/// Puts the heading of a section above its table where a site has it in the place of the heading of the names:
/// `Required Parameters Description Additional information`.
fn with_parted_sections(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| section_before_columns(line).is_some()) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        match section_before_columns(line) {
            Some((section, columns)) if line.contains('|') => {
                let mark = if line.trim_start().starts_with('|') { "| " } else { "" };
                out.extend([section, "\n", mark, "Name |", columns, "\n"]);
            }
            Some((section, columns)) => out.extend([section, "\nName ", columns, "\n"]),
            None => out.extend([line, "\n"]),
        }
    }
    out.into()
}

/// Returns the heading of a section of parameters and the headings of columns behind it, if that is all that a line has.
fn section_before_columns(line: &str) -> Option<(&str, &str)> {
    // Longer lines are text.
    const LONGEST: usize = 200;
    let line = line.trim();
    if line.len() > LONGEST || !line.starts_with(|c: char| c == '|' || c.is_uppercase()) {
        return None;
    }
    let (section, columns) = if let Some((first, rest)) = line.trim_start_matches('|').split_once('|') {
        let mut cells = rest.trim_end_matches([' ', '|']).split('|');
        if !cells.all(|cell| words::column(cell).is_some()) {
            return None;
        }
        (first.trim(), rest)
    } else {
        let section = words::before_nameless_columns(line)?;
        (section, line.strip_prefix(section)?.trim())
    };
    let is_section = matches!(
        words::meaning(section),
        Some(Meaning::Parameters | Meaning::UriParameters | Meaning::BodyParameters)
    );
    (is_section && words::column_of_table(section).is_none()).then_some((section, columns))
}

/// Takes off the marks of a list or a quotation in front of each line of a sample.
fn with_plain_samples(text: &str) -> Cow<'_, str> {
    const LEAST: usize = 2;
    let begins = |line: &str| {
        samples::marked_line(line)
            .filter(|(_, value)| value.starts_with(['{', '[', '<']))
            .map(|(mark, _)| mark)
    };
    if !text.lines().any(|line| begins(line).is_some()) {
        return text.into();
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut out: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(line) = lines.get(at).copied() {
        let below = lines.get(at..).unwrap_or_default();
        let sample =
            begins(line).map(|mark| marked_sample(below, mark)).filter(|sample| sample.len() >= LEAST);
        at += sample.as_ref().map_or(1, Vec::len);
        out.extend(sample.unwrap_or_else(|| vec![line]));
    }
    out.join("\n").into()
}

/// Returns the lines of a value each of which has the mark in front of it; none if they are no value's.
fn marked_sample<'t>(lines: &[&'t str], mark: char) -> Vec<&'t str> {
    // So that a text takes no longer than it is long.
    const MOST: usize = 1000;
    let mut reader = samples::Reader::default();
    let mut out = Vec::new();
    for line in lines.iter().take(MOST) {
        match samples::marked_line(line) {
            Some((other, value)) if other == mark => {
                out.push(value);
                if reader.feed(value).is_some() || reader.feed("\n").is_some() {
                    return out;
                }
            }
            None if line.trim().is_empty() => out.push(""),
            _ => return Vec::new(),
        }
    }
    // The page ends within it.
    out
}

/// Takes out the empty lines between the lines of a table of pipes, which people's editors put between all lines.
fn with_rows_together(text: &str) -> Cow<'_, str> {
    if !text.contains("---|") {
        return text.into();
    }
    let lines: Vec<&str> = text.lines().collect();
    let filled: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| !line.trim().is_empty())).collect();
    let line = |place: usize| filled.get(place).and_then(|at| lines.get(*at)).map_or("", |line| line.trim());
    let mut out: Vec<&str> = Vec::with_capacity(lines.len());
    for (place, at) in filled.iter().enumerate() {
        let is_below_row = place > 0 && line(place - 1).ends_with('|') && line(place).contains('|');
        // The headings of the next table are a row of none.
        let is_in_table = is_below_row && !is_rule(line(place + 1));
        let above = place.checked_sub(1).and_then(|above| filled.get(above)).map_or(0, |above| above + 1);
        if !is_in_table {
            out.extend(lines.get(above..*at).unwrap_or_default());
        }
        out.extend(lines.get(*at));
    }
    out.join("\n").into()
}

/// Returns whether a line is the rule below the headings of a table.
pub(super) fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Parts types from the headings of their tables where nobody knows the words of these: another table of the
/// page has the same headings, and the first of them without a type before it.
fn with_parted_titles(text: &str) -> Cow<'_, str> {
    let headings = |line: &str| -> Option<(String, String)> {
        let (first, rest) = line.trim().trim_start_matches('|').split_once('|')?;
        Some((first.trim().to_owned(), rest.split('|').map(str::trim).collect::<Vec<_>>().join("|")))
    };
    let lines: Vec<&str> = text.lines().collect();
    let tables: Vec<(usize, (String, String))> = lines
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| {
            matches!(pair, [line, rule] if is_rule(rule) && !is_rule(line) && !has_title_cell(line, rule))
        })
        .filter_map(|(at, pair)| Some((at, headings(pair.first()?)?)))
        .collect();
    let title = |(first, rest): &(String, String)| {
        let is_first = |(_, (other, others)): &&(usize, (String, String))| {
            others == rest
                && !other.is_empty()
                && other.len() < first.len()
                && first.ends_with(other.as_str())
                // `BoxName` is a type before a known heading, and no heading of which `NewBoxName` has one
                // more.
                && words::before_first_column(other).is_none()
        };
        let (_, (other, _)) = tables.iter().find(is_first)?;
        let title = first.strip_suffix(other.as_str())?;
        words::is_type(title).then(|| (title.to_owned(), other.clone()))
    };
    let titles: BTreeMap<usize, (String, String)> =
        tables.iter().filter_map(|(at, headings)| Some((*at, title(headings)?))).collect();
    if titles.is_empty() {
        return text.into();
    }
    let part = |(at, line): (usize, &&str)| match titles.get(&at) {
        Some((title, first)) => (*line).replacen(&format!("{title}{first}"), &format!("{title}| {first}"), 1),
        None => (*line).to_owned(),
    };
    lines.iter().enumerate().map(part).collect::<Vec<_>>().join("\n").into()
}

/// Returns whether the headings of a table have one cell more than the rule below them: the first one is the type
/// (`BoxDto| Name | Description |`). Another type may end in its name.
fn has_title_cell(headings: &str, rule: &str) -> bool {
    separator(rule).is_some_and(|columns| filled_cells(headings) == columns + 1)
}

/// Takes off the star behind a name by which sites mark what is required; the annotations say so as well.
fn without_stars(text: &str) -> Cow<'_, str> {
    let marked = |line: &str| {
        line.split('|').any(|cell| cell.trim().strip_suffix('*').is_some_and(words::is_identifier))
    };
    if !text.contains('*') || !text.lines().any(marked) {
        return text.into();
    }
    let lines: Vec<Cow<'_, str>> = text
        .lines()
        .map(|line| if marked(line) { line.replace('*', "").into() } else { line.into() })
        .collect();
    lines.join("\n").into()
}

/// Puts types together that their links have torn apart: `Collection of` above `Lead`.
fn with_whole_types(text: &str) -> Cow<'_, str> {
    let is_open = |line: &str| line.trim() == "Collection of";
    if !text.lines().any(is_open) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let has_item = lines.peek().is_some_and(|next| words::is_type(next.trim()));
        let joined = is_open(line) && has_item;
        out.push_str(if joined { line.trim_end() } else { line });
        out.push(if joined { ' ' } else { '\n' });
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_parted_from_unknown_headings() {
        let page = "Nimi | Laad |\n---|---|\na | b |\nLoheNimi | Laad |\n---|---|\nc | d |";
        assert!(lines(page).contains("\nLohe| Nimi | Laad |\n"));
        let known = "NewBoxName | Type |\n---|---|\na | b |\nBoxName | Type |\n---|---|\nc | d |";
        assert_eq!(lines(known).trim_end(), known);
        let titles = "Box| Name | Type |\n|---|---|\n| a | b |\nNewBox| Name | Type |\n|---|---|\n| c | d |";
        assert_eq!(lines(titles).trim_end(), titles);
        let other = "Nimi | Laad |\n---|---|\na | b |\nLoheNimi | Muu |\n---|---|\nc | d |";
        assert_eq!(lines(other).trim_end(), other);
    }

    #[test]
    fn sections_are_parted_from_the_headings_of_columns() {
        let part = |line: &str| lines(line).trim_end().to_owned();
        assert_eq!(
            part("Required Parameters Description Additional information"),
            "Required Parameters\nName Description Additional information"
        );
        assert_eq!(
            part("| Body Parameters | Description | Type |"),
            "Body Parameters\n| Name | Description | Type |"
        );
        assert_eq!(
            part("URI Parameters| Description | Type |"),
            "URI Parameters\nName | Description | Type |"
        );
        for same in [
            "Parameters Description Additional information",
            "URI Parameters",
            "Box| Name | Description |",
            "Name Description Type Additional information",
            "| Parameters | Description | Type |",
            "Body Parameters | Box |",
        ] {
            assert_eq!(part(same), same);
        }
    }

    #[test]
    fn samples_have_no_marks_in_front_of_their_lines() {
        for mark in ["-", "*", "•", ">"] {
            let marked = |lines: &[&str]| {
                lines.iter().map(|line| format!("{mark} {line}")).collect::<Vec<_>>().join("\n")
            };
            let page = format!("Sample:\n{}\n{mark} More", marked(&["{", "\"a\": [ -1,", "2 ]", "}"]));
            assert_eq!(lines(&page), format!("Sample:\n{{\n\"a\": [ -1,\n2 ]\n}}\n{mark} More"));
            let words = marked(&["{id} is its number", "The name"]);
            assert_eq!(lines(&words), words);
        }
    }

    #[test]
    fn lines_are_as_on_the_page() {
        assert_eq!(lines("Collection of\nLead\nstring"), "Collection of Lead\nstring\n");
        assert_eq!(lines("| Name* | string |\nLabel *\nId*"), "| Name | string |\nLabel *\nId");
        for same in ["", "a * b", "**Name**", "Collection of\nall of them"] {
            assert_eq!(lines(same).trim_end(), same);
        }
    }
}
