//! Sixteen bytes at once.

/// Whether text cannot hold a byte as it is: markup, controls (line ends included), and the first byte of U+FFFE and U+FFFF.
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

/// Whether none of sixteen bytes is special.
#[inline(always)]
pub(super) fn is_plain(block: &[u8; 16]) -> bool {
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
    use super::{is_plain, is_special, scalar};

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
}
