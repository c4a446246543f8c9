//! The attributes of the serializer: where .NET looks at them, and what it refuses there.

use super::super::tokenizer::{InvalidAttribute, Tag};
use super::Decoder;
use crate::contract::{Primitive, Serializer, Type};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::{Shape, TypePlan};
use crate::value::Slot;

impl<'x> Decoder<'x, '_> {
    /// Refuses attributes that have no valid value. .NET looks at them on all that it reads, and on what it
    /// skips, but not inside of that.
    #[inline]
    pub(super) fn refuse_invalid(&self, tag: &Tag<'x>) -> Result<()> {
        match tag.invalid {
            None => Ok(()),
            Some(invalid) => self.refuse(invalid),
        }
    }

    #[cold]
    fn refuse(&self, invalid: InvalidAttribute) -> Result<()> {
        let (kind, message) = match invalid {
            InvalidAttribute::Nil => (ErrorKind::Value, "`nil` has to be true or false"),
            InvalidAttribute::Reference => (ErrorKind::Reference, "`z:Ref` has to name an object"),
            // These say nothing of the value.
            InvalidAttribute::Id | InvalidAttribute::Size if !self.options.strict => return Ok(()),
            InvalidAttribute::Id => (ErrorKind::Reference, "`z:Id` has to be a name"),
            InvalidAttribute::Size => (ErrorKind::Value, "`z:Size` has to be a number of items"),
        };
        Err(self.tokens.error(kind, message))
    }

    /// Refuses what a member, an item, a key or a value must not have as attributes: a value type has no
    /// identity.
    #[inline]
    pub(super) fn check_attributes(&self, is_value_type: bool, tag: &Tag<'x>) -> Result<()> {
        self.refuse_invalid(tag)?;
        let has_identity = tag.reference.is_some() || (tag.id.is_some() && !tag.is_nil);
        if self.options.strict && is_value_type && has_identity {
            return Err(self.value_type_identity());
        }
        Ok(())
    }

    #[cold]
    fn value_type_identity(&self) -> Error {
        self.tokens.error(
            ErrorKind::Reference,
            "a value type has no identity: neither `z:Id` nor `z:Ref` may stand here",
        )
    }

    /// Reads the root's content into a slot.
    pub(super) fn root_value(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        if self.serializer == Serializer::XmlSerializer {
            return self.root_for_xml_serializer(slot, ty, tag);
        }
        match &ty.shape {
            Shape::Primitive(primitive) if *primitive != Primitive::DateTimeOffset => {
                if ty.ty.is_value_type() {
                    return self.value_without_attributes(slot, ty, tag);
                }
                if self.options.strict && !tag.is_nil && matches!(ty.ty, Type::Nullable(_)) {
                    self.refuse_other_primitive(*primitive, tag)?;
                }
            }
            _ => {}
        }
        self.refuse_invalid(tag)?;
        self.checked_value(slot, ty, tag)
    }

    /// Reads a value of which .NET does not look at the attributes: a primitive root, an item of some arrays.
    pub(super) fn value_without_attributes(
        &mut self,
        slot: Slot<'_>,
        ty: &TypePlan,
        tag: &Tag<'x>,
    ) -> Result<()> {
        let is_nil = tag.is_nil && (tag.is_empty || self.tokens.rest().starts_with(b"</"));
        // What is nil and empty has no value either way; the other error says more.
        if is_nil || !tag.has_attributes() {
            return self.checked_value(slot, ty, tag);
        }
        self.checked_value(slot, ty, &tag.without_attributes())
    }

    /// Refuses a root that names another type than its own. A primitive root that may be null is read by
    /// `i:type`, and only its own type can then be cast to it.
    fn refuse_other_primitive(&self, primitive: Primitive, tag: &Tag<'x>) -> Result<()> {
        let Some(name) = &tag.ty else { return Ok(()) };
        let (name, namespace) = self.tokens.resolve_type(name);
        if super::value::primitive(&name, &namespace) == Some(primitive) {
            return Ok(());
        }
        Err(self.unknown_type(&name, &namespace))
    }

    /// Refuses an element that names another type than its contract's, where the Rust type holds no other.
    /// .NET looks at the names of all types but primitives.
    pub(super) fn refuse_other_type(&mut self, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        if tag.ty.is_none() || !self.options.strict {
            return Ok(());
        }
        // A Rust type that is of one contract only cannot hold another; .NET would not know it either.
        let is_other = match self.serializer {
            Serializer::DataContractSerializer => self.actual_type(ty, tag)?.is_some(),
            Serializer::XmlSerializer => self.actual_for_xml_serializer(ty, tag)?.is_some(),
        };
        if is_other { Err(self.unfit(ty)) } else { Ok(()) }
    }
}
