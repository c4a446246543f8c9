//! What `XmlSerializer` reads otherwise than `DataContractSerializer`: members in any order, attributes, texts,
//! choices, lists without an element around them, and actual types by their places.

mod actual_type;
mod any;
mod attributes;
mod comment;
mod data_type;
mod lists;

use super::Decoder;
use super::progress::Progress;
use crate::contract::{Primitive, Serializer, Type};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::NoticeKind;
use crate::plan::xml_serializer::{KnownClasses, KnownInDocument, item_of};
use crate::plan::{ClassPlan, MemberPlan, Placement, Shape, TypePlan};
use crate::value::dynamic::Value;
use crate::value::{Scalar as _, Slot, View};
use crate::xml::tokenizer::{Next, Tag};
use lists::{fill_list, next_item};

impl<'x> Decoder<'x, '_> {
    /// Returns whether the order of members means anything.
    pub(super) fn knows_order(&self) -> bool {
        self.serializer == Serializer::DataContractSerializer
    }

    /// Reads the root. .NET makes an empty list of one that is nil.
    pub(super) fn root_for_xml_serializer(
        &mut self,
        mut slot: Slot<'_>,
        ty: &TypePlan,
        tag: &Tag<'x>,
    ) -> Result<()> {
        if !tag.is_empty && (!tag.is_nil || ty.ty.is_value_type()) {
            self.refuse_comment(ty)?;
        }
        let is_nullable = match ty.ty {
            Type::Contract(contract) => {
                ty.is_nullable && contract.get().xml_serializer().root_is_nullable != Some(false)
            }
            _ => ty.is_nullable,
        };
        // An empty one is zero, nil or not.
        if matches!(ty.ty, Type::Primitive(Primitive::TimeSpan)) {
            return self.checked_value(slot, ty, &tag.without_attributes());
        }
        // A DateTimeOffset is a struct to it, of which it looks at the type.
        let is_struct = matches!(ty.shape, Shape::Primitive(Primitive::DateTimeOffset));
        if matches!(ty.shape, Shape::Primitive(_)) && ty.ty.is_value_type() && !is_struct {
            return self.value_without_attributes(slot, ty, tag);
        }
        let ignores_nil = tag.invalid.is_some() || (tag.is_nil && self.options.strict);
        if ignores_nil && !is_nullable {
            return self.checked_value(slot, ty, &tag.without_nil());
        }
        self.refuse_invalid(tag)?;
        self.checked_value(slot.reborrow(), ty, tag)?;
        if self.options.strict && ty.is_list_that_grows() {
            fill_list(slot, ty);
        }
        Ok(())
    }

    /// Reads one member, whichever stands here, or skips an element that is none.
    pub(super) fn member_for_xml_serializer(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        progress: &mut Progress<'_>,
    ) -> Result<()> {
        let tag = self.tokens.start_tag()?;
        let expected = progress.expected();
        let found = self.find_member(class, &tag, expected);
        let is_sequence = self.options.strict && class.is_sequence;
        if let Some(place) = self.any_member(class, &tag, found, progress) {
            self.any_element(&class.xml()[place], slots, !progress.lacks(place), &tag)?;
            progress.mark(place);
            return Ok(());
        }
        let Some(place) = found else {
            self.skip_with_notice(&tag, NoticeKind::Unknown)?;
            return if is_sequence { self.lose_the_rest() } else { Ok(()) };
        };
        let named = &class.xml()[place];
        // The member behind one of its names, and which of its elements it is.
        let (place, element) = match named.placement {
            Placement::OneOf { member, place } => (member, place),
            _ => (place, 0),
        };
        let member = &class.xml()[place];
        // A sequence stays at a list until something else comes.
        let repeats = matches!(member.placement, Placement::Items(_)) || member.ty.is_collection();
        let is_again = !progress.lacks(place);
        if is_sequence && (place < expected) && !(repeats && place + 1 == expected) {
            self.skip_with_notice(&tag, NoticeKind::OutOfOrder)?;
            return self.lose_the_rest();
        }
        let Some(slot) = slots.get_mut(member.index).filter(|slot| !matches!(slot, Slot::Absent)) else {
            return Err(self.tokens.error(ErrorKind::Value, "the value has no place for this member"));
        };
        match &member.placement {
            Placement::Items(collection) => {
                let outer = self.hide(member);
                self.flat_item(collection, element, slot.reborrow(), member, is_again, &tag)?;
                self.tokens.secret_depth = outer;
            }
            _ if is_again && !member.ty.is_collection() => {
                return self.skip_with_notice(&tag, NoticeKind::Duplicate);
            }
            // As in .NET the value that is there already stays where one with a default is empty.
            Placement::Element
                if tag.is_empty && member.default_value.is_some() && member.ty.ty.is_value_type() =>
            {
                self.tokens.skip_content(&tag)?;
            }
            Placement::Choice(choices) => {
                let choice = choices.get(element).unwrap_or(member);
                let outer = self.hide(member);
                self.member_or_nil(choice, slot.reborrow(), &tag)?;
                self.tokens.secret_depth = outer;
            }
            // A list takes what stands there again; an array begins anew.
            _ if is_again && member.ty.is_list_that_grows() => {
                if tag.is_nil {
                    self.tokens.skip_content(&tag)?;
                } else {
                    self.more_items(slot.reborrow(), &member.ty, &tag)?;
                }
            }
            _ => self.member_or_nil(member, slot.reborrow(), &tag)?,
        }
        self.tokens.finish(&tag)?;
        progress.mark(place);
        set_flag(member, slots);
        self.choose(member, element, is_again, slots)
    }

    /// Notes which of several elements the value of a member was, where another member says that.
    fn choose(
        &self,
        member: &MemberPlan,
        element: usize,
        is_again: bool,
        slots: &mut [Slot<'_>],
    ) -> Result<()> {
        let Some(chooser) = member.linked.as_ref().and_then(|linked| linked.chooser.as_ref()) else {
            return Ok(());
        };
        let Some(number) = chooser.numbers.get(element) else { return Ok(()) };
        let is_set = slots.get_mut(chooser.index).is_some_and(|slot| match item_of(&chooser.ty) {
            None => put_number(slot.reborrow(), &chooser.ty, *number),
            Some(item) => {
                let mut put = |slot: Slot<'_>| put_number(slot, &item, *number);
                next_item(slot.reborrow(), &chooser.ty, is_again, &mut put).unwrap_or(false)
            }
        });
        if is_set {
            return Ok(());
        }
        let message = format!("the value has no place for the element that `{}` is", member.name);
        Err(self.tokens.error(ErrorKind::Value, message))
    }

    /// Skips all that follows in an object: what .NET loses once a sequence is broken.
    fn lose_the_rest(&mut self) -> Result<()> {
        while let Next::Start = self.tokens.next()? {
            let tag = self.tokens.start_tag()?;
            self.skip_with_notice(&tag, NoticeKind::OutOfOrder)?;
        }
        Ok(())
    }

    /// Reads a member's value. In strict mode nil counts only where .NET would write it.
    pub(super) fn member_or_nil(&mut self, member: &MemberPlan, slot: Slot<'_>, tag: &Tag<'x>) -> Result<()> {
        let is_list = member.ty.is_collection();
        // A value type has no null; as in .NET what is nil is as good as empty then.
        let is_value = !member.ty.is_nullable;
        // .NET reads a `Nullable` by a method of its own, which looks for nil even in items with `IsNullable = false`.
        let takes_nil = member.takes_nil || matches!(member.ty.ty, Type::Nullable(_));
        if tag.invalid.is_some() && (!takes_nil || is_value) && !is_list {
            // .NET does not look at nil here, whatever it may say.
            return self.member_value(member, slot, &tag.without_nil());
        }
        if !tag.is_nil || (!self.options.strict && !is_value) {
            return self.member_value(member, slot, tag);
        }
        if is_list {
            if member.ty.is_list_that_grows() {
                fill_list(slot, &member.ty);
            }
            return self.tokens.skip_content(tag);
        }
        if takes_nil && !is_value {
            return self.member_value(member, slot, tag);
        }
        self.member_value(member, slot, &tag.without_nil())
    }

    fn known_classes(&self) -> &KnownClasses {
        self.known_classes.get_or_init(|| KnownInDocument::new(&self.root))
    }
}

/// Puts the number of an enum into a slot. Returns whether there is a place for it.
fn put_number(slot: Slot<'_>, ty: &Type, number: i64) -> bool {
    put(slot, View::Int(number), &|value| {
        value.fill(ty);
        match value {
            Value::Enum(value) => value.set(View::Int(number)),
            _ => false,
        }
    })
}

/// Puts a value into a slot that has no element of its own to be read from. `set` puts it into a dynamic value.
/// Returns whether there is a place for it.
fn put(slot: Slot<'_>, view: View<'_>, set: &dyn Fn(&mut Value) -> bool) -> bool {
    match slot {
        Slot::Nullable(nullable) => put(nullable.fill(), view, set),
        Slot::Value(value) => set(value),
        Slot::Converted(slot) => {
            let mut is_put = false;
            let filled = slot.fill(|slot| {
                is_put = put(slot, view, set);
                Ok::<(), Error>(())
            });
            is_put && matches!(filled, Ok(Ok(())))
        }
        mut slot => slot.set(view),
    }
}

/// Notes that a member is there, where its class has a flag for that.
fn set_flag(member: &MemberPlan, slots: &mut [Slot<'_>]) {
    let flag = member.linked.as_ref().and_then(|linked| linked.specified);
    if let Some(slot) = flag.and_then(|flag| slots.get_mut(flag)) {
        match slot {
            Slot::Value(value) => **value = Value::Boolean(true),
            slot => {
                slot.set(View::Bool(true));
            }
        }
    }
}
