//! What stands between two tags that are foretold.

use super::super::super::direct::Content;
use super::super::super::raw;
use super::super::Reader;
use super::super::class::Element;
use super::{Around, Names};
use crate::contract::Primitive;
use crate::contract::plan::{Body, ClassPlan, MemberPlan, ObjectPlan, Shape, TypePlan};
use crate::error::Result;
use crate::value::{Object, Slot, View};

impl<'x> Reader<'x, '_> {
    /// The content of an element, and its end tag, if it is of the most frequent kinds: whether the start tag of the next
    /// was there as well, and where all this ends.
    #[inline(always)]
    pub(super) fn foretold_short<const PLAIN: bool>(
        &self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        content: usize,
        around: Around<'_, 'x>,
    ) -> Option<(bool, usize)> {
        let (value, length) = match member.direct.content {
            Content::Text => {
                let text = raw::plain_text(self.text, content);
                (View::Str(text), text.len())
            }
            Content::Integer => {
                let (value, length) = short_integer(&self.bytes[content..])?;
                (View::Int(value), length)
            }
            _ => return None,
        };
        let end = self.foretold_end::<PLAIN>(member, content + length, around)?;
        put(slot, &member.ty, value).then_some(end)
    }

    /// The content of an element, and its end tag: whether the start tag of the next was there as well. None if it is not
    /// as foretold.
    #[inline(never)]
    pub(super) fn foretold_other(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        around: Around<'_, 'x>,
    ) -> Result<Option<bool>> {
        match member.direct.content {
            Content::Object | Content::List => self.foretold_nested(member, slot.reborrow(), around),
            Content::General => Ok(None),
            Content::Text | Content::Integer | Content::Unsigned | Content::Boolean | Content::Scalar => {
                let mut scratch = std::mem::take(&mut self.scratch);
                scratch.clear();
                // The general way says what is wrong.
                let Ok(text) = self.text_into(&mut scratch) else { return Ok(None) };
                let end = self.foretold_end::<false>(member, self.pos, around);
                let end = end.filter(|_| self.put_text(member, slot, text.unwrap_or(&scratch)));
                self.scratch = scratch;
                Ok(end.map(|(is_next, end)| {
                    self.pos = end;
                    is_next
                }))
            }
        }
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

    /// The class of a member whose values are objects of a class, unless that is for the general way.
    pub(super) fn foretold_class<'p>(
        &self,
        member: &'p MemberPlan,
    ) -> Option<(&'p ObjectPlan, &'p ClassPlan)> {
        if member.direct.content != Content::Object || member.is_secret || !self.has_room_inside() {
            return None;
        }
        match member.ty.object() {
            Some(plan @ ObjectPlan { body: Body::Class(class), is_abstract: false, .. }) => {
                Some((plan, class))
            }
            _ => None,
        }
    }

    /// Reads the end tag of an element that had elements in it, foretold or not: whether the start tag of the next was
    /// there as well.
    #[inline(always)]
    pub(super) fn end_of_nested(
        &mut self,
        member: &MemberPlan,
        name: &str,
        around: Around<'_, 'x>,
    ) -> Result<bool> {
        if let Some((is_next, end)) = self.foretold_end::<false>(member, self.pos, around) {
            self.pos = end;
            return Ok(is_next);
        }
        self.end_tag(name)?;
        Ok(false)
    }

    /// An element with elements in it.
    #[inline(never)]
    fn foretold_nested(
        &mut self,
        member: &MemberPlan,
        slot: Slot<'_>,
        around: Around<'_, 'x>,
    ) -> Result<Option<bool>> {
        let Some(plan) = member.ty.object().filter(|plan| !plan.is_abstract && !member.is_secret) else {
            return Ok(None);
        };
        // Such an element is in the namespace of its content, so its name has the same prefix.
        let (end, names) = (self.pos - 1, around.1);
        let local = end - member.name.len();
        let name = local - names.extra();
        let element = Element { start: name - 1, is_empty: false };
        let deep;
        let inner = if self.has_room_inside() {
            names
        } else {
            deep = Names::none();
            &deep
        };
        match (filled(slot, &member.ty), &plan.body) {
            (Some(Slot::Object(object)), Body::Class(class)) if plan.is_exactly(object) => {
                self.path.push(&self.text[local..end]);
                self.class_members((plan, class), object, element, inner)?;
            }
            (Some(Slot::List(list)), Body::Collection(collection)) => {
                self.path.push(&self.text[local..end]);
                self.items(collection, list, element, inner)?;
            }
            _ => return Ok(None),
        }
        let is_next = self.end_of_nested(member, &self.text[name..end], around)?;
        self.path.pop();
        Ok(Some(is_next))
    }
}

/// The slot behind those that may be null or of another type.
#[inline]
fn filled<'s>(slot: Slot<'s>, ty: &TypePlan) -> Option<Slot<'s>> {
    match slot {
        Slot::Nullable(nullable) => filled(nullable.fill(), ty),
        Slot::Value(value) => value.fill(&ty.ty),
        slot => Some(slot),
    }
}

/// The object in a slot, or that which a value becomes.
pub(super) fn filled_object<'s>(slot: &'s mut Slot<'_>, ty: &TypePlan) -> Option<&'s mut dyn Object> {
    match filled(slot.reborrow(), ty) {
        Some(Slot::Object(object)) => Some(object),
        _ => None,
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

pub(super) fn set_null(slot: &mut Slot<'_>) -> bool {
    match slot {
        Slot::Nullable(nullable) => nullable.set_null(),
        Slot::Value(value) => **value = crate::dynamic::Value::Null,
        _ => return false,
    }
    true
}

/// An integer without sign, of so few digits that it fits: its value and length.
#[inline(always)]
fn short_integer(text: &[u8]) -> Option<(i64, usize)> {
    let (mut value, mut length) = (0_i64, 0);
    for digit in text.iter().map(|byte| byte.wrapping_sub(b'0')).take_while(|digit| *digit < 10) {
        // Too long ones are none.
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
        length += 1;
    }
    (1..=18).contains(&length).then_some((value, length))
}
