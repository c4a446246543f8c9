//! Characters that are not seen, or that turn the direction of what follows: a spec's texts are a stranger's.

use std::fmt::Write as _;

/// Returns whether a character steers what reads it instead of being read: control characters other than line
/// ends and tabs, those that turn the direction of writing around, and the invisible tags of Unicode.
pub(super) fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns a text in which such characters are written as `escape` says.
fn escaped(text: &str, escape: impl Fn(&mut String, char)) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { escape(&mut escaped, c) } else { escaped.push(c) }
    }
    escaped
}

/// Returns a whole page without such characters: they are shown as `\u{202e}`.
pub(super) fn of_page(page: String) -> String {
    if !page.contains(is_hidden) {
        return page;
    }
    escaped(&page.replace("\r\n", "\n"), |text, c| text.extend(c.escape_unicode()))
}

/// Returns JSON of the same value without such characters: they are written as `\u202e`.
pub(super) fn of_json(json: &str) -> String {
    escaped(json, |text, c| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a text does not fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    })
}

/// Returns XML of the same content without such characters: they are written as `&#x202e;`.
pub(super) fn of_xml(xml: &str) -> String {
    escaped(xml, |text, c| {
        let _ = write!(text, "&#x{:x};", u32::from(c));
    })
}

#[cfg(test)]
mod tests {
    use super::{of_json, of_page, of_xml};

    #[test]
    fn hidden_characters_are_written_out() {
        let text = "a\u{202e}b\u{0}c\r\nd\te\u{e0041}\u{200d}";
        assert_eq!(of_page(text.to_owned()), "a\\u{202e}b\\u{0}c\nd\te\\u{e0041}\u{200d}");
        let value: String = serde_json::from_str(&of_json("\"a\u{202e}b\u{e0041}\"")).expect("JSON");
        assert_eq!(value, "a\u{202e}b\u{e0041}");
        assert_eq!(of_xml("<a>\u{202e}</a>"), "<a>&#x202e;</a>");
    }
}
