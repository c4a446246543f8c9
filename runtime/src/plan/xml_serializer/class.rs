//! The members of a class, as `XmlSerializer` has them.

use super::declared::{Declared, Level};
use super::member::{Described, NullForm};
use super::{Place, choice, item_of, names, root_namespace};
use crate::contract::xml_serializer::{Form, MemberXml, Node, TypeXml, XmlAnyElement, XmlElement};
use crate::contract::{Class, Contract, ContractRef, Member, Primitive, QName, Serializer, Type, XSD, XSI};
use crate::plan::class::{JsonRules, is_pair};
use crate::plan::{
    AnyElements, AttributePlan, ClassPlan, CollectionPlan, DefaultValue, Linked, MemberPlan, Placement,
    TypePlan,
};
use crate::xml::{Content, FastRoot};
use std::collections::HashMap;

/// What a member says that has no attributes of `XmlSerializer`.
pub(super) static NO_ATTRIBUTES: MemberXml = MemberXml::new();

/// Returns a class at a place with its bases, the outermost base first.
pub(super) fn levels(contract: &'static Contract, namespace: &str) -> Vec<Level> {
    let classes = contract.classes();
    let mut index = 0;
    let mut levels: Vec<Level> = classes
        .iter()
        .map(|(contract, class)| {
            let members = in_order(class, index);
            index += class.members.len();
            Level { contract, namespace: String::new(), members }
        })
        .collect();
    // A base class that says no namespace has that of the derived one.
    let mut inherited = namespace.to_owned();
    for level in levels.iter_mut().rev() {
        let TypeXml { type_namespace, root_namespace, .. } = level.contract.xml_serializer();
        if let Some(own) = type_namespace.or(*root_namespace)
            && !std::ptr::eq(level.contract, contract)
        {
            own.clone_into(&mut inherited);
        }
        level.namespace.clone_from(&inherited);
    }
    move_overrides(&mut levels);
    levels
}

/// A member of a derived class that has the name and type of one of a base class overrides or hides it: its value
/// stands where the base class declares it.
fn move_overrides(levels: &mut [Level]) {
    let mut places: HashMap<&'static str, Vec<(usize, usize)>> = HashMap::new();
    for depth in 0..levels.len() {
        let (bases, rest) = levels.split_at_mut(depth);
        let Some(level) = rest.first_mut() else { return };
        level.members.retain(|own| {
            let mut same_name = places.get(own.clr_name()).into_iter().flatten();
            let overridden = same_name
                .find(|(depth, place)| names::is_same_type(bases[*depth].members[*place].ty(), own.ty()));
            if let Some((depth, place)) = overridden {
                bases[*depth].members[*place].index = own.index;
            }
            overridden.is_none()
        });
        for (place, own) in level.members.iter().enumerate() {
            places.entry(own.clr_name()).or_default().push((depth, place));
        }
    }
}

/// Returns the members of a class: fields before properties, and by `Order` where that is given.
fn in_order(class: &'static Class, first: usize) -> Vec<Declared> {
    let mut members: Vec<Declared> = class
        .members
        .iter()
        .enumerate()
        .map(|(place, member)| Declared {
            index: first + place,
            member,
            xml: member.xml.unwrap_or(&NO_ATTRIBUTES),
        })
        .collect();
    members.sort_by_key(|declared| !declared.xml.is_field);
    if members.iter().any(|declared| declared.takes_part() && declared.xml.order.is_some()) {
        // Those that are not written stay behind, since flags are among them.
        members.sort_by_key(|declared| !declared.takes_part());
        let count = members.iter().take_while(|declared| declared.takes_part()).count();
        sort_by_order(&mut members[..count]);
    }
    members
}

/// Sorts members as .NET does where one has `Order`: elements by it, then attributes, then the text. Its sort keeps
/// the order of equal ones, but not where there are just three.
fn sort_by_order(members: &mut [Declared]) {
    let key = |declared: &Declared| match (&declared.xml.node, declared.xml.order) {
        (Node::Text(_), _) => (2, 0),
        (_, Some(order)) if order >= 0 => (0, order),
        _ => (1, 0),
    };
    let [first, second, third] = members else { return members.sort_by_key(key) };
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let mut three = [&mut *first, &mut *second, &mut *third];
        if key(three[a]) > key(three[b]) {
            let (left, right) = three.split_at_mut(b);
            std::mem::swap(&mut *left[a], &mut *right[0]);
        }
    }
}

/// Returns the plans of all members that are written, elements and attributes, in the order of the source.
pub(super) fn in_source_order<'p>(contract: &'static Contract, class: &'p ClassPlan) -> Vec<&'p MemberPlan> {
    let classes = contract.classes();
    let declared: Vec<&Member> = classes.iter().flat_map(|(_, class)| class.members).collect();
    let is_property = |member: &MemberPlan| {
        let xml = declared.get(member.index).and_then(|declared| declared.xml);
        !xml.is_some_and(|xml| xml.is_field)
    };
    let mut members: Vec<&MemberPlan> =
        class.members.iter().chain(class.attributes.iter().map(|of| &of.member)).collect();
    members.sort_by_key(|member| (is_property(member), member.index));
    members
}

/// Returns the plan of a class whose members are in a namespace.
pub(super) fn class_plan(contract: &'static Contract, at: Place<'_>) -> ClassPlan {
    let namespace = at.namespace;
    let (mut members, mut attributes): (Vec<MemberPlan>, Vec<AttributePlan>) = (Vec::new(), Vec::new());
    let namespaces = contract.namespaces_member();
    let levels = levels(contract, namespace);
    let flags = flags(&levels);
    let identifiers = choice::identifiers(&levels);
    // The members of a pair cannot be set, so .NET writes none of them.
    let has_members = !is_pair(contract.qualified_name());
    for level in levels.iter().filter(|_| has_members) {
        let place = Place { namespace: &level.namespace, ..at };
        for declared in level.members.iter().filter(|declared| declared.takes_part()) {
            let flag = flags.get(declared.clr_name()).copied();
            let identifier = declared.xml.choice_identifier.and_then(|name| identifiers.get(name));
            let finish = |mut plan: MemberPlan| {
                plan.is_secret = declared.member.is_secret;
                let chooser = identifier.and_then(|identifier| {
                    choice::chooser(*identifier, choices_of(&plan), &level.namespace).ok()
                });
                if flag.is_some() || chooser.is_some() {
                    plan.linked = Some(Box::new(Linked { specified: flag, chooser }));
                }
                let heeds_default = !matches!(plan.placement, Placement::Text);
                if let Some(json) = declared.member.json.default_value.filter(|_| heeds_default) {
                    plan.leave_out_default(DefaultValue::new(json, declared.ty()));
                }
                plan
            };
            match &declared.xml.node {
                Node::Attribute(attribute) => {
                    attributes.push(finish_attribute(declared, attribute, place, finish));
                }
                Node::AnyAttributes => {
                    let member = finish(placed_outside(declared, place, Placement::AnyAttributes));
                    attributes.push(AttributePlan { member, is_qualified: false });
                }
                Node::Namespaces => {}
                _ => push_member(&mut members, declared, place, namespace, finish),
            }
        }
    }
    let mut previous = String::new();
    for member in &mut members {
        member.fast.follow(&previous);
        previous.clone_from(&member.name);
    }
    let is_plain = |member: &MemberPlan| match &member.placement {
        Placement::Text | Placement::AnyElements(_) => false,
        Placement::Items(collection) => !collection.is_mixed && member.linked.is_none(),
        _ => member.linked.is_none(),
    };
    let is_simple = attributes.is_empty() && namespaces.is_none() && members.iter().all(is_plain);
    let root_namespace = root_namespace(&Type::Contract(ContractRef::Known(contract)));
    let root = FastRoot::new(&names::root_name(contract), root_namespace, Serializer::XmlSerializer);
    let in_xml = members.len();
    ClassPlan {
        attributes: attributes.into(),
        namespaces,
        is_simple,
        is_sequence: levels.iter().flat_map(|level| &level.members).any(|of| of.xml.order.is_some()),
        // The tags of members are made for a place where their namespace is the default one.
        has_fast_root: is_simple && root_namespace == namespace && ![XSD, XSI].contains(&namespace),
        ..ClassPlan::of_members(members.into(), in_xml, Box::new([]), JsonRules::OfFormatter, root)
    }
}

/// Returns the places of the flags `{name}Specified` by the names of the members that they speak of.
fn flags(levels: &[Level]) -> HashMap<&'static str, usize> {
    let mut flags = HashMap::new();
    for flag in levels.iter().flat_map(|level| &level.members) {
        if let Some(of) = flag.clr_name().strip_suffix("Specified")
            && matches!(flag.member.ty, Type::Primitive(Primitive::Boolean))
        {
            flags.entry(of).or_insert(flag.index);
        }
    }
    flags
}

fn finish_attribute(
    declared: &Declared,
    attribute: &crate::contract::xml_serializer::XmlAttribute,
    place: Place<'_>,
    finish: impl Fn(MemberPlan) -> MemberPlan,
) -> AttributePlan {
    let element = XmlElement {
        name: attribute.name,
        namespace: attribute.namespace,
        data_type: attribute.data_type,
        ..XmlElement::new()
    };
    let mut member = MemberPlan::described(&Described {
        index: declared.index,
        default_name: &names::encode(declared.clr_name()),
        ty: &declared.member.ty,
        element: &element,
        place,
        outer: place.namespace,
        null: NullForm::LeftOut,
    });
    // The prefix `xml` is never declared.
    if let Some(name) = attribute.name.filter(|name| matches!(*name, "xml:lang" | "xml:space")) {
        name.clone_into(&mut member.name);
    }
    // In the namespace of the class itself it needs no prefix, unless it asks for one.
    let is_qualified = match attribute.form {
        _ if member.namespace.is_empty() => false,
        Form::Qualified => true,
        Form::Unqualified => false,
        Form::OfPlace => attribute.namespace.is_some_and(|namespace| namespace != place.namespace),
    };
    AttributePlan { member: finish(member), is_qualified }
}

/// Returns the plan of a member that no element of its own stands for.
fn placed_outside(declared: &Declared, place: Place<'_>, placement: Placement) -> MemberPlan {
    let mut plan = MemberPlan::described(&Described {
        index: declared.index,
        default_name: "",
        ty: &declared.member.ty,
        element: &XmlElement::new(),
        place,
        outer: place.namespace,
        null: NullForm::LeftOut,
    });
    plan.make_general();
    plan.placement = placement;
    plan
}

/// Returns which elements a member with `XmlAnyElement` takes.
fn any_elements(elements: &[XmlAnyElement], is_mixed: bool, namespace: &str) -> AnyElements {
    let named = elements.iter().filter_map(|element| {
        let namespace = element.namespace.unwrap_or(namespace).to_owned();
        Some(QName { name: names::encode(names::given(element.name)?), namespace })
    });
    let takes_all = elements.iter().any(|element| names::given(element.name).is_none());
    AnyElements { names: named.collect(), takes_all, is_mixed }
}

fn push_member(
    members: &mut Vec<MemberPlan>,
    declared: &Declared,
    place: Place<'_>,
    outer: &str,
    finish: impl Fn(MemberPlan) -> MemberPlan,
) {
    let Declared { index, member, xml } = *declared;
    let described = |element: &XmlElement, ty: &Type, place: Place<'_>, null: NullForm| {
        MemberPlan::described(&Described {
            index,
            default_name: &names::encode(declared.clr_name()),
            ty,
            element,
            place,
            outer,
            null,
        })
    };
    let one = |element: &XmlElement, place| {
        let ty = element.ty.as_ref().unwrap_or(declared.ty());
        described(element, &member.ty, place, NullForm::of_member(ty, element.is_nullable))
    };
    match (&xml.node, item_of(&member.ty)) {
        (Node::Text(data_type), item) => {
            let mut plan = one(&XmlElement { data_type: *data_type, ..XmlElement::new() }, place);
            plan.make_general();
            if item.is_some() {
                plan.ty = TypePlan::for_xml_serializer(&member.ty, place);
            }
            plan.placement = Placement::Text;
            // No element has this name.
            plan.name.clear();
            members.push(finish(plan));
        }
        (Node::Elements(elements), Some(item)) => {
            let is_chosen = xml.choice_identifier.is_some();
            let collection = CollectionPlan::of_elements(elements, is_chosen, |element| {
                let ty = element.ty.as_ref().unwrap_or(&item);
                let null = NullForm::of_member(ty, element.is_nullable);
                let mut plan = described(element, &item, place, null);
                plan.index = 0;
                plan
            });
            let mut plan =
                described(&elements.first().copied().unwrap_or_default(), &item, place, NullForm::LeftOut);
            plan.make_general();
            plan.ty = TypePlan::for_xml_serializer(&member.ty, place);
            let others = collection.choices.len();
            let collection = CollectionPlan { is_mixed: xml.is_mixed, ..collection };
            plan.placement = Placement::Items(Box::new(collection));
            members.push(finish(plan));
            push_alternatives(members, others, |place_of| one(&elements[place_of], place));
        }
        (Node::Elements(elements), None)
            if xml.choice_identifier.is_some() || elements.iter().any(|element| element.ty.is_some()) =>
        {
            let choices: Box<[MemberPlan]> = elements.iter().map(|element| one(element, place)).collect();
            let mut plan = one(&elements[0], place);
            plan.make_general();
            plan.placement = Placement::Choice(choices);
            members.push(finish(plan));
            push_alternatives(members, elements.len(), |place_of| one(&elements[place_of], place));
        }
        (Node::Elements(elements), None) => {
            members.push(finish(one(&elements.first().copied().unwrap_or_default(), place)));
        }
        (Node::Array(array, items), _) => {
            let element = XmlElement {
                name: array.name,
                namespace: array.namespace,
                is_nullable: array.is_nullable,
                form: array.form,
                ..XmlElement::new()
            };
            let wrapper = array.namespace.unwrap_or(place.namespace);
            members.push(finish(one(&element, place.with_items(items, wrapper))));
        }
        (Node::AnyElements(elements), _) => {
            let any = any_elements(elements, xml.is_mixed, place.namespace);
            members.push(finish(placed_outside(declared, place, Placement::AnyElements(any))));
        }
        (Node::Default | Node::Ignored | Node::Attribute(_) | Node::AnyAttributes | Node::Namespaces, _) => {
            members.push(finish(one(&XmlElement::new(), place)));
        }
    }
}

/// Returns the elements that the value of a member chooses from.
pub(super) fn choices_of(member: &MemberPlan) -> &[MemberPlan] {
    match &member.placement {
        Placement::Choice(choices) => choices,
        Placement::Items(collection) => &collection.choices,
        _ => &[],
    }
}

/// Adds the other elements of a choice, so that they are found by their names.
fn push_alternatives(members: &mut Vec<MemberPlan>, count: usize, plan: impl Fn(usize) -> MemberPlan) {
    let member = members.len().saturating_sub(1);
    for place in 1..count {
        let mut plan = plan(place);
        plan.make_general();
        plan.placement = Placement::OneOf { member, place };
        members.push(plan);
    }
}

impl MemberPlan {
    /// Leaves out its default value.
    fn leave_out_default(&mut self, default: Option<DefaultValue>) {
        if default.is_none() {
            return;
        }
        self.default_value = default;
        self.writes_every_value = false;
        // The quick ways of numbers and texts know no other default than zero.
        self.fast.content = match self.fast.content {
            Content::General | Content::Text => Content::General,
            _ => Content::Scalar,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::levels;
    use crate::contract::{Contract, ContractRef, Member, Primitive, Type};

    static BASE: Contract = Contract::class("Base", "").members(&[member("A"), member("B")]);
    static DERIVED: Contract =
        Contract::class("Derived", "").base(ContractRef::Known(&BASE)).members(&[member("B"), member("A")]);

    const fn member(name: &'static str) -> Member {
        Member::new(name, Type::Primitive(Primitive::Int32))
    }

    /// Each stands where the base class declares it, and has the value of the derived class.
    #[test]
    fn overrides_may_stand_in_another_order_than_in_the_base_class() {
        let levels = levels(&DERIVED, "");
        let members = levels
            .iter()
            .map(|level| level.members.iter().map(|own| (own.clr_name(), own.index)).collect::<Vec<_>>());
        assert_eq!(members.collect::<Vec<_>>(), [vec![("A", 3), ("B", 2)], vec![]]);
    }
}
