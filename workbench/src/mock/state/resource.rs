//! The objects of one collection.

use std::collections::BTreeMap;

use datacontract::contract::Type;
use datacontract::dynamic::Value;

use super::identity::{Identity, copy_members, next_identity};
use super::role::{self, Role};

/// The objects of one collection, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Resource {
    items: BTreeMap<u64, Value>,
    places: BTreeMap<Identity, u64>,
    /// The place that the next object gets.
    next: u64,
    /// The greatest number of all objects that there were.
    greatest: i128,
    bytes: usize,
}

/// What a request does to a collection.
pub(super) enum Change {
    /// Adds an object like this body.
    Create(Value),
    /// Brings the members of a body into an object.
    Replace { identity: Identity, body: Value },
    /// Takes an object away.
    Remove(Identity),
}

/// What became of a change.
#[derive(Debug)]
pub(super) enum Changed {
    /// It was made, to this object.
    Done(Value),
    /// There is no such object.
    NotFound,
    /// The collection would become too large.
    NoRoom,
    /// The body is no object of the collection.
    Unfit,
}

/// What an object takes besides its values.
const BYTES_OF_OBJECT: usize = 128;

impl Resource {
    /// Returns how many bytes its objects take, as far as they can be counted.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn get(&self, identity: &Identity) -> Option<&Value> {
        self.items.get(self.places.get(identity)?)
    }

    /// Returns the objects in the order in which they came.
    pub(super) fn items(&self) -> impl Iterator<Item = &Value> {
        self.items.values()
    }

    /// Adds an object of a sample, unless there is one with its identity.
    pub(super) fn seed(&mut self, role: &Role, item: &Value) {
        if let Some(identity) = role.identity_of(item).filter(|identity| self.get(identity).is_none()) {
            self.put(identity, item.clone());
        }
    }

    /// Makes a change, unless the objects would take more than so many bytes then.
    pub(super) fn change(&mut self, role: &Role, change: Change, most: usize) -> Changed {
        match change {
            Change::Create(body) => {
                let Some((identity, item)) = self.created(role, &body) else { return Changed::Unfit };
                if self.bytes_with(&identity, &item) > most {
                    return Changed::NoRoom;
                }
                self.remove(&identity);
                self.put(identity, item.clone());
                Changed::Done(item)
            }
            Change::Replace { identity, body } => {
                let Some(item) = self.get(&identity) else { return Changed::NotFound };
                let mut item = item.clone();
                let kept = role.member_of(&mut item).cloned();
                copy_members(&body, &mut item);
                // The address says which one it is, whatever the body says.
                if let (Some(member), Some(kept)) = (role.member_of(&mut item), kept) {
                    *member = kept;
                }
                if self.bytes_with(&identity, &item) > most {
                    return Changed::NoRoom;
                }
                self.bytes = self.bytes_with(&identity, &item);
                if let Some(place) = self.places.get(&identity) {
                    self.items.insert(*place, item.clone());
                }
                Changed::Done(item)
            }
            Change::Remove(identity) => self.remove(&identity).map_or(Changed::NotFound, Changed::Done),
        }
    }

    /// Returns the object that is made of a body, with its own identity or the next one.
    fn created(&self, role: &Role, body: &Value) -> Option<(Identity, Value)> {
        let mut item = role.item(body)?;
        if let Some(given) = role.identity_of(&item).filter(|identity| !identity.is_nothing()) {
            return Some((given, item));
        }
        let member = role.member_of(&mut item)?;
        *member = next_identity(member, role.identity_type(), self.greatest)?;
        Some((Identity::of(member)?, item))
    }

    fn bytes_with(&self, identity: &Identity, item: &Value) -> usize {
        self.bytes - self.get(identity).map_or(0, bytes_of) + bytes_of(item)
    }

    /// Adds an object whose identity no other one has.
    fn put(&mut self, identity: Identity, item: Value) {
        self.greatest = self.greatest.max(identity.number());
        self.bytes += bytes_of(&item);
        self.places.insert(identity, self.next);
        self.items.insert(self.next, item);
        self.next += 1;
    }

    fn remove(&mut self, identity: &Identity) -> Option<Value> {
        let item = self.items.remove(&self.places.remove(identity)?)?;
        self.bytes -= bytes_of(&item);
        Some(item)
    }

    pub(super) fn list(&self, ty: &Type) -> Value {
        let mut list = Value::new(ty);
        if let Value::List(list) = &mut list {
            let item = list.item_type();
            list.items = self.items().map(|value| role::as_type(value, &item)).collect();
        }
        list
    }
}

/// Returns about how many bytes an object takes.
fn bytes_of(item: &Value) -> usize {
    fn content(value: &Value) -> usize {
        size_of::<Value>()
            + match value {
                Value::String(text) => text.len(),
                Value::Bytes(bytes) => bytes.len(),
                Value::Object(object) => BYTES_OF_OBJECT + object.values().iter().map(content).sum::<usize>(),
                Value::List(list) => list.items.iter().map(content).sum(),
                Value::Map(map) => map.entries.iter().map(|(key, value)| content(key) + content(value)).sum(),
                _ => 0,
            }
    }
    BYTES_OF_OBJECT + content(item)
}
