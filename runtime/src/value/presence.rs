//! Members for which absent and null are two values.

use super::{Field, Nullable, Slot, View};
use crate::contract::Type;

/// A member that may be absent, null, or have a value.
///
/// `Option` is enough for most: `DataContractSerializer` itself reads an absent member as null. This is for
/// services that treat the two differently, such as a PATCH that leaves alone what is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Presence<T> {
    /// Not on the wire.
    #[default]
    Absent,
    /// `i:nil="true"`, or `null`.
    Null,
    /// A value.
    Value(T),
}

impl<T> Presence<T> {
    /// Returns the value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Presence::Value(value) => Some(value),
            Presence::Absent | Presence::Null => None,
        }
    }

    /// Returns whether it is not on the wire.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Presence::Absent)
    }
}

impl<T> From<Option<T>> for Presence<T> {
    /// `None` becomes null.
    fn from(value: Option<T>) -> Self {
        value.map_or(Presence::Null, Presence::Value)
    }
}

impl<T: Field> Field for Presence<T> {
    const TYPE: Type = <Option<T> as Field>::TYPE;
    const IS_VALUE_TYPE: bool = false;
    const IS_SECRET: bool = T::IS_SECRET;
    const TAKES_NULL: bool = true;

    fn initial() -> Self {
        Presence::Absent
    }

    fn view(&self) -> View<'_> {
        match self {
            Presence::Absent => View::Absent,
            Presence::Null => View::Null,
            Presence::Value(value) => value.view(),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Nullable(self)
    }
}

impl<T: Field> Nullable for Presence<T> {
    fn set_null(&mut self) {
        *self = Presence::Null;
    }

    fn fill(&mut self) -> Slot<'_> {
        *self = Presence::Value(T::initial());
        match self {
            Presence::Value(value) => value.slot(),
            Presence::Absent | Presence::Null => unreachable!("it was just made a value"),
        }
    }

    fn keep(&mut self) -> Slot<'_> {
        match self {
            Presence::Value(value) => value.slot(),
            Presence::Absent | Presence::Null => self.fill(),
        }
    }

    fn has_absent(&self) -> bool {
        true
    }
}
