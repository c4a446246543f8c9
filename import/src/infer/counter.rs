//! Nullability from the counters of samples.
//!
//! The engine makes samples by counting: in each object every simple member takes the next number, and shows it where
//! it can (`sample string 3`, `4`, `4.1`). A nullable member has a counter of its own, so it shows 1 and does not
//! advance the object's; nor do enums, collections and nested objects. Hence each member whose number shows fixes how
//! many of the members before it were counted.

use std::collections::BTreeSet;

/// What a member does to the counter of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing: an enum, a collection, an object; or it has no setter.
    Skip,
    /// Advances it: a text, an address, an `object`. The number, if it shows.
    Counts(Option<u32>),
    /// Advances it unless it is nullable: a number, a `bool`, a date. The number, if it shows.
    Value(Option<u32>),
    /// Advances it or not: what it is nobody knows.
    Unknown,
}

/// Whether a member takes null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Nullable {
    /// Nothing tells.
    #[default]
    Unknown,
    /// It was counted.
    Never,
    /// It was not.
    Takes,
}

/// What the counters say of an object's members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// For each member.
    pub(crate) nullable: Vec<Nullable>,
    /// From this member on they are fields: these are counted from 1 again.
    pub(crate) fields_from: Option<usize>,
    /// Members that no format shows must have been counted too: then nothing is certain.
    pub(crate) hidden: bool,
}

/// Solves the counters of one object, its members in the order of the page's table. Gives nothing if no assignment
/// explains the numbers: then the engine did not make the sample, or the order is another.
///
/// Three explanations are tried, the simplest first: all members are properties; the last ones are fields; some that
/// count are hidden (`[JsonIgnore]` and the like).
pub(crate) fn solve(steps: &[Step]) -> Option<Counted> {
    if let Some(nullable) = solve_run(steps, false) {
        return Some(Counted { nullable, fields_from: None, hidden: false });
    }
    for split in (1..steps.len()).rev() {
        let (properties, fields) = steps.split_at(split);
        let begins_anew =
            fields.iter().any(|step| matches!(step, Step::Counts(Some(_)) | Step::Value(Some(_))));
        if !begins_anew {
            continue;
        }
        if let (Some(mut nullable), Some(more)) = (solve_run(properties, false), solve_run(fields, false)) {
            nullable.extend(more);
            return Some(Counted { nullable, fields_from: Some(split), hidden: false });
        }
    }
    let nullable = solve_run(steps, true)?;
    Some(Counted { nullable, fields_from: None, hidden: true })
}

/// All assignments at once: the counters that can be reached before each member, and those from which the end can be
/// reached after it.
fn solve_run(steps: &[Step], gaps: bool) -> Option<Vec<Nullable>> {
    let last = u32::try_from(steps.len()).ok()?.saturating_add(1);
    let limit = if gaps { steps.iter().filter_map(shown).max().unwrap_or(0).max(last) + 1 } else { last };
    let widen = |counters: BTreeSet<u32>| -> BTreeSet<u32> {
        match counters.first() {
            Some(first) if gaps => (*first..=limit).collect(),
            _ => counters,
        }
    };
    let mut before = vec![widen(BTreeSet::from([1]))];
    for step in steps {
        let reached = before.last()?.iter().flat_map(|counter| after(*step, *counter)).map(|(next, _)| next);
        before.push(widen(reached.collect()));
    }
    if before.last()?.is_empty() {
        return None;
    }
    let mut open: BTreeSet<u32> = before.pop()?;
    let mut nullable = Vec::with_capacity(steps.len());
    for (step, counters) in steps.iter().zip(&before).rev() {
        let mut ways = (false, false);
        let mut possible = BTreeSet::new();
        for counter in counters {
            for (next, counted) in after(*step, *counter) {
                if reaches(&open, next, gaps) {
                    possible.insert(*counter);
                    if counted { ways.0 = true } else { ways.1 = true }
                }
            }
        }
        nullable.push(match (step, ways) {
            (Step::Value(_), (true, false)) => Nullable::Never,
            (Step::Value(_), (false, true)) => Nullable::Takes,
            _ => Nullable::Unknown,
        });
        open = possible;
    }
    nullable.reverse();
    (!open.is_empty()).then_some(nullable)
}

fn reaches(open: &BTreeSet<u32>, counter: u32, gaps: bool) -> bool {
    if gaps { open.last().is_some_and(|last| *last >= counter) } else { open.contains(&counter) }
}

fn shown(step: &Step) -> Option<u32> {
    match step {
        Step::Counts(number) | Step::Value(number) => *number,
        Step::Skip | Step::Unknown => None,
    }
}

/// The counters after a member, and whether it was counted.
fn after(step: Step, counter: u32) -> impl Iterator<Item = (u32, bool)> {
    let fits = |number: Option<u32>| number.is_none_or(|number| number == counter);
    let (counts, skips) = match step {
        Step::Skip => (false, true),
        Step::Counts(number) => (fits(number), false),
        Step::Value(number) => (fits(number), number.is_none_or(|number| number == 1)),
        Step::Unknown => (true, true),
    };
    let counted = counts.then_some((counter + 1, true));
    counted.into_iter().chain(skips.then_some((counter, false)))
}

#[cfg(test)]
mod tests {
    use super::{Nullable::*, *};

    fn nullable(steps: &[Step]) -> Vec<Nullable> {
        solve(steps).map(|counted| counted.nullable).unwrap_or_default()
    }

    #[test]
    fn numbers_that_show_one_before_the_first_text_take_null() {
        // { "id": 1, "other_user_id": 1, "mapping_id": "sample string 1" }
        let steps = [Step::Value(Some(1)), Step::Value(Some(1)), Step::Counts(Some(1))];
        assert_eq!(nullable(&steps), [Takes, Takes, Unknown]);
        // { "ErrorCode": 1, "Message": "sample string 2" }
        assert_eq!(nullable(&[Step::Value(Some(1)), Step::Counts(Some(2))]), [Never, Unknown]);
    }

    #[test]
    fn one_of_two_stays_open() {
        // One of the two numbers was counted, but which one?
        let steps = [Step::Value(Some(1)), Step::Value(Some(1)), Step::Counts(Some(2))];
        assert_eq!(nullable(&steps), [Unknown, Unknown, Unknown]);
    }

    #[test]
    fn a_gap_shows_what_has_no_number() {
        // { "Name": "sample string 1", "IsNew": true, "Code": "sample string 3" }
        let steps = [Step::Counts(Some(1)), Step::Value(None), Step::Counts(Some(3))];
        assert_eq!(nullable(&steps), [Unknown, Never, Unknown]);
        let steps = [Step::Counts(Some(1)), Step::Value(None), Step::Skip, Step::Counts(Some(2))];
        assert_eq!(nullable(&steps), [Unknown, Takes, Unknown, Unknown]);
        let steps = [Step::Counts(Some(1)), Step::Value(None), Step::Value(None), Step::Counts(Some(3))];
        assert_eq!(nullable(&steps), [Unknown; 4]);
    }

    #[test]
    fn what_comes_last_may_stay_open() {
        assert_eq!(nullable(&[Step::Counts(Some(1)), Step::Value(None)]), [Unknown, Unknown]);
        assert_eq!(nullable(&[Step::Counts(Some(1)), Step::Value(Some(2))]), [Unknown, Never]);
        assert_eq!(nullable(&[Step::Counts(Some(1)), Step::Value(Some(1))]), [Unknown, Takes]);
        assert_eq!(nullable(&[Step::Value(Some(1))]), [Unknown]);
    }

    #[test]
    fn fields_are_counted_anew() {
        let steps =
            [Step::Counts(Some(1)), Step::Counts(Some(2)), Step::Counts(Some(1)), Step::Value(Some(2))];
        let counted = solve(&steps).expect("a solution");
        assert_eq!(counted.fields_from, Some(2));
        assert_eq!(counted.nullable, [Unknown, Unknown, Unknown, Never]);
    }

    #[test]
    fn hidden_members_leave_gaps() {
        let steps =
            [Step::Counts(Some(1)), Step::Counts(Some(3)), Step::Value(Some(5)), Step::Value(Some(1))];
        let counted = solve(&steps).expect("a solution");
        assert!(counted.hidden);
        assert_eq!(counted.nullable, [Unknown, Unknown, Never, Takes]);
    }

    #[test]
    fn other_numbers_are_no_samples_of_the_engine() {
        assert_eq!(solve(&[Step::Counts(Some(3)), Step::Counts(Some(2)), Step::Counts(Some(1))]), None);
    }
}
