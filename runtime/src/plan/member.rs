//! A member of a class, an item of a collection, a key or a value of a dictionary.

use super::{DefaultValue, TypePlan};
use crate::contract::{Contract, JsonNames, Member, Naming, QName, Serializer, Type, type_name};
use crate::error::Error;
#[cfg(feature = "json")]
use crate::json::Key;
use crate::xml::{Content, FastMember, FastTags, Tags};
use std::sync::Arc;
#[cfg(feature = "json")]
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;

/// A member, or an item of a collection.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of its own in C#")]
pub(crate) struct MemberPlan {
    /// The index among the views and slots of a value.
    pub(crate) index: usize,
    pub(crate) name: String,
    /// The namespace of the element: that of the class that declares the member, shared by its members so
    /// that they are told apart quickly.
    pub(crate) namespace: Arc<str>,
    /// The namespace that the element declares for its content, unless it is in scope (nil or not).
    pub(crate) declares: Option<String>,
    /// Its tags, if it is written as text.
    pub(crate) tags: Option<Tags>,
    /// What is written of it where only the root's declarations are in scope, for the fast paths.
    pub(crate) fast: FastTags,
    /// Whether null is written there as the tag of `fast`, whatever the attributes say of defaults.
    pub(crate) is_fast_nil: bool,
    /// Whether that tag is read as null without a further look.
    pub(crate) reads_fast_nil: bool,
    /// Whether every value is written that is there, null and defaults too.
    pub(crate) writes_every_value: bool,
    pub(crate) ty: TypePlan,
    pub(crate) is_required: bool,
    pub(crate) emit_default_value: bool,
    pub(crate) takes_nil: bool,
    pub(crate) is_secret: bool,
    /// What it is in `XmlSerializer`'s form.
    pub(crate) placement: Placement,
    /// The default of `DefaultValue(..)`, which `XmlSerializer` leaves out.
    pub(crate) default_value: Option<DefaultValue>,
    /// What other members say of it in `XmlSerializer`'s form, if they say anything.
    pub(crate) linked: Option<Box<Linked>>,
    pub(crate) json_name: String,
    /// What JSON has of it before its value.
    #[cfg(feature = "json")]
    pub(crate) json_key: Key,
    /// The text of the default that the contract says, if it says one, by no settings; made at the first use.
    #[cfg(feature = "json")]
    pub(crate) default_text: OnceLock<Option<String>>,
}

impl MemberPlan {
    /// Returns the error of the member's value, which may be secret.
    #[cold]
    pub(crate) fn error_of_value(&self, error: Error) -> Error {
        error.of_secret_if(self.is_secret)
    }
}

/// A library or named collection.
#[derive(Debug)]
pub(crate) struct CollectionPlan {
    pub(crate) item: MemberPlan,
    /// The namespace that the collection's element declares for its items' content.
    pub(crate) declares: Option<String>,
    /// The elements that items choose from by their types, in `XmlSerializer`'s form; the first is `item`.
    pub(crate) choices: Box<[MemberPlan]>,
    /// Whether texts between the elements are items too, in `XmlSerializer`'s form.
    pub(crate) is_mixed: bool,
    /// Whether nothing but the items is written in the element.
    pub(crate) is_fast: bool,
    /// An array of one of the types that .NET reads in one go: it refuses foreign items there, and looks at
    /// no attributes of its items.
    pub(crate) is_read_in_one_go: bool,
    /// How many items the last one had that was read.
    pub(super) last_len: AtomicUsize,
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

/// What other members say of a member.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    /// The place among views and slots of the `bool` that says whether there is a value: `{name}Specified`.
    pub(crate) specified: Option<usize>,
    /// The member that says which of its elements the value is.
    pub(crate) chooser: Option<Chooser>,
}

/// A member whose enum says which of several elements another one is: `XmlChoiceIdentifier`.
#[derive(Debug)]
pub(crate) struct Chooser {
    /// The place among views and slots.
    pub(crate) index: usize,
    /// Its type: an enum, or a collection of its values.
    pub(crate) ty: Type,
    /// The number for each element, in their order.
    pub(crate) numbers: Box<[i64]>,
}

/// What a member is, as `XmlSerializer` has it. In the form of `DataContractSerializer` all are elements.
#[derive(Debug)]
pub(crate) enum Placement {
    /// An element.
    Element,
    /// The text of the object's element.
    Text,
    /// An element for each item, without one around them.
    Items(Box<CollectionPlan>),
    /// One of several elements, by the type of the value. The first of them has the name of this member.
    Choice(Box<[MemberPlan]>),
    /// Another one of these, so that it is found by its name: the member with all of them, and which one it is.
    OneOf { member: usize, place: usize },
    /// The elements that are no other member.
    AnyElements(AnyElements),
    /// The attributes that are no other member.
    AnyAttributes,
}

/// Which elements a member takes that no other one does.
#[derive(Debug)]
pub(crate) struct AnyElements {
    /// Elements of these names.
    pub(crate) names: Box<[QName]>,
    /// Whether it takes all others too.
    pub(crate) takes_all: bool,
    /// Whether it takes the texts between elements too.
    pub(crate) is_mixed: bool,
}

impl AnyElements {
    /// Returns whether one of its names is this one.
    pub(crate) fn has_name(&self, name: &str, namespace: &str) -> bool {
        self.names.iter().any(|own| own.name == name && own.namespace == namespace)
    }
}

/// Returns the namespace of a type's content, where an element of `owner` has to declare it.
pub(super) fn declared_namespace(ty: &Type, owner: &str) -> Option<String> {
    if !TypePlan::has_namespace(ty) {
        return None;
    }
    let ty = if let Type::Nullable(inner) = ty { inner } else { ty };
    let namespace = type_name(ty).namespace;
    (!namespace.is_empty() && namespace != owner).then_some(namespace)
}

/// An item, key or value of a collection, or a member of a library class: what no attribute says anything of.
pub(super) struct PlainMember<'a> {
    /// The index among the views and slots of a value.
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) namespace: &'a str,
    pub(super) ty: &'a Type,
    pub(super) naming: JsonNames,
    /// The namespace that the element declares for its content.
    pub(super) declares: Option<String>,
    /// The name of the member before it; empty for the first.
    pub(super) previous: &'a str,
}

impl MemberPlan {
    /// Returns the plan of a member that has no attributes.
    pub(super) fn plain(member: PlainMember<'_>) -> MemberPlan {
        let PlainMember { index, name, namespace, ty, naming, declares, previous } = member;
        let ty = TypePlan::with_naming(ty, naming);
        let fast = FastTags::new(FastMember {
            name: &name,
            namespace,
            root_namespace: namespace,
            ty: &ty.ty,
            declares: declares.as_deref(),
            previous,
            content: None,
            serializer: Serializer::DataContractSerializer,
        });
        MemberPlan {
            index,
            is_fast_nil: ty.is_nullable && fast.content != Content::General,
            reads_fast_nil: ty.is_nullable,
            writes_every_value: true,
            fast,
            #[cfg(feature = "json")]
            json_key: Key::new(&name),
            #[cfg(feature = "json")]
            default_text: OnceLock::new(),
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
            placement: Placement::Element,
            default_value: None,
            linked: None,
        }
    }

    pub(super) fn rename_in_json(&mut self, name: String) {
        #[cfg(feature = "json")]
        {
            self.json_key = Key::new(&name);
        }
        self.json_name = name;
    }
}

impl MemberPlan {
    /// Returns the plan of a member of a contract or of its base class, behind one of the name `previous`.
    pub(super) fn of_member(declared: &Declared, contract: &'static Contract, previous: &str) -> MemberPlan {
        let Declared { index, member, name, namespace, .. } = declared;
        let ty = TypePlan::of_member(member, contract);
        let declares = declared_namespace(&member.ty, namespace);
        let fast = FastTags::new(FastMember {
            name,
            namespace,
            root_namespace: &contract.qualified_name().namespace,
            ty: &ty.ty,
            declares: declares.as_deref(),
            previous,
            content: None,
            serializer: Serializer::DataContractSerializer,
        });
        let json_name =
            member.json_name.map_or_else(|| contract.names().members.apply(member.name), str::to_owned);
        MemberPlan {
            index: *index,
            tags: ty.is_text().then(|| Tags::new(name, namespace)),
            is_fast_nil: ty.is_nullable
                && fast.content != Content::General
                && member.takes_nil
                && member.emit_default_value,
            reads_fast_nil: ty.is_nullable,
            writes_every_value: member.emit_default_value && (member.takes_nil || member.is_required),
            fast,
            name: name.clone(),
            declares,
            namespace: Arc::clone(namespace),
            ty,
            is_required: member.is_required,
            emit_default_value: member.emit_default_value,
            takes_nil: member.takes_nil,
            is_secret: member.is_secret,
            placement: Placement::Element,
            default_value: None,
            linked: None,
            #[cfg(feature = "json")]
            json_key: Key::new(&json_name),
            #[cfg(feature = "json")]
            default_text: OnceLock::new(),
            json_name,
        }
    }
}

/// A member where it is declared.
pub(super) struct Declared {
    /// The place among the views and slots of a value.
    pub(super) index: usize,
    /// How many base classes the declaring class has.
    pub(super) depth: usize,
    pub(super) member: &'static Member,
    /// As XML has it.
    pub(super) name: String,
    /// The namespace of the declaring class.
    pub(super) namespace: Arc<str>,
}
