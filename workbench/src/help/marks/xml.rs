//! Samples in XML.

use datacontract_codegen::spec::TypeExpr;

use super::{Piece, PieceKind, Shape, Shapes};

pub(super) fn pieces<'s>(shapes: &mut Shapes<'s>, ty: &'s TypeExpr, text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    // The open elements: the member that each is of, and what can stand in it.
    let mut open: Vec<(String, Shape<'s>)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some(start) = rest.find('<') else {
            push_text(&mut pieces, rest, &open);
            break;
        };
        let (before, tag) = rest.split_at(start);
        push_text(&mut pieces, before, &open);
        let length = tag_length(tag);
        let (tag, after) = tag.split_at(length);
        rest = after;
        if tag.starts_with("<!") || tag.starts_with("<?") {
            push(&mut pieces, tag, PieceKind::Plain, "");
        } else if tag.starts_with("</") {
            let member = open.pop().map(|(member, _)| member).unwrap_or_default();
            push(&mut pieces, tag, PieceKind::Name, &member);
        } else {
            let name_end = tag.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(tag.len());
            let (start, attributes) = tag.split_at(name_end);
            let name = start.trim_start_matches('<');
            let name = name.split_once(':').map_or(name, |(_, local)| local);
            let (member, shape) = match open.last() {
                None => (String::new(), shapes.of(ty)),
                Some((member, shape)) => element(shapes, member, *shape, name),
            };
            push(&mut pieces, start, PieceKind::Name, &member);
            push_attributes(&mut pieces, attributes, &member);
            if !tag.ends_with("/>") {
                open.push((member, shape));
            }
        }
    }
    pieces
}

/// Returns what an element within another one is.
fn element<'s>(shapes: &mut Shapes<'s>, member: &str, shape: Shape<'s>, name: &str) -> (String, Shape<'s>) {
    match shape {
        Shape::Class(class) => match shapes.member(class, name) {
            Some((member, ty)) => (member, shapes.of(ty)),
            None => (String::new(), Shape::Nothing),
        },
        // An item, the entry of a dictionary, and key and value in that.
        Shape::Items(_) if name == "Key" => (member.to_owned(), Shape::Nothing),
        Shape::Items(_) if name.starts_with("KeyValueOf") => (member.to_owned(), shape),
        Shape::Items(item) => (member.to_owned(), shapes.of(item)),
        Shape::Nothing => (member.to_owned(), Shape::Nothing),
    }
}

/// Returns how many bytes the tag at the start of a text has: `>` may stand in the value of an attribute.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Adds what stands behind the name in a tag.
fn push_attributes(pieces: &mut Vec<Piece>, text: &str, member: &str) {
    let end = if text.ends_with("/>") { 2 } else { usize::from(text.ends_with('>')) };
    let (attributes, end) = text.split_at(text.len() - end);
    push(pieces, attributes, PieceKind::Attribute, "");
    push(pieces, end, PieceKind::Name, member);
}

fn push_text(pieces: &mut Vec<Piece>, text: &str, open: &[(String, Shape<'_>)]) {
    let member = open.last().map_or("", |(member, _)| member.as_str());
    if text.trim().is_empty() {
        push(pieces, text, PieceKind::Plain, "");
    } else {
        push(pieces, text, PieceKind::Text, member);
    }
}

fn push(pieces: &mut Vec<Piece>, text: &str, kind: PieceKind, member: &str) {
    if !text.is_empty() {
        pieces.push(Piece { text: text.to_owned(), kind, member: member.to_owned() });
    }
}
