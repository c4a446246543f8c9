//! Actual types, which `xsi:type` names, by the places where they stand.

use crate::contract::xml_serializer::DataType;
use crate::contract::{Contract, ContractRef, Primitive, Serializer, Type, XSD};
use crate::error::{ErrorKind, Result};
use crate::plan::xml_serializer::{Place, included, primitive_name, primitive_namespace, type_name};
use crate::plan::{Body, ObjectPlan, Shape, TypePlan};
use crate::xml::reader::Decoder;
use crate::xml::tokenizer::{Next, Pieces, Tag, WHITE_SPACE};

impl<'x> Decoder<'x, '_> {
    /// Returns the plan of the type that `xsi:type` names, where it is not the declared one.
    pub(in super::super) fn actual_for_xml_serializer(
        &self,
        declared: &TypePlan,
        tag: &Tag<'x>,
    ) -> Result<Option<TypePlan>> {
        let Some(name) = &tag.ty else { return Ok(None) };
        let (name, namespace) = self.resolve_for_xml_serializer(name);
        let object = declared.object();
        match (&declared.shape, object.map(|plan| &plan.body)) {
            // To .NET it is a class without members that it could read.
            (Shape::Primitive(Primitive::DateTimeOffset), _) => {
                let is_own = name == type_name(&declared.ty) || !self.options.strict;
                return if is_own { Ok(None) } else { Err(self.unknown_type(&name, &namespace)) };
            }
            // .NET does not look at the types of these.
            (Shape::Primitive(_), _) | (_, Some(Body::Enum(_) | Body::Collection(_))) => return Ok(None),
            (Shape::Object, _) => {
                if namespace == XSD && name == "anyType" {
                    return Ok(None);
                }
                if let Some((primitive, data_type)) = primitive(&name, &namespace) {
                    let plan = TypePlan::for_xml_serializer(&Type::Primitive(primitive), Place::new(""));
                    return Ok(Some(TypePlan { data_type, ..plan }));
                }
                let collection = self.known_classes().collections().iter().find(|ty| type_name(ty) == name);
                if let Some(ty) = collection {
                    return Ok(Some(TypePlan::for_xml_serializer(ty, Place::new(""))));
                }
            }
            _ => {
                let is_own = |plan: &ObjectPlan| plan.name.name == name && plan.name.namespace == namespace;
                let has_prefix = !self.tokens.has_unknown_prefix(tag.ty.as_deref().unwrap_or_default());
                if object.is_some_and(is_own) && (has_prefix || !self.options.strict) {
                    return Ok(None);
                }
            }
        }
        if self.options.strict && self.tokens.has_unknown_prefix(tag.ty.as_deref().unwrap_or_default()) {
            return Err(self.unknown_type(&name, &namespace));
        }
        // A bare name means no namespace to those who write, whatever is the default here.
        let namespaces = if self.options.strict { [namespace.as_str(); 2] } else { [namespace.as_str(), ""] };
        let find = |namespace: &&str| self.known_classes().find_name(&name, namespace, object);
        match namespaces.iter().find_map(find).and_then(|plan| Some((plan, plan.contract?))) {
            Some((plan, contract)) => {
                let ty = Type::Contract(ContractRef::Known(contract));
                Ok(Some(TypePlan::for_xml_serializer(&ty, Place::in_object(&plan.name.namespace, plan))))
            }
            None => Err(self.unknown_type(&name, &namespace)),
        }
    }

    /// Returns the name and the namespace that `xsi:type` means. To `XmlSerializer` a colon that stands first is a part
    /// of the name.
    pub(in super::super) fn resolve_for_xml_serializer(&self, name: &str) -> (String, String) {
        let (local, namespace) = self.tokens.resolve_type(name);
        let local = if self.options.strict && name.starts_with(':') { name.to_owned() } else { local };
        (local, namespace)
    }

    /// Refuses what is nil and of a type that is not known: .NET looks at the type first.
    pub(in super::super) fn check_type_of_nil(&self, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        let looks_at_type = !matches!(ty.shape, Shape::Object);
        if self.options.strict && self.serializer == Serializer::XmlSerializer && looks_at_type {
            self.actual_for_xml_serializer(ty, tag)?;
        }
        Ok(())
    }

    /// Returns the plan of an object's class where a type is declared.
    pub(in super::super) fn plan_at<'p>(
        &self,
        contract: &'static Contract,
        ty: &'p TypePlan,
    ) -> &'p ObjectPlan {
        match ty.object() {
            Some(declared) if declared.is_of(contract) => declared,
            declared => {
                let known = self.known_classes().find(contract, declared);
                let place = match declared {
                    Some(declared) => Place::in_object(&declared.name.namespace, declared),
                    None => Place::new(""),
                };
                known.unwrap_or_else(|| contract.xml_serializer_plan(place))
            }
        }
    }

    /// Returns the contract that `xsi:type` names, of those that a Rust type can be.
    pub(in super::super) fn known_contract(
        &self,
        declared: &TypePlan,
        known: &[ContractRef],
        name: &str,
        namespace: &str,
    ) -> Option<&'static Contract> {
        known.iter().map(|known| known.get()).find(|contract| {
            let plan = self
                .known_classes()
                .find(contract, declared.object())
                .or_else(|| included(contract, declared.object()));
            let namespaces = if self.options.strict { [namespace, namespace] } else { [namespace, ""] };
            plan.is_some_and(|plan| {
                plan.name.name == name && namespaces.contains(&plan.name.namespace.as_str())
            })
        })
    }

    /// Refuses an `object` without a type that has anything in it: .NET makes XML nodes of that, which no value here
    /// can be.
    pub(in super::super) fn refuse_nodes(&mut self, tag: &Tag<'x>) -> Result<()> {
        let start = self.tokens.pos;
        let mut text = String::new();
        let next = if tag.is_empty { Next::End } else { self.tokens.text_piece(&mut text, Pieces::Last)? };
        self.tokens.pos = start;
        let is_blank = text.trim_matches(WHITE_SPACE).is_empty();
        if tag.others.is_empty() && is_blank && matches!(next, Next::End) {
            return Ok(());
        }
        let message = "an `object` with content needs `xsi:type`, which says what the content is";
        Err(self.tokens.error(ErrorKind::UnknownType, message))
    }
}

/// Returns the primitive that `xsi:type` names, and the type of XML Schema where that is another.
fn primitive(name: &str, namespace: &str) -> Option<(Primitive, Option<DataType>)> {
    Primitive::ALL
        .into_iter()
        .filter(|primitive| !matches!(primitive, Primitive::DateTimeOffset | Primitive::Uri))
        .find(|primitive| primitive_name(*primitive) == name && primitive_namespace(*primitive) == namespace)
        .map(|primitive| (primitive, None))
        .or_else(|| {
            let data_type = DataType::from_name(name).filter(|_| namespace == XSD)?;
            let primitive = match data_type {
                DataType::Date | DataType::Time => Primitive::DateTime,
                DataType::HexBinary => Primitive::Bytes,
                _ => Primitive::String,
            };
            Some((primitive, Some(data_type)))
        })
}
