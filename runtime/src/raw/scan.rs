//! Tags and texts, found.

use super::block;
use super::{BLOCK, Literal, first_bits};

/// Returns whether bytes begin with a literal.
#[inline(always)]
pub(in super::super) fn starts_with(bytes: &[u8], literal: &Literal) -> bool {
    if literal.len > BLOCK {
        return starts_with_blocks(bytes, literal);
    }
    match bytes.first_chunk() {
        Some(first) => block::differing(first, &literal.head) & literal.mask == 0,
        // The last bytes of a document.
        None => bytes.starts_with(&literal.head[..literal.len]),
    }
}

#[inline(never)]
fn starts_with_blocks(bytes: &[u8], literal: &Literal) -> bool {
    let Some((head, rest)) = bytes.split_first_chunk() else { return false };
    if block::differing(head, &literal.head) != 0 {
        return false;
    }
    let length = literal.len - BLOCK;
    match (rest.first_chunk(), literal.rest.as_slice()) {
        (Some(next), [last]) => block::differing(next, last) & first_bits(length) == 0,
        (_, blocks) => rest.starts_with(&blocks.as_flattened()[..length]),
    }
}

/// Returns how many bytes come before the first that is special.
#[inline(always)]
pub(in super::super) fn plain_len(bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks::<16>();
    let mut len = 0;
    for chunk in blocks {
        let specials = block::specials(chunk);
        if specials != 0 {
            return len + specials.trailing_zeros() as usize;
        }
        len += 16;
    }
    len + rest.iter().position(|&byte| block::is_special(byte)).unwrap_or(rest.len())
}

/// Returns how many bytes come before the first that is special, or a quote.
pub(in super::super) fn plain_len_in(quote: u8, bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks::<16>();
    let mut len = 0;
    for chunk in blocks {
        let ends = block::specials(chunk) | block::equal(chunk, quote);
        if ends != 0 {
            return len + ends.trailing_zeros() as usize;
        }
        len += 16;
    }
    let is_end = |&byte: &u8| block::is_special(byte) || byte == quote;
    len + rest.iter().position(is_end).unwrap_or(rest.len())
}

/// Returns the text that stands at a place, up to the first special byte; none if no character begins there.
#[inline(always)]
pub(in super::super) fn plain_text(text: &str, at: usize) -> &str {
    if !text.is_char_boundary(at) {
        return "";
    }
    let bytes = &text.as_bytes()[at..];
    // SAFETY: a character begins at the place, and ends before any special byte: all of these are ASCII or
    // the first byte of a character.
    unsafe { std::str::from_utf8_unchecked(bytes.get_unchecked(..plain_len(bytes))) }
}

/// Returns how many bytes come before the first that is no white space.
#[inline(always)]
pub(in super::super) fn white_space_len(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(b' ' | b'\t' | b'\n' | b'\r') => long_white_space_len(bytes),
        _ => 0,
    }
}

fn long_white_space_len(bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks::<16>();
    let mut len = 0;
    for chunk in blocks {
        let others = !block::white_space(chunk) & 0xffff;
        if others != 0 {
            return len + others.trailing_zeros() as usize;
        }
        len += 16;
    }
    len + rest.iter().position(|&byte| !block::is_white_space(byte)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::super::Literal;
    use super::{plain_len, plain_len_in, plain_text, starts_with, white_space_len};

    #[test]
    fn a_literal_is_found_where_all_its_bytes_are() {
        let text: String = ('a'..='z').cycle().take(100).collect();
        for len in (0..=100).step_by(if cfg!(miri) { 13 } else { 1 }) {
            let literal = Literal::new(&text[..len]);
            for end in (0..=100).step_by(if cfg!(miri) { 9 } else { 1 }) {
                assert_eq!(starts_with(&text.as_bytes()[..end], &literal), end >= len, "{len} {end}");
            }
            for place in (0..len).step_by(if cfg!(miri) { 11 } else { 1 }) {
                let mut other = text.clone().into_bytes();
                other[place] ^= 1;
                assert!(!starts_with(&other, &literal), "{len} {place}");
            }
        }
    }

    #[test]
    fn the_first_special_byte_is_found() {
        for len in (0..70).step_by(if cfg!(miri) { 5 } else { 1 }) {
            let mut bytes = vec![b'x'; len];
            assert_eq!(plain_len(&bytes), len);
            for place in (0..len).rev() {
                bytes[place] = b"<&>\t\n\r\0\x1f\xef"[place % 9];
                assert_eq!(plain_len(&bytes), place);
                assert_eq!(plain_len_in(b'"', &bytes), place);
                if let Some(before) = place.checked_sub(1) {
                    bytes[before] = b'"';
                    assert_eq!(plain_len_in(b'"', &bytes), before);
                    bytes[before] = b'x';
                }
            }
        }
    }
    #[test]
    fn a_plain_text_holds_whole_characters() {
        let text = "aé€😀<é>\u{fffd}";
        for (at, _) in text.char_indices() {
            let expected = &text[at..].split(['<', '>', '\u{fffd}']).next();
            assert_eq!(&Some(plain_text(text, at)), expected, "{at}");
        }
        assert_eq!(plain_text(text, text.len()), "");
        assert_eq!(plain_text(text, text.len() + 1), "");
        assert_eq!(plain_text(text, 2), "");
    }

    #[test]
    fn white_space_ends_where_anything_else_begins() {
        for len in (0..70).step_by(if cfg!(miri) { 5 } else { 1 }) {
            let mut bytes: Vec<u8> = b" \n\r\t".iter().copied().cycle().take(len).collect();
            assert_eq!(white_space_len(&bytes), len);
            for place in (0..len).rev() {
                bytes[place] = b"<x\0\x0b\x1f\xc2&"[place % 7];
                assert_eq!(white_space_len(&bytes), place);
            }
        }
    }
}
