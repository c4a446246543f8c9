//! Texts as version control may have changed them.

use std::borrow::Cow;

/// Returns the text with `\n` for each `\r\n`: what a file holds wherever Git converts line breaks and
/// wherever it does not.
pub(crate) fn with_unix_line_breaks(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    let mut unix = Vec::with_capacity(text.len());
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\r' || bytes.peek() != Some(&b'\n') {
            unix.push(byte);
        }
    }
    Cow::Owned(unix)
}

#[cfg(test)]
mod tests {
    use super::with_unix_line_breaks;

    #[test]
    fn only_whole_windows_line_breaks_are_replaced() {
        for (text, expected) in
            [("a\r\nb\r\n", "a\nb\n"), ("a\nb", "a\nb"), ("a\rb\r", "a\rb\r"), ("\r\r\n", "\r\n")]
        {
            assert_eq!(&*with_unix_line_breaks(text.as_bytes()), expected.as_bytes(), "{text:?}");
        }
    }
}
