//! The indentation of help pages.

/// Indents a document that this crate wrote, as help pages show it (`XDocument.Parse(xml).ToString()`): two
/// spaces, `<X />`, elements with text on one line. Text of white space alone is lost, as it is there.
///
/// ```
/// let xml = r#"<Lead xmlns="urn:x"><Name>a</Name><Note /></Lead>"#;
/// assert_eq!(datacontract::xml::indent(xml), "<Lead xmlns=\"urn:x\">\n  <Name>a</Name>\n  <Note />\n</Lead>");
/// ```
#[must_use]
pub fn indent(xml: &str) -> String {
    indented(xml, WhiteSpace::Lost, "\n")
}

/// Indents a document that this crate wrote as .NET's `XmlWriter` does by `Indent`.
pub(super) fn as_writer(xml: &str, line_end: &str) -> String {
    indented(xml, WhiteSpace::Kept, line_end)
}

/// What becomes of text of white space alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WhiteSpace {
    Lost,
    Kept,
}

fn indented(xml: &str, white_space: WhiteSpace, line_end: &str) -> String {
    let mut out = String::with_capacity(xml.len() + xml.len() / 4);
    let mut rest = xml;
    let mut depth: usize = 0;
    // Whether the element that is open has child elements, so that its end tag stands on a line of its own.
    let mut has_children = false;
    // Whether each open element has text in it, beside which and inside of which there are no line ends.
    let mut mixed: Vec<bool> = Vec::new();
    while let Some(tag_start) = rest.find('<') {
        let Some(tag_end) = end_of_tag(&rest[tag_start..]) else { break };
        let (text, tag) = (&rest[..tag_start], &rest[tag_start..=tag_start + tag_end]);
        rest = &rest[tag_start + tag_end + 1..];
        let is_space = text.chars().all(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
        if white_space == WhiteSpace::Kept || !is_space {
            out.push_str(text);
            if let Some(open) = mixed.last_mut().filter(|_| !text.is_empty()) {
                *open = true;
            }
        }
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
            if mixed.pop() != Some(true) && has_children {
                new_line(&mut out, line_end, depth);
            }
            out.push_str(tag);
            has_children = true;
            continue;
        }
        let is_mixed = mixed.last() == Some(&true);
        if !out.is_empty() && !is_mixed {
            new_line(&mut out, line_end, depth);
        }
        out.push_str(tag);
        if tag.ends_with("/>") {
            has_children = true;
        } else {
            depth += 1;
            mixed.push(is_mixed);
            has_children = false;
        }
    }
    out.push_str(rest);
    out
}

fn new_line(out: &mut String, line_end: &str, depth: usize) {
    out.push_str(line_end);
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// Returns the place of the `>` that ends a tag; one inside a quoted value does not.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (place, c) in tag.bytes().enumerate() {
        match (quote, c) {
            (None, b'>') => return Some(place),
            (None, b'"' | b'\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}
