//! Forms to values, as Web API's model binder reads them.
//!
//! - A simple body is the value without a name: `=5`. Lists of these: `=1&=2`.
//! - Members stand by C#'s names in any case, those of members behind dots: `Customer.Name=Ada`.
//! - Items of lists have numbers, `Lines[0].Sku=a`, or the keys that `Lines.index` names; lists of simple
//!   values can also have their name several times. Entries of dictionaries are pairs:
//!   `Map[0].Key=a&Map[0].Value=1`.
//! - A key that `Lines.index` names begins with a digit: any other, `Lines[a]`, is a member's name to the
//!   binder, which finds nothing there, and so an empty item.

use crate::contract::{Class, Kind, Member, Primitive, Type};
use crate::error::Error;
use crate::http::bind::text::{self, Refusal};
use crate::http::bind::values::{MAX_VALUES, Values};
use crate::http::bind::{ERROR_OCCURRED, REQUIRED};
use crate::http::{Body, ModelState};
use crate::value::{KeyIndex, List, Map, Object, Slot};

/// How deep names may nest.
const MAX_DEPTH: usize = 64;

/// What a form has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormOutcome {
    /// A value.
    Value,
    /// Nothing for this type.
    Nothing,
    /// Something that is wrong: the model state has it.
    Invalid,
}

/// Reads a form into the slot of a body. What is wrong with it goes into the model state.
pub(crate) fn read(values: &Values<'_>, body: &Body, slot: Slot<'_>, state: &mut ModelState) -> FormOutcome {
    let secret = body.is_secret.then(String::new);
    let mut form = Form { values, argument: body.name, state, has_errors: false, secret };
    let is_there = form.value("", &body.ty, slot, 0);
    match (form.has_errors, is_there) {
        (true, _) => FormOutcome::Invalid,
        (false, true) => FormOutcome::Value,
        (false, false) => FormOutcome::Nothing,
    }
}

struct Form<'f> {
    values: &'f Values<'f>,
    argument: &'f str,
    state: &'f mut ModelState,
    has_errors: bool,
    /// The name of the secret member that is being read, if one is: nothing else is said of what stands
    /// inside it.
    secret: Option<String>,
}

/// A member of an object.
struct FormMember<'m> {
    name: &'m str,
    ty: &'m Type,
    is_required: bool,
    is_secret: bool,
}

impl<'m> FormMember<'m> {
    /// A member of a pair.
    fn part(name: &'m str, ty: &'m Type) -> Self {
        FormMember { name, ty, is_required: false, is_secret: false }
    }
}

impl<'m> From<&'m Member> for FormMember<'m> {
    fn from(member: &'m Member) -> Self {
        FormMember {
            name: member.clr_name(),
            ty: &member.ty,
            is_required: member.is_required,
            is_secret: member.is_secret,
        }
    }
}

impl Form<'_> {
    /// Reads what stands under a name; `false` if nothing does.
    fn value(&mut self, name: &str, ty: &Type, slot: Slot<'_>, depth: usize) -> bool {
        if !self.values.contains_prefix(name) {
            return false;
        }
        if depth >= MAX_DEPTH {
            self.add_error(name, ERROR_OCCURRED);
            return true;
        }
        if text::is_simple(ty) {
            return self.simple(name, ty, slot);
        }
        match slot {
            Slot::Nullable(nullable) => {
                let is_there = self.value(name, ty, nullable.fill(), depth);
                if !is_there {
                    nullable.set_null();
                }
                is_there
            }
            Slot::Value(value) => match value.fill(ty) {
                Some(slot) => self.value(name, ty, slot, depth),
                None => false,
            },
            Slot::Shared(shared) => {
                shared.fresh();
                let mut is_there = false;
                self.handed(name, |form| {
                    shared.fill(&mut |slot| {
                        is_there = form.value(name, ty, slot, depth);
                        Ok(())
                    })
                });
                is_there
            }
            Slot::Converted(converted) => {
                let mut is_there = false;
                let result = converted.read(&mut |slot| {
                    is_there = self.value(name, ty, slot, depth);
                    is_there
                });
                if result.is_err() {
                    self.add_error(name, ERROR_OCCURRED);
                }
                is_there
            }
            slot => self.complex(name, ty, slot, depth),
        }
    }

    fn complex(&mut self, name: &str, ty: &Type, slot: Slot<'_>, depth: usize) -> bool {
        match (ty, slot) {
            (Type::List(item) | Type::Array(item), Slot::List(items)) => self.list(name, item, items, depth),
            (Type::Dictionary((key, value)), Slot::Map(map)) => self.map(name, key, value, map, depth),
            (Type::Pair((key, value)), Slot::Object(object)) => {
                if self.is_whole_pair(name) {
                    let members = [FormMember::part("Key", key), FormMember::part("Value", value)];
                    self.members(name, &members, object, depth);
                }
                true
            }
            (Type::ReadOnlyCollection(_) | Type::ReadOnlyDictionary(_), Slot::Object(object)) => {
                let Some(wrapped) = ty.wrapped() else { return false };
                let mut is_there = false;
                self.handed(name, |form| {
                    object.slots(&mut |slots| {
                        if let Some(slot) = slots.first_mut() {
                            is_there = form.value(name, &wrapped, slot.reborrow(), depth);
                        }
                        Ok(())
                    })
                });
                is_there
            }
            (Type::Contract(contract), slot) => {
                let contract = contract.get();
                match (contract.kind(), slot) {
                    (Kind::Class(_), Slot::Object(object)) => {
                        let members: Vec<_> = contract.all_members().map(Into::into).collect();
                        self.members(name, &members, object, depth);
                        true
                    }
                    // A form cannot say of which class an object is.
                    (Kind::Class(Class { is_abstract: true, .. }), Slot::Polymorphic(_)) => {
                        self.add_error(name, ERROR_OCCURRED);
                        false
                    }
                    (Kind::Class(_), Slot::Polymorphic(slot)) => match slot.choose(contract) {
                        Some(slot) => self.value(name, ty, slot, depth + 1),
                        None => false,
                    },
                    (Kind::Collection { item, .. }, Slot::List(items)) => self.list(name, item, items, depth),
                    (Kind::Dictionary { key, value, .. }, Slot::Map(map)) => {
                        self.map(name, key, value, map, depth)
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    fn simple(&mut self, name: &str, ty: &Type, slot: Slot<'_>) -> bool {
        let Some(text) = self.values.get(name).next() else { return false };
        // To fill what may be null is to lose that.
        match text::check(ty, text).and_then(|()| text::read(slot, ty, text)) {
            Ok(()) => true,
            // Nothing stands there, and null cannot: the member keeps its default, with an error as in Web
            // API.
            Err(refusal) => {
                let member =
                    name.rsplit('.').next().filter(|member| !member.is_empty() && !member.ends_with(']'));
                self.add_error(name, &refusal.message_for(text, ty, member));
                refusal != Refusal::Null
            }
        }
    }

    fn members(&mut self, name: &str, members: &[FormMember<'_>], object: &mut dyn Object, depth: usize) {
        self.handed(name, |form| {
            object.slots(&mut |slots| {
                for (member, slot) in members.iter().zip(slots) {
                    let FormMember { name: own, ty, is_required, is_secret } = *member;
                    let full_name = if name.is_empty() { own.to_owned() } else { format!("{name}.{own}") };
                    let outer = form.secret.clone();
                    if is_secret {
                        form.secret.get_or_insert_with(|| full_name.clone());
                    }
                    // Nothing can stand for an object of an abstract class.
                    let is_needed =
                        is_required || (is_abstract(ty, slot) && !form.values.contains_prefix(&full_name));
                    let is_there = form.value(&full_name, ty, slot.reborrow(), depth + 1);
                    form.secret = outer;
                    if !is_there && is_needed {
                        form.add_error(&full_name, &format!("The {own} property is required."));
                    }
                }
                Ok(())
            })
        });
    }

    fn list(&mut self, name: &str, item: &Type, items: &mut dyn List, depth: usize) -> bool {
        items.clear();
        if self.values.contains(name) {
            let values = self.values;
            for text in values.get(name) {
                let slot = items.push();
                if let Err(refusal) = text::read(slot, item, text)
                    && refusal != Refusal::Null
                {
                    self.add_error(name, &refusal.message(text, item));
                }
            }
            return true;
        }
        for key in self.keys(name) {
            // An item that `Lines.index` names and that is missing is null, or 0.
            let slot = items.push();
            if is_abstract(item, &slot) {
                if !self.values.contains_prefix(&key) {
                    self.add_error(&key, REQUIRED);
                }
                if !self.value(&key, item, slot, depth + 1) {
                    items.pop();
                }
            } else {
                self.value(&key, item, slot, depth + 1);
            }
        }
        true
    }

    fn map(
        &mut self,
        name: &str,
        key_type: &Type,
        value_type: &Type,
        map: &mut dyn Map,
        depth: usize,
    ) -> bool {
        map.clear();
        let mut index = KeyIndex::default();
        for entry in self.keys(name) {
            let is_whole = self.is_whole_pair(&entry);
            // Instead of a pair that lacks a half there is an empty one; where its key would be null there is
            // none.
            if !is_whole && matches!(key_type, Type::Primitive(Primitive::String | Primitive::Uri)) {
                continue;
            }
            self.handed(name, |form| {
                let set = &mut |key: Slot<'_>, value: Slot<'_>| {
                    let is_needed = is_abstract(value_type, &value);
                    let has_value = is_whole && {
                        if !form.value(&format!("{entry}.Key"), key_type, key, depth + 1) {
                            form.add_error(&format!("{entry}.Key"), REQUIRED);
                        }
                        form.value(&format!("{entry}.Value"), value_type, value, depth + 1)
                    };
                    if !has_value && is_needed {
                        form.add_error(&format!("{entry}.Value"), REQUIRED);
                    }
                    Ok(())
                };
                map.set(&mut index, set).map(drop)
            });
        }
        true
    }

    /// Returns the names of a list's items: those that `Lines.index` gives, else `Lines[0]`, `Lines[1]` up to
    /// the first that is missing.
    fn keys(&self, name: &str) -> Vec<String> {
        let index = if name.is_empty() { "index".to_owned() } else { format!("{name}.index") };
        let given: Vec<_> = self.values.get(&index).map(|key| format!("{name}[{key}]")).collect();
        if !given.is_empty() {
            return given;
        }
        let counted = (0..MAX_VALUES).map(|number| format!("{name}[{number}]"));
        counted.take_while(|key| self.values.contains_prefix(key)).collect()
    }

    /// Returns whether a pair has both halves. The binder leaves one alone that has only one of them.
    fn is_whole_pair(&self, name: &str) -> bool {
        let has = |half: &str| {
            let name = if name.is_empty() { half.to_owned() } else { format!("{name}.{half}") };
            self.values.contains_prefix(&name)
        };
        has("Key") && has("Value")
    }

    /// An error of what is read into is an error of the form: nothing else can be wrong.
    fn handed(&mut self, name: &str, read: impl FnOnce(&mut Self) -> Result<(), Error>) {
        if read(self).is_err() {
            self.add_error(name, ERROR_OCCURRED);
        }
    }

    /// Takes note of what is wrong. Inside a secret member neither a value nor a name of the form is shown.
    fn add_error(&mut self, name: &str, message: &str) {
        self.has_errors = true;
        let (name, message) = match &self.secret {
            Some(secret) => (secret.as_str(), ERROR_OCCURRED),
            None => (name, message),
        };
        let separator = if name.is_empty() || name.starts_with('[') { "" } else { "." };
        self.state.add(format!("{}{separator}{name}", self.argument), message);
    }
}

/// Returns whether a value is of an abstract class, and cannot be null either.
fn is_abstract(ty: &Type, slot: &Slot<'_>) -> bool {
    let class = match ty {
        Type::Contract(contract) => contract.get().kind(),
        _ => return false,
    };
    matches!((class, slot), (Kind::Class(Class { is_abstract: true, .. }), Slot::Polymorphic(_)))
}

#[cfg(test)]
mod tests;
