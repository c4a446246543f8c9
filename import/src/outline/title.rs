//! The line of a page that says method and path.

use super::section::{is_api_heading, text_of};
use super::{Item, collapse, own, words};
use crate::address::begins_address;

/// The line that says method and path.
pub(super) struct Title {
    /// Where it stands, if among the items.
    pub(super) at: Option<usize>,
    /// Method and path, in one line.
    pub(super) heading: String,
    /// What stands behind the path: what the operation does.
    pub(super) words: String,
    /// It is the page's first item or a heading.
    pub(super) first: bool,
    pub(super) markup: Markup,
}

/// How a page shows the line that says method and path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Markup {
    /// As a line like others.
    Line,
    /// Behind a label, as no menu has it.
    Labelled,
    /// As a heading, or the page is called so.
    Heading,
    /// As the page's own heading.
    OwnHeading,
}

/// The page's own operation: menus and summaries can hold others. A heading comes first, then the last line
/// before the first section that is no example of a request, then the HTML's title.
pub(super) fn find(items: &[Item], page_title: &str) -> Option<Title> {
    let mut best: Option<(u8, usize, &str)> = None;
    let mut first = None;
    for (at, item) in items.iter().enumerate() {
        let (rank, text) = match item {
            Item::Heading { level: 0, text } => (1, text.as_str()),
            Item::Heading { level, text } => (10 - level.min(&8), text.as_str()),
            Item::Line(line) => (1, line.text.as_str()),
            Item::Table(_) | Item::Media(_) | Item::Sample(_) => continue,
        };
        if is_api_heading(item) && best.is_some() {
            break;
        }
        if words::operation(text).is_none() {
            continue;
        }
        let rank = if rank == 1 && is_example(items, at) { 0 } else { rank };
        let only = *first.get_or_insert(at);
        // A summary stands directly below the only operation so far; below a menu stands the heading.
        let is_summary = matches!(best, Some((1, above, heading))
            if rank == 1 && above == only && above + 1 == at && says_of(text, heading));
        if !is_summary && best.is_none_or(|(other, _, _)| rank >= other && (rank == 1 || rank > other)) {
            best = Some((rank, at, text));
        }
    }
    if let Some((rank, at, text)) = best {
        let is_frame = |item: &Item| text_of(item).is_some_and(|other| other == text || own::is_frame(other));
        let first = rank > 1 || items.iter().take(at).all(is_frame) || is_all_below_menu(items, text);
        let heading = collapse(text);
        let markup = match items.get(at) {
            Some(Item::Heading { level: 1, .. }) => Markup::OwnHeading,
            _ if rank > 1 || collapse(page_title) == heading => Markup::Heading,
            _ if words::is_labelled_operation(text) => Markup::Labelled,
            _ => Markup::Line,
        };
        let words = words::operation_and_words(text).map_or("", |(_, words)| words).to_owned();
        return Some(Title { at: Some(at), heading, words, first, markup });
    }
    let of_page = || {
        words::operation(page_title).is_some().then(|| Title {
            at: None,
            heading: collapse(page_title),
            words: String::new(),
            first: true,
            markup: Markup::Heading,
        })
    };
    title_in_two(items).or_else(|| title_in_parts(items)).or_else(|| title_with_words(items)).or_else(of_page)
}

/// Returns whether the line at a position begins an example of a request in the comment on an operation: a
/// header of HTTP stands below it, or the words for an example above it.
fn is_example(items: &[Item], at: usize) -> bool {
    let is_header = |item: &Item| text_of(item).is_some_and(words::is_header_of_request);
    let announces = |item: &Item| text_of(item).is_some_and(words::announces_example);
    items.get(at + 1).is_some_and(is_header)
        || at.checked_sub(1).and_then(|above| items.get(above)).is_some_and(announces)
}

/// Returns whether a line is a summary that begins with the route of the heading above it: it goes on with words, or has
/// constraints, which help pages drop.
fn says_of(text: &str, heading: &str) -> bool {
    let (Some((_, path)), Some((_, own))) = (words::operation(text), words::operation(heading)) else {
        return false;
    };
    let is_bare = words::operation_and_words(heading).is_none();
    let has_more = words::operation_and_words(text).is_some() || route(path) != bare_path(path);
    is_bare && has_more && route(path) == route(own)
}

/// Returns a path as pages compare it: without its query, in small letters.
fn bare_path(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    path.trim_start_matches(['~', '/']).to_lowercase()
}

/// Returns a path without the constraints in its braces: `{id:guid}` is `{id}`.
fn route(path: &str) -> String {
    let bare = bare_path(path);
    let mut out = String::with_capacity(bare.len());
    let mut is_constraint = false;
    let mut depth = 0_usize;
    for c in bare.chars() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                is_constraint &= depth > 0;
            }
            ':' if depth > 0 => is_constraint = true,
            _ => {}
        }
        if !is_constraint {
            out.push(c);
        }
    }
    out
}

/// Returns whether a short page is no more than its site's menu, an operation and what it does, as those are
/// of calls that take and return nothing.
fn is_all_below_menu(items: &[Item], operation: &str) -> bool {
    const SHORT: usize = 20;
    let is_menu = |item: &Item| {
        text_of(item)
            .is_some_and(|text| text.split_whitespace().count() <= 3 && !text.ends_with(['.', ':', '!', '?']))
    };
    let is_other =
        |item: &Item| text_of(item).is_none_or(|text| text != operation && words::operation(text).is_some());
    let above = items.iter().take_while(|item| text_of(item) != Some(operation));
    items.len() <= SHORT && above.into_iter().all(is_menu) && !items.iter().any(is_other)
}

/// Method and path on two lines, as badges have it and other systems write it.
fn title_in_two(items: &[Item]) -> Option<Title> {
    let end = items.iter().position(is_api_heading).unwrap_or(items.len());
    for (at, pair) in items.get(..end)?.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let (Some(first), Some(second)) = (text_of(first), text_of(second)) else { continue };
        let is_path = |text: &str| {
            let text = text.trim();
            !text.contains(char::is_whitespace)
                && words::media_types(text).is_none()
                && (begins_address(text) || (is_path(text) && text.contains(['/', '{'])))
        };
        let found = match (words::method(first), words::method(second)) {
            (Some(method), None) if is_path(second) => Some((method, second)),
            (None, Some(method)) if is_path(first) => Some((method, first)),
            _ => None,
        };
        if let Some((method, path)) = found {
            let heading = format!("{method} {}", path.trim());
            return Some(Title {
                at: Some(at + 1),
                heading,
                words: String::new(),
                first: true,
                markup: Markup::Line,
            });
        }
    }
    None
}

/// A method as a heading directly above a complete address, wherever the site has put them.
fn title_in_parts(items: &[Item]) -> Option<Title> {
    items.windows(2).enumerate().find_map(|(at, pair)| {
        let [Item::Heading { level: 1.., text: first }, second] = pair else { return None };
        let method = words::method(first)?;
        let address = text_of(second)?.trim();
        let is_address = begins_address(address) && !address.contains(char::is_whitespace);
        let heading = is_address.then(|| format!("{method} {address}"))?;
        let words = String::new();
        Some(Title { at: Some(at + 1), heading, words, first: false, markup: Markup::Heading })
    })
}

/// Method and path with what the operation does on one line, as a heading or directly above the first
/// section.
fn title_with_words(items: &[Item]) -> Option<Title> {
    let end = items.iter().position(is_api_heading).unwrap_or(items.len());
    items.get(..end)?.iter().enumerate().find_map(|(at, item)| {
        let is_heading = matches!(item, Item::Heading { level: 1.., .. });
        let (operation, words) = words::operation_and_words(text_of(item)?)?;
        (is_heading || at + 1 == end || at == 0).then(|| Title {
            at: Some(at),
            heading: collapse(operation),
            words: words.to_owned(),
            first: true,
            markup: if is_heading { Markup::Heading } else { Markup::Line },
        })
    })
}

/// Returns whether a text can be a path alone.
pub(super) fn is_path(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && !text.contains("://")
        && !text.contains('|')
        && !has_label(text)
        && words::media_types(text).is_none()
}

/// Returns whether a label stands before a path, with no blank between: `URL:api/kites`. A path has a colon only
/// behind a slash or in braces.
fn has_label(text: &str) -> bool {
    let first = text.split(['/', '{', '?']).next().unwrap_or_default();
    first.contains(words::LABEL_ENDS)
}
