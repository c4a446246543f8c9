//! What the engines compute once from a description: encoded names, orders, flattened bases.

use super::enum_plan::EnumPlan;
use super::name_index::{FEW, NameIndex};
use super::namespaces::GENERIC;
use super::order::{json_order, xml_order};
use super::{
    ARRAYS, Class, Contract, ContractRef, JsonNames, Kind, Member, MemberJson, Naming, Primitive, QName, Type,
};
use super::{encode_name, item_name, names, type_name};
#[cfg(feature = "json")]
use crate::any_case::cmp_ignore_case;
#[cfg(feature = "json")]
use crate::json::Key;
use crate::value::{List, Object};
use crate::xml::{Content, Direct, DirectRoot, Size, Tags};
#[cfg(feature = "json")]
use std::cmp::Ordering as NameOrdering;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
}

/// How a type is written.
#[derive(Debug)]
pub(crate) enum Shape {
    /// As text.
    Primitive(Primitive),
    /// By the actual type, which `i:type` names.
    Object,
    /// By another contract, looked up when it is needed since contracts may refer to themselves.
    Contract(ContractRef),
    /// By a contract that has no description of its own: a library collection, a pair.
    Library(Box<ObjectPlan>),
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
    /// How large its documents are.
    pub(crate) size: Size,
}

/// What stands inside the element of a contract.
#[derive(Debug)]
pub(crate) enum Body {
    Class(ClassPlan),
    Enum(EnumPlan),
    Collection(Box<CollectionPlan>),
    Dictionary(Box<DictionaryPlan>),
}

/// The members of a class and its bases.
#[derive(Debug)]
pub(crate) struct ClassPlan {
    /// In XML's order; those that XML does not have come last.
    pub(crate) members: Box<[MemberPlan]>,
    /// How many of them XML has.
    pub(crate) in_xml: usize,
    /// Places in `members`, in JSON's order.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) json: Box<[usize]>,
    /// Its members by name, if they are many.
    pub(crate) index: Option<Box<MemberIndex>>,
    /// Who says what JSON leaves out.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) json_rules: JsonRules,
    /// Its tags as the root.
    pub(crate) root: DirectRoot,
    /// Which of XML's members came last where each of them is expected, and behind the last.
    followers: Box<[AtomicUsize]>,
}

/// Where the members of a class are by their names.
#[derive(Debug)]
pub(crate) struct MemberIndex {
    /// XML's members by their local names.
    pub(crate) xml: NameIndex,
    /// Positions in JSON's order by JSON's names.
    #[cfg(feature = "json")]
    pub(crate) json: NameIndex,
    /// Positions in JSON's order by JSON's names in any case.
    #[cfg(feature = "json")]
    pub(crate) json_in_any_case: NameIndex,
}

/// Who says which members JSON leaves out because of their values, besides the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonRules {
    /// Nobody.
    Never,
    /// The formatter's settings.
    OfFormatter,
    /// A member, and the formatter's settings for the others.
    OfMembers,
}

/// A library or named collection.
#[derive(Debug)]
pub(crate) struct CollectionPlan {
    pub(crate) item: MemberPlan,
    /// The namespace that the collection's element declares for its items' content.
    pub(crate) declares: Option<String>,
    /// An array of one of the types that .NET reads in one go: it refuses foreign items there, and looks at no attributes of
    /// its items.
    pub(crate) is_read_in_one_go: bool,
    /// How many items the last one had that was read.
    last_len: AtomicUsize,
}

/// A dictionary: its entries are elements with two children.
#[derive(Debug)]
pub(crate) struct DictionaryPlan {
    pub(crate) entry_name: String,
    pub(crate) entry_namespace: String,
    pub(crate) key: MemberPlan,
    pub(crate) value: MemberPlan,
    /// The JSON formatter's naming, which applies to keys too.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) key_naming: Naming,
}

/// A member, or an item of a collection.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of its own in C#")]
pub(crate) struct MemberPlan {
    /// The place among the views and slots of a value.
    pub(crate) index: usize,
    pub(crate) name: String,
    /// The namespace of the element: that of the class that declares the member, shared by its members so that they
    /// are told apart quickly.
    pub(crate) namespace: Arc<str>,
    /// The namespace that the element declares for its content, unless it is in scope (nil or not).
    pub(crate) declares: Option<String>,
    /// Its tags, if it is written as text.
    pub(crate) tags: Option<Tags>,
    /// What is written of it where only the root's declarations are in scope.
    pub(crate) direct: Direct,
    /// Whether null is written there as the tag of `direct`, whatever the attributes say of defaults.
    pub(crate) is_direct_nil: bool,
    pub(crate) ty: TypePlan,
    pub(crate) is_required: bool,
    pub(crate) emit_default_value: bool,
    pub(crate) takes_nil: bool,
    pub(crate) is_secret: bool,
    pub(crate) json_name: String,
    /// What JSON has of it before its value.
    #[cfg(feature = "json")]
    pub(crate) json_key: Key,
}

impl TypePlan {
    /// Whether .NET's type is a value type, be it with or without null.
    pub(crate) fn is_value_type(&self) -> bool {
        self.ty.is_value_type() || matches!(self.ty, Type::Nullable(_))
    }

    /// Whether it is an abstract class: no object is just of this class, so nothing can stand for one that is missing.
    pub(crate) fn is_abstract(&self) -> bool {
        matches!(self.object(), Some(ObjectPlan { is_abstract: true, .. }))
    }

    pub(crate) fn new(ty: &Type) -> TypePlan {
        TypePlan::with_naming(ty, JsonNames::default())
    }

    /// The same where a JSON formatter's naming applies: library types have none of their own.
    pub(crate) fn with_naming(ty: &Type, naming: JsonNames) -> TypePlan {
        let shape = match *ty {
            Type::Primitive(primitive) => Shape::Primitive(primitive),
            Type::Object => Shape::Object,
            Type::Contract(contract) => Shape::Contract(contract),
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
        let is_number_text = matches!(shape, Shape::Primitive(Primitive::Decimal | Primitive::Single));
        TypePlan { shape, is_nullable: ty.is_nullable(), is_number_text, ty: *ty, json: MemberJson::new() }
    }

    fn of_member(member: &Member, contract: &'static Contract) -> TypePlan {
        let (naming, mut json) = (contract.names(), member.json);
        json.nulls = json.nulls.or_else(|| contract.item_nulls());
        TypePlan { json, ..TypePlan::with_naming(&member.ty, naming) }
    }

    /// Returns what stands for its values in JSON, if that is something else: a read-only list or dictionary is what it
    /// wraps.
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

    /// Whether its values are written as text, always.
    fn is_text(&self) -> bool {
        match &self.shape {
            // An empty `byte[]` is an empty element, which has no end tag.
            Shape::Primitive(primitive) => !matches!(primitive, Primitive::DateTimeOffset | Primitive::Bytes),
            // Flags may be the empty text, which is an empty element too.
            Shape::Contract(contract) => matches!(contract.get().kind, Kind::Enum(of) if !of.is_flags),
            Shape::Object | Shape::Library(_) => false,
        }
    }

    /// The contract that it is written by; none for primitives and `Object`.
    pub(crate) fn object(&self) -> Option<&ObjectPlan> {
        match &self.shape {
            Shape::Contract(contract) => Some(contract.get().plan()),
            Shape::Library(plan) => Some(plan),
            Shape::Primitive(_) | Shape::Object => None,
        }
    }

    /// Whether its values are elements with content of their own, whose namespace may have to be declared.
    fn has_namespace(ty: &Type) -> bool {
        match ty {
            Type::Primitive(primitive) => *primitive == Primitive::DateTimeOffset,
            Type::Object => false,
            Type::Contract(contract) => !matches!(contract.get().kind, Kind::Enum(_)),
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

/// The namespace of a type's content, where an element of `owner` has to declare it.
fn declared_namespace(ty: &Type, owner: &str) -> Option<String> {
    if !TypePlan::has_namespace(ty) {
        return None;
    }
    let ty = if let Type::Nullable(inner) = ty { inner } else { ty };
    let namespace = type_name(ty).namespace;
    (!namespace.is_empty() && namespace != owner).then_some(namespace)
}

impl MemberPlan {
    /// An item, key or value of a collection, or a member of a pair.
    fn simple(
        (index, name): (usize, String),
        namespace: &str,
        (ty, naming): (&Type, JsonNames),
        declares: Option<String>,
        previous: &str,
    ) -> MemberPlan {
        let ty = TypePlan::with_naming(ty, naming);
        let direct = Direct::new(&name, (namespace, namespace), (&ty, declares.as_deref()), previous);
        MemberPlan {
            index,
            is_direct_nil: ty.is_nullable && direct.content != Content::General,
            direct,
            #[cfg(feature = "json")]
            json_key: Key::new(&name),
            json_name: name.clone(),
            tags: ty.is_text().then(|| Tags::new(&name, namespace)),
            name,
            namespace: namespace.into(),
            declares,
            ty,
            is_required: false,
            emit_default_value: true,
            takes_nil: true,
            is_secret: false,
        }
    }

    fn rename_in_json(&mut self, name: String) {
        #[cfg(feature = "json")]
        {
            self.json_key = Key::new(&name);
        }
        self.json_name = name;
    }
}

impl ObjectPlan {
    pub(super) fn of_contract(contract: &'static Contract) -> ObjectPlan {
        let name = contract.qualified_name().clone();
        let class = match contract.kind {
            Kind::Class(class) => Some(class),
            _ => None,
        };
        let body = match contract.kind {
            Kind::Class(_) => Body::Class(ClassPlan::new(contract)),
            Kind::Enum(contract) => Body::Enum(EnumPlan::new(contract)),
            Kind::Collection { item, item_name: given } => {
                let item_name = given.map_or_else(|| item_name(&item), encode_name);
                Body::Collection(Box::new(CollectionPlan::new(
                    (&item, contract.names()),
                    item_name,
                    &name.namespace,
                    false,
                )))
            }
            Kind::Dictionary { key, value, item_name, key_name, value_name } => {
                Body::Dictionary(Box::new(DictionaryPlan::new(
                    (&key, &value),
                    item_name.map_or_else(|| names::entry_name(&key, &value), encode_name),
                    [key_name.unwrap_or("Key"), value_name.unwrap_or("Value")],
                    (&name.namespace, contract.names()),
                )))
            }
        };
        ObjectPlan {
            name,
            body,
            is_reference: contract.is_reference(),
            is_json_reference: contract.is_json_reference,
            is_struct: class.is_some_and(|class| class.is_struct),
            is_abstract: class.is_some_and(|class| class.is_abstract),
            has_known_types: contract.with_bases().any(|contract| !contract.known().is_empty()),
            contract: Some(contract),
            size: Size::default(),
        }
    }

    /// Whether an object is of just this class.
    pub(crate) fn is_exactly(&self, object: &dyn Object) -> bool {
        let is_it = |actual: &Contract| self.contract.is_some_and(|declared| std::ptr::eq(declared, actual));
        object.actual_contract().is_none_or(is_it)
    }

    fn of_library(ty: &Type, naming: JsonNames) -> ObjectPlan {
        let name = type_name(ty);
        let body = match *ty {
            Type::Dictionary(&(key, value)) => Body::Dictionary(Box::new(DictionaryPlan::new(
                (&key, &value),
                names::entry_name(&key, &value),
                ["Key", "Value"],
                (ARRAYS, naming),
            ))),
            Type::Pair(&(key, value)) => {
                let member = |index, member_name: &str, ty| {
                    let owner = &name.namespace;
                    MemberPlan::simple(
                        (index, member_name.to_owned()),
                        owner,
                        (ty, naming),
                        declared_namespace(ty, owner),
                        if index == 0 { "" } else { "key" },
                    )
                };
                let mut members = [member(0, "key", &key), member(1, "value", &value)];
                // Json.NET writes the properties, DataContractSerializer the fields behind them.
                members[0].rename_in_json(naming.members.apply("Key"));
                members[1].rename_in_json(naming.members.apply("Value"));
                let root = DirectRoot::new(&name.name, &name.namespace);
                // Json.NET's converter for pairs knows no such settings.
                let rules = JsonRules::Never;
                Body::Class(ClassPlan::of_members(Box::new(members), 2, Box::new([0, 1]), rules, root))
            }
            Type::ReadOnlyCollection(_) | Type::ReadOnlyDictionary(_) => read_only(ty, &name, naming),
            Type::List(item) => Body::Collection(Box::new(CollectionPlan::new(
                (item, naming),
                item_name(item),
                &name.namespace,
                false,
            ))),
            Type::Array(item) => Body::Collection(Box::new(CollectionPlan::new(
                (item, naming),
                item_name(item),
                &name.namespace,
                true,
            ))),
            Type::Primitive(_) | Type::Object | Type::Contract(_) | Type::Nullable(_) => {
                unreachable!("only library types are handed in")
            }
        };
        let is_struct = matches!(ty, Type::Pair(_));
        ObjectPlan {
            name,
            body,
            is_reference: false,
            is_json_reference: false,
            is_struct,
            is_abstract: false,
            has_known_types: false,
            contract: None,
            size: Size::default(),
        }
    }
}

/// The body of a read-only list or dictionary: a serializable class with a field for what it wraps.
fn read_only(ty: &Type, name: &QName, naming: JsonNames) -> Body {
    let owner = &name.namespace;
    let wrapped = ty.wrapped().unwrap_or(Type::Object);
    let field = if matches!(ty, Type::ReadOnlyDictionary(_)) { "m_dictionary" } else { "list" };
    let declares = declared_namespace(&wrapped, owner);
    let member = MemberPlan::simple((0, field.to_owned()), owner, (&wrapped, naming), declares, "");
    // Fields of classes that are merely serializable are required.
    let member = MemberPlan { is_required: true, ..member };
    let root = DirectRoot::new(&name.name, owner);
    // In JSON it is a list or an object, which leaves nothing out.
    let rules = JsonRules::Never;
    Body::Class(ClassPlan::of_members(Box::new([member]), 1, Box::new([0]), rules, root))
}

/// Whether a contract is that of a `KeyValuePair`, which a Rust type stands for.
fn is_pair(name: &QName) -> bool {
    name.namespace == GENERIC && name.name.starts_with("KeyValuePairOf")
}

/// Whether .NET has a reader of its own for arrays of these items.
fn is_read_in_one_go(item: &Type) -> bool {
    use Primitive::{Boolean, DateTime, Decimal, Double, Int32, Int64, Single};
    matches!(item, Type::Primitive(Boolean | DateTime | Decimal | Double | Int32 | Int64 | Single))
}

impl CollectionPlan {
    fn new((item, naming): (&Type, JsonNames), item_name: String, namespace: &str, is_array: bool) -> Self {
        let declares = declared_namespace(item, namespace);
        let previous = item_name.clone();
        CollectionPlan {
            // The collection declares the namespace for all its items; they do not for themselves.
            item: MemberPlan::simple((0, item_name), namespace, (item, naming), None, &previous),
            declares,
            is_read_in_one_go: is_array && is_read_in_one_go(item),
            last_len: AtomicUsize::new(0),
        }
    }

    /// Makes room for as many items as the last one had, within reason.
    pub(crate) fn reserve(&self, list: &mut dyn List) {
        list.reserve(self.last_len.load(Ordering::Relaxed).min(16));
    }

    pub(crate) fn remember_len(&self, len: usize) {
        self.last_len.store(len, Ordering::Relaxed);
    }
}

impl DictionaryPlan {
    fn new(
        (key, value): (&Type, &Type),
        entry_name: String,
        names: [&str; 2],
        (namespace, naming): (&str, JsonNames),
    ) -> Self {
        let member = |index, name, ty| {
            MemberPlan::simple(
                (index, encode_name(name)),
                namespace,
                (ty, naming),
                declared_namespace(ty, namespace),
                "",
            )
        };
        DictionaryPlan {
            entry_name,
            entry_namespace: namespace.to_owned(),
            key: member(0, names[0], key),
            value: member(1, names[1], value),
            key_naming: naming.keys,
        }
    }
}

impl ClassPlan {
    /// The members that XML has, in its order.
    #[inline]
    pub(crate) fn xml(&self) -> &[MemberPlan] {
        &self.members[..self.in_xml]
    }

    /// The member that is most likely to come where one is expected: documents of one writer have one order, be it .NET's
    /// or not. So this is never more than a guess.
    #[inline]
    pub(crate) fn likely(&self, expected: usize) -> usize {
        self.followers.get(expected).map_or(expected, |likely| likely.load(Ordering::Relaxed))
    }

    /// Another member came.
    pub(crate) fn learn(&self, expected: usize, found: usize) {
        if let Some(likely) = self.followers.get(expected) {
            likely.store(found, Ordering::Relaxed);
        }
    }

    fn new(contract: &'static Contract) -> ClassPlan {
        // Bases first, as their views and slots come.
        let mut chain: Vec<(&'static Contract, Class)> = Vec::new();
        let mut current = Some(contract);
        while let Some(contract) = current {
            let Kind::Class(class) = contract.kind else { break };
            current = class.base.map(ContractRef::get);
            chain.push((contract, class));
        }
        chain.reverse();

        let mut flat: Vec<Declared> = Vec::new();
        let mut index = 0;
        for (depth, (declaring, class)) in chain.iter().enumerate() {
            let namespace: Arc<str> = declaring.qualified_name().namespace.as_str().into();
            let mut own: Vec<Declared> = Vec::with_capacity(class.members.len());
            for member in class.members {
                let (name, namespace) = (encode_name(member.name), Arc::clone(&namespace));
                own.push(Declared { index, depth, member, name, namespace });
                index += 1;
            }
            own.sort_by(|a, b| xml_order((a.member, &a.name), (b.member, &b.name)));
            flat.append(&mut own);
        }
        flat.sort_by_key(|declared| !declared.member.in_xml);
        let in_xml = flat.iter().filter(|declared| declared.member.in_xml).count();
        let mut json: Vec<usize> = (0..flat.len()).filter(|&place| flat[place].member.in_json).collect();
        // Json.NET lists the derived class's members first, each class's in the order of declaration, and sorts
        // them stably.
        json.sort_by_key(|&place| {
            let Declared { index, depth, member, .. } = &flat[place];
            (json_order(member), std::cmp::Reverse(*depth), *index)
        });
        let has_own_rules = contract.item_nulls().is_some()
            || flat.iter().any(|of| of.member.json.nulls.is_some() || of.member.json.defaults.is_some());
        let previous = std::iter::once("").chain(flat.iter().map(|declared| declared.name.as_str()));
        let members = flat.iter().zip(previous);
        let members = members.map(|(declared, previous)| MemberPlan::of_member(declared, contract, previous));
        let name = contract.qualified_name();
        let root = DirectRoot::new(&name.name, &name.namespace);
        let rules = if is_pair(name) {
            JsonRules::Never
        } else if has_own_rules {
            JsonRules::OfMembers
        } else {
            JsonRules::OfFormatter
        };
        ClassPlan::of_members(members.collect(), in_xml, json.into(), rules, root)
    }

    fn of_members(
        members: Box<[MemberPlan]>,
        in_xml: usize,
        json: Box<[usize]>,
        json_rules: JsonRules,
        root: DirectRoot,
    ) -> Self {
        let index = (members.len() > FEW).then(|| {
            #[cfg(feature = "json")]
            let by_name = |compare: fn(&str, &str) -> NameOrdering| {
                NameIndex::new(json.len(), |a, b| {
                    compare(&members[json[a]].json_name, &members[json[b]].json_name)
                })
            };
            Box::new(MemberIndex {
                xml: NameIndex::new(in_xml, |a, b| members[a].name.cmp(&members[b].name)),
                #[cfg(feature = "json")]
                json: by_name(str::cmp),
                #[cfg(feature = "json")]
                json_in_any_case: by_name(cmp_ignore_case),
            })
        });
        ClassPlan { index, members, in_xml, json, json_rules, root, followers: followers(in_xml) }
    }
}

/// At first all members are likely to come in order.
fn followers(count: usize) -> Box<[AtomicUsize]> {
    (0..=count).map(AtomicUsize::new).collect()
}

/// A member where it is declared.
struct Declared {
    /// The place among the views and slots of a value.
    index: usize,
    /// How many base classes the declaring class has.
    depth: usize,
    member: &'static Member,
    /// As XML has it.
    name: String,
    /// That of the declaring class.
    namespace: Arc<str>,
}

impl MemberPlan {
    /// A member of a contract or of its base class, behind one of the name `previous`.
    fn of_member(declared: &Declared, contract: &'static Contract, previous: &str) -> MemberPlan {
        let Declared { index, member, name, namespace, .. } = declared;
        let ty = TypePlan::of_member(member, contract);
        let declares = declared_namespace(&member.ty, namespace);
        let scope = (&**namespace, contract.qualified_name().namespace.as_str());
        let direct = Direct::new(name, scope, (&ty, declares.as_deref()), previous);
        let json_name =
            member.json_name.map_or_else(|| contract.names().members.apply(member.name), str::to_owned);
        MemberPlan {
            index: *index,
            tags: ty.is_text().then(|| Tags::new(name, namespace)),
            is_direct_nil: ty.is_nullable
                && direct.content != Content::General
                && member.takes_nil
                && member.emit_default_value,
            direct,
            name: name.clone(),
            declares,
            namespace: Arc::clone(namespace),
            ty,
            is_required: member.is_required,
            emit_default_value: member.emit_default_value,
            takes_nil: member.takes_nil,
            is_secret: member.is_secret,
            #[cfg(feature = "json")]
            json_key: Key::new(&json_name),
            json_name,
        }
    }
}
