//! Which of the spec's members a place in a document belongs to.

use super::{format::Form, token::Step};
use datacontract::contract::encode_name;

use crate::{
    graph::ContractGraph,
    spec::{Clr, Format, Member, Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind, wire::wire_name},
};

/// A place as the spec sees it.
#[derive(Clone, Debug)]
pub(super) struct Located<'s> {
    /// The members on the way, each as class and member: the same for all formats.
    pub(super) way: Vec<(usize, &'s str)>,
    /// The last of them.
    pub(super) member: Option<&'s Member>,
    /// The class that the last step was taken from: the place of the type in the spec.
    pub(super) class: Option<usize>,
    /// The type of what stands there; none where the spec has nothing.
    pub(super) ty: Option<&'s TypeExpr>,
    /// Whether it is a `KeyValuePair` or stands in one.
    pub(super) pair: Pair,
}

/// Whether a place is that of a `KeyValuePair`, or one in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pair {
    #[default]
    None,
    Inside,
}

/// What a step leads from.
#[derive(Clone, Copy)]
enum From<'s> {
    Type(&'s TypeExpr),
    /// An entry of a dictionary in XML: its key and its value.
    Entry(&'s TypeExpr, &'s TypeExpr),
    Nowhere,
}

/// Follows the steps from a value of this type. Those in XML begin with the root.
pub(super) fn locate<'s>(
    graph: &ContractGraph<'s>,
    form: Form,
    root: &'s TypeExpr,
    steps: &[Step],
) -> Located<'s> {
    let spec = graph.spec();
    let mut located =
        Located { way: Vec::new(), member: None, class: None, ty: Some(root), pair: Pair::default() };
    let mut from = From::Type(root);
    for step in steps.iter().skip(usize::from(form != Form::Json)) {
        located.member = None;
        located.class = None;
        from = match from {
            From::Type(ty) => match inside(spec, form, ty) {
                Inside::Items(item) | Inside::Wrapped(item) => From::Type(item),
                Inside::Entries(_, value) if form == Form::Json => From::Type(value),
                Inside::Entries(key, value) => From::Entry(key, value),
                Inside::Pair(key, value) => {
                    located.pair = Pair::Inside;
                    key_or_value(step, key, value)
                }
                Inside::Members(class) => {
                    located.class = Some(class);
                    match found(spec, form, class, step) {
                        Some(Found { owner, member, ty }) => {
                            located.way.push((owner, member.name.as_str()));
                            located.member = Some(member);
                            From::Type(ty)
                        }
                        None => From::Nowhere,
                    }
                }
                Inside::Nothing => From::Nowhere,
            },
            From::Entry(key, value) => key_or_value(step, key, value),
            From::Nowhere => From::Nowhere,
        };
    }
    located.ty = match from {
        From::Type(ty) => Some(ty),
        _ => None,
    };
    if located.ty.is_some_and(|ty| matches!(ty.without_nullable().kind, TypeExprKind::Pair(..))) {
        located.pair = Pair::Inside;
    }
    located
}

enum Inside<'s> {
    Items(&'s TypeExpr),
    /// What a read-only list or dictionary wraps, in a member of its own.
    Wrapped(&'s TypeExpr),
    Entries(&'s TypeExpr, &'s TypeExpr),
    Pair(&'s TypeExpr, &'s TypeExpr),
    Members(usize),
    Nothing,
}

fn inside<'s>(spec: &'s Spec, form: Form, ty: &'s TypeExpr) -> Inside<'s> {
    let ty = ty.without_nullable();
    match &ty.kind {
        TypeExprKind::List(item) | TypeExprKind::Array(item) => Inside::Items(item),
        TypeExprKind::Dictionary(key, value) => Inside::Entries(key, value),
        TypeExprKind::ReadOnly(inner) if form == Form::Json => inside(spec, form, inner),
        TypeExprKind::ReadOnly(inner) => Inside::Wrapped(inner),
        TypeExprKind::Pair(key, value) => Inside::Pair(key, value),
        TypeExprKind::Named(_) => {
            let index = spec.named(ty);
            match index.and_then(|index| Some((index, &spec.types.get(index)?.kind))) {
                Some((index, TypeKind::Class(_))) => Inside::Members(index),
                Some((_, TypeKind::Collection(collection))) => Inside::Items(&collection.item),
                Some((_, TypeKind::Dictionary(dictionary))) => {
                    Inside::Entries(&dictionary.key, &dictionary.value)
                }
                _ => Inside::Nothing,
            }
        }
        _ => Inside::Nothing,
    }
}

fn key_or_value<'s>(step: &Step, key: &'s TypeExpr, value: &'s TypeExpr) -> From<'s> {
    match step {
        Step::Member(name) if name.eq_ignore_ascii_case("key") => From::Type(key),
        Step::Member(name) if name.eq_ignore_ascii_case("value") => From::Type(value),
        _ => From::Nowhere,
    }
}

/// A member that a step leads to.
struct Found<'s> {
    /// The class that declares it.
    owner: usize,
    member: &'s Member,
    /// The type of what stands there: of an item, where a list has no element around its items.
    ty: &'s TypeExpr,
}

/// Returns the member of this name on the wire.
fn found<'s>(spec: &'s Spec, form: Form, class: usize, step: &Step) -> Option<Found<'s>> {
    let Step::Member(name) = step else { return None };
    let named = |class| {
        members(spec, class).find_map(|(owner, member)| {
            let mut names = names(spec, form, owner, member).into_iter();
            let (_, ty) = names.find(|(other, _)| other == name)?;
            Some(Found { owner, member, ty })
        })
    };
    // An object of a derived class may stand there.
    let mut derived = (0..spec.types.len()).filter(|other| spec.with_bases(*other).contains(&class));
    named(class).or_else(|| derived.find_map(named))
}

/// Returns the names that a member has in a document, each with the type of what stands there.
pub(super) fn names<'s>(
    spec: &'s Spec,
    form: Form,
    owner: usize,
    member: &'s Member,
) -> Vec<(String, &'s TypeExpr)> {
    let named = |format| vec![(wire_name(spec, format, owner, member), &member.ty)];
    match form {
        Form::Json => named(Format::Json),
        Form::DataContract => named(Format::Xml),
        Form::XmlSerializer if !member.is_in_xml_serializer() => Vec::new(),
        Form::XmlSerializer => {
            let elements = spec.xml_elements(member, "").into_iter();
            elements.map(|element| (encode_name(&element.name), element.ty)).collect()
        }
    }
}

/// Returns all members of a class, its own first, each with the class that declares it.
pub(super) fn members(spec: &Spec, class: usize) -> impl Iterator<Item = (usize, &Member)> {
    spec.with_bases(class).into_iter().flat_map(move |owner| {
        let class = spec.types.get(owner).and_then(TypeDef::class);
        class.into_iter().flat_map(move |class| class.members.iter().map(move |member| (owner, member)))
    })
}

/// Returns the namespace of the elements of a class's own members.
pub(super) fn namespace(graph: &ContractGraph<'_>, class: usize) -> Option<&'static str> {
    graph.contract_at(class).map(|contract| contract.qualified_name().namespace.as_str())
}

/// Returns whether an enum is meant.
pub(super) fn is_enum(spec: &Spec, ty: &TypeExpr) -> bool {
    let index = spec.named(ty);
    index.and_then(|index| spec.types.get(index)).is_some_and(|ty| matches!(ty.kind, TypeKind::Enum(_)))
}

/// Returns the name of a class, without its namespace.
pub(super) fn class_name(spec: &Spec, class: usize) -> &str {
    spec.types.get(class).map_or("", |ty| ty.name.short())
}

/// Returns the built-in type of what stands at a place.
pub(super) fn clr(located: &Located<'_>) -> Option<Clr> {
    located.ty.and_then(TypeExpr::clr)
}
