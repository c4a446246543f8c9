//! Explains the numbers that an object's samples show: which members the engine has counted.

use super::{
    counter::{self, Counted, Step},
    gaps,
};
use crate::infer::{
    samples::form::{CHAR, JsonForm, SAMPLE_STRING, Text, ValueOrigin, XmlForm},
    types::{
        registry::Registry,
        resolve::shown,
        seen::{Digits, Kind, Seen, SeenMember, Slot},
    },
    wording::words::{PageType, Word},
};

/// An explanation of an object's numbers.
pub(crate) struct Solution {
    pub(crate) steps: Vec<Step>,
    pub(crate) counted: Counted,
    /// The members whose numbers it does not explain.
    pub(crate) odd: Vec<usize>,
    /// The one member that was counted and shows another number.
    pub(crate) computed: Option<usize>,
}

impl Solution {
    /// Returns whether all numbers are explained by members that take null and members that do not.
    pub(crate) fn is_plain(&self) -> bool {
        self.is_explained() && self.counted.fields_from.is_none()
    }

    /// Returns whether all numbers are explained so, but for values that nobody has set.
    pub(crate) fn is_plain_but_for_unset(&self, seen: &Seen) -> bool {
        let is_unset = |at: &usize| {
            seen.members.get(*at).is_some_and(|member| member.slot.origin == ValueOrigin::NotSet)
        };
        self.computed.is_none() && self.counted.is_plain() && self.odd.iter().all(is_unset)
    }

    /// Returns whether all numbers are explained by the members that are there, be some of them fields.
    pub(crate) fn is_explained(&self) -> bool {
        self.odd.is_empty() && self.computed.is_none() && !self.counted.hidden
    }
}

/// Explains the numbers of an object. A property that XML lacks has no public setter: if it has one all the
/// same, it was set and counted, which is tried first, as its value is the engine's then.
///
/// From `fields` on they are known to be fields.
pub(crate) fn solve(registry: &Registry, seen: &Seen, fields: Option<usize>) -> Option<Solution> {
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
        let counted = Counted::plain(nullable);
        return Some(Solution { steps: unset, counted, odd: Vec::new(), computed: None });
    }
    if set != unset
        && let Some(counted) = counter::solve(&set)
        && counted.is_plain()
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
            let counted = Counted::plain(nullable);
            return Some(Solution { steps, counted, odd: Vec::new(), computed: Some(computed) });
        }
        // What comes behind a cut may explain the numbers otherwise, unless both sides of a gap stand before
        // it.
        if counted.is_plain() || is_whole(seen) || (counted.hidden && is_gap_before_cut(seen, &unset)) {
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
    if but_one.is_none()
        && is_whole(seen)
        && let Some((computed, nullable)) = counter::solve_with_computed(&unset, has_setter)
    {
        let counted = Counted::plain(nullable);
        return Some(Solution { steps: unset, counted, odd: Vec::new(), computed: Some(computed) });
    }
    let (odd, nullable) = but_one.or_else(|| counter::solve_but_some(&unset))?;
    Some(Solution { steps: unset, counted: Counted::plain(nullable), odd, computed: None })
}

/// Returns whether JSON that is cut off shows that the engine has counted members that it does not show.
fn is_gap_before_cut(seen: &Seen, steps: &[Step]) -> bool {
    seen.formats.json && !seen.whole.json && gaps::go_on(seen, steps)
}

/// What the members of an object do to the counter.
pub(crate) fn steps_of(registry: &Registry, seen: &Seen) -> Vec<Step> {
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
    // Where few numbers are the engine's, none may be, unless a text of the engine's is counted with them.
    let are_engines = steps.iter().any(|step| matches!(step, Step::Counts(Some(2..))));
    if odd.is_empty() || (!are_engines && steps.iter().filter(|step| is_counted(step)).count() < odd.len()) {
        return None;
    }
    [Step::Skip, Step::Unknown].into_iter().find_map(|other| {
        let steps: Vec<Step> =
            steps.iter().map(|step| if is_uncounted(step) { other } else { *step }).collect();
        let of_fields = |from| {
            let nullable = counter::solve_with_fields(&steps, from)?;
            Some(Counted::plain(nullable))
        };
        let counted = fields.map_or_else(|| counter::solve(&steps), of_fields)?;
        counted.is_plain().then(|| Solution { steps, counted, odd: odd.clone(), computed: None })
    })
}

/// Returns whether the number of a member is the next one behind those that the others show.
pub(crate) fn is_perhaps_last(steps: &[Step], at: usize) -> bool {
    let others = steps.iter().enumerate().filter(|(other, _)| *other != at);
    let greatest = others.filter_map(|(_, step)| step.number()).max();
    greatest.is_some() && steps.get(at).and_then(Step::number) == greatest.map(|greatest| greatest + 1)
}

/// Returns whether all that can have been counted is there: JSON shows as much beside XML that is cut off as it does
/// alone.
pub(crate) fn is_whole(seen: &Seen) -> bool {
    if seen.formats.json { seen.whole.json } else { seen.whole.xml }
}

/// Whose texts a sample shows.
pub(crate) enum Texts {
    Engine,
    /// Most are the engine's, or are counted as those are; some members have values of their own, be it that they are
    /// computed or that the site gave them: whether these were counted nobody knows.
    Mixed,
    /// Somebody's own: the whole object may be somebody's own sample.
    Own,
}

pub(crate) fn texts(seen: &Seen) -> Texts {
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
pub(crate) fn is_other_text(member: &SeenMember, seen: &Seen) -> bool {
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

pub(crate) fn is_read_only(member: &SeenMember, seen: &Seen) -> bool {
    seen.formats.json && seen.formats.xml && seen.whole.xml && member.json.is_some() && member.xml.is_none()
}

/// The number of a member whose value the engine never sets: no counter shows it.
const NO_COUNT: Step = Step::Value(Some(0));

/// What a member does to the counter if it is set.
pub(crate) fn step(registry: &Registry, member: &SeenMember) -> Step {
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
        (JsonForm::Whole(text), _) | (JsonForm::Absent, XmlForm::Whole(text)) if text == "64" => Step::Byte,
        (JsonForm::Whole(_) | JsonForm::Fraction(_), _)
        | (JsonForm::Absent, XmlForm::Whole(_) | XmlForm::Fraction(_)) => Step::Value(shown(slot)),
        (JsonForm::Object { .. }, _) | (_, XmlForm::Any) => Step::Counts(None),
        _ => Step::Value(None),
    }
}
