//! What a sample shows without its type: where it ends, what it is, which names are in it.
//!
//! Samples are met cut off, with comments, with typographic quotes: all of this reads on and never fails.

use std::collections::BTreeSet;

use super::{lost_escapes, words};
use crate::page::SampleContent;

/// What a sample is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Json,
    Xml,
    /// A word, a form, an engine's message.
    Other,
}

impl Shape {
    pub(crate) fn of(text: &str) -> Shape {
        let text = text.trim_start();
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some('{' | '[' | '"'), _) => Shape::Json,
            (Some('<'), Some(next)) if next.is_alphabetic() || matches!(next, '_' | '?' | '!') => Shape::Xml,
            // A number or a word; texts are longer.
            _ if text.len() < 200 && serde_json::from_str::<serde_json::Value>(text).is_ok() => Shape::Json,
            _ => Shape::Other,
        }
    }

    /// The media type of a sample that has none above it.
    pub(crate) fn media_type(self) -> Option<&'static str> {
        match self {
            Shape::Json => Some("application/json"),
            Shape::Xml => Some("application/xml"),
            Shape::Other => None,
        }
    }
}

/// The text below a sample's heading as what it is.
pub(crate) fn content(text: &str) -> SampleContent {
    let trimmed = text.trim();
    // `Sample not available.` is the engine's; nothing at all is what is left of a warning box in some
    // layouts.
    if trimmed.is_empty() || words::is_no_sample(trimmed) || is_half_no_sample(trimmed) {
        return SampleContent::NotAvailable;
    }
    if is_failure(trimmed) || is_half_failure(trimmed) {
        return SampleContent::Failed(super::collapse(trimmed));
    }
    let text = without_bullets(plain_indentation(without_margin_lines(text)));
    let is_xml = matches!(Shape::of(&text), Shape::Xml);
    let mended = if is_xml { lost_escapes::mended(text.trim()) } else { None };
    SampleContent::Text(mended.unwrap_or(text))
}

/// The media type of forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// Returns whether a media type is that of forms.
pub(crate) fn is_of_forms(media_type: &str) -> bool {
    media_type.eq_ignore_ascii_case(FORM)
}

/// Returns whether a text is a form: two values or more with their names, `label=a&size=2`.
pub(crate) fn is_form(text: &str) -> bool {
    let is_value = |pair: &str| {
        pair.split_once('=')
            .is_some_and(|(name, value)| words::is_identifier(name) && !value.contains(['?', '{']))
    };
    text.contains('&') && !text.contains('\n') && text.split('&').all(is_value)
}

/// The marks that lists and quotations of pages put in front of their lines.
const LINE_MARKS: [char; 5] = ['•', '·', '-', '*', '>'];

/// Returns the mark in front of a line of a list or a quotation, and the line behind it.
pub(crate) fn marked_line(line: &str) -> Option<(char, &str)> {
    let inner = line.trim_start();
    let mark = inner.chars().next().filter(|mark| LINE_MARKS.contains(mark))?;
    let rest = inner.strip_prefix(mark)?;
    // A number may be below zero.
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((mark, rest.trim_start()))
}

/// Takes off the bullets that a list of the page puts in front of the lines of a sample.
pub(crate) fn without_bullets(text: String) -> String {
    const BULLET: char = '•';
    let mut marks = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| marked_line(line).map(|(mark, _)| mark));
    let of_all = marks.next().flatten().filter(|first| marks.all(|mark| mark == Some(*first)));
    let Some(mark) = of_all.or_else(|| text.contains(BULLET).then_some(BULLET)) else { return text };
    let line = |line: &str| {
        let inner = line.trim_start();
        match inner.strip_prefix(mark) {
            Some(rest) => {
                let (margin, _) = line.split_at(line.len() - inner.len());
                format!("{margin}{}", rest.trim_start())
            }
            None => line.to_owned(),
        }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Web pages indent with blanks that do not break, which no format takes for white space.
fn plain_indentation(text: &str) -> String {
    const HARD: char = '\u{a0}';
    if !text.contains(HARD) {
        return text.to_owned();
    }
    let line = |line: &str| {
        let inner = line.trim_start_matches([' ', '\t', HARD]);
        let (margin, _) = line.split_at(line.len() - inner.len());
        format!("{}{inner}", margin.replace(HARD, " "))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Returns a sample as what it is below its media types: words that name one of them say why there is none,
/// `text/kite not supported.`
pub(crate) fn below(media_types: &[String], content: SampleContent) -> SampleContent {
    match content {
        SampleContent::Text(text)
            if Shape::of(&text) == Shape::Other
                && !text.contains('=')
                && media_types.iter().any(|media| text.contains(media.as_str())) =>
        {
            SampleContent::Failed(super::collapse(&text))
        }
        content => content,
    }
}

/// What the engine says where it fails to make a sample.
const FAILURES: [&str; 2] =
    ["Failed to generate the sample for media type", "An exception has occurred while using the formatter"];

pub(crate) fn is_failure(text: &str) -> bool {
    FAILURES.iter().any(|failure| text.starts_with(failure))
}

/// Returns whether a text is what the engine says where it fails to make a sample, or the start of that.
pub(crate) fn is_of_engine(text: &str) -> bool {
    is_failure(text) || is_half_failure(text)
}

/// Returns whether a text is the start of what the engine says where it has no sample: the end of a page that is cut
/// off.
pub(crate) fn is_half_no_sample(text: &str) -> bool {
    const NO_SAMPLE: &str = "Sample not available";
    // `Sample` may be one.
    const ENOUGH: usize = 8;
    text.len() >= ENOUGH && text.len() < NO_SAMPLE.len() && NO_SAMPLE.starts_with(text)
}

/// Returns whether a text is what is left of the engine's at the end of a page that is cut off.
fn is_half_failure(text: &str) -> bool {
    // `Failed` and `An` may be samples.
    const ENOUGH: usize = 12;
    text.len() >= ENOUGH && FAILURES.iter().any(|failure| failure.starts_with(text))
}

/// Blank lines around a sample are the layout's; the indentation of its first line is kept if it has more
/// lines.
fn without_margin_lines(text: &str) -> &str {
    let text = text.trim_end();
    if text.trim_start().lines().count() < 2 {
        return text.trim_start();
    }
    let start = text.find(|c: char| !c.is_whitespace()).unwrap_or_default();
    let first_line = text.get(..start).and_then(|margin| margin.rfind('\n')).map_or(0, |at| at + 1);
    let indented = text.get(first_line..).unwrap_or(text);
    // Only if the lines below are indented as well the first line's indentation is the sample's own.
    let closes = text.lines().last().is_some_and(|line| line.starts_with([' ', '\t']));
    if closes { indented } else { text.trim_start() }
}

/// How far a sample has been read; lines can be fed one by one.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    shape: Option<Shape>,
    depth: usize,
    state: State,
    seen: bool,
    tag: Tag,
    previous: char,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Plain,
    String,
    Escape,
    LineComment,
    BlockComment,
    Tag,
    Quoted(char),
    Comment,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tag {
    #[default]
    Start,
    End,
    Empty,
    Other,
}

impl Reader {
    /// Reads on; the number of bytes up to the end of the value if it ends in this text.
    pub(crate) fn feed(&mut self, text: &str) -> Option<usize> {
        for (at, c) in text.char_indices() {
            let shape = match self.shape {
                Some(shape) => shape,
                None if c.is_whitespace() => continue,
                None => {
                    let shape = match c {
                        '{' | '[' | '"' => Shape::Json,
                        '<' => Shape::Xml,
                        _ => Shape::Other,
                    };
                    self.shape = Some(shape);
                    shape
                }
            };
            let ended = match shape {
                Shape::Json => self.json(c),
                Shape::Xml => self.xml(c),
                Shape::Other => return None,
            };
            self.previous = c;
            if ended {
                return Some(at + c.len_utf8());
            }
        }
        None
    }

    fn json(&mut self, c: char) -> bool {
        self.state = match (self.state, c) {
            (State::String, '\\') => State::Escape,
            (State::String, '"') => {
                self.state = State::Plain;
                return self.depth == 0;
            }
            (State::LineComment, '\n') => State::Plain,
            (State::BlockComment, '/') if self.previous == '*' => State::Plain,
            (State::Escape, _) | (State::Plain, '"') => State::String,
            (State::Plain, '/') if self.previous == '/' => State::LineComment,
            (State::Plain, '*') if self.previous == '/' => State::BlockComment,
            (State::Plain, '{' | '[') => {
                self.depth += 1;
                State::Plain
            }
            (State::Plain, '}' | ']') => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            (state, _) => state,
        };
        false
    }

    fn xml(&mut self, c: char) -> bool {
        match (self.state, c) {
            (State::Plain, '<') => {
                self.state = State::Tag;
                self.tag = Tag::Start;
            }
            (State::Tag, '/') if self.previous == '<' => self.tag = Tag::End,
            (State::Tag, '?' | '!') if self.previous == '<' => self.tag = Tag::Other,
            (State::Tag, '-') if self.tag == Tag::Other && self.previous == '-' => {
                self.state = State::Comment;
            }
            (State::Tag, '"' | '\'') => self.state = State::Quoted(c),
            (State::Quoted(open), _) if open == c => self.state = State::Tag,
            (State::Comment, '>') if self.previous == '-' => self.state = State::Plain,
            (State::Tag, '>') => {
                self.state = State::Plain;
                if self.previous == '/' && self.tag == Tag::Start {
                    self.tag = Tag::Empty;
                }
                match self.tag {
                    Tag::Start => {
                        self.depth += 1;
                        self.seen = true;
                    }
                    Tag::End => self.depth = self.depth.saturating_sub(1),
                    Tag::Empty => self.seen = true,
                    Tag::Other => {}
                }
                return self.seen && self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

/// Cuts after the first complete value: the rest, if there is any, is no part of it.
pub(crate) fn split_complete(text: &str) -> Option<(&str, &str)> {
    let end = Reader::default().feed(text)?;
    text.split_at_checked(end)
}

/// A sample that begins and does not end.
pub(crate) fn is_cut_off(text: &str) -> bool {
    matches!(Shape::of(text), Shape::Json | Shape::Xml)
        && text.trim_start().starts_with(['{', '[', '<'])
        && split_complete(text).is_none()
}

/// How a name is compared: JSON, XML and table spell it differently (`boxId`, `box_id`, `BoxId`).
pub(crate) fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '$' | '@'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The names of members in a sample, folded.
pub(crate) fn names(text: &str, into: &mut BTreeSet<String>) {
    match Shape::of(text) {
        Shape::Json => json_names(text, into),
        Shape::Xml => xml_names(text, into),
        Shape::Other => {}
    }
}

fn json_names(text: &str, into: &mut BTreeSet<String>) {
    let mut parts = text.split('"');
    // Outside of strings, a string, outside, a string: escaped quotes only make pieces that no colon follows.
    parts.next();
    while let Some(string) = parts.next() {
        let mut rest = parts.clone();
        if rest.next().is_some_and(|after| after.trim_start().starts_with(':')) {
            into.insert(folded(string));
            parts = rest;
        }
    }
}

fn xml_names(text: &str, into: &mut BTreeSet<String>) {
    for piece in text.split('<').skip(1) {
        let name: &str =
            piece.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        let local = name.rsplit(':').next().unwrap_or_default();
        if !local.is_empty() {
            into.insert(folded(local));
        }
    }
}

/// The local name of an XML sample's root.
pub(crate) fn xml_root(text: &str) -> Option<&str> {
    text.split('<').skip(1).find(|p| p.starts_with(|c: char| c.is_alphabetic() || c == '_')).and_then(
        |piece| {
            let name = piece.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
            name.rsplit(':').next()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_ends() {
        assert_eq!(split_complete("{\"a\": \"}\"} // x"), Some(("{\"a\": \"}\"}", " // x")));
        assert_eq!(
            split_complete("<a><b/><c x='>'>1</c></a> curl"),
            Some(("<a><b/><c x='>'>1</c></a>", " curl"))
        );
        assert_eq!(split_complete("<a />"), Some(("<a />", "")));
        assert_eq!(split_complete("{ \"a\": \"1"), None);
        assert!(is_cut_off("[ { \"a\": 1"));
        assert!(!is_cut_off("1"));
    }

    #[test]
    fn finds_names() {
        let mut names_found = BTreeSet::new();
        names("{\"box_id\": \"x\", \"b\": {\"C\" : 1}}", &mut names_found);
        names("<Box xmlns:d2p1=\"x\"><d2p1:Where /></Box>", &mut names_found);
        assert_eq!(names_found.into_iter().collect::<Vec<_>>(), ["b", "box", "boxid", "c", "where"]);
        assert_eq!(xml_root("<?xml version='1.0'?><d:Box a='1'/>"), Some("Box"));
    }
}
