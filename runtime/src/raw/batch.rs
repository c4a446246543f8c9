//! Several members in a row, appended by one cursor: where the next byte goes stays in a register.

use super::copy::Cursor;
use super::integer::ROOM;
use super::{BLOCK, Literal};

/// Room for the longest integer, and for the block that is written for the last bytes.
const SPARE: usize = ROOM + BLOCK;

/// Appends to a document while there is room. What it has appended is there once it is finished.
pub(in super::super) struct Batch<'o> {
    cursor: Cursor<'o>,
    /// Up to where texts may go: there is [`SPARE`] room behind.
    limit: *const u8,
}

impl<'o> Batch<'o> {
    /// Behind a literal, for which room is made.
    #[inline(always)]
    pub(in super::super) fn behind(out: &'o mut Vec<u8>, literal: &Literal) -> Self {
        if out.capacity() - out.len() < literal.len + SPARE {
            out.reserve(literal.len + SPARE);
        }
        let end = out.spare_capacity_mut().as_mut_ptr_range().end;
        let mut cursor = Cursor::at_end(out);
        // SAFETY: there is that much room, and so for the literal and a block.
        let limit = unsafe {
            cursor.put_literal(literal);
            end.cast::<u8>().sub(SPARE)
        };
        Batch { cursor, limit }
    }

    /// Appends a literal: whether there was room.
    #[inline(always)]
    pub(in super::super) fn push(&mut self, literal: &Literal) -> bool {
        let has_room = self.has_room(literal.len);
        if has_room {
            // SAFETY: there is room for the literal and a block.
            unsafe { self.cursor.put_literal(literal) };
        }
        has_room
    }

    /// Appends a literal and a text, unless something in that has to be written in another way: whether it
    /// did.
    #[inline(always)]
    pub(in super::super) fn push_text(&mut self, literal: &Literal, text: &str) -> bool {
        // Both are in memory, so the sum of their lengths does not overflow.
        if !self.has_room(literal.len + text.len()) {
            return false;
        }
        let before = self.cursor.place();
        // SAFETY: there is room for both and a block; and what was appended last is taken back.
        unsafe {
            self.cursor.put_literal(literal);
            let is_plain = self.cursor.put_text::<true>(text.as_bytes());
            if !is_plain {
                self.cursor.go_back(before);
            }
            is_plain
        }
    }

    /// Appends a literal and an integer: whether there was room.
    #[inline(always)]
    pub(in super::super) fn push_integer(&mut self, literal: &Literal, value: i64) -> bool {
        let has_room = self.has_room(literal.len);
        if has_room {
            // SAFETY: there is room for both and a block.
            unsafe {
                self.cursor.put_literal(literal);
                self.cursor.put_integer(value);
            }
        }
        has_room
    }

    /// Returns whether there is room for this many bytes, and what is [spare](SPARE).
    #[inline(always)]
    fn has_room(&self, count: usize) -> bool {
        // The sum may overflow where addresses are short.
        self.cursor.place().addr().checked_add(count).is_some_and(|end| end <= self.limit.addr())
    }

    #[inline(always)]
    pub(in super::super) fn finish(self) {
        self.cursor.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::Batch;
    use crate::raw::Literal;

    /// What each kind of append does, with this much capacity: nothing, or all of it.
    #[test]
    fn all_or_nothing_is_appended() {
        let long = "more text than fits into a block, which takes two or three of them";
        for tag in ["<N>", &format!("</{}><N>", "n".repeat(70))] {
            let literal = Literal::new(tag);
            for capacity in (0..220).step_by(if cfg!(miri) { 13 } else { 1 }) {
                for text in ["", "a", long] {
                    let mut out = Vec::with_capacity(capacity);
                    out.extend_from_slice(b"0"); // What is there already stays.
                    let mut batch = Batch::behind(&mut out, &Literal::new("1"));
                    let mut expected = String::from("01");
                    if batch.push_text(&literal, text) {
                        expected.extend([tag, text]);
                    }
                    assert!(!batch.push_text(&literal, "a & b, and more of it"));
                    if batch.push_integer(&literal, i64::MIN) {
                        expected.extend([tag, "-9223372036854775808"]);
                    }
                    if batch.push(&literal) {
                        expected += tag;
                    }
                    batch.finish();
                    assert_eq!(out, expected.as_bytes(), "with room for {capacity}");
                }
            }
        }
    }
}
