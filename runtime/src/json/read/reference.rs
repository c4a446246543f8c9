//! `$id` and `$ref`: objects of contracts with `IsReference`.

use super::{Fields, Text, ValueContext};
use crate::contract::Contract;
use crate::error::{Error, ErrorKind};
use crate::json::view::{ID, REF};
use crate::json::write::stopped;
use crate::value::{SharedSlot, SharedTarget, Slot};
use serde_core::de::{IgnoredAny, MapAccess};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The objects that were met so far, by their `$id`.
#[derive(Default)]
pub(super) struct References(RefCell<BTreeMap<Box<str>, Known>>);

struct Known {
    target: SharedTarget,
    contract: Option<&'static Contract>,
    /// Whether it is still being read.
    is_open: bool,
}

impl References {
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.borrow().contains_key(id)
    }
}

impl Known {
    fn is_a(&self, declared: Option<&'static Contract>) -> bool {
        matches!((self.contract, declared), (Some(contract), Some(declared)) if contract.is_a(declared))
    }
}

impl ValueContext<'_, '_> {
    /// A shared object: `{"$ref": "1"}`, or a new one. As for Json.NET, both have to come first.
    pub(super) fn shared<'de, A: MapAccess<'de>>(
        &self,
        shared: &mut dyn SharedSlot,
        mut fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let references = &self.reading.references.0;
        let contract = self.ty.object().and_then(|plan| plan.contract);
        fields.first = fields.next_text()?;
        match fields.first.as_deref() {
            Some(REF) => {
                let id = fields.map.next_value_seed(Text)?;
                match references.borrow().get(&*id) {
                    None => return Err(self.unknown_reference()),
                    Some(known) if known.is_a(contract) && shared.link(&known.target, known.is_open) => {}
                    Some(_) => return Err(self.reference("`$ref` refers to an object of another type")),
                }
                while fields.map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(())
            }
            Some(ID) => {
                fields.first = None;
                let id = fields.map.next_value_seed(Text)?;
                let target = shared.fresh();
                let former =
                    references.borrow_mut().insert((*id).into(), Known { target, contract, is_open: true });
                if former.is_some() {
                    return Err(self.reference("`$id` is that of another object"));
                }
                self.inside(shared, |slot| self.identified(slot, fields))?;
                if let Some(known) = references.borrow_mut().get_mut(&*id) {
                    known.is_open = false;
                }
                Ok(())
            }
            _ => {
                shared.fresh();
                self.inside(shared, |slot| self.identified(slot, fields))
            }
        }
    }

    /// Reads what is behind the pointer.
    pub(super) fn inside<E: serde_core::de::Error>(
        &self,
        shared: &mut dyn SharedSlot,
        read: impl FnOnce(&mut Slot<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (mut read, mut failed) = (Some(read), None);
        let result = shared.fill(&mut |mut slot| match read.take().map(|read| read(&mut slot)) {
            Some(Err(error)) => {
                failed = Some(error);
                Err(stopped())
            }
            Some(Ok(())) | None => Ok(()),
        });
        match (failed, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(self.report(error)),
            (None, Ok(())) => Ok(()),
        }
    }

    #[cold]
    pub(super) fn unknown_reference<E: serde_core::de::Error>(&self) -> E {
        self.reference(if self.reading.is_item {
            "`$ref` refers to an object that is not in the same item: a list that is read item by item does not keep \
             what is before the item"
        } else {
            "`$ref` refers to no object that comes before it"
        })
    }

    #[cold]
    pub(super) fn not_shared<E: serde_core::de::Error>(&self) -> E {
        self.reference("`$ref` refers to another object, which only a `Shared` can do")
    }

    #[cold]
    pub(super) fn not_followed<E: serde_core::de::Error>(&self) -> E {
        self.reference(
            "`$ref` refers to another object, which is looked for only if the settings have `PreserveReferencesHandling`",
        )
    }

    #[cold]
    pub(super) fn reference<E: serde_core::de::Error>(&self, message: &str) -> E {
        self.report(Error::new(ErrorKind::Reference, message))
    }
}
