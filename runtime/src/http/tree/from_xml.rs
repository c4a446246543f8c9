//! Reads XML documents that have no contract.

use super::{MAX_DEPTH, MAX_SIZE, Tree};
use crate::contract::decode_name;
use crate::engine::Document;
use crate::error::Result;
use crate::xml::tokenizer::{Next, Tag, Tokenizer};

/// Reads any document: the root's name and what is in it. Names are without their namespaces, and as they
/// were before `XmlConvert.EncodeLocalName`.
pub(super) fn read(text: &str) -> Result<(String, Tree)> {
    let text = Document::new(text, MAX_SIZE)?.text;
    let mut tokens = Tokenizer::new(text, MAX_DEPTH, false);
    tokens.prolog()?;
    let tag = tokens.start_tag()?;
    let tree = content_of(&tag, &mut tokens)?;
    tokens.finish(&tag)?;
    tokens.epilog()?;
    Ok((decode_name(tag.local), tree))
}

/// Reads what is in an element. Recursion is bounded: so is the depth of the document.
fn content_of<'x>(tag: &Tag<'x>, tokens: &mut Tokenizer<'x>) -> Result<Tree> {
    if tag.is_nil {
        tokens.skip_content(tag)?;
        return Ok(Tree::Null);
    }
    // Elements, unless what stands there is text.
    if tag.is_empty || !tokens.has_elements() {
        return Ok(Tree::Text(tokens.text_of(tag)?.into_owned()));
    }
    let mut members = Vec::new();
    while let Next::Start = tokens.next()? {
        let tag = tokens.start_tag()?;
        members.push((decode_name(tag.local), content_of(&tag, tokens)?));
        tokens.finish(&tag)?;
    }
    Ok(Tree::Members(members))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn shown(text: &str) -> Option<String> {
        read(text).ok().map(|(name, tree)| format!("{name} {tree}"))
    }

    #[test]
    fn elements_texts_and_nil() {
        let text = r#"<?xml version="1.0"?><!-- x --><p:A xmlns:p="urn:p" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
            <p:B> a &amp; b </p:B><!-- x --><C i:nil="true" /><D/><E><![CDATA[<]]></E><F> <G>1</G> </F>
        </p:A>"#;
        assert_eq!(shown(text).unwrap(), r#"A {"B":" a & b ","C":null,"D":"","E":"<","F":{"G":"1"}}"#);
    }

    #[test]
    fn malformed_documents_are_refused() {
        for text in
            ["", "x", "<a>", "<a></b>", "<a/><b/>", "<a>x<b/></a>", "<a><b/>x</a>", "<!DOCTYPE a><a/>"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
