//! Collections and dictionaries.

use super::scalar::put_key;
use super::{Fields, Target, Text, ValueContext};
use crate::clr::Bytes;
use crate::contract::{Primitive, Type};
use crate::json::write::stopped;
use crate::notice::NoticeKind;
use crate::plan::{Body, CollectionPlan, DictionaryPlan, MemberPlan, ObjectPlan, Shape, TypePlan};
use crate::value::dynamic::Value;
use crate::value::{KeyIndex, List, Map, Scalar, Slot, View};
use serde_core::Deserializer;
use serde_core::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess};
use std::borrow::Cow;

/// As many items as may be made room for before they are there.
const ROOM: usize = 1024;

impl ValueContext<'_, '_> {
    /// Reads an array of JSON into whatever the slot is.
    pub(super) fn array<'de, A: SeqAccess<'de>>(&self, slot: &mut Slot<'_>, seq: A) -> Result<(), A::Error> {
        match slot {
            Slot::List(list) => match self.ty.object() {
                Some(ObjectPlan { body: Body::Collection(collection), .. }) => {
                    self.items(collection, &mut **list, seq)
                }
                _ => Err(self.unexpected("an array")),
            },
            Slot::Nullable(nullable) => {
                self.array(&mut nullable.fill(), seq)?;
                self.null_if_wrong(&mut **nullable);
                Ok(())
            }
            Slot::Value(value) => match value.fill(&self.ty.ty) {
                Some(mut slot) => {
                    self.array(&mut slot, seq)?;
                    if self.reading.is_wrong() {
                        **value = Value::default_of(&self.ty.ty);
                    }
                    Ok(())
                }
                None => self.any_array(value, seq),
            },
            Slot::Shared(shared) => {
                shared.fresh();
                self.inside(&mut **shared, |slot| self.array(slot, seq))
            }
            Slot::Converted(converted) => self.converted(&mut **converted, |slot| self.array(slot, seq)),
            Slot::Scalar(scalar) => self.byte_array(&mut **scalar, seq),
            Slot::Object(object) => match self.ty.wrapped() {
                Some(ty) => self.wrapped(&mut **object, |slot| ValueContext { ty, ..*self }.array(slot, seq)),
                None => self.refuse_array(seq),
            },
            _ => self.refuse_array(seq),
        }
    }

    pub(super) fn items<'de, A: SeqAccess<'de>>(
        &self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        mut seq: A,
    ) -> Result<(), A::Error> {
        list.clear();
        if let Some(count) = seq.size_hint() {
            list.reserve(count.min(ROOM));
        }
        let mut index = 0;
        while seq
            .next_element_seed(Item { context: self, plan: &collection.item, list: &mut *list, index })?
            .is_some()
        {
            index += 1;
            if self.reading.take_wrong() {
                list.pop();
            }
        }
        Ok(())
    }

    /// Json.NET reads `byte[]` from an array of numbers too.
    fn byte_array<'de, A: SeqAccess<'de>>(
        &self,
        scalar: &mut dyn Scalar,
        mut seq: A,
    ) -> Result<(), A::Error> {
        let is_bytes = matches!(self.ty.shape, Shape::Primitive(Primitive::Bytes));
        if !is_bytes || self.reading.conversions.strict {
            return self.refuse_array(seq);
        }
        let byte = TypePlan::new(&Type::Primitive(Primitive::Byte));
        let (mut bytes, mut value) = (Vec::new(), 0_u8);
        loop {
            let path = self.path.item(bytes.len());
            let context = ValueContext { path, ty: &byte, ..*self };
            let slot = &mut Slot::Scalar(&mut value);
            if seq.next_element_seed(Target { context: &context, slot })?.is_none() {
                break;
            }
            if !self.reading.take_wrong() {
                bytes.push(value);
            }
        }
        let bytes = Bytes(bytes);
        if scalar.set(View::Bytes(&bytes)) { Ok(()) } else { Err(self.unexpected("an array")) }
    }

    pub(super) fn entries<'de, A: MapAccess<'de>>(
        &self,
        dictionary: &DictionaryPlan,
        entries: &mut dyn Map,
        mut fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        entries.clear();
        let (mut keys, mut index) = (KeyIndex::default(), 0);
        while let Some(text) = fields.next_text()? {
            let path = self.path.item(index);
            let (mut failed, mut is_wrong) = (None, false);
            let result = entries.set(&mut keys, &mut |mut key, mut value| {
                let context = ValueContext { path, ty: &dictionary.value.ty, ..*self };
                let put = put_key(
                    self.reading.conversions,
                    &mut key,
                    &dictionary.key.ty,
                    &text,
                    &self.reading.settings.dates,
                )
                .or_else(|outcome| outcome.resolve(self.reading, &path));
                let read = match put {
                    Ok(()) => fields.map.next_value_seed(Target { context: &context, slot: &mut value }),
                    Err(error) => {
                        self.reading.recover_from(error, &path)?;
                        self.reading.is_wrong.set(true);
                        fields.map.next_value::<IgnoredAny>().map(drop)
                    }
                };
                is_wrong = self.reading.take_wrong();
                match read {
                    Err(error) => failed = Some(error),
                    Ok(()) if !is_wrong => return Ok(()),
                    Ok(()) => {}
                }
                // The entry is left out.
                Err(stopped())
            });
            match (failed, result) {
                (Some(error), _) => return Err(error),
                (None, _) if is_wrong => index += 1,
                (None, Err(error)) => return Err(self.reading.report(error, &path)),
                (None, Ok(true)) => index += 1,
                (None, Ok(false)) => {
                    self.reading.notify_of_value(NoticeKind::Duplicate, &path, None);
                    index += 1;
                }
            }
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    pub(super) fn next_text(&mut self) -> Result<Option<Cow<'de, str>>, A::Error> {
        match self.first.take() {
            None => self.map.next_key_seed(Text),
            first => Ok(first),
        }
    }
}

/// The next item, if there is one: only then is room made for it.
struct Item<'t, 'o> {
    context: &'t ValueContext<'t, 'o>,
    plan: &'t MemberPlan,
    list: &'t mut dyn List,
    index: usize,
}

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Item { context, plan, list, index } = self;
        let path = context.path.item(index);
        let context = ValueContext { reading: context.reading, path, ty: &plan.ty };
        Target { context: &context, slot: &mut list.push() }.deserialize(deserializer)
    }
}
