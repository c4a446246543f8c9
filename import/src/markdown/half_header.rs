//! The headings of a table in which a page ends: Markdown takes them for a table only with a rule below them.

use std::{borrow::Cow, collections::BTreeMap};

/// The headings of stock pages.
const STOCK: &str = "| Name | Description | Type | Additional information |";

const STOCK_RULE: &str = "| --- | --- | --- | --- |";

/// Completes the headings of a table in which a text ends, by those of stock pages or of another table of the text.
pub(super) fn completed(text: &str) -> Cow<'_, str> {
    const FEWEST: usize = "| N".len();
    let page = text.trim_end();
    let (above, last) = page.rsplit_once('\n').unwrap_or_default();
    let begins_table =
        last.starts_with('|') && last.len() >= FEWEST && above.trim_end_matches([' ', '\r']).ends_with('\n');
    if !begins_table {
        return text.into();
    }
    let own = above.lines().zip(above.lines().skip(1)).filter(|(_, below)| is_rule(below));
    let fitting: BTreeMap<&str, &str> = own
        .map(|(line, below)| (line.trim(), below.trim()))
        .chain([(STOCK, STOCK_RULE)])
        .filter(|(headings, _)| headings.starts_with(last))
        .collect();
    // Of several kinds of tables it may be any.
    match fitting.iter().collect::<Vec<_>>().as_slice() {
        [(headings, rule)] => format!("{above}\n{headings}\n{rule}\n").into(),
        _ => text.into(),
    }
}

/// Returns whether a line is the rule below the headings of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_completed() {
        let whole = format!("# a\n\n{STOCK}\n| --- | --- | --- | --- |\n");
        for half in ["| Na", "| Name | Description", "| Name | Description | Type | Additional information |"]
        {
            assert_eq!(completed(&format!("# a\n\n{half}")), whole, "{half}");
        }
        let own = "| Nombre | Tipo |\n| --- | --- |\n| a | b |\n\n";
        assert_eq!(completed(&format!("{own}| Nom")), format!("{own}| Nombre | Tipo |\n| --- | --- |\n"));
        for other in ["# a\n| Name", "# a\n\n| Kite", "# a\n\n|", "# a\n\nName", "| Name", ""] {
            assert_eq!(completed(other), other);
        }
    }
}
