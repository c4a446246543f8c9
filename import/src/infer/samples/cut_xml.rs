//! XML samples whose end is missing: what stands before the cut is well-formed XML once its elements are
//! closed.

use datacontract::contract::Serializer;

use crate::page::NameEnd;

/// A sample that was closed where it is cut off.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Closed<'t> {
    pub(crate) text: String,
    /// How many elements are open where the text ends, one in the other.
    pub(crate) open: usize,
    pub(crate) innermost: Innermost,
    /// The declaration of a namespace in the innermost element, if the sample is cut off in it.
    pub(crate) declared: Option<CutDeclaration>,
    /// What there is of the name of the next element in that one, if the sample is cut off in its tag.
    pub(crate) begun_name: Option<&'t str>,
}

/// A declaration of a namespace that a sample is cut off in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CutDeclaration {
    /// Of the namespace of the element's type, with what there is of it.
    OfType(String),
    /// Of the element's own namespace, which is another one than that around it.
    OfElement,
}

/// What a sample shows of the innermost element that is open where it is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Innermost {
    /// Its start tag alone: what stands of its text may go on behind the cut.
    StartTag,
    /// Some of its elements, or it is the root.
    Content,
}

/// Closes the elements of a sample that is cut off. The text of the last element is left out if it may go on behind
/// the cut; its start tag stays. Returns nothing if the text is whole, or has no complete start tag.
pub(crate) fn close(text: &str) -> Option<Closed<'_>> {
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    // Where the last complete tag ends, and whether it was a start tag.
    let (mut end, mut after_start) = (0, false);
    while let Some(found) = text.get(at..)?.find('<') {
        let start = at + found;
        let Some(length) = tag_length(&text[start..]) else { break };
        let tag = &text[start..start + length];
        at = start + length;
        if tag.starts_with("<?") || tag.starts_with("<!") {
            continue;
        }
        end = at;
        after_start = false;
        if tag.starts_with("</") {
            // An end without a start is not a cut but a mistake.
            open.pop()?;
        } else if !tag.ends_with("/>") {
            open.push(name(tag));
            after_start = true;
        }
    }
    // `<A>1</` has all of its text; `<A>1` may go on.
    let is_in_end_tag = text.get(end..).is_some_and(|rest| rest.contains("</"));
    let mut innermost = Innermost::Content;
    if after_start && is_in_end_tag {
        end += text.get(end..)?.find("</")?;
    } else if after_start && open.len() > 1 {
        innermost = Innermost::StartTag;
    }
    if open.is_empty() {
        return None;
    }
    let last_tag = text.get(at..).and_then(|rest| rest.get(rest.find('<')?..));
    let cut_tag = last_tag.and_then(declaration_cut_off);
    let begun_name = last_tag.filter(|_| cut_tag.is_none()).and_then(begun_name);
    let mut closed = text.get(..end)?.to_owned();
    let mut declared = None;
    if let Some((name, declaration)) = cut_tag {
        closed.push('<');
        closed.push_str(name);
        closed.push('>');
        open.push(name);
        innermost = Innermost::StartTag;
        declared = Some(declaration);
    }
    for name in open.iter().rev() {
        closed.push_str("</");
        closed.push_str(name);
        closed.push('>');
    }
    // The element whose end tag is cut is whole.
    let open = open.len() - usize::from(is_in_end_tag && after_start);
    Some(Closed { text: closed, open, innermost, declared, begun_name })
}

/// Returns what there is of an element's name in a start tag that is cut off.
fn begun_name(tag: &str) -> Option<&str> {
    let rest = tag.strip_prefix('<')?;
    let name = rest.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    let name = name.rsplit(':').next().unwrap_or_default();
    name.starts_with(|c: char| c.is_alphabetic() || c == '_').then_some(name)
}

/// Reads a start tag that is cut off in the namespace that it declares first: its type's, which is another one than
/// that of the class around it, or the element's own. Returns the element's name and the declaration.
fn declaration_cut_off(tag: &str) -> Option<(&str, CutDeclaration)> {
    let (name, attributes) = tag.strip_prefix('<')?.split_once(char::is_whitespace)?;
    let is_name =
        name.starts_with(|c: char| c.is_alphabetic() || c == '_') && !name.contains(['<', '>', '=', '"']);
    let is_cut = |namespace: &str| !namespace.contains(['"', '<', '>']);
    let declared = attributes.trim_start().strip_prefix("xmlns")?;
    let declaration = if let Some(own) = declared.strip_prefix('=') {
        is_cut(own.strip_prefix('"').unwrap_or(own)).then_some(CutDeclaration::OfElement)?
    } else {
        // The prefix of a name in another namespace is declared further up, and closes as it opens.
        let (prefix, namespace) = declared.strip_prefix(':')?.split_once("=\"")?;
        let is_of_type = !namespace.is_empty() && is_cut(namespace) && is_generated_prefix(prefix);
        is_of_type.then(|| CutDeclaration::OfType(namespace.to_owned()))?
    };
    is_name.then_some((name, declaration))
}

/// Returns whether a prefix is one that .NET makes, of depth and number: `d2p1`. Others (`i`, `z`) say nothing about
/// contracts.
pub(crate) fn is_generated_prefix(prefix: &str) -> bool {
    let rest = prefix.strip_prefix('d');
    rest.and_then(|rest| rest.split_once('p')).is_some_and(|(depth, number)| {
        !depth.is_empty()
            && !number.is_empty()
            && depth.bytes().chain(number.bytes()).all(|byte| byte.is_ascii_digit())
    })
}

/// What the first start tag of a sample shows that is cut off in it, or behind that of a list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CutRoot<'t> {
    pub(crate) name: &'t str,
    pub(crate) name_end: NameEnd,
    /// What there is of the default namespace.
    pub(crate) namespace: &'t str,
    /// The namespace is there to its end.
    pub(crate) is_whole: bool,
    /// What wrote the sample, if what is declared shows it.
    pub(crate) serializer: Option<Serializer>,
}

/// Reads the first start tag of a sample that is cut off in it.
pub(crate) fn cut_root(text: &str) -> Option<CutRoot<'_>> {
    let tag = text.trim_start_matches('\u{feff}').trim();
    if tag_length(tag).is_some() {
        return None;
    }
    let rest =
        tag.strip_prefix('<').filter(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '_'))?;
    let (end, name_end) = match rest.find(char::is_whitespace) {
        Some(end) => (end, NameEnd::Shown),
        None => (rest.len(), NameEnd::Open),
    };
    let (name, attributes) = rest.split_at(end);
    let is_name = !name.contains(['<', '>', '/', ':', '=', '"', '\'']);
    let declared = attributes.split_once(" xmlns=\"").map_or("", |(_, value)| value);
    let (namespace, is_whole) =
        declared.split_once('"').map_or((declared, false), |(whole, _)| (whole, true));
    let declares = |prefix: &str| attributes.contains(&format!(" xmlns:{prefix}=\""));
    let serializer = if declares("xsi") || declares("xsd") {
        Some(Serializer::XmlSerializer)
    } else if declares("i") {
        Some(Serializer::DataContractSerializer)
    } else {
        None
    };
    is_name.then_some(CutRoot { name, name_end, namespace, is_whole, serializer })
}

/// The length of the tag, comment or instruction that the text begins with; nothing if its end is missing.
fn tag_length(text: &str) -> Option<usize> {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(start) {
            return text.find(end).map(|at| at + end.len());
        }
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            // A `<` in a tag: the tag was cut, and something else follows.
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('<');
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(text: &str) -> Option<(String, usize)> {
        close(text).map(|closed| (closed.text, closed.open))
    }

    #[test]
    fn open_elements_are_closed() {
        for (cut, whole, open) in [
            ("<A><B>1</B><C>2", "<A><B>1</B><C></C></A>", 2),
            ("<A><B>1</B><C>", "<A><B>1</B><C></C></A>", 2),
            ("<A><B>1</B><C", "<A><B>1</B></A>", 1),
            ("<A><B>1</B", "<A><B>1</B></A>", 1),
            ("<A><B>1</", "<A><B>1</B></A>", 1),
            ("<A><B><C>1</C>", "<A><B><C>1</C></B></A>", 2),
            ("<A x=\"y\">\n  <B n=\"<>\" />\n  <", "<A x=\"y\">\n  <B n=\"<>\" /></A>", 1),
            ("<?xml version=\"1.0\"?><A>", "<?xml version=\"1.0\"?><A></A>", 1),
        ] {
            assert_eq!(closed(cut), Some((whole.to_owned(), open)), "{cut}");
        }
    }

    #[test]
    fn the_start_of_a_name_is_kept() {
        for (cut, begun) in [
            ("<A><Lab", Some("Lab")),
            ("<A><B>1</B><p:Lab", Some("Lab")),
            ("<A><Lab i:ni", Some("Lab")),
            ("<A><B>1</B", None),
            ("<A><", None),
            ("<A>", None),
            ("<A><B xmlns:d2p1=\"http", None),
        ] {
            assert_eq!(close(cut).and_then(|closed| closed.begun_name), begun, "{cut}");
        }
    }

    #[test]
    fn other_texts_are_no_cut_samples() {
        for text in ["", "<A", "<A />", "<A></A>", "</A>", "<A></A></A>", "no XML"] {
            assert_eq!(closed(text), None, "{text}");
        }
    }
}
