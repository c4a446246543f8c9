//! Shared objects without a Rust type.

use super::any::{DynamicNode, DynamicShared, DynamicType, Value};
use crate::contract::Type;
use crate::error::Error;
use crate::value::{Field, Shared, SharedSlot, SharedTarget, Slot, View};

impl DynamicNode {
    /// Returns the object or collection.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// Returns the object or collection, to be changed.
    pub fn value_mut(&mut self) -> &mut Value {
        &mut self.0
    }
}

/// The content alone: that it is shared is the pointer's to say.
impl Field for DynamicNode {
    const TYPE: Type = Type::Object;
    const IS_VALUE_TYPE: bool = false;

    fn initial() -> Self {
        Self::default()
    }

    fn view(&self) -> View<'_> {
        self.0.content()
    }

    fn slot(&mut self) -> Slot<'_> {
        self.0.content_slot()
    }
}

impl PartialEq for DynamicType {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl DynamicShared {
    /// Returns a new object of a type, with the defaults of its members.
    #[must_use]
    pub fn new(ty: Type) -> Self {
        let mut shared = DynamicShared { ty: DynamicType(ty), pointer: Shared::default() };
        shared.fresh();
        shared
    }

    /// A pointer to an object of a type.
    pub(crate) fn of(ty: Type, pointer: Shared<DynamicNode>) -> Self {
        DynamicShared { ty: DynamicType(ty), pointer }
    }

    /// A reference to what a reader has met before; none if that has a Rust type.
    pub(crate) fn to_target(ty: Type, target: &SharedTarget, is_open: bool) -> Option<Self> {
        let mut pointer: Shared<DynamicNode> = Shared::default();
        pointer.link(target, is_open).then_some(DynamicShared { ty: DynamicType(ty), pointer })
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> Type {
        self.ty.0
    }

    /// Returns the pointer to the object.
    #[must_use]
    pub fn pointer(&self) -> &Shared<DynamicNode> {
        &self.pointer
    }

    /// Returns a reference to the same object that does not own it: see [`Shared`].
    #[must_use]
    pub fn downgrade(&self) -> Self {
        DynamicShared { ty: self.ty, pointer: self.pointer.downgrade() }
    }
}

impl SharedSlot for DynamicShared {
    fn fresh(&mut self) -> SharedTarget {
        let target = self.pointer.fresh();
        if let Type::Contract(contract) = self.ty.0 {
            self.pointer.with_mut(|node| node.0 = Value::of_contract(contract.get(), self.ty.0));
        }
        target
    }

    fn fill(&mut self, read: &mut dyn FnMut(Slot<'_>) -> Result<(), Error>) -> Result<(), Error> {
        self.pointer.fill(read)
    }

    fn link(&mut self, target: &SharedTarget, is_open: bool) -> bool {
        self.pointer.link(target, is_open)
    }
}
