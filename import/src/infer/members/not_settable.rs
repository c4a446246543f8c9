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

/// What is open of a member behind whose text a cut page has no number.
const NOT_TOLD: &str = "samples give all that can be set a value of their own, and this shows another one: it may have no \
                        setter, so that XML does not have it; the page ends before the numbers that would tell";

/// Whether a member can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setter {
    /// It was counted, or nothing says that it was not.
    Taken,
    /// It was not counted.
    None,
    /// The page ends before what would tell.
    Open,
}

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
        let setter = match ways(&at) {
            Ways { skipped: false, .. } => Setter::Taken,
            Ways { counted: true, .. } if takes_open => setter_of_last(member, seen),
            Ways { counted: true, .. } => Setter::Taken,
            Ways { counted: false, .. } => Setter::None,
        };
        let Some(fact) = place(member).and_then(|place| result.members.get_mut(place)) else { continue };
        match setter {
            Setter::Taken => {}
            Setter::None => {
                fact.only = Some("json");
                fact.remarks.push(Remark::inferred(NOT_SET));
            }
            Setter::Open => {
                let advice = "import the whole page, or write this if it has no setter";
                fact.remarks.push(Remark::open(NOT_TOLD).write(advice, &["only"], "\"json\""));
            }
        }
    }
}

/// Finds whether a member can be set behind which nothing is counted. It is taken for a getter's if it shows a text, or
/// the default of its type, where the table says what it is and JSON has no more. A number may just as well be a person's.
fn setter_of_last(member: &SeenMember, seen: &Seen) -> Setter {
    if member.slot.page == PageType::Unknown {
        return Setter::Taken;
    }
    let is_default = match &member.slot.json {
        JsonForm::Whole(number) | JsonForm::Fraction(number) => number.parse() == Ok(0.0),
        _ => member.slot.origin == ValueOrigin::NotSet,
    };
    let is_text = is_other_text(member, seen);
    match (is_default || is_text, seen.whole.json) {
        (true, true) => Setter::None,
        (true, false) if is_text => Setter::Open,
        (false, _) | (true, false) => Setter::Taken,
    }
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
