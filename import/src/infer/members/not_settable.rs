//! Members that cannot be set. The engine sets all that it can, gives it a value of its own and counts it; a value of
//! another origin that no number counts is a getter's, and XML has nothing that cannot be set.

use std::collections::HashMap;

use super::{
    counter::{self, Step, Ways},
    facts::{Fact, Facts},
    solution::{Solution, is_other_text, is_perhaps_last},
};
use crate::infer::{
    model::Remark,
    samples::form::{JsonForm, Text, ValueOrigin},
    types::seen::{Seen, SeenMember},
    wording::words::{PageType, Word},
};

/// Why XML is taken to lack a member.
const NOT_SET: &str = "samples give all that can be set a value of their own, and this shows another one: it is taken \
                       to have no setter, so XML does not have it";

/// Notes the members of JSON that cannot be set, where XML is not there to its end, which would show it.
pub(crate) fn note(seen: &Seen, solution: &Solution, places: &HashMap<&str, usize>, result: &mut Facts) {
    let texts = seen.members.iter().filter(|member| is_engines_text(member)).count();
    let place = |member: &SeenMember| places.get(member.key.as_str()).copied();
    let is_field = |fact: &Fact| fact.field;
    if texts == 0 || result.members.iter().any(is_field) {
        return;
    }
    let is_candidate = |(at, member): &(usize, &SeenMember)| {
        let fact = place(member).and_then(|place| result.members.get(place));
        // An enum shows 0 as well, and can be set.
        let is_open =
            |fact: &Fact| fact.xml.is_none() && fact.only.is_none() && !fact.is_unset_number_of_thing();
        fact.is_some_and(is_open)
            && member.json.is_some()
            && !member.slot.is_cut_off
            && is_of_other_origin(*at, member, seen, solution)
    };
    let candidates: Vec<usize> =
        seen.members.iter().enumerate().filter(is_candidate).map(|(at, _)| at).collect();
    let mut steps = solution.steps.clone();
    for at in &candidates {
        if let Some(step) = steps.get_mut(*at) {
            *step = Step::Unknown;
        }
    }
    let Some(ways) = counter::ways(&steps).filter(|_| !candidates.is_empty()) else { return };
    let ways = |at: &usize| ways.get(*at).copied().unwrap_or_default();
    // Nothing counts what stands behind it: where there are many of these, a person may have written them.
    let is_open = |at: &&usize| ways(at) == Ways { counted: true, skipped: true };
    let takes_open = candidates.iter().filter(is_open).count() <= texts;
    for at in candidates {
        let Some(member) = seen.members.get(at) else { continue };
        let is_set = match ways(&at) {
            Ways { skipped: false, .. } => true,
            Ways { counted: true, .. } => !takes_open || !is_of_getter(member, seen),
            Ways { counted: false, .. } => false,
        };
        if let Some(fact) = place(member).and_then(|place| result.members.get_mut(place)).filter(|_| !is_set)
        {
            fact.only = Some("json");
            fact.remarks.push(Remark::inferred(NOT_SET));
        }
    }
}

/// Returns whether a value is taken for a getter's although nothing counts what stands behind it: a text, or the
/// default of its type, if the table says what it is and JSON has no more. A number may just as well be a person's.
fn is_of_getter(member: &SeenMember, seen: &Seen) -> bool {
    if !seen.whole.json || member.slot.page == PageType::Unknown {
        return false;
    }
    let is_default = match &member.slot.json {
        JsonForm::Whole(number) | JsonForm::Fraction(number) => number.parse() == Ok(0.0),
        _ => member.slot.origin == ValueOrigin::NotSet,
    };
    is_default || is_other_text(member, seen)
}

/// Returns whether a member shows a text that only the engine makes.
fn is_engines_text(member: &SeenMember) -> bool {
    matches!(member.slot.json, JsonForm::Text(Text::Sample(_) | Text::Uri(_)))
}

/// Returns whether the engine would have given a member another value.
fn is_of_other_origin(at: usize, member: &SeenMember, seen: &Seen, solution: &Solution) -> bool {
    let is_null_text = member.slot.page == PageType::Word(Word::Text) && member.slot.json == JsonForm::Null;
    let is_odd = solution.odd.contains(&at) && !is_perhaps_last(&solution.steps, at);
    is_null_text || is_odd || is_other_text(member, seen)
}
