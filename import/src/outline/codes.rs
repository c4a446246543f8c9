//! Tables of codes: statuses of the protocol, and a site's own.

use std::collections::BTreeSet;

use super::fill::{Draft, tables, texts};
use super::words::Meaning;
use super::{Item, Line};
use crate::page::CodeTable;

/// A section of the site's own: codes with their meaning, or text that is no part of a spec.
pub(super) fn read(title: &str, items: &[Item], meaning: Option<Meaning>, draft: &mut Draft) {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for table in tables(items) {
        for cells in &table.rows {
            if let [code, text, ..] = cells.as_slice() {
                pairs.push((code.text(), text.text()));
            }
        }
    }
    if pairs.is_empty() {
        pairs = pairs_of_lines(&texts(items));
    }
    if pairs.is_empty() {
        return;
    }
    let http: Option<Vec<(u16, String)>> =
        pairs.iter().map(|(code, text)| Some((http_code(code)?, text.clone()))).collect();
    match http {
        Some(http) => draft.page.status.extend(http),
        // A table of the site's own that is not about codes (headers, say) has words in its first column.
        None if meaning == Some(Meaning::Status)
            || pairs.iter().all(|(code, _)| code.len() <= 20 && !code.contains(' ')) =>
        {
            let title = title.trim_end_matches([':', ' ']).to_owned();
            draft.page.codes.push(CodeTable { title, rows: pairs });
        }
        None => {}
    }
}

fn http_code(code: &str) -> Option<u16> {
    let digits = code.split_whitespace().next()?;
    digits.parse().ok().filter(|number| (100..600).contains(number))
}

/// `N`, `Contact`, `R`, `Resource`: code and meaning on lines of their own, or `200 OK` on one.
fn pairs_of_lines(lines: &[&Line]) -> Vec<(String, String)> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let one_line: Option<Vec<(String, String)>> = texts
        .iter()
        .map(|text| {
            let (code, meaning) = text.split_once([' ', ':', '='])?;
            http_code(code)?;
            Some((code.to_owned(), meaning.trim_start_matches([' ', '-', ':', '=', '–']).to_owned()))
        })
        .collect();
    if let Some(pairs) = one_line {
        return pairs;
    }
    let is_code = |text: &str| text.len() <= 20 && !text.contains(' ');
    let mut seen = BTreeSet::new();
    let fits = texts.len().is_multiple_of(2)
        && texts.iter().step_by(2).all(|code| is_code(code) && seen.insert((*code).to_owned()));
    if !fits {
        return Vec::new();
    }
    texts
        .chunks(2)
        .filter_map(|p| if let [c, t] = p { Some(((*c).to_owned(), (*t).to_owned())) } else { None })
        .collect()
}
