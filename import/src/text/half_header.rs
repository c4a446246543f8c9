//! The headings of a table in which a text ends: those of stock pages, or the ones above another table of the page.

use std::collections::BTreeSet;

use super::header::{self, Header};
use crate::outline::words;

/// The headings of stock pages, in each layout.
pub(super) const STOCK: [&str; 3] = [
    "| Name | Description | Type | Additional information |",
    "Name | Description | Type | Additional information |",
    "NameDescriptionTypeAdditional information",
];

/// The beginning of a table's headings on the last line of a text.
enum HalfHeader {
    /// The line has no more than them.
    Alone,
    /// The class stands before them on the same line. These are the whole headings behind it.
    BehindClass(Header),
}

/// The last line of a text, which ends in the headings of a table.
pub(super) struct Taken<'t> {
    pub(super) line: &'t str,
    /// The headings of the table, if its class stands before them. Then the line stays where it is.
    pub(super) behind_class: Option<Header>,
}

/// Takes the last line out of some lines if it has the beginning of a table's headings and nothing else.
pub(super) fn take<'t>(lines: &mut Vec<&'t str>, names: &BTreeSet<String>) -> Option<Taken<'t>> {
    let found = find(lines, names)?;
    let line = lines.last()?.trim();
    match found {
        HalfHeader::Alone => {
            lines.pop();
            Some(Taken { line, behind_class: None })
        }
        HalfHeader::BehindClass(header) => Some(Taken { line, behind_class: Some(header) }),
    }
}

/// Finds the beginning of a table's headings on the last of some lines.
fn find(lines: &[&str], names: &BTreeSet<String>) -> Option<HalfHeader> {
    let (last, above) = lines.split_last()?;
    let text = last.trim();
    // No heading of a column ends as sentences and samples do.
    if text.is_empty() || text.ends_with(['.', ',', ';', '}', ']', '>', '"']) {
        return None;
    }
    let is_whole = header::find(&[text]).is_some_and(|header| header.columns.len() > 1);
    if is_whole {
        return None;
    }
    STOCK
        .into_iter()
        .find_map(|headings| begun(text, headings).filter(|half| matches!(half, HalfHeader::BehindClass(_))))
        .or_else(|| own_headings(above, text, names).find_map(|headings| begun(text, headings)))
}

/// Returns what a text has of some headings.
fn begun(text: &str, headings: &str) -> Option<HalfHeader> {
    let is_begun = |text: &str| text.len() < headings.len() && headings.starts_with(text);
    if is_begun(text) {
        return Some(HalfHeader::Alone);
    }
    let (before, _) = text.split_once('|')?;
    let (first, _) = headings.split_once('|')?;
    // `Kite| Name | Des`, or `KiteName | Des`: where nothing stands before the pipe, the class ends at it.
    let class = before.trim_end().strip_suffix(first.trim())?;
    let is_class = !class.is_empty() && words::is_type(class);
    let header = header::find(&[&format!("{class}{headings}")])?;
    (is_class && is_begun(text.get(class.len()..)?)).then_some(HalfHeader::BehindClass(header))
}

/// Returns the headings of the tables above, without the classes before them, if they have the words in which the text
/// ends.
fn own_headings<'l>(
    above: &'l [&'l str],
    text: &'l str,
    names: &'l BTreeSet<String>,
) -> impl Iterator<Item = &'l str> {
    let words = text.split_once('|').map_or(text, |(_, behind)| behind).trim_end_matches(['|', ' ']);
    let words = if words.trim().is_empty() { "|" } else { words };
    above.iter().enumerate().filter(move |(_, line)| line.contains(words)).filter_map(move |(at, line)| {
        let lines = above.get(at..)?;
        let is_below_class =
            || above.get(..at).and_then(<[&str]>::last).is_some_and(|line| words::is_type(line.trim()));
        let header = header::find(lines)
            .or_else(|| if is_below_class() { header::unknown(lines, names) } else { None })
            .filter(|header| header.columns.len() > 2 && !header.is_stacked())?;
        line.trim().strip_prefix(header.title.as_str()).map(str::trim_start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> &'static str {
        let lines: Vec<&str> = text.lines().collect();
        match find(&lines, &BTreeSet::new()) {
            None => "nothing",
            Some(HalfHeader::Alone) => "headings",
            Some(HalfHeader::BehindClass(header)) if header.title == "Kite" && header.columns.len() == 4 => {
                "class and headings"
            }
            Some(HalfHeader::BehindClass(_)) => "another class",
        }
    }

    #[test]
    fn headings_begin_as_those_above() {
        let glued = "Box\nNombreDescripciónTipoInformación adicional\nId\n";
        for half in ["Nom", "Nombre", "NombreDescrip"] {
            assert_eq!(found(&format!("{glued}{half}")), "headings", "{half}");
        }
        let pipes = "Box| Nombre | Descripción | Tipo | Información adicional |\n|---|---|---|---|\n";
        for half in ["| Nom", "| Nombre |", "| Nombre | Descripción | Tip"] {
            assert_eq!(found(&format!("{pipes}{half}")), "headings", "{half}");
            assert_eq!(found(&format!("{pipes}Kite{half}")), "class and headings", "{half}");
        }
        let plain = "BoxNombre | Descripción | Tipo | Información adicional |\n---|---|---|---|\n";
        for half in ["Nombre |", "Nombre | Desc"] {
            assert_eq!(found(&format!("{plain}{half}")), "headings", "{half}");
            assert_eq!(found(&format!("{plain}Kite{half}")), "class and headings", "{half}");
        }
        for other in ["Kite", "Kites", "Descripción", "Kite | Nom", "Nombre Kite", "sus Kites| Nombre"] {
            for page in [glued, pipes, plain] {
                assert_eq!(found(&format!("{page}{other}")), "nothing", "{other}");
            }
        }
    }

    #[test]
    fn classes_stand_before_the_headings_of_stock_pages() {
        assert_eq!(found("a\nKite| Name | De"), "class and headings");
        assert_eq!(found("a\nKiteName | De"), "class and headings");
        assert_eq!(found("a\nKiteName"), "nothing");
        assert_eq!(found("a\n| Name | De"), "nothing");
    }
}
