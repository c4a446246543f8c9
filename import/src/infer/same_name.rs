//! Classes and enums that no page names, and that stand in members called as those of a type that pages name.
//!
//! The name alone is no proof: what samples show of both has to go together as well.

use std::collections::HashSet;

use super::{
    made_guids::Objects,
    model::TypeId,
    pair::loosely,
    types::{Absorbed, Kind, Registry, SameBy, Seen, Slot, Type},
    variants,
    words::PageType,
};
use crate::page::Row;

/// Takes each type that no page names for the one that pages give to members of its name, if it can be that.
pub(crate) fn unite(registry: &mut Registry) {
    let is_unnamed = |ty: &Type| ty.page.is_none() && ty.contract.is_none() && ty.derives.is_none();
    let unnamed: Vec<(TypeId, String)> = registry
        .types
        .iter()
        .enumerate()
        .filter(|(id, ty)| is_unnamed(ty) && ty.clr.is_none() && registry.actual(*id) == *id)
        .filter_map(|(id, ty)| {
            let called = ty.wished.as_ref().unwrap_or(&ty.made_up);
            Some((id, registry.member_types.of(called)?.to_owned()))
        })
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
        take_over(registry, id, actual);
    }
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
    let is_elsewhere =
        matches!((&ty.namespace, &known.namespace), (Some((_, one)), Some((_, other))) if one != other);
    if is_elsewhere || !ty.may_be_serialized_as(known) || ty.guids.compare(&known.guids) == Objects::Different
    {
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
fn take_over(registry: &mut Registry, id: TypeId, actual: TypeId) {
    let rows = registry.rows(actual).to_vec();
    let Some(ty) = registry.get_mut(id) else { return };
    let absorbed = Absorbed {
        seen: std::mem::take(&mut ty.seen).into_iter().map(|seen| with_rows(seen, &rows)).collect(),
        shown: std::mem::take(&mut ty.shown),
        namespace: ty.namespace.clone(),
        identity_in: ty.identity_in,
        pages: std::mem::take(&mut ty.pages),
        is_enum: ty.is_enum,
    };
    if let Some(actual) = registry.get_mut(actual) {
        actual.absorb(absorbed);
    }
    registry.is_same(id, actual, SameBy::MemberName);
}

/// Finds the rows of a table for the members of a sample.
fn with_rows(mut seen: Seen, rows: &[Row]) -> Seen {
    for member in &mut seen.members {
        let name = loosely(&member.key);
        let row = rows.iter().position(|row| !row.name.is_empty() && loosely(&row.name) == name);
        if let Some((place, row)) = row.and_then(|place| Some((place, rows.get(place)?))) {
            member.row = Some(place);
            member.key.clone_from(&row.name);
            member.slot.page = PageType::parse(&row.ty);
        }
    }
    // Samples are compared in the order of the table.
    seen.members.sort_by_key(|member| member.row.unwrap_or(usize::MAX));
    seen
}
