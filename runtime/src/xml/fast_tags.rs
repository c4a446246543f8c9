//! What is written of a member where nothing but the root's declarations is in scope: most of most documents.
//!
//! There the prefixes do not depend on the place any more, so the tags of a member are texts that are made
//! once, by the same rules as all others ([`prefixes`](super::prefixes)).

use super::output::Output;
use super::prefixes::{Prefix, Prefixes};
use crate::contract::{Kind, Primitive, Serializer, Type, XSD, XSI, type_name};
use crate::raw::Literal;

/// How the content of a member's element is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Text,
    Integer,
    Unsigned,
    Boolean,
    /// Another type that is written as text.
    Scalar,
    /// An object whose members need no declarations.
    Object,
    /// A collection whose items need none.
    List,
    /// By the rules, step by step.
    General,
}

/// A member's tags in the scope of a root, and how its content is written there.
#[derive(Debug)]
pub(crate) struct FastTags {
    pub(crate) content: Content,
    /// Whether its name is in the root's namespace.
    pub(crate) in_default: bool,
    /// `<Name>`, or `<Name xmlns="..">` for a member of a base class in another namespace.
    pub(crate) start: Literal,
    /// The end tag of the member before it, and its own start tag.
    pub(crate) next: Literal,
    /// `</Name>`
    pub(crate) end: Literal,
    /// `Name>`, behind a prefix.
    pub(crate) name: Literal,
    /// `<Name i:nil="true" />`
    pub(crate) nil: Literal,
    /// The end tag of the member before it, and that.
    pub(crate) next_nil: Literal,
}

/// A member as its tags depend on it.
#[derive(Clone, Copy)]
pub(crate) struct FastMember<'a> {
    pub(crate) name: &'a str,
    pub(crate) namespace: &'a str,
    /// The namespace of the root, which is the default in its scope.
    pub(crate) root_namespace: &'a str,
    pub(crate) ty: &'a Type,
    /// The namespace of its content, if the element has to declare that.
    pub(crate) declares: Option<&'a str>,
    /// The name of the member before it; empty for the first.
    pub(crate) previous: &'a str,
    /// How its content is written, where that does not follow from its type.
    pub(crate) content: Option<Content>,
    pub(crate) serializer: Serializer,
}

impl FastTags {
    /// Makes the tags of a member.
    pub(crate) fn new(member: FastMember<'_>) -> Self {
        let FastMember { name, namespace, root_namespace: default, ty, declares, previous, .. } = member;
        // A name in the namespace of `i:nil` has that prefix, which is declared behind the default.
        let is_instance = [namespace, default].iter().any(|namespace| matches!(*namespace, XSI | XSD));
        let (instance, nil) = match member.serializer {
            Serializer::DataContractSerializer => (Prefix::Instance, " i:nil=\"true\""),
            Serializer::XmlSerializer => (Prefix::SchemaInstance, " xsi:nil=\"true\""),
        };
        let content = match declares {
            None if is_instance => Content::General,
            None if member.content.is_some() => member.content.unwrap_or(Content::General),
            None => Content::of(ty, namespace == default && type_name(ty).namespace == default),
            Some(_) => Content::General,
        };
        let tag = |is_nil: bool| {
            Output::text_of(|out| {
                let mut prefixes = Prefixes::of_root(default, member.serializer);
                let (prefix, _) = prefixes.begin(namespace);
                out.push('<');
                prefix.write_to(out);
                out.push_str(name);
                if is_nil {
                    prefixes.use_in_attribute(instance);
                    out.push_str(nil);
                }
                prefixes.finish_tag(out);
                out.push_str(if is_nil { " />" } else { ">" });
            })
        };
        let (start, end, nil) = (tag(false), format!("</{name}>"), tag(true));
        let previous = if previous.is_empty() { String::new() } else { format!("</{previous}>") };
        FastTags {
            content,
            in_default: namespace == default,
            next: Literal::new(&format!("{previous}{start}")),
            next_nil: Literal::new(&(previous + &nil)),
            start: Literal::new(&start),
            end: Literal::new(&end),
            name: Literal::new(&end[2..]),
            nil: Literal::new(&nil),
        }
    }
}

impl FastTags {
    /// Says which member comes before: none if its name is empty.
    pub(crate) fn follow(&mut self, previous: &str) {
        let behind = |tag: &Literal| {
            let text = Output::text_of(|out| {
                if !previous.is_empty() {
                    out.push_str(&format!("</{previous}>"));
                }
                out.push_literal(tag);
            });
            Literal::new(&text)
        };
        (self.next, self.next_nil) = (behind(&self.start), behind(&self.nil));
    }
}

impl Content {
    /// Returns how a primitive is written whose values are texts.
    pub(crate) fn of_text(primitive: Primitive) -> Self {
        match primitive {
            Primitive::String => Content::Text,
            Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64 => Content::Integer,
            Primitive::Byte | Primitive::UInt16 | Primitive::UInt32 | Primitive::UInt64 => Content::Unsigned,
            Primitive::Boolean => Content::Boolean,
            _ => Content::Scalar,
        }
    }

    fn of(ty: &Type, is_in_default: bool) -> Self {
        match ty {
            Type::Nullable(inner) => Self::of(inner, is_in_default),
            // An empty `byte[]` is an empty element, a `DateTimeOffset` has elements in another namespace.
            Type::Primitive(Primitive::Bytes | Primitive::DateTimeOffset) => Content::General,
            Type::Primitive(primitive) => Content::of_text(*primitive),
            Type::Contract(contract) => match contract.get().kind() {
                // Flags may be the empty text, which is an empty element too.
                Kind::Enum(of) if !of.is_flags => Content::Scalar,
                Kind::Class(_) if is_in_default => Content::Object,
                Kind::Collection { .. } if is_in_default => Content::List,
                _ => Content::General,
            },
            Type::List(_)
            | Type::Array(_)
            | Type::Dictionary(_)
            | Type::Pair(_)
            | Type::ReadOnlyCollection(_)
            | Type::ReadOnlyDictionary(_)
                if is_in_default =>
            {
                Content::List
            }
            _ => Content::General,
        }
    }
}

/// The tags of a root that is an object.
#[derive(Debug)]
pub(crate) struct FastRoot {
    /// `<Name xmlns:i=".." xmlns="..">`
    pub(crate) start: Literal,
    /// The same with the declarations of `xsi` and `xsd` in the other order, which some versions of .NET write.
    pub(crate) other_start: Option<Literal>,
    /// Whether the namespace stands at the end of that as it is, without escapes.
    pub(crate) has_plain_namespace: bool,
    /// `</Name>`
    pub(crate) end: Literal,
}

impl FastRoot {
    pub(crate) fn new(name: &str, namespace: &str, serializer: Serializer) -> Self {
        let start = Output::text_of(|out| {
            out.push_str(&format!("<{name}"));
            let mut prefixes = Prefixes::new(serializer);
            prefixes.begin(namespace);
            prefixes.declare_instance(out);
            prefixes.finish_tag(out);
            out.push('>');
        });
        let [xsi, xsd] = [("xsi", XSI), ("xsd", XSD)].map(|(prefix, of)| format!(" xmlns:{prefix}=\"{of}\""));
        let other = (serializer == Serializer::XmlSerializer)
            .then(|| start.replacen(&format!("{xsi}{xsd}"), &format!("{xsd}{xsi}"), 1));
        FastRoot {
            other_start: other.map(|start| Literal::new(&start)),
            start: Literal::new(&start),
            has_plain_namespace: namespace.is_empty() || start.ends_with(&format!(" xmlns=\"{namespace}\">")),
            end: Literal::new(&format!("</{name}>")),
        }
    }
}
