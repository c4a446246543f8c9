//! A document of either format as a tree of nodes.
//!
//! Learning needs what a reader by the contract does away with: whether a member was null or left out, how a number was
//! spelled, and in which namespace an element stands.

use std::{
    fmt,
    ops::{Index, IndexMut},
};

use datacontract::contract::Serializer;
use datacontract_codegen::spec::Format;
use serde_json::Value;

use crate::traffic::text::Text;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// What has written a document: it decides what is called how, and how null is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    Json,
    DataContract,
    XmlSerializer,
}

impl Form {
    pub(super) const ALL: [Self; 3] = [Self::Json, Self::DataContract, Self::XmlSerializer];

    /// Returns the form of documents of a format; `None` for form-encoded bodies, from which nothing is learnt.
    pub(super) fn of(format: Format, serializer: Serializer) -> Option<Self> {
        match (format, serializer) {
            (Format::Json, _) => Some(Self::Json),
            (Format::Xml, Serializer::DataContractSerializer) => Some(Self::DataContract),
            (Format::Xml, Serializer::XmlSerializer) => Some(Self::XmlSerializer),
            (Format::Form, _) => None,
        }
    }

    pub(super) fn format(self) -> Format {
        match self {
            Self::Json => Format::Json,
            Self::DataContract | Self::XmlSerializer => Format::Xml,
        }
    }
}

/// Something for each form of documents.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ByForm<T>([T; 3]);

impl<T> Index<Form> for ByForm<T> {
    type Output = T;

    fn index(&self, form: Form) -> &T {
        &self.0[form as usize]
    }
}

impl<T> IndexMut<Form> for ByForm<T> {
    fn index_mut(&mut self, form: Form) -> &mut T {
        &mut self.0[form as usize]
    }
}

impl ByForm<u64> {
    pub(super) fn sum(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Returns the count of all XML, whatever has written it.
    pub(super) fn xml(&self) -> u64 {
        self[Form::DataContract] + self[Form::XmlSerializer]
    }
}

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'d> {
    Json(&'d Value),
    Xml(roxmltree::Node<'d, 'd>),
    /// A text of XML that is no element of its own: that of an attribute, or of the element of an object.
    Text(&'d str),
}

/// A type that an object names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum ActualType {
    /// A contract.
    Xml { namespace: String, name: String },
    /// A class, with its namespace and without its assembly.
    Json(String),
}

impl fmt::Display for ActualType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Xml { namespace, name } => write!(f, "`{name}` of the namespace `{namespace}`"),
            Self::Json(name) => write!(f, "`{name}`"),
        }
    }
}

/// Returns the name of a class without its assembly, which is behind a comma that is not between brackets.
pub(super) fn without_assembly(name: &str) -> &str {
    let mut depth = 0_usize;
    let end = name.char_indices().find(|(_, c)| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ',' && depth == 0
    });
    name[..end.map_or(name.len(), |(at, _)| at)].trim_end()
}

/// A value without parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar<'d> {
    Text(&'d str),
    /// A number as JSON has it.
    Number(&'d serde_json::Number),
    Bool(bool),
}

/// Calls `visit` with the root of a document. What is no document of its format is not visited: that is for `drift` to say.
pub(super) fn with_root(format: Format, bytes: &[u8], visit: impl FnOnce(Node<'_>)) {
    let Some(Text { content: text, .. }) = Text::of(bytes) else { return };
    let text = text.trim_start_matches('\u{feff}');
    match format {
        Format::Json => {
            if let Ok(value) = serde_json::from_str(text) {
                visit(Node::Json(&value));
            }
        }
        Format::Xml => {
            if let Ok(document) = roxmltree::Document::parse(text) {
                visit(Node::Xml(document.root_element()));
            }
        }
        Format::Form => {}
    }
}

impl<'d> Node<'d> {
    pub(super) fn format(self) -> Format {
        match self {
            Self::Json(_) => Format::Json,
            Self::Xml(_) | Self::Text(_) => Format::Xml,
        }
    }

    pub(super) fn is_null(self) -> bool {
        match self {
            Self::Json(value) => value.is_null(),
            Self::Xml(node) => matches!(node.attribute((XSI, "nil")).map(str::trim), Some("true" | "1")),
            Self::Text(_) => false,
        }
    }

    /// Returns the members with their names, in the order of the document.
    pub(super) fn members(self) -> Vec<(&'d str, Node<'d>)> {
        match self {
            Self::Json(Value::Object(members)) => {
                // `$id` and `$type` are Json.NET's own.
                let own = members.iter().filter(|(name, _)| !name.starts_with('$'));
                own.map(|(name, value)| (name.as_str(), Node::Json(value))).collect()
            }
            Self::Json(_) | Self::Text(_) => Vec::new(),
            Self::Xml(node) => elements(node).map(|node| (node.tag_name().name(), Node::Xml(node))).collect(),
        }
    }

    /// Returns the items of a list; those of an object are the values of its members.
    pub(super) fn items(self) -> Vec<Node<'d>> {
        match self {
            Self::Json(Value::Array(items)) => items.iter().map(Node::Json).collect(),
            Self::Json(Value::Object(members)) => match members.get("$values") {
                Some(Value::Array(items)) => items.iter().map(Node::Json).collect(),
                _ => Vec::new(),
            },
            Self::Json(_) => Vec::new(),
            Self::Xml(node) => elements(node).map(Node::Xml).collect(),
            // The list of an attribute.
            Self::Text(text) => text.split_ascii_whitespace().map(Node::Text).collect(),
        }
    }

    /// Returns the attributes that are values: no declarations, and nothing that XML Schema says of elements.
    pub(super) fn attributes(self) -> Vec<(&'d str, Node<'d>)> {
        let Self::Xml(node) = self else { return Vec::new() };
        let own = node.attributes().filter(|attribute| attribute.namespace() != Some(XSI));
        own.map(|attribute| (attribute.name(), Node::Text(attribute.value()))).collect()
    }

    /// Returns the text of an element that may have others beside it; `None` if there is nothing but white space.
    pub(super) fn own_text(self) -> Option<Node<'d>> {
        let Self::Xml(node) = self else { return None };
        let mut texts = node.children().filter(roxmltree::Node::is_text).filter_map(|text| text.text());
        texts.find(|text| !text.trim().is_empty()).map(Node::Text)
    }

    /// Returns whether a namespace is that of the element or of one around it.
    pub(super) fn is_within(self, namespace: &str) -> bool {
        let Self::Xml(node) = self else { return false };
        node.ancestors()
            .any(|node| node.is_element() && node.tag_name().namespace().unwrap_or_default() == namespace)
    }

    /// Returns whether it can be what a type with members stands for: an object, or an element.
    pub(super) fn is_object(self) -> bool {
        matches!(self, Self::Json(Value::Object(_)) | Self::Xml(_))
    }

    /// Returns whether it refers to another object, whose members stand elsewhere.
    pub(super) fn is_reference(self) -> bool {
        match self {
            Self::Json(Value::Object(members)) => members.contains_key("$ref"),
            Self::Json(_) | Self::Text(_) => false,
            Self::Xml(node) => node.attribute((SERIALIZATION, "Ref")).is_some(),
        }
    }

    /// Returns the type that it names itself: `i:type` in XML, `$type` in JSON. `None` if it names none.
    pub(super) fn actual_type(self) -> Option<ActualType> {
        match self {
            Self::Json(Value::Object(members)) => {
                let name = members.get("$type").and_then(Value::as_str)?;
                Some(ActualType::Json(without_assembly(name).to_owned()))
            }
            Self::Json(_) | Self::Text(_) => None,
            Self::Xml(node) => {
                let text = node.attribute((XSI, "type"))?.trim();
                let (prefix, name) =
                    text.split_once(':').map_or((None, text), |(prefix, name)| (Some(prefix), name));
                let namespace = node.lookup_namespace_uri(prefix).unwrap_or_default().to_owned();
                Some(ActualType::Xml { namespace, name: name.to_owned() })
            }
        }
    }

    pub(super) fn scalar(self) -> Option<Scalar<'d>> {
        match self {
            Self::Json(Value::String(text)) => Some(Scalar::Text(text)),
            Self::Json(Value::Number(number)) => Some(Scalar::Number(number)),
            Self::Json(Value::Bool(value)) => Some(Scalar::Bool(*value)),
            Self::Xml(node) if elements(node).next().is_none() => {
                Some(Scalar::Text(node.text().unwrap_or_default()))
            }
            Self::Text(text) => Some(Scalar::Text(text)),
            Self::Json(_) | Self::Xml(_) => None,
        }
    }

    /// Returns the namespace and the name of the element; `None` for JSON and for texts.
    pub(super) fn element(self) -> Option<(&'d str, &'d str)> {
        match self {
            Self::Json(_) | Self::Text(_) => None,
            Self::Xml(node) => {
                Some((node.tag_name().namespace().unwrap_or_default(), node.tag_name().name()))
            }
        }
    }
}

fn elements<'d>(node: roxmltree::Node<'d, 'd>) -> impl Iterator<Item = roxmltree::Node<'d, 'd>> {
    node.children().filter(roxmltree::Node::is_element)
}
