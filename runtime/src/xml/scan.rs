//! Which text needs a closer look.

/// Whether a text is free of all that XML treats specially: markup, controls (line ends included), `]` and the first byte
/// of U+FFFE and U+FFFF. Most texts are, and can be copied as they are.
///
/// Sixteen bytes at a time without a branch, which the compiler turns into a few vector instructions.
#[inline]
pub(crate) fn is_plain(text: &[u8]) -> bool {
    let (chunks, rest) = text.as_chunks::<16>();
    let mut padded = [b' '; 16];
    padded[..rest.len()].copy_from_slice(rest);
    chunks.iter().all(is_plain_chunk) && is_plain_chunk(&padded)
}

#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "a branch would keep it from becoming vector instructions")]
fn is_plain_chunk(chunk: &[u8; 16]) -> bool {
    let mut special = false;
    for &c in chunk {
        special |= (c < b' ') | (c == b'&') | (c == b'<') | (c == b'>') | (c == b']') | (c == 0xef);
    }
    !special
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn special_bytes_are_found_wherever_they_stand() {
        for length in 0..50 {
            let mut text = vec![b'a'; length];
            assert!(is_plain(&text));
            for place in 0..length {
                for special in [b'&', b'<', b'>', b']', b'\n', b'\r', b'\t', 0, 0x1f, 0xef] {
                    text[place] = special;
                    assert!(!is_plain(&text), "{special:#x} at {place} of {length}");
                }
                text[place] = b'a';
            }
        }
        assert!(is_plain("åäö \"quoted\" Жук 'x' [".as_bytes()));
    }
}
