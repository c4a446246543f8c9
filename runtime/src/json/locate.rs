//! Offsets in the document, where `serde_json` gives lines and columns.

/// Returns the offset behind a line and a column in bytes, as `serde_json` counts them: both from 1, and 0
/// for a line that it does not know, or for a column from which nothing was read yet.
pub(super) fn end_of(text: &str, line: usize, column: usize) -> usize {
    let line_start = match line {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(0, |(newline, _)| newline + 1),
    };
    (line_start + column).min(text.len())
}

/// Returns the first byte of the value, the name or the opening bracket that ends at an offset, but for white
/// space. What stands before that is known to be JSON.
pub(super) fn start_of_value(text: &str, end: usize) -> usize {
    let before = text.as_bytes().get(..end).unwrap_or_default().trim_ascii_end();
    let (Some(last), mut at) = (before.last(), before.len().saturating_sub(1)) else { return 0 };
    match last {
        b'"' => start_of_text(before, at),
        b'}' | b']' => {
            let mut open = 1_usize;
            while open > 0 && at > 0 {
                at -= 1;
                match before[at] {
                    b'"' => at = start_of_text(before, at),
                    b'}' | b']' => open += 1,
                    b'{' | b'[' => open -= 1,
                    _ => {}
                }
            }
            at
        }
        b'{' | b'[' | b',' | b':' => at,
        _ => {
            let is_word = |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.');
            before.len() - before.iter().rev().take_while(|c| is_word(c)).count()
        }
    }
}

/// Returns the opening quote of a text whose closing quote stands at an offset. All quotes between them are
/// escaped.
fn start_of_text(bytes: &[u8], closing: usize) -> usize {
    let is_escaped = |at: usize| bytes[..at].iter().rev().take_while(|&&c| c == b'\\').count() % 2 == 1;
    (0..closing).rev().find(|&at| bytes[at] == b'"' && !is_escaped(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_bytes() {
        for (line, column, end) in [(0, 0, 0), (1, 0, 0), (1, 3, 3), (2, 0, 4), (2, 2, 6), (9, 9, 7)] {
            assert_eq!(end_of("aä\nbcd", line, column), end, "{line}:{column}");
        }
    }

    #[test]
    fn values_are_found_from_behind() {
        for value in [
            "5",
            "-1.5e+7",
            "null",
            "true",
            "\"\"",
            r#""a""#,
            r#""\"""#,
            r#""\\""#,
            r#""a\\\"b\\""#,
            "{}",
            "[ ]",
            r#"[1,{"a":"]\"}"},[]]"#,
            "{",
            "[",
        ] {
            for (before, after) in [("", ""), ("{\"a\": ", " \n"), ("[\"\\\\\",", "")] {
                let text = format!("{before}{value}{after}");
                assert_eq!(start_of_value(&text, text.len()), before.len(), "{text}");
            }
        }
        for text in ["", " ", "}", "]}", "\"", "a\"", "\\\"", "ä"] {
            assert!(start_of_value(text, text.len()) <= text.len(), "{text}");
        }
    }
}
