//! Texts of strangers, for a terminal: what is not seen, or turns the direction of what follows, is written
//! out.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns a text in which control characters and those of the direction of writing are written as
/// `\u{202e}`.
///
/// Ends of lines and tabs stay.
///
/// ```
/// use datacontract_import::visible::escaped;
/// assert_eq!(escaped("GET a\u{202e}b\u{1b}[2J"), r"GET a\u{202e}b\u{1b}[2J");
/// ```
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { escaped.extend(c.escape_unicode()) } else { escaped.push(c) }
    }
    Cow::Owned(escaped)
}

/// Returns JSON in which such characters are written as `\u202e`: the same value.
#[must_use]
pub fn escaped_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_value() {
        let value = serde_json::json!({ "a\u{202e}": "\u{1b}\r\u{85}\u{e0001}\u{feff}ä\n" });
        let text = escaped_json(&value.to_string());
        assert!(!text.contains(is_hidden), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).ok(), Some(value));
    }
}
