//! Tags: names, attributes, namespaces.

use super::Tokenizer;
use crate::clr;
use crate::contract::{SER, Serializer, XML, XSI, is_name_char, is_name_start};
use crate::error::{ErrorKind, Result};
use crate::raw;
use smallvec::SmallVec;
use std::borrow::Cow;

/// How many attributes and declarations a tag may have.
const MAX_ATTRIBUTES: usize = 256;

/// How many declarations elements within each other may have, for each level that there may be.
const MAX_DECLARATIONS_A_LEVEL: usize = 4;

/// A start tag.
#[derive(Clone)]
pub(crate) struct Tag<'x> {
    /// The place of its `<`.
    pub(crate) start: usize,
    /// The name as it is written, to be met again in the end tag.
    pub(crate) name: &'x str,
    pub(crate) prefix: &'x str,
    pub(crate) local: &'x str,
    /// `<X />`
    pub(crate) is_empty: bool,
    /// `i:nil`
    pub(crate) is_nil: bool,
    /// `i:type`, as it is written.
    pub(crate) ty: Option<Cow<'x, str>>,
    /// `z:Id`
    pub(crate) id: Option<Cow<'x, str>>,
    /// `z:Ref`
    pub(crate) reference: Option<Cow<'x, str>>,
    /// The first of these attributes whose value is none that it may have. That is an error only where .NET
    /// looks at them: not in what is skipped.
    pub(crate) invalid: Option<InvalidAttribute>,
    /// The other attributes, where they may be members.
    pub(crate) others: Vec<OtherAttribute<'x>>,
    /// How many declarations were in scope before it.
    scope: usize,
}

impl<'x> Tag<'x> {
    /// A tag without attributes.
    fn new(start: usize, name: &'x str, prefix: &'x str, local: &'x str, scope: usize) -> Self {
        Tag {
            start,
            name,
            prefix,
            local,
            is_empty: false,
            is_nil: false,
            ty: None,
            id: None,
            reference: None,
            invalid: None,
            others: Vec::new(),
            scope,
        }
    }

    /// Returns the name as it is written, with its prefix.
    pub(crate) fn name(&self) -> &'x str {
        self.name
    }

    /// Returns whether it has any attribute of the serializer.
    pub(crate) fn has_attributes(&self) -> bool {
        self.is_nil
            || self.ty.is_some()
            || self.id.is_some()
            || self.reference.is_some()
            || self.invalid.is_some()
    }

    /// Returns the tag as if it said nothing of nil.
    pub(crate) fn without_nil(&self) -> Tag<'x> {
        let mut tag = self.clone();
        tag.is_nil = false;
        tag.invalid = tag.invalid.filter(|invalid| !matches!(invalid, InvalidAttribute::Nil));
        tag
    }

    /// Returns the tag without the serializer's attributes.
    pub(crate) fn without_attributes(&self) -> Tag<'x> {
        Tag {
            is_empty: self.is_empty,
            ..Tag::new(self.start, self.name, self.prefix, self.local, self.scope)
        }
    }
}

/// An attribute that is none of the serializer's own.
#[derive(Clone)]
pub(crate) struct OtherAttribute<'x> {
    pub(crate) prefix: &'x str,
    pub(crate) local: &'x str,
    pub(crate) namespace: String,
    pub(crate) value: Cow<'x, str>,
}

/// An attribute or a declaration as it stands in a tag.
pub(crate) struct RawAttribute<'x> {
    pub(crate) prefix: &'x str,
    pub(crate) local: &'x str,
    pub(crate) value: Cow<'x, str>,
}

impl<'x> RawAttribute<'x> {
    /// Returns the prefix that it declares, if it is a declaration.
    pub(crate) fn declares(&self) -> Option<&'x str> {
        match (self.prefix, self.local) {
            ("", "xmlns") => Some(""),
            ("xmlns", prefix) => Some(prefix),
            _ => None,
        }
    }
}

/// An attribute of the serializer whose value is none that it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvalidAttribute {
    /// `i:nil` that is neither true nor false.
    Nil,
    /// An empty `z:Id`.
    Id,
    /// An empty `z:Ref`.
    Reference,
    /// A `z:Size` that is no number of items.
    Size,
}

struct Attribute<'x> {
    prefix: &'x str,
    local: &'x str,
    value: Cow<'x, str>,
}

/// Which bytes of ASCII a name may have.
static IS_IN_NAME: [bool; 256] = {
    let mut table = [false; 256];
    let mut c: u8 = 0;
    while c.is_ascii() {
        table[c as usize] = c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.');
        c += 1;
    }
    table
};

impl<'x> Tokenizer<'x> {
    /// Reads a name without colon.
    pub(super) fn nc_name(&mut self) -> Result<&'x str> {
        let start = self.pos;
        if !self.peek().is_some_and(|c| c.is_ascii_alphabetic() || c == b'_') {
            return self.wide_name(start);
        }
        let rest = self.rest();
        self.pos += rest.iter().position(|&c| !IS_IN_NAME[usize::from(c)]).unwrap_or(rest.len());
        match self.peek() {
            Some(0x80..) => self.wide_name(start),
            _ => Ok(&self.text[start..self.pos]),
        }
    }

    /// Reads a name that has other characters than those of ASCII: as in .NET, the ones of XML 1.0's fourth
    /// edition.
    #[cold]
    fn wide_name(&mut self, start: usize) -> Result<&'x str> {
        self.pos = start;
        let rest = &self.text[start..];
        if !rest.starts_with(is_name_start) {
            return Err(self.syntax("a name is expected here"));
        }
        let end = rest.find(|c| !is_name_char(c)).unwrap_or(rest.len());
        self.pos = start + end;
        match rest[end..].chars().next().filter(|c| !c.is_ascii()) {
            Some(c) => {
                Err(self.syntax(format!("the character U+{:04X} is not allowed in a name", u32::from(c))))
            }
            None => Ok(&rest[..end]),
        }
    }

    /// Reads a name with or without prefix: prefix, local name, the whole.
    fn qualified_name(&mut self) -> Result<(&'x str, &'x str, &'x str)> {
        let start = self.pos;
        let first = self.nc_name()?;
        if self.peek() != Some(b':') {
            return Ok(("", first, first));
        }
        self.pos += 1;
        let local = self.nc_name()?;
        Ok((first, local, &self.text[start..self.pos]))
    }

    /// Returns the prefix that means a namespace here, the innermost one.
    pub(crate) fn find_prefix(&self, namespace: &str) -> Option<&'x str> {
        let (place, (prefix, _)) =
            self.scope.iter().enumerate().rev().find(|(_, (_, declared))| declared == namespace)?;
        let is_hidden = self.scope[place + 1..].iter().any(|(inner, _)| inner == prefix);
        (!is_hidden).then_some(*prefix)
    }

    /// Reads a start tag and opens its element.
    pub(crate) fn start_tag(&mut self) -> Result<Tag<'x>> {
        let start = self.pos;
        if self.peek() != Some(b'<') {
            return Err(self.syntax("an element is expected here"));
        }
        self.pos += 1;
        let (prefix, local, name) = self.qualified_name()?;
        let mut tag = Tag::new(start, name, prefix, local, self.scope.len());
        if self.peek() == Some(b'>') {
            self.pos += 1;
        } else {
            self.attributes(&mut tag)?;
        }
        if !prefix.is_empty() && self.find_namespace(prefix).is_none() {
            self.pos = start;
            let prefix = self.shown(prefix);
            return Err(self.syntax(format!("the prefix `{prefix}` is not declared")));
        }
        self.path.push(local);
        if self.path.len() > self.max_depth {
            let depth = self.max_depth;
            return Err(self.error(
                ErrorKind::Limit,
                format!("elements nest more than {depth} deep; ReadOptions::max_depth raises the limit"),
            ));
        }
        Ok(tag)
    }

    /// The attributes and the end of a start tag.
    fn attributes(&mut self, tag: &mut Tag<'x>) -> Result<()> {
        let mut attributes: Vec<Attribute<'x>> = Vec::new();
        loop {
            // Each is compared with all others.
            if attributes.len() + (self.scope.len() - tag.scope) > MAX_ATTRIBUTES {
                let message = format!("more than {MAX_ATTRIBUTES} attributes in one tag");
                return Err(self.error(ErrorKind::Limit, message));
            }
            let before = self.pos;
            self.skip_white_space();
            match self.peek() {
                Some(b'>') => {
                    self.pos += 1;
                    break;
                }
                Some(b'/') => {
                    self.pos += 1;
                    if self.peek() != Some(b'>') {
                        return Err(self.syntax("`>` is expected after `/`"));
                    }
                    self.pos += 1;
                    tag.is_empty = true;
                    break;
                }
                None => return Err(self.syntax("the document ends inside a tag")),
                Some(_) if before == self.pos => {
                    return Err(self.syntax("white space is expected between attributes"));
                }
                Some(_) => self.attribute(tag, &mut attributes)?,
            }
        }
        self.resolve_attributes(tag, &attributes)
    }

    /// Returns all attributes and declarations of a tag that was read, as they stand there.
    pub(crate) fn raw_attributes(&mut self, tag: &Tag<'x>) -> Result<Vec<RawAttribute<'x>>> {
        let behind = std::mem::replace(&mut self.pos, tag.start + 1 + tag.name.len());
        let mut attributes = Vec::new();
        loop {
            self.skip_white_space();
            if matches!(self.peek(), None | Some(b'>' | b'/')) {
                break;
            }
            let (prefix, local, _) = self.qualified_name()?;
            self.skip_white_space();
            self.pos += 1;
            self.skip_white_space();
            let value = self.attribute_value()?;
            attributes.push(RawAttribute { prefix, local, value });
        }
        self.pos = behind;
        Ok(attributes)
    }

    /// Returns the declarations of a tag that was read: each prefix with its namespace.
    pub(crate) fn declared_by(&self, tag: &Tag<'x>) -> &[(&'x str, Cow<'x, str>)] {
        &self.scope[tag.scope..]
    }

    fn attribute(&mut self, tag: &Tag<'x>, attributes: &mut Vec<Attribute<'x>>) -> Result<()> {
        let (prefix, local, _) = self.qualified_name()?;
        self.skip_white_space();
        if self.peek() != Some(b'=') {
            return Err(self.syntax("`=` is expected after an attribute's name"));
        }
        self.pos += 1;
        self.skip_white_space();
        let value = self.attribute_value()?;
        if prefix == "xmlns" || (prefix.is_empty() && local == "xmlns") {
            let declared = if prefix.is_empty() { "" } else { local };
            if self.scope[tag.scope..].iter().any(|(prefix, _)| *prefix == declared) {
                return Err(self.syntax("the same prefix is declared twice in one tag"));
            }
            // Each name with a prefix is looked up among all of them.
            let levels = self.max_depth;
            let limit = levels.saturating_mul(MAX_DECLARATIONS_A_LEVEL).saturating_add(MAX_ATTRIBUTES);
            if self.scope.len() >= limit {
                let message = format!(
                    "more than {limit} namespace declarations in scope; ReadOptions::max_depth raises the limit"
                );
                return Err(self.error(ErrorKind::Limit, message));
            }
            let is_other_xml = declared == "xml" && value != XML;
            if declared == "xmlns" || is_other_xml || (!declared.is_empty() && value.is_empty()) {
                return Err(self.syntax("this namespace declaration is not allowed"));
            }
            self.scope.push((declared, value));
            return Ok(());
        }
        attributes.push(Attribute { prefix, local, value });
        Ok(())
    }

    /// What the attributes mean, once all declarations of the tag are known.
    fn resolve_attributes(&mut self, tag: &mut Tag<'x>, attributes: &[Attribute<'x>]) -> Result<()> {
        if attributes.len() > 1 {
            self.refuse_doubles(attributes)?;
        }
        for attribute in attributes {
            let namespace = if attribute.prefix.is_empty() {
                ""
            } else {
                let Some(namespace) = self.find_namespace(attribute.prefix) else {
                    return Err(self.syntax("the prefix of an attribute is not declared"));
                };
                namespace
            };
            let value = &attribute.value;
            // XmlSerializer knows the names of older drafts of XML Schema too.
            let name = match (self.serializer, namespace, attribute.local) {
                (
                    Serializer::XmlSerializer,
                    "http://www.w3.org/2000/10/XMLSchema-instance",
                    "null" | "nil",
                )
                | (Serializer::XmlSerializer, "http://www.w3.org/1999/XMLSchema-instance", "null") => {
                    (XSI, "nil")
                }
                (_, namespace, local) => (namespace, local),
            };
            let invalid = match name {
                (XSI, "nil") => match clr::parse_bool(value) {
                    Ok(is_nil) => {
                        tag.is_nil = is_nil;
                        None
                    }
                    Err(_) => Some(InvalidAttribute::Nil),
                },
                // An empty name is none, but to XmlSerializer it is the name of no type.
                (XSI, "type")
                    if value.is_empty()
                        && !(self.is_strict && self.serializer == Serializer::XmlSerializer) =>
                {
                    None
                }
                (XSI, "type") => {
                    tag.ty = Some(value.clone());
                    None
                }
                (namespace, local) if self.serializer == Serializer::XmlSerializer => {
                    let (namespace, value) = (namespace.to_owned(), value.clone());
                    tag.others.push(OtherAttribute { prefix: attribute.prefix, local, namespace, value });
                    None
                }
                (SER, "Id") if value.is_empty() => Some(InvalidAttribute::Id),
                (SER, "Id") => {
                    tag.id = Some(value.clone());
                    None
                }
                (SER, "Ref") if value.is_empty() => Some(InvalidAttribute::Reference),
                (SER, "Ref") => {
                    tag.reference = Some(value.clone());
                    None
                }
                (SER, "Size") => {
                    let size = clr::parse_i64_in(value, 0, i32::MAX.into());
                    size.is_err().then_some(InvalidAttribute::Size)
                }
                _ => None,
            };
            tag.invalid = tag.invalid.or(invalid);
        }
        Ok(())
    }

    /// Refuses two attributes of one name. Those without a namespace are only told from others by that.
    fn refuse_doubles(&self, attributes: &[Attribute<'x>]) -> Result<()> {
        let name = |attribute: &Attribute<'x>| {
            let is_bare = attribute.prefix.is_empty();
            Some((attribute.local, if is_bare { "" } else { self.find_namespace(attribute.prefix)? }))
        };
        let mut names: SmallVec<[(&str, &str); 4]> = attributes.iter().filter_map(name).collect();
        names.sort_unstable();
        // Whether the tag is that of a secret is known later: the message has no name.
        if names.windows(2).any(|two| two[0] == two[1]) {
            return Err(self.syntax("an attribute stands twice in one tag"));
        }
        Ok(())
    }

    fn attribute_value(&mut self) -> Result<Cow<'x, str>> {
        let Some(quote @ (b'"' | b'\'')) = self.peek() else {
            return Err(self.syntax("an attribute's value has to stand in quotes"));
        };
        self.pos += 1;
        let start = self.pos;
        let mut value: Option<String> = None;
        let mut copied = start;
        loop {
            self.pos += raw::plain_len_in(quote, self.rest());
            match self.peek() {
                None => return Err(self.syntax("the document ends inside an attribute")),
                Some(b'>') => self.pos += 1,
                Some(c) if c == quote => break,
                Some(b'<') => return Err(self.syntax("`<` is not allowed in an attribute; write `&lt;`")),
                Some(b'&') => {
                    let value = value.get_or_insert_default();
                    value.push_str(&self.text[copied..self.pos]);
                    self.reference(value)?;
                    copied = self.pos;
                }
                Some(b'\t' | b'\n' | b'\r') => {
                    let value = value.get_or_insert_default();
                    value.push_str(&self.text[copied..self.pos]);
                    value.push(' ');
                    if self.rest().starts_with(b"\r\n") {
                        self.pos += 1;
                    }
                    self.pos += 1;
                    copied = self.pos;
                }
                Some(_) => self.allowed_character()?,
            }
        }
        let last = &self.text[copied..self.pos];
        self.pos += 1;
        Ok(match value {
            None => Cow::Borrowed(last),
            Some(mut value) => {
                value.push_str(last);
                Cow::Owned(value)
            }
        })
    }

    /// Returns what a prefix means; the empty one means no namespace unless a default is declared.
    pub(crate) fn find_namespace(&self, prefix: &str) -> Option<&str> {
        match self.scope.iter().rev().find(|(declared, _)| *declared == prefix) {
            Some((_, namespace)) => Some(namespace),
            None if prefix == "xml" => Some(XML),
            None if prefix.is_empty() => Some(""),
            None => None,
        }
    }

    /// Returns the namespace of an open element.
    #[inline]
    pub(crate) fn namespace_of(&self, tag: &Tag<'x>) -> &str {
        self.find_namespace(tag.prefix).unwrap_or("")
    }

    /// Returns the type that `i:type` names: name and namespace.
    pub(crate) fn resolve_type(&self, name: &str) -> (String, String) {
        // .NET takes blanks for a part of the name, and will then not know the type.
        let name = if self.is_strict { name } else { name.trim() };
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.find_namespace(prefix) {
            Some(namespace) => (local.to_owned(), namespace.to_owned()),
            // .NET takes an unknown prefix for none, and will then not know the type.
            None => (local.to_owned(), String::new()),
        }
    }

    /// Returns whether a name of a type has a prefix that is not declared.
    pub(crate) fn has_unknown_prefix(&self, name: &str) -> bool {
        name.split_once(':').is_some_and(|(prefix, _)| self.find_namespace(prefix.trim_start()).is_none())
    }

    /// Reads the end tag of an element whose content was read, and closes the element.
    pub(crate) fn finish(&mut self, tag: &Tag<'x>) -> Result<()> {
        if !tag.is_empty {
            self.end_tag(tag.name)?;
        }
        self.scope.truncate(tag.scope);
        self.path.pop();
        Ok(())
    }

    /// Reads an end tag.
    #[inline]
    pub(crate) fn end_tag(&mut self, tag: &str) -> Result<()> {
        let name = tag.as_bytes();
        let rest = self.rest();
        let is_end = rest.starts_with(b"</") && rest[2..].starts_with(name);
        if is_end && rest.get(2 + name.len()) == Some(&b'>') {
            self.pos += name.len() + 3;
            return Ok(());
        }
        let after = rest.get(2 + name.len()).copied();
        if is_end && matches!(after, Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.pos += 2 + name.len();
            self.skip_white_space();
            if self.peek() == Some(b'>') {
                self.pos += 1;
                return Ok(());
            }
        }
        let tag = self.shown(tag);
        if rest.is_empty() {
            return Err(self.syntax(format!("the document ends before `</{tag}>`")));
        }
        Err(self.syntax(format!("`</{tag}>` is expected here")))
    }
}
