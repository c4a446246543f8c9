//! Text and attribute values, with what has to be escaped.

use super::output::Output;

/// Appends text to a `String`: see [`Output::push_text`].
#[cfg(feature = "http")]
pub(crate) fn write_text(out: &mut String, text: &str, line_end: &str) {
    out.push_str(&Output::text_of(|out| out.push_text(text, line_end)));
}

/// Writes the value of an attribute. Characters that XML forbids become references, as in texts.
pub(crate) fn write_attribute(out: &mut Output<'_>, value: &str) {
    let is_special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\u{fffe}' | '\u{ffff}') || c < ' ';
    if !value.contains(is_special) {
        out.push_str(value);
        return;
    }
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_special(c) => out.push_str(&format!("&#x{:X};", u32::from(c))),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    fn text(text: &str) -> String {
        super::Output::text_of(|out| out.push_text(text, "\n"))
    }

    /// The vectors `scalar.strings` and `scalar.string-invalid-*`.
    #[test]
    fn only_markup_and_forbidden_characters_are_escaped() {
        assert_eq!(text("a & b < c > d \" '"), "a &amp; b &lt; c &gt; d \" '");
        assert_eq!(text("\u{1}\u{fffe}\u{1f}\0"), "&#x1;&#xFFFE;&#x1F;&#x0;");
        assert_eq!(text("\u{7f}\u{85}\u{2028}\u{ff21}\t"), "\u{7f}\u{85}\u{2028}\u{ff21}\t");
        assert_eq!(text("a\r\nb\rc\n\rd"), "a\nb\nc\n\nd");
    }
}
