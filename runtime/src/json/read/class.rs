//! Objects: the members of classes.

use super::progress::Progress;
use super::{Fields, Reading, Target, ValueContext};
use crate::any_case::{cmp_ignore_case, eq_ignore_case};
use crate::contract::name_index::NEAR;
use crate::error::{Error, ErrorKind, nothing_for};
use crate::json::names::is_same;
use crate::json::view::{ID, REF};
use crate::json::write::stopped;
use crate::notice::NoticeKind;
use crate::plan::{Body, ClassPlan, MemberIndex, MemberPlan, ObjectPlan};
use crate::value::dynamic::Value;
use crate::value::{Object, Polymorphic, Seen, Slot};
use serde_core::Deserializer;
use serde_core::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use std::cell::Cell;
use std::fmt;

impl ValueContext<'_, '_> {
    /// Reads an object of JSON into the slot, whatever that holds.
    pub(super) fn object<'de, A: MapAccess<'de>>(
        &self,
        slot: &mut Slot<'_>,
        fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        match slot {
            Slot::Object(object) => self.class(&mut **object, fields),
            Slot::Nullable(nullable) => {
                self.object(&mut nullable.fill(), fields)?;
                self.null_if_wrong(&mut **nullable);
                Ok(())
            }
            Slot::Map(entries) => match self.ty.object() {
                Some(ObjectPlan { body: Body::Dictionary(dictionary), .. }) => {
                    self.entries(dictionary, &mut **entries, fields)
                }
                _ => Err(self.unexpected("an object")),
            },
            Slot::Shared(shared) => self.shared(&mut **shared, fields),
            Slot::Converted(converted) => self.converted(&mut **converted, |slot| self.object(slot, fields)),
            Slot::Polymorphic(polymorphic) => self.declared(&mut **polymorphic, fields),
            Slot::Value(value) => match self.ty.object() {
                Some(ObjectPlan { is_abstract: true, .. }) => Err(self.abstract_type()),
                _ => match value.fill(&self.ty.ty) {
                    Some(mut slot) => {
                        self.object(&mut slot, fields)?;
                        if self.reading.is_wrong() {
                            **value = Value::default_of(&self.ty.ty);
                        }
                        Ok(())
                    }
                    None => self.any_object(value, fields),
                },
            },
            _ => self.refuse_object(fields),
        }
    }

    /// Lets `read` fill the list or dictionary that a read-only one wraps.
    pub(super) fn wrapped<E: serde_core::de::Error>(
        &self,
        object: &mut dyn Object,
        read: impl FnOnce(&mut Slot<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (mut read, mut failed) = (Some(read), None);
        let result = object.slots(&mut |slots| match (read.take(), slots.first_mut()) {
            (Some(read), Some(slot)) => read(slot).map_err(|error| {
                failed = Some(error);
                stopped()
            }),
            _ => Err(Error::new(ErrorKind::Value, "the value has no place for this member")),
        });
        match (failed, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(self.report(error)),
            (None, Ok(())) => Ok(()),
        }
    }

    /// Reads an object of the declared type: JSON does not name types.
    fn declared<'de, A: MapAccess<'de>>(
        &self,
        polymorphic: &mut dyn Polymorphic,
        fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        match self.ty.object() {
            Some(ObjectPlan { is_abstract: false, contract: Some(contract), .. }) => {
                match polymorphic.choose(contract) {
                    Some(mut slot) => self.object(&mut slot, fields),
                    None => Err(self.unexpected("an object")),
                }
            }
            _ => Err(self.abstract_type()),
        }
    }

    #[cold]
    fn abstract_type<E: serde_core::de::Error>(&self) -> E {
        self.report(Error::new(
            ErrorKind::UnknownType,
            "the contract's type is abstract, and JSON does not say of what type the object is",
        ))
    }

    fn class<'de, A: MapAccess<'de>>(
        &self,
        object: &mut dyn Object,
        mut fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let plan = if let Some(contract) = object.actual_contract() {
            Some(contract.plan())
        } else if let Some(ty) = self.ty.wrapped() {
            return self.wrapped(object, |slot| ValueContext { ty, ..*self }.object(slot, fields));
        } else {
            self.ty.object()
        };
        let Some(ObjectPlan { body: Body::Class(class), is_json_reference, .. }) = plan else {
            return Err(self.unexpected("an object"));
        };
        let rules = MemberRules { class, is_reference: *is_json_reference };
        let mut failed = None;
        let result = object.slots(&mut |slots| {
            self.members(&rules, slots, &mut fields).map_err(|error| {
                failed = Some(error);
                stopped()
            })
        });
        match (failed, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(self.report(error)),
            (None, Ok(())) => Ok(()),
        }
    }

    fn members<'de, A: MapAccess<'de>>(
        &self,
        rules: &MemberRules<'_>,
        slots: &mut [Slot<'_>],
        fields: &mut Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let ValueContext { reading, path, .. } = *self;
        let MemberRules { class, is_reference } = *rules;
        let count = class.json.len();
        let mut progress = Progress::default();
        let keeps = (reading.wants_notices() || is_reference).then_some(reading);
        let mut name = MemberName {
            class,
            index: 0,
            expected: member_at(class, 0),
            keeps,
            is_reference: Cell::new(false),
        };
        // One for all members: what differs between them is set for each.
        let mut context = ValueContext { reading, path: path.inner(), ty: self.ty };
        let mut first = fields.first.take().map(|first| name.look_up(&first));
        loop {
            // The one place where a name is read, so that it is compiled into the loop.
            let next = match first.take() {
                None => fields.map.next_key_seed(&name)?,
                first => first,
            };
            let Some(found) = next else { break };
            let found = match found {
                NameMatch::Expected => name.expected,
                NameMatch::Member(other) => {
                    name.index = other;
                    member_at(class, other)
                }
                NameMatch::Unknown => {
                    if name.is_reference.get() {
                        return Err(if is_reference { self.not_shared() } else { self.not_followed() });
                    }
                    if keeps.is_some() {
                        self.unknown(is_reference)?;
                    }
                    fields.map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            let target = found.and_then(|member| Some((member, slots.get_mut(member.index)?)));
            let Some((member, slot)) = target else {
                return Err(
                    self.report(Error::new(ErrorKind::Value, "the value has no place for this member"))
                );
            };
            if progress.mark(name.index, count) {
                reading.notify(NoticeKind::Duplicate, &path, &member.json_name, reading.last_name());
            }
            context.path.go_to(member);
            context.ty = &member.ty;
            fields.map.next_value_seed(Target { context: &context, slot })?;
            reading.take_wrong();
            name.index += 1;
            name.expected = member_at(class, name.index);
        }
        if progress.is_complete(count) { Ok(()) } else { self.missing(class, progress.seen(count), slots) }
    }

    /// Handles the members that an object does not have: errors, defaults and notices.
    #[inline(never)]
    fn missing<E: serde_core::de::Error>(
        &self,
        class: &ClassPlan,
        seen: &Seen,
        slots: &mut [Slot<'_>],
    ) -> Result<(), E> {
        let ValueContext { reading, path, .. } = *self;
        for member in seen.unmarked(class.json.len()).filter_map(|index| member_at(class, index)) {
            let is_abstract =
                member.ty.is_abstract() && matches!(slots.get(member.index), Some(Slot::Polymorphic(_)));
            if is_abstract || (member.is_required && reading.conversions.require) {
                let name = &member.json_name;
                let message = if is_abstract {
                    nothing_for(name)
                } else {
                    format!("the required member `{name}` is missing")
                };
                let recovered =
                    reading.recover_from(Error::new(ErrorKind::Missing, message), &path.member(member));
                recovered.map_err(|error| self.report(error))?;
            }
            if let (Some(json), Some(slot)) =
                (member.populated(reading.settings), slots.get_mut(member.index))
            {
                self.populate(member, json, slot)?;
                continue;
            }
            if reading.wants_notices()
                && !reading.may_lack(member)
                && !slots.get(member.index).is_some_and(Slot::has_absent)
            {
                reading.notify(NoticeKind::Missing, &path, &member.json_name, None);
            }
        }
        Ok(())
    }

    /// Reads the default that a contract says for a member.
    #[cold]
    fn populate<E: serde_core::de::Error>(
        &self,
        member: &MemberPlan,
        json: &str,
        slot: &mut Slot<'_>,
    ) -> Result<(), E> {
        let context = ValueContext { reading: self.reading, path: self.path.member(member), ty: &member.ty };
        let mut deserializer = serde_json::Deserializer::from_str(json);
        Target { context: &context, slot }.deserialize(&mut deserializer).map_err(E::custom)
    }

    /// Handles a member that the contract does not have, and whose name was kept.
    #[cold]
    fn unknown<E: serde_core::de::Error>(&self, is_reference: bool) -> Result<(), E> {
        let name = self.reading.unknown_name.take();
        match name.as_str() {
            ID if is_reference => {}
            REF if is_reference => return Err(self.not_shared()),
            name => self.reading.notify(NoticeKind::Unknown, &self.path, name, self.reading.last_name()),
        }
        Ok(())
    }
}

/// What the members of an object are read by.
struct MemberRules<'p> {
    class: &'p ClassPlan,
    /// Whether the class is `IsReference`, so that Json.NET may write `$id` or `$ref`.
    is_reference: bool,
}

/// Returns a member by its index in JSON's order.
fn member_at(class: &ClassPlan, index: usize) -> Option<&MemberPlan> {
    class.members.get(*class.json.get(index)?)
}

/// Returns the member that a name means, by its index in JSON's order.
pub(in crate::json) fn find_member(class: &ClassPlan, name: &str) -> Option<usize> {
    let members = MemberName { class, index: 0, expected: None, keeps: None, is_reference: Cell::new(false) };
    members.find(name)
}

/// The name of a member: the expected one or one behind it, else one before it, else one in another case.
struct MemberName<'a, 'o> {
    class: &'a ClassPlan,
    /// The index of the expected one in JSON's order.
    index: usize,
    expected: Option<&'a MemberPlan>,
    /// Where the names of unknown members are kept, if anything needs them.
    keeps: Option<&'a Reading<'a, 'o>>,
    /// Whether the unknown name is `$ref`, before any member.
    is_reference: Cell<bool>,
}

/// Which member has a name.
enum NameMatch {
    /// The expected one.
    Expected,
    /// A member, by its index in JSON's order.
    Member(usize),
    /// None has it. The name is kept if anything needs it.
    Unknown,
}

impl MemberName<'_, '_> {
    #[inline]
    fn match_name(&self, name: &str) -> NameMatch {
        // What Json.NET has written comes in its order.
        match self.expected {
            Some(expected) if self.keeps.is_none() && is_same(&expected.json_name, name) => {
                NameMatch::Expected
            }
            _ => self.look_up(name),
        }
    }

    #[inline(never)]
    fn look_up(&self, name: &str) -> NameMatch {
        if let Some(reading) = self.keeps {
            reading.note_name(name);
        }
        if let Some(index) = self.find(name) {
            return NameMatch::Member(index);
        }
        if let Some(reading) = self.keeps {
            reading.unknown_name.replace(name.to_owned());
        }
        self.is_reference.set(name == REF && self.index == 0);
        NameMatch::Unknown
    }

    fn find(&self, name: &str) -> Option<usize> {
        let name_at = |index: usize| member_at(self.class, index).map_or("", |member| &member.json_name);
        let is_it = |index: &usize| name_at(*index) == name;
        let count = self.class.json.len();
        if let Some(index) = &self.class.index {
            let near = (self.index..count.min(self.index + NEAR)).find(is_it);
            return near.or_else(|| self.find_by_index(index, name));
        }
        (self.index..count)
            .find(is_it)
            .or_else(|| (0..self.index.min(count)).find(is_it))
            .or_else(|| (0..count).find(|&index| eq_ignore_case(name_at(index), name)))
    }

    /// Finds a member by its name in a class of many members.
    #[cold]
    fn find_by_index(&self, members: &MemberIndex, name: &str) -> Option<usize> {
        let name_at = |index: usize| member_at(self.class, index).map_or("", |member| &member.json_name);
        let exact = |index: usize| name_at(index).cmp(name);
        let in_any_case = |index: usize| cmp_ignore_case(name_at(index), name);
        members
            .json
            .find(self.index, exact, |_| true)
            .or_else(|| members.json_in_any_case.find(0, in_any_case, |_| true))
    }
}

impl<'de> DeserializeSeed<'de> for &MemberName<'_, '_> {
    type Value = NameMatch;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<NameMatch, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &MemberName<'_, '_> {
    type Value = NameMatch;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: serde_core::de::Error>(self, name: &str) -> Result<NameMatch, E> {
        Ok(self.match_name(name))
    }

    fn visit_i64<E: serde_core::de::Error>(self, name: i64) -> Result<NameMatch, E> {
        self.visit_str(&name.to_string())
    }

    fn visit_u64<E: serde_core::de::Error>(self, name: u64) -> Result<NameMatch, E> {
        self.visit_str(&name.to_string())
    }
}
