//! Numbers that no member of a sample shows: the engine has counted members that neither format has.

use std::collections::HashMap;

use super::counter::Step;
use crate::infer::{model::Remark, types::seen::Seen};

const ADVICE: &str =
    "see whether the service sends or takes more than the page shows; else delete the comment";

/// Numbers that are left out between two members, or before the first.
#[derive(Debug, PartialEq, Eq)]
struct Gap<'s> {
    after: Option<&'s str>,
    before: &'s str,
    /// The numbers between those of the two members.
    numbers: std::ops::Range<u32>,
    /// How many members between the two may have been counted.
    counted: u32,
}

/// Returns the remark on the numbers that no member shows, in the order in which the members are counted, if it is sure
/// that the engine has counted more members than there are.
pub(crate) fn remark(seen: &Seen, steps: &[Step]) -> Option<Remark> {
    let keys = keys(seen);
    let gaps = gaps(&keys, steps);
    let said: Vec<String> = gaps.iter().map(Gap::text).collect();
    (!said.is_empty()).then(|| {
        let left_out = said.join(" and ");
        Remark::open(format!("the numbers of a sample leave out {left_out}: {}", where_they_are(seen)))
            .advise(ADVICE)
    })
}

/// Returns whether the numbers go on behind those that are left out: then members were counted that no format
/// shows, while a number that alone is too great may as well be computed. Before the first member, those may
/// be counted that stand behind a cut.
pub(super) fn go_on(seen: &Seen, steps: &[Step]) -> bool {
    let keys = keys(seen);
    let gaps = gaps(&keys, steps);
    let goes_on = |gap: &Gap<'_>| {
        let behind = keys.iter().zip(steps).skip_while(|(key, _)| **key != gap.before).skip(1);
        behind.filter_map(|(_, step)| step.number()).any(|number| number > gap.numbers.end)
    };
    !gaps.is_empty() && gaps.iter().all(|gap| gap.after.is_some() && goes_on(gap))
}

/// Returns the remark on the numbers that are left out before the last number of a sample that is cut off,
/// which may just as well be computed.
pub(crate) fn remark_before_cut(seen: &Seen, steps: &[Step]) -> Option<Remark> {
    let keys = keys(seen);
    let gaps = gaps(&keys, steps);
    let [gap] = gaps.as_slice() else { return None };
    gap.after?;
    remark_or_computed(seen, steps, keys.iter().position(|key| *key == gap.before)?)
}

/// Numbers that are left out before a member.
#[derive(Debug)]
pub(super) struct LeftOut {
    /// The place of the member.
    pub(super) before: usize,
    pub(super) numbers: std::ops::Range<u32>,
    /// How many members must have been counted besides those between.
    pub(super) missing: usize,
}

/// Returns the numbers that no member shows, in the order of the members.
pub(super) fn left_out(seen: &Seen, steps: &[Step]) -> Vec<LeftOut> {
    let keys = keys(seen);
    let places: HashMap<&str, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    let of_gap = |gap: Gap<'_>| {
        let before = *places.get(gap.before)?;
        let missing = gap.numbers.len().saturating_sub(gap.counted as usize);
        Some(LeftOut { before, numbers: gap.numbers, missing })
    };
    gaps(&keys, steps).into_iter().filter_map(of_gap).collect()
}

fn keys(seen: &Seen) -> Vec<&str> {
    seen.members.iter().map(|member| member.key.as_str()).collect()
}

/// Returns where the members are that are counted and not shown. A page may end before its XML: then that may
/// have them.
fn where_they_are(seen: &Seen) -> &'static str {
    if seen.formats.json && !seen.formats.xml {
        "members are counted that JSON does not show, as with `[JsonIgnore]`"
    } else if seen.formats.xml && !seen.whole.xml {
        "members are counted that stand behind the cut in XML, or in neither format, as with `[JsonIgnore]` and \
         `[XmlIgnore]`"
    } else {
        "members are counted that neither format shows, as with `[JsonIgnore]` and `[XmlIgnore]`"
    }
}

/// Returns the remark on the numbers that are left out before a member whose number may just as well be computed.
pub(crate) fn remark_or_computed(seen: &Seen, steps: &[Step], computed: usize) -> Option<Remark> {
    let keys = keys(seen);
    let gaps = gaps(&keys, steps);
    let gap = gaps.iter().find(|gap| keys.get(computed) == Some(&gap.before))?;
    Some(
        Remark::open(format!(
            "the numbers of a sample leave out {}: {}, or the number of `{}` is computed",
            gap.text(),
            where_they_are(seen),
            gap.before
        ))
        .advise(ADVICE),
    )
}

/// Returns the remark on numbers that are greater than there are members, in whatever order these are counted.
pub(crate) fn remark_in_any_order(steps: &[Step]) -> Option<Remark> {
    let counted = steps.iter().filter(|step| may_count(step)).count();
    let greatest = steps.iter().filter_map(Step::number).max()?;
    (usize::try_from(greatest).is_ok_and(|greatest| greatest > counted)).then(|| {
        Remark::open(format!(
            "the numbers of a sample go up to {greatest}, and {counted} members at most are counted: others are counted \
             that it does not show, as with `[XmlIgnore]`"
        ))
        .advise(ADVICE)
    })
}

/// Returns whether a member may have been counted, whatever number it shows.
fn may_count(step: &Step) -> bool {
    *step != Step::Skip
}

fn gaps<'s>(keys: &[&'s str], steps: &[Step]) -> Vec<Gap<'s>> {
    let mut gaps = Vec::new();
    let mut after: Option<&str> = None;
    let mut last = 0;
    let mut counted = 0;
    let mut has_first = false;
    for (key, step) in keys.iter().copied().zip(steps) {
        match step.number() {
            // What takes null shows 1 wherever it stands, and one alone can be the first that is counted.
            Some(1) if matches!(step, Step::Value(_)) => {
                counted += u32::from(last == 0 && !has_first);
                has_first = true;
            }
            Some(number) if number > last => {
                let numbers = last + 1..number;
                if u32::try_from(numbers.len()).is_ok_and(|missing| missing > counted) {
                    gaps.push(Gap { after, before: key, numbers, counted });
                }
                (after, last, counted) = (Some(key), number, 0);
            }
            Some(_) => {}
            None => counted += u32::from(may_count(step)),
        }
    }
    gaps
}

impl Gap<'_> {
    fn text(&self) -> String {
        let numbers = match (self.counted, self.numbers.len()) {
            (0, 1) => self.numbers.start.to_string(),
            (0, _) => format!("{} to {}", self.numbers.start, self.numbers.end - 1),
            (counted, missing) => format!("{} or more", missing.saturating_sub(counted as usize)),
        };
        match self.after {
            Some(after) => format!("{numbers} between `{after}` and `{}`", self.before),
            None => format!("{numbers} before `{}`", self.before),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_left_out_are_named() {
        let value = |number| Step::Value(Some(number));
        let said = |steps: &[Step]| -> Vec<String> {
            let keys = ["A", "B", "C", "D"];
            gaps(&keys, steps).iter().map(Gap::text).collect()
        };
        assert_eq!(said(&[value(1), value(2), value(4)]), ["3 between `B` and `C`"]);
        assert_eq!(said(&[Step::Counts(Some(3))]), ["1 to 2 before `A`"]);
        assert_eq!(said(&[value(1), Step::Value(None), value(4)]), ["1 or more before `C`"]);
        // What shows 1 may be the first, or take null.
        assert!(said(&[value(1), value(1), Step::Counts(Some(2))]).is_empty());
        assert_eq!(said(&[value(1), value(2), value(1), value(4)]), ["3 between `B` and `D`"]);
        assert!(said(&[value(1), Step::Unknown, value(3)]).is_empty());
    }
}
