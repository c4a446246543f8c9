//! The members of classes.

use super::super::names::eq_ignore_case;
use super::{Reading, Target};
use crate::contract::plan::{Body, ClassPlan, MemberPlan, ObjectPlan, TypePlan};
use crate::error::{Error, ErrorKind};
use crate::json::place::Place;
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

impl<'o, 's> Target<'_, 'o, 's> {
    /// An object of JSON into whatever the slot is.
    pub(super) fn object<'de, A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let Target { reading, place, ty, slot } = self;
        let at = Target { reading, place, ty, slot: Slot::Bool(&mut false) };
        match slot {
            Slot::Object(object) => at.fields(object, map),
            Slot::Nullable(nullable) => at.with(nullable.fill()).object(map),
            Slot::Map(entries) => match ty.object() {
                Some(ObjectPlan { body: Body::Dictionary(dictionary), .. }) => at.entries(dictionary, entries, map),
                _ => Err(at.unexpected("an object")),
            },
            Slot::Polymorphic(polymorphic) => at.actual(polymorphic, map),
            Slot::Value(value) => match (value.fill(&ty.ty), ty.object()) {
                (Some(_), Some(ObjectPlan { is_abstract: true, .. })) => Err(at.abstract_type()),
                (Some(slot), _) => at.with(slot).object(map),
                (None, _) => at.any_object(value, map),
            },
            _ => Err(at.unexpected("an object")),
        }
    }

    /// JSON does not name types, so an object is of the declared one.
    fn actual<'de, A: MapAccess<'de>>(self, polymorphic: &mut dyn Polymorphic, map: A) -> Result<(), A::Error> {
        match self.ty.object() {
            Some(ObjectPlan { is_abstract: false, contract: Some(contract), .. }) => {
                match polymorphic.choose(contract) {
                    Some(slot) => self.with(slot).object(map),
                    None => Err(self.unexpected("an object")),
                }
            }
            _ => Err(self.abstract_type()),
        }
    }

    #[cold]
    fn abstract_type<E: serde::de::Error>(&self) -> E {
        let error = Error::new(
            ErrorKind::UnknownType,
            "the contract's type is abstract, and JSON does not say of what type the object is",
        );
        self.reading.report(error, &self.place)
    }

    fn fields<'de, A: MapAccess<'de>>(self, object: &mut dyn Object, map: A) -> Result<(), A::Error> {
        let plan = object.contract().map(crate::contract::Contract::plan).or_else(|| self.ty.object());
        let Some(ObjectPlan { body: Body::Class(class), .. }) = plan else {
            return Err(self.unexpected("an object"));
        };
        let (mut map, mut failed) = (Some(map), None);
        let result = object.slots(&mut |slots| match map.take() {
            None => Ok(()),
            Some(map) => members(self.reading, &self.place, class, slots, map).map_err(|error| {
                failed = Some(error);
                stopped()
            }),
        });
        match (failed, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(self.reading.report(error, &self.place)),
            (None, Ok(())) => Ok(()),
        }
    }
}

fn members<'de, A: MapAccess<'de>>(
    reading: &Reading<'_>,
    place: &Place<'_>,
    class: &ClassPlan,
    slots: &mut [Slot<'_>],
    mut map: A,
) -> Result<(), A::Error> {
    let mut seen = Seen::new(class.json.len());
    let mut expected = 0;
    let keep_name = reading.skipped.is_some();
    while let Some(name) = map.next_key_seed(MemberName { class, expected, keep_name })? {
        let index = match name {
            Found::Member(index) => index,
            Found::Unknown(name) => {
                reading.skip(&name, place);
                map.next_value::<IgnoredAny>()?;
                continue;
            }
        };
        let target = member_at(class, index).and_then(|member| Some((member, slots.get_mut(member.index)?)));
        let Some((member, slot)) = target else {
            return Err(reading.report(no_place(), place));
        };
        let place = place.member(&member.json_name);
        map.next_value_seed(MemberValue(Target { reading, place, ty: &member.ty, slot: slot.reborrow() }))?;
        seen.mark(index);
        expected = index + 1;
    }
    for index in 0..class.json.len() {
        if let Some(member) = member_at(class, index).filter(|member| member.is_required)
            && !seen.has(index)
        {
            let message = format!("the required member `{}` is missing", member.json_name);
            return Err(reading.report(Error::new(ErrorKind::Missing, message), place));
        }
    }
    Ok(())
}

#[cold]
fn no_place() -> Error {
    Error::new(ErrorKind::Value, "the value has no place for this member")
}

/// A member by its place in JSON's order.
fn member_at(class: &ClassPlan, index: usize) -> Option<&MemberPlan> {
    class.members.get(*class.json.get(index)?)
}

/// A member's value. `NullValueHandling::Ignore` passes over its null, but not over nulls in collections.
struct MemberValue<'a, 'o, 's>(Target<'a, 'o, 's>);
