//! Copies that are quicker than `memcpy` and `extend_from_slice`: the only `unsafe` code of this crate.
//!
//! Tags and texts are short, so what costs is not the bytes but the calls and checks around them. Here room is made once
//! for a tag and its text, and bytes are copied in blocks of a fixed size, a little beyond the end; the length is set
//! when all is done.
//!
//! # Invariants
//!
//! - A function writes only into the spare capacity that it has reserved: [`BLOCK`] bytes more than it appends.
//! - It reads a literal's blocks as a whole (they are padded), and of a text no byte beyond its end.
//! - What it appends is a whole text, so a `Vec<u8>` of texts stays UTF-8.
//!
//! Miri checks the first two on the tests of this module (`cargo miri test -p datacontract xml::raw`); a scalar twin,
//! which other machines than x86-64 use, has to agree with the vector code on every byte at every place.
#![allow(unsafe_code)]
#![expect(clippy::inline_always, reason = "a call would cost more than what these functions do")]

/// How many bytes are copied at once.
pub(super) const BLOCK: usize = 32;

/// A text that is written again and again, such as a tag.
#[derive(Debug)]
pub(crate) struct Literal {
    len: usize,
    head: [u8; BLOCK],
    /// What follows the head, in whole blocks.
    rest: Vec<[u8; BLOCK]>,
}

impl Literal {
    pub(super) fn empty() -> &'static Self {
        const { &Literal { len: 0, head: [0; BLOCK], rest: Vec::new() } }
    }

    pub(crate) fn new(text: &str) -> Self {
        let mut blocks = text.as_bytes().chunks(BLOCK).map(|chunk| {
            let mut block = [0; BLOCK];
            block[..chunk.len()].copy_from_slice(chunk);
            block
        });
        Literal { len: text.len(), head: blocks.next().unwrap_or([0; BLOCK]), rest: blocks.collect() }
    }
}

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
                let mut is_plain = !CHECKED || is_plain(last);
                for chunk in text.as_chunks::<16>().0 {
                    is_plain &= !CHECKED || self::is_plain(chunk);
                    self.put(chunk, 16);
                }
                self.len = end - 16;
                self.put(last, 16);
                is_plain
            } else if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
                self.put(first, text.len() - 8);
                self.put(last, 8);
                !CHECKED || is_plain(&both(*first, *last))
            } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
                self.put(first, text.len() - 4);
                self.put(last, 4);
                let all = both(*first, *last);
                !CHECKED || is_plain(&both::<8, 16>(all, all))
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
pub(super) fn push_literal(out: &mut Vec<u8>, literal: &Literal) {
    let mut cursor = Cursor::new(out, literal.len);
    // SAFETY: room was made for it.
    unsafe { cursor.put_literal(literal) };
    cursor.finish();
}

/// Appends a literal, and a text unless something in it has to be written in another way: whether it did.
#[inline]
pub(super) fn push_literal_and_text(out: &mut Vec<u8>, literal: &Literal, text: &str) -> bool {
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
pub(super) fn push_literal_and_str(out: &mut Vec<u8>, literal: &Literal, text: &str) {
    let mut cursor = Cursor::new(out, literal.len + text.len());
    // SAFETY: room was made for both.
    unsafe {
        cursor.put_literal(literal);
        cursor.put_text::<false>(text.as_bytes());
    }
    cursor.finish();
}

/// The document that an [`Output`](super::output::Output) has written.
pub(super) fn into_string(document: Vec<u8>) -> String {
    debug_assert!(std::str::from_utf8(&document).is_ok());
    // SAFETY: an output appends whole texts only, and takes back nothing but a character of ASCII.
    unsafe { String::from_utf8_unchecked(document) }
}

/// Whether text cannot hold a byte as it is: markup, controls (line ends included), and the first byte of U+FFFE and U+FFFF.
#[inline(always)]
fn is_special(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | 0xef)
}

/// Two blocks as one.
#[inline(always)]
fn both<const N: usize, const TWICE: usize>(first: [u8; N], last: [u8; N]) -> [u8; TWICE] {
    let mut all = [0; TWICE];
    all[..N].copy_from_slice(&first);
    all[N..].copy_from_slice(&last);
    all
}

/// Whether none of sixteen bytes is special.
#[inline(always)]
fn is_plain(block: &[u8; 16]) -> bool {
    #[cfg(target_arch = "x86_64")]
    return vector::is_plain(block);
    #[cfg(not(target_arch = "x86_64"))]
    return scalar::is_plain(block);
}

#[cfg(any(test, not(target_arch = "x86_64")))]
mod scalar {
    pub(super) fn is_plain(block: &[u8; 16]) -> bool {
        !block.iter().any(|&byte| super::is_special(byte))
    }
}

#[cfg(target_arch = "x86_64")]
mod vector {
    use std::arch::x86_64::{
        _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
    };

    #[inline(always)]
    pub(super) fn is_plain(block: &[u8; 16]) -> bool {
        // SAFETY: every x86-64 has SSE2, and the block has the sixteen bytes that are read.
        unsafe {
            let bytes = _mm_loadu_si128(block.as_ptr().cast());
            let is = |byte: u8| _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte.cast_signed()));
            let controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
            // `<` and `>` differ in one bit.
            let brackets =
                _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(2)), _mm_set1_epi8(b'>'.cast_signed()));
            let special = _mm_or_si128(_mm_or_si128(controls, brackets), _mm_or_si128(is(b'&'), is(0xef)));
            _mm_movemask_epi8(special) == 0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Literal, is_plain, is_special, push_literal, push_literal_and_text, scalar};

    #[test]
    fn vector_and_scalar_code_agree() {
        // Miri takes its time.
        let step = if cfg!(miri) { 17 } else { 1 };
        for around in (0..=255).step_by(step) {
            for byte in (0..=255).step_by(step) {
                for place in 0..16 {
                    let mut block = [around; 16];
                    block[place] = byte;
                    let expected = is_special(byte) || is_special(around);
                    assert_eq!(is_plain(&block), !expected, "{block:?}");
                    assert_eq!(scalar::is_plain(&block), !expected, "{block:?}");
                }
            }
        }
    }

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
