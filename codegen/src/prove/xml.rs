//! The tokens of an XML document.

use std::{borrow::Cow, ops::Range};

use datacontract::contract::{DC, Serializer, XSD, XSI};

use roxmltree::TextPos;

use super::token::{Kind, Token};
use crate::spec::Span;

/// Checks that another reader takes the document too; the error says where it stops, and why.
pub(super) fn check(text: &str) -> Result<(), (Span, String)> {
    let Err(error) = roxmltree::Document::parse(text) else { return Ok(()) };
    let TextPos { row, col } = error.pos();
    let line = text.split_inclusive('\n').take((row as usize).saturating_sub(1)).map(str::len).sum::<usize>();
    let column = text.get(line..).unwrap_or_default().chars().take((col as usize).saturating_sub(1));
    let start = line + column.map(char::len_utf8).sum::<usize>();
    let end = text.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8());
    Err((Span::new(start, end), format!("the sample is no well-formed XML: {error}")))
}

/// Returns the document without the white space between tags. White space that is all the text of an element
/// is kept.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (kind, length) = if rest.starts_with('<') { tag(rest) } else { (Kind::Value, text_length(rest)) };
        let piece = &rest[..length];
        let name = match kind {
            Kind::Open | Kind::Empty => Cow::Borrowed(local_name(piece)),
            _ => Cow::Borrowed(""),
        };
        let is_space = kind == Kind::Value && is_space(piece);
        let is_whole_text =
            || tokens.last().is_some_and(|last| last.kind == Kind::Open) && rest[length..].starts_with("</");
        if !is_space || is_whole_text() {
            tokens.push(Token { kind, text: piece, start: at, name });
        }
        at += length;
    }
    tokens
}

/// Returns what begins with this `<`, and how long it is.
fn tag(rest: &str) -> (Kind, usize) {
    let until = |start: &str, end: &str| {
        rest[start.len()..].find(end).map_or(rest.len(), |at| at + start.len() + end.len())
    };
    for (start, end, kind) in
        [("<!--", "-->", Kind::Other), ("<![CDATA[", "]]>", Kind::Value), ("<?", "?>", Kind::Other)]
    {
        if rest.starts_with(start) {
            return (kind, until(start, end));
        }
    }
    let mut quote = None;
    let end = rest.bytes().position(|c| {
        match (quote, c) {
            (None, b'>') => return true,
            (None, b'"' | b'\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        false
    });
    let length = end.map_or(rest.len(), |end| end + 1);
    let kind = match &rest[..length] {
        tag if tag.starts_with("</") => Kind::Close,
        tag if tag.starts_with("<!") => Kind::Other,
        tag if tag.ends_with("/>") => Kind::Empty,
        _ => Kind::Open,
    };
    (kind, length)
}

fn text_length(rest: &str) -> usize {
    rest.find('<').unwrap_or(rest.len())
}

fn is_space(text: &str) -> bool {
    text.bytes().all(|c| matches!(c, b' ' | b'\t' | b'\r' | b'\n'))
}

/// `Lead` of `<a:Lead x="y">`.
fn local_name(tag: &str) -> &str {
    let name = name(tag);
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// `a:Lead` of `<a:Lead x="y">`.
pub(super) fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(name.len());
    &name[..end]
}

/// Returns the attributes of a tag, as they stand there.
pub(super) fn attributes(tag: &str) -> Vec<(&str, &str)> {
    attributes_in_place(tag).into_iter().map(|(name, at)| (name, &tag[at])).collect()
}

/// Returns the attributes of a tag, each with where its value stands in the tag.
pub(super) fn attributes_in_place(tag: &str) -> Vec<(&str, Range<usize>)> {
    let mut rest = tag.trim_start_matches('<');
    rest = rest[name(tag).len().min(rest.len())..].trim_start();
    let mut attributes = Vec::new();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let start = tag.len() - after.len() + 1;
        let Some((value, next)) = after[1..].split_once(quote) else { break };
        attributes.push((name.trim(), start..start + value.len()));
        rest = next.trim_start();
    }
    attributes
}

/// Returns whether two tags differ in nothing but which of `xmlns:xsi` and `xmlns:xsd` stands first. That
/// depends on the version of .NET, and on hash codes.
pub(super) fn declares_the_same(expected: &str, written: &str) -> bool {
    let in_order = |tag| {
        let mut attributes = attributes(tag);
        let place = |name: &str| ["xmlns:xsi", "xmlns:xsd"].iter().position(|known| *known == name);
        let has_both = attributes.iter().filter(|(name, _)| place(name).is_some()).count() == 2;
        attributes.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
        has_both.then_some(attributes)
    };
    let ends = |tag: &str| tag.ends_with("/>");
    name(expected) == name(written)
        && ends(expected) == ends(written)
        && in_order(expected).is_some_and(|attributes| in_order(written) == Some(attributes))
}

/// Returns the serializer whose documents have such a root; `None` if it tells of neither.
#[must_use]
pub fn serializer_of(text: &str) -> Option<Serializer> {
    let tokens = tokens(text);
    let root = tokens.iter().find(|token| matches!(token.kind, Kind::Open | Kind::Empty))?;
    let attributes = attributes(root.text);
    let has = |name: &str, value: &str| attributes.contains(&(name, value));
    if has("xmlns:xsi", XSI) && has("xmlns:xsd", XSD) {
        return Some(Serializer::XmlSerializer);
    }
    let is_contract = |(name, value): &(&str, &str)| *name == "xmlns" && value.starts_with(DC);
    (has("xmlns:i", XSI) || attributes.iter().any(is_contract)).then_some(Serializer::DataContractSerializer)
}

/// Returns whether a tag says that there is no value.
pub(super) fn is_nil(tag: &str) -> bool {
    attributes(tag).iter().any(|(name, value)| name.ends_with(":nil") && matches!(value.trim(), "true" | "1"))
}

/// Returns the namespace of the element at this place.
pub(super) fn namespace<'t>(tokens: &[Token<'t>], place: usize) -> Option<&'t str> {
    let mut declared: Vec<(usize, &str, &str)> = Vec::new();
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().take(place + 1) {
        match token.kind {
            Kind::Close => {
                declared.retain(|(at, ..)| *at < depth);
                depth = depth.saturating_sub(1);
            }
            Kind::Open => depth += 1,
            Kind::Empty if index == place => depth += 1,
            _ => continue,
        }
        if matches!(token.kind, Kind::Open | Kind::Empty) {
            declared.extend(attributes(token.text).into_iter().filter_map(|(name, value)| match name {
                "xmlns" => Some((depth, "", value)),
                _ => name.strip_prefix("xmlns:").map(|prefix| (depth, prefix, value)),
            }));
        }
    }
    let prefix = name(tokens.get(place)?.text).split_once(':').map_or("", |(prefix, _)| prefix);
    declared.iter().rev().find(|(_, other, _)| *other == prefix).map(|(_, _, namespace)| *namespace)
}
