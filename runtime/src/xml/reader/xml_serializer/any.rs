//! What no contract describes: `XmlAnyElement`, `XmlAnyAttribute`, `XmlNamespaceDeclarations`, and texts between
//! elements.

use super::lists::next_item;
use super::{put, set_flag};
use crate::contract::{Primitive, Type, XML};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::{ClassPlan, MemberPlan, Placement};
use crate::value::dynamic::Value;
use crate::value::{Slot, View};
use crate::xml::nodes;
use crate::xml::reader::Decoder;
use crate::xml::reader::progress::Progress;
use crate::xml::tokenizer::{OtherAttribute, Tag, WHITE_SPACE};

/// The type of what a member has of the declarations of its element.
static TEXTS: Type = Type::Array(&Type::Primitive(Primitive::String));

/// The member that takes the attributes that no other one is.
pub(super) struct AnyAttributes<'p> {
    member: &'p MemberPlan,
    /// Whether it has some already.
    has_some: bool,
}

impl<'p> AnyAttributes<'p> {
    pub(super) fn new(member: &'p MemberPlan) -> Self {
        AnyAttributes { member, has_some: false }
    }
}

impl<'x> Decoder<'x, '_> {
    /// Returns the member that takes an element as XML: one that no member is, or one that stands once more. `found`
    /// is the member of its name.
    pub(super) fn any_member(
        &self,
        class: &ClassPlan,
        tag: &Tag<'x>,
        found: Option<usize>,
        progress: &Progress<'_>,
    ) -> Option<usize> {
        if class.is_simple {
            return None;
        }
        let members = class.xml();
        let namespace = self.tokens.namespace_of(tag);
        let takes = |place: usize, is_named: bool| match &members[place].placement {
            Placement::AnyElements(any) if is_named => {
                let is_free = progress.lacks(place) || members[place].ty.is_collection();
                is_free && any.has_name(tag.local, namespace)
            }
            Placement::AnyElements(any) => any.takes_all,
            _ => false,
        };
        if self.options.strict && class.is_sequence {
            // A sequence goes on to the first that takes the element, and stays at a list.
            let expected = progress.expected();
            let stays = expected > 0 && members[expected - 1].ty.is_collection();
            let mut behind = expected.saturating_sub(usize::from(stays))..members.len();
            let any = behind.find(|place| takes(*place, true) || takes(*place, false))?;
            return found.is_none_or(|found| found < expected || any < found).then_some(any);
        }
        let is_member = found.is_some_and(|found| {
            let found = match members[found].placement {
                Placement::OneOf { member, .. } => member,
                _ => found,
            };
            let member = &members[found];
            progress.lacks(found)
                || matches!(member.placement, Placement::Items(_))
                || member.ty.is_collection()
        });
        if is_member {
            return None;
        }
        let find = |is_named| (0..members.len()).find(|place| takes(*place, is_named));
        find(true).or_else(|| find(false))
    }

    /// Reads an element as XML.
    pub(super) fn any_element(
        &mut self,
        member: &MemberPlan,
        slots: &mut [Slot<'_>],
        is_again: bool,
        tag: &Tag<'x>,
    ) -> Result<()> {
        let outer = self.hide(member);
        let text = nodes::element_text(&mut self.tokens, tag)?;
        self.tokens.finish(tag)?;
        self.tokens.secret_depth = outer;
        self.put_any(member, slots, &text, is_again)?;
        set_flag(member, slots);
        Ok(())
    }

    /// Puts a text that stands between elements behind the items that are there.
    pub(super) fn text_item(
        &mut self,
        member: &MemberPlan,
        slots: &mut [Slot<'_>],
        text: &str,
        is_again: bool,
    ) -> Result<()> {
        // .NET takes white space at the start for something of its own.
        let text = if self.options.strict { text.trim_start_matches(WHITE_SPACE) } else { text };
        if matches!(member.placement, Placement::AnyElements(_)) {
            self.put_any(member, slots, &nodes::escaped(text), is_again)?;
        } else {
            self.put_any(member, slots, text, is_again)?;
        }
        set_flag(member, slots);
        Ok(())
    }

    /// Takes an attribute that no member is.
    pub(super) fn any_attribute(
        &self,
        any: &mut AnyAttributes<'_>,
        slots: &mut [Slot<'_>],
        attribute: &OtherAttribute<'_>,
    ) -> Result<()> {
        let OtherAttribute { prefix, local, namespace, value } = attribute;
        let mut text = nodes::attribute_text(prefix, local, value);
        if !prefix.is_empty() && namespace != XML {
            text = text + " " + &nodes::declaration_text(prefix, namespace);
        }
        self.put_any(any.member, slots, &text, any.has_some)?;
        any.has_some = true;
        set_flag(any.member, slots);
        Ok(())
    }

    /// Gives an object the declarations of its element, where it has a member for them.
    pub(super) fn own_namespaces(
        &self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        tag: &Tag<'x>,
    ) -> Result<()> {
        let Some(index) = class.namespaces else { return Ok(()) };
        for (place, (prefix, namespace)) in self.tokens.declared_by(tag).iter().enumerate() {
            let text = nodes::declaration_text(prefix, namespace);
            let put = slots.get_mut(index).and_then(|slot| {
                let mut put = |slot: Slot<'_>| put_text(slot, &text);
                next_item(slot.reborrow(), &TEXTS, place > 0, &mut put).filter(|is_put| *is_put)
            });
            if put.is_none() {
                return Err(self.no_place());
            }
        }
        Ok(())
    }

    fn put_any(&self, member: &MemberPlan, slots: &mut [Slot<'_>], text: &str, is_again: bool) -> Result<()> {
        let put = slots.get_mut(member.index).and_then(|slot| {
            if member.ty.is_collection() {
                next_item(slot.reborrow(), &member.ty.ty, is_again, &mut |slot| put_text(slot, text))
            } else {
                Some(put_text(slot.reborrow(), text))
            }
        });
        if put == Some(true) { Ok(()) } else { Err(self.no_place()) }
    }

    #[cold]
    fn no_place(&self) -> Error {
        self.tokens.error(ErrorKind::Value, "the value has no place for XML as a text")
    }
}

/// Puts a text into a slot. Returns whether there is a place for it.
fn put_text(slot: Slot<'_>, text: &str) -> bool {
    put(slot, View::Str(text), &|value| {
        *value = Value::String(text.to_owned());
        true
    })
}
