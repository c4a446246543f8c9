//! Base classes and orders, from the order of members in XML, in JSON and in the table.
//!
//! XML has the root base class first; within a class what has no `Order` comes first, by ordinal name, then
//! what has one. JSON has the class's own members first, in the order of their declaration, sorted by `Order`
//! over all classes. The table has the class's own members first, in the order of their declaration, whatever
//! their `Order`.

use std::{cmp::Ordering, collections::BTreeMap};

/// The positions of a member in JSON and XML. Members are listed in the order of the table.
#[derive(Clone, Debug, Default)]
pub(crate) struct MemberPosition {
    /// What it is called, as far as XML does not show it.
    pub(crate) name: String,
    /// Its place in JSON.
    pub(crate) json: Option<usize>,
    /// Its place in XML, the namespace of its element, and the element's name.
    pub(crate) xml: Option<(usize, String, String)>,
    /// Its place among the attributes of `XmlSerializer`'s XML, which have an order of their own.
    pub(crate) attribute: Option<usize>,
    /// It is a public field.
    pub(crate) field: bool,
    /// The table has it, or there is none: else its place there says nothing.
    pub(crate) listed: bool,
    /// The engine set it, so that XML has it unless its setter is not public.
    pub(crate) is_set: bool,
    pub(crate) tag: Tag,
    /// What shows where the class declares it.
    pub(crate) placed_by: PlacedBy,
}

/// Whether XML is cut off in the tag of a member's element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tag {
    #[default]
    Whole,
    /// In its name.
    Begun,
}

/// What shows where a class declares a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PlacedBy {
    /// The table, or its number.
    #[default]
    TableOrNumber,
    /// JSON alone has a place for it, which an order may have given it.
    Json,
}

/// Why members of a class were taken to be a base class's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// These are the class's own.
    Own,
    /// Their elements are in another namespace: proof.
    Namespace,
    /// They are out of order in XML, and last in the table and in JSON.
    Order,
    /// They are first in XML and last in the table, and no `Order` explains both formats but among the
    /// members of each.
    Orders,
    /// They are first in the XML of `XmlSerializer`, and last in the table and in JSON.
    Source,
}

/// A class of the chain of bases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    /// The namespace of its members' elements; none if no sample shows it.
    pub(crate) namespace: Option<String>,
    /// Its members, in the order of the table.
    pub(crate) members: Vec<usize>,
    pub(crate) why: Why,
}

/// What the orders say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The chain of bases, the root first, the class itself last.
    pub(crate) levels: Vec<Level>,
    /// `DataMember(Order)`, by member.
    pub(crate) order: Vec<Option<i32>>,
    /// `JsonProperty(Order)`, by member.
    pub(crate) json_order: Vec<Option<i32>>,
}

/// Whether the sequence of elements in XML shows `DataMember(Order)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Orders {
    Shown,
    /// The elements are not all there.
    CutOff,
}

/// Finds base classes and orders. `own` is the namespace of the class's contract, where it is known.
pub(crate) fn layout(places: &[MemberPosition], own: Option<&str>, orders: Orders) -> Layout {
    let mut in_xml: Vec<usize> = (0..places.len()).filter(|at| xml(places, *at).is_some()).collect();
    in_xml.sort_by_key(|at| xml(places, *at).map(|(place, ..)| *place));
    let mut result =
        Layout { levels: Vec::new(), order: vec![None; places.len()], json_order: vec![None; places.len()] };
    let mut segments: Vec<(String, Vec<usize>)> = Vec::new();
    for at in in_xml {
        let Some((_, namespace, _)) = xml(places, at) else { continue };
        match segments.last_mut() {
            Some((last, members)) if last == namespace => members.push(at),
            _ => segments.push((namespace.clone(), vec![at])),
        }
    }
    let count = segments.len();
    for (index, (namespace, members)) in segments.into_iter().enumerate() {
        let is_own = index + 1 == count && own.is_none_or(|own| own == namespace);
        let why = if is_own { Why::Own } else { Why::Namespace };
        segment(places, Level { namespace: Some(namespace), members, why }, &mut result);
    }
    if orders == Orders::CutOff
        && let Some(level) = result.levels.last_mut()
        && level.why == Why::Own
    {
        let shown = with_begun(places, &level.members);
        if lack_the_others(places, &shown) {
            *level = Level { namespace: level.namespace.take(), members: shown, why: Why::Order };
        }
    }
    if result.levels.last().is_none_or(|level| level.why != Why::Own) {
        result.levels.push(Level { namespace: own.map(str::to_owned), members: Vec::new(), why: Why::Own });
    }
    if orders == Orders::CutOff {
        result.order.fill(None);
    }
    complete(places, result)
}

/// Adds to the elements of a class before a cut the one in whose name XML ends, unless its name shows that it
/// is the next class's: within a class XML goes by name.
fn with_begun(places: &[MemberPosition], shown: &[usize]) -> Vec<usize> {
    let last = shown.last().and_then(|at| xml(places, *at)).map_or("", |(.., name)| name);
    let begun = places.iter().position(|place| place.tag == Tag::Begun && ordinal(last, &place.name).is_lt());
    shown.iter().copied().chain(begun).collect()
}

/// Returns whether the elements before a cut lack members that would stand between them if all were of one
/// class, and that the table and JSON have before theirs: then they are a base class's.
fn lack_the_others(places: &[MemberPosition], shown: &[usize]) -> bool {
    /// One may lack a setter, unless it shows that it was set.
    const ENOUGH: usize = 2;
    let Some(start) = shown.iter().copied().min() else { return false };
    let Some(last) = shown.last().and_then(|at| places.get(*at)) else { return false };
    let last = last.xml.as_ref().map_or(&last.name, |(.., name)| name);
    let is_missed =
        |place: &MemberPosition| place.json.is_some() && place.listed && ordinal(&place.name, last).is_lt();
    let (before, behind) = places.split_at(start);
    let missed = before.iter().filter(|place| is_missed(place)).count();
    let is_set = before.iter().any(|place| (place.is_set || place.tag == Tag::Begun) && is_missed(place));
    let are_all_there =
        behind.iter().all(|place| place.xml.is_some() || place.tag == Tag::Begun || !is_missed(place));
    let first_behind = behind.iter().filter_map(|place| place.json).min();
    let is_before = before.iter().filter_map(|place| place.json).max() < first_behind;
    (missed >= ENOUGH || is_set) && are_all_there && is_before
}

/// Adds to what XML shows what the table and JSON do.
pub(crate) fn complete(places: &[MemberPosition], mut result: Layout) -> Layout {
    without_xml(places, &mut result);
    for level in &mut result.levels {
        level.members.sort_unstable();
    }
    json_orders(places, &mut result);
    result
}

pub(crate) fn xml(places: &[MemberPosition], at: usize) -> Option<&(usize, String, String)> {
    places.get(at).and_then(|place| place.xml.as_ref())
}

pub(crate) fn json(places: &[MemberPosition], at: usize) -> Option<usize> {
    places.get(at).and_then(|place| place.json)
}

/// Adds elements of one namespace: one class in order, or classes of one namespace, or a class with orders.
fn segment(places: &[MemberPosition], elements: Level, result: &mut Layout) {
    let Level { namespace, members, why } = elements;
    let runs = runs(places, &members);
    if runs.len() <= 1 {
        result.levels.push(Level { namespace, members, why });
        return;
    }
    if are_bases(places, &runs) {
        push_levels(runs, namespace.as_ref(), Why::Order, why, result);
        return;
    }
    // How many have no order: as many as JSON allows, which has those without an order before the base
    // classes' own.
    let without_order = |at: &usize| result.order.get(*at).is_none_or(Option::is_none);
    let of_bases = result.levels.iter().flat_map(|level| &level.members).filter(|at| without_order(at));
    let bases_from = of_bases.filter_map(|at| json(places, *at)).min();
    let is_before_bases =
        |at: &&usize| json(places, **at).zip(bases_from).is_none_or(|(place, bases)| place < bases);
    let first = members.iter().take(runs.first().map_or(0, Vec::len)).take_while(is_before_bases).count();
    let agreed = agreed_by_json(places, &members, first);
    let is_alone = result.levels.is_empty() && why == Why::Own;
    let groups = (agreed.is_none() && is_alone).then(|| groups_of_one_order(places, &members)).flatten();
    let numbered: Vec<(i32, usize)> = match groups {
        Some(groups) => {
            let of_group = |(number, group): (i32, Vec<usize>)| group.into_iter().map(move |at| (number, at));
            (0..).zip(groups).skip(1).flat_map(of_group).collect()
        }
        None => (1..).zip(members.iter().copied().skip(agreed.unwrap_or(first))).collect(),
    };
    for (number, at) in numbered {
        if let Some(order) = result.order.get_mut(at) {
            *order = Some(number);
        }
    }
    result.levels.push(Level { namespace, members, why });
}

/// Adds the levels of a chain of bases: the root first, the class itself last. The reasons are those of a
/// base class and of the last one.
pub(crate) fn push_levels(
    runs: Vec<Vec<usize>>,
    namespace: Option<&String>,
    of_base: Why,
    of_last: Why,
    result: &mut Layout,
) {
    let count = runs.len();
    for (number, members) in (1..).zip(runs) {
        let why = if number == count { of_last } else { of_base };
        result.levels.push(Level { namespace: namespace.cloned(), members, why });
    }
}

/// Compares names as .NET's ordinal order does: by UTF-16 units.
pub(crate) fn ordinal(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// The longest runs in ordinal order.
pub(super) fn runs(places: &[MemberPosition], members: &[usize]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut previous: Option<&str> = None;
    for at in members {
        let name = xml(places, *at).map_or("", |(.., name)| name);
        let continues = previous.is_some_and(|previous| ordinal(previous, name).is_le());
        match runs.last_mut() {
            Some(run) if continues => run.push(*at),
            _ => runs.push(vec![*at]),
        }
        previous = Some(name);
    }
    runs
}

/// Returns whether runs of members, as XML has them, are those of base classes: first there, and last in the
/// table and in JSON. An `Order` would move a member in JSON too. Tables list all properties before all fields,
/// and JSON all fields before all properties, so each kind is compared with its own.
pub(crate) fn are_bases(places: &[MemberPosition], runs: &[Vec<usize>]) -> bool {
    let later_first = |key: &dyn Fn(usize) -> Option<usize>, of_fields: bool| {
        let keys = |run: &[usize]| -> Vec<usize> {
            let is_one = |at: &&usize| places.get(**at).is_some_and(|place| place.field) == of_fields;
            run.iter().filter(is_one).filter_map(|at| key(*at)).collect()
        };
        runs.windows(2).all(|pair| match pair {
            [base, derived] => {
                let last = keys(derived).into_iter().max();
                let first = keys(base).into_iter().min();
                last.zip(first).is_none_or(|(last, first)| last < first)
            }
            _ => true,
        })
    };
    let in_table = |at: usize| places.get(at).is_none_or(|place| place.listed).then_some(at);
    let in_json = |at: usize| json(places, at);
    [false, true]
        .into_iter()
        .all(|of_fields| later_first(&in_table, of_fields) && later_first(&in_json, of_fields))
}

/// How many of the first members have no order, at most `first`: as many as possible so that JSON has these
/// first, as the table has them, and then the others as XML has them.
fn agreed_by_json(places: &[MemberPosition], members: &[usize], first: usize) -> Option<usize> {
    let of = |at: &usize| json(places, *at);
    // The least place in JSON of the members from each on, as long as these are in the order of XML.
    let mut least: Vec<Option<usize>> = vec![None];
    for at in members.iter().rev() {
        let next = least.last().copied().flatten();
        match (of(at), next) {
            (Some(place), Some(next)) if place > next => break,
            (place, next) => least.push(place.or(next)),
        }
    }
    let sorted_from = (members.len() + 1).saturating_sub(least.len());
    let least_from = |at: usize| least.get(members.len() - at).copied().flatten();
    let mut free: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found = None;
    for count in 0..=first.min(members.len()) {
        if let Some(at) = count.checked_sub(1).and_then(|last| members.get(last))
            && let Some(place) = of(at)
        {
            let before = free.range(..at).next_back().is_none_or(|(_, before)| *before <= place);
            let after = free.range(at..).next().is_none_or(|(_, after)| place <= *after);
            if !before || !after {
                break;
            }
            free.insert(*at, place);
        }
        let greatest = free.last_key_value().map(|(_, place)| *place);
        let follows = greatest.zip(least_from(count)).is_none_or(|(last, next)| last <= next);
        if count >= sorted_from && follows {
            found = Some(count);
        }
    }
    found
}

/// Splits the members of a class into groups of one `Order` each, the first of those without one, so that both
/// formats have group after group: XML each by its names, JSON each as the table has it. Returns `None` if there is
/// no such split.
fn groups_of_one_order(places: &[MemberPosition], members: &[usize]) -> Option<Vec<Vec<usize>>> {
    let mut in_json: Vec<(usize, usize)> =
        members.iter().map(|at| json(places, *at).map(|place| (place, *at))).collect::<Option<_>>()?;
    in_json.sort_unstable();
    let mut rank = vec![0; places.len()];
    for (place, (_, at)) in in_json.iter().enumerate() {
        *rank.get_mut(*at)? = place;
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group = Vec::new();
    let mut greatest = 0;
    for (count, at) in (1..).zip(members) {
        group.push(*at);
        greatest = greatest.max(*rank.get(*at)?);
        // As many members stand before this point in JSON as in XML, so they are the same ones.
        if greatest + 1 == count {
            groups.push(std::mem::take(&mut group));
        }
    }
    let table = |at: &usize| (!places.get(*at).is_some_and(|place| place.field), *at);
    let name = |at: &usize| xml(places, *at).map_or("", |(.., name)| name);
    let is_one = |group: &[usize]| {
        let mut as_json = group.to_vec();
        as_json.sort_by_key(|at| rank.get(*at));
        group.is_sorted_by(|a, b| ordinal(name(a), name(b)).is_le()) && as_json.is_sorted_by_key(table)
    };
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut greatest = None;
    for group in groups {
        if !is_one(&group) {
            return None;
        }
        // Neither format tells two groups apart that are in order together.
        let names = (found.last().and_then(|last| last.last()), group.first());
        let in_xml = matches!(names, (Some(last), Some(first)) if ordinal(name(last), name(first)).is_le());
        let in_json = greatest < group.iter().map(table).min();
        greatest = greatest.max(group.iter().map(table).max());
        match found.last_mut() {
            Some(last) if in_xml && in_json => last.extend(group),
            _ => {
                greatest = group.iter().map(table).max();
                found.push(group);
            }
        }
    }
    Some(found)
}

/// What XML lacks belongs to the class of what stands before it in the table.
pub(super) fn without_xml(places: &[MemberPosition], result: &mut Layout) {
    let mut level_of: Vec<Option<usize>> = vec![None; places.len()];
    for (level, members) in result.levels.iter().map(|level| &level.members).enumerate().rev() {
        for at in members {
            if let Some(of) = level_of.get_mut(*at) {
                *of = Some(level);
            }
        }
    }
    let mut current = result.levels.len().saturating_sub(1);
    for (at, level) in level_of.into_iter().enumerate() {
        if let Some(level) = level {
            current = level;
        } else if let Some(level) = result.levels.get_mut(current) {
            level.members.push(at);
        }
    }
}

/// Json.NET sorts by `Order`, and what has none counts as -1. So what stands at its place without an order is
/// one block; what stands before it has smaller orders, what stands behind it greater ones.
pub(super) fn json_orders(places: &[MemberPosition], result: &mut Layout) {
    let mut expected: Vec<usize> = Vec::new();
    for level in result.levels.iter().rev() {
        let mut members = level.members.clone();
        members.sort_by_key(|at| !places.get(*at).is_some_and(|place| place.field));
        expected.extend(members);
    }
    let order = &result.order;
    expected.sort_by_key(|at| order.get(*at).copied().flatten().unwrap_or(-1));
    let mut ranks = vec![usize::MAX; places.len()];
    for (rank, at) in expected.iter().enumerate().rev() {
        if let Some(of) = ranks.get_mut(*at) {
            *of = rank;
        }
    }
    let rank = |at: usize| ranks.get(at).copied().unwrap_or(usize::MAX);
    let mut found: Vec<usize> = expected.iter().copied().filter(|at| json(places, *at).is_some()).collect();
    found.sort_by_key(|at| json(places, *at));
    if found.is_sorted_by_key(|at| rank(*at)) {
        return;
    }
    let mut best = 0..0;
    let mut start = 0;
    for end in 1..=found.len() {
        let continues = match (found.get(end - 1), found.get(end)) {
            (Some(last), Some(next)) => rank(*last) < rank(*next),
            _ => false,
        };
        if !continues {
            if end - start > best.len() {
                best = start..end;
            }
            start = end;
        }
    }
    let has_orders = result.order.iter().any(Option::is_some);
    for (place, at) in found.iter().enumerate() {
        let number = if place < best.start {
            i32::try_from(best.start - place).map_or(-2, |before| -1 - before)
        } else if place >= best.end {
            i32::try_from(place - best.end).map_or(1, |after| after + 1)
        } else if has_orders {
            // `DataMember(Order)` counts in JSON too, unless it is overruled.
            -1
        } else {
            continue;
        };
        if let Some(order) = result.json_order.get_mut(*at) {
            *order = Some(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::members::agreed_order::agreed;

    fn orders_of(places: &[MemberPosition], levels: &[Level]) -> Option<Vec<Option<i32>>> {
        agreed(places, levels).map(|layout| layout.order)
    }

    /// Members by name in the order of the table, of JSON, and of XML (`ns:name`).
    fn of(table: &[&str], json: &[&str], xml: &[&str], own: Option<&str>) -> Layout {
        layout(&of_names(table, json, xml), own, Orders::Shown)
    }

    fn of_names(table: &[&str], json: &[&str], xml: &[&str]) -> Vec<MemberPosition> {
        table
            .iter()
            .map(|name| MemberPosition {
                name: (*name).to_owned(),
                json: json.iter().position(|other| other == name),
                xml: xml.iter().enumerate().find_map(|(place, element)| {
                    let (namespace, element) = element.split_once(':')?;
                    (element == *name).then(|| (place, namespace.to_owned(), element.to_owned()))
                }),
                listed: true,
                ..MemberPosition::default()
            })
            .collect()
    }

    fn members(layout: &Layout) -> Vec<&[usize]> {
        layout.levels.iter().map(|level| level.members.as_slice()).collect()
    }

    #[test]
    fn the_common_case_needs_nothing() {
        let found = of(&["B", "A"], &["B", "A"], &["n:A", "n:B"], Some("n"));
        assert_eq!(members(&found), [&[0, 1][..]]);
        assert!(found.order.iter().chain(&found.json_order).all(Option::is_none));
    }

    #[test]
    fn another_namespace_is_a_base_class() {
        let found = of(&["Id", "Code"], &["Id", "Code"], &["base:Code", "n:Id"], Some("n"));
        assert_eq!(members(&found), [&[1][..], &[0]]);
        assert_eq!(found.levels.first().map(|level| level.why), Some(Why::Namespace));
        // A class without members of its own.
        let found = of(&["Code"], &["Code"], &["base:Code"], Some("n"));
        assert_eq!(members(&found), [&[0][..], &[]]);
    }

    #[test]
    fn out_of_order_and_last_elsewhere_is_a_base_class() {
        let found = of(
            &["Home", "Cell", "Other"],
            &["Home", "Cell", "Other"],
            &["n:Other", "n:Cell", "n:Home"],
            Some("n"),
        );
        assert_eq!(members(&found), [&[2][..], &[0, 1]]);
        assert_eq!(found.levels.first().map(|level| level.why), Some(Why::Order));
    }

    #[test]
    fn an_order_moves_a_member_in_json_too() {
        let found = of(
            &["first_name", "last_name", "Zone", "age"],
            &["Zone", "age", "last_name", "first_name"],
            &["n:Zone", "n:age", "n:last_name", "n:first_name"],
            Some("n"),
        );
        assert_eq!(found.order, [Some(2), Some(1), None, None]);
        assert!(found.json_order.iter().all(Option::is_none));
    }

    #[test]
    fn members_of_one_order_are_sorted_by_name_and_as_the_table_has_them() {
        let found = of(
            &["Message", "Code", "Line", "Zone", "Id"],
            &["Zone", "Id", "Message", "Code", "Line"],
            &["n:Id", "n:Zone", "n:Code", "n:Line", "n:Message"],
            Some("n"),
        );
        assert_eq!(found.order, [Some(1), Some(1), Some(1), None, None]);
        assert!(found.json_order.iter().all(Option::is_none));
    }

    #[test]
    fn all_have_an_order_where_the_base_is_first_in_json() {
        let found = of(
            &["Mail", "Code", "Zone", "Id"],
            &["Id", "Mail", "Zone", "Code"],
            &["base:Id", "n:Mail", "n:Zone", "n:Code"],
            Some("n"),
        );
        assert_eq!(found.order, [Some(1), Some(3), Some(2), None]);
        assert!(found.json_order.iter().all(Option::is_none));
    }

    #[test]
    fn json_may_have_an_order_of_its_own() {
        let found = of(&["Leads", "Status", "Message"], &["Status", "Message", "Leads"], &[], None);
        assert_eq!(found.json_order, [Some(1), None, None]);
        let found =
            of(&["id", "name", "Early"], &["Early", "id", "name"], &["n:Early", "n:id", "n:name"], Some("n"));
        assert_eq!(found.json_order, [None, None, Some(-2)]);
    }

    #[test]
    fn orders_of_base_and_derived_class_count_together_in_json() {
        // The base class has C and D (Order 1), the derived one A (Order 2) and B.
        let table = ["A", "B", "D", "C"];
        let places = of_names(&table, &["B", "C", "D", "A"], &["base:C", "base:D", "n:B", "n:A"]);
        let found = layout(&places, Some("n"), Orders::Shown);
        assert!(found.json_order.iter().any(Option::is_some));
        assert_eq!(orders_of(&places, &found.levels), Some(vec![Some(2), None, Some(1), None]));
        // XML is in order: it is JSON's own.
        let places = of_names(&table, &["B", "C", "D", "A"], &["base:C", "base:D", "n:A", "n:B"]);
        assert_eq!(orders_of(&places, &layout(&places, Some("n"), Orders::Shown).levels), None);
        // No order explains both.
        let places = of_names(&table, &["A", "D", "B", "C"], &["base:C", "base:D", "n:B", "n:A"]);
        assert_eq!(orders_of(&places, &layout(&places, Some("n"), Orders::Shown).levels), None);
    }

    #[test]
    fn what_stands_in_order_before_a_cut_and_lacks_others_is_a_further_base_class() {
        let table = ["Colour", "Depot", "Weight", "Alias", "Notes", "Key"];
        let mut places = of_names(&table, &table, &["n:Key", "n:Alias", "n:Notes"]);
        let found = layout(&places, Some("n"), Orders::CutOff);
        assert_eq!(members(&found), [&[5][..], &[3, 4], &[0, 1, 2]]);
        for place in places.iter_mut().filter(|place| place.name == "Weight") {
            place.tag = Tag::Begun;
        }
        let found = layout(&places, Some("n"), Orders::CutOff);
        assert_eq!(members(&found), [&[5][..], &[2, 3, 4], &[0, 1]]);
    }

    #[test]
    fn what_xml_lacks_stays_where_the_table_has_it() {
        let found = of(&["Id", "Shown", "At"], &["Id", "Shown", "At"], &["base:At", "n:Id"], Some("n"));
        assert_eq!(members(&found), [&[2][..], &[0, 1]]);
    }

    #[test]
    fn json_tells_how_many_have_no_order() {
        /// What JSON has if so many of the members have no order.
        fn agrees(places: &[MemberPosition], members: &[usize], free: usize) -> bool {
            let mut expected: Vec<usize> = members.iter().take(free).copied().collect();
            expected.sort_unstable();
            expected.extend(members.iter().skip(free));
            let found: Vec<usize> = expected.iter().filter_map(|at| json(places, *at)).collect();
            found.is_sorted()
        }
        let mut random = 1_u64;
        let mut next = |below: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(random >> 33).unwrap_or(0) % below
        };
        for _ in 0..20_000 {
            let count = next(6) + 1;
            let mut members: Vec<usize> = (0..count).collect();
            let mut in_json = members.clone();
            for at in 0..count {
                members.swap(at, next(count));
                in_json.swap(at, next(count));
            }
            let place = |at: usize, json: usize| MemberPosition {
                json: (at != json).then_some(json),
                ..MemberPosition::default()
            };
            let places: Vec<MemberPosition> =
                in_json.iter().enumerate().map(|(at, json)| place(at, *json)).collect();
            let first = next(count + 1);
            let expected = (0..=first).rev().find(|free| agrees(&places, &members, *free));
            assert_eq!(agreed_by_json(&places, &members, first), expected, "{members:?} {in_json:?} {first}");
        }
    }

    #[test]
    fn many_members_cost_little() {
        const MANY: usize = 100_000;
        // Out of order everywhere, and in JSON in the order of XML.
        let place = |at: usize| MemberPosition {
            name: String::new(),
            json: Some(MANY - 1 - at),
            xml: Some((MANY - 1 - at, "n".to_owned(), format!("{:06}", at * 7 % MANY))),
            listed: true,
            ..MemberPosition::default()
        };
        let places: Vec<MemberPosition> = (0..MANY).map(place).collect();
        assert_eq!(layout(&places, Some("n"), Orders::Shown).order.len(), MANY);
    }
}
