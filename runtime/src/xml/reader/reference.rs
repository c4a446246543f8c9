//! Objects with identity: `z:Id` and `z:Ref`.

use super::super::tokenizer::Tag;
use super::Decoder;
use crate::contract::{Contract, ContractRef, Type};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::TypePlan;
use crate::value::dynamic::{DynamicShared, Value};
use crate::value::{SharedSlot, SharedTarget, Slot};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The objects with `z:Id`, in the order in which they were met.
#[derive(Default)]
pub(super) struct References<'x> {
    targets: BTreeMap<String, Target<'x>>,
    order: Vec<String>,
}

impl References<'_> {
    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// Forgets all but the first ones.
    pub(super) fn truncate(&mut self, len: usize) {
        for id in self.order.drain(len..) {
            self.targets.remove(&id);
        }
    }
}

/// An object with `z:Id`, which `z:Ref` can refer to.
enum Target<'x> {
    /// An object that is shared in memory.
    Shared {
        object: SharedTarget,
        ty: Type,
        /// Whether it is still being read.
        is_open: bool,
    },
    /// A value that is not: what refers to it gets a copy, read from the same place once more.
    Copied { tag: Tag<'x>, ty: Type, content: usize, scope: Vec<(&'x str, Cow<'x, str>)> },
}

impl<'x> Decoder<'x, '_> {
    #[cold]
    fn unknown_reference(&self) -> Error {
        let message = if self.is_item_wise {
            "`z:Ref` refers to an object that is not in the same item: a list that is read item by item does not keep \
             what is before the item"
        } else {
            "`z:Ref` refers to an object that no element before it has as its `z:Id`"
        };
        self.tokens.error(ErrorKind::Reference, message)
    }

    #[cold]
    fn other_type(&self) -> Error {
        self.tokens.error(ErrorKind::Reference, "`z:Ref` refers to an object of another type")
    }

    /// Returns the object with this `z:Id`.
    fn target(&self, id: &str) -> Option<&Target<'x>> {
        self.references.as_ref()?.targets.get(id)
    }

    fn remember(&mut self, id: &str, target: Target<'x>) -> Result<()> {
        let references = self.references.get_or_insert_default();
        if references.targets.contains_key(id) {
            return Err(self.tokens.error(ErrorKind::Reference, "two objects have the same `z:Id`"));
        }
        references.order.push(id.to_owned());
        references.targets.insert(id.to_owned(), target);
        Ok(())
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
            return if is_linked { self.tokens.skip_content(tag) } else { Err(self.other_type()) };
        }
        let object = shared.fresh();
        if let Some(id) = &tag.id {
            self.remember(id, Target::Shared { object, ty: ty.ty, is_open: true })?;
        }
        shared.fill(&mut |slot: Slot<'_>| self.filled(slot, ty, tag))?;
        if let Some(id) = &tag.id
            && let Some(references) = &mut self.references
            && let Some(Target::Shared { is_open, .. }) = references.targets.get_mut(&**id)
        {
            *is_open = false;
        }
        Ok(())
    }

    /// Becomes the value that `z:Ref` refers to, or a copy of it.
    pub(super) fn referred(
        &mut self,
        value: &mut Value,
        declared: &TypePlan,
        id: &str,
        tag: &Tag<'x>,
    ) -> Result<()> {
        let copied = match self.target(id) {
            None => return Err(self.unknown_reference()),
            Some(Target::Shared { object, ty, is_open }) if fits(ty, &declared.ty) => {
                match DynamicShared::to_target(*ty, object, *is_open) {
                    Some(shared) => *value = Value::Shared(shared),
                    None => return Err(self.other_type()),
                }
                return self.tokens.skip_content(tag);
            }
            Some(Target::Copied { ty, .. }) if fits(ty, &declared.ty) => *ty,
            Some(_) => return Err(self.other_type()),
        };
        match value.fill(&copied) {
            Some(slot) => self.copy(id, slot, &TypePlan::new(&copied), tag),
            None => Err(self.other_type()),
        }
    }

    /// Returns the contract of the value that `z:Ref` refers to, where that is not shared in memory.
    pub(super) fn copied_contract(&self, tag: &Tag<'x>) -> Option<&'static Contract> {
        match self.target(tag.reference.as_deref()?)? {
            Target::Copied { ty: Type::Contract(contract), .. } => Some(contract.get()),
            Target::Copied { .. } | Target::Shared { .. } => None,
        }
    }

    /// Reads a value that is not shared in memory.
    pub(super) fn unshared(&mut self, mut slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        if let Some(id) = &tag.reference {
            return self.copy(id, slot, ty, tag);
        }
        let content = self.tokens.pos;
        let Some(id) = &tag.id else { return self.content(slot, ty, tag) };
        self.content(slot.reborrow(), ty, tag)?;
        // The object around a shared one has the same tag.
        if matches!(self.target(id), Some(Target::Shared { is_open: true, .. })) {
            return Ok(());
        }
        let (ty, scope) = (actual_type(&slot, ty), self.tokens.scope.to_vec());
        self.remember(id, Target::Copied { tag: tag.clone(), ty, content, scope })
    }

    fn copy(&mut self, id: &str, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        let (target, content, scope) = match self.target(id) {
            None => return Err(self.unknown_reference()),
            Some(Target::Copied { tag, ty: actual, content, scope })
                if fits(actual, &actual_type(&slot, ty)) =>
            {
                (tag.clone(), *content, scope.iter().cloned().collect())
            }
            Some(_) => return Err(self.other_type()),
        };
        let (pos, own_scope) = (self.tokens.pos, std::mem::replace(&mut self.tokens.scope, scope));
        self.tokens.pos = content;
        // Notices were given when it was read first.
        let notices = self.options.notices.take();
        let result = self.content(slot, ty, &target);
        self.options.notices = notices;
        result?;
        // Copies of copies grow without bounds: a document may grow to its greatest size by them, and no
        // further.
        self.copied = self.copied.saturating_add(self.tokens.pos - content);
        (self.tokens.pos, self.tokens.scope) = (pos, own_scope);
        if self.copied > self.options.max_size {
            return Err(self.tokens.error(
                ErrorKind::Limit,
                "references to objects make the document grow beyond its greatest size",
            ));
        }
        self.tokens.skip_content(tag)
    }
}

/// Returns the type of what is in a slot, which may derive from the declared one.
fn actual_type(slot: &Slot<'_>, declared: &TypePlan) -> Type {
    match slot {
        Slot::Object(object) => match object.actual_contract() {
            Some(contract) => Type::Contract(ContractRef::Known(contract)),
            None => declared.ty,
        },
        _ => declared.ty,
    }
}

/// Returns whether a value of the actual type may stand where the other is declared.
fn fits(actual: &Type, declared: &Type) -> bool {
    match (actual, declared) {
        (_, Type::Object) => true,
        (Type::Nullable(actual), declared) => fits(actual, declared),
        (actual, Type::Nullable(declared)) => fits(actual, declared),
        (Type::Contract(actual), Type::Contract(declared)) => actual.get().is_a(declared.get()),
        (Type::Primitive(actual), Type::Primitive(declared)) => actual == declared,
        (Type::List(actual), Type::List(declared)) | (Type::Array(actual), Type::Array(declared)) => {
            is_same(actual, declared)
        }
        (Type::Dictionary(actual), Type::Dictionary(declared))
        | (Type::Pair(actual), Type::Pair(declared)) => {
            is_same(&actual.0, &declared.0) && is_same(&actual.1, &declared.1)
        }
        _ => false,
    }
}

/// Returns whether two types are the same.
fn is_same(a: &Type, b: &Type) -> bool {
    matches!(a, Type::Nullable(_)) == matches!(b, Type::Nullable(_)) && fits(a, b) && fits(b, a)
}
