//! What the Rust types that were chosen for types of .NET make of a value: the runtime's own conversions,
//! there and back.

use std::collections::HashMap;

use datacontract::{
    Field, Shared,
    contract::{Contract, Primitive, Type, encode_name},
    dynamic::{DynamicNode, DynamicObject, Value, from_value, to_value},
};

use crate::{
    graph::ContractGraph,
    spec::{Clr, RustRules, Spec, TypeKind, ValueType, wire::member_name},
};

/// What becomes of a value in generated code.
pub(super) enum Outcome {
    /// The value that was read is written again; it may be another one than the sample's.
    Read,
    /// Generated code does not read it.
    Refused(Refusal),
}

/// A value that a chosen type does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) ty: ValueType,
    /// The members on the way to it, by their names in XML.
    pub(super) path: Vec<String>,
    /// Why.
    pub(super) reason: String,
}

/// Makes of a value what generated code makes of it.
pub(super) fn pass(graph: &ContractGraph<'_>, value: &mut Value, ty: &Type) -> Outcome {
    let mut pass =
        Pass { spec: graph.spec(), left_alone: left_alone(graph), visited: Vec::new(), path: Vec::new() };
    match pass.value(value, ty) {
        Ok(()) => Outcome::Read,
        Err(refusal) => Outcome::Refused(refusal),
    }
}

/// What of a class has a type of the user's own, which nobody knows here.
enum LeftAlone {
    /// All of it.
    Class,
    /// These members, by their names in XML.
    Members(Vec<String>),
}

/// Returns what has a type of the user's own, by the addresses of the contracts.
fn left_alone(graph: &ContractGraph<'_>) -> HashMap<*const Contract, LeftAlone> {
    let spec = graph.spec();
    let mut all = HashMap::new();
    for (index, ty) in spec.types.iter().enumerate() {
        let (Some(contract), TypeKind::Class(_)) = (graph.contract_at(index), &ty.kind) else { continue };
        let owners = spec.with_bases(index);
        if owners.iter().any(|owner| RustRules::gives_type(spec.rules_of_type(*owner))) {
            all.insert(std::ptr::from_ref(contract), LeftAlone::Class);
            continue;
        }
        let members = super::locate::members(spec, index)
            .filter(|(owner, member)| RustRules::gives_type(spec.rules_of_member(*owner, &member.name)));
        let names = members.filter_map(|(owner, member)| {
            spec.types.get(owner).map(|ty| encode_name(&member_name(ty, member)))
        });
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            all.insert(std::ptr::from_ref(contract), LeftAlone::Members(names));
        }
    }
    all
}

struct Pass<'s> {
    spec: &'s Spec,
    left_alone: HashMap<*const Contract, LeftAlone>,
    /// Objects that several places refer to.
    visited: Vec<Shared<DynamicNode>>,
    path: Vec<String>,
}

impl Pass<'_> {
    fn value(&mut self, value: &mut Value, ty: &Type) -> Result<(), Refusal> {
        match (value, ty) {
            // What is declared as `object` keeps its own type.
            (_, Type::Object) | (Value::Null | Value::Empty, _) => Ok(()),
            (value, Type::Nullable(inner)) => self.value(value, inner),
            (value, Type::Primitive(primitive)) => self.primitive(value, *primitive),
            (Value::Object(object), _) => self.object(object),
            (Value::List(list), _) => {
                let item = list.item_type();
                list.items.iter_mut().try_for_each(|value| self.value(value, &item))
            }
            (Value::Map(map), _) => {
                let (key, value) = map.entry_type();
                map.entries.iter_mut().try_for_each(|entry| {
                    self.value(&mut entry.0, &key)?;
                    self.value(&mut entry.1, &value)
                })
            }
            (Value::Shared(shared), _) => {
                let pointer = shared.pointer().clone();
                if self.visited.iter().any(|known| Shared::same(known, &pointer)) {
                    return Ok(());
                }
                self.visited.push(pointer.clone());
                pointer.with_mut(|node| self.value(node.value_mut(), ty)).unwrap_or(Ok(()))
            }
            _ => Ok(()),
        }
    }

    fn object(&mut self, object: &mut DynamicObject) -> Result<(), Refusal> {
        let contract = object.contract().map(std::ptr::from_ref);
        let kept = match contract.and_then(|contract| self.left_alone.get(&contract)) {
            Some(LeftAlone::Class) => return Ok(()),
            Some(LeftAlone::Members(names)) => names.clone(),
            None => Vec::new(),
        };
        let kept: Vec<(String, Value)> = kept
            .into_iter()
            .filter_map(|name| {
                let value = std::mem::replace(object.get_mut(&name)?, Value::Null);
                Some((name, value))
            })
            .collect();
        let members = object.member_names().into_iter().zip(object.member_types());
        let members: Vec<(String, Type)> = members.collect();
        for (value, (name, ty)) in object.values_mut().iter_mut().zip(members) {
            self.path.push(name);
            self.value(value, &ty)?;
            self.path.pop();
        }
        for (name, value) in kept {
            if let Some(place) = object.get_mut(&name) {
                *place = value;
            }
        }
        Ok(())
    }

    fn primitive(&self, value: &mut Value, primitive: Primitive) -> Result<(), Refusal> {
        let Some(ty) = clr(primitive).and_then(|clr| self.spec.rust_types.of(clr)) else { return Ok(()) };
        match there_and_back(ty, value) {
            Ok(passed) => {
                *value = passed;
                Ok(())
            }
            Err(error) => Err(Refusal { ty, path: self.path.clone(), reason: error.message().to_owned() }),
        }
    }
}

/// Returns the built-in type that there is a choice for.
fn clr(primitive: Primitive) -> Option<Clr> {
    Some(match primitive {
        Primitive::DateTime => Clr::DateTime,
        Primitive::DateTimeOffset => Clr::DateTimeOffset,
        Primitive::TimeSpan => Clr::TimeSpan,
        Primitive::Guid => Clr::Guid,
        Primitive::Decimal => Clr::Decimal,
        Primitive::Uri => Clr::Uri,
        Primitive::Bytes => Clr::Bytes,
        Primitive::String => Clr::String,
        _ => return None,
    })
}

/// Reads a value into a type, and writes it again. The types of crates that are not part of this build are taken to
/// keep the value.
fn there_and_back(ty: ValueType, value: &Value) -> datacontract::Result<Value> {
    match ty {
        ValueType::StdTime => passed::<std::time::SystemTime>(value),
        ValueType::StdDuration => passed::<std::time::Duration>(value),
        ValueType::ArcStr => passed::<std::sync::Arc<str>>(value),
        ValueType::BoxStr => passed::<Box<str>>(value),
        of_crate => crates::there_and_back(of_crate, value),
    }
}

fn passed<T: Field>(value: &Value) -> datacontract::Result<Value> {
    to_value(&from_value::<T>(value)?)
}

#[cfg(not(feature = "value-types"))]
mod crates {
    use super::{Value, ValueType};

    #[expect(clippy::unnecessary_wraps, reason = "with the feature it can fail")]
    pub(super) fn there_and_back(_: ValueType, value: &Value) -> datacontract::Result<Value> {
        Ok(value.clone())
    }
}

#[cfg(feature = "value-types")]
mod crates {
    use datacontract::types;

    use super::{Value, ValueType, passed};

    pub(super) fn there_and_back(ty: ValueType, value: &Value) -> datacontract::Result<Value> {
        match ty {
            ValueType::JiffTimestamp => passed::<types::jiff::Timestamp>(value),
            ValueType::JiffDateTime => passed::<types::jiff::civil::DateTime>(value),
            ValueType::JiffDate => passed::<types::jiff::civil::Date>(value),
            ValueType::JiffZoned => passed::<types::jiff::ZonedDateTime>(value),
            ValueType::JiffDuration => passed::<types::jiff::SignedDuration>(value),
            ValueType::ChronoUtc => passed::<types::chrono::DateTime<types::chrono::Utc>>(value),
            ValueType::ChronoNaive => passed::<types::chrono::NaiveDateTime>(value),
            ValueType::ChronoDate => passed::<types::chrono::NaiveDate>(value),
            ValueType::ChronoOffset => passed::<types::chrono::DateTime<types::chrono::FixedOffset>>(value),
            ValueType::ChronoDelta => passed::<types::chrono::TimeDelta>(value),
            ValueType::TimeUtc => passed::<types::time::UtcDateTime>(value),
            ValueType::TimePrimitive => passed::<types::time::PrimitiveDateTime>(value),
            ValueType::TimeDate => passed::<types::time::Date>(value),
            ValueType::TimeOffset => passed::<types::time::OffsetDateTime>(value),
            ValueType::TimeDuration => passed::<types::time::Duration>(value),
            ValueType::Uuid => passed::<types::uuid::Uuid>(value),
            ValueType::RustDecimal => passed::<types::rust_decimal::Decimal>(value),
            ValueType::BigDecimal => passed::<types::bigdecimal::BigDecimal>(value),
            ValueType::Url => passed::<types::url::Url>(value),
            ValueType::Bytes => passed::<types::bytes::Bytes>(value),
            ValueType::CompactString => passed::<types::compact_str::CompactString>(value),
            ValueType::SmolStr => passed::<types::smol_str::SmolStr>(value),
            ValueType::StdTime | ValueType::StdDuration | ValueType::ArcStr | ValueType::BoxStr => {
                Ok(value.clone())
            }
        }
    }
}
