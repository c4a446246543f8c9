//! Members and items as the contract foretells them: tags are compared with literals, and nothing is parsed but the texts.
//!
//! Whatever is not as foretold is left where it stands, for the general way ([`class`](super::class)) to read it or to
//! say what is wrong with it; behind that element the next is foretold again. So there are no errors here, and no
//! attributes and declarations: an element that has any is foretold only where they are a part of a literal.
#![expect(clippy::inline_always, reason = "a call would cost more than what these functions do")]

mod content;
mod members;
mod root;

use super::super::raw::{self, Literal};
use super::Reader;
use super::class::Progress;
use crate::contract::XSI;
use crate::contract::plan::{ClassPlan, MemberPlan};

/// How names are written where the members of an object stand, or the items of a collection.
pub(super) struct Names<'x> {
    /// The prefix of the namespace of the class or of the items; none if nothing can be foretold.
    prefix: Option<&'x str>,
    /// The prefix and its colon, if it is not empty.
    colon: Option<Literal>,
    /// Whether the names have no prefix, so that the literals are what stands in the document.
    is_plain: bool,
    /// Whether `i:nil` is what it seems to be.
    has_instance: bool,
}

impl<'x> Names<'x> {
    /// Nothing can be foretold.
    const fn none() -> Self {
        Names { prefix: None, colon: None, is_plain: false, has_instance: false }
    }

    /// Names have no prefix, and `i:nil` is what it seems to be.
    const fn plain() -> Self {
        Names { prefix: Some(""), colon: None, is_plain: true, has_instance: true }
    }

    fn new(prefix: Option<&'x str>, has_instance: bool) -> Self {
        let colon = prefix.filter(|prefix| !prefix.is_empty());
        let colon = colon.map(|prefix| Literal::new(&format!("{prefix}:")));
        Names { prefix, colon, is_plain: prefix == Some(""), has_instance }
    }

    /// How much longer names are than without prefix.
    fn extra(&self) -> usize {
        self.colon.as_ref().map_or(0, Literal::len)
    }
}

/// A start tag that was foretold.
#[derive(Clone, Copy)]
struct Start {
    length: usize,
    is_nil: bool,
}

/// The element that may follow at once, and how names are written.
type Around<'a, 'x> = (Option<&'a MemberPlan>, &'a Names<'x>);

impl<'x> Reader<'x, '_> {
    /// How names in a namespace are written here.
    pub(super) fn names(&self, namespace: &str) -> Names<'x> {
        let prefix = if self.has_room() { self.find_prefix(namespace) } else { None };
        Names::new(prefix, self.find_namespace("i") == Some(XSI))
    }

    /// Whether anything is foretold here: not where elements may nest no deeper, which is for the general way to say.
    fn has_room(&self) -> bool {
        self.foretells && self.path.len() < self.options.max_depth as usize
    }

    /// Whether an element that opens here may have elements in it.
    fn has_room_inside(&self) -> bool {
        self.path.len() + 1 < self.options.max_depth as usize
    }

    /// Passes over white space; whether an end tag stands behind it.
    #[inline(always)]
    fn is_at_end(&mut self) -> bool {
        self.skip_white_space();
        matches!(self.rest(), [b'<', b'/', ..])
    }

    /// The member that stands here: the likely one, or that which the general way would find.
    #[inline(always)]
    fn foretell(&self, class: &ClassPlan, names: &Names<'x>, progress: &Progress) -> Option<(usize, Start)> {
        let expected = progress.expected();
        // In strict mode all but the expected one are for the general way.
        let likely = if self.options.strict { expected } else { class.likely(expected) };
        let found = match class.xml().get(likely).and_then(|member| self.foretold_start(member, names)) {
            Some(start) => (likely, start),
            None if self.options.strict => return None,
            None => self.foretell_other(class, names, expected)?,
        };
        progress.lacks(found.0).then_some(found)
    }

    /// A member that is not the likely one, looked for in the order of the general way.
    #[inline(never)]
    fn foretell_other(
        &self,
        class: &ClassPlan,
        names: &Names<'x>,
        expected: usize,
    ) -> Option<(usize, Start)> {
        let (members, rest) = (class.xml(), self.rest());
        // `<`, a name, and what is in the tag besides. Few names are as long, and only those have to be compared.
        let tag = raw::plain_len(rest.get(1..)?) + 2;
        let expected = expected.min(members.len());
        let (place, start) = (expected..members.len()).chain(0..expected).find_map(|place| {
            let member = &members[place];
            let fits = if names.is_plain {
                tag == member.direct.start.len() || tag == member.direct.nil.len()
            } else {
                tag > member.name.len() + 2
            };
            if fits { Some((place, self.foretold_start(member, names)?)) } else { None }
        })?;
        class.learn(expected, place);
        Some((place, start))
    }

    #[inline(always)]
    fn foretold_start(&self, member: &MemberPlan, names: &Names<'x>) -> Option<Start> {
        let (direct, rest) = (&member.direct, self.rest());
        if !names.is_plain {
            let length = self.prefixed::<false>(rest, member, names)?;
            return Some(Start { length, is_nil: false });
        }
        if raw::starts_with(rest, &direct.start) {
            return Some(Start { length: direct.start.len(), is_nil: false });
        }
        let is_nil = names.has_instance && member.ty.is_nullable && raw::starts_with(rest, &direct.nil);
        is_nil.then(|| Start { length: direct.nil.len(), is_nil })
    }

    /// The end tag of an element whose content ends there, and the start tag of the next if that is foretold too: whether
    /// it was, and where it ends. `PLAIN` if names are known to be plain.
    #[inline(always)]
    fn foretold_end<const PLAIN: bool>(
        &self,
        member: &MemberPlan,
        end: usize,
        (next, names): Around<'_, 'x>,
    ) -> Option<(bool, usize)> {
        let (rest, direct) = (&self.bytes[end..], &member.direct);
        if PLAIN || names.is_plain {
            if let Some(next) = next
                && raw::starts_with(rest, &next.direct.next)
            {
                return Some((true, end + next.direct.next.len()));
            }
            return raw::starts_with(rest, &direct.end).then(|| (false, end + direct.end.len()));
        }
        let behind = end + self.prefixed::<true>(rest, member, names)?;
        let next = next.and_then(|next| self.prefixed::<false>(&self.bytes[behind..], next, names));
        Some((next.is_some(), behind + next.unwrap_or(0)))
    }

    /// How long a start tag is that was foretold.
    fn start_length(&self, member: &MemberPlan, names: &Names<'x>) -> usize {
        if names.is_plain {
            return member.direct.start.len();
        }
        let prefix = self.prefix_of(member, names).map_or(0, str::len);
        1 + prefix + usize::from(prefix > 0) + member.direct.name.len()
    }

    /// `<prefix:Name>` or the same as an end tag: how long it is.
    #[inline(never)]
    fn prefixed<const END: bool>(
        &self,
        rest: &[u8],
        member: &MemberPlan,
        names: &Names<'x>,
    ) -> Option<usize> {
        let left = match rest {
            [b'<', b'/', left @ ..] if END => left,
            [b'<', left @ ..] if !END => left,
            _ => return None,
        };
        let left = match &names.colon {
            Some(colon) if member.direct.in_default => {
                raw::starts_with(left, colon).then(|| &left[colon.len()..])?
            }
            _ => match self.prefix_of(member, names)? {
                "" => left,
                prefix => left.strip_prefix(prefix.as_bytes())?.strip_prefix(b":")?,
            },
        };
        let name = &member.direct.name;
        raw::starts_with(left, name).then(|| rest.len() - left.len() + name.len())
    }

    /// The prefix of a member's name; none if its namespace has none here.
    fn prefix_of(&self, member: &MemberPlan, names: &Names<'x>) -> Option<&'x str> {
        // A member of a base class may be in another namespace.
        if member.direct.in_default { names.prefix } else { self.find_prefix(&member.namespace) }
    }
}
