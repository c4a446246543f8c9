//! What Json.NET says of values besides their members: `$id`, `$type`, `$values`.

use super::sink::{Object, Sink};
use super::view::{ID, JsonView, REF, TYPE, VALUE, write_text};
use crate::contract::json_type::{assembly_of, json_type_name};
use crate::contract::{Primitive, Type, TypeNameHandling};
use crate::error::ErrorKind;
use crate::plan::{Body, ClassPlan, JsonRules, ObjectPlan};
use crate::value::{SharedView, View};

/// What is written before the members or items of a value.
#[derive(Default)]
pub(super) struct Metadata {
    pub(super) id: Option<u32>,
    pub(super) type_name: Option<String>,
}

impl Metadata {
    pub(super) fn is_empty(&self) -> bool {
        self.id.is_none() && self.type_name.is_none()
    }

    pub(super) fn write<O: Object>(&self, object: &mut O) -> Result<(), O::Error> {
        if let Some(id) = self.id {
            object.text_entry(ID, itoa::Buffer::new().format(id))?;
        }
        if let Some(name) = &self.type_name {
            object.text_entry(TYPE, name)?;
        }
        Ok(())
    }
}

/// What declares the type of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Declared {
    /// A member, an item or a root of that type or of a base.
    AsItIs,
    /// One of `object`.
    AsObject,
}

/// What a value is to the settings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Object,
    Array,
    /// What has no metadata: enums, and pairs, which have a converter of their own.
    Neither,
}

impl JsonView<'_> {
    /// Returns what is written before the content of a value.
    pub(super) fn metadata<E: serde_core::ser::Error>(
        &self,
        plan: &ObjectPlan,
        view: View<'_>,
        declared: Declared,
    ) -> Result<Metadata, E> {
        let id = self.is_numbered(plan).then(|| self.writing.next_reference());
        Ok(Metadata { id, type_name: self.type_name(plan, view, declared)? })
    }

    /// Writes a value that is of no type but `System.Object`.
    pub(super) fn plain_object<S: Sink>(&self, sink: S) -> Result<S::Ok, S::Error> {
        let settings = self.writing.settings;
        let metadata = Metadata {
            id: settings.references.of_objects().then(|| self.writing.next_reference()),
            type_name: settings.type_names.of_objects().then(|| "System.Object, mscorlib".to_owned()),
        };
        let mut object = sink.object(if metadata.is_empty() { Some(0) } else { None })?;
        metadata.write(&mut object)?;
        object.end()
    }

    /// Returns whether its objects have an `$id`.
    pub(super) fn is_numbered(&self, plan: &ObjectPlan) -> bool {
        let preserve = self.writing.settings.references;
        match self.holder(plan) {
            Holder::Object => {
                preserve.of_objects() || (plan.is_json_reference && matches!(plan.body, Body::Class(_)))
            }
            Holder::Array => preserve.of_arrays(),
            Holder::Neither => false,
        }
    }

    fn holder(&self, plan: &ObjectPlan) -> Holder {
        let ty = if let Type::Nullable(inner) = self.ty.ty { *inner } else { self.ty.ty };
        match (&plan.body, ty) {
            (Body::Collection(_), _) | (Body::Class(_), Type::ReadOnlyCollection(_)) => Holder::Array,
            (Body::Class(_), Type::ReadOnlyDictionary(_)) => Holder::Object,
            (Body::Enum(_) | Body::Class(ClassPlan { json_rules: JsonRules::Never, .. }), _) => {
                Holder::Neither
            }
            (Body::Class(_) | Body::Dictionary(_), _) => Holder::Object,
        }
    }

    pub(super) fn type_name<E: serde_core::ser::Error>(
        &self,
        plan: &ObjectPlan,
        view: View<'_>,
        declared: Declared,
    ) -> Result<Option<String>, E> {
        let handling = self.writing.settings.type_names;
        // Json.NET names a struct that may be null `Nullable`, which is not the type that it declares.
        let is_nullable_struct = plan.is_struct && matches!(self.ty.ty, Type::Nullable(_));
        let is_other = declared == Declared::AsObject
            || is_nullable_struct
            || matches!(view, View::Object(object) if !plan.is_exactly(object));
        let is_written = match self.holder(plan) {
            Holder::Object => handling.of_objects(),
            Holder::Array => handling.of_arrays(),
            Holder::Neither => return Ok(None),
        };
        let names_other = handling == TypeNameHandling::Auto && is_other;
        if !is_written && !names_other {
            return Ok(None);
        }
        let actual = match view {
            View::Object(object) if !is_nullable_struct => object.actual_contract(),
            _ => None,
        };
        let name = match actual {
            Some(contract) => contract.json_type_name(),
            None => json_type_name(&self.ty.ty),
        };
        match name {
            Some(name) if assembly_of(&name).is_some() => Ok(Some(name)),
            _ => Err(self.fail(
                ErrorKind::Unrepresentable,
                "`$type` has to name the type, but its contract does not say its CLR name and assembly",
            )),
        }
    }

    /// Writes a value of a contract with its metadata, if it has any.
    #[cold]
    pub(super) fn annotated<S: Sink>(
        &self,
        plan: &ObjectPlan,
        view: View<'_>,
        declared: Declared,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        if let View::Shared(shared) = view {
            return self.shared(plan, shared, declared, sink);
        }
        let metadata = self.metadata(plan, view, declared)?;
        self.body(plan, view, Some(&metadata).filter(|metadata| !metadata.is_empty()), sink)
    }

    /// Writes an object that other places refer to as well: in full at the first one, `{"$ref": "1"}` at the
    /// others.
    fn shared<S: Sink>(
        &self,
        plan: &ObjectPlan,
        shared: &dyn SharedView,
        declared: Declared,
        sink: S,
    ) -> Result<S::Ok, S::Error> {
        let mut id = None;
        if self.is_numbered(plan) {
            let mut references = self.writing.references.borrow_mut();
            if let Some(number) = references.get(&shared.identity()) {
                let mut object = sink.object(Some(1))?;
                object.text_entry(REF, itoa::Buffer::new().format(*number))?;
                return object.end();
            }
            let number = self.writing.next_reference();
            references.insert(shared.identity(), number);
            id = Some(number);
        }
        let (mut sink, mut result) = (Some(sink), None);
        shared.view(&mut |view| {
            result = sink.take().map(|sink| match view {
                View::Null => Err(self.fail(
                    ErrorKind::Unrepresentable,
                    "the object that is referred to is gone: its last owner was dropped",
                )),
                view => {
                    let metadata = Metadata { id, type_name: self.type_name(plan, view, declared)? };
                    self.body(plan, view, Some(&metadata), sink)
                }
            });
        });
        result.unwrap_or_else(|| Err(self.mismatch()))
    }
}

/// Writes bytes where objects name their types: to Json.NET they are one, with the text as its `$value`.
pub(super) fn write_typed_bytes<S: Sink>(value: &[u8], sink: S) -> Result<S::Ok, S::Error> {
    let mut object = sink.object(None)?;
    let type_name = json_type_name(&Type::Primitive(Primitive::Bytes));
    Metadata { id: None, type_name }.write(&mut object)?;
    let mut text = String::new();
    write_text(View::Bytes(value), &mut text);
    object.text_entry(VALUE, &text)?;
    object.end()
}
