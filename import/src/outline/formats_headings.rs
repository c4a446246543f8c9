//! The heading of a side's samples that does not say whose they are: `Formats`. What stands above it does.

use super::draft::{Which, which};
use super::words;
use super::{Item, text_of};

/// Completes the headings `Formats` right above media types, where they are a line of their own as well.
pub(super) fn settle(items: Vec<Item>) -> Vec<Item> {
    let mut side = None;
    let mut out = Vec::with_capacity(items.len());
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        if let Some(side) = side
            && is_word_for_formats(&item)
            && matches!(items.peek(), Some(Item::Media(_)))
        {
            let text = match side {
                Which::Request => "Request Formats",
                Which::Response => "Response Formats",
            };
            out.push(Item::heading_of_line(text));
            continue;
        }
        if let Item::Heading { text, .. } = &item {
            side = words::meaning(text).and_then(which).or(side);
        }
        out.push(item);
    }
    out
}

fn is_word_for_formats(item: &Item) -> bool {
    const WORDS: &[&str] = &[
        "formats",
        "format",
        "formate",
        "formaten",
        "formater",
        "formatos",
        "formato",
        "formati",
        "formaty",
        "форматы",
        "формат",
    ];
    let is_text = matches!(item, Item::Heading { .. } | Item::Line(_));
    let word = |text: &str| words::undecorated(text).trim_end_matches(words::LABEL_ENDS).to_lowercase();
    is_text && text_of(item).is_some_and(|text| WORDS.contains(&word(text).as_str()))
}
