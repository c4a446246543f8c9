//! Samples in JSON.

use datacontract_codegen::spec::TypeExpr;

use super::{Piece, PieceKind, Shape, Shapes};

/// Where the reader is: in an object or a list, and of which member that is the value.
struct Level<'s> {
    shape: Shape<'s>,
    is_object: bool,
    member: String,
    /// What the next value is: that of the last key, or an item.
    next: (String, Shape<'s>),
    /// Whether a text would be a key.
    at_key: bool,
}

pub(super) fn pieces<'s>(shapes: &mut Shapes<'s>, ty: &'s TypeExpr, text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut levels: Vec<Level<'s>> = Vec::new();
    let root = (String::new(), shapes.of(ty));
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = token_length(rest, first);
        let (token, after) = rest.split_at(length);
        rest = after;
        match first {
            '{' | '[' => {
                let (member, shape) = levels.last().map_or(&root, |level| &level.next).clone();
                push(&mut pieces, token, PieceKind::Plain, &member);
                let next = match shape {
                    Shape::Items(item) => (member.clone(), shapes.of(item)),
                    _ => (member.clone(), Shape::Nothing),
                };
                levels.push(Level { shape, is_object: first == '{', member, next, at_key: first == '{' });
            }
            '}' | ']' => {
                let member = levels.pop().map(|level| level.member).unwrap_or_default();
                push(&mut pieces, token, PieceKind::Plain, &member);
            }
            ',' | ':' => {
                if let Some(level) = levels.last_mut() {
                    level.at_key = first == ',' && level.is_object;
                }
                push(&mut pieces, token, PieceKind::Plain, "");
            }
            '"' if levels.last().is_some_and(|level| level.at_key) => {
                let key: String = serde_json::from_str(token).unwrap_or_default();
                let Some(level) = levels.last_mut() else { continue };
                match level.shape {
                    Shape::Class(class) => {
                        level.next = match shapes.member(class, &key) {
                            Some((member, ty)) => (member, shapes.of(ty)),
                            None => (String::new(), Shape::Nothing),
                        };
                    }
                    // The keys of a dictionary, and what nobody knows.
                    Shape::Items(_) | Shape::Nothing => {}
                }
                push(&mut pieces, token, PieceKind::Name, &level.next.0);
            }
            _ => {
                let kind = match first {
                    '"' => PieceKind::Text,
                    c if c.is_whitespace() => PieceKind::Plain,
                    _ => PieceKind::Literal,
                };
                let member = levels.last().map(|level| level.next.0.clone()).unwrap_or_default();
                let member = if first.is_whitespace() { String::new() } else { member };
                push(&mut pieces, token, kind, &member);
            }
        }
    }
    pieces
}

/// Returns how many bytes the token at the start of a text has.
fn token_length(text: &str, first: char) -> usize {
    match first {
        '"' => {
            let mut is_escaped = false;
            let end = text.char_indices().skip(1).find(|(_, c)| {
                let is_end = *c == '"' && !is_escaped;
                is_escaped = *c == '\\' && !is_escaped;
                is_end
            });
            end.map_or(text.len(), |(at, _)| at + 1)
        }
        '{' | '}' | '[' | ']' | ',' | ':' => 1,
        c if c.is_whitespace() => text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len()),
        _ => text.find(|c: char| c.is_whitespace() || "{}[],:\"".contains(c)).unwrap_or(text.len()),
    }
}

/// Adds a piece; plain ones without a member join.
fn push(pieces: &mut Vec<Piece>, text: &str, kind: PieceKind, member: &str) {
    if let Some(last) = pieces.last_mut()
        && (last.kind, kind) == (PieceKind::Plain, PieceKind::Plain)
        && last.member == member
    {
        last.text.push_str(text);
        return;
    }
    pieces.push(Piece { text: text.to_owned(), kind, member: member.to_owned() });
}
