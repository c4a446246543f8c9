//! Documents without a contract: what is left of JSON and XML when both say the same.

mod from_xml;

use ::serde_core::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// How deep a document may nest.
const MAX_DEPTH: u32 = 64;
/// How long it may be.
const MAX_SIZE: usize = 4 << 20;

/// A value without a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tree {
    /// `null`, `i:nil`
    Null,
    /// A text, or an element with text alone.
    Text(String),
    /// A number, `true` or `false`, as it is written.
    Bare(String),
    /// An array.
    List(Vec<Tree>),
    /// An object, or an element with elements in it.
    Members(Vec<(String, Tree)>),
}

impl Tree {
    /// `None` if it is no JSON, too deep or too large.
    pub(crate) fn from_json(text: &str) -> Option<Self> {
        // Its reader has a limit of depth of its own.
        if text.len() > MAX_SIZE {
            None
        } else {
            serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
        }
    }

    /// Returns the name of the root without its namespace, and what is in it; `None` if it is no XML, too
    /// deep or too large.
    pub(crate) fn from_xml(text: &str) -> Option<(String, Self)> {
        from_xml::read(text).ok()
    }

    /// Returns a text as it is, nothing for null, and JSON for everything else.
    pub(crate) fn into_text(self) -> Option<String> {
        match self {
            Tree::Null => None,
            Tree::Text(text) | Tree::Bare(text) => Some(text),
            tree => Some(tree.to_string()),
        }
    }
}

/// As JSON.
impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Null => f.write_str("null"),
            Tree::Bare(text) => f.write_str(text),
            Tree::Text(text) => write_text(text, f),
            Tree::List(items) => {
                for (place, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if place == 0 { '[' } else { ',' })?;
                }
                f.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Tree::Members(members) => {
                for (place, (name, value)) in members.iter().enumerate() {
                    f.write_str(if place == 0 { "{" } else { "," })?;
                    write_text(name, f)?;
                    write!(f, ":{value}")?;
                }
                f.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

fn write_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bare(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Bare(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Bare(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Bare(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Members(members))
    }
}
