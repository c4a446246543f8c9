//! Method and address that stand behind the sections of a page, as views with a second column have them:
//! `HTTP method:`,
//! `GET`, the complete address.

use super::section::{is_api_heading, text_of};
use super::title_labels::{KnownBy, LABEL, Label, labelled};
use super::words::{self, Meaning};
use super::{Cell, Item};
use crate::address::begins_address;

/// Puts method and address above the first section of a page that has no other operation.
pub(super) fn settle(mut items: Vec<Item>) -> Vec<Item> {
    let Some(found) = find(&items) else { return items };
    let Some(first) = items.iter().position(is_api_heading) else { return items };
    items.drain(found.at..found.at + found.items);
    items.insert(first, Item::line(format!("{LABEL}{} {}", found.method, found.address)));
    items
}

/// Method and address below each other.
struct TitleBehind {
    method: &'static str,
    address: String,
    at: usize,
    /// How many items they are.
    items: usize,
}

/// Finds method and address, if the page has them once, and nothing else that could be its operation.
fn find(items: &[Item]) -> Option<TitleBehind> {
    let first = items.iter().position(is_api_heading)?;
    let has_operation = |item: &Item| match item {
        Item::Table(table) => {
            table.rows.iter().flatten().any(|cell| words::operation(&cell.text()).is_some())
        }
        item => text_of(item).is_some_and(|text| words::operation(text).is_some()),
    };
    if items.iter().any(has_operation) {
        return None;
    }
    let mut found = (first..items.len()).filter_map(|at| title_at(items, at));
    let title = found.next().filter(|_| found.next().is_none())?;
    is_of_page(&title, items).then_some(title)
}

fn title_at(items: &[Item], at: usize) -> Option<TitleBehind> {
    let method = labelled(items, at)?;
    if method.label != Label::Method || method.known_by != KnownBy::Words {
        return None;
    }
    let below = at + method.items;
    let (address, end) = match labelled(items, below) {
        Some(path) if path.label == Label::Path => (path.value, below + path.items),
        _ => (text_of(items.get(below)?)?.trim(), below + 1),
    };
    let is_address = begins_address(address) && !address.contains(char::is_whitespace);
    is_address.then(|| TitleBehind {
        method: words::method(method.value).unwrap_or_default(),
        address: address.to_owned(),
        at,
        items: end - at,
    })
}

/// Returns whether an address is the one of the page's own operation: the page says something of each of its
/// parameters. One without any is another's, such as that of a login, if it stands in a section of the site's
/// own, or on a page that has parameters.
fn is_of_page(title: &TitleBehind, items: &[Item]) -> bool {
    let braces = || title.address.split('{').skip(1).filter_map(|part| part.split('}').next());
    if braces().next().is_some() {
        return braces().all(|name| items.iter().any(|item| is_about(item, name)));
    }
    let above = items.get(..title.at).unwrap_or_default();
    let section = above.iter().rev().find(|item| matches!(item, Item::Heading { .. }));
    let meaning = |item: &Item| text_of(item).and_then(words::meaning);
    let is_own = section.and_then(meaning) == Some(Meaning::Own);
    let parameters = items.iter().position(|item| meaning(item) == Some(Meaning::UriParameters));
    let below = parameters.and_then(|at| items.get(at + 1));
    let has_parameters =
        below.is_some_and(|item| !text_of(item).is_some_and(words::is_none) && !is_api_heading(item));
    !is_own && !has_parameters
}

/// Returns whether an item begins with the name of a parameter.
fn is_about(item: &Item, name: &str) -> bool {
    let begins = |text: &str| {
        let start = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        start && !text.get(name.len()..).unwrap_or_default().starts_with(char::is_alphanumeric)
    };
    let has_name = |row: &Vec<Cell>| row.iter().any(|cell| begins(&cell.text()));
    match item {
        Item::Table(table) => table.rows.iter().any(has_name),
        item => text_of(item).is_some_and(begins),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(lines: &[&str]) -> Vec<Item> {
        let item = |text: &&str| match words::meaning(text) {
            Some(_) => Item::Heading { level: 0, text: (*text).to_owned() },
            None => Item::line(*text),
        };
        lines.iter().map(item).collect()
    }

    #[test]
    fn method_and_address_may_stand_behind_the_sections() {
        let page = [
            "Flies a kite.",
            "URI Parameters",
            "id ( string )",
            "http method:",
            "GET",
            "https://kites.example.com/api/kites/{id}",
            "Sample:",
        ];
        let title = "URL: GET https://kites.example.com/api/kites/{id}";
        let expected = ["Flies a kite.", title, "URI Parameters", "id ( string )", "Sample:"];
        let texts = |items: &[Item]| items.iter().filter_map(text_of).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(texts(&settle(items(&page))), expected);
    }

    #[test]
    fn other_addresses_stay() {
        for page in [
            // A login.
            &[
                "Flies.",
                "URI Parameters",
                "id",
                "Authentication",
                "Method:",
                "POST",
                "https://kites.example.com/token",
            ][..],
            &[
                "Flies.",
                "URI Parameters",
                "None.",
                "Authentication",
                "Method: POST",
                "https://kites.example.com/token",
            ],
            // Nothing is said of its parameter.
            &["Flies.", "URI Parameters", "id", "Method:", "GET", "https://kites.example.com/{day}"],
            // Two of them, or another operation.
            &[
                "URI Parameters",
                "id",
                "Verb",
                "GET",
                "https://a.example.com/{id}",
                "Verb",
                "PUT",
                "https://a.example.com/{id}",
            ],
            &["GET api/kites", "URI Parameters", "id", "Verb", "GET", "https://a.example.com/{id}"],
            &["Flies.", "URI Parameters", "id", "Method:", "GET", "the kite"],
        ] {
            assert_eq!(settle(items(page)), items(page), "{page:?}");
        }
    }
}
