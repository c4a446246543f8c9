//! Parts documents that list operations by their complete addresses: `GET https://host/api/kites`, then what it
//! does, then the next one. Nothing else on them is an operation.

use crate::address::begins_address;
use crate::outline::{Item, Line, text_of, words};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the items of each operation of such a document; `None` if it is none.
pub(super) fn apart(items: &[Item]) -> Option<Vec<Vec<Item>>> {
    const LEAST: usize = 2;
    let titles = titles(items);
    let distinct: BTreeSet<_> = titles.iter().map(|title| (&title.methods, title.address)).collect();
    let is_listed =
        distinct.len() >= LEAST && !items.iter().any(is_relative) && !has_example_of_another(&titles);
    if !is_listed {
        return None;
    }
    let mut parts = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        let end = titles.get(at + 1).map_or(items.len(), |next| next.begin);
        let mut below = items.get(title.end..end).unwrap_or_default();
        while let Some((first, more)) = below.split_first()
            && text_of(first).is_some_and(is_button)
        {
            below = more;
        }
        // What stands above the first of them is about all, and menus stand before its first heading.
        let above = if at == 0 { items.get(..title.begin).unwrap_or_default() } else { &[] };
        let above = above.iter().skip_while(|item| !matches!(item, Item::Heading { .. }));
        for method in &title.methods {
            let line = Line::of(format!("{method} {}", title.address));
            let mut part = vec![Item::Line(line)];
            part.extend(below.iter().chain(above.clone()).cloned());
            parts.push(part);
        }
    }
    Some(parts)
}

/// The title of an operation: its methods and its address, on one line or on two.
struct AddressTitle<'i> {
    /// Its first item, and the one behind its last.
    begin: usize,
    end: usize,
    methods: Vec<&'static str>,
    address: &'i str,
}

impl AddressTitle<'_> {
    fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }

    /// Returns whether it is a call of the other operation, with values for its parameters.
    fn is_example_of(&self, other: &Self) -> bool {
        let (own, others) = (self.path(), other.path());
        // A word may as well be the path of an operation of its own.
        let is_value = |own: &str, other: &str| {
            other.contains('{') && !own.contains('{') && own.contains(|c: char| c.is_ascii_digit())
        };
        own != others
            && own.split('/').count() == others.split('/').count()
            && self.methods.iter().any(|method| other.methods.contains(method))
            && own.split('/').zip(others.split('/')).all(|(own, other)| own == other || is_value(own, other))
    }
}

/// Returns whether one of the operations is a call of another one.
fn has_example_of_another(titles: &[AddressTitle<'_>]) -> bool {
    // So that a document takes no longer than it is long.
    const MOST_ALIKE: usize = 64;
    let shape = |title: &AddressTitle<'_>| -> Vec<String> {
        let varies = |part: &str| part.contains('{') || part.contains(|c: char| c.is_ascii_digit());
        title
            .path()
            .split('/')
            .map(|part| if varies(part) { String::new() } else { part.to_owned() })
            .collect()
    };
    let mut alike: BTreeMap<Vec<String>, Vec<&AddressTitle<'_>>> = BTreeMap::new();
    for title in titles.iter().filter(|title| title.path().contains('{')) {
        let known = alike.entry(shape(title)).or_default();
        if known.len() < MOST_ALIKE {
            known.push(title);
        }
    }
    titles.iter().any(|title| {
        alike.get(&shape(title)).is_some_and(|known| known.iter().any(|other| title.is_example_of(other)))
    })
}

fn titles(items: &[Item]) -> Vec<AddressTitle<'_>> {
    let mut titles = Vec::new();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        let text = text_of(item).map(without_button).unwrap_or_default();
        let address = |text: &'_ str| begins_address(text) && !text.contains(char::is_whitespace);
        let (methods, rest) = methods(text);
        let below = items.get(at + 1).and_then(text_of).map(without_button);
        let found = match (methods.is_empty(), rest, below) {
            (true, ..) => None,
            (_, "", Some(below)) if address(below) => Some((below, at + 2)),
            (_, rest, _) if address(rest) => Some((rest, at + 1)),
            _ => None,
        };
        match found {
            Some((address, end)) => {
                titles.push(AddressTitle { begin: at, end, methods, address });
                at = end;
            }
            None => at += 1,
        }
    }
    titles
}

/// Cuts the methods from the start of a line: `GET`, `GET | POST`, `PUT or PATCH`.
fn methods(text: &str) -> (Vec<&'static str>, &str) {
    const BETWEEN: &[&str] = &["|", "/", ",", "or", "and"];
    let mut methods = Vec::new();
    let mut rest = text;
    // Longer lines are sentences.
    while methods.len() < 8 {
        let (word, more) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        match words::method(word) {
            Some(method) => methods.push(method),
            None if !methods.is_empty() && BETWEEN.contains(&word) => {}
            None => break,
        }
        rest = more.trim_start();
    }
    (methods, rest)
}

/// What sites call the button beside an address.
const BUTTONS: &[&str] = &["Copy URL", "Copy url", "Copy link", "Copy"];

fn is_button(text: &str) -> bool {
    BUTTONS.contains(&text.trim())
}

fn without_button(text: &str) -> &str {
    let text = text.trim();
    BUTTONS
        .iter()
        .find_map(|button| text.strip_suffix(button))
        .filter(|text| text.ends_with(' '))
        .map_or(text, str::trim_end)
}

/// Returns whether an item is an operation whose path is none of an address.
fn is_relative(item: &Item) -> bool {
    text_of(item).and_then(words::operation).is_some_and(|(_, path)| !begins_address(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Item {
        Item::line(text)
    }

    /// The first lines of the parts.
    fn first_lines(lines: &[&str]) -> Option<Vec<String>> {
        let items: Vec<Item> = lines.iter().map(|text| line(text)).collect();
        let text = |part: &Vec<Item>| part.first().and_then(text_of).unwrap_or_default().to_owned();
        apart(&items).map(|parts| parts.iter().map(text).collect())
    }

    #[test]
    fn each_address_is_an_operation() {
        assert_eq!(
            first_lines(&[
                "GET | POST https://kites.example/api/kites Copy URL",
                "Finds kites.",
                "GET",
                "https://kites.example/api/kites/{id}",
                "Copy URL",
                "Gets a kite.",
            ]),
            Some(
                [
                    "GET https://kites.example/api/kites",
                    "POST https://kites.example/api/kites",
                    "GET https://kites.example/api/kites/{id}"
                ]
                .map(str::to_owned)
                .to_vec()
            )
        );
    }

    #[test]
    fn examples_are_no_operations() {
        for lines in [
            [
                "GET https://kites.example/api/kites/{id}",
                "For example:",
                "GET https://kites.example/api/kites/5",
            ],
            [
                "GET api/kites/{id}",
                "GET https://kites.example/api/kites/5",
                "GET https://kites.example/api/tails/5",
            ],
            ["GET https://kites.example/api/kites", "GET https://kites.example/api/kites", "Gets all."],
        ] {
            assert_eq!(first_lines(&lines), None, "{lines:?}");
        }
    }
}
