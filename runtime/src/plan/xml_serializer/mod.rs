//! The plans of `XmlSerializer`'s form.
//!
//! They are of the same kind as those of `DataContractSerializer`'s form, so that the same engines go by them. Two
//! things differ in principle. The namespace of a class that says none of its own is that of the place where it
//! stands, so a contract has a plan for each namespace that it is met in. And what is known besides the declared
//! types are the types that the root reaches ([`known`]).

mod choice;
mod class;
mod declared;
pub(crate) mod known;
mod member;
mod names;
mod numbered;
mod refused;
mod walk;

pub(crate) use known::{KnownClasses, KnownInDocument, included};
pub(crate) use names::{primitive_name, primitive_namespace, type_name};
pub(crate) use numbered::NumberedNames;
pub(crate) use refused::refusal;

use super::CollectionPlan;
use super::{Body, ContractLink, EnumPlan, ObjectPlan, Shape, TypePlan};
use crate::contract::xml_serializer::{MemberXml, Node, XmlArrayItem};
use crate::contract::{Contract, Kind, QName, Type};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Where a type stands, as far as its plan depends on that.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The namespace of the element around it.
    pub(crate) namespace: &'a str,
    /// The names of collections, where the root needs numbers for them.
    pub(crate) names: Option<&'static NumberedNames>,
    /// What the member says of the items of collections.
    items: &'a [XmlArrayItem],
    /// How many collections are around it within the member.
    level: u8,
    /// The namespace of the element around a member's items, which the items of all collections in it have too,
    /// whatever stands between.
    wrapper: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// Returns a place in a namespace of which no member says anything.
    pub(crate) const fn new(namespace: &'a str) -> Self {
        Place { namespace, names: None, items: &[], level: 0, wrapper: None }
    }

    /// Returns the place where collections have these names.
    pub(crate) const fn with_names(self, names: Option<&'static NumberedNames>) -> Self {
        Place { names, ..self }
    }

    /// Returns the place in a namespace of what stands inside of an object.
    pub(crate) fn in_object(namespace: &'a str, object: &ObjectPlan) -> Self {
        Place { names: object.names, ..Place::new(namespace) }
    }

    /// Returns the place of a member that says this of the items of collections.
    const fn with_items(self, items: &'a [XmlArrayItem], wrapper: &'a str) -> Self {
        Place { items, level: 0, wrapper: Some(wrapper), ..self }
    }

    /// Returns the namespace of the elements of items here that say none.
    fn namespace_of_items(&self) -> &'a str {
        self.wrapper.unwrap_or(self.namespace)
    }

    /// Returns whether a collection here is another one than in any other member.
    fn is_of_member(&self) -> bool {
        !self.items.is_empty() || self.wrapper.is_some_and(|wrapper| wrapper != self.namespace)
    }

    /// Returns the place of the items of a collection.
    fn inside(self, namespace: &'a str) -> Self {
        let level = self.level + 1;
        let is_spoken_of = self.items.iter().any(|item| item.nesting_level >= level);
        Place { namespace, items: if is_spoken_of { self.items } else { &[] }, level, ..self }
    }
}

/// The plans of one contract, one for each namespace of the places where it stands.
#[derive(Default)]
struct Plans {
    plan: OnceLock<(Arc<str>, Box<ObjectPlan>)>,
    next: OnceLock<Box<Plans>>,
    /// The names of collections in documents whose root is the contract.
    names_as_root: OnceLock<Option<&'static NumberedNames>>,
    /// The names of collections in documents whose root is a list of it.
    names_as_items: OnceLock<Option<&'static NumberedNames>>,
    /// What documents whose root is the contract need.
    root: OnceLock<Box<ContractRoot>>,
    /// The classes that documents know whose root is the contract.
    known_as_root: OnceLock<Box<KnownClasses>>,
    /// The classes that documents know whose root is a list of it.
    known_as_items: OnceLock<Box<KnownClasses>>,
    /// The place among views and slots of the member with the declarations of its element.
    namespaces_member: OnceLock<Option<usize>>,
    /// Why `XmlSerializer` refuses it as a root, if it does.
    refusal: OnceLock<Option<Box<str>>>,
}

/// What follows from a contract for documents whose root it is, made once.
pub(crate) struct ContractRoot {
    pub(crate) plan: &'static ObjectPlan,
    pub(crate) ty: TypePlan,
    /// The name of the root's element.
    pub(crate) name: String,
}

impl Contract {
    /// Returns the plan of the contract for `XmlSerializer` at a place, which is made at the first use.
    pub(crate) fn xml_serializer_plan(&'static self, place: Place<'_>) -> &'static ObjectPlan {
        let place = Place { names: place.names, ..Place::new(self.namespace_at(place.namespace)) };
        let mut plans = self.xml_serializer_plans();
        loop {
            let (of, plan) = plans
                .plan
                .get_or_init(|| (place.namespace.into(), Box::new(ObjectPlan::contract_at(self, place))));
            let has_these_names = match (plan.names, place.names) {
                (None, None) => true,
                (Some(a), Some(b)) => std::ptr::eq(a, b),
                _ => false,
            };
            if **of == *place.namespace && has_these_names {
                return plan;
            }
            plans = plans.next.get_or_init(Box::default);
        }
    }

    /// Returns what documents with this root need, which is made at the first use. `ty` is the contract as a type.
    pub(crate) fn xml_serializer_root(&'static self, ty: &Type) -> &'static ContractRoot {
        self.xml_serializer_plans().root.get_or_init(|| {
            Box::new(ContractRoot {
                plan: self.xml_serializer_plan(root_place(ty)),
                ty: TypePlan::root_for_xml_serializer(ty),
                name: names::root_name(self),
            })
        })
    }

    /// Returns the place among views and slots of the member with `XmlNamespaceDeclarations`.
    pub(crate) fn namespaces_member(&'static self) -> Option<usize> {
        *self.xml_serializer_plans().namespaces_member.get_or_init(|| {
            self.all_members()
                .position(|member| matches!(member.xml, Some(MemberXml { node: Node::Namespaces, .. })))
        })
    }

    #[inline]
    fn xml_serializer_plans(&'static self) -> &'static Plans {
        self.cached_for_xml_serializer(Plans::default)
    }

    /// Returns the namespace of a class's members at a place: that of `XmlType`, else that of `XmlRoot`, even where
    /// the class is no root, else that of the place.
    fn namespace_at<'a>(&'static self, place: &'a str) -> &'a str {
        let xml = self.xml_serializer();
        match *self.kind() {
            Kind::Class(_) => xml.type_namespace.or(xml.root_namespace).unwrap_or(place),
            _ => place,
        }
    }
}

impl TypePlan {
    /// Returns the plan of a document's root for `XmlSerializer`.
    pub(crate) fn root_for_xml_serializer(ty: &Type) -> TypePlan {
        let mut plan = TypePlan::for_xml_serializer(ty, root_place(ty));
        if let Shape::Contract(link) = &mut plan.shape {
            link.resolve();
        }
        plan
    }

    /// Returns the plan of a type for `XmlSerializer` at a place.
    pub(crate) fn for_xml_serializer(ty: &Type, place: Place<'_>) -> TypePlan {
        let shape = match *ty {
            Type::Primitive(primitive) => Shape::Primitive(primitive),
            Type::Object => Shape::Object,
            Type::Nullable(inner) => {
                return TypePlan { is_nullable: true, ty: *ty, ..TypePlan::for_xml_serializer(inner, place) };
            }
            Type::Contract(contract) => match *contract.get().kind() {
                // What the member says of items is for this place alone.
                Kind::Collection { item, .. } if place.is_of_member() => {
                    Shape::Library(Box::new(ObjectPlan::collection_at(ty, &item, place)))
                }
                Kind::Class(_) | Kind::Enum(_) | Kind::Collection { .. } => {
                    Shape::Contract(ContractLink::at(contract, place))
                }
                Kind::Dictionary { .. } => Shape::Library(Box::new(ObjectPlan::without_form(ty))),
            },
            Type::List(item) | Type::Array(item) => {
                Shape::Library(Box::new(ObjectPlan::collection_at(ty, item, place)))
            }
            Type::Dictionary(_)
            | Type::Pair(_)
            | Type::ReadOnlyCollection(_)
            | Type::ReadOnlyDictionary(_) => Shape::Library(Box::new(ObjectPlan::without_form(ty))),
        };
        TypePlan::of_shape(shape, ty)
    }
}

/// Returns the type of the values that an attribute or element of a member may hold: of a collection, its items.
fn value_type(ty: &Type) -> Type {
    item_of(ty).unwrap_or(*ty)
}

/// Returns the item type of a collection.
pub(crate) fn item_of(ty: &Type) -> Option<Type> {
    match *ty {
        Type::List(item) | Type::Array(item) => Some(*item),
        Type::Contract(contract) => match *contract.get().kind() {
            Kind::Collection { item, .. } => Some(item),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the namespace of a root's element.
pub(crate) fn root_namespace(ty: &Type) -> &'static str {
    match ty {
        Type::Contract(contract) => contract.get().xml_serializer().root_namespace.unwrap_or(""),
        _ => "",
    }
}

/// Returns the place of a root.
pub(crate) fn root_place(ty: &Type) -> Place<'static> {
    let names = match ty {
        Type::Contract(contract)
        | Type::List(Type::Contract(contract))
        | Type::Array(Type::Contract(contract)) => contract.get().numbered_names(ty),
        _ => None,
    };
    Place { names, ..Place::new(root_namespace(ty)) }
}

/// Returns the name of a root's element.
pub(crate) fn root_name(ty: &Type) -> Cow<'static, str> {
    match ty {
        Type::Contract(contract) => contract.get().xml_serializer_root(ty).name.as_str().into(),
        ty => name_at(ty, root_place(ty)).into(),
    }
}

/// Returns the name of a type at a place: that of a collection may have a number.
fn name_at(ty: &Type, place: Place<'_>) -> String {
    let (Some(numbered), Some(item)) = (place.names, item_of(ty)) else { return type_name(ty) };
    let name = match ty {
        Type::Contract(contract) if names::is_named_by_attributes(contract.get()) => type_name(ty),
        // A collection class that has itself as its items.
        Type::Contract(_) if names::is_same_type(ty, &item) => type_name(ty),
        _ => names::array_of(&name_at(&item, place.inside(place.namespace_of_items()))),
    };
    numbered.name_of(name, &CollectionPlan::of_items(&item, place))
}

impl ObjectPlan {
    /// Returns the plan of a class's base class, in the namespace that it has there.
    fn base(&self) -> Option<&'static ObjectPlan> {
        *self.base.get_or_init(|| {
            let contract = self.contract?;
            let base = contract.base_contract()?;
            let levels = class::levels(contract, &self.name.namespace);
            let namespace = levels.iter().rev().nth(1).map_or("", |level| level.namespace.as_str());
            Some(base.xml_serializer_plan(Place::in_object(namespace, self)))
        })
    }

    fn contract_at(contract: &'static Contract, place: Place<'_>) -> ObjectPlan {
        let class = match *contract.kind() {
            Kind::Class(class) => Some(class),
            _ => None,
        };
        let body = match *contract.kind() {
            Kind::Enum(of) => Body::Enum(EnumPlan::for_xml_serializer(of)),
            Kind::Collection { item, .. } => {
                Body::Collection(Box::new(CollectionPlan::of_items(&item, place)))
            }
            _ => Body::Class(class::class_plan(contract, place)),
        };
        let is_slow = matches!(&body, Body::Class(class) if !class.is_simple);
        ObjectPlan {
            is_slow,
            is_struct: class.is_some_and(|class| class.is_struct),
            is_abstract: class.is_some_and(|class| class.is_abstract),
            contract: Some(contract),
            names: place.names,
            ..ObjectPlan::named(
                QName { name: names::contract_name(contract), namespace: place.namespace.to_owned() },
                body,
            )
        }
    }

    /// Returns the plan of a collection at a place.
    fn collection_at(ty: &Type, item: &Type, place: Place<'_>) -> ObjectPlan {
        let body = Body::Collection(Box::new(CollectionPlan::of_items(item, place)));
        ObjectPlan::named(QName { name: name_at(ty, place), namespace: place.namespace.to_owned() }, body)
    }

    /// Returns the plan of a type that `XmlSerializer` refuses, or writes as an empty element.
    fn without_form(ty: &Type) -> ObjectPlan {
        let name = QName { name: type_name(ty), namespace: String::new() };
        let (members, none) = (Box::new([]), Box::new([]));
        let root = crate::xml::FastRoot::new(&name.name, "", crate::contract::Serializer::XmlSerializer);
        let body = super::ClassPlan::of_members(members, 0, none, super::class::JsonRules::OfFormatter, root);
        ObjectPlan { is_struct: matches!(ty, Type::Pair(_)), ..ObjectPlan::named(name, Body::Class(body)) }
    }
}
