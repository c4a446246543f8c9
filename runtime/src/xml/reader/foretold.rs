//! Members and items as .NET writes them: the contract says what comes next, so tags are compared with literals, and
//! nothing is parsed but the texts.
//!
//! Whatever is not as foretold is left where it stands, for the general way ([`class`](super::class)) to read it or to
//! say what is wrong with it; behind that element the next is foretold again. So there are no errors here, and no
//! attributes and declarations: an element that has any is foretold only where they are a part of a literal.
#![expect(clippy::inline_always, reason = "a call would cost more than what these functions do")]

use super::super::direct::Content;
use super::super::raw;
use super::Reader;
use super::class::{Element, Progress};
use crate::contract::plan::{Body, ClassPlan, CollectionPlan, MemberPlan, ObjectPlan, Shape, TypePlan};
use crate::contract::{Primitive, XSI};
use crate::error::Result;
use crate::value::{List, Slot, View};

/// How names are written where the members of an object stand, or the items of a collection.
#[derive(Clone, Copy)]
pub(super) struct Names<'x> {
    /// The prefix of the namespace of the class or of the items; none if nothing can be foretold.
    prefix: Option<&'x str>,
    /// Whether `i:nil` is what it seems to be.
    has_instance: bool,
}

impl Names<'_> {
    /// Whether the names have no prefix, so that the literals are what stands in the document.
    fn are_literal(&self) -> bool {
        self.prefix == Some("")
    }
}

/// A start tag that was foretold.
#[derive(Clone, Copy)]
struct Start {
    length: usize,
    is_nil: bool,
}

/// What stands behind an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// The content of the next one, whose start tag was foretold together with the end tag before it.
    Next,
    Anything,
    /// The element is not as foretold.
    Failed,
}

/// The element that may follow at once, and how names are written.
type Around<'a, 'x> = (Option<&'a MemberPlan>, &'a Names<'x>);

impl<'x> Reader<'x, '_> {
    /// How names in a namespace are written here.
    pub(super) fn names(&self, namespace: &str) -> Names<'x> {
        let has_instance = self.find_namespace("i") == Some(XSI);
        self.if_room(&Names { prefix: self.find_prefix(namespace), has_instance })
    }

    /// The same one element deeper, if the general way will not say that it is too deep.
    fn if_room(&self, names: &Names<'x>) -> Names<'x> {
        let has_room = self.path.len() < self.options.max_depth as usize;
        Names { prefix: names.prefix.filter(|_| has_room), ..*names }
    }

    /// Reads members for as long as they are foretold. False if the one that stands here then is not.
    #[inline(never)]
    pub(super) fn foretold_members(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        names: &Names<'x>,
        progress: &mut Progress,
    ) -> Result<bool> {
        let (members, at, are_literal) = (class.xml(), self.pos, names.are_literal());
        let Some((mut place, start)) = self.foretell(members, names, progress) else { return Ok(false) };
        self.pos += start.length;
        if start.is_nil {
            let is_null = slots.get_mut(members[place].index).is_some_and(set_null);
            if is_null {
                progress.mark(place);
            } else {
                self.pos = at;
            }
            return Ok(is_null);
        }
        loop {
            let (member, content) = (&members[place], self.pos);
            let next = if are_literal { progress.next(members, place) } else { None };
            let behind = match slots.get_mut(member.index) {
                Some(slot) => self.foretold_element(member, slot, (next, names))?,
                None => Behind::Failed,
            };
            if behind == Behind::Failed {
                self.pos = if are_literal { content - member.direct.start.len() } else { at };
                return Ok(false);
            }
            progress.mark(place);
            if behind == Behind::Anything {
                return Ok(true);
            }
            place += 1;
        }
    }

    /// Reads items, as above.
    pub(super) fn foretold_items(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        names: &Names<'x>,
    ) -> Result<bool> {
        let (item, at, are_literal) = (&collection.item, self.pos, names.are_literal());
        let Some(start) = self.foretold_start(item, names) else { return Ok(false) };
        self.pos += start.length;
        if start.is_nil {
            let is_null = set_null(&mut list.push());
            if !is_null {
                list.pop();
                self.pos = at;
            }
            return Ok(is_null);
        }
        let next = are_literal.then_some(item);
        loop {
            let content = self.pos;
            match self.foretold_element(item, &mut list.push(), (next, names))? {
                Behind::Next => {}
                Behind::Anything => return Ok(true),
                Behind::Failed => {
                    list.pop();
                    self.pos = if are_literal { content - item.direct.start.len() } else { at };
                    return Ok(false);
                }
            }
        }
    }

    /// The member that stands here: the expected one, else one behind it or before it, as the general way looks for it.
    fn foretell(
        &self,
        members: &[MemberPlan],
        names: &Names<'x>,
        progress: &Progress,
    ) -> Option<(usize, Start)> {
        names.prefix?;
        let expected = progress.expected();
        let found = match members.get(expected).and_then(|member| self.foretold_start(member, names)) {
            Some(start) => (expected, start),
            // In strict mode all others are for the general way.
            None if self.options.strict => return None,
            None => self.foretell_other(members, names, expected)?,
        };
        progress.lacks(found.0).then_some(found)
    }

    /// A member that is not the expected one.
    #[inline(never)]
    fn foretell_other(
        &self,
        members: &[MemberPlan],
        names: &Names<'x>,
        expected: usize,
    ) -> Option<(usize, Start)> {
        // `<`, a name, and what is in the tag besides. Few names are as long, and only those have to be compared.
        let tag = raw::plain_len(&self.rest()[1..]) + 2;
        let expected = expected.min(members.len());
        (expected..members.len()).chain(0..expected).find_map(|place| {
            let member = &members[place];
            let fits = match names.prefix {
                Some("") => tag == member.direct.start.len() || tag == member.direct.nil.len(),
                _ => tag > member.name.len() + 2,
            };
            if fits { Some((place, self.foretold_start(member, names)?)) } else { None }
        })
    }

    #[inline]
    fn foretold_start(&self, member: &MemberPlan, names: &Names<'x>) -> Option<Start> {
        let (direct, rest) = (&member.direct, self.rest());
        if !names.are_literal() {
            let length = prefixed(rest, b"<", self.prefix_of(member, names)?, &member.name)?;
            return Some(Start { length, is_nil: false });
        }
        if raw::starts_with(rest, &direct.start) {
            return Some(Start { length: direct.start.len(), is_nil: false });
        }
        let is_nil = names.has_instance && member.ty.is_nullable && raw::starts_with(rest, &direct.nil);
        is_nil.then(|| Start { length: direct.nil.len(), is_nil })
    }

    /// The content of an element whose start tag was foretold, and its end tag. Only the most frequent kinds are read here,
    /// so that this can be a part of the loops.
    #[inline(always)]
    fn foretold_element(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        around: Around<'_, 'x>,
    ) -> Result<Behind> {
        let content = self.pos;
        let rest = &self.bytes[content..];
        let (value, length) = match member.direct.content {
            Content::Text => {
                let length = raw::plain_len(rest);
                (View::Str(&self.text[content..content + length]), length)
            }
            Content::Integer if let Some((value, length)) = short_integer(rest) => (View::Int(value), length),
            _ => return self.foretold_other(member, slot, around),
        };
        match self.foretold_end(member, content + length, around) {
            Behind::Failed => self.foretold_other(member, slot, around),
            behind if put(slot, &member.ty, value) => Ok(behind),
            _ => Ok(Behind::Failed),
        }
    }

    #[inline(never)]
    fn foretold_other(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        around: Around<'_, 'x>,
    ) -> Result<Behind> {
        match member.direct.content {
            Content::Object | Content::List => self.foretold_nested(member, slot.reborrow(), around),
            Content::General => Ok(Behind::Failed),
            Content::Text | Content::Integer | Content::Unsigned | Content::Boolean | Content::Scalar => {
                // The general way says what is wrong.
                let Ok(text) = self.text() else { return Ok(Behind::Failed) };
                let behind = self.foretold_end(member, self.pos, around);
                let is_put = behind != Behind::Failed && self.put_text(member, slot, &text);
                Ok(if is_put { behind } else { Behind::Failed })
            }
        }
    }

    /// The end tag of an element, and the start tag of the next if that is foretold too.
    #[inline(always)]
    fn foretold_end(&mut self, member: &MemberPlan, end: usize, (next, names): Around<'_, 'x>) -> Behind {
        if let Some(next) = next
            && raw::starts_with(&self.bytes[end..], &next.direct.next)
        {
            self.pos = end + next.direct.next.len();
            return Behind::Next;
        }
        match self.end_length(member, end, names) {
            Some(length) => {
                self.pos = end + length;
                Behind::Anything
            }
            None => Behind::Failed,
        }
    }

    #[inline(never)]
    fn end_length(&self, member: &MemberPlan, end: usize, names: &Names<'x>) -> Option<usize> {
        let (rest, tag) = (&self.bytes[end..], &member.direct.end);
        if names.are_literal() {
            return raw::starts_with(rest, tag).then_some(tag.len());
        }
        prefixed(rest, b"</", self.prefix_of(member, names)?, &member.name)
    }

    fn prefix_of(&self, member: &MemberPlan, names: &Names<'x>) -> Option<&'x str> {
        if member.direct.in_default { names.prefix } else { self.find_prefix(&member.namespace) }
    }

    /// Parses a text and puts its value. What is wrong with it is for the general way to say.
    fn put_text(&self, member: &MemberPlan, slot: &mut Slot<'_>, text: &str) -> bool {
        let ty = &member.ty;
        match &ty.shape {
            Shape::Primitive(Primitive::String) => put(slot, ty, View::Str(text)),
            Shape::Primitive(primitive) => filled(slot.reborrow(), ty).is_some_and(|mut slot| {
                matches!(self.primitive(&mut slot, ty, *primitive, text), Ok(Ok(())))
            }),
            _ => match ty.object() {
                Some(ObjectPlan { body: Body::Enum(contract), .. }) => {
                    contract.number_of(text).is_some_and(|number| put(slot, ty, View::Int(number)))
                }
                _ => false,
            },
        }
    }

    /// An element with elements in it.
    #[inline(never)]
    fn foretold_nested(
        &mut self,
        member: &MemberPlan,
        slot: Slot<'_>,
        around: Around<'_, 'x>,
    ) -> Result<Behind> {
        let Some(plan) = member.ty.object().filter(|plan| !plan.is_abstract && !member.is_secret) else {
            return Ok(Behind::Failed);
        };
        // Such an element is in the namespace of its content, so its name has the same prefix.
        let (name, prefix) = (member.name.len(), around.1.prefix.unwrap_or_default().len());
        let end = self.pos - 1;
        let start = end - name - if prefix == 0 { 0 } else { prefix + 1 };
        let element = Element { start: start - 1, is_empty: false };
        match (filled(slot, &member.ty), &plan.body) {
            (Some(Slot::Object(object)), Body::Class(class)) if plan.is_exactly(object) => {
                self.path.push(&self.text[end - name..end]);
                self.class_members((plan, class), object, element, &self.if_room(around.1))?;
            }
            (Some(Slot::List(list)), Body::Collection(collection)) => {
                self.path.push(&self.text[end - name..end]);
                self.items(collection, list, element, &self.if_room(around.1))?;
            }
            _ => return Ok(Behind::Failed),
        }
        let mut behind = self.foretold_end(member, self.pos, around);
        if behind == Behind::Failed {
            self.end_tag(&self.text[start..end])?;
            behind = Behind::Anything;
        }
        self.path.pop();
        Ok(behind)
    }
}

/// `<prefix:Name>`, or without a prefix: how long it is.
fn prefixed(rest: &[u8], open: &[u8], prefix: &str, name: &str) -> Option<usize> {
    let mut left = rest.strip_prefix(open)?;
    if !prefix.is_empty() {
        left = left.strip_prefix(prefix.as_bytes())?.strip_prefix(b":")?;
    }
    let left = left.strip_prefix(name.as_bytes())?.strip_prefix(b">")?;
    Some(rest.len() - left.len())
}

/// The slot behind those that may be null or of another type.
fn filled<'s>(slot: Slot<'s>, ty: &TypePlan) -> Option<Slot<'s>> {
    match slot {
        Slot::Nullable(nullable) => filled(nullable.fill(), ty),
        Slot::Value(value) => value.fill(&ty.ty),
        slot => Some(slot),
    }
}

/// Puts a value that is written as text; false if the slot is not for such values.
#[inline]
fn put(slot: &mut Slot<'_>, ty: &TypePlan, value: View<'_>) -> bool {
    match slot {
        Slot::Nullable(slot) => slot.set(value),
        Slot::Value(slot) => slot.fill(&ty.ty).is_some_and(|mut slot| slot.set(value)),
        slot => slot.set(value),
    }
}

fn set_null(slot: &mut Slot<'_>) -> bool {
    match slot {
        Slot::Nullable(nullable) => nullable.set_null(),
        Slot::Value(value) => **value = crate::dynamic::Value::Null,
        _ => return false,
    }
    true
}

/// An integer as .NET writes it, of so few digits that it fits: its value and length.
#[inline(always)]
fn short_integer(text: &[u8]) -> Option<(i64, usize)> {
    let sign = usize::from(text.first() == Some(&b'-'));
    let (mut value, mut length) = (0, sign);
    while let Some(digit @ b'0'..=b'9') = text.get(length) {
        value = value * 10 + i64::from(digit - b'0');
        length += 1;
        if length > 18 {
            return None;
        }
    }
    let value = if sign == 1 { -value } else { value };
    (length > sign).then_some((value, length))
}
