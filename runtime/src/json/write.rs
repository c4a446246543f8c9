//! Values as Json.NET writes them.

use super::dates::{DateText, of_member, write_date_time, write_date_time_offset};
use super::metadata::{Declared, Metadata, write_typed_bytes};
use super::names::enum_text;
use super::sink::{Array as _, Object as _, Sink};
use super::view::{JsonView, Values, write_text};
use crate::contract::{DateSettings, EnumForm, Primitive};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::Emission;
use crate::plan::EnumPlan;
use crate::plan::{Body, ClassPlan, CollectionPlan, DictionaryPlan, JsonRules, ObjectPlan, Shape, TypePlan};
use crate::value::dynamic::Value;
use crate::value::{List, Map, Object, View};

impl JsonView<'_> {
    pub(super) fn write<S: Sink>(&self, sink: S) -> Result<S::Ok, S::Error> {
        match (&self.ty.shape, self.view) {
            (_, View::Null | View::Absent) => self.null(sink),
            (Shape::Primitive(primitive), view) => self.primitive(*primitive, view, sink),
            (Shape::Object, View::Any(value)) => self.any(value, sink),
            (Shape::Object, _) => self.other(sink),
            (Shape::Contract(_) | Shape::Library(_), view) => match self.ty.object() {
                Some(plan) => self.contract(plan, view, sink),
                None => Err(self.mismatch()),
            },
        }
    }

    /// Writes the value that another one is converted to. Any other is none of the type.
    #[cold]
    #[inline(never)]
    fn other<S: Sink>(&self, sink: S) -> Result<S::Ok, S::Error> {
        let View::Converted(value) = self.view else { return Err(self.mismatch()) };
        value
            .with(|view| JsonView { view, ..*self }.write(sink))
            .unwrap_or_else(|error| Err(self.unconverted(error)))
    }

    fn null<S: Sink>(&self, sink: S) -> Result<S::Ok, S::Error> {
        if self.ty.is_nullable {
            return sink.null();
        }
        Err(self.fail(ErrorKind::Unrepresentable, "null, but the type has no null"))
    }

    fn check_depth<E: serde_core::ser::Error>(&self) -> Result<(), E> {
        let limit = self.writing.max_depth;
        if self.path.depth() < limit {
            return Ok(());
        }
        let message = format!(
            "the value nests more than {limit} levels deep, which ASP.NET would not read either; \
             WriteOptions::max_depth raises the limit"
        );
        Err(self.fail(ErrorKind::Limit, message))
    }

    /// Writes a value of `System.Object` by its actual type, which nothing names.
    fn any<S: Sink>(&self, value: &Value, sink: S) -> Result<S::Ok, S::Error> {
        match value.ty() {
            Some(ty) => {
                let plan = TypePlan::new(&ty);
                let view = JsonView { ty: &plan, view: value.content(), ..*self };
                match plan.object() {
                    Some(object) if self.writing.has_metadata => {
                        view.annotated(object, view.view, Declared::AsObject, sink)
                    }
                    _ => view.write(sink),
                }
            }
            None => self.plain_object(sink),
        }
    }

    fn contract<S: Sink>(&self, plan: &ObjectPlan, view: View<'_>, sink: S) -> Result<S::Ok, S::Error> {
        if self.writing.has_metadata || plan.is_json_reference || matches!(view, View::Shared(_)) {
            if let View::Converted(_) = view {
                return self.other(sink);
            }
            return self.annotated(plan, view, Declared::AsItIs, sink);
        }
        self.body(plan, view, None, sink)
    }

    pub(super) fn body<S: Sink>(
        &self,
        plan: &ObjectPlan,
        view: View<'_>,
        metadata: Option<&Metadata>,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        match (&plan.body, view) {
            (Body::Class(declared), View::Object(object)) => {
                let class = match (object.actual_contract(), self.ty.wrapped()) {
                    (None, Some(wrapped)) => return self.wrapped(wrapped, object, metadata, sink),
                    (None, None) => declared,
                    (Some(actual), _) if plan.is_of(actual) => declared,
                    (Some(actual), _) => match &actual.plan().body {
                        Body::Class(actual) => actual,
                        _ => return Err(self.mismatch()),
                    },
                };
                self.object(class, object, metadata, sink)
            }
            (Body::Collection(collection), View::List(list)) => self.list(collection, list, metadata, sink),
            (Body::Dictionary(dictionary), View::Map(map)) => self.map(dictionary, map, metadata, sink),
            (Body::Enum(contract), view) => self.enumeration(contract, view, sink),
            _ => self.other(sink),
        }
    }

    /// Writes a read-only list or dictionary as what it wraps.
    fn wrapped<S: Sink>(
        &self,
        ty: &TypePlan,
        object: &dyn Object,
        metadata: Option<&Metadata>,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        let (mut sink, mut result) = (Some(sink), None);
        object.views(&mut |views| {
            let view = views.first().copied().unwrap_or(View::Absent);
            let inner = JsonView { ty, view, ..*self };
            result = sink.take().map(|sink| match (ty.object(), view) {
                (Some(plan), View::List(_) | View::Map(_)) => inner.body(plan, view, metadata, sink),
                _ => inner.write(sink),
            });
        });
        result.unwrap_or_else(|| Err(self.mismatch()))
    }

    fn object<S: Sink>(
        &self,
        class: &ClassPlan,
        object: &dyn Object,
        metadata: Option<&Metadata>,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        self.check_depth()?;
        let (mut sink, mut result) = (Some(sink), None);
        object.views(&mut |views| {
            result = sink.take().map(|sink| {
                // The settings take views away beforehand, so that members pay nothing where no setting
                // leaves any out.
                let kept = if self.leaves_out(class) { Some(self.kept_views(class, views)) } else { None };
                self.members(class, kept.as_deref().unwrap_or(views), metadata, sink)
            });
        });
        result.unwrap_or_else(|| Err(self.mismatch()))
    }

    #[inline]
    fn members<S: Sink>(
        &self,
        class: &ClassPlan,
        views: &[View<'_>],
        metadata: Option<&Metadata>,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        let mut object = sink.object(None)?;
        if let Some(metadata) = metadata {
            metadata.write(&mut object)?;
        }
        for member in class.json.iter().filter_map(|&index| class.members.get(index)) {
            let view = views.get(member.index).copied().unwrap_or(View::Absent);
            // Json.NET leaves out a default even if the member is required, which XML cannot.
            if member.emission(view) == Emission::Written {
                object.member(self, member, view)?;
            }
        }
        object.end()
    }

    /// Returns whether members of a class may be left out besides what its contract says.
    #[inline]
    fn leaves_out(&self, class: &ClassPlan) -> bool {
        self.writing.leaves_out || class.json_rules == JsonRules::OfMembers
    }

    /// Returns the views of the members that the settings do not leave out.
    #[cold]
    fn kept_views<'v>(&self, class: &ClassPlan, views: &[View<'v>]) -> Vec<View<'v>> {
        let mut kept = views.to_vec();
        if class.json_rules == JsonRules::Never {
            return kept;
        }
        for member in &class.members {
            if let Some(view) = kept.get_mut(member.index)
                && member.is_left_out_of_json(*view, self.writing.settings)
            {
                *view = View::Absent;
            }
        }
        kept
    }

    fn list<S: Sink>(
        &self,
        collection: &CollectionPlan,
        list: &dyn List,
        metadata: Option<&Metadata>,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        self.check_depth()?;
        let Some(metadata) = metadata else { return self.items(collection, list, sink) };
        let mut object = sink.object(None)?;
        metadata.write(&mut object)?;
        object.values(&Values { view: self, collection, list })?;
        object.end()
    }

    pub(super) fn items<S: Sink>(
        &self,
        collection: &CollectionPlan,
        list: &dyn List,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        let mut array = sink.array(list.len())?;
        if self.writing.is_marked(list) {
            return array.end_without_items();
        }
        for index in 0..list.len() {
            array.item(&JsonView {
                writing: self.writing,
                path: self.path.item(index),
                ty: &collection.item.ty,
                view: list.item(index),
            })?;
        }
        array.end()
    }

    fn map<S: Sink>(
        &self,
        dictionary: &DictionaryPlan,
        map: &dyn Map,
        metadata: Option<&Metadata>,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        self.check_depth()?;
        let len = if metadata.is_some() { None } else { Some(map.len()) };
        let mut entries = sink.object(len)?;
        if let Some(metadata) = metadata {
            metadata.write(&mut entries)?;
        }
        let (mut text, mut index) = (String::new(), 0);
        let mut failed = None;
        let result = map.entries(&mut |key, value| {
            let path = self.path.item(index);
            index += 1;
            let key = JsonView { writing: self.writing, path, ty: &dictionary.key.ty, view: key };
            let value = JsonView { writing: self.writing, path, ty: &dictionary.value.ty, view: value };
            let written = key.entry_key(dictionary.key_naming, &mut text);
            let written = written.and_then(|key| entries.entry(key, &value));
            written.map_err(|error| {
                failed = Some(error);
                stopped()
            })
        });
        match (failed, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(self.fail(error.kind(), error.message())),
            (None, Ok(())) => entries.end(),
        }
    }

    fn enumeration<S: Sink>(&self, contract: &EnumPlan, view: View<'_>, sink: S) -> Result<S::Ok, S::Error> {
        match view {
            View::Int(number) => {
                let form = self.ty.json.enums.unwrap_or(contract.json_form);
                let name = if form == EnumForm::Number { None } else { enum_text(contract, number, form) };
                match name {
                    Some(name) => sink.text(&name),
                    None if contract.underlying == Primitive::UInt64 => sink.uint(number.cast_unsigned()),
                    None => sink.int(number),
                }
            }
            View::Str(text) => sink.text(text),
            _ => self.other(sink),
        }
    }

    fn primitive<S: Sink>(&self, primitive: Primitive, view: View<'_>, sink: S) -> Result<S::Ok, S::Error> {
        match (primitive, view) {
            (Primitive::String, View::Str(text)) => sink.text(text),
            (Primitive::Boolean, View::Bool(value)) => sink.bool(value),
            (Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64, View::Int(value)) => {
                sink.int(value)
            }
            (
                Primitive::Byte | Primitive::UInt16 | Primitive::UInt32 | Primitive::UInt64,
                View::UInt(value),
            ) => sink.uint(value),
            (Primitive::Single, View::Single(value)) if value.is_finite() => sink.single(value),
            (Primitive::Double, View::Double(value)) if value.is_finite() => sink.double(value),
            (Primitive::Single, View::Single(value)) => sink.text(not_finite(value.into())),
            (Primitive::Double, View::Double(value)) => sink.text(not_finite(value)),
            (Primitive::Decimal, View::Decimal(value)) => {
                sink.decimal(value, &mut self.writing.scratch.borrow_mut())
            }
            (Primitive::Char, View::Char(value)) => match value.to_char() {
                Some(c) => sink.char(c),
                None => Err(self.fail(
                    ErrorKind::Unrepresentable,
                    "half of a surrogate pair: UTF-8 cannot hold it by itself",
                )),
            },
            (Primitive::Bytes, View::Bytes(value)) if self.writing.settings.type_names.of_objects() => {
                write_typed_bytes(value, sink)
            }
            (Primitive::DateTime, View::DateTime(value)) => {
                self.date(|dates, text| write_date_time(value, dates, text), sink)
            }
            (Primitive::DateTimeOffset, View::DateTimeOffset(value)) => {
                self.date(|dates, text| write_date_time_offset(value, dates, text), sink)
            }
            (Primitive::TimeSpan, View::TimeSpan(_))
            | (Primitive::Guid, View::Guid(_))
            | (Primitive::Bytes, View::Bytes(_)) => {
                let mut text = self.writing.scratch.borrow_mut();
                text.clear();
                write_text(view, &mut text);
                sink.text(&text)
            }
            (Primitive::Uri, View::Uri(value)) => sink.text(value.as_str()),
            _ => self.other(sink),
        }
    }
}

impl JsonView<'_> {
    fn date<S: Sink>(
        &self,
        write: impl FnOnce(&DateSettings, &mut String) -> DateText,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        let dates = of_member(self.writing.settings.dates, self.ty.json.date_format);
        let mut text = self.writing.scratch.borrow_mut();
        text.clear();
        match write(&dates, &mut text) {
            DateText::Plain => sink.text(&text),
            DateText::Microsoft => sink.microsoft_date(&text),
            DateText::BadFormat => Err(self.bad_format()),
        }
    }

    #[cold]
    pub(super) fn bad_format<E: serde_core::ser::Error>(&self) -> E {
        self.fail(ErrorKind::Unrepresentable, "the format of dates is none that .NET knows")
    }
}

/// Ends a loop whose error is kept elsewhere.
#[cold]
pub(super) fn stopped() -> Error {
    Error::new(ErrorKind::Value, "stopped")
}

fn not_finite(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}
