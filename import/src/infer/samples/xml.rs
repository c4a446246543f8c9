//! XML samples: what they show of contracts.

use std::collections::HashSet;

use super::{
    cut_xml::{self, CutDeclaration, Innermost},
    elements,
};
use datacontract::contract::{ARRAYS, DC, SER, Serializer, XSD, XSI};

/// How deeply elements may nest.
const MAX_DEPTH: usize = 128;

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
    pub(crate) node: Node,
    /// The sample is cut off behind its start tag: nothing is known of what stands in it.
    pub(crate) is_cut: bool,
    /// The declaration of a namespace that the sample is cut off in.
    pub(crate) cut_declaration: Option<CutDeclaration>,
    /// What there is of the name of its next child, in whose tag the sample is cut off: encoded.
    pub(crate) begun_child: Option<String>,
}

/// What stands for a member in the XML of `XmlSerializer`. To `DataContractSerializer` all are elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    #[default]
    Element,
    /// `XmlAttribute`
    Attribute,
    /// `XmlText`: the text of the object's element.
    Text,
    /// `XmlElement` of a list: its items stand among the members, without an element around them.
    Items,
}

/// An XML sample.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    pub(crate) root: Element,
    /// How many elements are open where the text is cut off, one in the other; 0 if all values are whole.
    pub(crate) open: usize,
    /// The text ends before its root does.
    pub(crate) cut_off: bool,
}

/// Reads a sample as one of a serializer's; gives nothing if it is no XML. Of a sample that is cut off, what
/// there is counts.
pub(crate) fn parse(text: &str, serializer: Serializer) -> Option<Document> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if let Ok(document) = roxmltree::Document::parse(text) {
        let root = element(document.root_element(), 0, serializer)?;
        return Some(Document { root, open: 0, cut_off: false });
    }
    let closed = cut_xml::close(text)?;
    let document = roxmltree::Document::parse(&closed.text).ok()?;
    let mut root = element(document.root_element(), 0, serializer)?;
    if let Some(innermost) = innermost(&mut root, closed.open) {
        innermost.begun_child = closed.begun_name.map(str::to_owned);
        if closed.innermost == Innermost::StartTag {
            innermost.is_cut = true;
            innermost.cut_declaration = closed.declared;
        }
    }
    Some(Document { root, open: closed.open, cut_off: true })
}

/// Returns the innermost of so many elements that are open at the end of a sample.
fn innermost(root: &mut Element, open: usize) -> Option<&mut Element> {
    let mut innermost = root;
    for _ in 1..open {
        // The items of a list that stand among the members are put into one element.
        let is_list = innermost.children.last().is_some_and(|last| last.node == Node::Items);
        for _ in 0..=usize::from(is_list) {
            innermost = innermost.children.last_mut()?;
        }
    }
    Some(innermost)
}

/// Returns which serializer wrote a sample, as far as the start tag of its root shows it. `XmlSerializer`
/// declares `xsi` and `xsd` there, calls built-in types by bare names, and writes attributes for members;
/// `DataContractSerializer` declares `i`, and has namespaces of its own.
pub(crate) fn serializer(text: &str) -> Option<Serializer> {
    let Some(tag) = start_tag(text) else { return cut_xml::cut_root(text)?.serializer };
    let document = roxmltree::Document::parse(&tag).ok()?;
    let root = document.root_element();
    let declares = |wanted: &str, prefix: &str| {
        root.namespaces().any(|namespace| namespace.uri() == wanted && namespace.name() == Some(prefix))
    };
    if declares(XSD, "xsd") || declares(XSI, "xsi") {
        return Some(Serializer::XmlSerializer);
    }
    let namespace = root.tag_name().namespace().unwrap_or_default();
    let is_of_contracts = namespace.starts_with(DC) || [SER, ARRAYS].contains(&namespace);
    if is_of_contracts || declares(XSI, "i") {
        return Some(Serializer::DataContractSerializer);
    }
    if root.attributes().any(|attribute| attribute.namespace().is_none()) {
        return Some(Serializer::XmlSerializer);
    }
    let is_built_in = elements::by_element(root.tag_name().name()).is_some();
    (is_bare(root) && is_built_in).then_some(Serializer::XmlSerializer)
}

/// Returns whether an element has neither a namespace nor an attribute, and declares no namespace.
fn is_bare(element: roxmltree::Node<'_, '_>) -> bool {
    let declares_none = element.namespaces().all(|namespace| namespace.name() == Some("xml"));
    element.tag_name().namespace().is_none_or(str::is_empty)
        && declares_none
        && element.attributes().len() == 0
}

/// Returns whether the root of a sample declares nothing, although it is none of a built-in type: both serializers
/// declare the namespace of `xsi:nil` in each root with members.
pub(crate) fn declares_nothing(text: &str) -> bool {
    let Some(tag) = start_tag(text) else { return false };
    let document = roxmltree::Document::parse(&tag);
    document.is_ok_and(|document| is_bare(document.root_element())) && serializer(text).is_none()
}

/// Returns a sample of `XmlSerializer` with what it declares in roots by itself, if the root lacks some of that. It
/// declares nothing in the root of a built-in type or an enum.
pub(crate) fn add_usual_declarations(text: &str) -> Option<String> {
    let tag = start_tag(text)?;
    let document = roxmltree::Document::parse(text).ok()?;
    let root = document.root_element();
    let is_simple = root.attributes().len() == 0 && root.first_element_child().is_none();
    if is_simple {
        return None;
    }
    let missing: String = [("xsi", XSI), ("xsd", XSD)]
        .into_iter()
        .filter(|(_, uri)| root.namespaces().all(|namespace| namespace.uri() != *uri))
        // Something else may be called so.
        .filter(|(prefix, _)| root.namespaces().all(|namespace| namespace.name() != Some(prefix)))
        .flat_map(|(prefix, uri)| [" xmlns:", prefix, "=\"", uri, "\""])
        .collect();
    let tag = tag.strip_suffix("/>").filter(|_| !missing.is_empty())?;
    let name = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let at = text.find(tag)? + name;
    let (before, behind) = text.split_at_checked(at)?;
    Some(format!("{before}{missing}{behind}"))
}

/// Returns the start tag of a sample's root as an empty element. It is there even if the sample is cut off.
fn start_tag(text: &str) -> Option<String> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(after) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!--")) {
        rest = after.split_once('>')?.1.trim_start();
    }
    let end = rest.find('>').filter(|_| rest.starts_with('<'))?;
    let tag = rest.get(..end)?.trim_end_matches('/');
    Some(format!("{tag}/>"))
}

/// Reads the start tag of a sample's root alone; none of a sample of `XmlSerializer`, which shows nothing of
/// contracts.
pub(crate) fn root(text: &str) -> Option<Element> {
    if serializer(text) == Some(Serializer::XmlSerializer) {
        return None;
    }
    let tag = start_tag(text)?;
    parse(&tag, Serializer::DataContractSerializer).map(|document| document.root)
}

fn element(node: roxmltree::Node<'_, '_>, depth: usize, serializer: Serializer) -> Option<Element> {
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
        children.push(element(child, depth + 1, serializer)?);
    }
    let mut text =
        if children.is_empty() { node.text().unwrap_or_default().to_owned() } else { String::new() };
    if serializer == Serializer::XmlSerializer {
        children = with_attributes_and_text(node, children, &mut text);
    }
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
        node: Node::Element,
        is_cut: false,
        cut_declaration: None,
        begun_child: None,
    })
}

/// Returns what stands for the members of an object that `XmlSerializer` wrote: its attributes, then its
/// text if it has one beside others, then its elements. Those of one name that follow each other are the
/// items of a list, unless the object has nothing else: then it looks like a list itself.
fn with_attributes_and_text(
    node: roxmltree::Node<'_, '_>,
    elements: Vec<Element>,
    text: &mut String,
) -> Vec<Element> {
    let of_instance = |attribute: &roxmltree::Attribute<'_, '_>| {
        attribute.namespace() == Some(XSI) && matches!(attribute.name(), "nil" | "type")
    };
    let attributes = node.attributes().filter(|attribute| !of_instance(attribute));
    let mut nodes: Vec<Element> = attributes
        .map(|attribute| Element {
            namespace: attribute.namespace().unwrap_or_default().to_owned(),
            name: attribute.name().to_owned(),
            text: attribute.value().to_owned(),
            node: Node::Attribute,
            ..Element::default()
        })
        .collect();
    let is_text = |node: &roxmltree::Node<'_, '_>| node.is_text();
    let own: String = node.children().filter(is_text).filter_map(|node| node.text()).collect();
    let has_others = !nodes.is_empty() || !elements.is_empty();
    if has_others && !own.trim().is_empty() {
        nodes.push(Element { text: own, node: Node::Text, ..Element::default() });
        text.clear();
    }
    let is_alike = elements.windows(2).all(|pair| matches!(pair, [a, b] if a.is_called_as(b)));
    if nodes.is_empty() && is_alike {
        elements
    } else {
        nodes.into_iter().chain(in_lists(elements)).collect()
    }
}

/// Puts elements of one name that follow each other into one, as the items of a list.
pub(crate) fn in_lists(elements: Vec<Element>) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::with_capacity(elements.len());
    for element in elements {
        match found.last_mut() {
            Some(last) if last.is_called_as(&element) && last.node == Node::Items => {
                last.children.push(element);
            }
            Some(last) if last.is_called_as(&element) && last.node == Node::Element => {
                let first = std::mem::take(last);
                *last = first.into_items();
                last.children.push(element);
            }
            _ => found.push(element),
        }
    }
    found
}

/// What keeps the identity of an object in XML, as `z:Id` and `z:Ref`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeptBy {
    /// `IsReference` of its class: the identity is `i1`, `i2` and so on.
    Class,
    /// A serializer that preserves the references to all objects: it is 1, 2 and so on.
    Serializer,
}

impl Element {
    /// Returns what there is of its type's namespace, if the sample is cut off in that.
    pub(crate) fn cut_namespace_of_type(&self) -> Option<&String> {
        match &self.cut_declaration {
            Some(CutDeclaration::OfType(start)) => Some(start),
            Some(CutDeclaration::OfElement) | None => None,
        }
    }

    /// Returns whether the sample is cut off in the namespace that it declares for itself: another one than that of the
    /// elements around it.
    pub(crate) fn ends_in_namespace(&self) -> bool {
        self.cut_declaration == Some(CutDeclaration::OfElement)
    }

    /// Returns what keeps its identity, if it has one.
    pub(crate) fn kept_by(&self) -> Option<KeptBy> {
        let identity = self.id.as_ref().or(self.refers.as_ref())?;
        let is_number = !identity.is_empty() && identity.bytes().all(|byte| byte.is_ascii_digit());
        Some(if is_number { KeptBy::Serializer } else { KeptBy::Class })
    }

    /// Returns whether the serializer keeps the identity of an object in it.
    pub(crate) fn preserves_references(&self) -> bool {
        self.kept_by() == Some(KeptBy::Serializer) || self.children.iter().any(Self::preserves_references)
    }

    pub(crate) fn is_called_as(&self, other: &Self) -> bool {
        self.name == other.name && self.namespace == other.namespace
    }

    /// Returns the items of a list of which this is the only one so far.
    pub(crate) fn into_items(self) -> Self {
        Self {
            namespace: self.namespace.clone(),
            name: self.name.clone(),
            children: vec![self],
            node: Node::Items,
            ..Self::default()
        }
    }
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
        namespace.name().is_some_and(cut_xml::is_generated_prefix)
            && !outer.contains(&(namespace.name(), namespace.uri()))
    })
    .map(|namespace| namespace.uri().to_owned())
    .collect()
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
        let Some(Document { root, .. }) = parse(text, Serializer::DataContractSerializer) else {
            panic!("no XML")
        };
        assert!(root.declared.is_empty());
        let b = root.children.first().expect("B");
        assert_eq!(b.declared, ["urn:b"]);
        let c = b.children.first().expect("C");
        assert!(c.nil && c.declared.is_empty() && c.namespace == "urn:b");
    }

    #[test]
    fn the_root_shows_the_serializer() {
        let (xsi, xsd) = (
            r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#,
            r#"xmlns:xsd="http://www.w3.org/2001/XMLSchema""#,
        );
        let i = r#"xmlns:i="http://www.w3.org/2001/XMLSchema-instance""#;
        for (text, shown) in [
            (format!("<A {xsi} {xsd}><B>1</B></A>"), Some(Serializer::XmlSerializer)),
            (
                format!("<?xml version=\"1.0\"?>\n<A {xsd} {xsi} xmlns=\"urn:a\"><B>1"),
                Some(Serializer::XmlSerializer),
            ),
            ("<int>1</int>".to_owned(), Some(Serializer::XmlSerializer)),
            (format!("<A {i}/>"), Some(Serializer::DataContractSerializer)),
            (format!("<int xmlns=\"{SER}\">1</int>"), Some(Serializer::DataContractSerializer)),
            (format!("<A xmlns=\"{DC}Shop\">Open</A>"), Some(Serializer::DataContractSerializer)),
            ("<A><B>1</B></A>".to_owned(), None),
            ("<Color>Blue</Color>".to_owned(), None),
            ("<Color shade=\"1\" xmlns=\"urn:a\">Blue</Color>".to_owned(), Some(Serializer::XmlSerializer)),
            ("<Color xml:lang=\"en\">Blue</Color>".to_owned(), None),
            ("no XML".to_owned(), None),
        ] {
            assert_eq!(serializer(&text), shown, "{text}");
        }
        assert_eq!(parse("no XML", Serializer::XmlSerializer), None);
    }

    #[test]
    fn attributes_text_and_items_are_members() {
        let text = r#"<A xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="1">
            <B><C>1</C><C>2</C></B><D>1</D><D>2</D><E unit="m">3</E></A>"#;
        let document = parse(text, Serializer::XmlSerializer).expect("XML");
        let shown = |element: &Element| {
            let nodes = element.children.iter().map(|child| format!("{:?} {}", child.node, child.name));
            nodes.collect::<Vec<_>>().join(", ")
        };
        assert_eq!(shown(&document.root), "Attribute id, Element B, Items D, Element E");
        let children: Vec<String> = document.root.children.iter().map(shown).collect();
        assert_eq!(children, ["", "Element C, Element C", "Element D, Element D", "Attribute unit, Text "]);
        let of_contract = parse(text, Serializer::DataContractSerializer).expect("XML");
        assert_eq!(shown(&of_contract.root), "Element B, Element D, Element D, Element E");
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
