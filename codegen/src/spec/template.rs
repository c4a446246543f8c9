//! Headings of pages: method, path and query.

use std::collections::HashSet;

use super::span::{Span, Spanned};

/// `api/orders/{id}?codes[0]={codes[0]}`, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The path: literal text and parameters in turn.
    pub path: Vec<Piece>,
    /// The query, `key={name}` each.
    pub query: Vec<QueryPiece>,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// `{name}`.
    Parameter(Spanned<String>),
}

/// A `key={name}` of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryPiece {
    /// Before the `=`; `codes[0]` for the first item of a list.
    pub key: String,
    /// The parameter: the key without the number of a list's item.
    pub parameter: Spanned<String>,
    /// Whether it is an item of a list.
    pub item: bool,
}

/// What is wrong with a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Template {
    /// Reads `path?query`. `at` is where `text` begins in the file.
    pub fn parse(text: &str, at: usize) -> Result<Self, TemplateError> {
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (text, None),
        };
        let mut template = Self { path: path_pieces(path, at)?, query: Vec::new() };
        if let Some(error) = datacontract_rules::path::error(path) {
            return Err(TemplateError {
                span: Span::new(at + error.at.start, at + error.at.end),
                message: error.message,
                help: Some(
                    "write the path as in the page's heading; a character that cannot stand there is \
                     percent-encoded, as `%20`"
                        .to_owned(),
                ),
            });
        }
        if let Some(query) = query {
            let mut start = at + path.len() + 1;
            for pair in query.split('&') {
                template.query.push(query_piece(pair, start)?);
                start += pair.len() + 1;
            }
        }
        Ok(template)
    }

    /// Returns the names of all parameters, each once, path before query.
    pub fn parameters(&self) -> impl Iterator<Item = &Spanned<String>> {
        let path = self.path.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Parameter(name) => Some(name),
        });
        let mut seen: HashSet<&str> = HashSet::new();
        path.chain(self.query.iter().map(|piece| &piece.parameter)).filter(move |name| seen.insert(name))
    }

    /// Returns the names of the parameters of the path.
    #[must_use]
    pub fn names_in_path(&self) -> HashSet<&str> {
        let names = self.path.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Parameter(name) => Some(name.as_str()),
        });
        names.collect()
    }

    /// Returns the path as on the page, without the query.
    #[must_use]
    pub fn path_text(&self) -> String {
        self.path
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Parameter(name) => format!("{{{}}}", name.value),
            })
            .collect()
    }
}

fn path_pieces(path: &str, at: usize) -> Result<Vec<Piece>, TemplateError> {
    let mut pieces = Vec::new();
    let mut rest = path;
    let mut start = at;
    while let Some(open) = rest.find(['{', '}']) {
        let end = rest[open..].find('}').map(|close| open + close);
        let (Some(end), true) = (end, rest[open..].starts_with('{')) else {
            return Err(TemplateError {
                span: Span::new(start + open, start + open + 1),
                message: "a brace without its partner".to_owned(),
                help: Some("a parameter is written as `{id}`".to_owned()),
            });
        };
        if open > 0 {
            pieces.push(Piece::Text(rest[..open].to_owned()));
        }
        let name = &rest[open + 1..end];
        check_name(name, start + open)?;
        let span = Span::new(start + open + 1, start + end);
        pieces.push(Piece::Parameter(Spanned::new(name.to_owned(), span)));
        rest = &rest[end + 1..];
        start += end + 1;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

fn query_piece(pair: &str, at: usize) -> Result<QueryPiece, TemplateError> {
    let value = pair.split_once('=').and_then(|(key, value)| {
        let name = value.strip_prefix('{')?.strip_suffix('}')?;
        Some((key, name))
    });
    let Some((key, name)) = value else {
        return Err(TemplateError {
            span: Span::new(at, at + pair.len()),
            message: "a query consists of `key={name}`, joined by `&`".to_owned(),
            help: Some("copy the query from the page's heading, such as `?from={from}&to={to}`".to_owned()),
        });
    };
    let start = at + key.len() + 2;
    let (parameter, item) = match without_index(name) {
        Some(list) => (list, true),
        None => (name, false),
    };
    check_name(parameter, start - 1)?;
    let span = Span::new(start, start + parameter.len());
    Ok(QueryPiece { key: key.to_owned(), parameter: Spanned::new(parameter.to_owned(), span), item })
}

/// `codes` of `codes[0]`.
fn without_index(name: &str) -> Option<&str> {
    let (list, index) = name.strip_suffix(']')?.rsplit_once('[')?;
    (!index.is_empty() && index.bytes().all(|b| b.is_ascii_digit())).then_some(list)
}

/// `at` is where the opening brace stands.
fn check_name(name: &str, at: usize) -> Result<(), TemplateError> {
    let (message, help) = if name.trim().is_empty() {
        ("a parameter without a name", "write its name between the braces, as `{id}`")
    } else if name.contains(['{', '}', '/', '?', '&', '=']) {
        ("this cannot be the name of a parameter", "a parameter is written as `{id}`")
    } else if name.contains(':') || name.starts_with('*') {
        ("a route constraint", "pages drop these: write the name alone, as `{id}`")
    } else {
        return Ok(());
    };
    Err(TemplateError {
        span: Span::new(at, at + name.len() + 2),
        message: message.to_owned(),
        help: Some(help.to_owned()),
    })
}
