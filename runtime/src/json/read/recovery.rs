//! Values that are wrong, and reading on.

use super::{Fields, Reading, ValueContext, scalar};
use crate::error::{Error, ErrorKind};
use crate::json::path::JsonPath;
use crate::value::dynamic::Value;
use crate::value::{Nullable, Slot};
use serde_core::de::{IgnoredAny, MapAccess, SeqAccess};

impl Reading<'_, '_> {
    /// Returns whether reading goes on after a wrong value.
    #[inline]
    pub(in crate::json) fn recovers(&self) -> bool {
        self.errors.is_some()
    }

    /// Passes the error of a value to the hook for errors. Returns it if there is no hook, or if the document
    /// itself is wrong.
    pub(super) fn recover_from(&self, error: Error, path: &JsonPath<'_>) -> Result<(), Error> {
        let is_of_value = matches!(
            error.kind(),
            ErrorKind::Value | ErrorKind::Nil | ErrorKind::Missing | ErrorKind::UnknownType
        );
        match &self.errors {
            Some(hook) if is_of_value => (hook.borrow_mut())(path.locate(error)),
            _ => return Err(error),
        }
        Ok(())
    }

    /// Returns whether the value that was read last is wrong.
    #[inline]
    pub(super) fn is_wrong(&self) -> bool {
        self.is_wrong.get()
    }

    /// Returns whether the value that was read last is wrong, and forgets it.
    #[inline]
    pub(super) fn take_wrong(&self) -> bool {
        self.is_wrong.take()
    }
}

impl ValueContext<'_, '_> {
    /// Goes on after a wrong value, if there is a hook for errors. The slot then has the default.
    #[cold]
    pub(super) fn recover<E: serde_core::de::Error>(
        &self,
        error: Error,
        slot: &mut Slot<'_>,
    ) -> Result<(), E> {
        self.reading.recover_from(error, &self.path).map_err(|error| self.report(error))?;
        match slot {
            Slot::Nullable(nullable) => nullable.set_null(),
            Slot::Value(value) => **value = Value::default_of(&self.ty.ty),
            _ => {}
        }
        self.reading.is_wrong.set(true);
        Ok(())
    }

    /// Reports an array where there cannot be one, and skips it if reading goes on.
    #[cold]
    pub(super) fn refuse_array<'de, A: SeqAccess<'de>>(&self, mut seq: A) -> Result<(), A::Error> {
        self.recover(scalar::unexpected(self.ty, "an array"), &mut Slot::Absent)?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    /// Reports an object where there cannot be one, and skips it if reading goes on.
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
