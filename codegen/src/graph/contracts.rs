//! From a spec's types to descriptions of contracts.

use super::keep::keep_one;
use super::sound::SoundPart;
use crate::spec::{
    Class, ClrName, Enum, Format, JsonEnums, JsonStyle, Member as SpecMember, Nullability, Spanned, Spec,
    TypeDef, TypeExpr, TypeExprKind, TypeKind, Underlying,
    wire::{
        LibraryMember, SYSTEM, contract_namespace, contract_pattern, given_json_name, is_plain_collection,
        json_default, json_type, json_type_of_tuple, levels, member_name,
    },
};
use datacontract::contract::xml_serializer::{EnumXml, MemberXml};
use datacontract::contract::{
    Contract, ContractRef, EnumContract, EnumForm, EnumMember, JsonSettings, Member, Primitive, Type,
    generic_pattern,
};
use datacontract::dynamic::ContractSet;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Makes descriptions, each once.
#[derive(Debug)]
pub(super) struct Builder {
    set: Mutex<ContractSet>,
    /// By the places of the spec's types; none for plain collections.
    declared: Vec<Option<ContractRef>>,
    /// Tuples and collections by their C# notation.
    library: Mutex<BTreeMap<String, Type>>,
    /// Plain collections by their places among the spec's types: each may hold the one before it twice.
    plain: Mutex<HashMap<usize, Type>>,
    /// Whether the service checks arguments, and so speaks of members by C#'s names.
    has_annotations: bool,
    /// What the JSON formatter is set to.
    pub(super) settings: JsonSettings,
}

impl Builder {
    pub(super) fn new(spec: &Spec, sound: &SoundPart) -> Self {
        let mut set = ContractSet::new();
        let has_contract =
            |(index, ty): (usize, &TypeDef)| !sound.has_type(index) || !is_plain_collection(ty);
        let declared =
            spec.types.iter().enumerate().map(|of| has_contract(of).then(|| set.declare())).collect();
        Builder {
            set: Mutex::new(set),
            declared,
            library: Mutex::default(),
            plain: Mutex::default(),
            has_annotations: spec.has_annotations(),
            settings: spec.json_settings(),
        }
    }

    /// Makes the contracts of all types. Nothing leads to those that are not sound: theirs are empty.
    pub(super) fn define_all(&mut self, spec: &Spec, sound: &SoundPart) -> Vec<Type> {
        for (index, ty) in spec.types.iter().enumerate() {
            if let Some(Some(declared)) = self.declared.get(index).copied() {
                let contract = if sound.has_type(index) {
                    self.contract(spec, ty)
                } else {
                    Contract::class("Unsound", "")
                };
                locked(&self.set).define(declared, contract);
            }
        }
        (0..spec.types.len()).map(|index| self.named(spec, index)).collect()
    }

    /// Returns the type at a place of the spec.
    fn named(&self, spec: &Spec, index: usize) -> Type {
        if let Some(Some(contract)) = self.declared.get(index) {
            return Type::Contract(*contract);
        }
        if let Some(known) = locked(&self.plain).get(&index) {
            return *known;
        }
        let made = match spec.types.get(index).map(|ty| &ty.kind) {
            Some(TypeKind::Collection(collection)) => self.list(spec, &collection.item),
            Some(TypeKind::Dictionary(dictionary)) => {
                self.dictionary(spec, &dictionary.key, &dictionary.value)
            }
            _ => Type::Object,
        };
        locked(&self.plain).insert(index, made);
        made
    }

    pub(super) fn type_of(&self, spec: &Spec, ty: &TypeExpr) -> Type {
        match &ty.kind {
            TypeExprKind::Clr(clr) => clr.runtime_type(),
            TypeExprKind::Word(word) => word.clr().runtime_type(),
            TypeExprKind::Nullable(inner) => {
                let value_type = matches!(
                    inner.nullability(|name| is_value_type(spec, name)),
                    Nullability::Never | Nullability::Unknown
                );
                let inner = self.type_of(spec, inner);
                if value_type { Type::Nullable(ContractSet::keep_type(inner)) } else { inner }
            }
            TypeExprKind::Named(name) => self.of_name(spec, name),
            TypeExprKind::List(item) => self.list(spec, item),
            TypeExprKind::Array(item) => Type::Array(ContractSet::keep_type(self.type_of(spec, item))),
            TypeExprKind::Dictionary(key, value) => self.dictionary(spec, key, value),
            TypeExprKind::ReadOnly(inner) => match self.type_of(spec, inner) {
                Type::List(item) => Type::ReadOnlyCollection(item),
                Type::Dictionary(entry) => Type::ReadOnlyDictionary(entry),
                other => other,
            },
            TypeExprKind::Pair(key, value) => {
                self.once(ty, || Type::Pair(keep_one((self.type_of(spec, key), self.type_of(spec, value)))))
            }
            TypeExprKind::Tuple(items) => self.once(ty, || self.tuple(spec, items)),
        }
    }

    fn of_name(&self, spec: &Spec, name: &ClrName) -> Type {
        // A spec without errors resolves all names.
        spec.resolve(name).map_or(Type::Object, |index| self.named(spec, index))
    }

    fn once(&self, ty: &TypeExpr, make: impl FnOnce() -> Type) -> Type {
        let key = ty.to_string();
        let known = locked(&self.library).get(&key).copied();
        known.unwrap_or_else(|| {
            let made = make();
            locked(&self.library).insert(key, made);
            made
        })
    }

    fn list(&self, spec: &Spec, item: &TypeExpr) -> Type {
        Type::List(ContractSet::keep_type(self.type_of(spec, item)))
    }

    fn dictionary(&self, spec: &Spec, key: &TypeExpr, value: &TypeExpr) -> Type {
        Type::Dictionary(keep_one((self.type_of(spec, key), self.type_of(spec, value))))
    }

    /// Returns a `System.Tuple`: a serializable class, whose fields are on the wire.
    fn tuple(&self, spec: &Spec, items: &[TypeExpr]) -> Type {
        let args: Vec<Type> = items.iter().map(|item| self.type_of(spec, item)).collect();
        let members = args
            .iter()
            .enumerate()
            .map(|(place, ty)| {
                let LibraryMember { property, field, json } = LibraryMember::item_of_tuple(spec, place);
                let property = ContractSet::keep_text(property);
                let mut member = Member::new(ContractSet::keep_text(field.clone()), *ty);
                member.xml = self.has_annotations.then(|| keep_one(MemberXml::new().clr_name(property)));
                member.json_name = (json != field).then(|| ContractSet::keep_text(json));
                member
            })
            .collect();
        let declared = locked(&self.set).declare();
        let contract = Contract::class(ContractSet::keep_text(generic_pattern("Tuple", args.len())), SYSTEM)
            .members(ContractSet::keep(members))
            .json_type(ContractSet::keep_text(json_type_of_tuple(args.len())))
            .generic(ContractSet::keep(args), &[]);
        locked(&self.set).define(declared, contract);
        Type::Contract(declared)
    }

    fn contract(&self, spec: &Spec, ty: &TypeDef) -> Contract {
        let style = spec.json.with(ty.json);
        let arguments: Vec<Type> = ty.name.arguments().map(|argument| self.type_of(spec, argument)).collect();
        let name = ContractSet::keep_text(contract_pattern(ty));
        let namespace = ContractSet::keep_text(contract_namespace(ty));
        let element_name = |name: &Option<crate::spec::Spanned<String>>| {
            name.as_ref().map(|name| ContractSet::keep_text(name.value.clone()))
        };
        let mut contract = match &ty.kind {
            TypeKind::Class(class) => self.class(spec, ty, class, name, namespace),
            TypeKind::Enum(enumeration) => {
                Contract::enumeration(name, namespace, enum_contract(enumeration, style))
            }
            TypeKind::Collection(collection) => {
                let item = self.type_of(spec, &collection.item);
                let made = Contract::collection(name, namespace, item, element_name(&collection.item_name));
                if collection.is_reference.value { made.reference() } else { made }
            }
            TypeKind::Dictionary(dictionary) => Contract::dictionary(
                name,
                namespace,
                (self.type_of(spec, &dictionary.key), self.type_of(spec, &dictionary.value)),
                [
                    element_name(&dictionary.item_name),
                    element_name(&dictionary.key_name),
                    element_name(&dictionary.value_name),
                ],
            ),
        };
        if !arguments.is_empty() {
            contract = contract.generic(ContractSet::keep(arguments), ContractSet::keep(levels(&ty.name)));
        }
        let mut contract = contract.json_naming(style.naming.into());
        // A service that names no types has it too: the form of its help page says by it which class is meant.
        contract = contract.json_type(ContractSet::keep_text(json_type(spec, ty)));
        if let Some(xml) = self.type_xml(spec, ty) {
            contract = contract.xml(xml);
        }
        if let Some(nulls) = ty.item_nulls {
            contract = contract.json_item_nulls(nulls);
        }
        if self.settings == JsonSettings::new().naming(spec.json.naming.into()) {
            return contract;
        }
        contract.json_settings(keep_one(self.settings))
    }

    fn class(
        &self,
        spec: &Spec,
        ty: &TypeDef,
        class: &Class,
        name: &'static str,
        namespace: &'static str,
    ) -> Contract {
        let members =
            ty.members_in_order().into_iter().map(|(_, member)| self.member(spec, ty, member)).collect();
        let mut contract = Contract::class(name, namespace).members(ContractSet::keep(members));
        if let Some(base) = &class.base
            && let Type::Contract(base) = self.type_of(spec, base)
        {
            contract = contract.base(base);
        }
        if !class.known_types.is_empty() {
            let known = class.known_types.iter().map(|known| self.type_of(spec, known)).collect();
            contract = contract.known_types(ContractSet::keep(known));
        }
        if class.is_struct {
            contract = contract.value_type();
        }
        if class.is_abstract {
            contract = contract.abstract_class();
        }
        if class.is_reference.value {
            contract = contract.reference();
        }
        contract
    }

    fn member(&self, spec: &Spec, ty: &TypeDef, member: &SpecMember) -> Member {
        let nullability = spec.nullability(member);
        let declared = self.type_of(spec, &member.ty);
        let is_nullable_already = spec.nullability_of_type(&member.ty) == Nullability::Nullable;
        let declared = if nullability == Nullability::Never || is_nullable_already {
            declared
        } else {
            // What may be null, or is not known, has to hold the absence of a value.
            Type::Nullable(ContractSet::keep_type(declared))
        };
        let name = member_name(ty, member);
        let mut made = Member::new(ContractSet::keep_text(name), declared);
        made.order = member.order.as_ref().map(|order| order.value);
        made.is_required = member.required.value;
        made.emit_default_value = member.emit_default.value;
        made.takes_nil = nullability == Nullability::Nullable;
        // What is written in the spec is what is on the wire: no naming strategy is applied to it.
        made.json_name = given_json_name(spec, ty, member).map(ContractSet::keep_text);
        made.json_order = member.json_order.as_ref().map(|order| order.value);
        made.is_secret = member.secret;
        made.json.nulls = member.json.nulls;
        made.json.defaults = member.json.defaults;
        made.json.default_value = json_default(spec, member).map(ContractSet::keep_text);
        made.json.date_format = member.json.date_format.clone().map(ContractSet::keep_text);
        made.json.enums = member.json.enums.map(EnumForm::from);
        made.xml = self.member_xml(spec, ty, member);
        made.annotations = super::annotations::annotations(&member.annotations);
        made.in_xml = member.only != Some(Format::Json);
        made.in_json = member.only != Some(Format::Xml);
        made
    }
}

impl From<JsonEnums> for EnumForm {
    fn from(enums: JsonEnums) -> Self {
        match enums {
            JsonEnums::Number => EnumForm::Number,
            JsonEnums::Text => EnumForm::Text,
            JsonEnums::CamelCaseText => EnumForm::CamelCaseText,
        }
    }
}

fn enum_contract(enumeration: &Enum, style: JsonStyle) -> EnumContract {
    let members = enumeration
        .members
        .iter()
        .map(|member| {
            let keep = |name: &Spanned<String>| ContractSet::keep_text(name.value.clone());
            let number = number(member.value.value);
            let made = match member.wire_name() {
                Some(wire) => EnumMember::new(keep(wire), number).clr_name(keep(&member.name)),
                None => EnumMember::new(keep(&member.name), number),
            };
            made.xml(enum_xml(member))
        })
        .collect();
    let mut contract =
        EnumContract::new(ContractSet::keep(members)).underlying(underlying(enumeration.underlying.value));
    if enumeration.flags {
        contract = contract.flags();
    }
    contract = contract.json_form(style.enums.into());
    contract
}

/// Returns the number in the 64 bits that contracts keep.
fn number(value: i128) -> i64 {
    i64::try_from(value).unwrap_or_else(|_| u64::try_from(value).unwrap_or_default().cast_signed())
}

fn underlying(underlying: Underlying) -> Primitive {
    match underlying {
        Underlying::SByte => Primitive::SByte,
        Underlying::Byte => Primitive::Byte,
        Underlying::Short => Primitive::Int16,
        Underlying::UShort => Primitive::UInt16,
        Underlying::Int => Primitive::Int32,
        Underlying::UInt => Primitive::UInt32,
        Underlying::Long => Primitive::Int64,
        Underlying::ULong => Primitive::UInt64,
    }
}

/// Returns what `XmlSerializer` has in place of an enum's member.
fn enum_xml(member: &crate::spec::EnumMember) -> EnumXml {
    match &member.xml.name {
        _ if member.xml.ignored => EnumXml::Ignored,
        Some(name) => EnumXml::Named(ContractSet::keep_text(name.value.clone())),
        None => EnumXml::AsDeclared,
    }
}

/// Nothing is left half done by a panic: each is locked for one step.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_value_type(spec: &Spec, name: &ClrName) -> bool {
    spec.resolve(name).is_ok_and(|index| spec.types.get(index).is_some_and(TypeDef::is_value_type))
}
