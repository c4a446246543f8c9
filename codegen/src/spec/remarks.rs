//! What comments of a spec say is not certain.

use super::{
    span::Span,
    tokens::{TokenKind, tokens},
};

/// A comment that says that something is not certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it says.
    pub kind: RemarkKind,
    /// The words after `open:` and the like, on one line.
    pub text: String,
    /// The comment.
    pub span: Span,
}

/// The kinds of remarks, by the words that they begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// `// open: ..`: nobody knows.
    Open,
    /// `// inferred: ..`: it is guessed, for a reason.
    Inferred,
    /// `// conflict: ..`: the pages and a person say different things.
    Conflict,
}

impl RemarkKind {
    const ALL: [Self; 3] = [Self::Open, Self::Inferred, Self::Conflict];

    /// Returns the word that a remark begins with.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Inferred => "inferred",
            Self::Conflict => "conflict",
        }
    }

    /// Returns the kind of a comment's line, and what follows its word.
    fn of(line: &str) -> Option<(Self, &str)> {
        Self::ALL
            .into_iter()
            .find_map(|kind| Some((kind, line.strip_prefix(kind.word())?.strip_prefix(':')?.trim())))
    }
}

/// Returns the remarks of a spec's text, in order.
#[must_use]
pub fn remarks(text: &str) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    let mut is_under_way = false;
    for token in tokens(text) {
        if token.kind != TokenKind::LineComment {
            is_under_way = false;
            continue;
        }
        let line = text.get(token.span.range()).unwrap_or_default().trim_start_matches('/').trim();
        if let Some((kind, words)) = RemarkKind::of(line) {
            remarks.push(Remark { kind, text: words.to_owned(), span: token.span });
            is_under_way = true;
        } else if is_under_way
            && token.lines_before == 1
            && let Some(last) = remarks.last_mut()
        {
            last.text.extend([" ", line]);
            last.span = last.span.to(token.span);
        } else {
            is_under_way = false;
        }
    }
    remarks
}

/// What the remarks of `cargo datacontract import` begin with that traffic can settle.
pub mod doubts {
    /// Of a type, with the members: whether they take null.
    pub const NULL: &str = "no sample tells whether null may stand here";
    /// Of a member whose type says that it does.
    pub const TAKEN_TO_TAKE_NULL: &str =
        "several numbers all show 1, and at most one of them was counted: it is taken to take null";
    /// Of a member.
    pub const FLOAT: &str = "`double` or `float`: both look like this";
    /// Of a type.
    pub const NAMESPACE: &str = "no sample shows its namespace in XML";
    /// Of an endpoint: its samples alone show a type.
    pub const PAYLOAD: &str = "the page does not say what";
    /// Of an endpoint.
    pub const RESPONSE: &str = "the page has no type for the response";
}
