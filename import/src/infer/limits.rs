//! What a sample may cost.
//!
//! Reading takes time and memory in proportion to a sample, but for what is compared with all that is near
//! it: each attribute of a tag with the others, each declared namespace with those that are in scope. These
//! have limits.

use std::fmt;

/// How much of what no service writes a sample may have. Samples beyond a limit are left out, with a note
/// that names the limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many attributes a tag can have, namespaces that it declares included; 500.
    pub attributes: usize,
    /// How many namespaces can be declared by an element and those around it together; 500.
    pub namespaces: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { attributes: 500, namespaces: 500 }
    }
}

/// A limit that a sample is beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beyond {
    Attributes(usize),
    Namespaces(usize),
}

impl fmt::Display for Beyond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attributes(most) => {
                write!(f, "a tag has more than {most} attributes (raise this by `--max-attributes`)")
            }
            Self::Namespaces(most) => {
                write!(
                    f,
                    "more than {most} namespaces are declared within each other (raise this by `--max-namespaces`)"
                )
            }
        }
    }
}

impl Limits {
    /// The limit that an XML sample is beyond, if there is one. Of what is no XML nothing is said.
    pub(crate) fn check_xml(&self, text: &str) -> Result<(), Beyond> {
        // Of each open element: how many namespaces it declares.
        let mut open: Vec<usize> = Vec::new();
        let mut in_scope = 0;
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            rest = rest.get(at + 1..).unwrap_or_default();
            let passed_over = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")];
            if let Some((_, end)) = passed_over.iter().find(|(start, _)| rest.starts_with(start)) {
                rest = rest.find(end).and_then(|at| rest.get(at + end.len()..)).unwrap_or_default();
            } else if rest.starts_with('/') {
                in_scope -= open.pop().unwrap_or(0);
            } else {
                let tag = Tag::of(rest);
                if tag.attributes > self.attributes {
                    return Err(Beyond::Attributes(self.attributes));
                }
                if in_scope + tag.namespaces > self.namespaces {
                    return Err(Beyond::Namespaces(self.namespaces));
                }
                if !tag.is_empty {
                    open.push(tag.namespaces);
                    in_scope += tag.namespaces;
                }
                rest = rest.get(tag.length..).unwrap_or_default();
            }
        }
        Ok(())
    }
}

/// What a tag says, as far as limits go.
#[derive(Debug, Default)]
struct Tag {
    length: usize,
    attributes: usize,
    /// How many of the attributes declare namespaces.
    namespaces: usize,
    is_empty: bool,
}

impl Tag {
    /// Reads the tag that a text begins with, after the `<`.
    fn of(text: &str) -> Self {
        let mut tag = Self { length: text.len(), ..Self::default() };
        let mut quote = None;
        let mut word = 0;
        for (at, byte) in text.bytes().enumerate() {
            match (quote, byte) {
                (Some(open), byte) if byte == open => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'=') => {
                    tag.attributes += 1;
                    let name = text.get(word..at).unwrap_or_default();
                    tag.namespaces += usize::from(name.starts_with("xmlns"));
                }
                (None, b'>') => {
                    tag.length = at + 1;
                    tag.is_empty =
                        at.checked_sub(1).is_some_and(|last| text.as_bytes().get(last) == Some(&b'/'));
                    return tag;
                }
                (None, byte) if byte.is_ascii_whitespace() => word = at + 1,
                _ => {}
            }
        }
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), Beyond> {
        Limits { attributes: 3, namespaces: 4 }.check_xml(text)
    }

    #[test]
    fn attributes_are_counted_by_tag() {
        assert_eq!(check("<a b='1' c='>' d = \"=\"><e b='1' c='2' d='3'/></a>"), Ok(()));
        assert_eq!(check("<a b='1' c='2' d='3' e='4'/>"), Err(Beyond::Attributes(3)));
        assert_eq!(
            check("<!-- <a b='1' c='2' d='3' e='4'/> --><a><![CDATA[<a b='1' c='2' d='3' e=''>]]></a>"),
            Ok(())
        );
    }

    #[test]
    fn namespaces_are_counted_while_they_are_in_scope() {
        let child = "<b xmlns:x='x' xmlns='y'></b><b xmlns:x='x'/>";
        assert_eq!(check(&format!("<a xmlns='a' xmlns:b='b'>{}</a>", child.repeat(9))), Ok(()));
        let deep = "<b xmlns:x='x'>".repeat(5);
        assert_eq!(check(&deep), Err(Beyond::Namespaces(4)));
    }

    #[test]
    fn broken_text_is_read_to_its_end() {
        for text in
            ["", "<", "<a", "<a b='", "</a></a>", "<!--", "<![CDATA[", "<?", "<!", "<<<>>>", "<é é='é'"]
        {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }
}
