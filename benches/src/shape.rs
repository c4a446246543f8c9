//! The same document in other words: what a reader may meet.

use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How a document is written.
#[derive(Clone, Copy, Default)]
pub struct Style {
    /// A line for each element, two blanks a level, as help pages show it.
    pub indented: bool,
    /// All namespaces are declared by the root, and each name has a prefix.
    pub prefixed: bool,
    /// The members of each object stand in reverse.
    pub reversed: bool,
}

/// Writes a document in another style.
pub fn restyle(text: &str, style: Style) -> Result<String, roxmltree::Error> {
    let document = Document::parse(text)?;
    let mut namespaces: Vec<&str> = document
        .descendants()
        .filter(Node::is_element)
        .flat_map(|node| {
            let attributes = node.attributes().filter_map(|attribute| attribute.namespace());
            node.tag_name().namespace().into_iter().chain(attributes)
        })
        .collect();
    namespaces.sort_unstable();
    namespaces.dedup();
    let prefixes = namespaces.into_iter().zip(["q", "r", "s", "t"]).collect();
    let mut writer = Writer { style, prefixes, out: String::with_capacity(text.len() * 2) };
    writer.element(document.root_element(), 0);
    Ok(writer.out)
}

struct Writer<'d> {
    style: Style,
    prefixes: BTreeMap<&'d str, &'static str>,
    out: String,
}

impl<'d> Writer<'d> {
    fn element(&mut self, node: Node<'d, 'd>, depth: usize) {
        let name = self.name(node);
        let _ = write!(self.out, "<{name}");
        self.declarations(node, depth);
        for attribute in node.attributes() {
            let prefix = attribute.namespace().map_or("", |uri| match self.style.prefixed {
                true => self.prefixes[uri],
                false => "i",
            });
            let colon = if prefix.is_empty() { "" } else { ":" };
            let _ = write!(self.out, r#" {prefix}{colon}{}="{}""#, attribute.name(), attribute.value());
        }
        if !node.has_children() {
            // An empty text is not nil; an element without a text is told from it by `i:nil`.
            self.out.push_str(" />");
            return;
        }
        self.out.push('>');
        let mut children: Vec<Node<'d, 'd>> = node.children().filter(Node::is_element).collect();
        if children.is_empty() {
            escape(node.text().unwrap_or_default(), &mut self.out);
        }
        // Items stay in their order.
        let is_list = ["Leads", "Contents"].contains(&node.tag_name().name());
        if self.style.reversed && !is_list {
            children.reverse();
        }
        for child in &children {
            self.line(depth + 1);
            self.element(*child, depth + 1);
        }
        if !children.is_empty() {
            self.line(depth);
        }
        let _ = write!(self.out, "</{name}>");
    }

    fn name(&self, node: Node<'d, 'd>) -> String {
        let name = node.tag_name();
        match name.namespace() {
            Some(uri) if self.style.prefixed => format!("{}:{}", self.prefixes[uri], name.name()),
            _ => name.name().to_owned(),
        }
    }

    fn declarations(&mut self, node: Node<'d, 'd>, depth: usize) {
        if self.style.prefixed {
            if depth == 0 {
                for (uri, prefix) in &self.prefixes {
                    let _ = write!(self.out, r#" xmlns:{prefix}="{uri}""#);
                }
            }
            return;
        }
        if depth == 0 {
            self.out.push_str(r#" xmlns:i="http://www.w3.org/2001/XMLSchema-instance""#);
        }
        let uri = node.tag_name().namespace();
        if let Some(uri) =
            uri.filter(|_| node.parent_element().is_none_or(|parent| parent.tag_name().namespace() != uri))
        {
            let _ = write!(self.out, r#" xmlns="{uri}""#);
        }
    }

    fn line(&mut self, depth: usize) {
        if self.style.indented {
            self.out.push('\n');
            (0..depth).for_each(|_| self.out.push_str("  "));
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
}
