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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WhiteSpace {
    Lost,
    Kept,
}

fn indented(xml: &str, white_space: WhiteSpace, line_end: &str) -> String {
    let mut out = String::with_capacity(xml.len() + xml.len() / 4);
    Indentation::new(white_space).push(xml, line_end, &mut out);
    out
}

/// How far a document was indented, which may come in pieces that begin and end with tags.
#[derive(Debug)]
pub(super) struct Indentation {
    white_space: WhiteSpace,
    depth: usize,
    is_begun: bool,
    /// Whether the element that is open has child elements, so that its end tag stands on a line of its own.
    has_children: bool,
    /// Whether each open element has text in it, beside which and inside of which there are no line ends.
    mixed: Vec<bool>,
}

impl Indentation {
    fn new(white_space: WhiteSpace) -> Self {
        Indentation { white_space, depth: 0, is_begun: false, has_children: false, mixed: Vec::new() }
    }

    /// Begins a document that is indented as .NET's `XmlWriter` does.
    pub(super) fn of_writer() -> Self {
        Indentation::new(WhiteSpace::Kept)
    }

    /// Indents the next piece of the document.
    pub(super) fn push(&mut self, xml: &str, line_end: &str, out: &mut String) {
        let mut rest = xml;
        while let Some(tag_start) = rest.find('<') {
            let Some(tag_end) = end_of_tag(&rest[tag_start..]) else { break };
            let (text, tag) = (&rest[..tag_start], &rest[tag_start..=tag_start + tag_end]);
            rest = &rest[tag_start + tag_end + 1..];
            let is_space = text.chars().all(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
            if self.white_space == WhiteSpace::Kept || !is_space {
                out.push_str(text);
                if let Some(open) = self.mixed.last_mut().filter(|_| !text.is_empty()) {
                    *open = true;
                }
            }
            if tag.starts_with("</") {
                self.depth = self.depth.saturating_sub(1);
                if self.mixed.pop() != Some(true) && self.has_children {
                    self.new_line(line_end, out);
                }
                out.push_str(tag);
                self.has_children = true;
                continue;
            }
            let is_mixed = self.mixed.last() == Some(&true);
            if self.is_begun && !is_mixed {
                self.new_line(line_end, out);
            }
            self.is_begun = true;
            out.push_str(tag);
            if tag.ends_with("/>") {
                self.has_children = true;
            } else {
                self.depth += 1;
                self.mixed.push(is_mixed);
                self.has_children = false;
            }
        }
        out.push_str(rest);
    }

    fn new_line(&self, line_end: &str, out: &mut String) {
        out.push_str(line_end);
        for _ in 0..self.depth {
            out.push_str("  ");
        }
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
