//! Documents as lists of what counts in them, the same for both formats.

use std::borrow::Cow;

use crate::spec::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A start tag; `{` or `[`.
    Open,
    /// A tag like `<X />`.
    Empty,
    /// An end tag; `}` or `]`.
    Close,
    /// The name of a member in JSON.
    Key,
    /// The text of an element; a text, a number, `true`, `false` or `null`.
    Value,
    /// Comments and the like.
    Other,
}

/// A piece of a document.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    /// As it stands in the document.
    pub(super) text: &'t str,
    /// Where it begins in the document.
    pub(super) start: usize,
    /// The name of the member or element that begins here; empty of all others.
    pub(super) name: Cow<'t, str>,
}

impl Token<'_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    fn opens_array(&self) -> bool {
        self.kind == Kind::Open && self.text == "["
    }

    /// Returns whether a member or an element begins here.
    pub(super) fn is_member(&self) -> bool {
        self.kind == Kind::Key || !self.name.is_empty()
    }
}

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To a member or an element.
    Member(String),
    /// To an item of a JSON array.
    Item(usize),
}

/// What is open around a token: how far the reading of it has come.
enum Frame {
    Element(String),
    Object(Option<String>),
    Array(Option<usize>),
}

/// Returns the way from the root to the token at this place. That of an XML document begins with the root's
/// name.
pub(super) fn path(tokens: &[Token<'_>], place: usize) -> Vec<Step> {
    let mut frames: Vec<Frame> = Vec::new();
    for (index, token) in tokens.iter().enumerate().take(place + 1) {
        match token.kind {
            Kind::Close if index < place => {
                frames.pop();
                continue;
            }
            Kind::Close => {
                // What is said about an end is said about all of the object or the array.
                match frames.last_mut() {
                    Some(Frame::Object(key)) => *key = None,
                    Some(Frame::Array(count)) => *count = None,
                    _ => {}
                }
                continue;
            }
            Kind::Key => {
                if let Some(Frame::Object(key)) = frames.last_mut() {
                    *key = Some(token.name.clone().into_owned());
                }
                continue;
            }
            Kind::Open | Kind::Value | Kind::Empty => {
                if let Some(Frame::Array(count)) = frames.last_mut() {
                    *count = Some(count.map_or(0, |count| count + 1));
                }
            }
            Kind::Other => continue,
        }
        if token.is_member() {
            frames.push(Frame::Element(token.name.clone().into_owned()));
            if token.kind == Kind::Empty && index < place {
                frames.pop();
            }
        } else if token.kind == Kind::Open && index < place {
            frames.push(if token.opens_array() { Frame::Array(None) } else { Frame::Object(None) });
        }
    }
    frames
        .into_iter()
        .filter_map(|frame| match frame {
            Frame::Element(name) => Some(Step::Member(name)),
            Frame::Object(key) => key.map(Step::Member),
            Frame::Array(item) => item.map(Step::Item),
        })
        .collect()
}

/// Returns the members around the token at this place: the places of those before it, and of those from it
/// on.
pub(super) fn siblings(tokens: &[Token<'_>], place: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut depth = 0_usize;
    for index in (0..place.min(tokens.len())).rev() {
        let token = &tokens[index];
        match token.kind {
            Kind::Close => depth += 1,
            Kind::Open if depth == 0 => break,
            Kind::Open => depth -= 1,
            _ => {}
        }
        if depth == 0 && token.is_member() {
            before.push(index);
        }
    }
    before.reverse();
    depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(place) {
        if depth == 0 && token.is_member() {
            after.push(index);
        }
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close if depth == 0 => break,
            Kind::Close => depth -= 1,
            _ => {}
        }
    }
    (before, after)
}

/// Returns the place after what begins at this place: a member with its value, an element, an object, an
/// array.
pub(super) fn end_of(tokens: &[Token<'_>], place: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(place) {
        match token.kind {
            Kind::Key => continue,
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tokens.len()
}

/// Returns the place of the end tag or bracket of what is open around this place.
pub(super) fn close_of(tokens: &[Token<'_>], place: usize) -> usize {
    let mut at = place;
    while let Some(token) = tokens.get(at) {
        if token.kind == Kind::Close {
            return at;
        }
        at = end_of(tokens, at);
    }
    tokens.len()
}
