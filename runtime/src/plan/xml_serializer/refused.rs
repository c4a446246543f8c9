//! What `XmlSerializer` refuses when it is made for a type: before a value is there.
//!
//! Web API's formatter then says that it cannot write the type, and another one answers.

mod shared;

use super::choice;
use super::class::{choices_of, levels};
use super::declared::{Declared, Level};
use super::known::KnownClasses;
use super::{item_of, names, value_type};
use crate::contract::xml_serializer::{DataType, Node, XmlElement};
use crate::contract::{Contract, Kind, Primitive, Type};
use crate::plan::{Body, ClassPlan, MemberPlan, ObjectPlan};
use std::collections::{HashMap, HashSet};

impl Contract {
    /// Returns why `XmlSerializer` refuses this contract as a root, if it does. `ty` is the contract as a type.
    fn refusal(&'static self, ty: &Type) -> Option<&'static str> {
        let refusal = &self.xml_serializer_plans().refusal;
        refusal.get_or_init(|| graph(ty).map(String::into_boxed_str)).as_deref()
    }
}

/// Returns why `XmlSerializer` refuses a root of this type, if it does.
pub(crate) fn refusal(ty: &Type) -> Option<String> {
    match *ty {
        // What a list's items reach is looked at once for all lists.
        Type::Nullable(item) | Type::List(item) | Type::Array(item) => refusal(item),
        Type::Contract(contract) => contract.get().refusal(ty).map(str::to_owned),
        _ => of_type(ty),
    }
}

fn graph(ty: &Type) -> Option<String> {
    if let Some(why) = of_type(ty) {
        return Some(why);
    }
    let known = KnownClasses::of_root(ty);
    let mut names: HashMap<(&str, &str), &Contract> = HashMap::new();
    let mut shared = shared::Names::default();
    for plan in known.plans() {
        let Some(contract) = plan.contract else { continue };
        if let Some(why) = contract.xml_serializer().refused {
            return Some(format!("XmlSerializer refuses `{}`: {why}", contract.declared_name()));
        }
        let name = (plan.name.name.as_str(), plan.name.namespace.as_str());
        let other = *names.entry(name).or_insert(contract);
        if !std::ptr::eq(other, contract) {
            return Some(format!(
                "the types `{}` and `{}` have the same XML name `{}`: give one of them another with XmlType(TypeName)",
                other.declared_name(),
                contract.declared_name(),
                plan.name.name
            ));
        }
        if let Some(why) = of_class(plan, contract).or_else(|| shared.refusal_of_class(plan, contract)) {
            return Some(why);
        }
    }
    None
}

/// Returns why a type is refused wherever it stands.
fn of_type(ty: &Type) -> Option<String> {
    let (what, instead) = match *ty {
        Type::Primitive(Primitive::Uri) => ("`Uri`", "declare it as a string"),
        Type::Dictionary(_) | Type::ReadOnlyDictionary(_) => {
            ("a dictionary", "declare a list of a class of its own")
        }
        Type::ReadOnlyCollection(_) => ("a read-only collection", "declare a list"),
        Type::Contract(contract) => match *contract.get().kind() {
            Kind::Dictionary { .. } => ("a dictionary", "declare a list of a class of its own"),
            Kind::Collection { item, .. } => return of_item(&item, contract.get()),
            Kind::Class(_) | Kind::Enum(_) => return None,
        },
        Type::Nullable(inner) | Type::List(inner) | Type::Array(inner) => return of_type(inner),
        Type::Primitive(_) | Type::Object | Type::Pair(_) => return None,
    };
    Some(format!("XmlSerializer does not take {what}: {instead}"))
}

/// A collection class may have itself as its items.
fn of_item(item: &Type, collection: &Contract) -> Option<String> {
    match item {
        Type::Contract(contract) if std::ptr::eq(contract.get(), collection) => None,
        item => of_type(item),
    }
}

fn of_class(plan: &'static ObjectPlan, contract: &'static Contract) -> Option<String> {
    let Body::Class(class) = &plan.body else { return None };
    let levels = levels(contract, &plan.name.namespace);
    let of = |declared: &Declared, why: &str| {
        Some(format!("`{}.{}`: {why}", contract.declared_name(), declared.clr_name()))
    };
    let is_text = |declared: &Declared| matches!(declared.xml.node, Node::Text(_)) || declared.xml.is_mixed;
    let (mut texts, mut has_text_below) = (0, false);
    for (depth, level) in levels.iter().enumerate() {
        if let Some(why) = of_orders(level, contract, depth, &levels) {
            return Some(why);
        }
        // Of a flag not even XmlIgnore helps.
        let is_flag = |declared: &&Declared| {
            declared.clr_name().strip_suffix("Specified").is_some_and(|of| {
                level.members.iter().any(|other| other.clr_name() == of && other.takes_part())
            }) && !matches!(declared.ty(), Type::Primitive(Primitive::Boolean))
        };
        if let Some(flag) = level.members.iter().find(is_flag) {
            return Some(of_flag(flag, contract));
        }
        for declared in level.members.iter().filter(|declared| declared.takes_part()) {
            if let Some(why) = of_type(declared.ty()).or_else(|| of_member(declared)) {
                return of(declared, &why);
            }
            if let Some(why) = of_choice_identifier(declared, &levels[..=depth], class) {
                return of(declared, &why);
            }
            let is_attribute =
                matches!(declared.xml.node, Node::Attribute(_) | Node::AnyAttributes | Node::Namespaces);
            if !is_attribute && has_text_below {
                return of(declared, "the base class has XmlText, so attributes alone may be added to it");
            }
            texts += usize::from(is_text(declared));
            if texts > 1 {
                return of(declared, "a class may have one XmlText");
            }
        }
        has_text_below |= level.members.iter().any(is_text);
    }
    of_catch_alls(&levels, contract)
        .or_else(|| of_names(class.members.iter(), contract, "elements"))
        .or_else(|| of_names(class.attributes.iter().map(|of| &of.member), contract, "attributes"))
}

/// Returns why members are refused that take what no other one does: two for the same.
fn of_catch_alls(levels: &[Level], contract: &Contract) -> Option<String> {
    let (mut declarations, mut taken) = (0, HashSet::new());
    for declared in levels.iter().flat_map(|level| &level.members) {
        let is_again = match declared.xml.node {
            Node::Namespaces => {
                declarations += 1;
                declarations > 1
            }
            Node::AnyElements(elements) => elements
                .iter()
                .any(|element| !taken.insert((names::given(element.name).unwrap_or(""), element.namespace))),
            _ => false,
        };
        if is_again {
            return Some(format!(
                "`{}.{}`: another member takes the same elements or declarations",
                contract.declared_name(),
                declared.clr_name()
            ));
        }
    }
    None
}

/// Returns why the member that chooses the element of another one is refused, if one does.
fn of_choice_identifier(declared: &Declared, levels: &[Level], class: &ClassPlan) -> Option<String> {
    let name = declared.xml.choice_identifier?;
    let Node::Elements(_) = declared.xml.node else {
        return Some("XmlChoiceIdentifier chooses from several XmlElement, and there is none".to_owned());
    };
    let Some(identifier) = choice::identifiers(levels).get(name).copied() else {
        return Some(format!("XmlChoiceIdentifier names `{name}`, and the class has no such member"));
    };
    if item_of(declared.ty()).is_some() != item_of(identifier.ty()).is_some() {
        return Some(format!(
            "XmlChoiceIdentifier names `{name}`, which has to be an array as the member is"
        ));
    }
    let plan = class.members.iter().find(|plan| plan.index == declared.index)?;
    let namespace = levels.last().map_or("", |level| level.namespace.as_str());
    choice::chooser(identifier, choices_of(plan), namespace).err()
}

fn of_names<'a>(
    members: impl Iterator<Item = &'a MemberPlan>,
    contract: &Contract,
    what: &str,
) -> Option<String> {
    let mut names: HashMap<(&str, &str), usize> = HashMap::new();
    for member in members.filter(|member| !member.name.is_empty()) {
        if names.insert((&member.name, &member.namespace), member.index).is_some() {
            return Some(format!(
                "`{}` has two {what} with the name `{}`: give one of them another",
                contract.declared_name(),
                member.name
            ));
        }
    }
    None
}

fn of_flag(declared: &Declared, contract: &Contract) -> String {
    format!(
        "`{}.{}`: a member with this ending says whether another one is written, so it has to be a `bool`",
        contract.declared_name(),
        declared.clr_name()
    )
}

/// Returns why the numbers of `Order` are refused.
fn of_orders(level: &Level, contract: &Contract, depth: usize, levels: &[Level]) -> Option<String> {
    let needs_order = |declared: &&Declared| {
        let is_element = !matches!(
            declared.xml.node,
            Node::Attribute(_) | Node::Text(_) | Node::AnyAttributes | Node::Namespaces
        );
        declared.takes_part() && is_element
    };
    let elements = |level: &Level| -> Vec<Option<i32>> {
        level.members.iter().filter(needs_order).map(|declared| declared.xml.order).collect()
    };
    let own = elements(level);
    let all: Vec<Option<i32>> = levels[..=depth].iter().flat_map(elements).collect();
    let is_partial = all.iter().any(Option::is_some) && all.iter().any(Option::is_none);
    if is_partial {
        return Some(format!(
            "`{}`: where one member has Order, all elements of the class and its base classes need it",
            contract.declared_name()
        ));
    }
    let mut orders: Vec<i32> = own.into_iter().flatten().collect();
    orders.sort_unstable();
    let twice = orders.windows(2).find(|two| two[0] == two[1])?;
    Some(format!("`{}`: two members have Order {}", contract.declared_name(), twice[0]))
}

/// Returns why the attributes of a member are refused.
fn of_member(declared: &Declared) -> Option<String> {
    let ty = declared.ty();
    match &declared.xml.node {
        Node::Attribute(attribute) => {
            let name = attribute.name.unwrap_or(declared.clr_name());
            if name.contains(':') && !matches!(name, "xml:lang" | "xml:space") {
                return Some(format!("the name of an attribute has no colon, but `{name}` has"));
            }
            let value = value_type(ty);
            if let Some(why) = attribute.data_type.and_then(|data_type| of_data_type(data_type, &value)) {
                return Some(why);
            }
            (!is_text(&value))
                .then(|| "XmlAttribute takes no class, `object`, Nullable or DateTimeOffset".to_owned())
        }
        Node::Text(data_type) => {
            let value = value_type(ty);
            if let Some(why) = data_type.and_then(|data_type| of_data_type(data_type, &value)) {
                return Some(why);
            }
            let is_list = item_of(ty).is_some();
            if is_list && !matches!(value, Type::Object | Type::Primitive(Primitive::String)) {
                return Some("XmlText takes lists of strings alone".to_owned());
            }
            (!is_list && !is_text(&value)).then(|| "XmlText takes no class and no Nullable".to_owned())
        }
        Node::Elements(elements) => {
            let value = value_type(ty);
            let takes_texts = matches!(value, Type::Object | Type::Primitive(Primitive::String));
            if declared.xml.is_mixed && (item_of(ty).is_none() || !takes_texts) {
                return Some("XmlText beside XmlElement is for lists of `object` or of strings".to_owned());
            }
            let is_by_type = declared.xml.choice_identifier.is_none();
            of_elements(elements, &value, Null::OfMember, is_by_type)
        }
        Node::AnyElements(_) => {
            let is_text = matches!(value_type(ty), Type::Primitive(Primitive::String));
            if !is_text || (declared.xml.is_mixed && item_of(ty).is_none()) {
                return Some(
                    "XmlAnyElement takes elements as texts: declare a string or a list of strings, with XmlText \
                     a list"
                        .to_owned(),
                );
            }
            None
        }
        Node::AnyAttributes | Node::Namespaces => {
            let is_list_of_text = matches!(item_of(ty), Some(Type::Primitive(Primitive::String)));
            (!is_list_of_text).then(|| {
                "XmlAnyAttribute and XmlNamespaceDeclarations take texts: declare a list of strings"
                    .to_owned()
            })
        }
        Node::Array(_, items) => {
            if item_of(ty).is_none() {
                return Some("XmlArray is for collections alone".to_owned());
            }
            let mut item = item_of(ty);
            let mut level = 0;
            while let Some(ty) = item {
                let elements: Vec<XmlElement> = items
                    .iter()
                    .filter(|item| item.nesting_level == level)
                    .map(|item| item.element)
                    .collect();
                if let Some(why) = of_elements(&elements, &ty, Null::OfItem, true) {
                    return Some(why);
                }
                // A collection class may have itself as its items.
                let is_spoken_of = items.iter().any(|item| item.nesting_level > level);
                (item, level) = (item_of(&ty).filter(|_| is_spoken_of), level + 1);
            }
            None
        }
        Node::Default | Node::Ignored => None,
    }
}

/// Whose null an element is written for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    OfMember,
    OfItem,
}

/// `is_by_type` says that the type of a value is what chooses its element.
fn of_elements(elements: &[XmlElement], declared: &Type, null: Null, is_by_type: bool) -> Option<String> {
    for element in elements {
        let ty = element.ty.as_ref().unwrap_or(declared);
        if element.is_nullable == Some(true) && ty.is_value_type() {
            return Some("IsNullable = true is for what may be null".to_owned());
        }
        if null == Null::OfMember && element.is_nullable == Some(false) && matches!(ty, Type::Nullable(_)) {
            return Some("IsNullable = false is not for a Nullable".to_owned());
        }
    }
    let wrong = elements.iter().find_map(|element| {
        let ty = element.ty.as_ref().unwrap_or(declared);
        of_data_type(element.data_type?, ty)
    });
    if wrong.is_some() || elements.len() < 2 || !is_by_type {
        return wrong;
    }
    let mut types = HashSet::new();
    let is_new = |element: &XmlElement| types.insert(choice_key(element.ty.as_ref().unwrap_or(declared)));
    let is_any_twice = !elements.iter().all(is_new);
    is_any_twice.then(|| "two elements of a choice have the same type: nothing tells them apart".to_owned())
}

/// Returns what tells a type apart from the others of a choice: the address of its contract, or its name.
fn choice_key(ty: &Type) -> (Option<usize>, String) {
    match ty {
        Type::Nullable(inner) => choice_key(inner),
        Type::Contract(contract) => (Some(std::ptr::from_ref(contract.get()).addr()), String::new()),
        ty => (None, names::type_name(ty)),
    }
}

/// Returns why a `DataType` is refused at values of a type.
fn of_data_type(data_type: DataType, ty: &Type) -> Option<String> {
    let fits = match ty {
        Type::Primitive(primitive) | Type::Nullable(Type::Primitive(primitive)) => {
            data_type.is_for(*primitive)
        }
        _ => false,
    };
    (!fits).then(|| format!("DataType `{}` is not for values of this type", data_type.name()))
}

/// Returns whether values of a type are texts of their own.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::Primitive(primitive) => !matches!(primitive, Primitive::DateTimeOffset | Primitive::Uri),
        Type::Contract(contract) => matches!(contract.get().kind(), Kind::Enum(_)),
        _ => false,
    }
}
