//! A document of either format as a tree of nodes.
//!
//! Learning needs what a reader by the contract does away with: whether a member was null or left out, how a number was
//! spelled, and in which namespace an element stands.

use std::fmt;

use datacontract_codegen::spec::Format;
use serde_json::Value;

use crate::traffic::text::Text;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'d> {
    Json(&'d Value),
    Xml(roxmltree::Node<'d, 'd>),
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

/// Returns the index of a format where counts are kept for JSON and XML.
pub(super) fn place_of(format: Format) -> usize {
    usize::from(format == Format::Xml)
}

impl<'d> Node<'d> {
    pub(super) fn format(self) -> Format {
        match self {
            Self::Json(_) => Format::Json,
            Self::Xml(_) => Format::Xml,
        }
    }

    pub(super) fn is_null(self) -> bool {
        match self {
            Self::Json(value) => value.is_null(),
            Self::Xml(node) => matches!(node.attribute((XSI, "nil")), Some("true" | "1")),
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
            Self::Json(_) => Vec::new(),
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
        }
    }

    /// Returns whether it can be what a type with members stands for: an object, or an element.
    pub(super) fn is_object(self) -> bool {
        matches!(self, Self::Json(Value::Object(_)) | Self::Xml(_))
    }

    /// Returns whether it refers to another object, whose members stand elsewhere.
    pub(super) fn is_reference(self) -> bool {
        match self {
            Self::Json(Value::Object(members)) => members.contains_key("$ref"),
            Self::Json(_) => false,
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
            Self::Json(_) => None,
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
            Self::Json(_) | Self::Xml(_) => None,
        }
    }

    /// Returns the namespace and the name of the element; `None` in JSON.
    pub(super) fn element(self) -> Option<(&'d str, &'d str)> {
        match self {
            Self::Json(_) => None,
            Self::Xml(node) => {
                Some((node.tag_name().namespace().unwrap_or_default(), node.tag_name().name()))
            }
        }
    }
}

fn elements<'d>(node: roxmltree::Node<'d, 'd>) -> impl Iterator<Item = roxmltree::Node<'d, 'd>> {
    node.children().filter(roxmltree::Node::is_element)
}
