//! Whether members take null, from the numbers that samples show.

use std::collections::HashMap;

use datacontract_codegen::spec::remarks::doubts;

use super::{
    counter::{self, Nullable, Step},
    facts::{CANNOT_BE_SET, Facts},
    gaps, not_settable,
    solution::{Solution, Texts, is_perhaps_last, is_read_only, is_whole, solve, step, steps_of, texts},
};
use crate::{
    clr_name::FullName,
    infer::{
        model::{Remark, TAKES_NULL, push_once},
        samples::form::{JsonForm, XmlForm},
        types::{
            registry::Registry,
            seen::{OfDefault, Seen, SeenMember, Slot},
        },
        wording::words::PageType,
    },
    outline::words::NullColumn,
    page::Row,
};

/// Keeps what the types' own names say, and the nulls that samples show, which are better proof than numbers.
/// `defaults_left_out` says that JSON leaves out what has the default of its type.
pub(crate) fn declarations(result: &mut Facts, defaults_left_out: bool) {
    for fact in &mut result.members {
        let declared = fact.row.as_ref().map(|row| declared(&row.ty)).unwrap_or_default();
        if declared != Nullable::Unknown {
            fact.nullable = declared;
        } else if fact.slots.iter().any(shows_null) {
            fact.nullable = Nullable::Takes;
        } else if fact.row.as_ref().is_some_and(takes_no_null) {
            fact.nullable = Nullable::Never;
        } else if defaults_left_out && fact.slots.iter().any(|slot| slot.of_default == OfDefault::LeftOut) {
            // Of what takes null only null is left out.
            fact.nullable = Nullable::Never;
        }
    }
}

/// Returns whether a column of the table says that null may not stand there.
fn takes_no_null(row: &Row) -> bool {
    row.annotations.iter().any(|text| NullColumn::of(text) == Some(NullColumn::Refuses))
}

/// Returns whether a sample has null there.
fn shows_null(slot: &Slot) -> bool {
    slot.json == JsonForm::Null || matches!(slot.xml, XmlForm::Nil | XmlForm::NilOfSystem)
}

/// Returns what the type's own name says, where a page shows it as .NET has it: the words of stock pages say
/// nothing.
pub(crate) fn declared(ty: &str) -> Nullable {
    let Some(name) = FullName::parse(ty).filter(|name| name.arrays == 0) else { return Nullable::Unknown };
    let is_value = name.name.starts_with("System.")
        && name.arguments.is_empty()
        && matches!(PageType::parse(ty), PageType::Word(word) if word.is_value());
    if name.is_nullable || name.is_one_of(&["Nullable"]) {
        Nullable::Takes
    } else if is_value {
        Nullable::Never
    } else {
        Nullable::Unknown
    }
}

/// Solves the counters of each shape, and puts what they say together. Gives the place of the first field.
pub(crate) fn counters(
    registry: &Registry,
    result: &mut Facts,
    seen: &[Seen],
    places: &HashMap<&str, usize>,
) -> Option<usize> {
    let is_engines = |seen: &&Seen| seen.counted && is_whole(seen) && matches!(texts(seen), Texts::Engine);
    for seen in seen.iter().filter(|seen| is_in_unknown_order(seen)).filter(is_engines) {
        if !shows_order(seen) {
            by_numbers_alone(registry, seen, places, Ones::Open, result);
        }
        if let Some(remark) = gaps::remark_in_any_order(&steps_of(registry, seen)) {
            push_once(&mut result.remarks, remark);
        }
    }
    let mut fields_from = None;
    for seen in seen.iter().filter(|seen| seen.counted && shows_order(seen)) {
        // Without a table, XML has what a base class declares before the others.
        let texts = texts(seen);
        let is_mixed = match texts {
            Texts::Engine => is_in_unknown_order(seen),
            Texts::Mixed => true,
            Texts::Own => continue,
        };
        let is_field = |member: &SeenMember| {
            let place = places.get(member.key.as_str());
            place.and_then(|place| result.members.get(*place)).is_some_and(|fact| fact.field)
        };
        let known = seen.members.iter().position(is_field);
        let Some(solution) = solve(registry, seen, known) else {
            if is_mixed {
                continue;
            }
            if !is_whole(seen) {
                by_numbers_alone(registry, seen, places, Ones::Shown, result);
                let steps = steps_of(registry, seen);
                let is_one_run =
                    seen.formats.json && counter::solve(&steps).is_some_and(|counted| counted.hidden);
                if let Some(remark) = gaps::remark_before_cut(seen, &steps).filter(|_| is_one_run) {
                    push_once(&mut result.remarks, remark);
                }
                continue;
            }
            let text =
                "the numbers of a sample fit no assignment of types that take null and types that do not";
            let advice = "check against an answer of the service which members take null";
            push_once(&mut result.remarks, Remark::open(text).advise(advice));
            continue;
        };
        let is_odd = !solution.odd.is_empty() || solution.computed.is_some();
        if is_mixed && !solution.is_plain_but_for_unset(seen) {
            if matches!(texts, Texts::Engine) {
                by_numbers_alone(registry, seen, places, Ones::Open, result);
            }
            continue;
        }
        note_unexplained(registry, seen, &solution, places, result);
        not_settable::note(seen, &solution, places, result);
        let Solution { steps, mut counted, .. } = solution;
        leave_ones_open(seen, &steps, &mut counted.nullable);
        settle_read_only(seen, &steps, places, result, &mut counted.nullable);
        if counted.fields_from.is_some() && seen.members.len() == result.members.len() {
            fields_from = counted.fields_from;
        }
        // Fields are counted from 1 again, so that one more of them shows it.
        let ones = all_show_one(&steps, &counted.nullable, known.or(counted.fields_from));
        // Nothing shows which one.
        let is_one_counted = !is_odd && !counted.hidden && is_one_counted(&steps, &ones);
        for ((member, nullable), is_one) in seen.members.iter().zip(counted.nullable).zip(ones) {
            let place = places.get(member.key.as_str()).copied();
            let Some(fact) = place.and_then(|place| result.members.get_mut(place)) else { continue };
            match (fact.nullable, nullable) {
                (Nullable::Unknown, Nullable::Unknown) if is_one && is_one_counted => {
                    let text =
                        "several numbers all show 1, and one of them was counted: all the others take null";
                    push_once(&mut fact.remarks, Remark::inferred(text));
                }
                (Nullable::Unknown, Nullable::Unknown) if is_one => {
                    fact.nullable = Nullable::Takes;
                    let text = doubts::TAKEN_TO_TAKE_NULL;
                    push_once(&mut fact.remarks, Remark::inferred(text));
                }
                (_, Nullable::Unknown) => {}
                (Nullable::Unknown, known) => fact.nullable = known,
                (before, now) if before == now => {}
                _ => {
                    fact.nullable = Nullable::Unknown;
                    let text = "one sample says that it takes null, another that it does not";
                    push_once(
                        &mut fact.remarks,
                        Remark::open(text).advise(TAKES_NULL).decided_by(&["type", "nullable"]),
                    );
                }
            }
        }
    }
    fields_from
}

/// Says of the numbers of an object which of them are of another origin than the counter, and which the counter has
/// that no member shows.
fn note_unexplained(
    registry: &Registry,
    seen: &Seen,
    solution: &Solution,
    places: &HashMap<&str, usize>,
    result: &mut Facts,
) {
    let Solution { steps, counted, odd, computed } = solution;
    let mut note = |at: usize, text: &str| {
        let place = seen.members.get(at).and_then(|member| places.get(member.key.as_str()));
        // Of a number that was never set, a remark of its own says what it may be.
        if let Some(fact) = place
            .and_then(|place| result.members.get_mut(*place))
            .filter(|fact| !fact.is_unset_number_of_thing())
        {
            push_once(&mut fact.remarks, Remark::inferred(text));
        }
    };
    for at in odd.iter().copied() {
        let is_in_json_alone = seen.members.get(at).is_some_and(|member| member.xml.is_none());
        note(
            at,
            if is_in_json_alone && is_perhaps_last(steps, at) {
                "its number is the next one behind those of the others: it is computed, or it is counted last and JSON \
                 has it at another place (`JsonProperty(Order)`)"
            } else {
                "its value fits no count, as if it were computed: it is left out of the reckoning"
            },
        );
    }
    let all = || steps_of(registry, seen);
    if let Some(at) = *computed {
        let all = all();
        let has_gaps = counter::solve(&all).is_some();
        match gaps::remark_or_computed(seen, &all, at).filter(|_| has_gaps) {
            Some(remark) => push_once(&mut result.remarks, remark),
            None => note(at, "the numbers count it, and it shows another: its value is taken to be computed"),
        }
    }
    if counted.hidden {
        let unsure = "the numbers of a sample have gaps, as if members that count were hidden";
        let remark = gaps::remark(seen, &all()).unwrap_or_else(|| Remark::inferred(unsure));
        push_once(&mut result.remarks, remark);
    }
}

/// Keeps which members without a public setter were counted all the same.
fn settle_read_only(
    seen: &Seen,
    steps: &[Step],
    places: &HashMap<&str, usize>,
    result: &mut Facts,
    nullable: &mut [Nullable],
) {
    for (at, member) in seen.members.iter().enumerate().filter(|(_, member)| is_read_only(member, seen)) {
        let place = places.get(member.key.as_str()).copied();
        let Some(fact) = place.and_then(|place| result.members.get_mut(place)) else { continue };
        let nullable = nullable.get_mut(at);
        let is_counted = matches!(steps.get(at), Some(Step::Counts(Some(_))))
            || nullable.as_deref() == Some(&Nullable::Never);
        if is_counted {
            let text = "XML does not have it, yet it was set and counted: its setter is not public";
            fact.remarks.retain(|remark| remark.text != CANNOT_BE_SET);
            push_once(&mut fact.remarks, Remark::inferred(text));
        } else if let Some(nullable) = nullable {
            // It may just as well have no setter at all.
            *nullable = Nullable::Unknown;
        }
    }
}

/// Returns whether the numbers of samples allow that members are fields from one on, which are counted from 1
/// again: not if all members are counted in one go.
pub(crate) fn may_be_fields(
    registry: &Registry,
    seen: &[Seen],
    places: &HashMap<&str, usize>,
    from: usize,
) -> bool {
    let allows = |seen: &Seen| {
        let is_first = |member: &SeenMember| places.get(member.key.as_str()) == Some(&from);
        let Some(first) = seen.members.iter().position(is_first) else { return true };
        let steps: Vec<Step> = seen.members.iter().map(|member| step(registry, member)).collect();
        !counter::is_in_one_go(&steps) || counter::solve_with_fields(&steps, first).is_some()
    };
    seen.iter().filter(|seen| seen.counted && seen.formats.json).all(allows)
}

/// Whether members that show 1 are of one counter with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ones {
    /// JSON has them in one object.
    Shown,
    /// XML alone has them: some may be fields, which are counted from 1 again.
    Open,
}

/// Keeps what numbers say whatever the order of the members, where a cut may hide what would explain them, or no format
/// shows the order: only what was counted shows more than 1, and of what shows 1 one alone was counted.
fn by_numbers_alone(
    registry: &Registry,
    seen: &Seen,
    places: &HashMap<&str, usize>,
    ones: Ones,
    result: &mut Facts,
) {
    /// One number of so many may be of another origin.
    const FEW: usize = 4;
    let steps: Vec<Step> = seen.members.iter().map(|member| step(registry, member)).collect();
    let mut numbers: Vec<u32> = steps.iter().filter_map(Step::number).filter(|number| *number > 1).collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    // Members that the cut hides may have been counted, or a getter computes it.
    let is_beyond = |number: u32| steps.len() < number as usize;
    let beyond = numbers.iter().filter(|number| is_beyond(**number)).count();
    if numbers.len() < count || beyond * FEW > count {
        // Two counters, or none of the engine's.
        return;
    }
    let is_first_taken = steps.contains(&Step::Counts(Some(1)));
    for (member, step) in seen.members.iter().zip(&steps) {
        // An enum may show any number in JSON, and a word in XML.
        let is_number = matches!(member.slot.page, PageType::Word(_)) || !seen.formats.json;
        let nullable = match step {
            Step::Value(Some(1)) if is_first_taken && ones == Ones::Shown => Nullable::Takes,
            Step::Value(Some(number)) if *number > 1 && !is_beyond(*number) => Nullable::Never,
            _ => continue,
        };
        let place = places.get(member.key.as_str()).filter(|_| is_number);
        if let Some(fact) = place.and_then(|place| result.members.get_mut(*place))
            && fact.nullable == Nullable::Unknown
        {
            fact.nullable = nullable;
        }
    }
}

/// Takes back which of several members that show 1 was counted if XML alone has one of them: nothing tells where that
/// one is declared.
fn leave_ones_open(seen: &Seen, steps: &[Step], nullable: &mut [Nullable]) {
    let is_one = |at: usize| steps.get(at) == Some(&Step::Value(Some(1)));
    let is_alone = |member: &SeenMember| member.json.is_none() && member.row.is_none();
    let mut members = seen.members.iter().enumerate();
    if seen.formats.json && members.any(|(at, member)| is_alone(member) && is_one(at)) {
        for (_, nullable) in nullable.iter_mut().enumerate().filter(|(at, _)| is_one(*at)) {
            *nullable = Nullable::Unknown;
        }
    }
}

/// Which members are among many that show 1 although one of them at most can be the first that was counted: of the
/// properties, if the members are fields from `fields` on.
fn all_show_one(steps: &[Step], nullable: &[Nullable], fields: Option<usize>) -> Vec<bool> {
    const MANY: usize = 3;
    let is_one = |(step, nullable): (&Step, &Nullable)| {
        *step == Step::Value(Some(1)) && *nullable == Nullable::Unknown
    };
    let properties = fields.unwrap_or(steps.len());
    let all = steps.iter().zip(nullable).enumerate();
    let ones: Vec<bool> = all.map(|(at, of)| at < properties && is_one(of)).collect();
    let count = ones.iter().filter(|one| **one).count();
    if count >= MANY { ones } else { vec![false; ones.len()] }
}

/// Returns whether the numbers of an object need one of these members, which show 1, to be counted.
fn is_one_counted(steps: &[Step], ones: &[bool]) -> bool {
    let skipped = |(step, is_one): (&Step, &bool)| if *is_one { Step::Skip } else { *step };
    let without: Vec<Step> = steps.iter().zip(ones).map(skipped).collect();
    counter::is_in_one_go(steps) && !counter::is_in_one_go(&without)
}

/// Returns whether nothing shows in which order the engine has counted the members.
fn is_in_unknown_order(seen: &Seen) -> bool {
    !seen.formats.json && !has_rows(seen)
}

/// Returns whether members stand in the order in which the engine counts them.
fn shows_order(seen: &Seen) -> bool {
    seen.formats.json || has_rows(seen) || seen.is_of_xml_serializer()
}

fn has_rows(seen: &Seen) -> bool {
    seen.members.iter().any(|member| member.row.is_some())
}
