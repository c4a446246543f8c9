//! Whether members take null, from the numbers that samples show.

use std::collections::HashMap;

use datacontract_codegen::spec::remarks::doubts;

use super::{
    counter::{self, Counted, Nullable, Step},
    facts::{CANNOT_BE_SET, Facts},
    form::{CHAR, JsonForm, SAMPLE_STRING, Text, ValueOrigin, XmlForm},
    gaps,
    model::{Remark, TAKES_NULL},
    not_settable,
    resolve::shown,
    seen::{Digits, Kind, OfDefault, Seen, SeenMember, Slot},
    types::Registry,
    words::{PageType, Word},
};
use crate::{clr_name::FullName, outline::words::NullColumn, page::Row};

/// Keeps what the types' own names say, and the nulls that samples show, which are better proof than numbers.
/// `defaults_left_out` says that JSON leaves out what has the default of its type.
pub(super) fn declarations(result: &mut Facts, defaults_left_out: bool) {
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
pub(super) fn declared(ty: &str) -> Nullable {
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
pub(super) fn counters(
    registry: &Registry,
    result: &mut Facts,
    seen: &[Seen],
    places: &HashMap<&str, usize>,
) -> Option<usize> {
    let is_engines = |seen: &&Seen| seen.counted && is_whole(seen) && matches!(texts(seen), Texts::Engine);
    for seen in seen.iter().filter(|seen| is_in_unknown_order(seen)).filter(is_engines) {
        if let Some(remark) = gaps::remark_in_any_order(&steps_of(registry, seen)) {
            push_once(&mut result.remarks, remark);
        }
    }
    let mut fields_from = None;
    for seen in seen.iter().filter(|seen| seen.counted && shows_order(seen)) {
        // Without a table, XML has what a base class declares before the others.
        let is_mixed = match texts(seen) {
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
                by_numbers_alone(registry, seen, places, result);
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

/// Returns whether the number of a member is the next one behind those that the others show.
pub(super) fn is_perhaps_last(steps: &[Step], at: usize) -> bool {
    let others = steps.iter().enumerate().filter(|(other, _)| *other != at);
    let greatest = others.filter_map(|(_, step)| step.number()).max();
    greatest.is_some() && steps.get(at).and_then(Step::number) == greatest.map(|greatest| greatest + 1)
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
pub(super) fn may_be_fields(
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

/// Returns whether all that can have been counted is there: JSON shows as much beside XML that is cut off as it does
/// alone.
pub(super) fn is_whole(seen: &Seen) -> bool {
    if seen.formats.json { seen.whole.json } else { seen.whole.xml }
}

/// An explanation of an object's numbers.
pub(super) struct Solution {
    pub(super) steps: Vec<Step>,
    counted: Counted,
    /// The members whose numbers it does not explain.
    pub(super) odd: Vec<usize>,
    /// The one member that was counted and shows another number.
    computed: Option<usize>,
}

impl Solution {
    /// Returns whether all numbers are explained by members that take null and members that do not.
    pub(super) fn is_plain(&self) -> bool {
        self.is_explained() && self.counted.fields_from.is_none()
    }

    /// Returns whether all numbers are explained so, but for values that nobody has set.
    fn is_plain_but_for_unset(&self, seen: &Seen) -> bool {
        let is_unset = |at: &usize| {
            seen.members.get(*at).is_some_and(|member| member.slot.origin == ValueOrigin::NotSet)
        };
        let is_plain = self.computed.is_none() && !self.counted.hidden && self.counted.fields_from.is_none();
        is_plain && self.odd.iter().all(is_unset)
    }

    /// Returns whether all numbers are explained by the members that are there, be some of them fields.
    pub(super) fn is_explained(&self) -> bool {
        self.odd.is_empty() && self.computed.is_none() && !self.counted.hidden
    }
}

/// Keeps what numbers say whatever the order of the members, where a cut may hide what would explain them: only what
/// was counted shows more than 1, and of what shows 1 one alone was counted.
fn by_numbers_alone(registry: &Registry, seen: &Seen, places: &HashMap<&str, usize>, result: &mut Facts) {
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
        // An enum may show any number.
        let is_number = matches!(member.slot.page, PageType::Word(_));
        let nullable = match step {
            Step::Value(Some(1)) if is_first_taken => Nullable::Takes,
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

/// Explains the numbers of an object. A property that XML lacks has no public setter: if it has one all the
/// same, it was set and counted, which is tried first, as its value is the engine's then.
///
/// From `fields` on they are known to be fields.
pub(super) fn solve(registry: &Registry, seen: &Seen, fields: Option<usize>) -> Option<Solution> {
    let set = steps_of(registry, seen);
    let unset: Vec<Step> = seen
        .members
        .iter()
        .zip(&set)
        .map(|(member, step)| if is_read_only(member, seen) { Step::Skip } else { *step })
        .collect();
    if let Some(from) = fields
        && let Some(nullable) = counter::solve_with_fields(&unset, from)
    {
        let counted = Counted { nullable, fields_from: None, hidden: false };
        return Some(Solution { steps: unset, counted, odd: Vec::new(), computed: None });
    }
    if set != unset
        && let Some(counted) = counter::solve(&set)
        && !counted.hidden
        && counted.fields_from.is_none()
    {
        return Some(Solution { steps: set, counted, odd: Vec::new(), computed: None });
    }
    // XML has what has a public setter.
    let has_setter = |at: usize| seen.members.get(at).is_some_and(|member| member.xml.is_some());
    if let Some(counted) = counter::solve(&unset) {
        if counted.hidden
            && is_whole(seen)
            && let Some((computed, nullable)) = counter::solve_with_computed(&unset, has_setter)
        {
            let mut steps = unset;
            if let Some(step) = steps.get_mut(computed) {
                *step = Step::Counts(None);
            }
            let counted = Counted { nullable, fields_from: None, hidden: false };
            return Some(Solution { steps, counted, odd: Vec::new(), computed: Some(computed) });
        }
        // What comes behind a cut may explain the numbers otherwise.
        let is_plain = counted.fields_from.is_none() && !counted.hidden;
        if is_plain || is_whole(seen) {
            return Some(Solution { steps: unset, counted, odd: Vec::new(), computed: None });
        }
        if !seen.formats.json {
            return None;
        }
    }
    if !seen.whole.json {
        // Nothing behind the cut can explain these.
        let is_beyond = |member: &SeenMember| member.slot.digits == Digits::Own;
        let steps = seen.members.iter().zip(&unset);
        let steps: Vec<Step> = steps
            .map(|(member, step)| if is_beyond(member) && step.number().is_some() { NO_COUNT } else { *step })
            .collect();
        return solve_without_uncounted(&steps, fields);
    }
    if let Some(solution) = solve_without_uncounted(&unset, fields).filter(|_| is_whole(seen)) {
        return Some(solution);
    }
    // What XML alone has, behind its cut, may have been counted too, but no number becomes smaller by that.
    let but_one = counter::solve_but_one(&unset).filter(|_| is_whole(seen));
    let but_one = but_one.map(|(odd, nullable)| (vec![odd], nullable));
    let explained = |nullable| Counted { nullable, fields_from: None, hidden: false };
    if but_one.is_none()
        && is_whole(seen)
        && let Some((computed, nullable)) = counter::solve_with_computed(&unset, has_setter)
    {
        let counted = explained(nullable);
        return Some(Solution { steps: unset, counted, odd: Vec::new(), computed: Some(computed) });
    }
    let (odd, nullable) = but_one.or_else(|| counter::solve_but_some(&unset))?;
    Some(Solution { steps: unset, counted: explained(nullable), odd, computed: None })
}

/// What the members of an object do to the counter.
pub(super) fn steps_of(registry: &Registry, seen: &Seen) -> Vec<Step> {
    seen.members.iter().map(|member| step_of(registry, member, seen)).collect()
}

fn step_of(registry: &Registry, member: &SeenMember, seen: &Seen) -> Step {
    match step(registry, member) {
        // The engine has set no text that shows no number, and nothing that XML lacks.
        Step::Counts(None)
            if is_read_only(member, seen) && member.slot.page == PageType::Word(Word::Text) =>
        {
            Step::Skip
        }
        _ if is_other_text(member, seen) => Step::Unknown,
        step => step,
    }
}

/// Explains the numbers of an object some of whose members show what the engine never sets: none of these was counted,
/// or, if that explains nothing, nobody knows which of them were.
///
/// From `fields` on they are known to be fields.
fn solve_without_uncounted(steps: &[Step], fields: Option<usize>) -> Option<Solution> {
    let is_uncounted = |step: &Step| *step == NO_COUNT;
    let is_counted = |step: &Step| matches!(step, Step::Counts(Some(_)) | Step::Value(Some(1..)));
    let odd: Vec<usize> =
        steps.iter().enumerate().filter(|(_, step)| is_uncounted(step)).map(|(at, _)| at).collect();
    // Where few are the engine's, none may be.
    if odd.is_empty() || steps.iter().filter(|step| is_counted(step)).count() < odd.len() {
        return None;
    }
    [Step::Skip, Step::Unknown].into_iter().find_map(|other| {
        let steps: Vec<Step> =
            steps.iter().map(|step| if is_uncounted(step) { other } else { *step }).collect();
        let of_fields = |from| {
            let nullable = counter::solve_with_fields(&steps, from)?;
            Some(Counted { nullable, fields_from: None, hidden: false })
        };
        let counted = fields.map_or_else(|| counter::solve(&steps), of_fields)?;
        let is_plain = !counted.hidden && counted.fields_from.is_none();
        is_plain.then(|| Solution { steps, counted, odd: odd.clone(), computed: None })
    })
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

fn push_once(remarks: &mut Vec<Remark>, remark: Remark) {
    if !remarks.contains(&remark) {
        remarks.push(remark);
    }
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

/// Whose texts a sample shows.
pub(super) enum Texts {
    Engine,
    /// Most are the engine's, or are counted as those are; some members have values of their own, be it that they are
    /// computed or that the site gave them: whether these were counted nobody knows.
    Mixed,
    /// Somebody's own: the whole object may be somebody's own sample.
    Own,
}

pub(super) fn texts(seen: &Seen) -> Texts {
    // What has a text of the engine's in it is computed from that.
    let is_computed = |member: &&&SeenMember| matches!(&member.slot.json, JsonForm::Text(Text::Other(text)) if text.contains(SAMPLE_STRING));
    let all: Vec<&SeenMember> = seen.members.iter().filter(|member| is_other_text(member, seen)).collect();
    let others = all.iter().filter(|member| !is_computed(member)).count();
    let is_engines = |member: &SeenMember| matches!(member.slot.json, JsonForm::Text(Text::Sample(_)));
    let are_set = seen.members.iter().any(is_engines);
    // Beside a text of the engine's, numbers that are counted with it are the engine's as well.
    let is_counted = |member: &&SeenMember| {
        is_engines(member) || (member.slot.kind == Kind::Simple && shown(&member.slot) >= Some(1))
    };
    let count = |fits: &dyn Fn(&&SeenMember) -> bool| seen.members.iter().filter(fits).count();
    if !are_set && seen.members.iter().any(|member| is_null_text(member, seen)) {
        return Texts::Own;
    }
    match others {
        0 if all.is_empty() => Texts::Engine,
        0 => Texts::Mixed,
        _ if count(&|member| is_engines(member)) > others => Texts::Mixed,
        _ if are_set && count(&is_counted) > others => Texts::Mixed,
        _ => Texts::Own,
    }
}

/// Returns whether a member shows null where the engine would set a text.
fn is_null_text(member: &SeenMember, seen: &Seen) -> bool {
    member.slot.page == PageType::Word(Word::Text)
        && member.slot.json == JsonForm::Null
        && !is_read_only(member, seen)
}

/// Returns whether a member shows a text that is not the engine's, where one would be.
pub(super) fn is_other_text(member: &SeenMember, seen: &Seen) -> bool {
    let is_text = match &member.slot.page {
        PageType::Word(word) => *word == Word::Text,
        PageType::Unknown => matches!(member.slot.xml, XmlForm::Absent | XmlForm::Text(_) | XmlForm::Empty),
        _ => false,
    };
    is_text
        && !is_read_only(member, seen)
        && member.slot.kind == Kind::Simple
        && matches!(&member.slot.json, JsonForm::Text(Text::Other(text)) if text != CHAR)
}

fn is_read_only(member: &SeenMember, seen: &Seen) -> bool {
    seen.formats.json && seen.formats.xml && seen.whole.xml && member.json.is_some() && member.xml.is_none()
}

/// The number of a member whose value the engine never sets: no counter shows it.
const NO_COUNT: Step = Step::Value(Some(0));

/// What a member does to the counter if it is set.
fn step(registry: &Registry, member: &SeenMember) -> Step {
    match step_if_set(registry, member) {
        Step::Value(_) | Step::Byte if member.slot.origin == ValueOrigin::NotSet => NO_COUNT,
        step => step,
    }
}

/// What a member does to the counter, if its value is one that the engine sets.
fn step_if_set(registry: &Registry, member: &SeenMember) -> Step {
    let slot = &member.slot;
    let is_there = slot.json.is_value() || slot.xml.is_value();
    let word = match &slot.page {
        PageType::Word(word) => Some(*word),
        PageType::Unknown => None,
        _ => return Step::Skip,
    };
    if !is_there {
        return if word.is_some() { Step::Unknown } else { Step::Skip };
    }
    if let Kind::Type(id) = slot.kind {
        // Enums and classes alike.
        debug_assert!(registry.types.get(id).is_some());
        return Step::Skip;
    }
    if matches!(slot.kind, Kind::List(_) | Kind::Dictionary(..) | Kind::Pair(_)) {
        return Step::Skip;
    }
    match word {
        Some(Word::Text | Word::Uri) => Step::Counts(shown(slot)),
        Some(Word::Object) => Step::Counts(None),
        Some(Word::Bytes) => Step::Skip,
        Some(Word::Integer | Word::Unsigned | Word::Sized(_) | Word::Number | Word::Exact(_)) => {
            Step::Value(shown(slot))
        }
        Some(_) => Step::Value(None),
        None => step_of_forms(slot),
    }
}

fn step_of_forms(slot: &Slot) -> Step {
    match (&slot.json, &slot.xml) {
        (JsonForm::Text(Text::Sample(number) | Text::Uri(number)), _)
        | (JsonForm::Absent, XmlForm::Text(Text::Sample(number) | Text::Uri(number))) => {
            Step::Counts(Some(*number))
        }
        (JsonForm::Text(Text::Bytes), _) => Step::Skip,
        // `byte` and `sbyte` show 64 wherever they stand.
        (JsonForm::Whole(text), _) if text == "64" => Step::Byte,
        (JsonForm::Whole(_) | JsonForm::Fraction(_), _) => Step::Value(shown(slot)),
        (JsonForm::Object { .. }, _) | (_, XmlForm::Any) => Step::Counts(None),
        _ => Step::Value(None),
    }
}
