//! Nullability from the counters of samples.
//!
//! The engine makes samples by counting: in each object every simple member takes the next number, and shows
//! it where it can (`sample string 3`, `4`, `4.1`). A nullable member has a counter of its own, so it shows 1
//! and does not advance the object's; nor do enums, collections and nested objects. Hence each member whose
//! number shows fixes how many of the members before it were counted.

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
    /// Advances it or not: a `byte` that takes null or does not, or an enum.
    Byte,
}

impl Step {
    /// Returns the number that the member shows.
    pub(crate) fn number(&self) -> Option<u32> {
        match self {
            Self::Counts(number) | Self::Value(number) => *number,
            Self::Skip | Self::Unknown | Self::Byte => None,
        }
    }
}

/// Whether a member takes null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Nullable {
    /// Nothing shows it.
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

impl Counted {
    /// All members are properties, and no other one was counted.
    pub(crate) fn plain(nullable: Vec<Nullable>) -> Self {
        Self { nullable, fields_from: None, hidden: false }
    }

    /// Returns whether all members are properties, and no other one was counted.
    pub(crate) fn is_plain(&self) -> bool {
        self.fields_from.is_none() && !self.hidden
    }
}

/// Solves the counters of one object, its members in the order of the page's table. Gives nothing if no
/// assignment explains the numbers: then the engine did not make the sample, or the order is another.
///
/// Three explanations are tried, the simplest first: all members are properties; the last ones are fields;
/// some that count are hidden (`[JsonIgnore]` and the like).
pub(crate) fn solve(steps: &[Step]) -> Option<Counted> {
    if let Some(nullable) = solve_run(steps, Gaps::None) {
        return Some(Counted { nullable, fields_from: None, hidden: false });
    }
    if let Some(split) = last_split(steps)
        && let Some(nullable) = solve_with_fields(steps, split)
    {
        return Some(Counted { nullable, fields_from: Some(split), hidden: false });
    }
    let last = u64::try_from(steps.len()).unwrap_or(u64::MAX).saturating_add(1);
    let limit = steps.iter().filter_map(Step::number).map(u64::from).max().unwrap_or(0).max(last) + 1;
    let nullable = solve_run(steps, Gaps::UpTo(limit))?;
    Some(Counted { nullable, fields_from: None, hidden: true })
}

/// Solves the counters of one object whose members are known to be fields from one on, which are counted from
/// 1 again.
pub(crate) fn solve_with_fields(steps: &[Step], from: usize) -> Option<Vec<Nullable>> {
    let (properties, fields) = steps.split_at_checked(from)?;
    let mut nullable = solve_run(properties, Gaps::None)?;
    nullable.extend(solve_run(fields, Gaps::None)?);
    Some(nullable)
}

/// Returns whether one run of the counter explains the numbers of an object.
pub(crate) fn is_in_one_go(steps: &[Step]) -> bool {
    solve_run(steps, Gaps::None).is_some()
}

/// Returns the place of the only step that fits between the counters that the steps before it leave and those
/// that the steps behind it need.
fn only_one(steps: &[Step], fits: impl Fn(&Step, Counters, Counters) -> bool) -> Option<usize> {
    let mut counters = Counters::START;
    let mut before = Vec::with_capacity(steps.len());
    for step in steps {
        before.push(counters);
        counters = counters.after(*step);
    }
    let mut behind = Counters::ALL;
    let mut only = None;
    for (place, (step, before)) in steps.iter().zip(before).enumerate().rev() {
        if fits(step, before, behind) && only.replace(place).is_some() {
            return None;
        }
        behind = Counters::ALL.before(*step, behind).0;
    }
    only
}

/// Solves the counters of one object all of whose members but one are explained: that one was not counted,
/// and its number is of another origin. Returns its place and what the others say, or nothing if there is not
/// exactly one such member.
pub(crate) fn solve_but_one(steps: &[Step]) -> Option<(usize, Vec<Nullable>)> {
    let fits = |step: &Step, before: Counters, behind: Counters| {
        step.number().is_some() && !before.and(behind).is_empty()
    };
    let odd = only_one(steps, fits)?;
    let mut steps = steps.to_vec();
    if let Some(step) = steps.get_mut(odd) {
        *step = Step::Skip;
    }
    solve_run(&steps, Gaps::None).map(|nullable| (odd, nullable))
}

/// Solves the counters of one object some of whose members are not explained, as few as possible: these were not
/// counted, and their numbers are of another origin. Returns their places and what the others say, or nothing if
/// there are many of them, or nothing shows which they are.
pub(crate) fn solve_but_some(steps: &[Step]) -> Option<(Vec<usize>, Vec<Nullable>)> {
    /// More members are not gone through: it takes the square of their number.
    const MOST: usize = 512;
    /// Of so many numbers one may be odd.
    const SHARE: usize = 4;
    if steps.len() > MOST {
        return None;
    }
    let ends = steps.len() + 2;
    let is_shown = |step: &Step| step.number().is_some();
    // The counters that a step leads to, and whether it is odd then.
    let ways = |step: Step, at: usize| {
        let next = Counters { first: at as u64, end: at as u64 + 1 }.at(step);
        let counted = (!next.0.is_empty()).then_some((at + 1, 0));
        let skipped = (!next.1.is_empty()).then_some((at, 0));
        let odd = is_shown(&step).then_some((at, 1));
        [counted, skipped, odd].into_iter().flatten().filter(move |(next, _)| *next < ends)
    };
    let none = vec![usize::MAX; ends];
    let mut before = vec![none.clone()];
    before[0][1] = 0;
    for step in steps {
        let mut after = none.clone();
        for (at, cost) in before.last()?.iter().enumerate().filter(|(_, cost)| **cost < usize::MAX) {
            for (next, odd) in ways(*step, at) {
                after[next] = after[next].min(cost + odd);
            }
        }
        before.push(after);
    }
    let fewest = *before.last()?.iter().min()?;
    let all = steps.iter().filter(|step| is_shown(step)).count();
    if fewest == 0 || fewest == usize::MAX || fewest * SHARE > all {
        return None;
    }
    let mut behind = vec![0; ends];
    let mut odd = Vec::new();
    for (place, (step, before)) in steps.iter().zip(&before).enumerate().rev() {
        let mut from = none.clone();
        let (mut may_be_odd, mut may_be_even) = (false, false);
        for (at, cost) in before.iter().enumerate().filter(|(_, cost)| **cost < usize::MAX) {
            for (next, is_odd) in ways(*step, at).filter(|(next, _)| behind[*next] < usize::MAX) {
                from[at] = from[at].min(behind[next] + is_odd);
                if cost + is_odd + behind[next] == fewest {
                    *if is_odd == 1 { &mut may_be_odd } else { &mut may_be_even } = true;
                }
            }
        }
        match (may_be_odd, may_be_even) {
            (true, true) => return None,
            (true, false) => odd.push(place),
            _ => {}
        }
        behind = from;
    }
    let mut steps = steps.to_vec();
    for place in &odd {
        if let Some(step) = steps.get_mut(*place) {
            *step = Step::Skip;
        }
    }
    solve_run(&steps, Gaps::None).map(|nullable| (odd, nullable))
}

/// Solves the counters of one object in which one number alone does not show the counter although it was
/// counted: its getter computes it. Returns its place and what is known of all, or nothing if there is not
/// exactly one such member.
///
/// `has_setter` says whether a member is known to have one: then it was counted.
pub(crate) fn solve_with_computed(
    steps: &[Step],
    has_setter: impl Fn(usize) -> bool,
) -> Option<(usize, Vec<Nullable>)> {
    let fits = |step: &Step, before: Counters, behind: Counters| {
        matches!(step, Step::Value(Some(_))) && !before.next().and(behind).is_empty()
    };
    let computed = only_one(steps, fits)?;
    let shows = steps.get(computed).and_then(Step::number);
    let solve_as = |step: Step| {
        let mut steps = steps.to_vec();
        if let Some(computed) = steps.get_mut(computed) {
            *computed = step;
        }
        solve_run(&steps, Gaps::None)
    };
    let mut nullable = solve_as(Step::Counts(None))?;
    let uncounted = if has_setter(computed) { None } else { solve_as(Step::Skip) };
    // Where nothing shows that it was counted, it may have no setter, and take null.
    let is_counted = uncounted.is_none();
    for (counted, uncounted) in nullable.iter_mut().zip(uncounted.into_iter().flatten()) {
        if *counted != uncounted {
            *counted = Nullable::Unknown;
        }
    }
    // What takes null shows 1 as well, and the member that was counted may be hidden beside it.
    if let Some(nullable) = nullable.get_mut(computed).filter(|_| is_counted && shows != Some(1)) {
        *nullable = Nullable::Never;
    }
    Some((computed, nullable))
}

/// The last member from which on all may be fields: the members before it have an explanation of their own,
/// and so have those from it on, of which at least one shows a number.
fn last_split(steps: &[Step]) -> Option<usize> {
    let mut counters = Counters::START;
    let mut explained = Vec::with_capacity(steps.len());
    for step in steps {
        explained.push(!counters.is_empty());
        counters = counters.after(*step);
    }
    let mut open = Counters::ALL;
    let mut shows_number = false;
    for (split, step) in steps.iter().enumerate().skip(1).rev() {
        open = Counters::ALL.before(*step, open).0;
        shows_number |= step.number().is_some();
        if shows_number && open.contains(1) && explained.get(split) == Some(&true) {
            return Some(split);
        }
    }
    None
}

/// Whether members that no format shows may have been counted.
#[derive(Clone, Copy)]
enum Gaps {
    None,
    /// The counter may be greater than the members explain, up to this.
    UpTo(u64),
}

/// Solves the counters of members that are all counted in one go.
fn solve_run(steps: &[Step], gaps: Gaps) -> Option<Vec<Nullable>> {
    let nullable = |(step, ways): (&Step, Ways)| match (step, ways) {
        (Step::Value(_) | Step::Byte, Ways { counted: true, skipped: false }) => Nullable::Never,
        (Step::Value(_) | Step::Byte, Ways { counted: false, skipped: true }) => Nullable::Takes,
        _ => Nullable::Unknown,
    };
    Some(steps.iter().zip(ways_of_run(steps, gaps)?).map(nullable).collect())
}

/// Returns how each member may have treated the counter, if all are counted in one go.
pub(crate) fn ways(steps: &[Step]) -> Option<Vec<Ways>> {
    ways_of_run(steps, Gaps::None)
}

/// All assignments at once: the counters that can be reached before each member, and those from which the end
/// can be reached after it.
fn ways_of_run(steps: &[Step], gaps: Gaps) -> Option<Vec<Ways>> {
    let mut counters = Counters::START.widened(gaps);
    let mut before = Vec::with_capacity(steps.len());
    for step in steps {
        before.push(counters);
        counters = counters.after(*step).widened(gaps);
    }
    if counters.is_empty() {
        return None;
    }
    let mut open = counters;
    let mut all = Vec::with_capacity(steps.len());
    for (step, counters) in steps.iter().zip(before).rev() {
        if let Gaps::UpTo(_) = gaps
            && !open.is_empty()
        {
            // A gap leads from any smaller counter to one that is open.
            open.first = 1;
        }
        let (possible, ways) = counters.before(*step, open);
        all.push(ways);
        open = possible;
    }
    all.reverse();
    (!open.is_empty()).then_some(all)
}

/// Counters that are possible somewhere: always neighbours, as each member leaves the counter or takes it to
/// the next, and only a 1, which is the lowest, is shown by members that leave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counters {
    first: u64,
    /// The one after the last.
    end: u64,
}

/// How a member may have treated the counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ways {
    pub(crate) counted: bool,
    pub(crate) skipped: bool,
}

impl Counters {
    const NONE: Self = Self { first: 1, end: 1 };
    const START: Self = Self { first: 1, end: 2 };
    const ALL: Self = Self { first: 1, end: u64::MAX };

    fn is_empty(self) -> bool {
        self.first >= self.end
    }

    fn contains(self, counter: u64) -> bool {
        (self.first..self.end).contains(&counter)
    }

    fn and(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), end: self.end.min(other.end) }
    }

    /// Joins counters that are neighbours.
    fn or(self, other: Self) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other,
            (_, true) => self,
            _ => Self { first: self.first.min(other.first), end: self.end.max(other.end) },
        }
    }

    fn next(self) -> Self {
        Self { first: self.first.saturating_add(1), end: self.end.saturating_add(1) }
    }

    fn previous(self) -> Self {
        Self { first: self.first.saturating_sub(1), end: self.end.saturating_sub(1) }
    }

    fn widened(self, gaps: Gaps) -> Self {
        match gaps {
            Gaps::UpTo(limit) if !self.is_empty() => Self { first: self.first, end: limit + 1 },
            _ => self,
        }
    }

    /// Those at which a member can be counted, and those at which it can be skipped.
    fn at(self, step: Step) -> (Self, Self) {
        let fitting = |number: Option<u32>| match number.map(u64::from) {
            Some(number) => self.and(Self { first: number, end: number + 1 }),
            None => self,
        };
        match step {
            Step::Skip => (Self::NONE, self),
            Step::Value(number @ (None | Some(1))) => (fitting(number), self),
            Step::Counts(number) | Step::Value(number) => (fitting(number), Self::NONE),
            Step::Unknown | Step::Byte => (self, self),
        }
    }

    /// The counters after a member.
    fn after(self, step: Step) -> Self {
        let (counted, skipped) = self.at(step);
        let counted = if counted.is_empty() { counted } else { counted.next() };
        counted.or(skipped)
    }

    /// Returns the counters from which a member leads to an open counter, and how it leads there.
    fn before(self, step: Step, open: Self) -> (Self, Ways) {
        let (counted, skipped) = self.at(step);
        let counted = counted.and(open.previous());
        let skipped = skipped.and(open);
        (counted.or(skipped), Ways { counted: !counted.is_empty(), skipped: !skipped.is_empty() })
    }
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
    fn some_odd_numbers_do_not_spoil_the_others() {
        let value = |number| Step::Value(Some(number));
        let mut steps: Vec<Step> = (1..=12).map(value).collect();
        steps.insert(6, value(40));
        steps.insert(9, value(3));
        let (odd, nullable) = solve_but_some(&steps).expect("a solution");
        assert_eq!(odd, [9, 6]);
        assert!(nullable.iter().enumerate().all(|(at, of)| (*of == Never) != odd.contains(&at)));
        // Too many, or nothing that shows which.
        assert_eq!(solve_but_some(&[value(1), value(7), value(9), value(2)]), None);
        assert_eq!(solve_but_some(&[value(1), value(2), Step::Counts(Some(3)), Step::Counts(Some(3))]), None);
        assert_eq!(solve_but_some(&[value(1), value(2)]), None);
    }

    #[test]
    fn one_odd_number_does_not_spoil_the_others() {
        // { "Id": 1, "Shop": 2, "Label": "sample string 3", "Wind": 1, "PlaceName": "sample string 2",
        //   "Tail": "sample string 4" }
        let steps = [
            Step::Value(Some(1)),
            Step::Value(Some(2)),
            Step::Counts(Some(3)),
            Step::Value(Some(1)),
            Step::Counts(Some(2)),
            Step::Counts(Some(4)),
        ];
        assert_eq!(solve(&steps), None);
        assert_eq!(solve_but_one(&steps), Some((4, vec![Never, Never, Unknown, Takes, Unknown, Unknown])));
        // Nothing shows which of two is odd.
        assert_eq!(
            solve_but_one(&[Step::Counts(Some(2)), Step::Counts(Some(1)), Step::Counts(Some(1))]),
            None
        );
        assert_eq!(
            solve_but_one(&[Step::Counts(Some(9)), Step::Counts(Some(8)), Step::Counts(Some(7))]),
            None
        );
    }

    #[test]
    fn a_computed_number_may_have_been_counted() {
        // { "Count": 1, "Page": 2, "Pages": 1, "Size": 4, "Label": "sample string 5" }
        let steps = |pages| {
            [
                Step::Value(Some(1)),
                Step::Value(Some(2)),
                Step::Value(Some(pages)),
                Step::Value(Some(4)),
                Step::Counts(Some(5)),
            ]
        };
        let solve = |steps: &[Step]| solve_with_computed(steps, |_| false);
        assert_eq!(solve(&steps(1)), Some((2, vec![Never, Never, Unknown, Never, Unknown])));
        assert_eq!(solve(&steps(0)), Some((2, vec![Never, Never, Never, Never, Unknown])));
        // Nothing behind it shows that the last one was counted.
        let steps = [Step::Counts(Some(1)), Step::Value(Some(2)), Step::Value(Some(9))];
        assert_eq!(solve(&steps), Some((2, vec![Unknown, Never, Unknown])));
        assert_eq!(solve_with_computed(&steps, |_| true), Some((2, vec![Unknown, Never, Never])));
        // A gap of two is none of one member.
        let steps = [Step::Counts(Some(1)), Step::Value(Some(1)), Step::Counts(Some(4))];
        assert_eq!(solve(&steps), None);
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

    /// All assignments that explain the numbers, one by one, for as few members as a test can afford.
    mod by_trial {
        use super::*;

        fn run(steps: &[Step], gaps: Option<u64>) -> Option<Vec<Nullable>> {
            let mut seen: Vec<Ways> = vec![Ways::default(); steps.len()];
            let found = explore(steps, 0, 1, gaps, &mut seen);
            let nullable = |(step, ways): (&Step, &Ways)| match (step, ways.counted, ways.skipped) {
                (Step::Value(_), true, false) => Never,
                (Step::Value(_), false, true) => Takes,
                _ => Unknown,
            };
            found.then(|| steps.iter().zip(&seen).map(nullable).collect())
        }

        /// Whether the members from `at` on can be explained if the counter is at least or just `counter`.
        fn explore(steps: &[Step], at: usize, counter: u64, gaps: Option<u64>, seen: &mut Vec<Ways>) -> bool {
            let mut found = false;
            for counter in counter..=gaps.unwrap_or(counter) {
                let Some(step) = steps.get(at) else { return true };
                let fits = |number: Option<u32>| number.is_none_or(|number| u64::from(number) == counter);
                let (counts, skips) = match *step {
                    Step::Skip => (false, true),
                    Step::Counts(number) => (fits(number), false),
                    Step::Value(number) => (fits(number), number.is_none_or(|number| number == 1)),
                    Step::Unknown | Step::Byte => (true, true),
                };
                // What is counted beyond the limit leads nowhere.
                let in_limit = gaps.is_none_or(|limit| counter < limit);
                if counts && in_limit && explore(steps, at + 1, counter + 1, gaps, seen) {
                    seen[at].counted = true;
                    found = true;
                }
                if skips && explore(steps, at + 1, counter, gaps, seen) {
                    seen[at].skipped = true;
                    found = true;
                }
            }
            found
        }

        pub(crate) fn solve(steps: &[Step]) -> Option<Counted> {
            if let Some(nullable) = run(steps, None) {
                return Some(Counted { nullable, fields_from: None, hidden: false });
            }
            for split in (1..steps.len()).rev() {
                let (properties, fields) = steps.split_at(split);
                if fields.iter().any(|step| step.number().is_some())
                    && let (Some(mut nullable), Some(more)) = (run(properties, None), run(fields, None))
                {
                    nullable.extend(more);
                    return Some(Counted { nullable, fields_from: Some(split), hidden: false });
                }
            }
            let greatest = steps.iter().filter_map(Step::number).max().unwrap_or(0);
            let limit = u64::from(greatest).max(steps.len() as u64 + 1) + 1;
            run(steps, Some(limit)).map(|nullable| Counted { nullable, fields_from: None, hidden: true })
        }
    }

    #[test]
    fn neighbours_say_what_trying_everything_says() {
        let kinds = [
            Step::Skip,
            Step::Unknown,
            Step::Counts(None),
            Step::Counts(Some(1)),
            Step::Counts(Some(2)),
            Step::Counts(Some(4)),
            Step::Value(None),
            Step::Value(Some(0)),
            Step::Value(Some(1)),
            Step::Value(Some(3)),
        ];
        for length in 0..=4_u32 {
            for number in 0..kinds.len().pow(length) {
                let steps: Vec<Step> =
                    (0..length).map(|at| kinds[number / kinds.len().pow(at) % kinds.len()]).collect();
                assert_eq!(solve(&steps), by_trial::solve(&steps), "{steps:?}");
            }
        }
    }

    #[test]
    fn many_members_and_great_numbers_cost_little() {
        let mut steps: Vec<Step> = (1..=300_000).map(|number| Step::Counts(Some(number))).collect();
        // The last ones are fields.
        steps.extend([Step::Counts(Some(1)), Step::Value(Some(2))]);
        assert_eq!(solve(&steps).and_then(|counted| counted.fields_from), Some(300_000));
        let mut steps = vec![Step::Value(None); 300_000];
        steps.extend([Step::Value(Some(2)), Step::Value(Some(u32::MAX)), Step::Value(Some(2))]);
        assert_eq!(solve(&steps), None);
        let hidden = solve(&[Step::Value(Some(u32::MAX)), Step::Counts(Some(u32::MAX))]);
        assert_eq!(hidden, None);
        assert!(solve(&[Step::Value(Some(u32::MAX))]).is_some_and(|counted| counted.hidden));
    }
}
