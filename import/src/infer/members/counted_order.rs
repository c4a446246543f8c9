//! The order in which a class declares its members, where the engine's numbers show another one than its table or,
//! without a table, JSON has.
//!
//! The engine counts the members as the class declares them. Sites sort their tables, and `Order` moves members in
//! JSON.

use std::collections::{HashMap, HashSet};

use super::{
    counter::Step,
    facts::{Fact, Facts},
    gaps,
    solution::{self, Solution, Texts},
};
use crate::infer::{
    model::Remark,
    types::{
        registry::Registry,
        seen::{Seen, SeenMember},
    },
};

/// What shows the order in which members are declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderShownBy {
    /// JSON has them as they are counted.
    Json,
    /// The numbers alone.
    Numbers,
}

/// The order in which a class declares its members, once they stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SettledOrder {
    pub(crate) by: OrderShownBy,
    pub(crate) table: TableOrder,
}

/// Whether a table has the members as they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableOrder {
    AsCounted,
    Other,
}

/// The members of a class in the order in which it declares them, by their keys.
pub(crate) struct Declared {
    keys: Vec<String>,
    by: OrderShownBy,
}

impl Declared {
    /// Puts the members of a class into this order. `places` are the places of the members by their keys.
    pub(crate) fn settle(self, result: &mut Facts, places: &mut HashMap<&str, usize>) -> SettledOrder {
        let counted: HashMap<usize, usize> =
            (0..).zip(&self.keys).filter_map(|(at, key)| Some((*places.get(key.as_str())?, at))).collect();
        // What the sample does not show stays behind what stands before it.
        let mut last = 0;
        let mut members: Vec<(usize, usize, Fact)> = Vec::with_capacity(result.members.len());
        for (place, fact) in std::mem::take(&mut result.members).into_iter().enumerate() {
            last = counted.get(&place).copied().unwrap_or(last);
            members.push((last, place, fact));
        }
        members.sort_by_key(|(at, ..)| *at);
        let is_as_listed =
            members.iter().filter(|(.., fact)| fact.row.is_some()).is_sorted_by_key(|(_, place, _)| *place);
        let now: HashMap<usize, usize> =
            members.iter().enumerate().map(|(now, (_, before, _))| (*before, now)).collect();
        for place in places.values_mut() {
            *place = now.get(place).copied().unwrap_or(*place);
        }
        result.members = members.into_iter().map(|(.., fact)| fact).collect();
        if !is_as_listed {
            result.remarks.push(Remark::inferred(match self.by {
                OrderShownBy::Json => {
                    "the numbers of a sample count the members in JSON's order: the table has another one"
                }
                OrderShownBy::Numbers => {
                    "the numbers of a sample count the members in another order than the table has"
                }
            }));
        }
        let table = if is_as_listed { TableOrder::AsCounted } else { TableOrder::Other };
        SettledOrder { by: self.by, table }
    }
}

/// Finds the order in which the engine has counted the members of a class, if that is not the one in which a sample
/// has them by now, and explains all numbers.
pub(crate) fn find(registry: &Registry, seen: &Seen) -> Option<Declared> {
    if !seen.counted || !seen.formats.json || seen.is_of_xml_serializer() {
        return None;
    }
    if !matches!(solution::texts(seen), Texts::Engine) {
        return None;
    }
    let known = solution::solve(registry, seen, None);
    if known.as_ref().is_some_and(Solution::is_explained) {
        return None;
    }
    let explains =
        |sorted: &Seen| solution::solve(registry, sorted, None).is_some_and(|solution| solution.is_plain());
    let declared = |sorted: Seen, by| {
        let keys = sorted.members.into_iter().map(|member| member.key).collect();
        Declared { keys, by }
    };
    if let Some(sorted) = in_json_order(seen).filter(explains) {
        return Some(declared(sorted, OrderShownBy::Json));
    }
    if !solution::is_whole(seen) || known.is_some_and(|known| is_perhaps_computed(seen, &known)) {
        return None;
    }
    match alone_in_gaps(registry, seen) {
        Placed::In(sorted) if explains(&sorted) => return Some(declared(sorted, OrderShownBy::Numbers)),
        Placed::Open => return None,
        Placed::In(_) | Placed::Nowhere => {}
    }
    let sorted = by_numbers(registry, seen)?.into_iter().find(explains)?;
    Some(declared(sorted, OrderShownBy::Numbers))
}

/// Where the members are declared that XML alone has: neither the table nor JSON shows that.
enum Placed {
    /// Where the numbers of the others leave some out.
    In(Seen),
    /// The numbers of the others leave some out, and nothing shows which members these are.
    Open,
    /// The numbers of the others do not show it.
    Nowhere,
}

/// Puts the members that XML alone has where the numbers of the others leave some out, if their own numbers are those.
fn alone_in_gaps(registry: &Registry, seen: &Seen) -> Placed {
    let steps = solution::steps_of(registry, seen);
    let is_alone = |member: &SeenMember| member.json.is_none() && member.row.is_none();
    let all = seen.members.iter().cloned().zip(steps);
    let (mut alone, others): (Vec<_>, Vec<_>) = all.partition(|(member, _)| is_alone(member));
    alone.retain(|(_, step)| *step != Step::Skip);
    let (members, steps): (Vec<SeenMember>, Vec<Step>) = others.into_iter().unzip();
    let others = Seen { members, ..seen.clone() };
    let gaps = gaps::left_out(&others, &steps);
    let missing: usize = gaps.iter().map(|gap| gap.missing).sum();
    if gaps.is_empty() || missing > alone.len() {
        return Placed::Nowhere;
    }
    if missing < alone.len() {
        return Placed::Open;
    }
    alone.sort_by_key(|(_, step)| step.number());
    let mut alone = alone.into_iter().peekable();
    let mut before = gaps.into_iter().peekable();
    let mut members = Vec::with_capacity(seen.members.len());
    for (at, member) in others.members.into_iter().enumerate() {
        if let Some(gap) = before.next_if(|gap| gap.before == at) {
            for _ in 0..gap.missing {
                let is_here = |(_, step): &(SeenMember, Step)| {
                    step.number().is_some_and(|number| gap.numbers.contains(&number))
                };
                // What shows no number may be counted there, or something that neither format has.
                let Some((member, _)) = alone.next_if(is_here) else { return Placed::Open };
                members.push(member);
            }
        }
        members.push(member);
    }
    let placed: HashSet<&str> = members.iter().map(|member| member.key.as_str()).collect();
    let is_left = |member: &&SeenMember| !placed.contains(member.key.as_str());
    let left: Vec<SeenMember> = seen.members.iter().filter(is_left).cloned().collect();
    members.extend(left);
    Placed::In(Seen { members, ..seen.clone() })
}

/// Returns what a sample shows of a type with the members in JSON's order, if all that it shows are there and that is
/// another order than the table's.
fn in_json_order(seen: &Seen) -> Option<Seen> {
    let place = |member: &SeenMember| member.json.as_ref().map(|(_, place)| *place);
    let is_shown = |member: &SeenMember| member.json.is_some() || member.xml.is_none();
    if !seen.members.iter().all(is_shown) {
        return None;
    }
    let mut members = seen.members.clone();
    members.sort_by_key(|member| place(member).unwrap_or(usize::MAX));
    let is_other = members.iter().zip(&seen.members).any(|(sorted, member)| sorted.key != member.key);
    is_other.then(|| Seen { members, ..seen.clone() })
}

/// Returns whether the one number that no count explains is the one behind the last that was counted, and no XML shows
/// that the engine has set it: a getter may compute it just as well.
fn is_perhaps_computed(seen: &Seen, solution: &Solution) -> bool {
    let [odd] = solution.odd.as_slice() else { return false };
    matches!(solution.steps.get(*odd), Some(Step::Value(_)))
        && seen.members.get(*odd).is_some_and(|member| member.xml.is_none())
}

/// Returns the orders that the numbers of members allow, if each number stands there once: what shows none stays
/// behind what stands before it, or before what stands behind it, or has the numbers that are missing.
fn by_numbers(registry: &Registry, seen: &Seen) -> Option<Vec<Seen>> {
    let steps = solution::steps_of(registry, seen);
    let has_first = steps.contains(&Step::Counts(Some(1)));
    let ones = steps.iter().filter(|step| **step == Step::Value(Some(1))).count();
    let number = |step: &Step| match step {
        // What takes null shows 1 as well.
        Step::Value(Some(1)) if has_first || ones > 1 => None,
        step => step.number(),
    };
    let numbers: Vec<Option<u32>> = steps.iter().map(number).collect();
    let mut sorted: Vec<u32> = numbers.iter().copied().flatten().collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair.first() == pair.last()) {
        return None;
    }
    let stay = longest_rising(&numbers);
    let of = |at: usize| numbers.get(at).copied().flatten();
    let (mut moved, kept): (Vec<usize>, Vec<usize>) =
        (0..numbers.len()).partition(|at| of(*at).is_some() && !stay.contains(at));
    moved.sort_by_key(|at| of(*at));
    let seen_in = |order: Vec<usize>| {
        let members = order.into_iter().filter_map(|at| seen.members.get(at)).cloned().collect();
        Seen { members, ..seen.clone() }
    };
    let order = |beside: Beside| {
        let mut order = kept.clone();
        for at in moved.iter().copied() {
            let place = match beside {
                Beside::Lower => {
                    let is_lower = |other: &usize| of(*other).is_some_and(|other| Some(other) < of(at));
                    order.iter().rposition(is_lower).map_or(0, |place| place + 1)
                }
                Beside::Higher => order.iter().position(|other| of(*other) > of(at)).unwrap_or(order.len()),
            };
            order.insert(place, at);
        }
        seen_in(order)
    };
    let mut orders = vec![order(Beside::Higher), order(Beside::Lower)];
    // Numbers that rise with gaps between them are just as well those beside members that are hidden.
    let is_in_another_order = !moved.is_empty();
    orders.extend(with_silent_in_gaps(&steps, &numbers).filter(|_| is_in_another_order).map(seen_in));
    Some(orders)
}

/// Returns the order in which those members that show no number, as a `Guid`, have the numbers that are missing, if
/// there are as many of these. What is not counted stays behind what stands before it.
fn with_silent_in_gaps(steps: &[Step], numbers: &[Option<u32>]) -> Option<Vec<usize>> {
    let of_number: HashMap<u32, usize> =
        numbers.iter().enumerate().filter_map(|(at, number)| Some(((*number)?, at))).collect();
    let last = of_number.keys().copied().max().filter(|last| *last as usize <= steps.len())?;
    let is_silent = |step: &Step| matches!(step, Step::Value(None) | Step::Counts(None));
    let mut silent = (0..steps.len()).filter(|at| steps.get(*at).is_some_and(is_silent));
    let mut order: Vec<usize> = Vec::with_capacity(steps.len());
    for number in 1..=last {
        order.push(of_number.get(&number).copied().or_else(|| silent.next())?);
    }
    if order.len() == of_number.len() || silent.next().is_some() {
        return None;
    }
    let counted: HashSet<usize> = order.iter().copied().collect();
    let uncounted = |from: usize| (from..steps.len()).take_while(|at| !counted.contains(at));
    let behind = order.into_iter().flat_map(|at| std::iter::once(at).chain(uncounted(at + 1)));
    Some(uncounted(0).chain(behind).collect())
}

/// Beside which number one is put that stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    Lower,
    Higher,
}

/// Returns the places of the most numbers that stand in order.
fn longest_rising(numbers: &[Option<u32>]) -> Vec<usize> {
    // The place of the last number of each run by its length, the least such number; and what stands before each.
    let mut ends: Vec<(u32, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate().filter_map(|(at, number)| Some((at, (*number)?))) {
        let length = ends.partition_point(|(end, _)| *end < number);
        if let Some(before) = before.get_mut(at) {
            *before = length.checked_sub(1).and_then(|shorter| ends.get(shorter)).map(|(_, at)| *at);
        }
        match ends.get_mut(length) {
            Some(end) => *end = (number, at),
            None => ends.push((number, at)),
        }
    }
    let last = ends.last().map(|(_, at)| *at);
    let mut run: Vec<usize> = std::iter::successors(last, |at| before.get(*at).copied().flatten()).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_no_number_has_those_that_are_missing() {
        let (guid, text) = (Step::Value(None), |number| Step::Counts(Some(number)));
        let order = |steps: &[Step]| {
            let numbers: Vec<Option<u32>> = steps.iter().map(Step::number).collect();
            with_silent_in_gaps(steps, &numbers)
        };
        assert_eq!(order(&[guid, text(1), text(4), text(2)]), Some(vec![1, 3, 0, 2]));
        assert_eq!(order(&[guid, Step::Skip, text(3), guid]), Some(vec![0, 1, 3, 2]));
        // One more than are missing, one less, and none missing.
        for steps in [&[guid, guid, text(2)][..], &[guid, text(3)], &[text(2), text(1)], &[guid], &[text(9)]]
        {
            assert_eq!(order(steps), None, "{steps:?}");
        }
    }

    #[test]
    fn the_longest_run_stays() {
        for (numbers, expected) in [
            (&[Some(3), Some(1), Some(2), Some(4)][..], &[1, 2, 3][..]),
            (&[Some(1), None, Some(2)], &[0, 2]),
            (&[Some(3), Some(2), Some(1)], &[2]),
            (&[None], &[]),
        ] {
            assert_eq!(longest_rising(numbers), expected, "{numbers:?}");
        }
    }
}
