//! `DataMember(Order)` where it explains both formats at once: XML sorts each class by it, and JSON all
//! classes together.

use super::order::{
    Layout, Level, MemberPosition, PlacedBy, Why, json, json_orders, ordinal, runs, without_xml, xml,
};

/// Finds the least orders of members by which XML has each class's sequence and JSON the whole one. Where
/// none do, the members of one namespace may be a base class's and the class's own. Returns `None` if nothing
/// explains both, or if XML shows no order at all: then it is JSON's own.
///
/// Members of one class and order stand as JSON has them.
pub(crate) fn agreed(places: &[MemberPosition], levels: &[Level]) -> Option<Layout> {
    /// It takes a step for each member and order.
    const MOST: usize = 256;
    if places.len() > MOST {
        return None;
    }
    let of = |levels: &[Level]| {
        let order = orders(places, levels).filter(|_| shows_orders(places, levels))?;
        Some(Layout { levels: levels.to_vec(), order, json_order: vec![None; places.len()] })
    };
    if let Some(found) = of(levels) {
        return Some(in_json_order(places, found));
    }
    let with_bases: Vec<Vec<Level>> =
        (0..levels.len()).flat_map(|at| with_base(places, levels, at)).collect();
    let fewest = |layout: &Layout| layout.order.iter().flatten().count();
    if let Some(found) = with_bases.iter().filter_map(|levels| of(levels)).min_by_key(fewest) {
        return Some(in_json_order(places, found));
    }
    // The base class alone explains XML.
    let levels = with_bases.into_iter().find(|levels| !shows_orders(places, levels))?;
    let mut found = Layout { levels, order: vec![None; places.len()], json_order: vec![None; places.len()] };
    json_orders(places, &mut found);
    Some(found)
}

/// Puts members of one class and order as JSON has them.
fn in_json_order(places: &[MemberPosition], mut layout: Layout) -> Layout {
    for level in &mut layout.levels {
        as_json_has_them(places, &layout.order, &mut level.members);
    }
    layout
}

/// Returns whether XML has members of one class in another order than that of their names.
fn shows_orders(places: &[MemberPosition], levels: &[Level]) -> bool {
    levels.iter().any(|level| in_sequence(places, level).iter().any(|pair| pair.step > 0))
}

/// Returns the pairs of members of a class that follow each other in XML.
fn in_sequence(places: &[MemberPosition], level: &Level) -> Vec<Pair> {
    let name = |at: usize| xml(places, at).map_or("", |(.., name)| name);
    neighbours(&in_xml(places, level), |a, b| ordinal(name(a), name(b)).is_gt())
}

/// Returns the chains in which the first elements of one class are those of a base class: as many as end
/// where the names begin anew, if the table has these members last.
fn with_base(places: &[MemberPosition], levels: &[Level], at: usize) -> Vec<Vec<Level>> {
    let Some(level) = levels.get(at) else { return Vec::new() };
    let runs = runs(places, &in_xml(places, level));
    let chain = |count: usize| {
        let (base, own) = runs.split_at_checked(count)?;
        let (base, own) = (base.concat(), own.concat());
        if !is_last_in_table(places, &base, &own) {
            return None;
        }
        let of = |members: Vec<usize>, why| Level { namespace: level.namespace.clone(), members, why };
        let why = if level.why == Why::Namespace { Why::Namespace } else { Why::Orders };
        let mut chain: Vec<Level> = levels.iter().map(|level| of_xml(places, level)).collect();
        chain.splice(at..=at, [of(base, why), of(own, level.why)]);
        let mut layout = Layout { levels: chain, ..Layout::default() };
        without_xml(places, &mut layout);
        for level in &mut layout.levels {
            level.members.sort_unstable();
        }
        Some(layout.levels)
    };
    (1..runs.len()).filter_map(chain).collect()
}

fn of_xml(places: &[MemberPosition], level: &Level) -> Level {
    Level { members: in_xml(places, level), ..level.clone() }
}

/// Returns the members of a class as XML has them.
fn in_xml(places: &[MemberPosition], level: &Level) -> Vec<usize> {
    let mut members: Vec<usize> =
        level.members.iter().copied().filter(|at| xml(places, *at).is_some()).collect();
    members.sort_by_key(|at| xml(places, *at).map(|(place, ..)| *place));
    members
}

/// Returns whether the table has the members of a base class behind the class's own, as far as it has them.
fn is_last_in_table(places: &[MemberPosition], base: &[usize], own: &[usize]) -> bool {
    let is_listed =
        |at: &&usize| places.get(**at).is_some_and(|place| place.listed && place.placed_by != PlacedBy::Json);
    let first = base.iter().filter(is_listed).min();
    let last = own.iter().filter(is_listed).max();
    first.zip(last).is_none_or(|(base, own)| own < base)
}

/// Two members of which the second one has at least the order of the first, or a greater one.
struct Pair {
    first: usize,
    second: usize,
    /// How much greater.
    step: i32,
}

/// Finds the least orders by which each class has its sequence in XML and all have theirs in JSON.
fn orders(places: &[MemberPosition], levels: &[Level]) -> Option<Vec<Option<i32>>> {
    let mut pairs: Vec<Pair> = levels.iter().flat_map(|level| in_sequence(places, level)).collect();
    // A derived class's members come before its base's.
    let mut depths = vec![0; places.len()];
    for (depth, level) in levels.iter().rev().enumerate() {
        for at in &level.members {
            *depths.get_mut(*at)? = depth;
        }
    }
    let place = |at: usize| places.get(at);
    let of_class = |at: usize| (!place(at).is_some_and(|place| place.field), depths.get(at).copied());
    let in_json = |fits: &dyn Fn(&MemberPosition) -> bool| -> Vec<usize> {
        let is_one = |at: &usize| json(places, *at).is_some() && place(*at).is_some_and(fits);
        let mut members: Vec<usize> = (0..places.len()).filter(is_one).collect();
        members.sort_by_key(|at| json(places, *at));
        members
    };
    pairs.extend(neighbours(&in_json(&|_| true), |a, b| of_class(a) > of_class(b)));
    for depth in 0..levels.len() {
        let mut of_one = in_json(&|place| place.placed_by != PlacedBy::Json);
        of_one.retain(|at| depths.get(*at) == Some(&depth));
        pairs.extend(neighbours(&of_one, |a, b| (of_class(a), a) > (of_class(b), b)));
    }
    settle(&pairs, places.len())
}

/// Returns the pairs of members that follow each other. The second one has a greater order where they would
/// stand the other way round without one.
fn neighbours(members: &[usize], is_turned: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
    let pair = |pair: &[usize]| {
        let (first, second) = (*pair.first()?, *pair.last()?);
        Some(Pair { first, second, step: i32::from(is_turned(first, second)) })
    };
    members.windows(2).filter_map(pair).collect()
}

/// Finds the least orders that fit all pairs, if there are any.
fn settle(pairs: &[Pair], count: usize) -> Option<Vec<Option<i32>>> {
    let mut order = vec![0; count];
    for _ in 0..=count {
        let mut is_settled = true;
        for Pair { first, second, step } in pairs {
            let least = order.get(*first)? + step;
            let second = order.get_mut(*second)?;
            if *second < least {
                *second = least;
                is_settled = false;
            }
        }
        if is_settled {
            return Some(order.into_iter().map(|order| (order > 0).then_some(order)).collect());
        }
    }
    None
}

/// Puts members of one order as JSON has them: of those that it alone has a place for, nothing else shows
/// one.
fn as_json_has_them(places: &[MemberPosition], order: &[Option<i32>], members: &mut [usize]) {
    let of = |at: usize| order.get(at).copied().flatten();
    let mut orders: Vec<Option<i32>> = members.iter().map(|at| of(*at)).collect();
    orders.sort_unstable();
    orders.dedup();
    for order in orders {
        let is_one = |at: &usize| of(*at) == order && json(places, *at).is_some();
        let mut sorted: Vec<usize> = members.iter().copied().filter(is_one).collect();
        sorted.sort_by_key(|at| json(places, *at));
        let places_of_one = members.iter_mut().filter(|at| is_one(at));
        for (place, at) in places_of_one.zip(sorted) {
            *place = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Members in the order of the table, each with its places in JSON and in XML.
    fn members(of: &[(&str, usize, usize)]) -> Vec<MemberPosition> {
        let member = |(name, json, xml): &(&str, usize, usize)| MemberPosition {
            name: (*name).to_owned(),
            json: Some(*json),
            xml: Some((*xml, String::new(), (*name).to_owned())),
            listed: true,
            ..MemberPosition::default()
        };
        of.iter().map(member).collect()
    }

    fn level(members: &[usize], why: Why) -> Level {
        Level { namespace: Some(String::new()), members: members.to_vec(), why }
    }

    #[test]
    fn a_base_class_of_the_same_namespace_is_found_beside_orders() {
        let places = members(&[("Weight", 2, 2), ("Angle", 3, 3), ("Height", 0, 1), ("Zip", 1, 0)]);
        let found = agreed(&places, &[level(&[0, 1, 2, 3], Why::Own)]).expect("orders");
        assert_eq!(found.levels, [level(&[3], Why::Orders), level(&[0, 1, 2], Why::Own)]);
        assert_eq!(found.order, [Some(1), Some(2), None, None]);
    }

    #[test]
    fn a_base_class_may_explain_xml_beside_an_order_of_json_alone() {
        let places = members(&[("Weight", 2, 2), ("Height", 0, 1), ("Zip", 1, 0)]);
        let found = agreed(&places, &[level(&[0, 1, 2], Why::Own)]).expect("a base class");
        assert_eq!(found.levels, [level(&[2], Why::Orders), level(&[0, 1], Why::Own)]);
        assert_eq!((found.order, found.json_order), (vec![None; 3], vec![Some(1), None, None]));
    }

    #[test]
    fn what_json_alone_has_a_place_for_stands_as_there() {
        let mut places = members(&[("B", 1, 1), ("A", 0, 0), ("D", 3, 2), ("C", 2, 3)]);
        let levels = [level(&[0, 1, 2, 3], Why::Own)];
        assert_eq!(agreed(&places, &levels), None, "XML has C behind D, and JSON before it");
        places[3].json = Some(4);
        let found = agreed(&places, &levels).expect("orders");
        assert_eq!(found.order, [Some(1), None, Some(1), Some(2)]);
        for place in &mut places {
            place.placed_by = PlacedBy::Json;
        }
        let found = agreed(&places, &levels).expect("orders");
        assert_eq!(found.order, [None, None, None, Some(1)]);
        assert_eq!(found.levels[0].members, [1, 0, 2, 3]);
    }
}
