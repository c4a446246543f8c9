//! The content of one element, and its end.

use super::super::super::fast_tags::Content;
use super::super::Decoder;
use super::super::progress::{ClassType, Element};
use super::{ElementEnd, Following, Lookahead, NameForm};
use crate::contract::Primitive;
use crate::error::Result;
use crate::plan::{Body, MemberPlan, ObjectPlan, Shape, TypePlan};
use crate::raw;
use crate::value::{Object, Slot, View};

impl<'x> Decoder<'x, '_> {
    /// Reads an element of the most frequent kinds, a text or a short number, whose content begins at
    /// `content`.
    #[inline(always)]
    pub(super) fn fast_scalar<const PLAIN: bool>(
        &self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        content: usize,
        lookahead: Lookahead<'_, 'x>,
    ) -> Option<ElementEnd> {
        let (value, length) = match member.fast.content {
            Content::Text => {
                let text = raw::plain_text(self.tokens.text, content);
                (View::Str(text), text.len())
            }
            Content::Integer => {
                let (value, length) = short_integer(&self.tokens.bytes[content..])?;
                (View::Int(value), length)
            }
            _ => return None,
        };
        let end = self.match_end_tag::<PLAIN>(member, content + length, lookahead)?;
        put(slot, &member.ty, value).then_some(end)
    }

    /// Reads an element of any other kind, whose content begins at the position. Returns `None` if it cannot
    /// be read here; the position is then anywhere.
    #[inline(never)]
    pub(super) fn fast_content(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        lookahead: Lookahead<'_, 'x>,
    ) -> Result<Option<Following>> {
        match member.fast.content {
            Content::Object | Content::List => self.fast_nested(member, slot.reborrow(), lookahead),
            Content::General => Ok(None),
            Content::Text | Content::Integer | Content::Unsigned | Content::Boolean | Content::Scalar => {
                let mut scratch = std::mem::take(&mut self.scratch);
                scratch.clear();
                // The slow path says what is wrong.
                let Ok(text) = self.tokens.text_into(&mut scratch) else { return Ok(None) };
                let end = self.match_end_tag::<false>(member, self.tokens.pos, lookahead);
                let end = end.filter(|_| self.put_text(member, slot, text.unwrap_or(&scratch)));
                self.scratch = scratch;
                Ok(end.map(|end| {
                    self.tokens.pos = end.pos;
                    end.following
                }))
            }
        }
    }

    /// Parses a text and puts its value, and returns whether that could be done. The slow path says what is
    /// wrong.
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

    /// Returns the class of a member whose values are objects of a class and can be read here.
    pub(super) fn class_of<'p>(&self, member: &'p MemberPlan) -> Option<ClassType<'p>> {
        if member.fast.content != Content::Object || member.is_secret || !self.may_nest_inside() {
            return None;
        }
        match member.ty.object() {
            Some(plan @ ObjectPlan { body: Body::Class(class), is_abstract: false, is_slow: false, .. }) => {
                Some(ClassType { plan, class })
            }
            _ => None,
        }
    }

    /// Reads the end tag of an element that had elements in it, in whichever way they were read.
    #[inline(always)]
    pub(super) fn end_of_nested(
        &mut self,
        member: &MemberPlan,
        name: &str,
        lookahead: Lookahead<'_, 'x>,
    ) -> Result<Following> {
        if let Some(end) = self.match_end_tag::<false>(member, self.tokens.pos, lookahead) {
            self.tokens.pos = end.pos;
            return Ok(end.following);
        }
        self.tokens.end_tag(name)?;
        Ok(Following::Other)
    }

    /// Reads an element with elements in it.
    #[inline(never)]
    fn fast_nested(
        &mut self,
        member: &MemberPlan,
        slot: Slot<'_>,
        lookahead: Lookahead<'_, 'x>,
    ) -> Result<Option<Following>> {
        let Some(plan) =
            member.ty.object().filter(|plan| !plan.is_abstract && !plan.is_slow && !member.is_secret)
        else {
            return Ok(None);
        };
        // Such an element is in the namespace of its content, so its name has the same prefix.
        let (end, names) = (self.tokens.pos - 1, lookahead.names);
        let local = end - member.name.len();
        let name = local - names.prefix_len();
        let element = Element { start: name - 1, is_empty: false };
        let unknown;
        let names_inside = if self.may_nest_inside() {
            names
        } else {
            unknown = NameForm::unknown();
            &unknown
        };
        let text = self.tokens.text;
        match (filled(slot, &member.ty), &plan.body) {
            (Some(Slot::Object(object)), Body::Class(class)) if plan.is_exactly(object) => {
                self.tokens.path.push(&text[local..end]);
                self.class_members(ClassType { plan, class }, object, element, names_inside)?;
            }
            (Some(Slot::List(list)), Body::Collection(collection)) => {
                self.tokens.path.push(&text[local..end]);
                list.clear();
                self.items(collection, list, element, names_inside)?;
            }
            _ => return Ok(None),
        }
        let following = self.end_of_nested(member, &text[name..end], lookahead)?;
        self.tokens.path.pop();
        Ok(Some(following))
    }
}

/// Returns the slot behind those that may be null or of another type.
#[inline]
fn filled<'s>(slot: Slot<'s>, ty: &TypePlan) -> Option<Slot<'s>> {
    match slot {
        Slot::Nullable(nullable) => filled(nullable.fill(), ty),
        Slot::Value(value) => value.fill(&ty.ty),
        slot => Some(slot),
    }
}

/// Returns the object in a slot, or the one that its value becomes.
pub(super) fn filled_object<'s>(slot: &'s mut Slot<'_>, ty: &TypePlan) -> Option<&'s mut dyn Object> {
    match filled(slot.reborrow(), ty) {
        Some(Slot::Object(object)) => Some(object),
        _ => None,
    }
}

/// Puts a value that is written as text, and returns whether the slot takes such values.
#[inline]
fn put(slot: &mut Slot<'_>, ty: &TypePlan, value: View<'_>) -> bool {
    match slot {
        Slot::Nullable(slot) => slot.set(value),
        Slot::Value(slot) => slot.fill(&ty.ty).is_some_and(|mut slot| slot.set(value)),
        slot => slot.set(value),
    }
}

/// Makes a slot null, and returns whether it has a null.
pub(super) fn set_null(slot: &mut Slot<'_>) -> bool {
    match slot {
        Slot::Nullable(nullable) => nullable.set_null(),
        Slot::Value(value) => **value = crate::value::dynamic::Value::Null,
        _ => return false,
    }
    true
}

/// Reads an integer without a sign that has so few digits that it fits: its value, and how many digits it
/// has.
#[inline(always)]
fn short_integer(text: &[u8]) -> Option<(i64, usize)> {
    let (mut value, mut length) = (0_i64, 0);
    for digit in text.iter().map(|byte| byte.wrapping_sub(b'0')).take_while(|digit| *digit < 10) {
        // What overflows has more than 18 digits, and is refused below.
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
        length += 1;
    }
    (1..=18).contains(&length).then_some((value, length))
}
