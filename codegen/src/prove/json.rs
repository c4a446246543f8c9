//! The tokens of a JSON document.

use std::borrow::Cow;

use super::token::{Kind, Token};

/// Returns the document without white space, colons and commas: these follow from the rest.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(first) = text.as_bytes().get(at).copied() {
        let rest = &text[at..];
        let (kind, length) = match first {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {
                at += 1;
                continue;
            }
            b':' => {
                if let Some(key) = tokens.last_mut().filter(|last| last.text.starts_with('"')) {
                    key.kind = Kind::Key;
                    key.name = unescaped(key.text);
                }
                at += 1;
                continue;
            }
            b'{' | b'[' => (Kind::Open, 1),
            b'}' | b']' => (Kind::Close, 1),
            b'"' => (Kind::Value, string_length(rest)),
            _ => (Kind::Value, word_length(rest)),
        };
        tokens.push(Token { kind, text: &rest[..length], start: at, name: Cow::Borrowed("") });
        at += length;
    }
    tokens
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (index, c) in rest.bytes().enumerate().skip(1) {
        match c {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

fn word_length(rest: &str) -> usize {
    rest.find([' ', '\t', '\r', '\n', '{', '}', '[', ']', ',', ':', '"']).unwrap_or(rest.len())
}

/// Returns the text of a string; as it stands, if it is none.
fn unescaped(text: &str) -> Cow<'_, str> {
    let bare = text.strip_prefix('"').map_or(text, |text| text.strip_suffix('"').unwrap_or(text));
    if bare.contains('\\')
        && let Ok(name) = serde_json::from_str(text)
    {
        return Cow::Owned(name);
    }
    Cow::Borrowed(bare)
}
