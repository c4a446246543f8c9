//! Base classes and orders, from the order of members in the XML of `XmlSerializer`.
//!
//! It has the root base class first, and within a class the members in the order of the source, as the table
//! has them. So what is last in the table and in JSON, and first in XML, is a base class's.

use std::borrow::Cow;

use super::super::{
    order::{Layout, Level, MemberPosition, Orders, Why, are_bases, complete, json, push_levels, xml},
    types::{Seen, SeenMember},
    xml::Node,
};

/// Finds base classes and orders.
pub(crate) fn layout(places: &[MemberPosition], orders: Orders) -> Layout {
    let mut result =
        Layout { levels: Vec::new(), order: vec![None; places.len()], json_order: vec![None; places.len()] };
    let in_xml: Vec<usize> = (0..places.len()).filter(|at| xml(places, *at).is_some()).collect();
    let mut runs = runs(places, &in_xml);
    runs.reverse();
    let mut order = vec![None; places.len()];
    if runs.len() > 1 && are_of_bases(places, &runs) {
        push_levels(runs, None, Why::Source, Why::Own, &mut result);
    } else {
        if runs.len() > 1 && orders == Orders::Shown && !are_fields(places, &runs) {
            let mut sorted = in_xml.clone();
            sorted.sort_by_key(|at| place_in_xml(places, *at));
            for (number, at) in (1..).zip(sorted) {
                if let Some(order) = order.get_mut(at) {
                    *order = Some(number);
                }
            }
        }
        result.levels.push(Level { namespace: None, members: in_xml, why: Why::Own });
    }
    // JSON knows nothing of these orders.
    Layout { order, ..complete(places, result) }
}

fn place_in_xml(places: &[MemberPosition], at: usize) -> Option<usize> {
    xml(places, at).map(|(place, ..)| *place)
}

/// The longest runs of members that stand in the order of the table.
fn runs(places: &[MemberPosition], members: &[usize]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut previous = None;
    for at in members {
        let place = place_in_xml(places, *at);
        match runs.last_mut() {
            Some(run) if previous <= place => run.push(*at),
            _ => runs.push(vec![*at]),
        }
        previous = place;
    }
    runs
}

/// Returns whether XML has one run after the other.
fn are_in_order(places: &[MemberPosition], runs: &[Vec<usize>]) -> bool {
    runs.windows(2).all(|pair| match pair {
        [one, next] => {
            let last = one.iter().filter_map(|at| place_in_xml(places, *at)).max();
            let first = next.iter().filter_map(|at| place_in_xml(places, *at)).min();
            last < first
        }
        _ => true,
    })
}

/// Base classes are first in XML, and last in the table and in JSON.
fn are_of_bases(places: &[MemberPosition], runs: &[Vec<usize>]) -> bool {
    // What XML alone has stands where XML has it.
    let is_placed = |at: &usize| places.get(*at).is_none_or(|place| place.listed || place.json.is_none());
    let are_listed = runs.iter().flatten().all(is_placed);
    are_listed && are_in_order(places, runs) && are_bases(places, runs)
}

/// Public fields are first in XML and in JSON, and last in the table.
fn are_fields(places: &[MemberPosition], runs: &[Vec<usize>]) -> bool {
    let [fields, properties] = runs else { return false };
    let last = fields.iter().filter_map(|at| json(places, *at)).max();
    let first = properties.iter().filter_map(|at| json(places, *at)).min();
    are_in_order(places, runs) && last.zip(first).is_some_and(|(last, first)| last < first)
}

/// Returns the members of a sample in the order of the source, as far as it shows that: JSON's, unless there
/// is no table and XML has another that base classes do not explain.
pub(crate) fn declared(seen: &Seen, has_table: bool) -> Vec<&SeenMember> {
    let mut members: Vec<&SeenMember> = seen.members.iter().collect();
    if !seen.is_of_xml_serializer() {
        return members;
    }
    if has_table {
        return with_hidden(members);
    }
    let position = |member: &&SeenMember| MemberPosition {
        name: member.key.clone(),
        json: member.json.as_ref().map(|(_, at)| *at),
        xml: member.xml.clone().filter(|_| stands_in_order(member.slot.node)),
        field: false,
        listed: true,
        is_set: false,
    };
    let places: Vec<MemberPosition> = members.iter().map(position).collect();
    let found = layout(&places, Orders::Shown);
    if found.order.iter().any(Option::is_some) {
        // What XML lacks stays behind what stands before it.
        let mut after = 0;
        let mut keys = found.order.iter().map(|order| {
            after = order.unwrap_or(after);
            after
        });
        let mut keyed: Vec<(i32, &SeenMember)> =
            members.iter().map(|member| (keys.next().unwrap_or_default(), *member)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        members = keyed.into_iter().map(|(_, member)| member).collect();
    }
    members
}

/// Puts the members that XML alone has behind those that XML has before them: it shows where the source declares them.
fn with_hidden(members: Vec<&SeenMember>) -> Vec<&SeenMember> {
    let position = |member: &SeenMember| {
        member.xml.as_ref().map(|(at, ..)| *at).filter(|_| stands_in_order(member.slot.node))
    };
    let is_hidden =
        |member: &&SeenMember| member.json.is_none() && member.row.is_none() && position(member).is_some();
    let (mut hidden, mut shown): (Vec<&SeenMember>, Vec<&SeenMember>) =
        members.into_iter().partition(is_hidden);
    hidden.sort_by_key(|member| position(member));
    for member in hidden {
        let before = |(_, other): &(usize, &&SeenMember)| {
            position(other).is_some_and(|at| Some(at) < position(member))
        };
        let last = shown.iter().enumerate().filter(before).max_by_key(|(_, other)| position(other));
        let at = last.map_or(0, |(at, _)| at + 1);
        shown.insert(at, member);
    }
    shown
}

/// Returns samples with their members in the order of the source: by that the engine counts them.
pub(crate) fn in_source_order(seen: &[Seen], has_table: bool) -> Cow<'_, [Seen]> {
    if !seen.iter().any(Seen::is_of_xml_serializer) {
        return Cow::Borrowed(seen);
    }
    let sorted = |seen: &Seen| Seen {
        members: declared(seen, has_table).into_iter().cloned().collect(),
        ..seen.clone()
    };
    Cow::Owned(seen.iter().map(sorted).collect())
}

/// Returns whether what stands for a member has a place among the others: attributes and text have none.
pub(crate) fn stands_in_order(node: Node) -> bool {
    matches!(node, Node::Element | Node::Items)
}
