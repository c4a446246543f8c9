//! Blocks of bytes at once.

use super::BLOCK;
#[cfg(not(target_arch = "x86_64"))]
pub(super) use scalar::{differing, equal, may_be_special, specials, white_space};
#[cfg(target_arch = "x86_64")]
pub(super) use vector::{differing, equal, may_be_special, specials, white_space};

/// Returns whether text cannot hold a byte as it is: markup, controls (line ends included), and the first
/// byte of U+FFFE and U+FFFF.
#[inline(always)]
pub(super) fn is_special(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | 0xef)
}

/// Two blocks as one.
#[inline(always)]
pub(super) fn both<const N: usize, const TWICE: usize>(first: [u8; N], last: [u8; N]) -> [u8; TWICE] {
    let mut all = [0; TWICE];
    all[..N].copy_from_slice(&first);
    all[N..].copy_from_slice(&last);
    all
}

/// Returns whether a byte is white space to XML.
#[inline(always)]
pub(super) fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(any(test, not(target_arch = "x86_64")))]
mod scalar {
    use super::BLOCK;

    /// Returns a bit for each of sixteen bytes, the first one lowest: whether it is special.
    pub(in super::super) fn specials(block: &[u8; 16]) -> u32 {
        bits(block.iter().map(|&byte| super::is_special(byte)))
    }

    /// Returns whether one of sixteen bytes is special, or is none of ASCII: that is found out sooner.
    pub(in super::super) fn may_be_special(block: &[u8; 16]) -> bool {
        block.iter().any(|&byte| !byte.is_ascii() || super::is_special(byte))
    }

    /// Returns a bit for each of sixteen bytes, the first one lowest: whether it is this one.
    pub(in super::super) fn equal(block: &[u8; 16], byte: u8) -> u32 {
        bits(block.iter().map(|&other| other == byte))
    }

    /// Returns a bit for each of sixteen bytes, the first one lowest: whether it is white space.
    pub(in super::super) fn white_space(block: &[u8; 16]) -> u32 {
        bits(block.iter().map(|&byte| super::is_white_space(byte)))
    }

    /// Returns a bit for each of the bytes of two blocks, the first one lowest: whether they differ.
    pub(in super::super) fn differing(a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
        bits(a.iter().zip(b).map(|(a, b)| a != b))
    }

    fn bits(bits: impl DoubleEndedIterator<Item = bool>) -> u32 {
        bits.rev().fold(0, |bits, bit| bits << 1 | u32::from(bit))
    }
}

/// The same by SSE2.
#[cfg(target_arch = "x86_64")]
mod vector {
    use super::BLOCK;
    use std::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_cmplt_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8,
        _mm_or_si128, _mm_set1_epi8,
    };

    #[inline(always)]
    pub(in super::super) fn specials(block: &[u8; 16]) -> u32 {
        // SAFETY: every x86-64 has SSE2, and the block has the sixteen bytes that are read.
        unsafe {
            let bytes = _mm_loadu_si128(block.as_ptr().cast());
            let is = |byte: u8| _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte.cast_signed()));
            let controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
            // `<` and `>` differ in one bit.
            let brackets =
                _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(2)), _mm_set1_epi8(b'>'.cast_signed()));
            let special = _mm_or_si128(_mm_or_si128(controls, brackets), _mm_or_si128(is(b'&'), is(0xef)));
            _mm_movemask_epi8(special).cast_unsigned()
        }
    }

    #[inline(always)]
    pub(in super::super) fn may_be_special(block: &[u8; 16]) -> bool {
        // SAFETY: as above.
        unsafe {
            let bytes = _mm_loadu_si128(block.as_ptr().cast());
            // As signed numbers, those that are none of ASCII are small too.
            let small = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
            let ampersand = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'&'.cast_signed()));
            let brackets =
                _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(2)), _mm_set1_epi8(b'>'.cast_signed()));
            _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(small, ampersand), brackets)) != 0
        }
    }

    #[inline(always)]
    pub(in super::super) fn equal(block: &[u8; 16], byte: u8) -> u32 {
        // SAFETY: as above.
        unsafe {
            let bytes = _mm_loadu_si128(block.as_ptr().cast());
            _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte.cast_signed()))).cast_unsigned()
        }
    }

    #[inline(always)]
    pub(in super::super) fn white_space(block: &[u8; 16]) -> u32 {
        // SAFETY: as above.
        unsafe {
            let bytes = _mm_loadu_si128(block.as_ptr().cast());
            let is = |byte: u8| _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte.cast_signed()));
            let (ends, others) = (_mm_or_si128(is(b'\n'), is(b'\r')), _mm_or_si128(is(b' '), is(b'\t')));
            _mm_movemask_epi8(_mm_or_si128(ends, others)).cast_unsigned()
        }
    }

    #[inline(always)]
    pub(in super::super) fn differing(a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
        // SAFETY: every x86-64 has SSE2, and both blocks have the bytes that are read: two halves of sixteen.
        unsafe {
            let half = |block: &[u8; BLOCK], half: usize| -> __m128i {
                _mm_loadu_si128(block.as_ptr().add(16 * half).cast())
            };
            let equal = |place: usize| {
                _mm_movemask_epi8(_mm_cmpeq_epi8(half(a, place), half(b, place))).cast_unsigned()
            };
            !(equal(0) | equal(1) << 16)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, differing, equal, is_special, may_be_special, scalar, specials, white_space};

    #[test]
    fn vector_and_scalar_code_agree_on_what_is_special() {
        // Miri takes its time, so it gets one byte of each kind.
        let bytes: Vec<u8> = if cfg!(miri) { b"\0\t\n\"&<x\xef".to_vec() } else { (0..=255).collect() };
        for &around in &bytes {
            for &byte in &bytes {
                for place in 0..16 {
                    let mut block = [around; 16];
                    block[place] = byte;
                    let others = if is_special(around) { 0xffff & !(1 << place) } else { 0 };
                    let expected = others | u32::from(is_special(byte)) << place;
                    assert_eq!(specials(&block), expected, "{block:?}");
                    assert_eq!(scalar::specials(&block), expected, "{block:?}");
                    let may_be = expected != 0 || !block.is_ascii();
                    assert_eq!(may_be_special(&block), may_be, "{block:?}");
                    assert_eq!(scalar::may_be_special(&block), may_be, "{block:?}");
                    assert_eq!(equal(&block, byte), scalar::equal(&block, byte), "{block:?}");
                    assert_eq!(white_space(&block), scalar::white_space(&block), "{block:?}");
                }
            }
        }
    }

    #[test]
    fn vector_and_scalar_code_agree_on_what_differs() {
        let block: [u8; BLOCK] = std::array::from_fn(|place| u8::try_from(place * 7).unwrap_or(0));
        assert_eq!(differing(&block, &block), 0);
        for place in 0..BLOCK {
            for other in 0..BLOCK {
                let mut changed = block;
                changed[place] ^= 0x80;
                changed[other] ^= 1;
                let expected = 1 << place | 1 << other;
                assert_eq!(differing(&block, &changed), expected);
                assert_eq!(scalar::differing(&block, &changed), expected);
            }
        }
    }
}
