//! Values: null, objects with their actual types and identities, what stands inside an element.

use super::super::prefixes::Prefix;
use super::{Writer, mismatch, unrepresentable};
use crate::contract::{Contract, Primitive, SYSTEM, Serializer};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::{Body, ObjectPlan, Shape, TypePlan};
use crate::value::dynamic::Value;
use crate::value::{Object, SharedView, View};

impl<'p> Writer<'p, '_> {
    /// Writes the attributes and the content of an element whose tag is open.
    pub(super) fn content(&mut self, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        match (&ty.shape, view) {
            (_, View::Null | View::Absent) => {
                if !ty.is_nullable {
                    return Err(unrepresentable("null, but the type has no null"));
                }
                self.nil();
                Ok(())
            }
            (_, View::Converted(value)) => value
                .with(|view| self.content(ty, view))
                .unwrap_or_else(|error| Err(error.when_written(&ty.ty))),
            (Shape::Object, View::Any(value)) => match self.serializer {
                Serializer::DataContractSerializer => self.any(ty, value),
                Serializer::XmlSerializer => self.any_for_xml_serializer(ty, value),
            },
            (Shape::Object, _) => Err(mismatch(ty)),
            // `XmlSerializer` finds no member of a DateTimeOffset that could be set, and an empty text is an empty
            // element.
            (Shape::Primitive(Primitive::DateTimeOffset), View::DateTimeOffset(_))
            | (Shape::Primitive(Primitive::String), View::Str(""))
                if self.serializer == Serializer::XmlSerializer =>
            {
                Ok(())
            }
            (Shape::Primitive(Primitive::DateTimeOffset), View::DateTimeOffset(value)) => {
                let date_time = self.start("DateTime", SYSTEM)?;
                self.close_tag();
                let date = value.utc_date_time();
                self.out.push_with(|out| date.write_xml(out));
                self.end(&date_time);
                let offset = self.start("OffsetMinutes", SYSTEM)?;
                self.close_tag();
                self.int(i64::from(value.offset_minutes()));
                self.end(&offset);
                Ok(())
            }
            (Shape::Primitive(primitive), view) => self.primitive(*primitive, ty, view),
            (Shape::Contract(_) | Shape::Library(_), view) => {
                let plan = ty.object().ok_or_else(|| mismatch(ty))?;
                self.contract(plan, ty, view)
            }
        }
    }

    fn contract(&mut self, plan: &'p ObjectPlan, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        match view {
            View::Shared(shared) if plan.is_reference => {
                if self.reference(Some(shared.identity())) {
                    self.inside(plan, ty, shared)
                } else {
                    Ok(())
                }
            }
            // Shared in memory, but the contract does not keep that: each place has a copy of its own.
            View::Shared(shared) => self.inside(plan, ty, shared),
            view => {
                if plan.is_reference {
                    self.reference(None);
                }
                self.body(plan, ty, view)
            }
        }
    }

    pub(super) fn inside(
        &mut self,
        plan: &'p ObjectPlan,
        ty: &'p TypePlan,
        shared: &dyn SharedView,
    ) -> Result<()> {
        let mut result = Ok(());
        shared.view(&mut |view| {
            result = match view {
                View::Null => {
                    Err(unrepresentable("the object that is referred to is gone: its last owner was dropped"))
                }
                view => self.body(plan, ty, view),
            };
        });
        result
    }

    /// Numbers an object of a contract with `IsReference`; whether its content is to be written, since it was
    /// not yet.
    fn reference(&mut self, identity: Option<usize>) -> bool {
        let known = identity.and_then(|identity| self.references.as_ref()?.get(&identity).copied());
        self.prefixes.use_in_attribute(Prefix::Serialization);
        let (name, number) = if let Some(number) = known {
            ("Ref", number)
        } else {
            self.last_reference += 1;
            ("Id", self.last_reference)
        };
        if let Some(identity) = identity {
            self.references.get_or_insert_default().insert(identity, number);
        }
        self.out.push_str(&format!(" z:{name}=\"i{number}\""));
        known.is_none()
    }

    pub(super) fn body(&mut self, plan: &'p ObjectPlan, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        match (&plan.body, view) {
            (Body::Enum(contract), view) => self.enumeration(contract, ty, view),
            (Body::Class(_), View::Object(object)) => {
                let plan = self.actual(plan, object)?;
                let Body::Class(class) = &plan.body else { return Err(mismatch(ty)) };
                self.known.enter(plan.contract);
                let result = self.members(class, object);
                self.known.leave(plan.contract);
                result
            }
            (Body::Collection(collection), View::List(list)) => self.collection(collection, list),
            (Body::Dictionary(dictionary), View::Map(map)) => self.dictionary(dictionary, map),
            _ => Err(mismatch(ty)),
        }
    }

    /// Returns the plan of an object's actual type; where that is not the declared one, `i:type` says so.
    fn actual(&mut self, declared: &'p ObjectPlan, object: &dyn Object) -> Result<&'p ObjectPlan> {
        let Some(actual) = object.actual_contract() else { return Ok(declared) };
        if declared.is_of(actual) {
            return Ok(declared);
        }
        if self.serializer == Serializer::XmlSerializer {
            return self.known_class(actual, declared, object.is_known());
        }
        self.known.enter(declared.contract);
        let plan = self.named(actual, object.is_known());
        self.known.leave(declared.contract);
        plan
    }

    /// Returns the plan of a type that `i:type` has to name.
    fn named(&mut self, actual: &'static Contract, is_known: bool) -> Result<&'p ObjectPlan> {
        let name = actual.qualified_name();
        self.known.check()?;
        // .NET looks among the attributes of the actual type too, its base classes' included.
        self.known.enter(Some(actual));
        let is_known = is_known || self.known.contains_contract(actual);
        self.known.leave(Some(actual));
        if !is_known {
            return Err(unknown(&name.name));
        }
        self.type_attribute(&name.name, &name.namespace)?;
        Ok(actual.plan())
    }

    /// A value of `System.Object`: its actual type is named, but for `new object()`.
    fn any(&mut self, declared: &TypePlan, value: &Value) -> Result<()> {
        let Some(ty) = value.ty() else { return Ok(()) };
        let plan = self.plans.keep(&ty);
        let object = match &plan.shape {
            Shape::Primitive(Primitive::DateTimeOffset) if !self.known.contains(&ty) => {
                return Err(unknown("DateTimeOffset"));
            }
            Shape::Primitive(primitive) => {
                self.type_attribute(primitive.contract_name(), primitive.namespace())?;
                return self.content(plan, value.content());
            }
            Shape::Contract(contract) => contract.get().plan(),
            Shape::Library(library) => {
                if !self.known.contains(&ty) {
                    return Err(unknown(&library.name.name));
                }
                library
            }
            Shape::Object => return Err(mismatch(declared)),
        };
        match value {
            Value::Shared(shared) => {
                let pointer = shared.pointer();
                if object.is_reference && !self.reference(Some(pointer.identity())) {
                    return Ok(());
                }
                self.name_type(object)?;
                self.inside(object, plan, pointer)
            }
            value => {
                if object.is_reference {
                    self.reference(None);
                }
                self.name_type(object)?;
                self.body(object, plan, value.content())
            }
        }
    }

    fn name_type(&mut self, object: &'p ObjectPlan) -> Result<()> {
        match object.contract {
            Some(contract) => self.named(contract, false).map(|_| ()),
            None => self.type_attribute(&object.name.name, &object.name.namespace),
        }
    }
}

pub(super) fn unknown(name: &str) -> Error {
    Error::new(
        ErrorKind::UnknownType,
        format!("the type {name} is not among the known types; add it to them"),
    )
}
