//! Objects, collections and dictionaries without a Rust type.

use super::any::{DynamicList, DynamicMap, DynamicObject, Value};
use super::types::{contract_of, same_type};
use crate::contract::{Contract, Kind, Type};
use crate::error::Error;
use crate::value::derived::{EntrySlotsFn, SlotsFn};
use crate::value::{EntryFn, KeyIndex, List, Map, Object, Slot, View};
use std::fmt;

/// The names of the members of a class that has no contract of its own.
fn library_members(ty: &Type) -> &'static [&'static str] {
    match ty {
        Type::Pair(_) => &["key", "value"],
        Type::ReadOnlyCollection(_) => &["list"],
        Type::ReadOnlyDictionary(_) => &["m_dictionary"],
        _ => &[],
    }
}

impl DynamicObject {
    /// Returns an object with the defaults of its members.
    #[must_use]
    pub fn new(ty: Type) -> Self {
        let mut object = DynamicObject { ty, values: Vec::new() };
        object.values = object.member_types().iter().map(Value::default_of).collect();
        object
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> Type {
        self.ty
    }

    /// Its contract; a pair and a read-only list or dictionary have none of their own.
    #[must_use]
    pub fn contract(&self) -> Option<&'static Contract> {
        contract_of(&self.ty)
    }

    /// Returns all values: those of the base class first, each class's in the order of declaration.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// Returns all values, to be changed.
    pub fn values_mut(&mut self) -> &mut [Value] {
        &mut self.values
    }

    /// Returns the value of a member by its name on the wire; that of the most derived class if a base hides
    /// one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let place = self.place(name)?;
        self.values.get(place)
    }

    /// Returns the value of a member, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let place = self.place(name)?;
        self.values.get_mut(place)
    }

    fn place(&self, name: &str) -> Option<usize> {
        match self.contract() {
            Some(contract) => contract.layout().iter().rposition(|member| member.name == name),
            None => library_members(&self.ty).iter().position(|&member| member == name),
        }
    }

    /// Returns the types of its members, in the order of the values.
    #[must_use]
    pub fn member_types(&self) -> Vec<Type> {
        match (self.contract(), self.ty) {
            (Some(contract), _) => contract.layout().iter().map(|member| member.ty).collect(),
            (None, Type::Pair(pair)) => vec![pair.0, pair.1],
            (None, ty) => ty.wrapped().into_iter().collect(),
        }
    }
}

impl DynamicObject {
    /// Returns the names of its members on the wire, in the order of the values.
    #[must_use]
    pub fn member_names(&self) -> Vec<String> {
        match self.contract() {
            Some(contract) => contract.layout().iter().map(|member| member.name.clone()).collect(),
            None => library_members(&self.ty).iter().map(|name| (*name).to_owned()).collect(),
        }
    }
}

impl Object for DynamicObject {
    fn actual_contract(&self) -> Option<&'static Contract> {
        DynamicObject::contract(self)
    }

    fn is_known(&self) -> bool {
        false
    }

    fn views(&self, f: &mut dyn FnMut(&[View<'_>])) {
        let views: Vec<View<'_>> = if let Some(contract) = self.contract() {
            let members = self.values.iter().zip(contract.layout());
            members.map(|(value, member)| value.view_as(&member.ty)).collect()
        } else {
            let types = self.member_types();
            self.values.iter().zip(&types).map(|(value, ty)| value.view_as(ty)).collect()
        };
        f(&views);
    }

    fn slots(&mut self, f: &mut SlotsFn<'_>) -> Result<(), Error> {
        let mut slots: Vec<Slot<'_>> = self.values.iter_mut().map(Slot::Value).collect();
        f(&mut slots)
    }
}

impl PartialEq for DynamicObject {
    fn eq(&self, other: &Self) -> bool {
        same_type(&self.ty, &other.ty) && self.values == other.values
    }
}

impl fmt::Debug for DynamicObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = crate::contract::type_name(&self.ty).name;
        let mut debug = f.debug_struct(&name);
        match self.contract() {
            Some(contract) => {
                for (member, value) in contract.layout().iter().zip(&self.values) {
                    let value: &dyn fmt::Debug = if member.is_secret { &"[secret]" } else { value };
                    debug.field(&member.name, value);
                }
            }
            None => {
                for (name, value) in library_members(&self.ty).iter().zip(&self.values) {
                    debug.field(name, value);
                }
            }
        }
        debug.finish()
    }
}

impl DynamicList {
    /// Returns an empty collection: of a library type, or of a collection contract.
    #[must_use]
    pub fn new(ty: Type) -> Self {
        let item = match ty {
            Type::List(item) | Type::Array(item) => *item,
            Type::Contract(contract) => match *contract.get().kind() {
                Kind::Collection { item, .. } => item,
                _ => Type::Object,
            },
            _ => Type::Object,
        };
        DynamicList { ty, item, items: Vec::new() }
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> Type {
        self.ty
    }

    /// Returns the type of its items.
    #[must_use]
    pub fn item_type(&self) -> Type {
        self.item
    }
}

impl List for DynamicList {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.items.get(index).map_or(View::Absent, |value| value.view_as(&self.item))
    }

    fn clear(&mut self) {
        self.items.clear();
    }

    fn reserve(&mut self, additional: usize) {
        self.items.reserve_exact(additional);
    }

    fn push(&mut self) -> Slot<'_> {
        let place = self.items.len();
        self.items.push(Value::default_of(&self.item));
        Slot::Value(&mut self.items[place])
    }

    fn pop(&mut self) {
        self.items.pop();
    }
}

impl PartialEq for DynamicList {
    fn eq(&self, other: &Self) -> bool {
        same_type(&self.ty, &other.ty) && self.items == other.items
    }
}

impl fmt::Debug for DynamicList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.items).finish()
    }
}

impl DynamicMap {
    /// Returns an empty dictionary: of a library type, or of a dictionary contract.
    #[must_use]
    pub fn new(ty: Type) -> Self {
        let entry = match ty {
            Type::Dictionary(entry) => *entry,
            Type::Contract(contract) => match *contract.get().kind() {
                Kind::Dictionary { key, value, .. } => (key, value),
                _ => (Type::Object, Type::Object),
            },
            _ => (Type::Object, Type::Object),
        };
        DynamicMap { ty, entry, entries: Vec::new() }
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> Type {
        self.ty
    }

    /// Returns the types of its keys and values.
    #[must_use]
    pub fn entry_type(&self) -> (Type, Type) {
        self.entry
    }

    /// Lets `read` fill an entry and adds it; if its key was there already, that gets the new value if it
    /// `replaces`.
    fn put(
        &mut self,
        index: &mut KeyIndex,
        read: &mut EntrySlotsFn<'_>,
        replaces: bool,
    ) -> Result<bool, Error> {
        let (mut key, mut value) = (Value::default_of(&self.entry.0), Value::default_of(&self.entry.1));
        read(Slot::Value(&mut key), Slot::Value(&mut value))?;
        match index.add(&mut self.entries, key, value) {
            None => return Ok(true),
            Some((old, value)) if replaces => *old = value,
            Some(_) => {}
        }
        Ok(false)
    }
}

impl Map for DynamicMap {
    fn len(&self) -> usize {
        self.entries.len()
    }

    fn entries(&self, f: &mut EntryFn<'_>) -> Result<(), Error> {
        self.entries
            .iter()
            .try_for_each(|(key, value)| f(key.view_as(&self.entry.0), value.view_as(&self.entry.1)))
    }

    fn clear(&mut self) {
        self.entries.clear();
    }

    fn insert(&mut self, index: &mut KeyIndex, read: &mut EntrySlotsFn<'_>) -> Result<bool, Error> {
        self.put(index, read, false)
    }

    fn set(&mut self, index: &mut KeyIndex, read: &mut EntrySlotsFn<'_>) -> Result<bool, Error> {
        self.put(index, read, true)
    }
}

impl PartialEq for DynamicMap {
    fn eq(&self, other: &Self) -> bool {
        same_type(&self.ty, &other.ty) && self.entries == other.entries
    }
}

impl fmt::Debug for DynamicMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.entries.iter().map(|(key, value)| (key, value))).finish()
    }
}
