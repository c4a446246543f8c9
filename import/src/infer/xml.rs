//! XML samples: what they show of contracts.

use std::collections::HashSet;

use super::cut_xml;
use datacontract::contract::{SER, XSI};

/// How deeply elements may nest.
const MAX_DEPTH: usize = 128;

/// The prefixes of `XmlSerializer`: it declares both on the root, where data contracts declare `i`.
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// An element.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    pub(crate) namespace: String,
    /// As on the wire: encoded.
    pub(crate) name: String,
    /// The namespaces that the element declares under prefixes, in order: its type's first.
    pub(crate) declared: Vec<String>,
    pub(crate) nil: bool,
    /// `z:Id`
    pub(crate) id: Option<String>,
    /// `z:Ref`: the content stands elsewhere.
    pub(crate) refers: Option<String>,
    /// `i:type`: namespace and name.
    pub(crate) instance: Option<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

/// What an XML sample is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Document {
    /// Of `DataContractSerializer`.
    Contract {
        root: Box<Element>,
        /// How many elements are open where the text is cut off, one in the other; 0 if it is whole.
        open: usize,
    },
    /// Of `XmlSerializer`, whose rules are others. The name of the root is its type's.
    OtherSerializer { root: String },
}

/// Reads a sample; gives nothing if it is no XML. Of a sample that is cut off, what there is counts.
pub(crate) fn parse(text: &str) -> Option<Document> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if let Ok(document) = roxmltree::Document::parse(text) {
        return read(&document, 0);
    }
    let closed = cut_xml::close(text)?;
    read(&roxmltree::Document::parse(&closed.text).ok()?, closed.open)
}

fn read(document: &roxmltree::Document<'_>, open: usize) -> Option<Document> {
    let root = document.root_element();
    let declares = |wanted: &str, prefix: &str| {
        root.namespaces().any(|namespace| namespace.uri() == wanted && namespace.name() == Some(prefix))
    };
    if declares(XSD, "xsd") || declares(XSI, "xsi") || is_bare_value(root) {
        return Some(Document::OtherSerializer { root: decode(root.tag_name().name()) });
    }
    element(root, 0).map(|root| Document::Contract { root: Box::new(root), open })
}

/// Returns whether a root is a value of a built-in type without the namespace that data contracts give it:
/// `<string>..</string>`.
fn is_bare_value(root: roxmltree::Node<'_, '_>) -> bool {
    const BUILT_IN: &[&str] = &[
        "string",
        "int",
        "long",
        "short",
        "boolean",
        "decimal",
        "double",
        "float",
        "dateTime",
        "guid",
        "char",
        "byte",
        "unsignedByte",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "base64Binary",
    ];
    root.tag_name().namespace().is_none()
        && root.namespaces().all(|namespace| namespace.name() == Some("xml"))
        && BUILT_IN.contains(&root.tag_name().name())
        && root.first_element_child().is_none()
}

/// Reads the start tag of a sample's root alone, which is there even if the sample is cut off; none of
/// another serialiser's.
pub(crate) fn root(text: &str) -> Option<Element> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(after) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!--")) {
        rest = after.split_once('>')?.1.trim_start();
    }
    let end = rest.find('>').filter(|_| rest.starts_with('<'))?;
    let tag = rest.get(..end)?.trim_end_matches('/');
    match parse(&format!("{tag}/>"))? {
        Document::Contract { root, .. } => Some(*root),
        Document::OtherSerializer { .. } => None,
    }
}

fn element(node: roxmltree::Node<'_, '_>, depth: usize) -> Option<Element> {
    if depth > MAX_DEPTH {
        return None;
    }
    let declared = declared(node);
    let instance = node.attribute((XSI, "type")).map(|text| match text.split_once(':') {
        Some((prefix, name)) => {
            (node.lookup_namespace_uri(Some(prefix)).unwrap_or_default().to_owned(), name.to_owned())
        }
        None => (node.lookup_namespace_uri(None).unwrap_or_default().to_owned(), text.to_owned()),
    });
    let mut children = Vec::new();
    for child in node.children().filter(roxmltree::Node::is_element) {
        children.push(element(child, depth + 1)?);
    }
    let text = if children.is_empty() { node.text().unwrap_or_default().to_owned() } else { String::new() };
    Some(Element {
        namespace: node.tag_name().namespace().unwrap_or_default().to_owned(),
        name: node.tag_name().name().to_owned(),
        declared,
        nil: matches!(node.attribute((XSI, "nil")), Some("true" | "1")),
        id: node.attribute((SER, "Id")).map(str::to_owned),
        refers: node.attribute((SER, "Ref")).map(str::to_owned),
        instance,
        text,
        children,
    })
}

/// The namespaces that an element declares under generated prefixes, in order.
fn declared(node: roxmltree::Node<'_, '_>) -> Vec<String> {
    let here = node.namespaces();
    let outer = node.parent_element().map(|parent| parent.namespaces());
    // An element that declares none has those of its parent.
    if outer.as_ref().is_some_and(|outer| {
        outer.len() == here.len() && outer.clone().zip(here.clone()).all(|(a, b)| std::ptr::eq(a, b))
    }) {
        return Vec::new();
    }
    let outer: HashSet<_> =
        outer.into_iter().flatten().map(|namespace| (namespace.name(), namespace.uri())).collect();
    here.filter(|namespace| {
        namespace.name().is_some_and(is_generated_prefix)
            && !outer.contains(&(namespace.name(), namespace.uri()))
    })
    .map(|namespace| namespace.uri().to_owned())
    .collect()
}

/// `d2p1`: depth and number. Others (`i`, `z`) say nothing about contracts.
fn is_generated_prefix(prefix: &str) -> bool {
    let rest = prefix.strip_prefix('d');
    rest.and_then(|rest| rest.split_once('p')).is_some_and(|(depth, number)| {
        !depth.is_empty()
            && !number.is_empty()
            && depth.bytes().chain(number.bytes()).all(|byte| byte.is_ascii_digit())
    })
}

/// The name before it was encoded: `_x0031_st` is `1st`.
pub(crate) fn decode(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find("_x") {
        out.push_str(rest.get(..at).unwrap_or_default());
        let after = rest.get(at + 2..).unwrap_or_default();
        let found = [4, 8].into_iter().find_map(|digits| {
            let code = after.get(..digits).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
            let c = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            Some((c, after.get(digits..)?.strip_prefix('_')?))
        });
        if let Some((c, after)) = found {
            out.push(c);
            rest = after;
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// What a `[Serializable]` class calls the field behind a property: `<Name>k__BackingField`.
pub(crate) fn backing_field(name: &str) -> Option<&str> {
    name.strip_prefix('<')?.strip_suffix(">k__BackingField")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_of_types_are_told_from_others() {
        let text = r#"<A xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:a">
            <B xmlns:d2p1="urn:b"><d2p1:C i:nil="true" /></B></A>"#;
        let Some(Document::Contract { root, .. }) = parse(text) else { panic!("no contract") };
        assert!(root.declared.is_empty());
        let b = root.children.first().expect("B");
        assert_eq!(b.declared, ["urn:b"]);
        let c = b.children.first().expect("C");
        assert!(c.nil && c.declared.is_empty() && c.namespace == "urn:b");
    }

    #[test]
    fn another_serialiser_is_known_by_its_prefixes() {
        let text = r#"<A xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"/>"#;
        assert_eq!(parse(text), Some(Document::OtherSerializer { root: "A".to_owned() }));
        assert_eq!(parse("no XML"), None);
    }

    #[test]
    fn names_are_decoded() {
        for (encoded, name) in [
            ("_x0031_st", "1st"),
            ("with_x0020_space", "with space"),
            ("_x0001F642_", "🙂"),
            ("_xy_", "_xy_"),
            ("_x_x0041_", "_xA"),
        ] {
            assert_eq!(decode(encoded), name, "{encoded}");
        }
        assert_eq!(backing_field(&decode("_x003C_Id_x003E_k__BackingField")), Some("Id"));
    }
}
