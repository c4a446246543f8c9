//! Classes and enums that no page names, and that stand in members called as those of a type that pages name.
//!
//! The name alone is no proof: what samples show of both has to go together as well.

use std::collections::{HashMap, HashSet};

use super::{
    cut_copies::{agreements, is_cut_copy},
    places::Places,
};
use crate::{
    infer::{
        model::TypeId,
        pairing::by_name::loosely,
        samples::{form::JsonForm, made_guids::Objects},
        types::{
            each::{Absorbed, SameBy, Type},
            registry::Registry,
            seen::{Formats, Kind, Seen, Slot},
            variants,
        },
        wording::words::PageType,
    },
    page::Row,
};

/// Takes each type that no page names for the one that pages give to members of its name, if it can be that.
pub(crate) fn unite(registry: &mut Registry) {
    let is_unnamed = |ty: &Type| ty.page.is_none() && ty.contract.is_none() && ty.derives.is_none();
    let unnamed: Vec<(TypeId, String)> = registry
        .types
        .iter()
        .enumerate()
        .filter(|(id, ty)| is_unnamed(ty) && ty.clr.is_none() && registry.actual(*id) == *id)
        .filter_map(|(id, ty)| Some((id, registry.member_types.of(ty.wished_name())?.to_owned())))
        .collect();
    let mut found: Vec<(TypeId, TypeId)> = Vec::new();
    for (id, page) in unnamed {
        // Pages may name a type that no sample has in a place of its own.
        let known = registry.of_page(&page);
        let is_only = registry.variants(&page).len() == 1;
        if let (true, Some(ty), Some(other)) = (is_only, registry.types.get(id), registry.types.get(known))
            && is_one(ty, other)
            && !holds(registry, known, id)
            && !holds(registry, id, known)
        {
            found.push((id, known));
        }
    }
    for (id, actual) in found {
        take_over(registry, id, actual, SameBy::MemberName);
    }
    for _ in 0..ROUNDS {
        let mut found = without_loops(registry);
        if found.is_empty() {
            found = copies_before_cuts(registry);
        }
        if found.is_empty() {
            return;
        }
        // What another object or item of the same member shows is no guess by a name.
        let places = Places::of(registry, found.iter().flat_map(|(id, actual)| [*id, *actual]));
        for (id, actual) in found {
            let by = if places.has_both(id, actual) { SameBy::Place } else { SameBy::MemberName };
            take_over(registry, id, actual, by);
        }
    }
}

/// Chains of classes that are known by each other.
const ROUNDS: usize = 8;

/// So many types of one name are compared with each other. Among more of them nothing is found out.
const MAX_ALIKE: usize = 64;

/// Returns the other types that pages or contracts call as a type would be called that neither of them names.
fn called_alike(registry: &Registry, id: TypeId, ty: &Type) -> Vec<TypeId> {
    let mut called: Vec<TypeId> = registry.called(ty.wished_name()).take(MAX_ALIKE + 1).collect();
    if called.len() > MAX_ALIKE {
        called.clear();
    }
    called.retain(|other| *other != id);
    called
}

/// Finds the classes without a name that would be called as another one, and that have its members but for what leads
/// back: Json.NET leaves that out, or ends the list there.
fn without_loops(registry: &Registry) -> Vec<(TypeId, TypeId)> {
    let is_open =
        |id: TypeId, ty: &Type| ty.contract.is_none() && ty.clr.is_none() && registry.actual(id) == id;
    let owners = owners(registry);
    let mut found: Vec<(TypeId, TypeId)> = Vec::new();
    let mut taken = HashSet::new();
    for (id, ty) in registry.types.iter().enumerate() {
        if ty.page.is_some() || !is_open(id, ty) || ty.derives.is_some() || ty.is_enum() {
            continue;
        }
        let is_one = |other: &TypeId| {
            let known = registry.types.get(*other);
            // Of two without a name the one that came later is the other one.
            known.is_some_and(|known| {
                is_open(*other, known)
                    && (known.page.is_some() || *other < id)
                    && !known.is_enum()
                    && can_be_one(ty, known)
                    && is_part_of(registry, &owners, id, *other)
            }) && !holds(registry, *other, id)
                && !holds(registry, id, *other)
        };
        let mut fitting = called_alike(registry, id, ty).into_iter().filter(is_one);
        if let (Some(actual), None) = (fitting.next(), fitting.next())
            && !taken.contains(&actual)
        {
            taken.insert(id);
            found.push((id, actual));
        }
    }
    found
}

/// Finds the classes without a name that would be called as another one, and of which a sample is cut off that shows
/// nothing that this one denies.
fn copies_before_cuts(registry: &Registry) -> Vec<(TypeId, TypeId)> {
    let is_open = |id: TypeId, ty: &Type| {
        let is_unnamed =
            ty.page.is_none() && ty.contract.is_none() && ty.clr.is_none() && ty.derives.is_none();
        is_unnamed && !ty.is_enum() && registry.actual(id) == id
    };
    let is_copy = |ty: &Type| !ty.seen.is_empty() && ty.seen.iter().all(is_cut_copy);
    let mut found = Vec::new();
    for (id, ty) in registry.types.iter().enumerate().filter(|(id, ty)| is_open(*id, ty) && is_copy(ty)) {
        let begins_as = |known: &Type| {
            ty.seen.iter().all(|cut| agreements(registry, cut, known).any(|agreement| agreement.is_telling))
        };
        let is_one = |other: &TypeId| {
            let known = registry.types.get(*other).filter(|_| registry.actual(*other) == *other);
            known.is_some_and(|known| can_be_one(ty, known) && begins_as(known))
                && !holds(registry, *other, id)
                && !holds(registry, id, *other)
        };
        let mut fitting = called_alike(registry, id, ty).into_iter().filter(is_one);
        if let (Some(actual), None) = (fitting.next(), fitting.next()) {
            found.push((id, actual));
        }
    }
    found
}

/// What a sample shows in a member.
type Member<'s> = (String, &'s Slot);

/// Returns the members of a shape in the order of JSON.
fn in_json_order(seen: &Seen) -> Vec<Member<'_>> {
    seen.in_json_order().into_iter().map(|(name, member)| (loosely(name), &member.slot)).collect()
}

/// Returns whether JSON shows in one class the members of another one in its order, but for what leads back.
fn is_part_of(registry: &Registry, owners: &Owners, id: TypeId, known: TypeId) -> bool {
    let shows_json = |seen: &&Seen| seen.formats == (Formats { json: true, xml: false }) && seen.whole.json;
    let seen_of = |id: TypeId| registry.types.get(id).map_or(&[][..], |ty| ty.seen.as_slice());
    let leads_back = |name: &str, slot: &Slot| owners.leads_back(registry, id, name, slot);
    let fits = |seen: &Seen| {
        let part = in_json_order(seen);
        let mut known = seen_of(known).iter().filter(shows_json);
        known.any(|whole| is_without_loops(registry, &part, &in_json_order(whole), &leads_back))
    };
    let seen = seen_of(id);
    !seen.is_empty() && seen.iter().all(|seen| shows_json(&seen) && fits(seen))
}

/// Returns whether members are those of a class but for some that lead back.
fn is_without_loops(
    registry: &Registry,
    part: &[Member<'_>],
    whole: &[Member<'_>],
    leads_back: &dyn Fn(&str, &Slot) -> bool,
) -> bool {
    /// One member is in many classes.
    const ENOUGH: usize = 2;
    let mut rest = part.iter().peekable();
    for (name, slot) in whole {
        if let Some((_, own)) = rest.next_if(|(own, _)| own == name) {
            if !are_of_a_kind(registry, own, slot) {
                return false;
            }
        } else if !leads_back(name, slot) {
            return false;
        }
    }
    rest.next().is_none() && part.len() >= ENOUGH
}

/// The classes that hold others in members and lists, by those that they hold.
struct Owners(HashMap<TypeId, Vec<TypeId>>);

/// Finds which classes hold which.
fn owners(registry: &Registry) -> Owners {
    let mut found: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    for (owner, ty) in registry.types.iter().enumerate() {
        for member in ty.seen.iter().flat_map(|seen| &seen.members) {
            if let Some(held) = type_of(&member.slot) {
                found.entry(held).or_default().push(owner);
            }
        }
    }
    Owners(found)
}

/// Returns the class of a place or of its first item.
fn type_of(slot: &Slot) -> Option<TypeId> {
    match &slot.kind {
        Kind::Type(id) => Some(*id),
        Kind::List(items) => type_of(items.first()?),
        _ => None,
    }
}

/// Returns what a type would be called, if no other type were called so.
fn called(registry: &Registry, id: TypeId) -> Option<&str> {
    registry.types.get(id).map(Type::wished_name)
}

impl Owners {
    /// Returns whether a member that a class lacks is of a class around it, by the name of that class, or by the
    /// member's own where nothing shows its class.
    fn leads_back(&self, registry: &Registry, id: TypeId, name: &str, slot: &Slot) -> bool {
        if !may_lead_back(slot) {
            return false;
        }
        let class = type_of(slot).and_then(|of| called(registry, of)).map(loosely);
        let wanted = class.unwrap_or_else(|| name.to_owned());
        let mut known = HashSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop().filter(|_| known.len() <= MAX_HELD) {
            for owner in self.0.get(&id).into_iter().flatten().filter(|owner| known.insert(**owner)) {
                if called(registry, *owner).is_some_and(|name| loosely(name) == wanted) {
                    return true;
                }
                open.push(*owner);
            }
        }
        false
    }
}

/// Returns whether a member may lead back to an object around it: its class or items have members of their own.
fn may_lead_back(slot: &Slot) -> bool {
    matches!(slot.json, JsonForm::Object { .. } | JsonForm::Array | JsonForm::Null)
}

/// Returns whether two places may be of one type, by what samples show: a list ends where a graph leads back.
fn are_of_a_kind(registry: &Registry, one: &Slot, other: &Slot) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Type(one), Kind::Type(other)) => registry.actual(*one) == registry.actual(*other),
        (Kind::List(one), Kind::List(other)) => match (one.first(), other.first()) {
            (Some(one), Some(other)) if shows_item(one) && shows_item(other) => {
                are_of_a_kind(registry, one, other)
            }
            _ => true,
        },
        (Kind::Unknown, _) | (_, Kind::Unknown) => may_lead_back(one) && may_lead_back(other),
        _ => {
            std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind)
                && std::mem::discriminant(&one.json) == std::mem::discriminant(&other.json)
        }
    }
}

/// Returns whether an item of a list is there.
fn shows_item(slot: &Slot) -> bool {
    slot.json != JsonForm::Absent
}

/// How many types are looked through for one that another one holds: what holds more holds it as well.
const MAX_HELD: usize = 1_000;

/// Returns whether samples show a type within another one. The engine makes one object of each class, which
/// does not hold itself.
fn holds(registry: &Registry, outer: TypeId, inner: TypeId) -> bool {
    let mut known = HashSet::from([outer]);
    let mut open = vec![outer];
    while let Some(id) = open.pop() {
        if known.len() > MAX_HELD {
            return true;
        }
        let Some(ty) = registry.types.get(id) else { continue };
        let mut slots: Vec<&Slot> =
            ty.seen.iter().flat_map(|seen| &seen.members).map(|member| &member.slot).collect();
        while let Some(slot) = slots.pop() {
            match &slot.kind {
                Kind::Type(next) if *next == inner => return true,
                Kind::Type(next) => {
                    if known.insert(*next) {
                        open.push(*next);
                    }
                }
                Kind::List(items) => slots.extend(items),
                Kind::Dictionary(entries, _) => slots.extend(entries.iter().map(|(_, value)| value)),
                Kind::Pair(parts) => slots.extend([&parts.0, &parts.1]),
                Kind::Unknown | Kind::Simple => {}
            }
        }
    }
    false
}

/// Returns whether what samples show of a type without a name can be of one that pages name.
fn is_one(ty: &Type, known: &Type) -> bool {
    if !can_be_one(ty, known) {
        return false;
    }
    let is_shown = known.is_enum() || known.rows.is_some() || !known.seen.is_empty();
    if ty.is_enum() {
        let has_all = ty.shown.iter().all(|(json, xml)| variants::has_name(known, json, xml));
        return known.is_enum() && !ty.shown.is_empty() && has_all;
    }
    if !is_shown {
        return !ty.seen.is_empty();
    }
    !known.is_enum() && has_members(ty, known)
}

/// Returns whether nothing besides their members shows two types to be different ones.
pub(crate) fn can_be_one(ty: &Type, known: &Type) -> bool {
    let is_elsewhere =
        matches!((&ty.namespace, &known.namespace), (Some((_, one)), Some((_, other))) if one != other);
    !is_elsewhere && ty.may_be_serialized_as(known) && ty.guids.compare(&known.guids) != Objects::Different
}

/// Returns whether samples show a class with the members of a known one: all of them, unless the sample ends
/// in it.
fn has_members(ty: &Type, known: &Type) -> bool {
    let rows = known.rows.iter().flatten().map(|row| row.name.as_str());
    let listed: HashSet<String> = rows.filter(|name| !name.is_empty()).map(loosely).collect();
    let has_lost = known.rows.iter().flatten().any(|row| row.name.is_empty());
    let of_seen = |seen: &Seen| -> HashSet<String> {
        seen.members
            .iter()
            .filter(|member| member.json.is_some() && member.has_whole_name())
            .map(|member| loosely(&member.key))
            .collect()
    };
    let all = if listed.is_empty() { known.seen.iter().flat_map(&of_seen).collect() } else { listed };
    let is_open = |seen: &Seen| has_lost || !seen.whole.json || known.is_cut_off();
    !all.is_empty()
        && ty.seen.iter().all(|seen| {
            let names = of_seen(seen);
            // What a sample ends in has more members than it shows.
            let has_more = known.is_cut_off() && all.is_subset(&names);
            !names.is_empty() && (names == all || has_more || (is_open(seen) && names.is_subset(&all)))
        })
}

/// Makes a type another one, which takes over what samples show of it.
pub(crate) fn take_over(registry: &mut Registry, id: TypeId, actual: TypeId, by: SameBy) {
    let rows = registry.rows(actual).to_vec();
    let most = registry.types.get(actual).iter().flat_map(|ty| &ty.seen).map(|seen| seen.members.len()).max();
    let Some(ty) = registry.get_mut(id) else { return };
    let mut seen = std::mem::take(&mut ty.seen);
    for seen in seen.iter_mut().filter(|seen| Some(seen.members.len()) < most) {
        // What it lacks leads back, or is behind a cut.
        seen.whole.json = false;
    }
    let absorbed = Absorbed {
        lacking_in_items: std::mem::take(&mut ty.lacking_in_items),
        seen: seen.into_iter().map(|seen| with_rows(seen, &rows)).collect(),
        shown: std::mem::take(&mut ty.shown),
        namespace: ty.namespace.clone(),
        pages: std::mem::take(&mut ty.pages),
        is_enum: ty.is_enum,
    };
    if let Some(actual) = registry.get_mut(actual) {
        actual.absorb(absorbed);
    }
    registry.is_same(id, actual, by);
}

/// Finds the rows of a table for the members of a sample.
fn with_rows(mut seen: Seen, rows: &[Row]) -> Seen {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| !row.name.is_empty()) {
        places.entry(loosely(&row.name)).or_insert(place);
    }
    for member in &mut seen.members {
        let row = places.get(&loosely(&member.key));
        if let Some((place, row)) = row.and_then(|place| Some((*place, rows.get(*place)?))) {
            member.row = Some(place);
            member.key.clone_from(&row.name);
            member.slot.page = PageType::parse(&row.ty);
        }
    }
    // Samples are compared in the order of the table.
    seen.members.sort_by_key(|member| member.row.unwrap_or(usize::MAX));
    seen
}
