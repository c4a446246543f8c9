//! Where two documents differ.

use super::{
    lost,
    token::{self, Kind, Step, Token},
    xml,
};

/// More in one sample are hardly read; what caused them is found by the first ones.
const MOST: usize = 10;

/// A place where what the contract writes is not what the sample has.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    /// The place in the sample's tokens.
    pub(super) expected: usize,
    /// The place in the written tokens.
    pub(super) found: usize,
    /// The first byte that differs, in the sample.
    pub(super) byte: usize,
    pub(super) what: What,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A text, a number and so on; or one of them has an object or an array there.
    Value,
    /// One of them says that there is no value.
    Nil,
    /// Namespaces are declared otherwise.
    Namespace,
    /// Other attributes of a tag.
    Attributes,
    /// Both have the member, at different places.
    Order,
    /// The names differ in case or underscores only.
    Spelling,
    /// The contract does not write what the sample has.
    NotWritten,
    /// The sample has it once more.
    Twice,
    /// The contract writes what the sample does not have.
    NotInSample,
    /// One has more items than the other.
    Length,
    /// What no service writes: comments and the like, text among elements.
    Foreign,
}

impl What {
    /// Returns whether it is seen from the names of members and elements alone.
    pub(super) fn is_about_names(self) -> bool {
        match self {
            Self::Order
            | Self::Spelling
            | Self::NotWritten
            | Self::Twice
            | Self::NotInSample
            | Self::Length => true,
            Self::Value | Self::Nil | Self::Namespace | Self::Attributes | Self::Foreign => false,
        }
    }
}

impl Difference {
    /// Returns the way to what it is about: to what the sample has there, or to what it lacks.
    pub(super) fn path(&self, expected: &[Token<'_>], found: &[Token<'_>]) -> Vec<Step> {
        let lacks = expected.get(self.expected).is_none_or(|token| token.kind == Kind::Close);
        match self.what {
            What::NotInSample => token::path(found, self.found),
            What::Length => {
                let (tokens, place) = if lacks { (found, self.found) } else { (expected, self.expected) };
                let mut path = token::path(tokens, place);
                path.pop();
                path
            }
            _ => token::path(expected, self.expected),
        }
    }
}

/// Returns the differences, as far as each is one of its own and not merely the consequence of another. Two
/// tokens that are spelled differently differ unless `is_same` says otherwise.
pub(super) fn differences(
    expected: &[Token<'_>],
    found: &[Token<'_>],
    mut is_same: impl FnMut(&Token<'_>, &Token<'_>) -> bool,
) -> Vec<Difference> {
    let mut list = Vec::new();
    let (mut i, mut j) = (0, 0);
    while list.len() < MOST && (i < expected.len() || j < found.len()) {
        let (e, f) = (expected.get(i), found.get(j));
        if let (Some(e), Some(f)) = (e, f)
            && ((e.kind, e.text) == (f.kind, f.text)
                || lost::is_any_type(e, f)
                || xml::declares_the_same(e.text, f.text)
                || is_same(e, f))
        {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let at_expected = Position { tokens: expected, index: i };
        let at_found = Position { tokens: found, index: j };
        let what = classify(at_expected, at_found);
        let byte = match (e, f) {
            (Some(e), f) => e.start + common_length(e.text, f.map_or("", |f| f.text)),
            (None, _) => expected.last().map_or(0, |last| last.span().end),
        };
        list.push(Difference { expected: i, found: j, byte, what });
        (i, j) = resume(at_expected, at_found, what);
    }
    list
}

/// Returns how many bytes two texts have in common, up to the beginning of a character.
fn common_length(a: &str, b: &str) -> usize {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (0..=length).rev().find(|&end| a.is_char_boundary(end)).unwrap_or(0)
}

/// A token of a document, by its index.
#[derive(Clone, Copy)]
struct Position<'a, 't> {
    tokens: &'a [Token<'t>],
    index: usize,
}

impl<'a, 't> Position<'a, 't> {
    /// Returns the token; nothing at the end of the document.
    fn token(self) -> Option<&'a Token<'t>> {
        self.tokens.get(self.index)
    }

    fn name(self) -> &'a str {
        self.token().map_or("", |token| &token.name)
    }

    /// Returns the names of the members or elements beside it.
    fn siblings(self) -> Vec<&'a str> {
        let (before, after) = token::siblings(self.tokens, self.index);
        before.into_iter().chain(after).map(|index| &*self.tokens[index].name).collect()
    }

    /// Returns how many of those beside it have this name.
    fn count(self, name: &str) -> usize {
        self.siblings().into_iter().filter(|other| *other == name).count()
    }

    /// Returns the index behind the value that begins here. What closes something is not passed.
    fn after(self) -> usize {
        match self.token() {
            Some(token) if token.kind != Kind::Close => token::end_of(self.tokens, self.index),
            _ => self.index,
        }
    }

    /// Returns whether the token is all that stands in an element.
    fn is_only_text(self) -> bool {
        let before = self.index.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|token| token.kind == Kind::Open)
            && self.tokens.get(self.index + 1).is_some_and(|token| token.kind == Kind::Close)
    }
}

fn classify(expected: Position<'_, '_>, found: Position<'_, '_>) -> What {
    let (e, f) = match (expected.token(), found.token()) {
        (Some(e), Some(f)) => (e, f),
        (Some(e), None) if e.kind != Kind::Other => return What::NotWritten,
        (None, _) => return What::NotInSample,
        (Some(_), None) => return What::Foreign,
    };
    match (e.is_member(), f.is_member()) {
        _ if e.kind == Kind::Other => What::Foreign,
        (true, true) if e.name == f.name => tags(e, f),
        (true, true) => members(expected, found),
        (true, false) if f.kind == Kind::Close => missing(expected, found, What::NotWritten),
        (false, true) if e.kind == Kind::Close => missing(found, expected, What::NotInSample),
        // An element with text on one side, with elements on the other; or text between elements.
        (true, false) | (false, true) if e.kind == Kind::Value && !expected.is_only_text() => What::Foreign,
        _ if starts_item(e.kind) && f.kind == Kind::Close && f.text == "]" => What::Length,
        _ if starts_item(f.kind) && e.kind == Kind::Close && e.text == "]" => What::Length,
        _ => What::Value,
    }
}

fn starts_item(kind: Kind) -> bool {
    matches!(kind, Kind::Open | Kind::Value)
}

/// Two tags of one name (keys of one name differ in escapes at most).
fn tags(e: &Token<'_>, f: &Token<'_>) -> What {
    if xml::is_nil(e.text) != xml::is_nil(f.text) {
        return What::Nil;
    }
    let namespaces = |tag: &Token<'_>| -> Vec<String> {
        let attributes = xml::attributes(tag.text).into_iter();
        attributes.filter(|(name, _)| name.starts_with("xmlns")).map(|(_, value)| value.to_owned()).collect()
    };
    if namespaces(e) != namespaces(f) {
        return What::Namespace;
    }
    if e.kind == f.kind { What::Attributes } else { What::Value }
}

/// Two members of different names.
fn members(e: Position<'_, '_>, f: Position<'_, '_>) -> What {
    let (e_name, f_name) = (e.name(), f.name());
    let in_sample = e.count(f_name) > 0;
    let in_written = f.count(e_name) > 0;
    match (in_written, in_sample) {
        (true, _) if e.count(e_name) > f.count(e_name) => What::Twice,
        (true, true) => What::Order,
        (false, false) if plain(e_name) == plain(f_name) => What::Spelling,
        (false, _) => What::NotWritten,
        (true, false) => What::NotInSample,
    }
}

/// Returns a member or an element where the other document has the end.
fn missing(has: Position<'_, '_>, lacks: Position<'_, '_>, what: What) -> What {
    let others = lacks.count(has.name());
    match (others, what) {
        (0, what) => what,
        // In a list all elements have the same name.
        (_, _) if has.siblings().iter().all(|other| *other == has.name()) => What::Length,
        (_, What::NotWritten) => What::Twice,
        (_, what) => what,
    }
}

/// Returns a name without what naming strategies change.
fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

/// Returns the indexes at which both documents may be alike again: always further in one of them, so that
/// there is an end.
fn resume(expected: Position<'_, '_>, found: Position<'_, '_>, what: What) -> (usize, usize) {
    let (i, j) = (expected.index, found.index);
    let next = match what {
        What::Value | What::Nil | What::Namespace | What::Spelling => (expected.after(), found.after()),
        What::Attributes => (i + 1, j + 1),
        What::Order | What::Length => (token::close_of(expected.tokens, i), token::close_of(found.tokens, j)),
        What::NotWritten | What::Twice => (expected.after(), j),
        What::Foreign => (i + 1, j),
        What::NotInSample => (i, found.after()),
    };
    if next == (i, j) { (i + 1, j + 1) } else { next }
}
