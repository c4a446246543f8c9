//! What follows from a contract, computed once at its first use: encoded names, orders, flattened bases,
//! ready-made tags.
//!
//! A plan stands between [`contract`](crate::contract), which says what C#'s attributes say and knows no
//! engine, and the engines that write and read. Both engines go by the same plan; what only one of them needs
//! (tags for XML, keys for JSON) is text that its own module makes.

mod class;
mod collection;
mod default_value;
mod emission;
mod enumeration;
mod library;
mod member;
mod root;
mod size;
pub(crate) mod xml_serializer;

pub(crate) use class::{AttributePlan, ClassPlan};
#[cfg(feature = "json")]
pub(crate) use class::{JsonRules, MemberIndex};
pub(crate) use default_value::DefaultValue;
pub(crate) use emission::Emission;
#[cfg(feature = "json")]
pub(crate) use emission::is_default;
pub(crate) use enumeration::EnumPlan;
pub(crate) use member::{
    AnyElements, Chooser, CollectionPlan, DictionaryPlan, Linked, MemberPlan, Placement,
};
pub(crate) use root::RootPlan;
pub(crate) use size::Room;

use collection::{CollectionType, DictionaryType};
use size::Sizes;

use crate::contract::xml_serializer::DataType;
use crate::contract::{
    Contract, ContractRef, JsonNames, Kind, Member, MemberJson, Primitive, QName, Type, encode_name,
    item_name, names,
};
use crate::value::Object;
use std::sync::{Arc, OnceLock};
use xml_serializer::{NumberedNames, Place};

/// A type, ready for the engines.
#[derive(Debug)]
pub(crate) struct TypePlan {
    pub(crate) shape: Shape,
    /// Whether null is among its values.
    pub(crate) is_nullable: bool,
    /// Whether the text of a number matters, not only its value.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) is_number_text: bool,
    /// The type as it is declared, for values that are made while reading.
    pub(crate) ty: Type,
    /// What the member that has this type says of its JSON.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) json: MemberJson,
    /// The XML Schema type that its texts are written as, where `XmlSerializer` is told.
    pub(crate) data_type: Option<DataType>,
}

/// How a type is written.
#[derive(Debug)]
pub(crate) enum Shape {
    /// As text.
    Primitive(Primitive),
    /// By the actual type, which `i:type` names.
    Object,
    /// By another contract.
    Contract(ContractLink),
    /// By a contract that has no description of its own: a library collection, a pair.
    Library(Box<ObjectPlan>),
}

/// A contract that a type refers to. Its plan is looked up at the first use, since contracts may refer to
/// themselves.
pub(crate) struct ContractLink {
    contract: ContractRef,
    /// The namespace of the place, for `XmlSerializer`'s plans.
    place: Option<(Arc<str>, Option<&'static NumberedNames>)>,
    /// The plan, if it could be looked up when the link was made.
    known: Option<&'static ObjectPlan>,
    found: OnceLock<&'static ObjectPlan>,
}

impl ContractLink {
    fn new(contract: ContractRef) -> Self {
        ContractLink { contract, place: None, known: None, found: OnceLock::new() }
    }

    /// Returns the link to a contract's plan for `XmlSerializer` at a place in this namespace.
    fn at(contract: ContractRef, place: Place<'_>) -> Self {
        ContractLink { place: Some((place.namespace.into(), place.names)), ..ContractLink::new(contract) }
    }

    fn find(&self) -> &'static ObjectPlan {
        match &self.place {
            None => self.get().plan(),
            Some((namespace, names)) => {
                self.get().xml_serializer_plan(Place::new(namespace).with_names(*names))
            }
        }
    }

    /// Returns the contract.
    pub(crate) fn get(&self) -> &'static Contract {
        self.contract.get()
    }

    /// Returns the contract's plan.
    #[inline]
    pub(crate) fn plan(&self) -> &'static ObjectPlan {
        match self.known {
            Some(plan) => plan,
            None => match self.found.get() {
                Some(plan) => plan,
                None => self.look_up(),
            },
        }
    }

    /// Looks the plan up now: cheaper than at the first use, where the contract's plan is not being made.
    #[inline]
    fn resolve(&mut self) {
        self.known = Some(self.find());
    }

    #[cold]
    #[inline(never)]
    fn look_up(&self) -> &'static ObjectPlan {
        self.found.get_or_init(|| self.find())
    }
}

impl std::fmt::Debug for ContractLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.contract.fmt(f)
    }
}

/// A contract, ready for the engines.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of its own in C#")]
pub(crate) struct ObjectPlan {
    pub(crate) name: QName,
    pub(crate) body: Body,
    pub(crate) is_reference: bool,
    /// Whether objects keep their identity in JSON too.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) is_json_reference: bool,
    pub(crate) is_struct: bool,
    pub(crate) is_abstract: bool,
    /// Whether it or a base class has `KnownType` attributes.
    pub(crate) has_known_types: bool,
    /// None for library types.
    pub(crate) contract: Option<&'static Contract>,
    /// The names of collections inside of it, where the root needs numbers for them.
    pub(crate) names: Option<&'static NumberedNames>,
    /// The plan of its base class in `XmlSerializer`'s form; looked up at the first use.
    base: OnceLock<Option<&'static ObjectPlan>>,
    /// Whether its objects are written and read by the slow path alone: they have attributes or a text.
    pub(crate) is_slow: bool,
    /// How large its documents are.
    pub(crate) sizes: Sizes,
    /// The plan of a document whose root it is.
    root: OnceLock<Box<TypePlan>>,
}

/// What stands inside the element of a contract.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "most are classes, and a box would be one more step to each of them"
)]
pub(crate) enum Body {
    Class(ClassPlan),
    Enum(EnumPlan),
    Collection(Box<CollectionPlan>),
    Dictionary(Box<DictionaryPlan>),
}

impl TypePlan {
    /// Returns whether .NET's type is a value type, be it with or without null.
    pub(crate) fn is_value_type(&self) -> bool {
        self.ty.is_value_type() || matches!(self.ty, Type::Nullable(_))
    }

    /// Returns whether it is an abstract class: no object is just of this class, so nothing can stand for one
    /// that is missing.
    pub(crate) fn is_abstract(&self) -> bool {
        matches!(self.object(), Some(ObjectPlan { is_abstract: true, .. }))
    }

    /// Returns the plan of a type that is not part of a contract: that of a root, or of a value that says its
    /// type.
    pub(crate) fn new(ty: &Type) -> TypePlan {
        TypePlan::of_root(ty, JsonNames::default())
    }

    /// Returns the plan of a root where a JSON formatter's naming applies: library types have none of their
    /// own.
    fn of_root(ty: &Type, naming: JsonNames) -> TypePlan {
        let mut plan = TypePlan::with_naming(ty, naming);
        if let Shape::Contract(link) = &mut plan.shape {
            link.resolve();
        }
        plan
    }

    /// Returns the plan of a type within a contract or a library type.
    fn with_naming(ty: &Type, naming: JsonNames) -> TypePlan {
        let shape = match *ty {
            Type::Primitive(primitive) => Shape::Primitive(primitive),
            Type::Object => Shape::Object,
            Type::Contract(contract) => Shape::Contract(ContractLink::new(contract)),
            Type::Nullable(inner) => {
                return TypePlan { is_nullable: true, ty: *ty, ..TypePlan::with_naming(inner, naming) };
            }
            Type::List(_)
            | Type::Array(_)
            | Type::Dictionary(_)
            | Type::Pair(_)
            | Type::ReadOnlyCollection(_)
            | Type::ReadOnlyDictionary(_) => Shape::Library(Box::new(ObjectPlan::of_library(ty, naming))),
        };
        TypePlan::of_shape(shape, ty)
    }

    fn of_shape(shape: Shape, ty: &Type) -> TypePlan {
        let is_number_text = matches!(shape, Shape::Primitive(Primitive::Decimal | Primitive::Single));
        TypePlan {
            shape,
            is_nullable: ty.is_nullable(),
            is_number_text,
            ty: *ty,
            json: MemberJson::new(),
            data_type: None,
        }
    }

    fn of_member(member: &Member, contract: &'static Contract) -> TypePlan {
        let (naming, mut json) = (contract.names(), member.json);
        json.nulls = json.nulls.or_else(|| contract.item_nulls());
        TypePlan { json, ..TypePlan::with_naming(&member.ty, naming) }
    }

    /// Returns what stands for its values in JSON, if that is something else: a read-only list or dictionary
    /// is what it wraps.
    #[cfg(feature = "json")]
    #[inline]
    pub(crate) fn wrapped(&self) -> Option<&TypePlan> {
        let (Type::ReadOnlyCollection(_) | Type::ReadOnlyDictionary(_)) = self.ty else { return None };
        match self.object() {
            Some(ObjectPlan { body: Body::Class(class), .. }) => {
                class.members.first().map(|member| &member.ty)
            }
            _ => None,
        }
    }

    /// Returns whether its values are written as text, always.
    fn is_text(&self) -> bool {
        match &self.shape {
            // An empty `byte[]` is an empty element, which has no end tag.
            Shape::Primitive(primitive) => !matches!(primitive, Primitive::DateTimeOffset | Primitive::Bytes),
            // Flags may be the empty text, which is an empty element too.
            Shape::Contract(contract) => matches!(*contract.get().kind(), Kind::Enum(of) if !of.is_flags),
            Shape::Object | Shape::Library(_) => false,
        }
    }

    /// Returns whether its values are lists or arrays.
    pub(crate) fn is_collection(&self) -> bool {
        matches!(self.object(), Some(ObjectPlan { body: Body::Collection(_), .. }))
    }

    /// Returns whether its values are lists that items may be added to, which arrays are not.
    pub(crate) fn is_list_that_grows(&self) -> bool {
        self.is_collection() && !matches!(self.ty, Type::Array(_))
    }

    /// Returns the contract that it is written by; none for primitives and `Object`.
    pub(crate) fn object(&self) -> Option<&ObjectPlan> {
        match &self.shape {
            Shape::Contract(contract) => Some(contract.plan()),
            Shape::Library(plan) => Some(plan),
            Shape::Primitive(_) | Shape::Object => None,
        }
    }

    /// Returns whether its values are elements with content of their own, whose namespace may have to be
    /// declared.
    fn has_namespace(ty: &Type) -> bool {
        match ty {
            Type::Primitive(primitive) => *primitive == Primitive::DateTimeOffset,
            Type::Object => false,
            Type::Contract(contract) => !matches!(*contract.get().kind(), Kind::Enum(_)),
            Type::Nullable(inner) => Self::has_namespace(inner),
            Type::List(_)
            | Type::Array(_)
            | Type::Dictionary(_)
            | Type::Pair(_)
            | Type::ReadOnlyCollection(_)
            | Type::ReadOnlyDictionary(_) => true,
        }
    }
}

impl Contract {
    /// Returns the plan of the contract, which is made at the first use.
    #[inline]
    pub(crate) fn plan(&'static self) -> &'static ObjectPlan {
        self.cached(|| ObjectPlan::of_contract(self))
    }
}

impl ObjectPlan {
    fn of_contract(contract: &'static Contract) -> ObjectPlan {
        let name = contract.qualified_name().clone();
        let class = match *contract.kind() {
            Kind::Class(class) => Some(class),
            _ => None,
        };
        let body = match *contract.kind() {
            Kind::Class(_) => Body::Class(ClassPlan::new(contract)),
            Kind::Enum(contract) => Body::Enum(EnumPlan::new(contract)),
            Kind::Collection { item, item_name: given } => {
                let item_name = given.map_or_else(|| item_name(&item), encode_name);
                Body::Collection(Box::new(CollectionPlan::new(CollectionType {
                    item: &item,
                    item_name,
                    namespace: &name.namespace,
                    naming: contract.names(),
                    is_array: false,
                })))
            }
            Kind::Dictionary { key, value, item_name, key_name, value_name } => {
                Body::Dictionary(Box::new(DictionaryPlan::new(DictionaryType {
                    key: &key,
                    value: &value,
                    entry_name: item_name.map_or_else(|| names::entry_name(&key, &value), encode_name),
                    key_name: key_name.unwrap_or("Key"),
                    value_name: value_name.unwrap_or("Value"),
                    namespace: &name.namespace,
                    naming: contract.names(),
                })))
            }
        };
        ObjectPlan {
            is_reference: contract.is_reference(),
            is_json_reference: contract.is_json_reference(),
            is_struct: class.is_some_and(|class| class.is_struct),
            is_abstract: class.is_some_and(|class| class.is_abstract),
            has_known_types: contract.with_bases().any(|contract| !contract.known().is_empty()),
            contract: Some(contract),
            ..ObjectPlan::named(name, body)
        }
    }

    /// Returns the plan of a type of which no more is known than its name and what stands in its element.
    fn named(name: QName, body: Body) -> ObjectPlan {
        ObjectPlan {
            name,
            body,
            is_reference: false,
            is_json_reference: false,
            is_struct: false,
            is_abstract: false,
            has_known_types: false,
            contract: None,
            names: None,
            base: OnceLock::new(),
            is_slow: false,
            sizes: Sizes::default(),
            root: OnceLock::new(),
        }
    }

    /// Returns whether an object is of just this class.
    pub(crate) fn is_exactly(&self, object: &dyn Object) -> bool {
        object.actual_contract().is_none_or(|actual| self.is_of(actual))
    }

    /// Returns whether this is the plan of a contract, without asking the contract for its plan.
    #[inline]
    pub(crate) fn is_of(&self, contract: &Contract) -> bool {
        self.contract.is_some_and(|own| std::ptr::eq(own, contract))
    }
}
