//! The entries of an object and all that stands between them, where entries come and go.
//!
//! A tree of jsonc-parser renumbers everything behind an entry that comes or goes, so that 20,000 of them
//! take minutes. Here the pieces are a linked list, and each entry takes as long as the trivia around it. The
//! rules of what becomes of commas, comments and lines are those of jsonc-parser, which the tests hold them
//! against.

use std::collections::BTreeMap;

use jsonc_parser::cst::{CstInputValue, CstNode, CstObject, CstObjectProp};
use serde_json::Value;

use super::render::{Indents, entry_text, newline_text};

/// An index of a piece in a [`Layout`].
pub(super) type PieceId = usize;

/// The pieces of an object, in order.
pub(super) struct Layout {
    object: CstObject,
    pieces: Vec<Piece>,
    last_entry: Option<PieceId>,
    /// How many pieces between the braces are neither whitespace nor newlines.
    solid: usize,
    /// How many pieces are whitespace.
    spaces: usize,
    has_newline: bool,
    /// What insertions need, from the first of them on.
    style: Option<InsertStyle>,
    is_changed: bool,
}

struct Piece {
    kind: Kind,
    content: Content,
    previous: Option<PieceId>,
    next: Option<PieceId>,
    /// The comma behind an entry.
    comma: Option<PieceId>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Entry,
    Comma,
    Space,
    Newline,
    Comment,
    /// A brace.
    Other,
}

enum Content {
    /// It was there. An entry may have changed inside since.
    Old(CstNode),
    New(String),
}

struct InsertStyle {
    newline: &'static str,
    /// Of the entries.
    entries: Indents,
    /// Of the closing brace.
    object: Indents,
}

impl Kind {
    fn of(node: &CstNode) -> Self {
        match node {
            node if node.as_object_prop().is_some() => Self::Entry,
            node if node.is_comma() => Self::Comma,
            node if node.is_whitespace() => Self::Space,
            node if node.is_newline() => Self::Newline,
            node if node.is_comment() => Self::Comment,
            _ => Self::Other,
        }
    }

    fn is_blank(self) -> bool {
        matches!(self, Self::Space | Self::Newline)
    }

    fn is_trivia(self) -> bool {
        self.is_blank() || self == Self::Comment
    }
}

impl Layout {
    pub(super) fn of(object: &CstObject) -> Self {
        let nodes = object.children();
        let count = nodes.len();
        let mut layout = Self {
            object: object.clone(),
            pieces: Vec::with_capacity(count),
            last_entry: None,
            solid: 0,
            spaces: 0,
            has_newline: false,
            style: None,
            is_changed: false,
        };
        for (id, node) in nodes.into_iter().enumerate() {
            let kind = Kind::of(&node);
            match kind {
                Kind::Entry => layout.last_entry = Some(id),
                Kind::Comma => {
                    let last = layout.last_entry.and_then(|last| layout.pieces.get_mut(last));
                    if let Some(last) = last.filter(|last| last.comma.is_none()) {
                        last.comma = Some(id);
                    }
                }
                Kind::Space => layout.spaces += 1,
                Kind::Newline => layout.has_newline = true,
                Kind::Comment | Kind::Other => {}
            }
            let is_inner = id > 0 && id + 1 < count;
            layout.solid += usize::from(is_inner && !kind.is_blank());
            layout.pieces.push(Piece {
                kind,
                content: Content::Old(node),
                previous: id.checked_sub(1),
                next: Some(id + 1).filter(|next| *next < count),
                comma: None,
            });
        }
        layout
    }

    /// Returns the first entry of each key.
    pub(super) fn by_key(&self) -> BTreeMap<String, PieceId> {
        let mut found = BTreeMap::new();
        for (id, _) in self.pieces.iter().enumerate().filter(|(_, piece)| piece.kind == Kind::Entry) {
            if let Some(name) = self.property(id).and_then(|property| property.decoded_name()) {
                found.entry(name).or_insert(id);
            }
        }
        found
    }

    /// Returns an entry, unless it was inserted here.
    pub(super) fn property(&self, id: PieceId) -> Option<CstObjectProp> {
        self.node(id)?.as_object_prop()
    }

    /// Returns a piece that was there from the start.
    pub(super) fn node(&self, id: PieceId) -> Option<&CstNode> {
        match &self.pieces.get(id)?.content {
            Content::Old(node) => Some(node),
            Content::New(_) => None,
        }
    }

    /// Returns the text of the object as it is now.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for id in std::iter::once(0).chain(self.after(0)) {
            match self.pieces.get(id).map(|piece| &piece.content) {
                Some(Content::Old(node)) => text.push_str(&node.to_string()),
                Some(Content::New(new)) => text.push_str(new),
                None => {}
            }
        }
        text
    }

    /// Puts the object's text into the tree, if entries have come or gone. Nothing in the object can be read
    /// after that: the tree takes the text for a literal.
    pub(super) fn finish(self) {
        if self.is_changed {
            let text = self.text();
            self.object.replace_with(CstInputValue::Number(text));
        }
    }

    /// Adds an entry before all others, of which there are some, and behind the comments on the line of the brace.
    pub(super) fn insert_first(&mut self, key: &str, value: &Value) -> PieceId {
        self.is_changed = true;
        let style = self.insert_style();
        let text = entry_text(key, value, style.entries.style(style.newline, self.has_trailing_commas()));
        let place = self.last_comment_of_line(0).unwrap_or(0);
        let place = self.add_line(place, &style, &style.entries);
        let id = self.add(place, Kind::Entry, text);
        let comma = self.add_comma(id);
        if !self.ends_line(comma) {
            self.add_line(comma, &style, &style.object);
        }
        self.style = Some(style);
        id
    }

    /// Returns whether a comma stands behind the last entry too.
    fn has_trailing_commas(&self) -> bool {
        match self.last_entry {
            Some(last) if self.spaces > 0 => self.comma(last).is_some(),
            _ => self.object.uses_trailing_commas(),
        }
    }

    fn insert_style(&mut self) -> InsertStyle {
        match self.style.take() {
            Some(style) => style,
            None => self.start_inserting(),
        }
    }

    /// Adds an entry after another one, or at the end.
    pub(super) fn insert(&mut self, after: Option<PieceId>, key: &str, value: &Value) -> PieceId {
        self.is_changed = true;
        let style = self.insert_style();
        let last = self.last_entry;
        let has_trailing_commas = self.has_trailing_commas();
        let text = entry_text(key, value, style.entries.style(style.newline, has_trailing_commas));
        let previous = after.or(last);
        let is_last = previous == last;
        let place = match previous {
            Some(previous) => {
                let comma = match self.comma(previous) {
                    Some(comma) => comma,
                    None => self.add_comma(previous),
                };
                self.last_comment_of_line(comma).unwrap_or(comma)
            }
            None => self.last_solid(),
        };
        let place = self.add_line(place, &style, &style.entries);
        let id = self.add(place, Kind::Entry, text);
        if is_last {
            self.last_entry = Some(id);
        }
        if previous.is_none() && !self.ends_line(id) {
            self.add_line(id, &style, &style.object);
        }
        if !is_last {
            let comma = self.add_comma(id);
            if !self.ends_line(comma) {
                self.add_line(comma, &style, &style.object);
            }
        } else if has_trailing_commas {
            self.add_comma(id);
        }
        self.style = Some(style);
        id
    }

    /// Removes an entry with the comments before it.
    pub(super) fn remove(&mut self, id: PieceId) {
        self.is_changed = true;
        for piece in self.before_entry(id) {
            if self.kind(piece) == Kind::Comment {
                self.remove_comment(piece);
            }
        }
        let comma = self.comma(id);
        let is_last_of_line = comma.is_none_or(|comma| self.ends_line(comma));
        let space: Vec<PieceId> = self
            .before(id)
            .take_while(|piece| self.kind(*piece).is_trivia() && self.kind(*piece) != Kind::Newline)
            .collect();
        self.unlink_all(&space);
        let mut found_newline = false;
        if let Some(comma) = comma {
            let mut gone: Vec<PieceId> = self.after(id).take_while(|piece| *piece != comma).collect();
            found_newline = gone.iter().any(|piece| self.kind(*piece) == Kind::Newline);
            gone.push(comma);
            self.unlink_all(&gone);
        } else if let Some(before) = self.last_before(id, Kind::Comma) {
            let entry = self.last_before(before, Kind::Entry);
            if let Some(entry) = entry.and_then(|entry| self.pieces.get_mut(entry)) {
                entry.comma = None;
            }
            self.unlink(before);
        }
        if is_last_of_line && !found_newline {
            let gone = self.rest_of_line(id);
            self.unlink_all(&gone);
        }
        if self.last_entry == Some(id) {
            self.last_entry = self.last_before(id, Kind::Entry);
        }
        self.unlink(id);
        if self.solid == 0 {
            let blank: Vec<PieceId> = self.after(0).filter(|piece| self.kind(*piece).is_blank()).collect();
            self.unlink_all(&blank);
        }
    }

    /// Returns what stands before an entry and belongs to it: not what stands on the line of the one before.
    pub(super) fn before_entry(&self, id: PieceId) -> Vec<PieceId> {
        let mut pieces: Vec<PieceId> = self
            .before(id)
            .take_while(|piece| self.kind(*piece).is_trivia() || self.kind(*piece) == Kind::Comma)
            .collect();
        let comma = pieces.iter().position(|piece| self.kind(*piece) == Kind::Comma);
        if let Some(comma) = comma {
            // What stands between the comma and the end of its line is about the entry before.
            let line_end = pieces.iter().take(comma).rposition(|piece| self.kind(*piece) == Kind::Newline);
            pieces.truncate(line_end.unwrap_or(comma));
        }
        pieces
    }

    /// Returns what stands after an entry on its line.
    pub(super) fn after_entry(&self, id: PieceId) -> impl Iterator<Item = PieceId> {
        self.after(id)
            .take_while(|piece| matches!(self.kind(*piece), Kind::Space | Kind::Comment | Kind::Comma))
    }

    fn kind(&self, id: PieceId) -> Kind {
        self.pieces.get(id).map_or(Kind::Other, |piece| piece.kind)
    }

    fn comma(&self, entry: PieceId) -> Option<PieceId> {
        self.pieces.get(entry)?.comma
    }

    fn after(&self, id: PieceId) -> impl Iterator<Item = PieceId> {
        let next = |id: PieceId| self.pieces.get(id).and_then(|piece| piece.next);
        std::iter::successors(next(id), move |id| next(*id))
    }

    fn before(&self, id: PieceId) -> impl Iterator<Item = PieceId> {
        let previous = |id: PieceId| self.pieces.get(id).and_then(|piece| piece.previous);
        std::iter::successors(previous(id), move |id| previous(*id))
    }

    fn last_before(&self, id: PieceId, kind: Kind) -> Option<PieceId> {
        self.before(id).find(|piece| self.kind(*piece) == kind)
    }

    /// Returns whether a newline comes before anything else but comments.
    fn ends_line(&self, id: PieceId) -> bool {
        self.after(id)
            .find(|piece| !matches!(self.kind(*piece), Kind::Space | Kind::Comment))
            .is_some_and(|piece| self.kind(piece) == Kind::Newline)
    }

    /// Returns the last comment behind a comma, if nothing but comments stands on the rest of its line.
    fn last_comment_of_line(&self, comma: PieceId) -> Option<PieceId> {
        let mut last = None;
        for piece in self.after(comma) {
            match self.kind(piece) {
                Kind::Comment => last = Some(piece),
                Kind::Space => {}
                Kind::Newline => return last,
                Kind::Entry | Kind::Comma | Kind::Other => return None,
            }
        }
        last
    }

    /// Returns what goes with an entry behind which nothing else stands on its line.
    fn rest_of_line(&self, id: PieceId) -> Vec<PieceId> {
        let mut gone = Vec::new();
        let mut pieces = self.after(id).peekable();
        while let Some(piece) = pieces.next() {
            match self.kind(piece) {
                Kind::Newline => {
                    gone.push(piece);
                    break;
                }
                Kind::Space if pieces.peek().is_some_and(|next| !self.kind(*next).is_trivia()) => break,
                Kind::Space | Kind::Comment => gone.push(piece),
                Kind::Entry | Kind::Comma | Kind::Other => break,
            }
        }
        gone
    }

    /// Returns the last piece before the closing brace that is not blank.
    fn last_solid(&self) -> PieceId {
        let mut last = 0;
        for piece in std::iter::once(0).chain(self.after(0)) {
            if !self.kind(piece).is_blank() && self.after(piece).next().is_some() {
                last = piece;
            }
        }
        last
    }

    /// Brings entries onto lines of their own, and removes blank lines behind and before the braces.
    fn start_inserting(&mut self) -> InsertStyle {
        let object = Indents::of(&self.object.clone().into());
        let first = self.pieces.iter().position(|piece| piece.kind == Kind::Entry);
        let newline = newline_text(self.object.root_node().as_ref());
        let first = first.and_then(|first| self.node(first)).filter(|_| self.has_newline);
        let entries = first.map_or_else(|| object.inner(), Indents::of);
        let style = InsertStyle { newline, entries, object };
        if !self.has_newline {
            self.break_lines(&style);
        }
        self.trim();
        style
    }

    fn inner(&self) -> Vec<PieceId> {
        let mut inner: Vec<PieceId> = self.after(0).collect();
        inner.pop();
        inner
    }

    fn break_lines(&mut self, style: &InsertStyle) {
        let mut inner = self.inner().into_iter();
        let mut end = 0;
        while let Some(piece) = inner.next() {
            if self.kind(piece) == Kind::Space {
                self.unlink(piece);
                continue;
            }
            let before = self.before(piece).next().unwrap_or(0);
            self.add_line(before, style, &style.entries);
            end = piece;
            let mut space = Vec::new();
            for next in inner.by_ref() {
                if self.kind(next) == Kind::Space {
                    space.push(next);
                } else {
                    space.clear();
                    end = next;
                    if self.kind(next) == Kind::Comma {
                        break;
                    }
                }
            }
            self.unlink_all(&space);
        }
        self.add_line(end, style, &style.object);
        self.has_newline = true;
    }

    fn trim(&mut self) {
        let mut inner = self.inner().into_iter();
        let blank = self.blank_lines(&mut inner);
        self.unlink_all(&blank);
        let blank = self.blank_lines(&mut inner.rev());
        self.unlink_all(&blank);
    }

    /// Returns the blank lines behind the first newline.
    fn blank_lines(&self, pieces: &mut impl Iterator<Item = PieceId>) -> Vec<PieceId> {
        let mut blank = Vec::new();
        match pieces.find(|piece| self.kind(*piece) != Kind::Space) {
            Some(piece) if self.kind(piece) == Kind::Newline => {}
            _ => return blank,
        }
        let mut space = Vec::new();
        for piece in pieces {
            match self.kind(piece) {
                Kind::Space => space.push(piece),
                Kind::Newline => {
                    blank.push(piece);
                    blank.append(&mut space);
                }
                _ => break,
            }
        }
        blank
    }

    fn add(&mut self, after: PieceId, kind: Kind, text: String) -> PieceId {
        let id = self.pieces.len();
        let next = self.pieces.get_mut(after).and_then(|piece| piece.next.replace(id));
        if let Some(next) = next.and_then(|next| self.pieces.get_mut(next)) {
            next.previous = Some(id);
        }
        self.solid += usize::from(!kind.is_blank());
        self.spaces += usize::from(kind == Kind::Space);
        self.pieces.push(Piece {
            kind,
            content: Content::New(text),
            previous: Some(after),
            next,
            comma: None,
        });
        id
    }

    fn add_comma(&mut self, entry: PieceId) -> PieceId {
        let comma = self.add(entry, Kind::Comma, ",".to_owned());
        if let Some(entry) = self.pieces.get_mut(entry) {
            entry.comma = Some(comma);
        }
        comma
    }

    fn add_line(&mut self, after: PieceId, style: &InsertStyle, indents: &Indents) -> PieceId {
        let newline = self.add(after, Kind::Newline, style.newline.to_owned());
        self.add(newline, Kind::Space, indents.current.clone())
    }

    fn unlink(&mut self, id: PieceId) {
        let Some(piece) = self.pieces.get_mut(id) else { return };
        let (previous, next) = (piece.previous.take(), piece.next.take());
        self.solid -= usize::from(!piece.kind.is_blank());
        self.spaces -= usize::from(piece.kind == Kind::Space);
        if let Some(previous) = previous.and_then(|previous| self.pieces.get_mut(previous)) {
            previous.next = next;
        }
        if let Some(next) = next.and_then(|next| self.pieces.get_mut(next)) {
            next.previous = previous;
        }
    }

    fn unlink_all(&mut self, ids: &[PieceId]) {
        for id in ids {
            self.unlink(*id);
        }
    }

    /// Removes a comment; one that ends its line goes with the line.
    fn remove_comment(&mut self, id: PieceId) {
        let is_line_comment =
            self.node(id).and_then(CstNode::as_comment).is_some_and(|comment| comment.is_line_comment());
        if is_line_comment {
            let mut gone: Vec<PieceId> =
                self.before(id).take_while(|piece| self.kind(*piece) == Kind::Space).collect();
            let before = self.before(gone.last().copied().unwrap_or(id)).next();
            gone.extend(before.filter(|piece| self.kind(*piece) == Kind::Newline));
            self.unlink_all(&gone);
        }
        self.unlink(id);
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
