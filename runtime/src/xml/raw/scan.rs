//! Tags and texts, found.

use super::block;
use super::{BLOCK, Literal};

/// Whether bytes begin with a literal.
#[inline(always)]
pub(in super::super) fn starts_with(bytes: &[u8], literal: &Literal) -> bool {
    if literal.len > BLOCK {
        return starts_with_blocks(bytes, literal);
    }
    starts_with_block(bytes, &literal.head, literal.len)
}

/// A block of which only the first bytes count.
#[inline(always)]
fn starts_with_block(bytes: &[u8], block: &[u8; BLOCK], len: usize) -> bool {
    match bytes.first_chunk() {
        Some(first) => u64::from(block::differing(first, block)) & ((1 << len) - 1) == 0,
        // The last bytes of a document.
        None => bytes.starts_with(&block[..len]),
    }
}

fn starts_with_blocks(bytes: &[u8], literal: &Literal) -> bool {
    let (mut bytes, mut left) = (bytes, literal.len);
    for block in std::iter::once(&literal.head).chain(&literal.rest) {
        if !starts_with_block(bytes, block, left.min(BLOCK)) {
            return false;
        }
        if left <= BLOCK {
            break;
        }
        (bytes, left) = (&bytes[BLOCK..], left - BLOCK);
    }
    true
}

/// How many bytes come before the first that is special.
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

#[cfg(test)]
mod tests {
    use super::super::Literal;
    use super::{plain_len, starts_with};

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
            }
        }
    }
}
