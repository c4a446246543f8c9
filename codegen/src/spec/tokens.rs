//! The tokens of a spec's text, comments included.

use super::span::Span;

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
    /// How many line breaks stand between it and the token before.
    pub lines_before: usize,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `{` or `[`
    Open,
    /// `}` or `]`
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A text, a number, `true`, `false`, `null`.
    Value,
    /// `// ..`, without the line break.
    LineComment,
    /// `/* .. */`
    BlockComment,
}

/// Returns the tokens of a text. What is no JSON with comments has some tokens too.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let (mut at, mut lines_before) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let (kind, length) = match byte {
            b'{' | b'[' => (TokenKind::Open, 1),
            b'}' | b']' => (TokenKind::Close, 1),
            b',' => (TokenKind::Comma, 1),
            b':' => (TokenKind::Colon, 1),
            b'"' => (TokenKind::Value, quoted(rest)),
            b'/' if rest.starts_with(b"//") => (TokenKind::LineComment, line(rest)),
            b'/' if rest.starts_with(b"/*") => (TokenKind::BlockComment, block(rest)),
            byte if byte.is_ascii_whitespace() => {
                lines_before += usize::from(is_line_break(rest));
                at += 1;
                continue;
            }
            // A byte-order mark is no token.
            _ if at == 0 && rest.starts_with("\u{feff}".as_bytes()) => {
                at += '\u{feff}'.len_utf8();
                continue;
            }
            _ => (TokenKind::Value, word(rest)),
        };
        tokens.push(Token { kind, span: Span::new(at, at + length), lines_before });
        at += length;
        lines_before = 0;
    }
    tokens
}

/// Returns whether a line ends here; of `\r\n` the line ends at the second.
fn is_line_break(rest: &[u8]) -> bool {
    rest.starts_with(b"\n") || (rest.starts_with(b"\r") && rest.get(1) != Some(&b'\n'))
}

fn quoted(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    rest.len()
}

fn line(rest: &[u8]) -> usize {
    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
    // Blanks at the end are none of the comment.
    rest[..end].trim_ascii_end().len()
}

fn block(rest: &[u8]) -> usize {
    rest.windows(2).skip(2).position(|pair| pair == b"*/").map_or(rest.len(), |at| at + 4)
}

fn word(rest: &[u8]) -> usize {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"{}[],:\"/".contains(byte);
    rest.iter().position(is_end).unwrap_or(rest.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_what_is_between_them_are_the_text() {
        let text = "\u{feff}{ // a \r\n\r\n\"x\\\"//\": [1, -2.5e3,true], /* b\n */ \"é\" : null }\n// end";
        let found: Vec<(&str, usize)> =
            tokens(text).iter().map(|token| (&text[token.span.range()], token.lines_before)).collect();
        assert_eq!(
            found,
            [
                ("{", 0),
                ("// a", 0),
                ("\"x\\\"//\"", 2),
                (":", 0),
                ("[", 0),
                ("1", 0),
                (",", 0),
                ("-2.5e3", 0),
                (",", 0),
                ("true", 0),
                ("]", 0),
                (",", 0),
                ("/* b\n */", 0),
                ("\"é\"", 0),
                (":", 0),
                ("null", 0),
                ("}", 0),
                ("// end", 1)
            ]
        );
        for bad in ["\"", "/*", "/", "\"\\", "/*/", "é", ""] {
            let ends = tokens(bad).last().map_or(0, |token| token.span.end);
            assert_eq!(ends, bad.len(), "{bad}");
        }
    }
}
