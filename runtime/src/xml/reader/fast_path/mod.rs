//! The fast path: the reader predicts the next tag and compares the document with it. Nothing is parsed but
//! the texts.
//!
//! The tags are made with the plan of a contract, by the rules by which they are written. The next member is
//! predicted from the contract's order, or from the order in which members came in the objects before. An
//! element that was not predicted is left where it stands ([`FastPath::SwitchToSlow`]), for
//! [`class`](super::class) to read it by its name or to say what is wrong with it; then the fast path goes on
//! behind it. So it has no errors of its own, and reads no attributes or declarations but those that are part
//! of a predicted tag.
#![expect(clippy::inline_always, reason = "a call would cost more than what these functions do")]

mod element;
mod items;
mod members;
mod root;

use super::super::Paths;
use super::Decoder;
use crate::contract::{Serializer, XSI};
use crate::plan::MemberPlan;
use crate::raw::{self, Literal};

/// How far the fast path came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FastPath {
    /// To the end: the position is at the end tag of the object or the collection, or behind the root.
    Done,
    /// To an element that was not predicted, where the position is.
    SwitchToSlow,
}

/// How names are written where the members of an object stand, or the items of a collection.
pub(super) struct NameForm<'x> {
    /// The prefix of the namespace of the class or of the items; none if nothing can be predicted.
    prefix: Option<&'x str>,
    /// The prefix and its colon, if it is not empty.
    colon: Option<Literal>,
    /// Whether the names have no prefix, so that the tags stand in the document as they were made.
    is_plain: bool,
    /// Whether the prefix of `i:nil` means what it does in the tags that were made.
    has_instance: bool,
}

impl<'x> NameForm<'x> {
    /// Returns the form of names of which nothing can be predicted.
    pub(in super::super) const fn unknown() -> Self {
        NameForm { prefix: None, colon: None, is_plain: false, has_instance: false }
    }

    /// Returns the form that names have in what .NET writes.
    const fn plain() -> Self {
        NameForm { prefix: Some(""), colon: None, is_plain: true, has_instance: true }
    }

    fn new(prefix: Option<&'x str>, has_instance: bool) -> Self {
        let colon = prefix.filter(|prefix| !prefix.is_empty());
        let colon = colon.map(|prefix| Literal::new(&format!("{prefix}:")));
        NameForm { prefix, colon, is_plain: prefix == Some(""), has_instance }
    }

    /// Returns how much longer names are than without a prefix.
    fn prefix_len(&self) -> usize {
        self.colon.as_ref().map_or(0, Literal::len)
    }
}

/// A predicted start tag that stands at the position.
#[derive(Clone, Copy)]
struct StartTag {
    len: usize,
    is_nil: bool,
}

/// What may follow an element at once, and how names are written there.
#[derive(Clone, Copy)]
struct Lookahead<'a, 'x> {
    next: Option<&'a MemberPlan>,
    names: &'a NameForm<'x>,
}

/// What follows an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Following {
    /// The element that was predicted: its start tag was read, and its content comes next.
    Opened,
    /// Anything else.
    Other,
}

/// Where an element ends that was read, with the start tag of the following one if that was predicted.
#[derive(Clone, Copy)]
struct ElementEnd {
    following: Following,
    pos: usize,
}

/// How a row of elements ended that were read one behind the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowEnd {
    /// All of them were read.
    Read,
    /// The last one cannot be read here.
    Unreadable,
}

impl<'x> Decoder<'x, '_> {
    /// Returns how the names of a namespace are written at the position.
    pub(super) fn name_form(&self, namespace: &str) -> NameForm<'x> {
        let prefix = if self.may_nest() { self.tokens.find_prefix(namespace) } else { None };
        let prefix = prefix.or_else(|| self.no_prefix(namespace));
        let instance = match self.serializer {
            Serializer::DataContractSerializer => "i",
            Serializer::XmlSerializer => "xsi",
        };
        NameForm::new(prefix, self.tokens.find_namespace(instance) == Some(XSI))
    }

    /// Returns the form of names in no namespace, where none is the default.
    fn no_prefix(&self, namespace: &str) -> Option<&'static str> {
        let is_none = namespace.is_empty() && self.tokens.find_namespace("") == Some("");
        (is_none && self.may_nest()).then_some("")
    }

    /// Returns whether anything is predicted here. Where elements may nest no deeper nothing is, since that
    /// is an error.
    fn may_nest(&self) -> bool {
        self.paths == Paths::FastAndSlow && self.tokens.path.len() < self.tokens.max_depth
    }

    /// Returns whether an element that opens here may have elements in it.
    fn may_nest_inside(&self) -> bool {
        self.tokens.path.len() + 1 < self.tokens.max_depth
    }

    /// Skips white space, and returns whether an end tag stands behind it.
    #[inline(always)]
    fn is_at_end(&mut self) -> bool {
        self.tokens.skip_white_space();
        matches!(self.tokens.rest(), [b'<', b'/', ..])
    }

    /// Returns the start tag of a member if it stands at the position.
    #[inline(always)]
    fn match_start_tag(&self, member: &MemberPlan, names: &NameForm<'x>) -> Option<StartTag> {
        let (tags, rest) = (&member.fast, self.tokens.rest());
        if !names.is_plain {
            let len = self.match_prefixed::<false>(rest, member, names)?;
            return Some(StartTag { len, is_nil: false });
        }
        if raw::starts_with(rest, &tags.start) {
            return Some(StartTag { len: tags.start.len(), is_nil: false });
        }
        let is_nil = names.has_instance && member.reads_fast_nil && raw::starts_with(rest, &tags.nil);
        is_nil.then(|| StartTag { len: tags.nil.len(), is_nil })
    }

    /// Reads the end tag of a member whose content ends at `content_end`, and the start tag that follows if
    /// it is the predicted one. `PLAIN` says that names are known to have no prefix.
    #[inline(always)]
    fn match_end_tag<const PLAIN: bool>(
        &self,
        member: &MemberPlan,
        content_end: usize,
        Lookahead { next, names }: Lookahead<'_, 'x>,
    ) -> Option<ElementEnd> {
        let (rest, tags) = (&self.tokens.bytes[content_end..], &member.fast);
        if PLAIN || names.is_plain {
            if let Some(next) = next
                && raw::starts_with(rest, &next.fast.next)
            {
                let pos = content_end + next.fast.next.len();
                return Some(ElementEnd { following: Following::Opened, pos });
            }
            let pos = content_end + tags.end.len();
            return raw::starts_with(rest, &tags.end)
                .then_some(ElementEnd { following: Following::Other, pos });
        }
        let pos = content_end + self.match_prefixed::<true>(rest, member, names)?;
        let next = next.and_then(|next| self.match_prefixed::<false>(&self.tokens.bytes[pos..], next, names));
        Some(match next {
            Some(len) => ElementEnd { following: Following::Opened, pos: pos + len },
            None => ElementEnd { following: Following::Other, pos },
        })
    }

    /// Returns the length of a start tag that was matched.
    fn start_tag_len(&self, member: &MemberPlan, names: &NameForm<'x>) -> usize {
        if names.is_plain {
            return member.fast.start.len();
        }
        let prefix = self.prefix_of(member, names).map_or(0, str::len);
        1 + prefix + usize::from(prefix > 0) + member.fast.name.len()
    }

    /// Returns the length of `<prefix:Name>`, or of the end tag with that name, if a text begins with it.
    #[inline(never)]
    fn match_prefixed<const END: bool>(
        &self,
        text: &[u8],
        member: &MemberPlan,
        names: &NameForm<'x>,
    ) -> Option<usize> {
        let left = match text {
            [b'<', b'/', left @ ..] if END => left,
            [b'<', left @ ..] if !END => left,
            _ => return None,
        };
        let left = match &names.colon {
            Some(colon) if member.fast.in_default => {
                raw::starts_with(left, colon).then(|| &left[colon.len()..])?
            }
            _ => match self.prefix_of(member, names)? {
                "" => left,
                prefix => left.strip_prefix(prefix.as_bytes())?.strip_prefix(b":")?,
            },
        };
        let name = &member.fast.name;
        raw::starts_with(left, name).then(|| text.len() - left.len() + name.len())
    }

    /// Returns the prefix of a member's name, or `None` if its namespace has none here.
    fn prefix_of(&self, member: &MemberPlan, names: &NameForm<'x>) -> Option<&'x str> {
        // A member of a base class may be in another namespace.
        if member.fast.in_default { names.prefix } else { self.tokens.find_prefix(&member.namespace) }
    }
}
