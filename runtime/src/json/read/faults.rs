//! Values that are wrong, and reading on.

use super::{At, Fields, Reading, scalar};
use crate::error::{Error, ErrorKind};
use crate::json::place::Place;
use crate::value::dynamic::Value;
use crate::value::{Nullable, Slot};
use serde::de::{IgnoredAny, MapAccess, SeqAccess};

impl Reading<'_> {
    /// Whether reading goes on behind a wrong value.
    #[inline]
    pub(in crate::json) fn recovers(&self) -> bool {
        self.faults.is_some()
    }

    /// Tells of a fault; gives it back if nobody listens, or if it is none of a value.
    pub(super) fn tell_fault(&self, error: Error, place: &Place<'_>) -> Result<(), Error> {
        let is_of_value = matches!(
            error.kind(),
            ErrorKind::Value | ErrorKind::Nil | ErrorKind::Missing | ErrorKind::UnknownType
        );
        match &self.faults {
            Some(faults) if is_of_value => (faults.borrow_mut())(place.locate(error)),
            _ => return Err(error),
        }
        Ok(())
    }

    /// Whether the value that was read last is wrong.
    #[inline]
    pub(super) fn is_wrong(&self) -> bool {
        self.is_wrong.get()
    }

    /// The same, for whoever is the last to ask.
    #[inline]
    pub(super) fn take_wrong(&self) -> bool {
        self.is_wrong.take()
    }
}

impl At<'_, '_> {
    /// Goes on behind a wrong value, if somebody wants to be told: its slot has the default then.
    #[cold]
    pub(super) fn recover<E: serde::de::Error>(&self, error: Error, slot: &mut Slot<'_>) -> Result<(), E> {
        self.reading.tell_fault(error, &self.place).map_err(|error| self.report(error))?;
        match slot {
            Slot::Nullable(nullable) => nullable.set_null(),
            Slot::Value(value) => **value = Value::default_of(&self.ty.ty),
            _ => {}
        }
        self.reading.is_wrong.set(true);
        Ok(())
    }

    /// An array where there cannot be one.
    #[cold]
    pub(super) fn refuse_array<'de, A: SeqAccess<'de>>(&self, mut seq: A) -> Result<(), A::Error> {
        self.recover(scalar::unexpected(self.ty, "an array"), &mut Slot::Absent)?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    /// An object where there cannot be one.
    #[cold]
    pub(super) fn refuse_object<'de, A: MapAccess<'de>>(
        &self,
        mut fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        self.recover(scalar::unexpected(self.ty, "an object"), &mut Slot::Absent)?;
        if fields.first.take().is_some() {
            fields.map.next_value::<IgnoredAny>()?;
        }
        while fields.map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    /// Takes back what was made for a value that turned out to be wrong.
    #[inline]
    pub(super) fn null_if_wrong(&self, nullable: &mut dyn Nullable) {
        if self.reading.is_wrong() {
            nullable.set_null();
        }
    }
}
