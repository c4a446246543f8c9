//! Documents as nobody writes them, and in all layouts.

use datacontract::contract::Serializer;
use datacontract::xml::WriteOptions;
use datacontract_tests::arbitrary::Choices;
use roxmltree::Node;
use std::fmt::Write as _;

/// What makes a difference to a reader.
pub(crate) const MODES: [(bool, bool, u32); 5] =
    [(false, true, 256), (true, true, 256), (false, false, 256), (false, true, 2), (true, false, 3)];

/// What may be anywhere in a document, by mistake or by malice.
pub(crate) const ODDITIES: [&str; 30] = [
    "<",
    ">",
    "&",
    "/",
    "\"",
    "'",
    "-",
    "0",
    "x",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{fffe}",
    "é",
    "😀",
    "&amp;",
    "&#x41;",
    "]]>",
    "<!-- - -->",
    "<![CDATA[1]]>",
    "<?x y?>",
    "<X/>",
    "<X>1</X>",
    "</X>",
    " i:nil=\"true\"",
    " xmlns=\"urn:other\"",
    "99999999999999999999",
    "<!DOCTYPE x>",
];

pub(crate) fn write_options(serializer: Serializer) -> WriteOptions<'static> {
    let mut options = WriteOptions::default();
    options.serializer = serializer;
    options
}

/// How a document is laid out.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    is_indented: bool,
    is_prefixed: bool,
    is_reversed: bool,
}

/// Returns a document in another layout; items of collections change their order too.
pub(crate) fn laid_out(text: &str, layout: Layout) -> String {
    let document = roxmltree::Document::parse(text).expect("it was written");
    let mut namespaces: Vec<&str> = Vec::new();
    for namespace in document.descendants().filter_map(|node| node.tag_name().namespace()) {
        if !namespaces.contains(&namespace) {
            namespaces.push(namespace);
        }
    }
    let mut out = String::new();
    lay_out(document.root_element(), (layout, &namespaces), 0, &mut out);
    out
}

fn lay_out(node: Node<'_, '_>, (layout, namespaces): (Layout, &[&str]), depth: usize, out: &mut String) {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let namespace = node.tag_name().namespace().unwrap_or("");
    let prefix =
        |namespace: &str| format!("n{}", namespaces.iter().position(|&n| n == namespace).unwrap_or(99));
    let mut name = node.tag_name().name().to_owned();
    if layout.is_prefixed && !namespace.is_empty() {
        name = format!("{}:{name}", prefix(namespace));
    }
    let _ = write!(out, "<{name}");
    if depth == 0 {
        out.push_str(" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"");
        for namespace in namespaces {
            let _ = write!(out, " xmlns:{}=\"{}\"", prefix(namespace), escaped(namespace));
        }
    }
    let around = node.parent_element().map_or("", |parent| parent.tag_name().namespace().unwrap_or(""));
    if !layout.is_prefixed && namespace != around {
        let _ = write!(out, " xmlns=\"{}\"", escaped(namespace));
    }
    for attribute in node.attributes() {
        let value = match attribute.value().split_once(':') {
            Some((declared, local)) if attribute.name() == "type" => {
                let namespace = node.lookup_namespace_uri(Some(declared)).unwrap_or("");
                let _ = write!(out, " xmlns:t=\"{}\"", escaped(namespace));
                format!("t:{local}")
            }
            _ => attribute.value().to_owned(),
        };
        let of = attribute.namespace().unwrap_or("");
        let _ = write!(out, " xmlns:q=\"{of}\" q:{}=\"{}\"", attribute.name(), escaped(&value));
    }
    let mut children: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
    if layout.is_reversed {
        children.reverse();
    }
    let text = node.text().filter(|_| children.is_empty()).unwrap_or("");
    let _ = write!(out, ">{}", escaped(text));
    for child in &children {
        if layout.is_indented {
            let _ = write!(out, "\n{:width$}", "", width = 3 * (depth + 1));
        }
        lay_out(*child, (layout, namespaces), depth + 1, out);
    }
    if layout.is_indented && !children.is_empty() {
        let _ = write!(out, "\r\n{:width$}", "", width = 3 * depth);
    }
    let _ = write!(out, "</{name}>");
}

pub(crate) const LAYOUTS: [Layout; 6] = [
    Layout { is_indented: false, is_prefixed: false, is_reversed: false },
    Layout { is_indented: true, is_prefixed: false, is_reversed: false },
    Layout { is_indented: false, is_prefixed: true, is_reversed: false },
    Layout { is_indented: false, is_prefixed: false, is_reversed: true },
    Layout { is_indented: true, is_prefixed: true, is_reversed: false },
    Layout { is_indented: true, is_prefixed: true, is_reversed: true },
];

/// Puts something elsewhere, takes something away, says something twice.
pub(crate) fn spoil(text: &mut String, choices: &mut Choices) {
    let boundary = |choices: &mut Choices, text: &str| {
        let place = choices.below(text.len() + 1);
        (0..=place).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0)
    };
    let (a, b) = (boundary(choices, text), boundary(choices, text));
    let (start, end) = (a.min(b), a.max(b));
    let elements: Vec<std::ops::Range<usize>> = match roxmltree::Document::parse(text) {
        Ok(document) => document.root_element().descendants().skip(1).map(|node| node.range()).collect(),
        Err(_) => Vec::new(),
    };
    match choices.below(6) {
        0 => text.insert_str(start, choices.one_of::<&str>(&ODDITIES)),
        1 if end - start < 8 => text.replace_range(start..end, ""),
        1 => {
            if let Some(c) = text[start..].chars().next() {
                text.replace_range(start..start + c.len_utf8(), "");
            }
        }
        2 => text.truncate(end),
        // An element twice, an element less, an element elsewhere.
        which if !elements.is_empty() => {
            let element = choices.one_of(&elements).clone();
            let copy = text[element.clone()].to_owned();
            let target = choices.one_of(&elements).clone();
            match which {
                3 => text.replace_range(element, ""),
                4 => text.insert_str(element.start, &copy),
                _ => text.insert_str(target.start, &copy),
            }
        }
        _ => text.insert(start, ' '),
    }
}
