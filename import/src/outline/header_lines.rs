//! Tables of headers that a layout has made lines of: below the heading that announces them stand the words
//! for their columns on one line, and each row on one, `Authorization Bearer .. Header String`.

use std::ops::Range;

use super::section::text_of;
use super::words::{self, Meaning};
use super::{Item, authentication};

/// The lines of a table of headers.
#[derive(Debug, PartialEq)]
pub(super) struct HeaderLines {
    /// Where its words for columns and its rows stand.
    pub(super) place: Range<usize>,
    /// The headers, as requests have them, that show how calls are authenticated.
    pub(super) authentication: Vec<String>,
    /// What its rows say.
    pub(super) text: String,
}

/// Finds the lines of tables of headers among the items of a page.
pub(super) fn find(items: &[Item]) -> Vec<HeaderLines> {
    let is_below_heading = |at: &usize| {
        let above = items.get(..*at).unwrap_or_default();
        announcing(above).is_some()
    };
    (1..items.len()).filter(is_below_heading).filter_map(|at| table_at(items, at)).collect()
}

/// Returns the table whose words for columns stand at a position. What a sentence says of headers has no such
/// words above it.
fn table_at(items: &[Item], at: usize) -> Option<HeaderLines> {
    let line = |item: &Item| match item {
        Item::Line(_) => text_of(item).map(str::to_owned),
        _ => None,
    };
    let heading = line(items.get(at)?)?;
    if !words::are_words_for_columns(&heading) {
        return None;
    }
    let rows: Vec<String> =
        items.get(at + 1..)?.iter().map_while(line).take_while(|row| is_row(row)).collect();
    (!rows.is_empty()).then(|| HeaderLines {
        place: at..at + 1 + rows.len(),
        authentication: rows.iter().filter_map(|row| authentication::header_of_line(row)).collect(),
        text: rows.join("\n"),
    })
}

/// Returns whether a line begins with the name of a header, and goes on with what the row says of it.
fn is_row(text: &str) -> bool {
    const CONDITIONS: &[&str] = &["if-match", "if-none-match", "if-modified-since"];
    let Some((name, _)) = text.trim().split_once(' ') else { return false };
    let name = name.trim_end_matches(':').to_lowercase();
    let is_known = words::is_header(&name) || CONDITIONS.contains(&name.as_str());
    is_known || (name.starts_with("x-") && is_name(&name))
}

/// Returns the last item if it announces headers, and nothing of the engine's: `Request Headers`. A line
/// directly below a heading that stands above types is a type.
pub(super) fn announcing(above: &[Item]) -> Option<&str> {
    const MOST_WORDS: usize = 4;
    let (last, above) = above.split_last()?;
    let is_type = match last {
        Item::Line(line) => line.type_link.is_some() || above.last().is_some_and(is_above_types),
        _ => false,
    };
    let text = text_of(last).filter(|_| !is_type)?;
    let announces = words::is_of_headers(text)
        && text.split_whitespace().count() <= MOST_WORDS
        && words::meaning(text).is_none_or(|meaning| meaning == Meaning::Own);
    announces.then_some(text)
}

/// Returns whether an item is a heading below which a page has a type.
fn is_above_types(item: &Item) -> bool {
    let meaning = text_of(item).and_then(words::meaning);
    matches!(meaning, Some(Meaning::BodyParameters | Meaning::ResourceDescription))
}

/// Returns whether a text can be the name of a header.
pub(super) fn is_name(text: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(lines: &[&str]) -> Vec<Item> {
        lines.iter().map(|line| Item::line(*line)).collect()
    }

    #[test]
    fn rows_below_words_for_columns_are_of_headers() {
        let columns = "Parâmetro Valor Descrição Tipo de parâmetro";
        let row = "Authorization Bearer Hash Header String";
        let found =
            find(&items(&["Cabeçalhos de Envio:", columns, row, "X-Depot 7 Its number", "See there."]));
        let lines = HeaderLines {
            place: 1..4,
            authentication: vec!["Authorization: Bearer Hash Header String".to_owned()],
            text: format!("{row}\nX-Depot 7 Its number"),
        };
        assert_eq!(found, [lines]);
    }

    #[test]
    fn words_about_headers_stay() {
        for lines in [
            &["Headers:", "Authorization Bearer is sent with each call"][..],
            &["Headers:", "Name and value of each are free.", "Authorization Bearer Hash"],
            &["Remarks", "Name Value Description", "Authorization Bearer Hash"],
            &["Headers:", "Name Value Description", "They are sent with each call."],
        ] {
            assert_eq!(find(&items(lines)), [], "{lines:?}");
        }
    }
}
