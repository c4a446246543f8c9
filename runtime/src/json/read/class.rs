//! Objects: the members of classes.

use super::{At, Fields, Target};
use crate::contract::Contract;
use crate::contract::plan::{Body, ClassPlan, MemberPlan, ObjectPlan};
use crate::error::{Error, ErrorKind};
use crate::json::NullValueHandling;
use crate::json::names::eq_ignore_case;
use crate::json::write::stopped;
use crate::value::{Object, Polymorphic, Slot};
use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// Which members were read: the first 64 without an allocation.
struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    fn new(members: usize) -> Self {
        Seen { first: 0, others: vec![0; members.saturating_sub(1) / 64] }
    }

    fn word(&mut self, member: usize) -> Option<&mut u64> {
        match member / 64 {
            0 => Some(&mut self.first),
            word => self.others.get_mut(word - 1),
        }
    }

    fn mark(&mut self, member: usize) {
        if let Some(word) = self.word(member) {
            *word |= 1 << (member % 64);
        }
    }

    fn has(&mut self, member: usize) -> bool {
        self.word(member).is_some_and(|word| *word & (1 << (member % 64)) != 0)
    }
}

impl At<'_, '_> {
    /// An object of JSON into whatever the slot is.
    pub(super) fn object<'de, A: MapAccess<'de>>(
        self,
        slot: Slot<'_>,
        fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        match slot {
            Slot::Object(object) => self.class(object, fields),
            Slot::Nullable(nullable) => self.object(nullable.fill(), fields),
            Slot::Map(entries) => match self.ty.object() {
                Some(ObjectPlan { body: Body::Dictionary(dictionary), .. }) => {
                    self.entries(dictionary, entries, fields)
                }
                _ => Err(self.unexpected("an object")),
            },
            Slot::Shared(shared) => self.shared(shared, fields),
            Slot::Polymorphic(polymorphic) => self.declared(polymorphic, fields),
            Slot::Value(value) => match self.ty.object() {
                Some(ObjectPlan { is_abstract: true, .. }) => Err(self.abstract_type()),
                _ => match value.fill(&self.ty.ty) {
                    Some(slot) => self.object(slot, fields),
                    None => self.any_object(value, fields),
                },
            },
            _ => Err(self.unexpected("an object")),
        }
    }

    /// JSON does not name types, so an object is of the declared one.
    fn declared<'de, A: MapAccess<'de>>(
        self,
        polymorphic: &mut dyn Polymorphic,
        fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        match self.ty.object() {
            Some(ObjectPlan { is_abstract: false, contract: Some(contract), .. }) => {
                match polymorphic.choose(contract) {
                    Some(slot) => self.object(slot, fields),
                    None => Err(self.unexpected("an object")),
                }
            }
            _ => Err(self.abstract_type()),
        }
    }

    #[cold]
    fn abstract_type<E: serde::de::Error>(&self) -> E {
        self.report(Error::new(
            ErrorKind::UnknownType,
            "the contract's type is abstract, and JSON does not say of what type the object is",
        ))
    }

    fn class<'de, A: MapAccess<'de>>(
        self,
        object: &mut dyn Object,
        fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let plan = object.actual_contract().map(Contract::plan).or_else(|| self.ty.object());
        let Some(ObjectPlan { body: Body::Class(class), is_json_reference, .. }) = plan else {
            return Err(self.unexpected("an object"));
        };
        let (mut fields, mut failed) = (Some(fields), None);
        let result = object.slots(&mut |slots| match fields.take() {
            None => Ok(()),
            Some(fields) => self.members((class, *is_json_reference), slots, fields).map_err(|error| {
                failed = Some(error);
                stopped()
            }),
        });
        match (failed, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(self.report(error)),
            (None, Ok(())) => Ok(()),
        }
    }

    fn members<'de, A: MapAccess<'de>>(
        self,
        (class, is_reference): (&ClassPlan, bool),
        slots: &mut [Slot<'_>],
        mut fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let At { reading, place, .. } = self;
        let mut seen = Seen::new(class.json.len());
        let mut expected = 0;
        let keep_name = reading.skipped.is_some() || is_reference;
        while let Some(name) = fields.next_name(MemberName { class, expected, keep_name })? {
            let index = match name {
                Found::Member(index) => index,
                Found::Unknown(name) => {
                    match name.as_str() {
                        "$id" if is_reference => {}
                        "$ref" if is_reference => return Err(self.not_shared()),
                        name => reading.skip(name, &place),
                    }
                    fields.map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            let target =
                member_at(class, index).and_then(|member| Some((member, slots.get_mut(member.index)?)));
            let Some((member, slot)) = target else {
                return Err(
                    self.report(Error::new(ErrorKind::Value, "the value has no place for this member"))
                );
            };
            let at = At {
                reading,
                place: place.member(&member.json_name),
                ty: &member.ty,
                ignores_null: reading.nulls == NullValueHandling::Ignore,
            };
            fields.map.next_value_seed(Target { at, slot: slot.reborrow() })?;
            seen.mark(index);
            expected = index + 1;
        }
        for index in 0..class.json.len() {
            if let Some(member) = member_at(class, index).filter(|member| member.is_required)
                && !seen.has(index)
            {
                let message = format!("the required member `{}` is missing", member.json_name);
                return Err(self.report(Error::new(ErrorKind::Missing, message)));
            }
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    #[inline]
    fn next_name(&mut self, expected: MemberName<'_>) -> Result<Option<Found>, A::Error> {
        match self.first.take() {
            None => self.map.next_key_seed(expected),
            Some(name) => Ok(Some(expected.found(&name))),
        }
    }
}

/// A member by its place in JSON's order.
fn member_at(class: &ClassPlan, index: usize) -> Option<&MemberPlan> {
    class.members.get(*class.json.get(index)?)
}

/// The name of a member: the expected one or one behind it, else one before it, else one in another case.
struct MemberName<'a> {
    class: &'a ClassPlan,
    expected: usize,
    keep_name: bool,
}

enum Found {
    /// By its place in JSON's order.
    Member(usize),
    /// Its name is kept only if somebody asks.
    Unknown(String),
}

impl MemberName<'_> {
    #[inline]
    fn found(&self, name: &str) -> Found {
        match self.find(name) {
            Some(index) => Found::Member(index),
            None => Found::Unknown(if self.keep_name { name.to_owned() } else { String::new() }),
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        let name_at = |index: usize| member_at(self.class, index).map_or("", |member| &member.json_name);
        let is_it = |index: &usize| name_at(*index) == name;
        let count = self.class.json.len();
        (self.expected..count)
            .find(is_it)
            .or_else(|| (0..self.expected.min(count)).find(is_it))
            .or_else(|| (0..count).find(|&index| eq_ignore_case(name_at(index), name)))
    }
}

impl<'de> DeserializeSeed<'de> for MemberName<'_> {
    type Value = Found;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for MemberName<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Found, E> {
        Ok(self.found(name))
    }

    fn visit_i64<E: serde::de::Error>(self, name: i64) -> Result<Found, E> {
        self.visit_str(&name.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, name: u64) -> Result<Found, E> {
        self.visit_str(&name.to_string())
    }
}
