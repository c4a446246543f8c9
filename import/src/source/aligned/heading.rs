//! The headings of an aligned table.

use crate::outline::{Column, words};

/// A text between wide gaps: where it begins and ends, in characters.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

/// The headings of a table's columns.
pub(super) struct Heading {
    /// The type's name, where it stands before the headings.
    pub(super) title: String,
    pub(super) pieces: Vec<Piece>,
    /// How many lines they take.
    pub(super) lines: usize,
}

/// Returns the headings that the first of some lines has.
pub(super) fn find(lines: &[&str]) -> Option<Heading> {
    let line = lines.first()?;
    // Most lines have no gap at all.
    if !line.trim().contains("  ") || line.contains('|') || line.len() > 4096 {
        return None;
    }
    let mut pieces = split(line, 2);
    let title = untitled(&mut pieces);
    if title.is_none() && !are_known(&pieces) {
        pieces = separated(line)?;
    }
    let mut lines_taken = 1;
    if let Some(wrapped) = wrapped(&pieces, lines.get(1).copied().unwrap_or_default()) {
        pieces = wrapped;
        lines_taken = 2;
    }
    are_known(&pieces).then_some(Heading { title: title.unwrap_or_default(), pieces, lines: lines_taken })
}

/// Cuts a line at gaps of at least so many blanks.
pub(super) fn split(line: &str, gap: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut blanks = gap;
    for (at, c) in line.chars().enumerate() {
        if c.is_whitespace() {
            blanks += if c == '\t' { gap } else { 1 };
            continue;
        }
        match pieces.last_mut().filter(|_| blanks < gap) {
            Some(piece) => {
                if blanks > 0 {
                    piece.text.push(' ');
                }
                piece.text.push(c);
                piece.end = at + 1;
            }
            None => pieces.push(Piece { start: at, end: at + 1, text: c.to_string() }),
        }
        blanks = 0;
    }
    pieces
}

/// Returns whether all pieces are headings; a site may have renamed some of four.
fn are_known(pieces: &[Piece]) -> bool {
    let headings: Vec<String> = pieces.iter().map(|piece| piece.text.clone()).collect();
    let is_known = |heading: &String| words::column(heading).is_some();
    pieces.len() >= 2
        && (headings.iter().all(is_known)
            || (words::are_of_members(&headings) && headings.iter().filter(|h| is_known(h)).count() >= 2))
}

/// Takes the type's name from before the first heading: `Kite Name Description`. It has moved all headings to
/// the right, so they are moved back.
fn untitled(pieces: &mut [Piece]) -> Option<String> {
    let first = pieces.first_mut()?;
    let (title, name) = first.text.rsplit_once(' ')?;
    let is_first = matches!(words::column(name), Some(Column::Name | Column::Value));
    if !is_first || !words::is_type(title) || words::column(title).is_some() {
        return None;
    }
    let shift = title.chars().count() + 1;
    let title = title.to_owned();
    first.text = name.to_owned();
    first.start += shift;
    for piece in pieces {
        piece.start = piece.start.saturating_sub(shift);
        piece.end = piece.end.saturating_sub(shift);
    }
    Some(title)
}

/// Cuts headings that have a single blank between some of them.
fn separated(line: &str) -> Option<Vec<Piece>> {
    let tokens = split(line, 1);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some(first) = rest.first() {
        let longest = (1..=rest.len().min(4)).rev().find_map(|count| {
            let (some, _) = rest.split_at_checked(count)?;
            let text = some.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ");
            words::column(&text).is_some().then_some((count, text))
        });
        let (count, text) = longest?;
        let (some, more) = rest.split_at_checked(count)?;
        pieces.push(Piece { start: first.start, end: some.last()?.end, text });
        rest = more;
    }
    Some(pieces)
}

/// Returns the headings with the word that a narrow column has on the second line: `Additional` above
/// `information`.
fn wrapped(pieces: &[Piece], next: &str) -> Option<Vec<Piece>> {
    let [more] = split(next, 2).try_into().ok()?;
    let last = pieces.last().filter(|last| more.start.abs_diff(last.start) <= 2)?;
    let text = format!("{} {}", last.text, more.text);
    words::column(&text)?;
    let mut pieces = pieces.to_vec();
    let last = pieces.last_mut()?;
    *last = Piece { start: last.start.min(more.start), end: last.end.max(more.end), text };
    Some(pieces)
}
