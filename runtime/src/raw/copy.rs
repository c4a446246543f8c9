//! Literals and texts, appended.

use super::block::{both, is_special, may_be_special, specials};
use super::{BLOCK, Literal};

/// Writes into the spare capacity of a `Vec`, whose length is set at the end.
pub(super) struct Cursor<'o> {
    out: &'o mut Vec<u8>,
    /// Where the next byte goes: in `out`'s spare capacity, or at its end.
    next: *mut u8,
}

#[inline(always)]
fn is_plain(block: &[u8; 16]) -> bool {
    // Most texts are of ASCII alone.
    !may_be_special(block) || specials(block) == 0
}

impl<'o> Cursor<'o> {
    /// With room for this many bytes and a block.
    #[inline(always)]
    pub(super) fn new(out: &'o mut Vec<u8>, room: usize) -> Self {
        out.reserve(room + BLOCK);
        Cursor::at_end(out)
    }

    #[inline(always)]
    pub(super) fn at_end(out: &'o mut Vec<u8>) -> Self {
        let next = out.spare_capacity_mut().as_mut_ptr().cast();
        Cursor { out, next }
    }

    /// Behind a literal, with room for this many bytes more and a block: if there is that room, and the
    /// literal is short.
    ///
    /// Whoever asks goes on in another function if not. So what is done most of the time calls none, and has
    /// nothing to save for one.
    #[inline(always)]
    pub(super) fn behind(out: &'o mut Vec<u8>, literal: &Literal, room: usize) -> Option<Self> {
        if out.capacity() - out.len() < literal.len + room + BLOCK || !literal.rest.is_empty() {
            return None;
        }
        let mut cursor = Cursor::at_end(out);
        // SAFETY: there is room for the literal and a block.
        unsafe { cursor.put(&literal.head, literal.len) };
        Some(cursor)
    }

    /// The same for any literal; room is made.
    pub(super) fn make_behind(out: &'o mut Vec<u8>, literal: &Literal, room: usize) -> Self {
        let mut cursor = Cursor::new(out, literal.len + room);
        // SAFETY: room was made for it.
        unsafe { cursor.put_literal(literal) };
        cursor
    }

    /// Writes `N` bytes, of which `count` are to stay.
    ///
    /// # Safety
    /// There has to be room for `N` bytes.
    #[inline(always)]
    pub(super) unsafe fn put<const N: usize>(&mut self, bytes: &[u8; N], count: usize) {
        debug_assert!(count <= N);
        // SAFETY: the caller has made room for `N` bytes, and `bytes` has that many.
        unsafe {
            self.next.cast::<[u8; N]>().write_unaligned(*bytes);
            self.next = self.next.add(count);
        }
    }

    /// # Safety
    /// There has to be room for the literal and a block.
    #[inline(always)]
    pub(super) unsafe fn put_literal(&mut self, literal: &Literal) {
        // SAFETY: at most one block more than the literal is written.
        unsafe {
            self.next.cast::<[u8; BLOCK]>().write_unaligned(literal.head);
            if !literal.rest.is_empty() {
                write_rest(self.next.add(BLOCK), literal);
            }
            self.next = self.next.add(literal.len);
        }
    }

    /// Returns where the next byte goes.
    #[inline(always)]
    pub(super) fn place(&self) -> *mut u8 {
        self.next
    }

    /// Goes on behind this many bytes, which somebody else has written there.
    ///
    /// # Safety
    /// They have to be written, within the room that there is.
    #[inline(always)]
    pub(super) unsafe fn skip(&mut self, count: usize) {
        // SAFETY: that many bytes are within the capacity.
        self.next = unsafe { self.next.add(count) };
    }

    /// Takes back what was written last.
    ///
    /// # Safety
    /// It has to be a [`place`](Self::place) where this cursor was.
    #[inline(always)]
    pub(super) unsafe fn go_back(&mut self, place: *mut u8) {
        self.next = place;
    }

    /// Copies a text; whether nothing in it has to be written in another way.
    ///
    /// # Safety
    /// There has to be room for the text.
    #[inline(always)]
    pub(super) unsafe fn put_text<const CHECKED: bool>(&mut self, text: &[u8]) -> bool {
        // Blocks, the last of which overlaps the one before it.
        // SAFETY: all blocks are within the text, so their copies are within the room for it.
        unsafe {
            if let (8..16, Some(first), Some(last)) =
                (text.len(), text.first_chunk::<8>(), text.last_chunk::<8>())
            {
                self.put(first, text.len() - 8);
                self.put(last, 8);
                !CHECKED || is_plain(&both(*first, *last))
            } else if let (Some(_), Some(last)) = (text.first_chunk::<16>(), text.last_chunk::<16>()) {
                let end = self.next.add(text.len());
                for chunk in text.as_chunks::<16>().0 {
                    self.put(chunk, 16);
                    if CHECKED && !is_plain(chunk) {
                        return false;
                    }
                }
                self.next = end.sub(16);
                self.put(last, 16);
                !CHECKED || is_plain(last)
            } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
                self.put(first, text.len() - 4);
                self.put(last, 4);
                let all = both(*first, *last);
                !CHECKED || is_plain(&both::<8, 16>(all, all))
            } else if let ([first, ..], [.., last]) = (text, text) {
                // Up to three: the first, the one in the middle, the last.
                let middle = text[text.len() / 2];
                self.put(&[*first], text.len() / 2);
                self.put(&[middle], text.len() - 1 - text.len() / 2);
                self.put(&[*last], 1);
                !CHECKED || !(is_special(*first) || is_special(middle) || is_special(*last))
            } else {
                true
            }
        }
    }

    /// Puts a text at the end, unless something in it has to be escaped, and returns whether it did.
    ///
    /// # Safety
    /// There has to be room for the text.
    #[inline(always)]
    unsafe fn finish_with_text<const CHECKED: bool>(mut self, text: &str) -> bool {
        let start = self.next;
        // SAFETY: the caller has made room.
        let is_plain = unsafe { self.put_text::<CHECKED>(text.as_bytes()) };
        if !is_plain {
            self.next = start;
        }
        self.finish();
        is_plain
    }

    #[inline(always)]
    pub(super) fn finish(self) {
        // SAFETY: `next` is within the capacity of `out` (`put`), and all bytes before it are written.
        unsafe {
            let len = self.next.offset_from_unsigned(self.out.as_ptr());
            debug_assert!(len <= self.out.capacity());
            self.out.set_len(len);
        }
    }
}

/// Writes what follows the first block of a literal.
///
/// # Safety
/// There has to be room at that place for the rest's blocks.
#[inline(never)]
unsafe fn write_rest(place: *mut u8, literal: &Literal) {
    let rest = literal.rest.as_flattened();
    // SAFETY: the caller has made room for them.
    unsafe { rest.as_ptr().copy_to_nonoverlapping(place, rest.len()) };
}

/// Appends a literal.
#[inline]
pub(crate) fn push_literal(out: &mut Vec<u8>, literal: &Literal) {
    if let Some(cursor) = Cursor::behind(out, literal, 0) {
        cursor.finish();
    } else {
        push_any_literal(out, literal);
    }
}

#[inline(never)]
fn push_any_literal(out: &mut Vec<u8>, literal: &Literal) {
    Cursor::make_behind(out, literal, 0).finish();
}

/// Appends a literal, and a text unless something in it has to be written in another way: whether it did.
#[inline]
pub(in super::super) fn push_literal_and_text(out: &mut Vec<u8>, literal: &Literal, text: &str) -> bool {
    match Cursor::behind(out, literal, text.len()) {
        // SAFETY: there is room for the text.
        Some(cursor) => unsafe { cursor.finish_with_text::<true>(text) },
        None => push_any_literal_and_text::<true>(out, literal, text),
    }
}

/// Appends a literal, and a text that has nothing special.
#[cfg(feature = "json")]
#[inline]
pub(crate) fn push_literal_and_str(out: &mut Vec<u8>, literal: &Literal, text: &str) {
    match Cursor::behind(out, literal, text.len()) {
        // SAFETY: there is room for the text.
        Some(cursor) => unsafe { cursor.finish_with_text::<false>(text) },
        None => push_any_literal_and_text::<false>(out, literal, text),
    };
}

#[inline(never)]
fn push_any_literal_and_text<const CHECKED: bool>(out: &mut Vec<u8>, literal: &Literal, text: &str) -> bool {
    // SAFETY: room was made for the text.
    unsafe { Cursor::make_behind(out, literal, text.len()).finish_with_text::<CHECKED>(text) }
}

/// Returns the document that an `Output` has written, that of XML or that of JSON.
pub(crate) fn into_string(document: Vec<u8>) -> String {
    debug_assert!(std::str::from_utf8(&document).is_ok());
    // SAFETY: an output appends whole texts only, and takes back nothing but a character of ASCII.
    unsafe { String::from_utf8_unchecked(document) }
}

#[cfg(test)]
mod tests {
    use super::super::Literal;
    use super::{push_literal, push_literal_and_text};

    #[test]
    fn literals_of_any_length() {
        for length in 0..100 {
            let text = "x".repeat(length);
            let mut out = b"before".to_vec();
            push_literal(&mut out, &Literal::new(&text));
            assert_eq!(out, format!("before{text}").as_bytes());
        }
    }

    #[test]
    fn texts_of_any_length_with_something_special_anywhere() {
        for name in ["Name", "ANameThatIsLongerThanABlockOfThirtyTwoBytes"] {
            let literal = Literal::new(name);
            for length in 0..70 {
                let text: String = ('a'..='z').cycle().take(length).collect();
                let mut out = Vec::new();
                assert!(push_literal_and_text(&mut out, &literal, &text));
                assert_eq!(out, format!("{name}{text}").as_bytes());
                for place in (0..length).step_by(if cfg!(miri) { 15 } else { 1 }) {
                    let mut special = text.clone();
                    special.replace_range(place..=place, "&");
                    let mut out = Vec::new();
                    assert!(!push_literal_and_text(&mut out, &literal, &special), "{special}");
                    assert_eq!(out, name.as_bytes());
                }
            }
        }
    }
}
