//! A value: null, its actual type, and what the type makes of the element.

use super::super::tokenizer::Tag;
use super::Decoder;
use super::progress::ClassType;
use crate::contract::known_index::is_named;
use crate::contract::reachable::find_reachable;
use crate::contract::{Contract, ContractRef, Primitive, SYSTEM, Serializer, Type, XSD};
use crate::error::{Error, ErrorKind, Result, no_null};
use crate::notice::NoticeKind;
use crate::plan::{Body, ObjectPlan, Shape, TypePlan};
use crate::value::{ConvertedSlot, Object, Slot};

impl<'x> Decoder<'x, '_> {
    /// Reads the content of a member, an item, a key or a value into a slot, up to its end tag.
    pub(super) fn value(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        if tag.id.is_some() || tag.reference.is_some() || tag.invalid.is_some() {
            self.check_attributes(ty.is_value_type(), tag)?;
        }
        self.checked_value(slot, ty, tag)
    }

    /// Reads the content of an element whose attributes are valid.
    pub(super) fn checked_value(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        // .NET's text writer marks references as nil besides.
        if tag.is_nil && tag.reference.is_none() {
            if tag.ty.is_some() {
                self.check_type_of_nil(ty, tag)?;
            }
            self.nil(slot, ty, tag)?;
            return self.tokens.skip_content(tag);
        }
        self.filled(slot, ty, tag)
    }

    /// Reads the content of an element that is not nil.
    pub(super) fn filled(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        match slot {
            Slot::Nullable(nullable) => self.filled(nullable.fill(), ty, tag),
            Slot::Value(value) => {
                if let Some(id) = &tag.reference {
                    return self.referred(value, ty, id, tag);
                }
                let plan = match self.serializer {
                    Serializer::DataContractSerializer => {
                        self.actual_type(ty, tag)?.map(|actual| TypePlan::new(&actual))
                    }
                    Serializer::XmlSerializer => self.actual_for_xml_serializer(ty, tag)?,
                };
                if let Some(actual) = &plan
                    && self.serializer == Serializer::XmlSerializer
                {
                    self.refuse_text_behind_comment(actual)?;
                }
                let plan = plan.as_ref().unwrap_or(ty);
                self.refuse_abstract(plan)?;
                if let Some(slot) = value.fill(&plan.ty) {
                    return self.actual_value(slot, plan, tag);
                }
                if self.serializer == Serializer::XmlSerializer {
                    self.refuse_nodes(tag)?;
                }
                // `<X />` is `new object()`; .NET refuses any content without a type.
                *value = crate::value::dynamic::Value::Empty;
                self.tokens.no_content(tag)
            }
            Slot::Polymorphic(polymorphic) => {
                let named = match self.copied_contract(tag) {
                    Some(contract) => Some(contract),
                    None => self.actual_contract(ty, tag, polymorphic.known_types())?,
                };
                let Some(actual) = named.or_else(|| ty.object()?.contract) else {
                    return Err(self.unfit(ty));
                };
                match polymorphic.choose(actual) {
                    Some(slot) => self.actual_value(slot, ty, tag),
                    None => Err(self.tokens.error(
                        ErrorKind::UnknownType,
                        format!(
                            "an object of the type {} is not expected here",
                            actual.qualified_name().name
                        ),
                    )),
                }
            }
            Slot::Shared(shared) => self.shared(shared, ty, tag),
            Slot::Converted(slot) => self.converted(slot, |decoder, slot| decoder.filled(slot, ty, tag)),
            slot => {
                self.refuse_other_type(ty, tag)?;
                self.actual_value(slot, ty, tag)
            }
        }
    }

    /// Reads the content of an element whose actual type is known.
    pub(super) fn actual_value(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        match slot {
            Slot::Nullable(_) | Slot::Value(_) | Slot::Polymorphic(_) => self.filled(slot, ty, tag),
            Slot::Shared(shared) => self.shared(shared, ty, tag),
            Slot::Converted(slot) => {
                self.converted(slot, |decoder, slot| decoder.actual_value(slot, ty, tag))
            }
            slot => self.unshared(slot, ty, tag),
        }
    }

    /// Lets `read` fill the value that then is converted.
    fn converted(
        &mut self,
        slot: &mut dyn ConvertedSlot,
        read: impl FnOnce(&mut Self, Slot<'_>) -> Result<()>,
    ) -> Result<()> {
        let start = self.tokens.pos;
        slot.fill(|slot| read(self, slot))?.map_err(|error| {
            self.tokens.pos = start;
            self.tokens.locate(error.when_read().of_secret_if(self.tokens.secret_depth.is_some()))
        })
    }

    /// Reads what stands inside an element, be it its first time or again.
    pub(super) fn content(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        match slot {
            Slot::Object(object) => self.object(object, ty, tag),
            Slot::List(list) => match ty.object().map(|plan| &plan.body) {
                Some(Body::Collection(collection)) => {
                    list.clear();
                    self.items(collection, list, tag.into(), &self.name_form(&collection.item.namespace))
                }
                _ => Err(self.unfit(ty)),
            },
            Slot::Map(map) => match ty.object().map(|plan| &plan.body) {
                Some(Body::Dictionary(dictionary)) => self.entries(dictionary, map, tag),
                _ => Err(self.unfit(ty)),
            },
            slot => self.scalar(slot, ty, tag),
        }
    }

    fn object(&mut self, object: &mut dyn Object, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        let plan: &ObjectPlan = match (object.actual_contract(), ty.object()) {
            (Some(contract), _) if self.serializer == Serializer::XmlSerializer => self.plan_at(contract, ty),
            (Some(contract), _) => contract.plan(),
            (None, Some(plan)) => plan,
            (None, None) => return Err(self.unfit(ty)),
        };
        let Body::Class(class) = &plan.body else { return Err(self.unfit(ty)) };
        if plan.is_slow {
            return self.object_with_attributes(class, object, tag);
        }
        self.class_members(
            ClassType { plan, class },
            object,
            tag.into(),
            &self.name_form(&plan.name.namespace),
        )
    }

    /// Null, if the type or the Rust type behind the slot has one.
    fn nil(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        match slot {
            Slot::Nullable(nullable) if ty.is_nullable || !self.options.strict => nullable.set_null(),
            Slot::Value(value) if ty.is_nullable => *value = crate::value::dynamic::Value::Null,
            // A text or a collection in a Rust type that has no null: an empty one is the nearest.
            Slot::Str(_) | Slot::List(_) | Slot::Map(_) | Slot::Scalar(_) if ty.is_nullable => {}
            Slot::Converted(slot) if ty.is_nullable => {
                return self.converted(slot, |decoder, slot| decoder.nil(slot, ty, tag));
            }
            slot if slot.needs_value() => {
                return Err(self.tokens.error(ErrorKind::Nil, no_null("nil", ty.is_nullable)));
            }
            _ if !self.options.require && !self.options.strict && !ty.is_abstract() => {
                self.notify(NoticeKind::Null, tag, None);
            }
            _ => return Err(self.tokens.error(ErrorKind::Nil, no_null("nil", ty.is_nullable))),
        }
        Ok(())
    }

    fn refuse_abstract(&self, plan: &TypePlan) -> Result<()> {
        match plan.object() {
            Some(ObjectPlan { name, .. }) if plan.is_abstract() => Err(self.tokens.error(
                ErrorKind::UnknownType,
                format!("`{}` is abstract: `i:type` has to name the actual type", name.name),
            )),
            _ => Ok(()),
        }
    }

    /// Returns the type that `i:type` names, where it is not the declared one.
    pub(super) fn actual_type(&mut self, declared: &TypePlan, tag: &Tag<'x>) -> Result<Option<Type>> {
        let Some(name) = &tag.ty else { return Ok(None) };
        let (name, namespace) = self.tokens.resolve_type(name);
        let declared_plan = declared.object();
        match &declared.shape {
            // .NET reads a DateTimeOffset as a struct, of which it looks at the type.
            Shape::Primitive(Primitive::DateTimeOffset) if self.options.strict => {
                let is_own = name == Primitive::DateTimeOffset.contract_name() && namespace == SYSTEM;
                return if is_own { Ok(None) } else { Err(self.unknown_type(&name, &namespace)) };
            }
            Shape::Primitive(_) => return Ok(None),
            Shape::Object => {
                if namespace == XSD && name == "anyType" {
                    return Ok(None);
                }
                if let Some(primitive) = primitive(&name, &namespace) {
                    return Ok(Some(Type::Primitive(primitive)));
                }
            }
            Shape::Contract(_) | Shape::Library(_) => {
                if declared_plan
                    .is_some_and(|plan| plan.name.name == name && plan.name.namespace == namespace)
                {
                    return Ok(None);
                }
            }
        }
        let contract = declared_plan.and_then(|plan| plan.contract);
        self.known.check()?;
        self.known.enter(contract);
        let found = self.known.find_name(&name, &namespace);
        self.known.leave(contract);
        let found = found.or_else(|| {
            let is_it = |ty: &Type| matches!(ty, Type::Contract(_)) && is_named(ty, &name, &namespace);
            if self.options.strict { None } else { find_reachable(&self.root, is_it) }
        });
        let fits = |actual: &Type| match (contract, actual) {
            (Some(declared), Type::Contract(actual)) => actual.get().is_a(declared),
            (Some(_), _) => false,
            (None, _) => matches!(declared.shape, Shape::Object),
        };
        match found.filter(fits) {
            Some(actual) => Ok(Some(actual)),
            None => Err(self.unknown_type(&name, &namespace)),
        }
    }

    /// Returns the contract that `i:type` names, for a Rust type that knows itself what it can be.
    fn actual_contract(
        &mut self,
        declared: &TypePlan,
        tag: &Tag<'x>,
        known: &[ContractRef],
    ) -> Result<Option<&'static Contract>> {
        let Some(name) = &tag.ty else {
            self.refuse_abstract(declared)?;
            return Ok(None);
        };
        if self.serializer == Serializer::XmlSerializer {
            let (name, namespace) = self.resolve_for_xml_serializer(name);
            return match self.known_contract(declared, known, &name, &namespace) {
                Some(contract) => Ok(Some(contract)),
                None => Err(self.unknown_type(&name, &namespace)),
            };
        }
        let (name, namespace) = self.tokens.resolve_type(name);
        let found = known.iter().map(|known| known.get()).find(|contract| {
            let known = contract.qualified_name();
            known.name == name && known.namespace == namespace
        });
        match found {
            Some(contract) => Ok(Some(contract)),
            None => Err(self.unknown_type(&name, &namespace)),
        }
    }

    #[cold]
    pub(super) fn unknown_type(&self, name: &str, namespace: &str) -> Error {
        let (name, namespace) = (self.tokens.shown(name), self.tokens.shown(namespace));
        self.tokens.error(
            ErrorKind::UnknownType,
            format!("`i:type` names the type `{name}` in `{namespace}`, which is not among the known types"),
        )
    }

    pub(super) fn unfit(&self, ty: &TypePlan) -> Error {
        let name = crate::contract::type_name(&ty.ty).name;
        self.tokens.error(
            ErrorKind::Value,
            format!("the Rust type cannot hold a value of the contract's type {name}"),
        )
    }
}

/// Returns the primitive that `i:type` names; XML Schema has more names than .NET has types.
pub(super) fn primitive(name: &str, namespace: &str) -> Option<Primitive> {
    if let Some(primitive) = Primitive::ALL
        .into_iter()
        .find(|primitive| primitive.contract_name() == name && primitive.namespace() == namespace)
    {
        return (primitive != Primitive::DateTimeOffset).then_some(primitive);
    }
    if namespace != XSD {
        return None;
    }
    match name {
        "integer" | "positiveInteger" | "negativeInteger" | "nonPositiveInteger" | "nonNegativeInteger" => {
            Some(Primitive::Int64)
        }
        "duration" => Some(Primitive::TimeSpan),
        "date" | "time" | "gYear" | "gYearMonth" | "gMonth" | "gMonthDay" | "gDay" | "hexBinary"
        | "token" | "normalizedString" | "language" | "Name" | "NCName" | "ID" | "IDREF" | "IDREFS"
        | "NMTOKEN" | "NMTOKENS" | "ENTITY" | "ENTITIES" => Some(Primitive::String),
        _ => None,
    }
}
