//! Bounds what a hostile page can cost before the tokenizer sees it.

/// The tokenizer compares each attribute of a tag with all before it; no page has a tag with more than this.
const MOST_ATTRIBUTES: usize = 500;

/// Returns the part of a page before a tag with too many attributes: the whole page, if it has none.
pub(super) fn bounded(html: &str) -> &str {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'<')) {
        let start = at + found;
        let rest = bytes.get(start + 1..).unwrap_or_default();
        at = start + 1;
        if rest.starts_with(b"!--") {
            at = find(html, start, "-->");
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let (end, attributes) = tag(rest);
            if attributes > MOST_ATTRIBUTES {
                return html.get(..start).unwrap_or(html);
            }
            at += end;
            // What a script compares with `<` is no tag.
            for raw in ["script", "style"] {
                let name = rest.get(..raw.len()).unwrap_or_default();
                if name.eq_ignore_ascii_case(raw.as_bytes()) {
                    at = find(html, at, if raw == "script" { "</script" } else { "</style" });
                }
            }
        }
    }
    html
}

/// Returns the end of what begins at a place; the end of the page if there is none.
fn find(html: &str, from: usize, end: &str) -> usize {
    let bytes = html.as_bytes().get(from..).unwrap_or_default();
    let found = bytes.windows(end.len()).position(|window| window.eq_ignore_ascii_case(end.as_bytes()));
    found.map_or(html.len(), |found| from + found)
}

/// Returns the length of a tag, and how many attributes it has at most.
fn tag(bytes: &[u8]) -> (usize, usize) {
    let mut quote = None;
    let mut attributes = 0;
    let mut blank = false;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'>') => return (at, attributes),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/') => blank = true,
            (None, _) if blank => {
                blank = false;
                attributes += 1;
            }
            (Some(_) | None, _) => {}
        }
        // The count only has to say "too many".
        if attributes > MOST_ATTRIBUTES {
            return (at, attributes);
        }
    }
    (bytes.len(), attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_hostile_tags() {
        let ok = "<p class='a b c' id=x>1 < 2</p><script>if (a<b && c d e) {}</script><!-- <p -->";
        assert_eq!(bounded(ok), ok);
        let hostile = format!("<h1>x</h1><p {}>", "a ".repeat(1000));
        assert_eq!(bounded(&hostile), "<h1>x</h1>");
    }
}
