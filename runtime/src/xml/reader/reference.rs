//! Objects with identity: `z:Id` and `z:Ref`.

use super::Reader;
use super::tag::Tag;
use crate::contract::Type;
use crate::contract::plan::TypePlan;
use crate::dynamic::{DynamicShared, Value};
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Object, SharedSlot, SharedTarget, Slot};
use std::borrow::Cow;

/// An object with `z:Id`, which `z:Ref` can refer to.
pub(super) enum Target<'x> {
    /// An object that is shared in memory.
    Shared {
        object: SharedTarget,
        ty: Type,
        /// Whether it is still being read.
        is_open: bool,
    },
    /// An object that is not: what refers to it gets a copy, read from the same place once more.
    Copied { tag: Tag<'x>, content: usize, scope: Vec<(&'x str, Cow<'x, str>)> },
}

impl<'x> Reader<'x, '_> {
    fn unknown_reference(&self) -> Error {
        self.error(
            ErrorKind::Reference,
            "`z:Ref` refers to an object that no element before it has as its `z:Id`",
        )
    }

    /// The object with this `z:Id`.
    fn target(&self, id: &str) -> Option<&Target<'x>> {
        self.references.as_ref()?.get(id)
    }

    fn remember(&mut self, id: &str, target: Target<'x>) -> Result<()> {
        match self.references.get_or_insert_default().insert(id.to_owned(), target) {
            None => Ok(()),
            Some(_) => Err(self.error(ErrorKind::Reference, "two objects have the same `z:Id`")),
        }
    }

    /// Reads an object that is shared in memory.
    pub(super) fn shared(&mut self, shared: &mut dyn SharedSlot, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        if let Some(id) = &tag.reference {
            let is_linked = match self.target(id) {
                Some(Target::Shared { object, ty: actual, is_open }) => {
                    fits(actual, &ty.ty) && shared.link(object, *is_open)
                }
                Some(Target::Copied { .. }) => false,
                None => return Err(self.unknown_reference()),
            };
            if !is_linked {
                return Err(self.error(ErrorKind::Reference, "`z:Ref` refers to an object of another type"));
            }
            return self.skip_content(tag);
        }
        let object = shared.fresh();
        if let Some(id) = &tag.id {
            self.remember(id, Target::Shared { object, ty: ty.ty, is_open: true })?;
        }
        shared.fill(&mut |slot: Slot<'_>| self.actual_value(slot, ty, tag))?;
        if let Some(id) = &tag.id
            && let Some(targets) = &mut self.references
            && let Some(Target::Shared { is_open, .. }) = targets.get_mut(&**id)
        {
            *is_open = false;
        }
        Ok(())
    }

    /// What `z:Ref` refers to, where that is a shared object without Rust type.
    pub(super) fn referred(&self, declared: &TypePlan, tag: &Tag<'x>) -> Option<Value> {
        match self.target(tag.reference.as_deref()?)? {
            Target::Shared { object, ty, is_open } if fits(ty, &declared.ty) => {
                DynamicShared::to_target(*ty, object, *is_open).map(Value::Shared)
            }
            Target::Shared { .. } | Target::Copied { .. } => None,
        }
    }

    /// Reads an object that is not shared in memory.
    pub(super) fn unshared(&mut self, object: &mut dyn Object, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        if let Some(id) = &tag.reference {
            return self.copy(id, object, ty, tag);
        }
        let content = self.pos;
        self.object(object, ty, tag)?;
        match &tag.id {
            // The object around a shared one has the same tag.
            Some(id) if !matches!(self.target(id), Some(Target::Shared { is_open: true, .. })) => {
                let scope = self.scope.to_vec();
                self.remember(id, Target::Copied { tag: tag.clone(), content, scope })
            }
            _ => Ok(()),
        }
    }

    fn copy(&mut self, id: &str, object: &mut dyn Object, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        let Some(Target::Copied { tag: target, content, scope }) = self.target(id) else {
            return Err(self.unknown_reference());
        };
        let (target, content, scope) = (target.clone(), *content, scope.iter().cloned().collect());
        let (pos, own_scope) = (self.pos, std::mem::replace(&mut self.scope, scope));
        self.pos = content;
        // What is to be told was told when it was read first.
        let notices = self.options.notices.take();
        self.object(object, ty, &target)?;
        self.options.notices = notices;
        // Copies of copies grow without bounds: a document may grow to its greatest size by them, and no further.
        self.copied = self.copied.saturating_add(self.pos - content);
        (self.pos, self.scope) = (pos, own_scope);
        if self.copied > self.options.max_size {
            return Err(self.error(
                ErrorKind::Limit,
                "references to objects make the document grow beyond its greatest size",
            ));
        }
        self.skip_content(tag)
    }
}

/// Whether an object of the actual type may stand where the other is declared.
fn fits(actual: &Type, declared: &Type) -> bool {
    match (actual, declared) {
        (Type::Contract(actual), Type::Contract(declared)) => actual.get().is_a(declared.get()),
        (_, declared) => matches!(declared, Type::Object),
    }
}
