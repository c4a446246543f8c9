//! Parts of documents that no contract describes, kept as texts of XML: what `XmlAnyElement` takes.
//!
//! A text stands by itself. What it needs of the declarations around it is declared in it, and where it is written
//! again only what is not in scope there is declared.

use super::output::Output;
use super::tokenizer::{RawAttribute, RawNode, Tag, Tokenizer};
use crate::error::{Error, ErrorKind, Result};

/// Where nodes are written to.
pub(crate) struct Target<'t, 'o, F> {
    pub(crate) out: &'t mut Output<'o>,
    /// What line ends become.
    pub(crate) line_end: &'t str,
    /// Whether a prefix means a namespace where the nodes stand.
    pub(crate) means: F,
}

/// What a text of XML consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nodes {
    /// One element.
    Element,
    /// Texts and elements.
    Any,
}

/// Returns an element as a text of XML. Its start tag was read; its end tag is not.
pub(crate) fn element_text<'x>(tokens: &mut Tokenizer<'x>, tag: &Tag<'x>) -> Result<String> {
    let mut result = Ok(());
    let text = Output::text_of(|out| {
        let means = |prefix: &str, namespace: &str| prefix.is_empty() && namespace.is_empty();
        result = copy_element(tokens, tag, &mut Target { out, line_end: "\n", means });
    });
    result.map(|()| text)
}

/// Returns a text as XML.
pub(crate) fn escaped(text: &str) -> String {
    Output::text_of(|out| out.push_text(text, "\n"))
}

/// Returns an attribute as it stands in a tag.
pub(crate) fn attribute_text(prefix: &str, local: &str, value: &str) -> String {
    Output::text_of(|out| write_value(out, &qualified(prefix, local), value))
}

/// Returns the declaration of a prefix as it stands in a tag. The empty prefix is the default namespace's.
pub(crate) fn declaration_text(prefix: &str, namespace: &str) -> String {
    Output::text_of(|out| write_value(out, &declaration(prefix), namespace))
}

/// Returns the parts of a name with a prefix, if it has one.
fn qualified<'n>(prefix: &'n str, local: &'n str) -> [&'n str; 3] {
    [prefix, if prefix.is_empty() { "" } else { ":" }, local]
}

/// Returns the parts of the name of the attribute that declares a prefix.
fn declaration(prefix: &str) -> [&str; 3] {
    if prefix.is_empty() { qualified("", "xmlns") } else { qualified("xmlns", prefix) }
}

/// Writes a text of XML. `takes` says whether an element of this name and namespace may stand there.
pub(crate) fn write<F: Fn(&str, &str) -> bool>(
    xml: &str,
    nodes: Nodes,
    max_depth: u32,
    takes: impl Fn(&str, &str) -> bool,
    target: &mut Target<'_, '_, F>,
) -> Result<()> {
    let mut tokens = Tokenizer::new(xml, max_depth, false);
    let mut elements = 0;
    loop {
        let mut text = String::new();
        match tokens.raw_node(&mut text)? {
            RawNode::Start(tag) if elements > 0 && nodes == Nodes::Element => {
                return Err(tokens
                    .error(ErrorKind::Unexpected, "there is more than one element")
                    .at(tag.start));
            }
            RawNode::Start(tag) => {
                elements += 1;
                if !takes(tag.local, tokens.namespace_of(&tag)) {
                    let message = "XmlAnyElement names other elements than this one";
                    return Err(tokens.error(ErrorKind::Unexpected, message));
                }
                copy_element(&mut tokens, &tag, target)?;
                tokens.finish(&tag)?;
            }
            RawNode::End => return Err(tokens.syntax("there is an end tag without a start tag")),
            RawNode::Nothing if elements == 0 && nodes == Nodes::Element => {
                return Err(tokens.syntax("there is no element"));
            }
            RawNode::Nothing => return Ok(()),
            RawNode::Text | RawNode::Other(_) if nodes == Nodes::Element => {
                return Err(tokens.error(ErrorKind::Unexpected, "something else than an element stands here"));
            }
            RawNode::Text => target.out.push_text(&text, target.line_end),
            RawNode::Other(other) => target.out.push_str(other),
        }
    }
}

/// Returns the attributes or declarations of a text that has them as they stand in a tag: `a="1" xmlns:p="urn:p"`.
pub(crate) fn attributes<T>(
    text: &str,
    read: impl FnOnce(&Tokenizer<'_>, &[RawAttribute<'_>]) -> Result<T>,
) -> Result<T> {
    let tag = format!("<a {text}/>");
    let mut tokens = Tokenizer::new(&tag, 1, false);
    let tag = tokens.start_tag()?;
    if !tag.is_empty || !tokens.rest().is_empty() {
        return Err(tokens.syntax("something else than attributes stands here"));
    }
    let attributes = tokens.raw_attributes(&tag)?;
    read(&tokens, &attributes)
}

/// Writes an attribute with its value.
fn write_attribute(out: &mut Output<'_>, name: [&str; 3], value: &str) {
    out.push(' ');
    write_value(out, &name, value);
}

/// Writes the name and the value of an attribute behind the blank before it, and perhaps a prefix.
pub(crate) fn write_value(out: &mut Output<'_>, name: &[&str], value: &str) {
    for part in name {
        out.push_str(part);
    }
    out.push_str("=\"");
    super::text::write_attribute(out, value);
    out.push('"');
}

/// Copies an element up to its end tag, which is written and not read. By a list of its own, not by recursion: what
/// is copied may nest as deep as the limit allows.
fn copy_element<'x, F: Fn(&str, &str) -> bool>(
    tokens: &mut Tokenizer<'x>,
    tag: &Tag<'x>,
    target: &mut Target<'_, '_, F>,
) -> Result<()> {
    let mut declared: Vec<(&'x str, String)> = Vec::new();
    let mut open: Vec<(Tag<'x>, usize)> = Vec::new();
    copy_tag(tokens, tag, &mut declared, target)?;
    if tag.is_empty {
        return Ok(());
    }
    loop {
        let mut text = String::new();
        match tokens.raw_node(&mut text)? {
            RawNode::Start(tag) => {
                let outer = declared.len();
                copy_tag(tokens, &tag, &mut declared, target)?;
                if tag.is_empty {
                    tokens.finish(&tag)?;
                    declared.truncate(outer);
                } else {
                    open.push((tag, outer));
                }
            }
            RawNode::End => {
                let ended = open.pop();
                let name = ended.as_ref().map_or(tag.name, |(tag, _)| tag.name);
                for part in ["</", name, ">"] {
                    target.out.push_str(part);
                }
                let Some((tag, outer)) = ended else { return Ok(()) };
                tokens.finish(&tag)?;
                declared.truncate(outer);
            }
            RawNode::Text => target.out.push_text(&text, target.line_end),
            RawNode::Other(other) => target.out.push_str(other),
            RawNode::Nothing => return Err(tokens.syntax("the document ends inside an element")),
        }
    }
}

/// Copies a start tag. What it uses and nothing declares is declared at its end, the last one first.
fn copy_tag<'x, F: Fn(&str, &str) -> bool>(
    tokens: &mut Tokenizer<'x>,
    tag: &Tag<'x>,
    declared: &mut Vec<(&'x str, String)>,
    target: &mut Target<'_, '_, F>,
) -> Result<()> {
    target.out.push('<');
    target.out.push_str(tag.name);
    let attributes = tokens.raw_attributes(tag)?;
    for attribute in &attributes {
        write_attribute(target.out, qualified(attribute.prefix, attribute.local), &attribute.value);
        if let Some(prefix) = attribute.declares() {
            declared.push((prefix, attribute.value.to_string()));
        }
    }
    let of_attributes = attributes.iter().filter(|attribute| attribute.declares().is_none());
    let of_attributes = of_attributes.map(|attribute| attribute.prefix).filter(|prefix| !prefix.is_empty());
    let explicit = declared.len();
    for prefix in std::iter::once(tag.prefix).chain(of_attributes).filter(|prefix| *prefix != "xml") {
        let namespace = tokens.find_namespace(prefix).unwrap_or("");
        let is_known = match declared.iter().rev().find(|(declared, _)| *declared == prefix) {
            Some((_, declared)) => declared == namespace,
            None => (target.means)(prefix, namespace),
        };
        if !is_known {
            declared.push((prefix, namespace.to_owned()));
        }
    }
    for (prefix, namespace) in declared[explicit..].iter().rev() {
        write_attribute(target.out, declaration(prefix), namespace);
    }
    target.out.push_str(if tag.is_empty { " />" } else { ">" });
    Ok(())
}

/// Returns the error for a text of XML that cannot be written.
#[cold]
pub(crate) fn no_xml(error: &Error) -> Error {
    let message = format!("the text of XML that the member holds cannot be written: {}", error.message());
    Error::new(ErrorKind::Unrepresentable, message)
}
