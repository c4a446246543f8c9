//! Literals and texts, appended.

use super::block::{self, both, is_special};
use super::{BLOCK, Literal};

/// Writes into the spare capacity of a `Vec`, whose length is set at the end.
struct Cursor<'o> {
    out: &'o mut Vec<u8>,
    len: usize,
}

impl<'o> Cursor<'o> {
    /// With room for this many bytes and a block.
    #[inline(always)]
    fn new(out: &'o mut Vec<u8>, room: usize) -> Self {
        out.reserve(room + BLOCK);
        let len = out.len();
        Cursor { out, len }
    }

    /// # Safety
    /// There has to be room for `N` bytes.
    #[inline(always)]
    unsafe fn put<const N: usize>(&mut self, bytes: &[u8; N], count: usize) {
        debug_assert!(self.len + N <= self.out.capacity() && count <= N);
        // SAFETY: the caller has made room for `N` bytes behind `len`, and `bytes` has that many.
        unsafe {
            self.out.as_mut_ptr().add(self.len).cast::<[u8; N]>().write_unaligned(*bytes);
        }
        self.len += count;
    }

    /// # Safety
    /// There has to be room for the literal and a block.
    #[inline(always)]
    unsafe fn put_literal(&mut self, literal: &Literal) {
        let end = self.len + literal.len;
        // SAFETY: at most one block more than the literal is written.
        unsafe {
            self.put(&literal.head, BLOCK);
            for block in &literal.rest {
                self.put(block, BLOCK);
            }
        }
        self.len = end;
    }

    /// Copies a text; whether nothing in it has to be written in another way.
    ///
    /// # Safety
    /// There has to be room for the text.
    #[inline(always)]
    unsafe fn put_text<const CHECKED: bool>(&mut self, text: &[u8]) -> bool {
        // Blocks, the last of which overlaps the one before it.
        // SAFETY: all blocks are within the text, so their copies are within the room for it.
        unsafe {
            if let (Some(_), Some(last)) = (text.first_chunk::<16>(), text.last_chunk::<16>()) {
                let end = self.len + text.len();
                let mut is_plain = !CHECKED || block::is_plain(last);
                for chunk in text.as_chunks::<16>().0 {
                    is_plain &= !CHECKED || block::is_plain(chunk);
                    self.put(chunk, 16);
                }
                self.len = end - 16;
                self.put(last, 16);
                is_plain
            } else if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
                self.put(first, text.len() - 8);
                self.put(last, 8);
                !CHECKED || block::is_plain(&both(*first, *last))
            } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
                self.put(first, text.len() - 4);
                self.put(last, 4);
                let all = both(*first, *last);
                !CHECKED || block::is_plain(&both::<8, 16>(all, all))
            } else {
                let mut special = false;
                for &byte in text {
                    self.put(&[byte], 1);
                    special |= is_special(byte);
                }
                !CHECKED || !special
            }
        }
    }

    #[inline(always)]
    fn finish(self) {
        debug_assert!(self.len <= self.out.capacity());
        // SAFETY: all bytes up to `len` are written, and `len` is within the capacity (`put`).
        unsafe { self.out.set_len(self.len) };
    }
}

/// Appends a literal.
#[inline]
pub(crate) fn push_literal(out: &mut Vec<u8>, literal: &Literal) {
    let mut cursor = Cursor::new(out, literal.len);
    // SAFETY: room was made for it.
    unsafe { cursor.put_literal(literal) };
    cursor.finish();
}

/// Appends a literal, and a text unless something in it has to be written in another way: whether it did.
#[inline]
pub(in super::super) fn push_literal_and_text(out: &mut Vec<u8>, literal: &Literal, text: &str) -> bool {
    let mut cursor = Cursor::new(out, literal.len + text.len());
    // SAFETY: room was made for both.
    let is_plain = unsafe {
        cursor.put_literal(literal);
        let end = cursor.len;
        let is_plain = cursor.put_text::<true>(text.as_bytes());
        if !is_plain {
            cursor.len = end;
        }
        is_plain
    };
    cursor.finish();
    is_plain
}

/// Appends a literal, and a text that has nothing special.
#[inline]
pub(crate) fn push_literal_and_str(out: &mut Vec<u8>, literal: &Literal, text: &str) {
    let mut cursor = Cursor::new(out, literal.len + text.len());
    // SAFETY: room was made for both.
    unsafe {
        cursor.put_literal(literal);
        cursor.put_text::<false>(text.as_bytes());
    }
    cursor.finish();
}

/// The document that an `Output` has written, that of XML or that of JSON.
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
                for place in (0..length).step_by(if cfg!(miri) { 7 } else { 1 }) {
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
