//! Classes that no page names, and that are ones that pages do name.
//!
//! A member's class may have a table on another page, or none at all. If it has the members, the values and
//! the namespace of one class that is known, it is taken to be that one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    cut_copies::{agreements, is_cut_copy},
    json_look::of_place,
    look::{ENOUGH, Look, Round, look, shown_namespace},
    same_name, same_place, same_unnamed,
    starts::Starts,
};
use crate::{
    infer::{
        model::{Remark, TypeId},
        samples::{made_guids::Objects, xml::decode},
        types::{
            each::{Contract, CutContract, SameBy, Type},
            registry::Registry,
            seen::{Formats, Kind, Seen, SeenMember, Slot},
            variants,
        },
    },
    page::NameEnd,
};

/// Chains of classes that are known by each other.
const ROUNDS: usize = 8;

/// What a class looks like in JSON: of each member the name and the value.
type JsonLook = Vec<(String, Slot)>;

/// The classes that pages name, by what they look like.
struct Named {
    /// In all formats that show them.
    looks: HashMap<Look, Vec<TypeId>>,
    /// In JSON, with the formats of the samples that show them so.
    json_looks: HashMap<JsonLook, Vec<(TypeId, Formats)>>,
    /// By how they begin in whole JSON samples.
    starts: Starts,
}

impl Named {
    fn of(registry: &Registry) -> Self {
        let mut named = Self { looks: HashMap::new(), json_looks: HashMap::new(), starts: Starts::default() };
        for (id, ty) in registry.types.iter().enumerate().filter(|(_, ty)| is_named(ty)) {
            for seen in &ty.seen {
                let ids = named.looks.entry(look(registry, ty, seen)).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
                if let Some(look) = look_in_json(registry, seen) {
                    named.json_looks.entry(look).or_default().push((id, seen.formats));
                    named.starts.add(registry, id, seen);
                }
            }
        }
        named
    }

    /// Returns the classes that look like one: in both formats, or in JSON where one of the two has no other.
    fn look_like(&self, registry: &Registry, ty: &Type, seen: &Seen) -> Vec<TypeId> {
        if let Some(ids) = self.looks.get(&look(registry, ty, seen)) {
            return ids.clone();
        }
        let in_json = look_in_json(registry, seen).and_then(|look| self.json_looks.get(&look));
        let is_comparable = |(id, known): &&(TypeId, Formats)| {
            !known.xml || !seen.formats.xml || (!seen.whole.xml && begins_as_in_xml(registry, seen, *id))
        };
        let mut ids: Vec<TypeId> =
            in_json.into_iter().flatten().filter(is_comparable).map(|(id, _)| *id).collect();
        ids.dedup();
        ids
    }
}

/// Returns whether a class whose XML is cut off has there what a sample of a known one has, as far as both go.
fn begins_as_in_xml(registry: &Registry, cut: &Seen, known: TypeId) -> bool {
    type Element<'s> = Option<(&'s str, &'s str)>;
    fn element(member: &SeenMember) -> Element<'_> {
        member.xml.as_ref().map(|(_, namespace, name)| (namespace.as_str(), name.as_str()))
    }
    let agrees = |known: &Seen| {
        let in_json = known.members.iter().filter_map(|member| Some((member.json.as_ref()?, member)));
        let by_name: HashMap<&str, Element<'_>> =
            in_json.map(|((name, _), member)| (name.as_str(), element(member))).collect();
        let elements: HashSet<Element<'_>> = known.members.iter().map(element).collect();
        let is_alike = |member: &SeenMember| {
            let own = element(member);
            let of_known = match &member.json {
                None => elements.contains(&own).then_some(own).flatten(),
                Some((name, _)) => by_name.get(name.as_str()).copied().flatten(),
            };
            of_known.map_or(!known.whole.xml, |of_known| own == Some(of_known))
        };
        cut.members.iter().filter(|member| member.xml.is_some()).all(is_alike)
    };
    registry
        .types
        .get(known)
        .is_some_and(|known| known.seen.iter().filter(|seen| seen.formats.xml).any(agrees))
}

/// Finds the classes that pages do not name among those that they do.
/// `payloads` are what bodies and responses hold.
pub(crate) fn unite<'s>(registry: &mut Registry, payloads: impl Iterator<Item = &'s Slot>) {
    unite_contracts(registry);
    unite_cut_roots(registry);
    unite_enums(registry);
    same_place::unite(registry, payloads);
    same_name::unite(registry);
    for _ in 0..ROUNDS {
        let known = Named::of(registry);
        let arguments = arguments_of_owners(registry);
        let found: Vec<(TypeId, (TypeId, SameBy))> = (0..registry.types.len())
            .filter(|id| registry.actual(*id) == *id)
            .filter_map(|id| {
                let arguments = arguments.get(&id).map_or(&[][..], Vec::as_slice);
                Some((id, known_as(registry, id, &known, arguments)?))
            })
            .collect();
        if found.is_empty() && same_unnamed::unite(registry) == Round::Settled {
            return;
        }
        for (id, (actual, by)) in found {
            registry.is_same(id, actual, by);
        }
        registry.settle_actual();
    }
}

/// A type that samples showed by its contract before a page named it is the one that pages call so, if its
/// namespace allows it: a contract has its name just once in a namespace.
fn unite_contracts(registry: &mut Registry) {
    let unnamed = registry.types.iter().enumerate().filter(|(_, ty)| ty.page.is_none());
    let found: Vec<(TypeId, TypeId)> = unnamed
        .filter_map(|(id, ty)| {
            let (namespace, name) = ty.contract.clone()?;
            let decoded = decode(&name);
            // A class in another one is called by its own name on pages.
            let page = decoded.rsplit('.').next().unwrap_or_default();
            let shown = Contract { namespace, name: Some(name) };
            let can_be = |other: &&TypeId| {
                registry.types.get(**other).is_some_and(|other| other.may_be(&shown) && other.can_be(ty))
            };
            let mut fitting = registry.variants(page).iter().filter(can_be);
            Some((id, *fitting.next()?)).filter(|_| fitting.next().is_none())
        })
        .collect();
    for (id, actual) in found {
        if let Some((namespace, name)) = registry.types.get(id).and_then(|ty| ty.contract.clone()) {
            registry.set_contract(actual, &namespace, &name);
        }
        registry.is_same(id, actual, SameBy::Contract);
    }
}

/// A class of which a sample is cut off in the root's tag is the one of this contract that has the same members in
/// JSON.
fn unite_cut_roots(registry: &mut Registry) {
    let mut named: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (id, ty) in registry.types.iter().enumerate() {
        let cut = ty.cut_contract.as_ref().and_then(CutContract::whole_name);
        if let Some(name) = ty.contract.as_ref().map(|(_, name)| name).or(cut) {
            named.entry(name).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (id, ty) in registry.types.iter().enumerate().filter(|(_, ty)| ty.page.is_none()) {
        let Some(cut) = &ty.cut_contract else { continue };
        let is_one = |other: &&TypeId| {
            registry.types.get(**other).is_some_and(|known| {
                let is_whole = known.cut_contract.is_none();
                let namespace = known.contract.as_ref().map_or("", |(namespace, _)| namespace);
                (is_whole || **other < id)
                    && (namespace.starts_with(&cut.namespace) || namespace.is_empty())
                    && has_same_members_in_json(ty, known)
            })
        };
        let all: Vec<TypeId> = match cut.name_end {
            NameEnd::Shown => named.get(cut.name.as_str()).cloned().unwrap_or_default(),
            NameEnd::Open => {
                let begin_so =
                    named.range(cut.name.as_str()..).take_while(|(name, _)| name.starts_with(&cut.name));
                let ids = begin_so.flat_map(|(_, ids)| ids).copied();
                let fitting: Vec<TypeId> = ids.filter(|other| *other != id && is_one(&other)).collect();
                // One alone is it.
                if fitting.len() == 1 { fitting } else { Vec::new() }
            }
        };
        let is_whole =
            |other: &&TypeId| registry.types.get(**other).is_some_and(|known| known.cut_contract.is_none());
        let whole = all.iter().filter(is_whole).find(is_one);
        found.extend(whole.or_else(|| all.iter().find(is_one)).map(|actual| (id, *actual)));
    }
    for (id, actual) in found {
        let actual = registry.actual(actual);
        if actual != id {
            registry.is_same(id, actual, SameBy::Contract);
        }
    }
}

/// Returns whether whole JSON samples show one class's members in another one.
fn has_same_members_in_json(one: &Type, other: &Type) -> bool {
    fn names(ty: &Type) -> impl Iterator<Item = BTreeSet<&str>> {
        let whole = ty.seen.iter().filter(|seen| seen.has_whole_json());
        whole.map(|seen| {
            let json = seen.members.iter().filter_map(|member| member.json.as_ref());
            json.map(|(name, _)| name.as_str()).collect()
        })
    }
    names(one).any(|own| !own.is_empty() && names(other).any(|other| other == own))
}

/// An enum is taken to be the one of its name that has all its values.
fn unite_enums(registry: &mut Registry) {
    let found: Vec<(TypeId, TypeId)> = registry
        .types
        .iter()
        .enumerate()
        .filter(|(_, ty)| ty.page.is_none() && ty.contract.is_none() && ty.is_enum() && !ty.shown.is_empty())
        .filter_map(|(id, ty)| {
            let name = ty.wished.as_ref().unwrap_or(&ty.made_up);
            let has_all = |other: &&TypeId| {
                registry.types.get(**other).is_some_and(|other| {
                    other.is_enum()
                        && ty.shown.iter().all(|(json, xml)| variants::has_value(other, json, xml))
                })
            };
            let mut fitting = registry.variants(name).iter().filter(has_all);
            Some((id, *fitting.next()?)).filter(|_| fitting.next().is_none())
        })
        .collect();
    for (id, actual) in found {
        registry.is_same(id, actual, SameBy::Contract);
    }
}

fn is_named(ty: &Type) -> bool {
    (ty.page.is_some() || ty.contract.is_some()) && !ty.is_enum()
}

/// Returns the arguments of the generic classes that have members of a type, by the type: `Kite` for what
/// `PageOfKite` holds.
fn arguments_of_owners(registry: &Registry) -> HashMap<TypeId, Vec<&str>> {
    let mut found: HashMap<TypeId, Vec<&str>> = HashMap::new();
    for ty in &registry.types {
        let Some((_, arguments)) = ty.page.as_deref().and_then(|page| page.split_once("Of")) else {
            continue;
        };
        for member in ty.seen.iter().flat_map(|seen| &seen.members) {
            let items = match &member.slot.kind {
                Kind::List(items) => items.as_slice(),
                _ => std::slice::from_ref(&member.slot),
            };
            for item in items {
                if let Kind::Type(id) = item.kind {
                    found.entry(id).or_default().extend(arguments.split("And"));
                }
            }
        }
    }
    found
}

/// Returns the class that one without a name is taken to be, and by what. `arguments` are those of the generic
/// classes that hold it.
fn known_as(registry: &Registry, id: TypeId, known: &Named, arguments: &[&str]) -> Option<(TypeId, SameBy)> {
    let ty = registry.types.get(id).filter(|ty| !is_named(ty) && !ty.is_enum() && ty.derives.is_none())?;
    // A sample that ends in the class has to begin as the class does that the others look like.
    let is_cut_beside_others = |seen: &&Seen| ty.seen.len() > 1 && is_cut_copy(seen);
    let (cut, whole): (Vec<&Seen>, Vec<&Seen>) = ty.seen.iter().partition(is_cut_beside_others);
    let (seen, others) = whole.split_first()?;
    let objects = |other: TypeId| {
        registry.types.get(other).map_or(Objects::Open, |other| ty.guids.compare(&other.guids))
    };
    let is_called_alike =
        |other: &TypeId| registry.types.get(*other).is_some_and(|other| ty.may_be_serialized_as(other));
    let (mut of_look, by) = match known.look_like(registry, ty, seen) {
        ids if ids.is_empty() && others.is_empty() => {
            (known.starts.like(registry, ty, seen, arguments), SameBy::Start)
        }
        ids => (ids, SameBy::Look),
    };
    // Another object of it may stand behind the cut of XML.
    for other in others {
        let alike = if of_look.is_empty() { Vec::new() } else { known.look_like(registry, ty, other) };
        of_look.retain(|id| alike.contains(id));
    }
    let begins_so = |id: &TypeId, cut: &Seen| {
        registry.types.get(*id).is_some_and(|known| agreements(registry, cut, known).next().is_some())
    };
    of_look.retain(|id| cut.iter().all(|cut| begins_so(id, cut)));
    let of_look = of_look.into_iter().filter(is_called_alike);
    let candidates: Vec<TypeId> = of_look.filter(|other| objects(*other) != Objects::Different).collect();
    if let Some(same) = candidates.iter().find(|other| objects(**other) == Objects::Same) {
        return Some((*same, SameBy::Object));
    }
    let is_called_so = |other: &&TypeId| {
        let name = registry.types.get(**other).and_then(|ty| ty.page.as_deref());
        name.is_some_and(|name| ty.made_up.ends_with(name) || arguments.contains(&name))
    };
    let enough = if shown_namespace(ty).is_some() { ENOUGH } else { ENOUGH + 1 };
    let found = match candidates.as_slice() {
        [only] if seen.members.len() >= enough || is_called_so(&only) => Some(*only),
        several => several.iter().find(is_called_so).copied(),
    };
    found.map(|found| (found, by))
}

/// Returns what a class looks like in a JSON sample that has all of it.
fn look_in_json(registry: &Registry, seen: &Seen) -> Option<JsonLook> {
    if !seen.has_whole_json() {
        return None;
    }
    let in_json = seen.members.iter().filter_map(|member| Some((member.json.as_ref()?, &member.slot)));
    let mut members: JsonLook =
        in_json.map(|((name, _), slot)| (name.clone(), of_place(registry, slot))).collect();
    members.sort_by(|a, b| a.0.cmp(&b.0));
    Some(members).filter(|members| !members.is_empty())
}

/// Returns the remark on a place whose type no page names.
pub(crate) fn remark(registry: &Registry, slot: &Slot) -> Option<Remark> {
    let Taken { id, actual, by } = taken_for(registry, slot)?;
    let ty = registry.types.get(actual)?;
    let name = &ty.made_up;
    let has_namespace = registry.types.get(id).is_some_and(|ty| ty.namespace.is_some());
    Some(Remark::inferred(match (by, ty.is_enum()) {
        // A sample names what stands there.
        (SameBy::Place, _) => return None,
        (SameBy::MemberName, true) => {
            format!("no page names its enum: other members called so have `{name}`, which has its value")
        }
        (SameBy::MemberName, false) if !is_named(ty) => {
            "no page names its class: it is taken to be that of the other members called so".to_owned()
        }
        (SameBy::MemberName, false) => {
            format!(
                "no page names its class: its name is that of members of the type `{name}`, or of the type itself"
            )
        }
        (SameBy::Start, _) => format!("no page names its class: as far as the sample goes, it is `{name}`"),
        (SameBy::Object, _) => {
            format!("no page names its class: the sample shows the same Guid in it as in `{name}`")
        }
        (_, true) => format!("no page names its enum: it has the name and the value of `{name}`"),
        (_, false) if has_namespace => {
            format!("no page names its class: it has the same members in the same namespace as `{name}`")
        }
        (_, false) => format!("no page names its class: it has the same members as `{name}`"),
    }))
}

/// Returns the remark on a payload whose type no page names, if it is known by its members.
pub(crate) fn remark_on_payload(registry: &Registry, slot: &Slot, what: &str) -> Option<Remark> {
    let Taken { by, .. } = taken_for(registry, slot)?;
    let is_known = matches!(by, SameBy::Look | SameBy::Start | SameBy::Object);
    let remark = remark(registry, slot).filter(|_| is_known)?;
    Some(Remark::inferred(format!("the {what}: {}", remark.text)))
}

/// A type without a name, and the one that it is taken to be.
#[derive(Clone, Copy)]
struct Taken {
    id: TypeId,
    actual: TypeId,
    by: SameBy,
}

/// Returns what the type of a place is taken to be.
fn taken_for(registry: &Registry, slot: &Slot) -> Option<Taken> {
    match &slot.kind {
        Kind::Type(id) => registry.taken_for(*id).map(|(actual, by)| Taken { id: *id, actual, by }),
        Kind::List(items) => items.iter().find_map(|item| taken_for(registry, item)),
        Kind::Dictionary(entries, _) => entries.iter().find_map(|(_, value)| taken_for(registry, value)),
        _ => None,
    }
}
