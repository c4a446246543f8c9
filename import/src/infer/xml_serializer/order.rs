//! Base classes and orders, from the order of members in the XML of `XmlSerializer`.
//!
//! It has the root base class first, and within a class the members in the order of the source, as the table
//! has them. So what is last in the table and in JSON, and first in XML, is a base class's. Attributes stand before
//! all elements, and have an order of their own, in which those of the base class come first as well.

use std::borrow::Cow;

use crate::infer::{
    members::order::{
        Layout, Level, MemberPosition, Orders, Why, are_bases, complete, json, push_levels, xml,
    },
    samples::xml::Node,
    types::seen::{Seen, SeenMember},
};

/// Finds base classes and orders.
pub(crate) fn layout(places: &[MemberPosition], orders: Orders) -> Layout {
    let mut result =
        Layout { levels: Vec::new(), order: vec![None; places.len()], json_order: vec![None; places.len()] };
    let is_shown = |at: &usize| Sequence::ALL.iter().any(|sequence| sequence.place(places, *at).is_some());
    let shown: Vec<usize> = (0..places.len()).filter(is_shown).collect();
    let mut order = vec![None; places.len()];
    let explains = |classes: &Vec<Vec<usize>>| classes.len() > 1 && are_of_bases(places, classes);
    let of_properties = classes_with_fields(places, &shown).filter(explains);
    if let Some(classes) = of_properties.or_else(|| classes(places, &shown).filter(explains)) {
        push_levels(classes, None, Why::Source, Why::Own, &mut result);
    } else {
        let in_xml: Vec<usize> = (0..places.len()).filter(|at| xml(places, *at).is_some()).collect();
        let mut runs = runs(places, &in_xml);
        runs.reverse();
        if runs.len() > 1 && orders == Orders::Shown && !are_fields(places, &runs) {
            let mut sorted = in_xml;
            sorted.sort_by_key(|at| Sequence::Elements.place(places, *at));
            for (number, at) in (1..).zip(sorted) {
                if let Some(order) = order.get_mut(at) {
                    *order = Some(number);
                }
            }
        }
        result.levels.push(Level { namespace: None, members: shown, why: Why::Own });
    }
    // JSON knows nothing of these orders.
    Layout { order, ..complete(places, result) }
}

/// One of the two orders in which XML has members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sequence {
    Attributes,
    Elements,
}

impl Sequence {
    const ALL: [Self; 2] = [Self::Attributes, Self::Elements];

    /// Returns the sequence in which a node has a place: text has none.
    fn of(node: Node) -> Option<Self> {
        match node {
            Node::Attribute => Some(Self::Attributes),
            Node::Element | Node::Items => Some(Self::Elements),
            Node::Text => None,
        }
    }

    /// Returns the place of a member in it.
    fn place(self, places: &[MemberPosition], at: usize) -> Option<usize> {
        match self {
            Self::Attributes => places.get(at)?.attribute,
            Self::Elements => xml(places, at).map(|(place, ..)| *place),
        }
    }
}

/// Splits members, in the order of the table, into as few classes as explain both orders of XML: the class itself comes
/// last in XML, and its members come first in the table. Returns them as XML has them, the root base class first, or
/// `None` if no classes explain XML.
fn classes(places: &[MemberPosition], members: &[usize]) -> Option<Vec<Vec<usize>>> {
    // Where a class may end: in both orders, all behind this point stand before all before it.
    let mut may_end = vec![true; members.len()];
    // Where one has to end: between two members of one order that stand the other way round in XML.
    let mut breaks: Vec<(usize, usize)> = Vec::new();
    for sequence in Sequence::ALL {
        let place = |at: &usize| sequence.place(places, *at);
        let mut least = Vec::with_capacity(members.len());
        let mut last: Option<(usize, usize)> = None;
        let mut least_so_far: Option<usize> = None;
        for (index, at) in members.iter().enumerate() {
            least.push(least_so_far);
            if let Some(place) = place(at) {
                if let Some((before, at_before)) = last
                    && place < at_before
                {
                    breaks.push((before, index));
                }
                last = Some((index, place));
                least_so_far = Some(least_so_far.map_or(place, |least| least.min(place)));
            }
        }
        let mut greatest: Option<usize> = None;
        for ((at, least), may_end) in members.iter().zip(least).zip(&mut may_end).rev() {
            greatest = greatest.max(place(at));
            *may_end &= greatest.zip(least).is_none_or(|(greatest, least)| greatest < least);
        }
    }
    breaks.sort_unstable_by_key(|(_, end)| *end);
    let mut ends: Vec<usize> = Vec::new();
    for (start, end) in breaks {
        if ends.last().is_none_or(|last| *last <= start) {
            ends.push((start + 1..=end).rev().find(|at| may_end.get(*at) == Some(&true))?);
        }
    }
    let mut classes: Vec<Vec<usize>> = Vec::new();
    let mut rest = members;
    for end in ends.iter().rev() {
        let (before, class) = rest.split_at_checked(*end)?;
        classes.push(class.to_vec());
        rest = before;
    }
    classes.push(rest.to_vec());
    Some(classes)
}

/// Splits the properties into classes, and puts each field into the one whose properties XML has next behind
/// it: each class has its fields before its properties there. Returns `None` if there are no fields, or XML
/// has another order.
fn classes_with_fields(places: &[MemberPosition], members: &[usize]) -> Option<Vec<Vec<usize>>> {
    let place = |at: &usize| Sequence::Elements.place(places, *at);
    let is_field = |at: &usize| places.get(*at).is_some_and(|place| place.field);
    let (fields, properties): (Vec<usize>, Vec<usize>) = members.iter().partition(|at| is_field(at));
    if fields.is_empty() {
        return None;
    }
    let mut classes = classes(places, &properties)?;
    let first: Vec<Option<usize>> =
        classes.iter().map(|class| class.iter().filter_map(place).min()).collect();
    let mut of_class = vec![Vec::new(); classes.len()];
    for at in fields {
        let index = first.iter().position(|first| place(&at) < *first)?;
        of_class.get_mut(index)?.push(at);
    }
    for (class, fields) in classes.iter_mut().zip(of_class) {
        class.splice(0..0, fields);
    }
    classes.iter().flatten().filter_map(place).is_sorted().then_some(classes)
}

/// The longest runs of elements that stand in the order of the table.
fn runs(places: &[MemberPosition], members: &[usize]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut previous = None;
    for at in members {
        let place = Sequence::Elements.place(places, *at);
        match runs.last_mut() {
            Some(run) if previous <= place => run.push(*at),
            _ => runs.push(vec![*at]),
        }
        previous = place;
    }
    runs
}

/// Returns whether XML has one run of elements after the other.
fn are_in_order(places: &[MemberPosition], runs: &[Vec<usize>]) -> bool {
    let place = |at: &usize| Sequence::Elements.place(places, *at);
    runs.windows(2).all(|pair| match pair {
        [one, next] => {
            let last = one.iter().filter_map(place).max();
            let first = next.iter().filter_map(place).min();
            last < first
        }
        _ => true,
    })
}

/// Base classes are first in XML, and last in the table and in JSON.
fn are_of_bases(places: &[MemberPosition], classes: &[Vec<usize>]) -> bool {
    // What XML alone has stands where XML has it.
    let is_placed = |at: &usize| places.get(*at).is_none_or(|place| place.listed || place.json.is_none());
    classes.iter().flatten().all(is_placed) && are_bases(places, classes)
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
    let members: Vec<&SeenMember> = seen.members.iter().collect();
    if !seen.is_of_xml_serializer() {
        return members;
    }
    let mut members = with_hidden(members);
    if has_table {
        return members;
    }
    let position = |member: &&SeenMember| MemberPosition {
        name: member.key.clone(),
        json: member.json.as_ref().map(|(_, at)| *at),
        listed: true,
        ..in_xml(member)
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
        let sequence = Sequence::of(member.slot.node)?;
        member.xml.as_ref().map(|(at, ..)| (sequence, *at))
    };
    let is_hidden =
        |member: &&SeenMember| member.json.is_none() && member.row.is_none() && position(member).is_some();
    let (mut hidden, mut shown): (Vec<&SeenMember>, Vec<&SeenMember>) =
        members.into_iter().partition(is_hidden);
    // Attributes stand before elements.
    hidden.sort_by_key(|member| position(member).map(|(_, at)| at));
    for member in hidden {
        let Some((sequence, at)) = position(member) else { continue };
        let others = || {
            let place =
                |other: &SeenMember| position(other).filter(|(of, _)| *of == sequence).map(|(_, at)| at);
            shown.iter().enumerate().filter_map(move |(index, other)| Some((place(other)?, index)))
        };
        let before = others().filter(|(other, _)| *other < at).max().map(|(_, index)| index + 1);
        let behind = || others().min().map(|(_, index)| index);
        let end = if sequence == Sequence::Attributes { 0 } else { shown.len() };
        let place = before.or_else(behind).unwrap_or(end);
        shown.insert(place, member);
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

/// Returns the position of a member in XML, in the order in which it has one there.
pub(crate) fn in_xml(member: &SeenMember) -> MemberPosition {
    let is_of = |sequence| Sequence::of(member.slot.node) == Some(sequence);
    MemberPosition {
        xml: member.xml.clone().filter(|_| is_of(Sequence::Elements)),
        attribute: member.xml.as_ref().filter(|_| is_of(Sequence::Attributes)).map(|(at, ..)| *at),
        ..MemberPosition::default()
    }
}
