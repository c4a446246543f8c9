//! The elements of members and items.

use super::{Place, names};
use crate::contract::xml_serializer::{EnumXml, Form, XmlElement};
use crate::contract::{Contract, EnumContract, Kind, Primitive, Serializer, Type};
#[cfg(feature = "json")]
use crate::json::Key;
use crate::plan::CollectionPlan;
use crate::plan::{MemberPlan, Placement, TypePlan};
use crate::xml::{Content, FastMember, FastTags, Tags};
use std::sync::atomic::AtomicUsize;

/// What an element is written as whose value is null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NullForm {
    /// As nil.
    Nil,
    /// It is left out.
    LeftOut,
}

impl NullForm {
    /// Returns what becomes of null at a member: only a `Nullable` is nil, unless `IsNullable` says so of others.
    pub(super) fn of_member(ty: &Type, is_nullable: Option<bool>) -> Self {
        match is_nullable {
            Some(true) => NullForm::Nil,
            None if matches!(ty, Type::Nullable(_)) => NullForm::Nil,
            Some(false) | None => NullForm::LeftOut,
        }
    }

    /// Returns what becomes of null in a collection: all are nil, unless `IsNullable` says otherwise.
    fn of_item(is_nullable: Option<bool>) -> Self {
        if is_nullable == Some(false) { NullForm::LeftOut } else { NullForm::Nil }
    }
}

/// Returns the namespace of an element's name, and the one of its content's place.
pub(super) fn namespaces<'a>(namespace: Option<&'a str>, form: Form, outer: &'a str) -> (&'a str, &'a str) {
    let place = namespace.unwrap_or(outer);
    (if form == Form::Unqualified { "" } else { place }, place)
}

impl MemberPlan {
    /// Returns the plan of an element that an attribute describes.
    pub(super) fn described(of: &Described<'_>) -> MemberPlan {
        let Described { index, default_name, ty, element, place, outer, null } = *of;
        let (namespace, inner) = namespaces(element.namespace, element.form, place.namespace);
        let name = names::given(element.name).map_or_else(|| default_name.to_owned(), names::encode);
        let mut ty = TypePlan::for_xml_serializer(
            element.ty.as_ref().unwrap_or(ty),
            Place { namespace: inner, ..place },
        );
        ty.data_type = element.data_type.filter(|data_type| data_type.changes_text());
        let takes_nil = null == NullForm::Nil;
        let content = content_of(&ty, namespace == outer && inner == outer);
        let fast = FastTags::new(FastMember {
            name: &name,
            namespace,
            root_namespace: outer,
            ty: &ty.ty,
            declares: None,
            previous: "",
            content: Some(content),
            serializer: Serializer::XmlSerializer,
        });
        // An empty text is an empty element, which has no end tag.
        let is_text =
            matches!(content, Content::Integer | Content::Unsigned | Content::Boolean | Content::Scalar);
        MemberPlan {
            index,
            tags: is_text.then(|| Tags::new(&name, namespace)),
            is_fast_nil: ty.is_nullable && takes_nil && fast.content != Content::General,
            // What becomes of a list that is nil is for the slow path.
            reads_fast_nil: ty.is_nullable && takes_nil && super::item_of(&ty.ty).is_none(),
            writes_every_value: takes_nil,
            fast,
            declares: None,
            namespace: namespace.into(),
            ty,
            is_required: false,
            emit_default_value: true,
            takes_nil,
            is_secret: false,
            placement: Placement::Element,
            default_value: None,
            linked: None,
            #[cfg(feature = "json")]
            json_key: Key::new(""),
            #[cfg(feature = "json")]
            default_text: std::sync::OnceLock::new(),
            json_name: String::new(),
            name,
        }
    }

    /// Takes the ready-made tags away, so that the slow path writes and reads it.
    pub(super) fn make_general(&mut self) {
        self.fast.content = Content::General;
        self.tags = None;
        self.is_fast_nil = false;
        self.reads_fast_nil = false;
    }
}

/// An element that an attribute describes.
pub(super) struct Described<'a> {
    /// The place among the views and slots of a value.
    pub(super) index: usize,
    /// Its name, encoded, unless the attribute gives another.
    pub(super) default_name: &'a str,
    /// The type, unless the attribute gives another.
    pub(super) ty: &'a Type,
    pub(super) element: &'a XmlElement,
    pub(super) place: Place<'a>,
    /// The namespace of the object or collection around it, which is the default there.
    pub(super) outer: &'a str,
    pub(super) null: NullForm,
}

impl CollectionPlan {
    /// Returns the plan of a collection at a place.
    pub(super) fn of_items(item: &Type, place: Place<'_>) -> CollectionPlan {
        let described: Vec<XmlElement> = place
            .items
            .iter()
            .filter(|item| item.nesting_level == place.level)
            .map(|item| item.element)
            .collect();
        let described = if described.is_empty() { vec![XmlElement::new()] } else { described };
        CollectionPlan::of_elements(&described, false, |element| {
            MemberPlan::described(&Described {
                index: 0,
                default_name: &element.data_type.map_or_else(
                    || {
                        super::name_at(
                            element.ty.as_ref().unwrap_or(item),
                            place.inside(place.namespace_of_items()),
                        )
                    },
                    |data_type| data_type.name().to_owned(),
                ),
                ty: item,
                element,
                place: place.inside(place.namespace_of_items()),
                outer: place.namespace,
                null: NullForm::of_item(element.is_nullable),
            })
        })
    }

    /// Returns the plan of the items that have these elements. They are a choice if they have types, or if another
    /// member chooses.
    pub(super) fn of_elements(
        elements: &[XmlElement],
        is_chosen: bool,
        plan: impl Fn(&XmlElement) -> MemberPlan,
    ) -> CollectionPlan {
        let is_choice = is_chosen || elements.iter().any(|element| element.ty.is_some());
        let choices: Box<[MemberPlan]> =
            if is_choice { elements.iter().map(&plan).collect() } else { Box::new([]) };
        let mut item = elements.first().map_or_else(|| plan(&XmlElement::new()), &plan);
        let name = item.name.clone();
        item.fast.follow(&name);
        if !choices.is_empty() || !item.takes_nil {
            item.make_general();
        }
        CollectionPlan {
            item,
            declares: None,
            is_fast: choices.is_empty(),
            choices,
            is_mixed: false,
            is_read_in_one_go: false,
            last_len: AtomicUsize::new(0),
        }
    }
}

/// Returns how the content of an element is written.
fn content_of(ty: &TypePlan, is_in_default: bool) -> Content {
    if ty.data_type.is_some() {
        return Content::General;
    }
    let of = |declared: &Type| match declared {
        Type::Primitive(primitive) => match primitive {
            // An empty one is an empty element; what has no form is refused or empty.
            Primitive::Bytes | Primitive::DateTimeOffset | Primitive::Uri => Content::General,
            other => Content::of_text(*other),
        },
        Type::Contract(contract) => match contract.get().kind() {
            Kind::Enum(of) if !of.is_flags && !has_empty_name(of) => Content::Scalar,
            Kind::Class(_) if is_in_default && !has_namespace(contract.get()) => Content::Object,
            Kind::Collection { .. } if is_in_default => Content::List,
            _ => Content::General,
        },
        Type::List(_) | Type::Array(_) if is_in_default => Content::List,
        _ => Content::General,
    };
    match &ty.ty {
        Type::Nullable(inner) => of(inner),
        declared => of(declared),
    }
}

/// Returns whether a member of an enum is an empty text, which is an empty element.
fn has_empty_name(of: &EnumContract) -> bool {
    of.members.iter().any(|member| member.xml == EnumXml::Named(""))
}

/// Returns whether a class has a namespace of its own, whatever the place.
fn has_namespace(contract: &Contract) -> bool {
    let xml = contract.xml_serializer();
    xml.type_namespace.or(xml.root_namespace).is_some()
}
