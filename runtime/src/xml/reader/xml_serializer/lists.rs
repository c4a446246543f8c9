//! Lists: without an element around their items, of several elements, and those that are missing.

use crate::contract::Type;
use crate::error::{Error, Result};
use crate::notice::NoticeKind;
use crate::plan::{Body, ClassPlan, CollectionPlan, MemberPlan, Placement, TypePlan};
use crate::value::{List, Seen, Slot};
use crate::xml::reader::Decoder;
use crate::xml::tokenizer::Tag;

impl<'x> Decoder<'x, '_> {
    /// Reads one item of a list that has no element around its items.
    pub(super) fn flat_item(
        &mut self,
        collection: &CollectionPlan,
        element: usize,
        slot: Slot<'_>,
        member: &MemberPlan,
        is_again: bool,
        tag: &Tag<'x>,
    ) -> Result<()> {
        let item = collection.choices.get(element).unwrap_or(&collection.item);
        let read = next_item(slot, &member.ty.ty, is_again, &mut |slot| self.member_or_nil(item, slot, tag));
        read.unwrap_or_else(|| Err(self.unfit(&member.ty)))
    }

    /// Reads the items of a list that stands a second time, behind those that it has.
    pub(super) fn more_items(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        match (slot, ty.object().map(|plan| &plan.body)) {
            (Slot::Nullable(nullable), _) => self.more_items(nullable.keep(), ty, tag),
            (Slot::Value(value), _) => {
                if value.ty().is_none() {
                    value.fill(&ty.ty);
                }
                self.more_items(value.content_slot(), ty, tag)
            }
            (Slot::List(list), Some(Body::Collection(collection))) => {
                let names = self.name_form(&collection.item.namespace);
                self.items(collection, list, tag.into(), &names)
            }
            _ => Err(self.unfit(ty)),
        }
    }

    /// Reads an item that is one of several elements, or skips an element that is none.
    #[cold]
    #[inline(never)]
    pub(in super::super) fn chosen_item(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        tag: &Tag<'x>,
    ) -> Result<()> {
        let namespace = self.tokens.namespace_of(tag);
        let is_it = |choice: &&MemberPlan| choice.name == tag.local && *choice.namespace == *namespace;
        match collection.choices.iter().find(is_it) {
            Some(choice) => {
                self.value(list.push(), &choice.ty, tag)?;
                self.tokens.finish(tag)
            }
            None => self.skip_with_notice(tag, NoticeKind::Unknown),
        }
    }

    /// Gives lists that are missing no items: .NET makes them before it reads.
    pub(in super::super) fn fill_missing_lists(class: &ClassPlan, slots: &mut [Slot<'_>], seen: &Seen) {
        let elements = seen.unmarked(class.xml().len()).map(|place| &class.xml()[place]);
        let attributes = class.attributes.iter().map(|attribute| &attribute.member);
        for member in elements.chain(attributes) {
            if member.ty.is_list_that_grows()
                && !matches!(member.placement, Placement::OneOf { .. })
                && let Some(slot) = slots.get_mut(member.index)
            {
                fill_list(slot.reborrow(), &member.ty);
            }
        }
    }
}

/// Gives the place of the next item of a list: behind those that are there if `is_again`, else it is the first one.
/// Returns `None` if the value is no list.
pub(super) fn next_item<T>(
    slot: Slot<'_>,
    ty: &Type,
    is_again: bool,
    put: &mut dyn FnMut(Slot<'_>) -> T,
) -> Option<T> {
    match slot {
        Slot::Nullable(nullable) => {
            let slot = if is_again { nullable.keep() } else { nullable.fill() };
            next_item(slot, ty, is_again, put)
        }
        Slot::Value(value) => {
            if !is_again {
                value.fill(ty)?;
            }
            next_item(value.content_slot(), ty, true, put)
        }
        Slot::Converted(slot) => {
            let mut done = None;
            let filled = slot.fill(|slot| {
                done = next_item(slot, ty, is_again, put);
                Ok::<(), Error>(())
            });
            done.filter(|_| matches!(filled, Ok(Ok(()))))
        }
        Slot::List(list) => {
            if !is_again {
                list.clear();
            }
            Some(put(list.push()))
        }
        _ => None,
    }
}

/// Makes a list that is null an empty one.
pub(super) fn fill_list(slot: Slot<'_>, ty: &TypePlan) {
    match slot {
        Slot::Nullable(nullable) => {
            nullable.keep();
        }
        Slot::Value(value) if value.ty().is_none() => {
            value.fill(&ty.ty);
        }
        _ => {}
    }
}
